// SPDX-License-Identifier: Apache-2.0
// What a run derives only when something changed equals what it would derive every time, event by event.
#include <vector>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

bool same(const world::Payment& a, const world::Payment& b) {
  return a.from == b.from && a.to == b.to && a.amount == b.amount && a.kind == b.kind;
}
bool same(const world::HoldingState& a, const world::HoldingState& b) {
  return a.asset == b.asset && a.holder == b.holder && a.kind == b.kind && a.share == b.share;
}
bool same(const world::Handover& a, const world::Handover& b) {
  return a.zone == b.zone && a.held_by == b.held_by && a.to == b.to && a.share == b.share && a.since == b.since;
}
bool same(const world::Realign& a, const world::Realign& b) { return a.force == b.force && a.to == b.to; }

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return same(x, y); });
}

bool same(const world::Derived& a, const world::Derived& b) {
  return a.extra_men == b.extra_men && a.quality_factor == b.quality_factor && a.target_men == b.target_men &&
         a.men_cap == b.men_cap && a.restraint == b.restraint && a.truce == b.truce && a.sanction == b.sanction &&
         a.regime == b.regime && a.monitor == b.monitor && a.audience == b.audience && a.recognised == b.recognised &&
         a.signal == b.signal && a.investment == b.investment && a.edge_investment == b.edge_investment &&
         a.withheld == b.withheld && same(a.holdings, b.holdings) && same(a.handovers, b.handovers) &&
         same(a.realigns, b.realigns) && same(a.payments, b.payments) && a.lever_cost == b.lever_cost;
}

/// Derives after every event; what differs from before without a new version is a version forgotten.
struct Watch final : run::Observer {
  const scenario::Scenario& s;
  const scenario::Draw& draw;
  world::Derived last, now;
  std::uint32_t version = ~0u;
  int events = 0, kept = 0, forgotten = 0;

  Watch(const scenario::Scenario& scenario, const scenario::Draw& d) : s(scenario), draw(d) {}
  void look(const world::World& world) {
    world::derive(s, draw, world, now);
    ++events;
    if (world.imposed_version == version) {
      ++kept;
      forgotten += same(last, now) ? 0 : 1;
    }
    version = world.imposed_version;
    last = now;
  }
  void on_event(const world::World& world, const world::Event&) override { look(world); }
  void on_month(const world::World& world) override { look(world); }
};

}  // namespace

TEST_CASE("nothing that is imposed changes without a new version, and most events leave it as it is") {
  test::SmallWorldOptions options;
  options.months = 24;
  const scenario::Scenario s = test::small_world(test::with_buyer(options));
  for (std::int64_t number = 0; number < 6; ++number) {
    const scenario::Draw draw = scenario::make_draw(s, s.seed, number);
    Watch watch(s, draw);
    std::vector<run::Observer*> observers{&watch};
    test::Held held(s, number, observers);
    held.play();
    CHECK(watch.forgotten == 0);
    CHECK(watch.kept > watch.events / 2);
    world::Derived fresh;
    world::derive(s, draw, held.engine.world, fresh);
    CHECK(same(held.engine.derived, fresh));
  }
}

// SPDX-License-Identifier: Apache-2.0
// Laws of looting: only a place that falls by force is looted, once; what one gets another loses; stores fill up again.
#include "model/spoils.hpp"

#include <memory>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using namespace entente::testing;

namespace {

struct Sack {
  Tiny t = tiny_scenario();
  world::World w = t.world();
  model::Spoils spoils;
  model::GroundBefore before;
  world::EventSink sink;

  Sack() {
    spoils.goods.assign(t.s.nodes.size(), 10.0);
    spoils.looter = {core::ActorId{}, t.actor("rebels"), core::ActorId{}};
    spoils.treasury = {t.actor("state"), t.actor("rebels"), core::ActorId{}};
    spoils.kept = 0.25;
    spoils.public_part = 0.2;
    spoils.refill = 12.0;
  }
  /// The place changes hands in a week of month 1; events of looting stand in `sink`, none of them applied.
  void pass(const char* node, const char* from, const char* to, world::Cause cause) {
    before.remember(w, spoils);
    world::EventSink fought;
    fought.set_time(1, 1);
    fought.emit(world::ControlChanged{t.node(node), t.coalition(from), t.coalition(to), cause, 1.0, {}});
    apply_all(t, w, fought);
    sink.clear();
    sink.set_time(1, 1);
    model::loot(t.s, w, spoils, before, fought.events(), sink);
  }
  [[nodiscard]] double lost() const {
    double sum = 0.0;
    for (const auto& event : sink.events())
      if (const auto* e = std::get_if<world::Looted>(&event.body)) sum += e->lost;
    return sum;
  }
  [[nodiscard]] double moved(core::ActorId from, core::ActorId to) const {
    double sum = 0.0;
    for (const auto& event : sink.events())
      if (const auto* e = std::get_if<world::MoneyMoved>(&event.body))
        if (e->from == from && e->to == to && e->kind == world::MoneyKind::looted) sum += e->amount;
    return sum;
  }
};

}  // namespace

TEST_CASE("what an armed group gets of a fallen place is what a treasury and the people there lose") {
  Sack k;
  k.pass("town", "gov", "reb", world::Cause::capture);
  CHECK(k.lost() == Approx(10.0).epsilon(0.01));  // stores untouched for ten years
  const double lost = k.lost();
  CHECK(k.moved(k.t.actor("state"), k.t.actor("rebels")) == Approx(lost * 0.2 * 0.25));
  CHECK(k.moved(k.t.actor("state"), {}) == Approx(lost * 0.2 * 0.75));
  CHECK(k.moved({}, k.t.actor("rebels")) == Approx(lost * 0.8 * 0.25));
}

TEST_CASE("looting conserves money but for what comes from outside and goes there") {
  Sack k;
  k.w.stock.assign(k.w.stock.size(), 100.0);
  const auto sum = [&k] {
    double all = k.w.outside_out - k.w.outside_in;
    for (const double stock : k.w.stock) all += stock;
    return all;
  };
  const double first = sum();
  k.pass("town", "gov", "reb", world::Cause::rout);
  const double poorer = k.w.stock[k.t.actor("state").index()], richer = k.w.stock[k.t.actor("rebels").index()];
  apply_all(k.t, k.w, k.sink);
  CHECK(sum() == Approx(first).epsilon(1e-12));
  CHECK(k.w.stock[k.t.actor("state").index()] < poorer);
  CHECK(k.w.stock[k.t.actor("rebels").index()] > richer);
  CHECK(k.w.looted == Approx(k.lost()));
}

TEST_CASE("ground that is given up, handed over or only nibbled at is not looted") {
  for (const auto cause : {world::Cause::release, world::Cause::handover, world::Cause::realign}) {
    Sack k;
    k.pass("town", "gov", "reb", cause);
    CHECK(k.sink.events().empty());
  }
  Sack k;
  k.before.remember(k.w, k.spoils);
  world::EventSink fought;
  fought.emit(world::ControlChanged{
      k.t.node("town"), k.t.coalition("gov"), k.t.coalition("reb"), world::Cause::advance, 0.3, {}});
  apply_all(k.t, k.w, fought);
  model::loot(k.t.s, k.w, k.spoils, k.before, fought.events(), k.sink);
  CHECK(k.sink.events().empty());
}

TEST_CASE("a place that falls again soon has little left to take") {
  Sack k;
  k.pass("town", "gov", "reb", world::Cause::capture);
  k.pass("town", "reb", "gov", world::Cause::capture);
  CHECK(k.lost() == 0.0);
  CHECK(model::stores(k.spoils, 12) == Approx(0.5));
  CHECK(model::stores(k.spoils, 24) == Approx(0.75));
}

TEST_CASE("a state that takes a place back loses its people's goods as well, but its treasury gains nothing") {
  Sack k;
  k.pass("hill", "reb", "gov", world::Cause::capture);
  CHECK(k.lost() > 0.0);
  CHECK(k.moved({}, k.t.actor("state")) == 0.0);
  CHECK(k.moved(k.t.actor("rebels"), k.t.actor("state")) == 0.0);
}

TEST_CASE("where a case says nothing of looting nothing is looted; else by people and ore") {
  Tiny t = tiny_scenario();
  model::Registry registry;
  models::register_all(registry);
  const auto& family = registry.economy.at("routes_and_rents");
  const auto w = t.world();
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  model::Ledger silent, told;
  family.make({t.s, t.draw}, model::ParamValues(family.params, {}, t.draw))->ledger(w, d, silent);
  CHECK(silent.spoils.goods.empty());
  const std::vector<std::pair<std::string, scenario::Num>> given{{"loot", t.num(8.0)}};
  family.make({t.s, t.draw}, model::ParamValues(family.params, given, t.draw))->ledger(w, d, told);
  REQUIRE(told.spoils.goods.size() == t.s.nodes.size());
  CHECK(told.spoils.goods[t.node("town").index()] == Approx(8.0 * 500.0 * 1e-3));
  CHECK(told.spoils.goods[t.node("capital").index()] == 0.0);  // behind no front
  CHECK(told.spoils.looter[t.coalition("reb").index()] == t.actor("rebels"));
  CHECK_FALSE(told.spoils.looter[t.coalition("gov").index()].valid());
  CHECK(told.spoils.treasury[t.coalition("gov").index()] == t.actor("state"));
  CHECK_FALSE(told.spoils.treasury[t.coalition("reb").index()].valid());
}

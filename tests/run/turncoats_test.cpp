// SPDX-License-Identifier: Apache-2.0
// Auxiliaries that go over: only where they stand, only to the side that took the place, and no man is lost on the way.
#include <cmath>

#include "model/politics.hpp"
#include "run/politics.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using testing::Tiny;

namespace {

/// The army's men turn to the other side's force, a tenth with each place.
struct Case {
  Tiny t = testing::tiny_scenario();
  core::ForceId from = t.force("army"), to = t.force("guests");

  Case() {
    auto& force = t.s.forces[from.index()];
    force.turns_to = to;
    force.turns = t.num(0.1);
  }
  [[nodiscard]] core::NodeId front_node() const {
    for (std::size_t n = 0; n < t.s.nodes.size(); ++n)
      if (t.s.nodes[n].front.valid() && !t.s.nodes[n].outside) return core::NodeId::at(n);
    return {};
  }
  world::World after(world::Cause cause, int places, core::CoalitionId taker) const {
    auto w = t.world();
    std::vector<world::Event> events;
    for (int i = 0; i < places; ++i)
      events.push_back({1, 1,
                        world::ControlChanged{
                            front_node(), core::CoalitionId{w.force_coalition[from.index()]}, taker, cause, 1.0, {}}});
    world::Derived d;
    world::derive(t.s, t.draw, w, d);
    const core::Streams streams(1, 0, 0);
    const auto params = model::politics_values(t.s, t.draw);
    const run::Moment moment{t.s, t.draw, w, d, streams, params};
    world::EventSink sink;
    run::turn_coats(moment, events, sink);
    auto next = w;
    testing::apply_all(t, next, sink);
    return next;
  }
};

}  // namespace

TEST_CASE("auxiliaries go over where places fall, share by share, and men are conserved") {
  const Case c;
  const auto w = c.t.world();
  const core::CoalitionId side{w.force_coalition[c.to.index()]};
  REQUIRE(w.force_coalition[c.from.index()] != side.value);
  REQUIRE(c.front_node().valid());
  const auto front = c.t.s.nodes[c.front_node().index()].front;
  const double here = 0.1 * c.t.draw[c.t.s.forces[c.from.index()].front_share[front.index()]];
  REQUIRE(here > 0.0);
  for (const int places : {1, 3}) {
    const auto next = c.after(world::Cause::capture, places, side);
    CHECK(next.men[c.from.index()] == Approx(w.men[c.from.index()] * std::pow(1.0 - here, places)));
    CHECK(next.men[c.from.index()] + next.men[c.to.index()] == Approx(w.men[c.from.index()] + w.men[c.to.index()]));
  }
  CHECK(c.after(world::Cause::release, 1, side).men == w.men);
  CHECK(c.after(world::Cause::capture, 1, core::CoalitionId{w.force_coalition[c.from.index()]}).men == w.men);
}

TEST_CASE("what a shock or a lever brings with a lag arrives evenly, and at once without one") {
  auto t = testing::tiny_scenario();
  scenario::Effect arrive;
  arrive.op = scenario::Op::deploy;
  arrive.force = t.force("army");
  arrive.scale = t.num(3000.0);
  arrive.lag = t.num(4.0);
  t.s.shocks[0].effects.push_back(arrive);
  auto w = t.world();
  const double began = t.draw[t.s.forces[t.force("army").index()].men];
  w.month = 1;
  world::apply(t.s, t.draw, w, {2, 0, world::ShockStruck{core::ShockId{0}}});
  world::Derived d;
  double last = -1.0;
  for (int month = 1; month <= 8; ++month) {
    w.month = month;
    world::derive(t.s, t.draw, w, d);
    const double part = std::min(1.0, (month - 1) / 4.0);
    const double target = d.target_men[t.force("army").index()];
    if (part > 0.0) CHECK(target == Approx(began + part * (3000.0 - began)));
    last = target;
  }
  CHECK(last == Approx(3000.0));
}

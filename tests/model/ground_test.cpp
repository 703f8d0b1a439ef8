// SPDX-License-Identifier: Apache-2.0
// What a conflict model is shown: strength, supply by distance over usable ground, pressure.
#include <cmath>
#include <limits>
#include <vector>

#include "core/rng.hpp"
#include "model/ground.hpp"
#include "model/pressure.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using namespace entente::testing;
using model::GroundInputs;
using model::GroundParams;

namespace {

GroundInputs inputs(const Tiny& t, const world::World& w, GroundParams params = {100.0, 0.5, 3.0}) {
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  std::uint32_t version = ~0u;
  GroundInputs out;
  model::ground_inputs(t.s, t.draw, w, d, {}, params, version, out);
  return out;
}

double supply(const Tiny& t, const GroundInputs& in, const char* side, const char* node) {
  return in.supply[t.coalition(side).index() * t.s.nodes.size() + t.node(node).index()];
}

}  // namespace

TEST_CASE("supply is one at a base and falls as the exponential of effective distance") {
  const auto t = tiny_scenario();
  const auto in = inputs(t, t.world());
  CHECK(supply(t, in, "gov", "capital") == 1.0);
  CHECK(supply(t, in, "gov", "town") == Approx(std::exp(-200.0 / 100.0)));
  CHECK(supply(t, in, "reb", "hill") == 1.0);
  CHECK(supply(t, in, "reb", "mine") == Approx(std::exp(-80.0 / 100.0)));  // 40 km at a quarter of the capacity
}

TEST_CASE("an enemy's place is reached from the next usable one, and nothing is reached through it") {
  const auto t = tiny_scenario();
  const auto in = inputs(t, t.world());
  CHECK(supply(t, in, "gov", "mine") == Approx(std::exp(-3.0)));  // 200 + 50 / sqrt(1/4)
  CHECK(supply(t, in, "gov", "hill") == Approx(std::exp(-3.6)));  // by the road from town, not through the mine
  CHECK(supply(t, in, "reb", "town") == Approx(std::exp(-1.6)));
  CHECK(supply(t, in, "reb", "capital") == 0.0);  // behind a place it does not hold
}

TEST_CASE("supply reaches further once the place between has fallen") {
  const auto t = tiny_scenario();
  auto w = t.world();
  world::apply(
      t.s, t.draw, w,
      {1, 1,
       world::ControlChanged{t.node("town"), t.coalition("gov"), t.coalition("reb"), world::Cause::capture, 1.0, {}}});
  CHECK(supply(t, inputs(t, w), "reb", "capital") > 0.0);
}

TEST_CASE("no distance, road or length makes supply leave [0,1], and longer supply lines never help") {
  auto t = tiny_scenario();
  const auto w = t.world();
  double last = 0.0;
  for (const double length : {10.0, 50.0, 100.0, 300.0, 3000.0}) {
    const auto in = inputs(t, w, {length, 0.5, 3.0});
    for (const double s : in.supply) CHECK((s >= 0.0 && s <= 1.0));
    CHECK(supply(t, in, "gov", "town") > last);
    last = supply(t, in, "gov", "town");
  }
  const double before = supply(t, inputs(t, w), "gov", "mine");
  t.at(t.s.edges[1].km) *= 2.0;
  CHECK(supply(t, inputs(t, w), "gov", "mine") < before);
}

TEST_CASE("a closed road carries no troops") {
  auto t = tiny_scenario();
  t.s.edges[0].troops = false;
  const auto in = inputs(t, t.world());
  CHECK(supply(t, in, "gov", "town") == 0.0);
  CHECK(supply(t, in, "gov", "capital") == 1.0);
}

TEST_CASE("troops do not cross a foreign country that neither harbours nor belongs to them") {
  auto t = tiny_scenario();
  t.s.forces[t.force("army").index()].bases = {t.node("town")};
  CHECK(supply(t, inputs(t, t.world()), "gov", "border") == 0.0);
  CHECK(supply(t, inputs(t, t.world()), "reb", "border") == 1.0);
}

TEST_CASE("bases of a force without men supply nobody") {
  const auto t = tiny_scenario();
  auto w = t.world();
  world::apply(t.s, t.draw, w, {1, 0, world::ForceChanged{t.force("army"), -1e9, 0.0, 0.0, world::Cause::withdrawn}});
  const auto in = inputs(t, w);
  CHECK(supply(t, in, "gov", "capital") == 0.0);
}

TEST_CASE("supply is solved again only when the ground's version moves and ways have changed") {
  const auto t = tiny_scenario();
  auto w = t.world();
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  std::uint32_t version = ~0u;
  GroundInputs out;
  model::ground_inputs(t.s, t.draw, w, d, {}, {}, version, out);
  CHECK(version == w.ground_version);
  out.supply[0] = 0.123;
  model::ground_inputs(t.s, t.draw, w, d, {}, {}, version, out);
  CHECK(out.supply[0] == 0.123);
  ++w.ground_version;
  model::ground_inputs(t.s, t.draw, w, d, {}, {}, version, out);
  CHECK(out.supply[0] == 0.123);
  version = ~0u;
  model::ground_inputs(t.s, t.draw, w, d, {}, {}, version, out);
  CHECK(out.supply[0] == 1.0);
}

TEST_CASE("sides are the same with the map and without it, and leave supply as it was") {
  const auto t = tiny_scenario();
  auto w = t.world();
  const GroundInputs whole = inputs(t, w);
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  GroundInputs sides;
  sides.supply.assign(1, 0.123);
  model::ground_sides(t.s, t.draw, w, d, {100.0, 0.5, 3.0}, sides);
  CHECK(sides.strength == whole.strength);
  CHECK(sides.men == whole.men);
  CHECK(sides.restraint == whole.restraint);
  CHECK(sides.pressure == whole.pressure);
  CHECK(sides.regroup == whole.regroup);
  CHECK(sides.regroup_rate == whole.regroup_rate);
  CHECK(sides.supply == std::vector<double>{0.123});
  for (double& men : w.men) men *= 2.0;
  model::ground_sides(t.s, t.draw, w, d, {100.0, 0.5, 3.0}, sides);
  CHECK(sides.men != whole.men);
}

TEST_CASE("supply kept while places change hands and forces come and go equals supply solved anew") {
  const auto t = tiny_scenario();
  auto w = t.world();
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  std::uint32_t version = ~0u;
  GroundInputs kept;
  std::uint32_t moves = 0;
  const core::Streams luck(7, 0, 0);
  for (std::uint32_t i = 0; i < 200; ++i) {
    const auto pick = [&](std::size_t size, std::uint32_t n) {
      return static_cast<std::size_t>(luck.uniform(1, i, core::Purpose::other, n) * static_cast<double>(size));
    };
    const auto node = core::NodeId::at(pick(t.s.nodes.size(), 0));
    const auto to = core::CoalitionId::at(pick(t.s.coalition_count(), 1));
    world::apply(t.s, t.draw, w,
                 world::Event{1, 1, world::ControlChanged{node, {}, to, world::Cause::capture, 1.0, {}}});
    const auto force = core::ForceId::at(pick(t.s.forces.size(), 2));
    const double men = w.men[force.index()] > 0.0 ? -w.men[force.index()] : 100.0;
    if (i % 3 == 0) world::apply(t.s, t.draw, w, world::Event{1, 1, world::ForceChanged{force, men, 0.0, 0.0, {}}});
    const std::vector<double> before = kept.supply;
    model::ground_inputs(t.s, t.draw, w, d, {}, {100.0, 0.5, 3.0}, version, kept);
    if (kept.supply != before) ++moves;
    REQUIRE(kept.supply == inputs(t, w).supply);
  }
  CHECK(moves > 20);
}

TEST_CASE("strength is men times quality times cohesion, and more men never weaken a side") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"training", 2}});
  const auto in = inputs(t, w);
  const auto gov = t.coalition("gov").index(), reb = t.coalition("reb").index();
  CHECK(in.strength[gov] == Approx((10000.0 + 1000.0) * 0.3 * 0.5));
  CHECK(in.men[gov] == Approx(11000.0));
  CHECK(in.strength[reb] == Approx(3000.0 * 0.7 * 0.8 + 2000.0 * 1.0 * 0.9));
  CHECK(in.strength[t.coalition("none").index()] == 0.0);
  w.men[0] += 100.0;
  CHECK(inputs(t, w).strength[gov] > in.strength[gov]);
}

TEST_CASE("a force that changes sides takes its strength along") {
  const auto t = tiny_scenario();
  auto w = t.world();
  const auto before = inputs(t, w);
  world::apply(t.s, t.draw, w,
               {1, 0, world::CoalitionChanged{t.force("bands"), t.coalition("reb"), t.coalition("gov")}});
  const auto after = inputs(t, w);
  CHECK(after.strength[0] + after.strength[1] == Approx(before.strength[0] + before.strength[1]));
  CHECK(after.strength[0] > before.strength[0]);
}

TEST_CASE("pressure is the bite between levels times relief credibility, and aid withheld in full") {
  auto t = tiny_scenario();
  auto w = t.world();
  const auto reb = t.coalition("reb").index();
  const auto at = t.actor("patron").index() * t.s.actors.size() + t.actor("sponsor").index();
  CHECK(inputs(t, w).pressure[reb] == Approx(2.0 * 0.5));
  w.sanction[at] = 2.5;
  CHECK(inputs(t, w).pressure[reb] == Approx(13.0 * 0.5));
  w.sanction[at] = 9.0;
  CHECK(inputs(t, w).pressure[reb] == Approx(50.0 * 0.5));
  w.struck[0] = 1;
  CHECK(inputs(t, w).pressure[reb] == Approx(50.0 * 0.5 + 3.0));
  t.at(t.s.actors[t.actor("patron").index()].relief_credibility) = 0.0;
  CHECK(inputs(t, w).pressure[reb] == Approx(3.0));
}

TEST_CASE("an expected path starts from the world, with captures fading by their half-life") {
  const auto t = tiny_scenario();
  auto w = t.world();
  w.month = 7;
  w.captured_month[t.node("mine").index()] = 4;
  w.offensive[t.coalition("reb").index()] = 1;
  model::GroundState state;
  model::ground_state(t.s, w, state, {100.0, 0.5, 3.0});
  CHECK(state.control == w.control);
  CHECK(state.mode[t.coalition("reb").index()] == 1.0);
  CHECK(state.fresh[t.node("mine").index()] == Approx(0.5));
  CHECK(state.fresh[t.node("town").index()] == 0.0);
  CHECK(state.deaths == 0.0);
}

TEST_CASE("names of entities carry no meaning for the ground") {
  const auto a = tiny_scenario(), b = tiny_scenario("_renamed");
  CHECK(inputs(a, a.world()).supply == inputs(b, b.world()).supply);
  CHECK(inputs(a, a.world()).strength == inputs(b, b.world()).strength);
}

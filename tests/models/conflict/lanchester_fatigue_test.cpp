// SPDX-License-Identifier: Apache-2.0
// Closed forms and signs of the attrition-and-fatigue family: the square law's conserved quantity, the threshold of motion,
// fortunes averaged, fatigue that slows both sides down. What it shares with every family stands in tests/conformance.
#include <cmath>
#include <variant>

#include "core/detmath.hpp"
#include "models/support/lanchester_fatigue.hpp"
#include "support/catch.hpp"
#include "support/ground_fixture.hpp"

using namespace entente;
using models::burst::Side;
using test::Ground;
using test::GroundSpec;

namespace {

model::Family<model::Conflict> family() { return test::conflict_families().at("lanchester_fatigue"); }

/// Two armies that fight and neither rest nor move nor hold towns.
GroundSpec duel(double reds, double blues, double law) {
  GroundSpec spec = test::line_ground(4);
  spec.forces[0] = {"reds", "red", reds, 1.0, 1.0, 0.0, {"a0"}, {}};
  spec.forces[1] = {"blues", "blue", blues, 1.0, 1.0, 0.0, {"a3"}, {}};
  spec.params = {{"garrison", 0.0},     {"threshold", 0.95},      {"fortune", 0.0},
                 {"release_rate", 0.0}, {"attrition", 0.2},       {"law", law},
                 {"fatigue", 0.0},      {"rested_cohesion", 0.0}, {"initiative", 0.0}};
  return spec;
}

std::pair<double, double> after(const GroundSpec& spec, double months) {
  Ground g(spec, family());
  const auto state = g.path(0.01, static_cast<int>(months / 0.01 + 0.5));
  return {g.inputs.strength[g.side("red")] + state.drift[g.side("red")],
          g.inputs.strength[g.side("blue")] + state.drift[g.side("blue")]};
}

}  // namespace

TEST_CASE("the square law keeps the difference of the squares of the strengths") {
  const auto [red, blue] = after(duel(6000.0, 4000.0, 1.0), 4.0);
  CHECK(red < 5800.0);
  CHECK(blue < 3300.0);
  CHECK(red * red - blue * blue == Approx(36e6 - 16e6).epsilon(0.02));
}

TEST_CASE("the linear law keeps the difference of the strengths, the logarithmic one their ratio") {
  // at law 1/2 each side loses attrition x sqrt(own x enemy) men a month: both lose the same number
  const auto linear = after(duel(6000.0, 4000.0, 0.5), 4.0);
  CHECK(linear.second < 3500.0);
  CHECK(linear.first - linear.second == Approx(2000.0).epsilon(0.02));
  const auto logarithmic = after(duel(6000.0, 4000.0, 0.0), 4.0);
  CHECK(logarithmic.first / logarithmic.second == Approx(1.5).epsilon(1e-6));
  CHECK(logarithmic.second == Approx(4000.0 * std::exp(-0.2 * 4.0)).epsilon(0.01));
}

TEST_CASE("nothing moves below the threshold, everything against nobody, more with more force") {
  models::lanchester::Params p;
  CHECK(models::lanchester::advance_factor(p, 0.0, 0.0) == 0.0);
  CHECK(models::lanchester::advance_factor(p, 1.0, 0.0) == 1.0);
  CHECK(models::lanchester::advance_factor(p, 1.0, 1.0) == 0.0);
  const double at = (1.0 + p.threshold) / (1.0 - p.threshold);  // the ratio at which ground begins to move
  CHECK(models::lanchester::advance_factor(p, 0.999 * at, 1.0) == 0.0);
  CHECK(models::lanchester::advance_factor(p, 1.01 * at, 1.0) > 0.0);
  double last = 0.0;
  for (double ratio = at; ratio < 10.0; ratio *= 1.2) {
    CHECK(models::lanchester::mean_advance(p, ratio, 1.0) > last);
    last = models::lanchester::mean_advance(p, ratio, 1.0);
  }
}

TEST_CASE("fortunes are averaged as the lognormal they are drawn from") {
  models::lanchester::Params p;
  for (const double ratio : {1.0, 2.0, 4.0}) {
    double sum = 0.0, weight = 0.0;
    for (double z = -6.0; z <= 6.0; z += 0.01) {
      const double w = std::exp(-0.5 * z * z);
      sum += w * models::lanchester::advance_factor(p, ratio * std::exp(p.fortune * z), 1.0);
      weight += w;
    }
    CHECK(models::lanchester::mean_advance(p, ratio, 1.0) == Approx(sum / weight).margin(0.03));
  }
}

TEST_CASE("tired armies fight less: the same war kills fewer and wears less with more fatigue") {
  double deaths = 1e18, blues = -1.0;
  for (const double fatigue : {0.0, 1.0, 3.0}) {
    GroundSpec spec = duel(6000.0, 6000.0, 0.5);
    spec.params["fatigue"] = fatigue;
    Ground g(spec, family());
    const auto state = g.path(3.0, 8);
    CHECK(state.deaths < deaths);
    deaths = state.deaths;
    const double left = g.inputs.strength[g.side("blue")] + state.drift[g.side("blue")];
    CHECK(left > blues);
    blues = left;
  }
}

TEST_CASE("the weaker side fights less, the stronger one as before, and equals as if nobody had the initiative") {
  const auto left = [](double reds, double blues, double initiative) {
    GroundSpec spec = duel(reds, blues, 0.5);
    spec.params["initiative"] = initiative;
    Ground g(spec, family());
    return g.path(1.0, 1).deaths;
  };
  CHECK(left(6000.0, 6000.0, 4.0) == Approx(left(6000.0, 6000.0, 0.0)));
  CHECK(left(9000.0, 3000.0, 4.0) < 0.6 * left(9000.0, 3000.0, 0.0));
  CHECK(left(9000.0, 3000.0, 40.0) > 0.45 * left(9000.0, 3000.0, 0.0));  // what the stronger does is left
}

TEST_CASE("ground that slides past a half is told once as a capture, smaller steps as ground gained") {
  GroundSpec spec = test::line_ground(6);
  spec.forces[0].men = 9000.0;
  Ground g(spec, family());
  int captures = 0, steps = 0;
  for (int w = 0; w < 96; ++w) {
    const auto before = g.world;
    g.week(core::Streams(8, 0, 0));
    for (const auto& event : g.sink.events()) {
      const auto* change = std::get_if<world::ControlChanged>(&event.body);
      if (change == nullptr || change->cause == world::Cause::release) continue;
      REQUIRE((change->cause == world::Cause::capture || change->cause == world::Cause::advance));
      if (change->cause == world::Cause::advance) ++steps;
      if (change->cause != world::Cause::capture) continue;
      ++captures;
      CHECK(before.holder(g.scenario, change->node) != change->to);
      CHECK(g.world.holder(g.scenario, change->node) == change->to);
    }
  }
  CHECK(captures > 0);
  CHECK(steps > captures);
}

// SPDX-License-Identifier: Apache-2.0
// Many expected paths at once are what each of them is alone, whatever family makes them and on whatever ground.
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/ground_fixture.hpp"

using namespace entente;
using test::Ground;
using test::GroundSpec;

namespace {

/// A line of places between two or three sides, some without force, perhaps with people who never fight.
GroundSpec any_line() {
  GroundSpec spec = test::line_ground(*rc::gen::inRange(2, 12));
  spec.forces[0].men = 1000.0 * *rc::gen::inRange(0, 16);
  spec.pressure[spec.coalitions[0]] = 10.0 * *rc::gen::inRange(0, 8);
  spec.pressure[spec.coalitions[1]] = 10.0 * *rc::gen::inRange(0, 8);
  return spec;
}

/// Paths that differ in strength, men, restraint and pressure.
model::PathInputs fan(const model::GroundInputs& in, std::size_t paths) {
  model::PathInputs out;
  out.paths = paths;
  const auto rows = [&](const std::vector<double>& from, std::vector<double>& table, double step) {
    for (const double x : from) {
      for (std::size_t p = 0; p < paths; ++p) table.push_back(x * (1.0 + step * static_cast<double>(p)));
    }
  };
  rows(in.strength, out.strength, 0.2);
  rows(in.men, out.men, 0.2);
  for (const double x : in.restraint) {
    for (std::size_t p = 0; p < paths; ++p)
      out.restraint.push_back(std::min(1.0, x + 0.3 * static_cast<double>(p % 3)));
  }
  for (const double x : in.pressure) {
    for (std::size_t p = 0; p < paths; ++p) out.pressure.push_back(p % 2 == 0 ? x : 0.0);
  }
  return out;
}

struct Difference {
  double control = 0.0, deaths = 0.0;  // of a share; of deaths, relative
};

/// Largest difference between paths made together and one by one, over places that can change hands and deaths.
Difference worst_difference(Ground& g, std::size_t paths) {
  g.look();
  model::GroundState start;
  model::ground_state(g.scenario, g.world, start, g.conflict->ground_params());
  const model::PathInputs drivers = fan(g.inputs, paths);
  model::PathStates together, alone;
  g.conflict->expect_paths(g.inputs, drivers, start, 3.0, 8, together);
  g.conflict->Conflict::expect_paths(g.inputs, drivers, start, 3.0, 8, alone);
  const std::size_t count = g.scenario.coalitions.size();
  Difference worst;
  for (int q = 0; q < 8; ++q) {
    for (std::size_t n = 0; n < g.scenario.nodes.size(); ++n) {
      if (g.scenario.nodes[n].outside || !g.scenario.nodes[n].front) continue;
      for (std::size_t c = 0; c < count; ++c) {
        for (std::size_t p = 0; p < paths; ++p)
          worst.control =
              std::max(worst.control, std::abs(together.at(q, n * count + c)[p] - alone.at(q, n * count + c)[p]));
      }
    }
    for (std::size_t p = 0; p < paths; ++p) {
      const std::size_t at = static_cast<std::size_t>(q) * paths + p;
      worst.deaths =
          std::max(worst.deaths, std::abs(together.deaths[at] - alone.deaths[at]) / (1.0 + alone.deaths[at]));
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("paths made together are the paths made one by one, for odd and even numbers of them") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    CHECK(rc::check([&family = family] {
      Ground g(any_line(), family);
      const Difference worst = worst_difference(g, static_cast<std::size_t>(*rc::gen::inRange(1, 10)));
      RC_ASSERT(worst.control < 1e-5);
      RC_ASSERT(worst.deaths < 1e-4);
    }));
  }
}

TEST_CASE("a path's bits do not depend on the paths beside it") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    CHECK(rc::check([&family = family] {
      Ground g(any_line(), family);
      g.look();
      model::GroundState start;
      model::ground_state(g.scenario, g.world, start, g.conflict->ground_params());
      const std::size_t paths = 7;
      const model::PathInputs all = fan(g.inputs, paths);
      model::PathStates together, alone;
      g.conflict->expect_paths(g.inputs, all, start, 3.0, 4, together);
      for (std::size_t p = 0; p < paths; ++p) {
        model::PathInputs one;
        one.paths = 1;
        const auto column = [&](const std::vector<double>& from, std::vector<double>& to) {
          for (std::size_t k = p; k < from.size(); k += paths) to.push_back(from[k]);
        };
        column(all.strength, one.strength);
        column(all.men, one.men);
        column(all.restraint, one.restraint);
        column(all.pressure, one.pressure);
        g.conflict->expect_paths(g.inputs, one, start, 3.0, 4, alone);
        for (std::size_t n = 0; n < g.scenario.nodes.size(); ++n) {
          if (g.scenario.nodes[n].outside || !g.scenario.nodes[n].front) continue;
          for (std::size_t c = 0; c < g.scenario.coalitions.size(); ++c) {
            const std::size_t entry = n * g.scenario.coalitions.size() + c;
            RC_ASSERT(together.at(3, entry)[p] == alone.at(3, entry)[0]);
          }
        }
        RC_ASSERT(together.deaths[3 * paths + p] == alone.deaths[3]);
      }
    }));
  }
}

// SPDX-License-Identifier: Apache-2.0
// Laws of drawing: bounds, sets that sum to one, correlation groups, independence of order and of other numbers.
#include <algorithm>
#include <map>

#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace entente;

TEST_CASE("every drawn number stays inside its bounds, and a fixed one is itself") {
  const scenario::Scenario world = test::small_world();
  for (int draw = 0; draw < 200; ++draw) {
    const scenario::Draw values = scenario::make_draw(world, 5, draw);
    REQUIRE(values.values().size() == world.params.size());
    for (std::size_t i = 0; i < world.params.size(); ++i) {
      const auto& param = world.params[i];
      if (param.normal_set >= 0) continue;
      CHECK(values.values()[i] >= param.quantity.lo);
      CHECK(values.values()[i] <= param.quantity.hi);
    }
  }
}

TEST_CASE("sets of shares and weights sum to one in every draw and at the modes") {
  const scenario::Scenario world = test::small_world();
  REQUIRE(world.normal_sets > 0);
  for (int draw = -1; draw < 100; ++draw) {
    const scenario::Draw values = scenario::make_draw(world, 11, draw);
    std::map<int, double> sums;
    for (std::size_t i = 0; i < world.params.size(); ++i) {
      if (world.params[i].normal_set >= 0) sums[world.params[i].normal_set] += values.values()[i];
    }
    CHECK(static_cast<int>(sums.size()) == world.normal_sets);
    for (const auto& [set, sum] : sums) CHECK(sum == Approx(1.0).epsilon(1e-12));
  }
}

TEST_CASE("the modes are drawn for a negative draw number, whatever the seed") {
  const scenario::Scenario world = test::small_world();
  CHECK(scenario::make_draw(world, 1, -1).values() == scenario::make_draw(world, 2, -1).values());
  const auto men = scenario::match_params(world, "forces.army.men");
  REQUIRE(men.size() == 1);
  CHECK(scenario::make_draw(world, 1, -1)[men[0]] == 4000);
}

TEST_CASE("a number's luck depends on seed, draw and its own path only") {
  test::SmallWorldOptions few;
  few.tracks = 0;
  few.nodes = 3;
  const scenario::Scenario a = test::small_world();
  const scenario::Scenario b = test::small_world(few);
  const auto at = [](const scenario::Scenario& world, std::uint64_t seed, int draw) {
    return scenario::make_draw(world, seed, draw)[scenario::match_params(world, "forces.army.men")[0]];
  };
  CHECK(at(a, 3, 7) == at(b, 3, 7));
  CHECK(at(a, 3, 7) != at(a, 3, 8));
  CHECK(at(a, 3, 7) != at(a, 4, 7));
}

TEST_CASE("members of a correlation group are drawn with one uniform") {
  const std::string q = "{ v = 100, lo = 50, hi = 200, unit = \"MUSD\", src = \"judgement\", corr = \"purse\" }";
  const std::string overlay = "overlay = \"1\"\ntitle = \"T\"\nwhy = \"test\"\n[actors.rebel]\nstock = " + q +
                              "\n[actors.patron]\nstock = " + q + "\n";
  const auto result = test::load_text(test::small_world_toml(), {}, {{"o", overlay}});
  REQUIRE(result.scenario);
  const scenario::Num a = scenario::match_params(*result.scenario, "actors.rebel.stock")[0];
  const scenario::Num b = scenario::match_params(*result.scenario, "actors.patron.stock")[0];
  const scenario::Num c = scenario::match_params(*result.scenario, "actors.government.stock")[0];
  for (int draw = 0; draw < 20; ++draw) {
    const scenario::Draw values = scenario::make_draw(*result.scenario, 1, draw);
    CHECK(values[a] == values[b]);
    CHECK(values[a] != values[c]);
  }
}

TEST_CASE("an opposed member of a correlation group is high where the others are low") {
  const auto stock = [](const std::string& corr) {
    return "{ v = 100, lo = 50, hi = 150, unit = \"MUSD\", src = \"judgement\", corr = \"" + corr + "\" }";
  };
  const std::string overlay =
      "overlay = \"1\"\ntitle = \"T\"\nwhy = \"test\"\n[actors.rebel]\nstock = " + stock("purse") +
      "\n[actors.patron]\nstock = " + stock("-purse") + "\n";
  const auto result = test::load_text(test::small_world_toml(), {}, {{"o", overlay}});
  REQUIRE(result.scenario);
  const scenario::Num a = scenario::match_params(*result.scenario, "actors.rebel.stock")[0];
  const scenario::Num b = scenario::match_params(*result.scenario, "actors.patron.stock")[0];
  double least = 150.0, most = 50.0;
  for (int draw = 0; draw < 50; ++draw) {
    const scenario::Draw values = scenario::make_draw(*result.scenario, 1, draw);
    CHECK(values[a] + values[b] == Approx(200.0));  // the shape is symmetric
    least = std::min(least, values[a]);
    most = std::max(most, values[a]);
  }
  CHECK(most - least > 40.0);
}

TEST_CASE("scaling a number scales all of it, clips to what the key allows, and changes the digest") {
  scenario::Scenario world = test::small_world();
  const std::string before = world.digest;
  CHECK(scenario::scale_param(world, "forces.army.men", 2.0, 100.0) == 1);
  const auto& q = world.params[scenario::match_params(world, "forces.army.men")[0].index()].quantity;
  CHECK(q.v == 8100);
  CHECK(q.lo == 2 * 3200 + 100);
  CHECK(q.hi == 2 * 4800 + 100);
  CHECK(world.digest != before);
  CHECK(scenario::scale_param(world, "actors.*.delivery", 10.0, 0.0) == world.actors.size());
  CHECK(world.params[world.actors[0].delivery.index()].quantity.hi == 1.0);
  CHECK(scenario::scale_param(world, "no.such.path", 2.0, 0.0) == 0);
}

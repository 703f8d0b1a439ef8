// SPDX-License-Identifier: Apache-2.0
// "CASE+port=key": the same case with another model. Numbers that both models know stay, the others fall away, and what
// does not exist is told like any other mistake in a case.
#include <algorithm>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace entente;

namespace {

scenario::LoadResult load(const std::string& swap) {
  model::Registry registry;
  models::register_all(registry);
  return scenario::load(test::source_dir() + "/scenarios/drc_2025_03" + swap, scenario::DiskFiles(),
                        registry.catalog());
}

bool tells(const scenario::LoadResult& result, const std::string& code) {
  const auto& items = result.diagnostics.items();
  return std::any_of(items.begin(), items.end(), [&](const auto& d) { return d.code == code; });
}

}  // namespace

TEST_CASE("a swapped model keeps the numbers it knows and changes the digest; its own model changes nothing") {
  const auto own = load(""), same = load("+conflict=burst_contest"), other = load("+conflict=lanchester_fatigue");
  REQUIRE(own.scenario);
  REQUIRE(same.scenario);
  REQUIRE(other.scenario);
  CHECK(same.scenario->digest == own.scenario->digest);
  CHECK(other.scenario->digest != own.scenario->digest);
  CHECK(other.scenario->conflict.key == "lanchester_fatigue");
  const auto has = [](const scenario::Scenario& s, const std::string& key) {
    return std::any_of(s.conflict.params.begin(), s.conflict.params.end(),
                       [&](const auto& p) { return p.first == key; });
  };
  CHECK(has(*other.scenario, "supply_length"));
  CHECK(has(*own.scenario, "rout"));
  CHECK_FALSE(has(*other.scenario, "rout"));
}

TEST_CASE("a model or a port that does not exist is told before any run") {
  CHECK(tells(load("+conflict=lanchester_fatique"), "E303"));
  CHECK(tells(load("+weather=rain"), "E108"));
}

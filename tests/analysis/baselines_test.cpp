// SPDX-License-Identifier: Apache-2.0
#include "analysis/baselines.hpp"

#include <algorithm>
#include <cmath>

#include "support/catch.hpp"
#include "support/small_ensemble.hpp"

using namespace entente;

namespace {

const analysis::Baseline* find(const std::vector<analysis::Baseline>& list, const std::string& id) {
  for (const auto& one : list) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

std::size_t outcome(const scenario::Scenario& s, const std::string& id) {
  std::size_t o = 0;
  while (s.outcomes[o].id != id) ++o;
  return o;
}

}  // namespace

TEST_CASE("persistence is the initial world, and every outcome has it") {
  const auto& s = test::small_ensemble().scenario;
  const auto all = analysis::simple_baselines(s);
  REQUIRE(all.size() == s.outcomes.size());
  for (const auto& list : all) REQUIRE(find(list, "persistence") != nullptr);
  CHECK(find(all[outcome(s, "deal")], "persistence")->value == 0.0);
  CHECK(find(all[outcome(s, "killed")], "persistence")->value == 0.0);
  CHECK(find(all[outcome(s, "rebel_people")], "persistence")->value > 0.0);
}

TEST_CASE("constant hazard and random walk follow their closed forms") {
  test::SmallWorldOptions options;
  options.extra =
      "\n[outcomes.with_hazard]\ntitle = \"t\"\nrule = \"r\"\nwhen = \"signed(bargain)\"\nby = \"2021-01\"\n"
      "hazard = { v = 0.05, lo = 0.02, hi = 0.1, unit = \"1/month\", src = [\"judgement\"], why = \"test\" }\n"
      "[outcomes.red_price]\ntitle = \"t\"\nrule = \"r\"\ntype = \"continuous\"\nvalue = \"price(red)\"\nat = "
      "\"2021-01\"\nunit = \"USD/t\"\n";
  model::Registry registry;
  models::register_all(registry);
  const auto s = test::small_world(options, registry.catalog());
  const auto all = analysis::simple_baselines(s);
  const auto* hazard = find(all[outcome(s, "with_hazard")], "constant_hazard");
  REQUIRE(hazard != nullptr);
  CHECK(hazard->value == Approx(1.0 - std::exp(-0.05 * 12)));
  CHECK(hazard->lo == Approx(1.0 - std::exp(-0.02 * 12)));
  CHECK(hazard->hi == Approx(1.0 - std::exp(-0.1 * 12)));
  CHECK(hazard->formula.find("0.05") != std::string::npos);
  const auto* walk = find(all[outcome(s, "red_price")], "random_walk");
  REQUIRE(walk != nullptr);
  CHECK(walk->value == Approx(9000.0));
  CHECK(walk->lo * walk->hi == Approx(9000.0 * 9000.0));  // symmetric in the log
  CHECK(find(all[outcome(s, "deal")], "random_walk") == nullptr);
  CHECK(find(all[outcome(s, "deal")], "constant_hazard") == nullptr);
}

TEST_CASE("no deal ever joins as an ensemble of its own") {
  const auto& e = test::small_ensemble();
  analysis::Fold none(e.scenario);
  for (std::uint32_t d = 0; d < 10; ++d) {
    run::RunRecord record = e.records[d];
    record.outcomes[outcome(e.scenario, "deal")] = {0.0, -1};
    none.add(record);
  }
  const auto sum = analysis::summarise(test::fold_of(e, false), &none);
  CHECK(sum.no_deal_n == 10);
  const auto* guess = find(sum.outcomes[outcome(e.scenario, "deal")].baselines, "no_deal");
  REQUIRE(guess != nullptr);
  CHECK(guess->value == 0.0);
  CHECK(guess->hi > 0.0);
}

// SPDX-License-Identifier: Apache-2.0
#include "analysis/paired.hpp"

#include "support/catch.hpp"
#include "support/small_ensemble.hpp"

using namespace entente;

TEST_CASE("an ensemble does not differ from itself") {
  const auto& e = test::small_ensemble();
  const auto rows = analysis::paired(test::fold_of(e, false), test::fold_of(e, false));
  REQUIRE(rows.size() == e.scenario.outcomes.size());
  for (const auto& row : rows) {
    CHECK(row.n == e.records.size());
    CHECK(row.difference == 0.0);
    CHECK(row.interval.lo == 0.0);
    CHECK(row.interval.hi == 0.0);
  }
}

TEST_CASE("a constant shift is found exactly, and swapping the sides turns its sign") {
  const auto& e = test::small_ensemble();
  analysis::Fold shifted(e.scenario);
  for (std::size_t i = 0; i < e.records.size(); ++i) {
    if (i % 3 == 0) continue;  // pairs are what both have
    run::RunRecord record = e.records[i];
    for (auto& outcome : record.outcomes) outcome.value += 2.0;
    shifted.add(record);
  }
  const auto there = analysis::paired(test::fold_of(e, false), shifted);
  const auto back = analysis::paired(shifted, test::fold_of(e, false));
  for (std::size_t o = 0; o < there.size(); ++o) {
    CHECK(there[o].n == 20);
    CHECK(there[o].difference == Approx(2.0));
    CHECK(there[o].interval.hi - there[o].interval.lo == Approx(0.0).margin(1e-6));
    CHECK(back[o].difference == Approx(-2.0));
    CHECK(there[o].second - there[o].first == Approx(there[o].difference));
  }
}

// SPDX-License-Identifier: Apache-2.0
#include "analysis/influence.hpp"

#include <cmath>

#include "core/rng.hpp"
#include "support/catch.hpp"

using namespace entente;

TEST_CASE("ties share their mean rank") {
  CHECK(analysis::ranks({5, 1, 5, 9}) == std::vector<double>{2.5, 1, 2.5, 4});
  CHECK(analysis::ranks({}).empty());
}

TEST_CASE("a rank correlation sees order only") {
  const std::vector<double> x = {1, 2, 3, 4, 5};
  CHECK(analysis::spearman(x, {1, 8, 27, 64, 125}) == Approx(1.0));
  CHECK(analysis::spearman(x, {9, 7, 5, 3, -100}) == Approx(-1.0));
  CHECK(analysis::spearman(x, {2, 2, 2, 2, 2}) == 0.0);
  CHECK(analysis::spearman({1, 2}, {1, 2}) == 0.0);
  // 1 - 6 sum d^2 / (n (n^2 - 1)) without ties: d^2 = 1 + 1 + 0 + 0 + 0
  CHECK(analysis::spearman(x, {2, 1, 3, 4, 5}) == Approx(1.0 - 6.0 * 2.0 / (5.0 * 24.0)));
}

TEST_CASE("the interval of a correlation holds it and shrinks with n") {
  const auto few = analysis::with_interval({}, 0.5, 20);
  const auto many = analysis::with_interval({}, 0.5, 2000);
  CHECK(few.lo < 0.5);
  CHECK(few.hi > 0.5);
  CHECK(few.hi < 1.0);
  CHECK(many.hi - many.lo < few.hi - few.lo);
  CHECK(analysis::with_interval({}, 0.5, 4).lo == -1.0);
}

TEST_CASE("unrelated inputs hardly ever pass the bound of chance") {
  constexpr std::size_t kInputs = 50;
  constexpr std::size_t kRuns = 100;
  const double bound = analysis::chance_bound(kRuns, kInputs);
  const core::Streams streams(3, 0, 0);
  int families = 0;
  for (std::uint32_t trial = 0; trial < 40; ++trial) {
    const auto series = [&](std::uint64_t entity) {
      std::vector<double> out;
      for (std::uint32_t i = 0; i < kRuns; ++i) out.push_back(streams.uniform(entity, trial, core::Purpose::other, i));
      return out;
    };
    const std::vector<double> outcome = series(1);
    bool any = false;
    for (std::size_t k = 0; k < kInputs; ++k)
      any = any || std::fabs(analysis::spearman(series(100 + k), outcome)) > bound;
    families += any ? 1 : 0;
  }
  CHECK(families <= 7);  // expected 2 of 40; more than 7 has a chance below 1 in 1,000
  CHECK(analysis::chance_bound(4, kInputs) == 1.0);
  CHECK(analysis::chance_bound(1000, kInputs) < bound);
}

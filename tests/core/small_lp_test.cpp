// SPDX-License-Identifier: Apache-2.0
// Linear programmes with known answers, duality, and the two ways to have none.
#include "core/small_lp.hpp"

#include <rapidcheck.h>

#include "support/catch.hpp"

using namespace entente::core;

TEST_CASE("a textbook programme has its textbook answer and duals") {
  // maximise 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: (2, 6), value 36, duals 0, 1.5, 1.
  SmallLp lp;
  lp.columns = {{1, 0, 3}, {0, 2, 2}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  lp.objective = {3, 5, 0, 0, 0};
  lp.right = {4, 12, 18};
  const auto found = solve(lp);
  REQUIRE(found.feasible);
  CHECK(found.bounded);
  CHECK(found.value == Approx(36.0));
  CHECK(found.x[0] == Approx(2.0));
  CHECK(found.x[1] == Approx(6.0));
  CHECK(found.dual[0] == Approx(0.0).margin(1e-12));
  CHECK(found.dual[1] == Approx(1.5));
  CHECK(found.dual[2] == Approx(1.0));
}

TEST_CASE("contradicting rows have no solution, and the dual says why") {
  SmallLp lp;  // x = 1 and x = 2
  lp.columns = {{1, 1}};
  lp.objective = {1};
  lp.right = {1, 2};
  const auto found = solve(lp);
  CHECK_FALSE(found.feasible);
  CHECK(found.dual[0] * 1 + found.dual[1] * 2 < 0.0);
  CHECK(found.dual[0] + found.dual[1] >= -1e-9);
}

TEST_CASE("an objective without a bound is said to be one") {
  SmallLp lp;  // maximise x, x - y = 0
  lp.columns = {{1}, {-1}};
  lp.objective = {1, 0};
  lp.right = {0};
  const auto found = solve(lp);
  CHECK(found.feasible);
  CHECK_FALSE(found.bounded);
}

TEST_CASE("at the optimum the rows hold, no column would improve, and the dual has the same value") {
  CHECK(rc::check([] {
    SmallLp lp;
    const auto rows = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
    const auto columns = static_cast<std::size_t>(*rc::gen::inRange(1, 12));
    std::vector<double> inside(rows, 0.0);
    for (std::size_t j = 0; j < columns; ++j) {
      lp.columns.emplace_back();
      for (std::size_t r = 0; r < rows; ++r) {
        lp.columns[j].push_back(*rc::gen::inRange(0, 11) / 4.0 + (r == 0 ? 0.25 : 0.0));  // row 0 keeps it bounded
        inside[r] += lp.columns[j][r] * 0.5;
      }
      lp.objective.push_back(*rc::gen::inRange(-8, 9) / 4.0);
    }
    lp.right = inside;  // x = 0.5 everywhere is feasible
    const auto found = solve(lp);
    RC_ASSERT(found.feasible);
    RC_ASSERT(found.bounded);
    double dual_value = 0.0;
    for (std::size_t r = 0; r < rows; ++r) {
      double left = 0.0;
      for (std::size_t j = 0; j < columns; ++j) left += lp.columns[j][r] * found.x[j];
      RC_ASSERT(left > lp.right[r] - 1e-7);
      RC_ASSERT(left < lp.right[r] + 1e-7);
      dual_value += found.dual[r] * lp.right[r];
    }
    for (std::size_t j = 0; j < columns; ++j) {
      double price = 0.0;
      for (std::size_t r = 0; r < rows; ++r) price += found.dual[r] * lp.columns[j][r];
      RC_ASSERT(lp.objective[j] <= price + 1e-7);
      RC_ASSERT(found.x[j] >= 0.0);
    }
    RC_ASSERT(dual_value > found.value - 1e-6);
    RC_ASSERT(dual_value < found.value + 1e-6);
  }));
}

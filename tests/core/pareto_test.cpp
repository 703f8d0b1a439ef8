// SPDX-License-Identifier: Apache-2.0
// The fast frontier against brute force, and what must not change it.
#include "core/pareto.hpp"

#include <stdexcept>

#include <rapidcheck.h>

#include "support/catch.hpp"

using entente::core::pareto_frontier;

namespace {

std::vector<std::uint32_t> by_brute_force(const std::vector<double>& u, std::size_t n) {
  std::vector<std::uint32_t> out;
  for (std::size_t k = 0; k * n < u.size(); ++k) {
    bool beaten = false;
    for (std::size_t j = 0; j * n < u.size() && !beaten; ++j) {
      bool all = true, some = false;
      for (std::size_t i = 0; i < n; ++i) {
        all = all && u[j * n + i] >= u[k * n + i];
        some = some || u[j * n + i] > u[k * n + i];
      }
      beaten = all && some;
    }
    if (!beaten) out.push_back(static_cast<std::uint32_t>(k));
  }
  return out;
}

/// Rows of a generated domain; few distinct values give ties and equal rows, a fixed sum opposed interests.
std::vector<double> domain(std::size_t parties) {
  const auto rows = static_cast<std::size_t>(*rc::gen::inRange(1, 700));
  const int values = *rc::gen::element(2, 5, 1000000);
  const bool opposed = *rc::gen::arbitrary<bool>();
  std::vector<double> u;
  for (std::size_t k = 0; k < rows; ++k) {
    double rest = 1.0;
    for (std::size_t i = 0; i < parties; ++i) {
      double x = *rc::gen::inRange(0, values) / static_cast<double>(values);
      if (opposed) x = i + 1 == parties ? rest : x * rest;
      rest -= x;
      u.push_back(x);
    }
  }
  return u;
}

}  // namespace

TEST_CASE("the frontier is the one that brute force finds, for one to eight parties") {
  CHECK(rc::check([] {
    const auto parties = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
    const std::vector<double> u = domain(parties);
    RC_ASSERT(pareto_frontier(u, parties) == by_brute_force(u, parties));
  }));
}

TEST_CASE("more than eight parties are handled too") {
  CHECK(rc::check([] {
    const std::vector<double> u = domain(11);
    RC_ASSERT(pareto_frontier(u, 11) == by_brute_force(u, 11));
  }));
}

TEST_CASE("the frontier does not depend on units or on the order of parties") {
  CHECK(rc::check([] {
    const std::vector<double> u = domain(3);
    std::vector<double> v;
    for (std::size_t k = 0; k < u.size(); k += 3) {
      v.push_back(u[k + 2] * 1024.0);  // powers of two: exact, so no two values meet by rounding
      v.push_back(u[k] * 0.5);
      v.push_back(u[k + 1] * 8.0);
    }
    RC_ASSERT(pareto_frontier(v, 3) == pareto_frontier(u, 3));
  }));
}

TEST_CASE("equal rows do not beat each other, and a lone row is efficient") {
  CHECK(pareto_frontier(std::vector<double>{1, 2, 1, 2, 0, 2}, 2) == std::vector<std::uint32_t>{0, 1});
  CHECK(pareto_frontier(std::vector<double>{-3.0}, 1) == std::vector<std::uint32_t>{0});
  CHECK(pareto_frontier({}, 2).empty());
}

TEST_CASE("a table that is not rectangular or has no parties is refused") {
  CHECK_THROWS_AS(pareto_frontier(std::vector<double>{1, 2, 3}, 2), std::invalid_argument);
  CHECK_THROWS_AS(pareto_frontier(std::vector<double>{1}, 0), std::invalid_argument);
  CHECK_THROWS_AS(pareto_frontier(std::vector<double>(17), 17), std::invalid_argument);
}

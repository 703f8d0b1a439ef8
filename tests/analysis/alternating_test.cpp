// SPDX-License-Identifier: Apache-2.0
// Alternating offers: Rubinstein's shares as the limit of many rounds, with breakdown too, and Nash as the limit of fast ones.
#include "analysis/alternating.hpp"

#include <cmath>
#include <stdexcept>

#include <rapidcheck.h>

#include "support/catch.hpp"

using namespace entente::analysis;

namespace {

std::vector<double> pie(int n) {
  std::vector<double> u;
  for (int k = 0; k <= n; ++k) {
    u.push_back(static_cast<double>(k) / n);
    u.push_back(static_cast<double>(n - k) / n);
  }
  return u;
}

double share_of_first(const std::vector<double>& u, double d0, double d1, std::int64_t rounds, std::size_t first = 0) {
  const Induction found = backward_induction(u, {0, 0}, {0, 0}, {{d0, d1}, rounds, first});
  REQUIRE(found.outcome >= 0);
  return u[2 * static_cast<std::size_t>(found.outcome) + first];
}

}  // namespace

TEST_CASE("a hundred rounds give the first proposer the stationary share") {
  const std::vector<double> u = pie(100000);
  for (const auto& d : {std::array<double, 2>{0.9, 0.9}, {0.9, 0.8}, {0.5, 0.95}, {0.0, 0.7}, {0.7, 0.0}}) {
    CHECK(share_of_first(u, d[0], d[1], 100) == Approx(first_proposer_share(d[0], d[1])).margin(2e-3));
    CHECK(share_of_first(u, d[0], d[1], 100, 1) == Approx(first_proposer_share(d[1], d[0])).margin(2e-3));
  }
  CHECK(first_proposer_share(0.9, 0.8) == Approx(0.2 / 0.28));
  CHECK(first_proposer_share(0.9, 0.9) == Approx(1.0 / 1.9));
}

TEST_CASE("a chance of breakdown works as impatience does") {
  const std::vector<double> u = pie(100000);
  const double p = 0.05, d0 = 0.98, d1 = 0.95;
  CHECK(share_of_first(u, (1 - p) * d0, (1 - p) * d1, 200) ==
        Approx((1 - 0.95 * d1) / (1 - 0.95 * d0 * 0.95 * d1)).margin(1e-3));
}

TEST_CASE("one round is an ultimatum, two rounds leave the first what the second cannot wait for") {
  const std::vector<double> u = pie(1000);
  CHECK(share_of_first(u, 0.9, 0.9, 1) == 1.0);
  CHECK(share_of_first(u, 0.9, 0.75, 2) == Approx(0.25));
}

TEST_CASE("as rounds follow each other faster, the agreement comes to the Nash solution weighted by patience") {
  // x against sqrt(1 - x): weights in proportion to 1 / rate of impatience; Nash at 2a / (2a + b).
  std::vector<double> u;
  const int n = 100000;
  for (int k = 0; k <= n; ++k) {
    const double x = static_cast<double>(k) / n;
    u.push_back(x);
    u.push_back(std::sqrt(1.0 - x));
  }
  for (const double rate : {1.0, 3.0}) {
    const double limit = 2.0 / (2.0 + 1.0 / rate);
    double last = 1.0;
    for (const double gap : {0.1, 0.01, 0.002}) {
      const Clock clock{{std::exp(-gap), std::exp(-rate * gap)}, static_cast<std::int64_t>(20.0 / gap), 0};
      const Induction found = backward_induction(u, {0, 0}, {0, 0}, clock);
      const double off = std::fabs(u[2 * static_cast<std::size_t>(found.outcome)] - limit);
      CHECK(off < last);
      last = off;
    }
    CHECK(last < 0.003);
  }
}

TEST_CASE("nobody signs below its reservation, and more patience never lowers a share") {
  CHECK(rc::check([] {
    const std::vector<double> u = pie(50);
    const double r = *rc::gen::inRange(0, 50) / 50.0;
    const double d0 = *rc::gen::inRange(0, 99) / 100.0, d1 = *rc::gen::inRange(0, 99) / 100.0;
    const auto rounds = static_cast<std::int64_t>(*rc::gen::inRange(1, 60));
    const auto first = static_cast<std::size_t>(*rc::gen::inRange(0, 2));
    const Induction found = backward_induction(u, {0, 0}, {r, 0}, {{d0, d1}, rounds, first});
    RC_ASSERT(found.outcome >= 0);
    const double share = u[2 * static_cast<std::size_t>(found.outcome)];
    RC_ASSERT(share >= r);
    const Induction patient = backward_induction(u, {0, 0}, {r, 0}, {{d0 + 0.01, d1}, rounds, first});
    // A step of the grid is the most that rounding to it can take away.
    RC_ASSERT(u[2 * static_cast<std::size_t>(patient.outcome)] >= share - 0.02 - 1e-12);
  }));
}

TEST_CASE("without the rounding of a grid the shares are Rubinstein's to many digits") {
  const std::vector<double> line{0, 1, 1, 0};
  for (const auto& d : {std::array<double, 2>{0.9, 0.9}, {0.9, 0.8}, {0.5, 0.95}}) {
    for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
      const CurveInduction found = backward_induction_on_curve(line, {0, 0}, {0, 0}, {{d[0], d[1]}, 300, first});
      CHECK(found.utility[first] == Approx(first_proposer_share(d[first], d[1 - first])).margin(1e-9));
      CHECK(found.utility[0] + found.utility[1] == Approx(1.0));
      CHECK(found.part == Approx(found.utility[0]));
    }
  }
  CHECK(backward_induction_on_curve(line, {0, 0}, {0.6, 0.6}, {{0.9, 0.9}, 10, 0}).from == -1);
  const CurveInduction held = backward_induction_on_curve(line, {0, 0}, {0, 0.4}, {{0.9, 0.9}, 1, 0});
  CHECK(held.utility[1] == Approx(0.4));
  const std::vector<double> bent{0, 4, 4, 2, 5, 0};
  const CurveInduction last = backward_induction_on_curve(bent, {0, 0}, {0, 1}, {{0.9, 0.9}, 1, 0});
  CHECK(last.from == 1);
  CHECK(last.utility[0] == Approx(4.5));
}

TEST_CASE("without a common outcome there is no agreement") {
  CHECK(backward_induction(pie(10), {0, 0}, {0.6, 0.6}, {{0.9, 0.9}, 10, 0}).outcome == -1);
  CHECK_THROWS_AS(backward_induction(std::vector<double>{1.0}, {0, 0}, {0, 0}, {}), std::invalid_argument);
}

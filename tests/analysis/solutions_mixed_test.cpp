// SPDX-License-Identifier: Apache-2.0
// Solution concepts with lotteries and on curved sets: closed forms, agreement with finite sets, invariance.
#include "analysis/solutions_mixed.hpp"

#include <cmath>
#include <limits>

#include <rapidcheck.h>

#include "support/catch.hpp"

using namespace entente::analysis;

namespace {

/// x against sqrt(1 - x), by calculus: the best point for weights (a, b) has 2 a sqrt(1 - x) = b.
Point root(std::span<const double> w) {
  double x = w[1] <= 0.0 ? 1.0 : 0.0;
  if (w[0] > 0.0 && w[1] > 0.0) x = std::max(0.0, 1.0 - w[1] * w[1] / (4.0 * w[0] * w[0]));
  return {{x, std::sqrt(1.0 - x)}, {x}};
}

void check_at(const MixedChoice& choice, double a, double b, double margin) {
  INFO(rule_key(choice.rule));
  REQUIRE(choice.answer == Answer::found);
  CHECK(choice.at.utility.at(0) == Approx(a).margin(margin));
  CHECK(choice.at.utility.at(1) == Approx(b).margin(margin));
  double sum = 0.0;
  for (const double c : choice.at.chance) sum += c;
  CHECK(sum == Approx(1.0));
}

}  // namespace

TEST_CASE("on the convex hull of four corners the concepts are where their closed forms say") {
  const std::vector<double> corners{0, 0, 0, 4, 4, 2, 5, 0};
  const MixedSolutions found = solve_mixed(best_of_table(corners, 2), 2, {});
  check_at(found.of(Rule::nash), 4.0, 2.0, 1e-9);
  check_at(found.of(Rule::kalai_smorodinsky), 40.0 / 13.0, 32.0 / 13.0, 1e-9);  // 3.076923, 2.461538
  check_at(found.of(Rule::egalitarian), 8.0 / 3.0, 8.0 / 3.0, 1e-9);
  check_at(found.of(Rule::utilitarian), 4.0, 2.0, 1e-9);
  CHECK(found.ideal[0] == Approx(5.0));
  CHECK(found.ideal[1] == Approx(4.0));
}

TEST_CASE("on x against the root of 1 - x the concepts are where their closed forms say") {
  const MixedSolutions even = solve_mixed(root, 2, {});
  check_at(even.of(Rule::nash), 2.0 / 3.0, std::sqrt(1.0 / 3.0), 1e-6);
  check_at(even.of(Rule::kalai_smorodinsky), 0.6180339887, 0.6180339887, 1e-9);
  check_at(even.of(Rule::egalitarian), 0.6180339887, 0.6180339887, 1e-9);
  check_at(even.of(Rule::utilitarian), 0.75, 0.5, 1e-5);
  Terms terms;
  terms.weight = {0.25, 0.75};
  check_at(solve_mixed(root, 2, terms).of(Rule::nash), 0.4, std::sqrt(0.6), 1e-6);
  terms.weight = {0.75, 0.25};
  check_at(solve_mixed(root, 2, terms).of(Rule::nash), 6.0 / 7.0, std::sqrt(1.0 / 7.0), 1e-6);
  terms.weight = {};
  terms.disagreement = {0.2, 0.1};
  check_at(solve_mixed(root, 2, terms).of(Rule::nash), 0.696613, std::sqrt(1.0 - 0.696613), 1e-6);
}

TEST_CASE("a lottery opens a zone that single outcomes do not have") {
  const std::vector<double> apart{1, 0, 0, 1};
  Terms terms;
  terms.reservation = {0.4, 0.4};
  CHECK(solve(apart, 2, terms).zone.empty());
  const MixedSolutions found = solve_mixed(best_of_table(apart, 2), 2, terms);
  CHECK_FALSE(found.gaps);
  check_at(found.of(Rule::nash), 0.5, 0.5, 1e-9);
  terms.reservation = {0.6, 0.6};
  const MixedSolutions none = solve_mixed(best_of_table(apart, 2), 2, terms);
  REQUIRE(none.gaps);
  CHECK(none.gaps->alone[0] == Approx(0.2));
  CHECK(none.gaps->shortfall[0] == Approx(0.1));
  CHECK(none.gaps->shortfall[1] == Approx(0.1));
  for (const MixedChoice& choice : none.choices) CHECK(choice.answer == Answer::no_zone);
  terms.reservation = {0.6, 2.0};
  CHECK(solve_mixed(best_of_table(apart, 2), 2, terms).gaps->alone[0] == std::numeric_limits<double>::infinity());
}

TEST_CASE("splitting a unit among n parties by lot, everybody gets the same; with weights, in proportion to them") {
  for (const std::size_t n : {2u, 3u, 5u}) {
    std::vector<double> u(n * n, 0.0);
    Terms terms;
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      u[i * n + i] = 1.0;
      terms.weight.push_back(static_cast<double>(i + 1));
      sum += static_cast<double>(i + 1);
    }
    const MixedSolutions even = solve_mixed(best_of_table(u, n), n, {});
    const MixedSolutions weighted = solve_mixed(best_of_table(u, n), n, terms);
    for (std::size_t i = 0; i < n; ++i) {
      for (const Rule rule : {Rule::nash, Rule::kalai_smorodinsky, Rule::egalitarian, Rule::utilitarian}) {
        CHECK(even.of(rule).at.utility.at(i) == Approx(1.0 / static_cast<double>(n)));
      }
      CHECK(weighted.of(Rule::nash).at.utility.at(i) == Approx(static_cast<double>(i + 1) / sum));
    }
  }
}

TEST_CASE("leximin lifts who can still rise when the others cannot") {
  // Party 2 gets at most 1 in any case; the others can share 10.
  const std::vector<double> u{10, 0, 1, 0, 10, 1};
  const MixedSolutions found = solve_mixed(best_of_table(u, 3), 3, {});
  const auto& at = found.of(Rule::egalitarian).at.utility;
  CHECK(at.at(0) == Approx(5.0));
  CHECK(at.at(1) == Approx(5.0));
  CHECK(at.at(2) == Approx(1.0));
}

TEST_CASE("lotteries never do worse than single outcomes, and move with the units of utility") {
  CHECK(rc::check([] {
    const auto n = static_cast<std::size_t>(*rc::gen::inRange(2, 5));
    const auto rows = static_cast<std::size_t>(*rc::gen::inRange(1, 40));
    std::vector<double> u, v;
    Terms terms, scaled;
    for (std::size_t k = 0; k < rows * n; ++k) {
      u.push_back(*rc::gen::inRange(0, 65) / 64.0);
      v.push_back(u.back() * static_cast<double>(1 + 3 * (k % n)) - 5.0);
    }
    for (std::size_t i = 0; i < n; ++i) {
      terms.reservation.push_back(*rc::gen::inRange(0, 20) / 64.0);
      scaled.reservation.push_back(terms.reservation.back() * static_cast<double>(1 + 3 * i) - 5.0);
    }
    const Solutions single = solve(u, n, terms);
    const MixedSolutions mixed = solve_mixed(best_of_table(u, n), n, terms);
    if (!single.zone.empty()) {
      RC_ASSERT(!mixed.gaps.has_value());
      RC_ASSERT(mixed.of(Rule::egalitarian).value >= single.of(Rule::egalitarian).value - 1e-8);
      RC_ASSERT(mixed.of(Rule::utilitarian).value >= single.of(Rule::utilitarian).value - 1e-8);
      if (single.of(Rule::nash).answer == Answer::found && mixed.of(Rule::nash).answer == Answer::found) {
        bool same = true;  // the same parties can gain
        for (std::size_t i = 0; i < n; ++i)
          same = same && (single.ideal[i] > terms.reservation[i]) == (mixed.ideal[i] > terms.reservation[i] + 1e-7);
        if (same) RC_ASSERT(mixed.of(Rule::nash).value >= single.of(Rule::nash).value * (1.0 - 1e-7));
      }
    }
    const MixedSolutions moved = solve_mixed(best_of_table(v, n), n, scaled);
    RC_ASSERT(moved.gaps.has_value() == mixed.gaps.has_value());
    for (const Rule rule : {Rule::nash, Rule::kalai_smorodinsky}) {
      if (mixed.of(rule).answer != Answer::found || moved.of(rule).answer != Answer::found) continue;
      for (std::size_t i = 0; i < n; ++i) {
        const double back = (moved.of(rule).at.utility[i] + 5.0) / static_cast<double>(1 + 3 * i);
        RC_ASSERT(std::fabs(back - mixed.of(rule).at.utility[i]) < 1e-5);
      }
    }
  }));
}

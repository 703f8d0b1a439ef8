// SPDX-License-Identifier: Apache-2.0
// Solution concepts on finite sets: closed forms, invariance, ties, no zone. The set "root" is x against sqrt(1 - x).
#include "analysis/solutions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <rapidcheck.h>

#include "support/catch.hpp"

using namespace entente::analysis;

namespace {

/// x in n equal steps against sqrt(1 - x).
std::vector<double> root(int n) {
  std::vector<double> u;
  for (int k = 0; k <= n; ++k) {
    const double x = static_cast<double>(k) / n;
    u.push_back(x);
    u.push_back(std::sqrt(1.0 - x));
  }
  return u;
}

double first_of(const std::vector<double>& u, const Choice& choice) { return u[2 * choice.outcomes.at(0)]; }

struct Domain {
  std::size_t parties;
  std::vector<double> u;
  Terms terms;
};

Domain random_domain() {
  Domain d;
  d.parties = static_cast<std::size_t>(*rc::gen::inRange(2, 5));
  const auto rows = static_cast<std::size_t>(*rc::gen::inRange(1, 60));
  for (std::size_t k = 0; k < rows * d.parties; ++k) d.u.push_back(*rc::gen::inRange(-16, 65) / 64.0);
  for (std::size_t i = 0; i < d.parties; ++i) {
    d.terms.reservation.push_back(*rc::gen::inRange(-16, 40) / 64.0);
    d.terms.weight.push_back(*rc::gen::inRange(1, 5));
  }
  return d;
}

}  // namespace

TEST_CASE("on x against the root of 1 - x every concept is where its closed form says") {
  const int n = 200000;
  const std::vector<double> u = root(n);
  const double step = 1.5 / n;
  const Solutions even = solve(u, 2, {});
  CHECK(first_of(u, even.of(Rule::nash)) == Approx(2.0 / 3.0).margin(step));
  CHECK(first_of(u, even.of(Rule::kalai_smorodinsky)) == Approx(0.6180339887).margin(step));
  CHECK(first_of(u, even.of(Rule::equal_shares)) == Approx(0.6180339887).margin(step));
  CHECK(first_of(u, even.of(Rule::egalitarian)) == Approx(0.6180339887).margin(step));
  CHECK(first_of(u, even.of(Rule::utilitarian)) == Approx(0.75).margin(2e-4));  // flat: the sum hardly differs nearby
  Terms terms;
  terms.weight = {0.25, 0.75};
  CHECK(first_of(u, solve(u, 2, terms).of(Rule::nash)) == Approx(0.4).margin(step));
  terms.weight = {0.75, 0.25};
  CHECK(first_of(u, solve(u, 2, terms).of(Rule::nash)) == Approx(6.0 / 7.0).margin(step));
  terms.weight = {};
  terms.disagreement = {0.2, 0.1};
  CHECK(first_of(u, solve(u, 2, terms).of(Rule::nash)) == Approx(0.696613).margin(step));
  terms.reservation = {0.2, 0.1};  // a reservation is the disagreement point unless another is given
  terms.disagreement = {};
  CHECK(first_of(u, solve(u, 2, terms).of(Rule::nash)) == Approx(0.696613).margin(step));
}

TEST_CASE("without lotteries the four corners give corners") {
  const std::vector<double> u{0, 0, 0, 4, 4, 2, 5, 0};
  const Solutions found = solve(u, 2, {});
  CHECK(found.frontier == std::vector<std::uint32_t>{1, 2, 3});
  CHECK(found.of(Rule::nash).outcomes == std::vector<std::uint32_t>{2});
  CHECK(found.of(Rule::nash).value == Approx(8.0));
  CHECK(found.of(Rule::kalai_smorodinsky).outcomes == std::vector<std::uint32_t>{2});
  CHECK(found.of(Rule::egalitarian).outcomes == std::vector<std::uint32_t>{2});
  CHECK(found.of(Rule::utilitarian).outcomes == std::vector<std::uint32_t>{2});
  CHECK(found.ideal == std::vector<double>{5, 4});
}

TEST_CASE("Kalai-Smorodinsky maximises the smallest share, which is not the smallest spread for three parties") {
  const std::vector<double> u{0.46, 0.5, 0.5, 0.9, 0.49, 0.9, 1, 0, 0, 0, 1, 0, 0, 0, 1};
  const Solutions found = solve(u, 3, {});
  CHECK(found.of(Rule::kalai_smorodinsky).outcomes == std::vector<std::uint32_t>{1});
  CHECK(found.of(Rule::equal_shares).outcomes == std::vector<std::uint32_t>{0});
}

TEST_CASE("two negative surpluses never win") {
  const std::vector<double> u{0.9, 0.1, 0.1, 0.3, 0.55, 0.55};
  Terms terms;
  terms.reservation = {0.0, 0.5, 0.5};
  const Solutions found = solve(u, 3, terms);
  for (const Choice& choice : found.choices) CHECK(choice.outcomes == std::vector<std::uint32_t>{1});
}

TEST_CASE("a reservation above everything gives no zone, with every party's gap") {
  const std::vector<double> u{0.2, 0.7, 0.5, 0.5, 0.7, 0.2};
  Terms terms;
  terms.reservation = {0.9, 0.4};
  const Solutions found = solve(u, 2, terms);
  CHECK(found.acceptable == 0);
  CHECK(found.zone.empty());
  for (const Choice& choice : found.choices) {
    CHECK(choice.answer == Answer::no_zone);
    CHECK(choice.outcomes.empty());
  }
  REQUIRE(found.gaps);
  CHECK(found.gaps->best == std::vector<double>{0.7, 0.7});
  CHECK(found.gaps->alone[0] == Approx(0.4));  // the best that suits the other is 0.5
  CHECK(found.gaps->alone[1] == std::numeric_limits<double>::infinity());
  CHECK(found.gaps->closest == 2);
  CHECK(found.gaps->shortfall[0] == Approx(0.2));
  CHECK(found.gaps->shortfall[1] == Approx(0.2));
}

TEST_CASE("coming down alone by its gap opens the zone for a party, by less does not") {
  CHECK(rc::check([] {
    Domain d = random_domain();
    Solutions found = solve(d.u, d.parties, d.terms);
    while (!found.gaps.has_value()) {  // ask for more until nothing suits everybody
      for (double& least : d.terms.reservation) least += 1.0 / 16.0;
      found = solve(d.u, d.parties, d.terms);
    }
    for (std::size_t i = 0; i < d.parties; ++i) {
      if (!std::isfinite(found.gaps->alone[i])) continue;
      Terms lower = d.terms;
      lower.reservation[i] -= found.gaps->alone[i];
      RC_ASSERT(solve(d.u, d.parties, lower).acceptable > 0);
      lower.reservation[i] += 1.0 / 128.0;
      RC_ASSERT(solve(d.u, d.parties, lower).acceptable == 0);
    }
  }));
}

TEST_CASE("all ties are listed, and leximin breaks those it can") {
  const std::vector<double> u{1, 2, 5, 1, 5, 2, 2, 1, 1, 3, 1, 1};  // three parties
  const Solutions found = solve(u, 3, {});
  CHECK(found.of(Rule::nash).outcomes == std::vector<std::uint32_t>{0, 1});
  CHECK(found.of(Rule::egalitarian).outcomes == std::vector<std::uint32_t>{0, 1});
  CHECK(found.of(Rule::utilitarian).outcomes == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("nobody's product counts who cannot gain; without any common gain Nash is undefined") {
  Terms terms;
  terms.reservation = {0.0, 0.0};
  const Solutions idle = solve(std::vector<double>{3, 0, 1, 0}, 2, terms);
  CHECK(idle.of(Rule::nash).outcomes == std::vector<std::uint32_t>{0});
  const Solutions apart = solve(std::vector<double>{3, 0, 0, 2}, 2, terms);
  CHECK(apart.of(Rule::nash).answer == Answer::undefined);
  CHECK(apart.of(Rule::egalitarian).answer == Answer::found);
}

TEST_CASE("Nash and Kalai-Smorodinsky do not depend on units, and no rule on the order of parties") {
  CHECK(rc::check([] {
    const Domain d = random_domain();
    const Solutions one = solve(d.u, d.parties, d.terms);
    Domain scaled = d, turned = d;
    for (std::size_t k = 0; k < d.u.size(); ++k) {
      const std::size_t i = k % d.parties, next = (i + 1) % d.parties;
      scaled.u[k] = d.u[k] * static_cast<double>(1u << i) + 3.0;  // exact: powers of two and short numbers
      turned.u[k - i + next] = d.u[k];
    }
    for (std::size_t i = 0; i < d.parties; ++i) {
      scaled.terms.reservation[i] = d.terms.reservation[i] * static_cast<double>(1u << i) + 3.0;
      turned.terms.reservation[(i + 1) % d.parties] = d.terms.reservation[i];
      turned.terms.weight[(i + 1) % d.parties] = d.terms.weight[i];
    }
    const Solutions two = solve(scaled.u, d.parties, scaled.terms);
    const Solutions three = solve(turned.u, d.parties, turned.terms);
    RC_ASSERT(two.frontier == one.frontier);
    for (const Rule rule : {Rule::nash, Rule::kalai_smorodinsky, Rule::equal_shares}) {
      RC_ASSERT(two.of(rule).outcomes == one.of(rule).outcomes);
    }
    for (std::size_t r = 0; r < kRules; ++r) RC_ASSERT(three.choices[r].outcomes == one.choices[r].outcomes);
  }));
}

TEST_CASE("every answer is efficient, suits everybody, and no outcome does better by its own rule") {
  CHECK(rc::check([] {
    const Domain d = random_domain();
    const Solutions found = solve(d.u, d.parties, d.terms);
    const auto surplus = [&](std::size_t k, std::size_t i) { return d.u[k * d.parties + i] - d.terms.reservation[i]; };
    for (const Choice& choice : found.choices) {
      for (const std::uint32_t k : choice.outcomes) {
        RC_ASSERT(std::binary_search(found.frontier.begin(), found.frontier.end(), k));
        for (std::size_t i = 0; i < d.parties; ++i) RC_ASSERT(surplus(k, i) >= 0.0);
      }
    }
    for (std::size_t k = 0; k * d.parties < d.u.size(); ++k) {
      double least = 1e9, product = 1.0;
      for (std::size_t i = 0; i < d.parties; ++i) {
        least = std::min(least, surplus(k, i));
        product *= std::pow(std::max(0.0, surplus(k, i)), d.terms.weight[i]);
      }
      if (least < 0.0) continue;
      RC_ASSERT(least <= found.of(Rule::egalitarian).value + 1e-12);
      if (found.of(Rule::nash).answer == Answer::found && least > 0.0) {
        RC_ASSERT(product <= found.of(Rule::nash).value * (1.0 + 1e-9));
      }
    }
  }));
}

TEST_CASE("terms of a wrong length or weight are refused") {
  Terms terms;
  terms.reservation = {0.0};
  CHECK_THROWS_AS(solve(std::vector<double>{1, 1}, 2, terms), std::invalid_argument);
  terms.reservation = {};
  terms.weight = {1.0, 0.0};
  CHECK_THROWS_AS(solve(std::vector<double>{1, 1}, 2, terms), std::invalid_argument);
  CHECK_THROWS_AS(solve({}, 2, {}), std::invalid_argument);
}

// SPDX-License-Identifier: Apache-2.0
// The bargaining helpers against brute force and their limits.
#include "models/support/bargaining.hpp"

#include <cmath>
#include <vector>

#include <rapidcheck.h>

#include "support/catch.hpp"

using namespace entente;
using model::Candidate;

namespace {

/// 2..4 parties, up to 30 candidates, gains in [-1, 1].
std::vector<Candidate> any_candidates(std::size_t parties) {
  const auto count = *rc::gen::inRange(0, 31);
  std::vector<Candidate> candidates;
  for (int k = 0; k < count; ++k) {
    Candidate candidate;
    candidate.package.count = 1;
    candidate.package.at[0] = static_cast<std::int8_t>(k);
    for (std::size_t i = 0; i < parties; ++i) candidate.gain[i] = *rc::gen::inRange(-1000, 1001) / 1000.0;
    candidates.push_back(candidate);
  }
  return candidates;
}

double log_product(const Candidate& c, const std::vector<double>& reservation, const std::vector<double>& weight) {
  double sum = 0.0;
  for (std::size_t i = 0; i < reservation.size(); ++i)
    sum += weight[i] * std::log(std::max(c.gain[i] - reservation[i], 1e-12));
  return sum;
}

}  // namespace

TEST_CASE("the weighted Nash solution equals brute force") {
  CHECK(rc::check([] {
    const auto parties = static_cast<std::size_t>(*rc::gen::inRange(2, 5));
    const auto candidates = any_candidates(parties);
    std::vector<double> reservation, weight;
    for (std::size_t i = 0; i < parties; ++i) {
      reservation.push_back(*rc::gen::inRange(-500, 500) / 1000.0);
      weight.push_back(*rc::gen::inRange(1, 100) / 100.0);
    }
    const models::Zone zone = models::find_zone(candidates, reservation, weight);
    double best = -1e300;
    for (const Candidate& c : candidates) {
      if (models::acceptable(c.gain, reservation)) best = std::max(best, log_product(c, reservation, weight));
    }
    if (best == -1e300) {
      RC_ASSERT(zone.at == -1);
      return;
    }
    RC_ASSERT(zone.at >= 0);
    const Candidate& found = candidates[static_cast<std::size_t>(zone.at)];
    RC_ASSERT(std::fabs(log_product(found, reservation, weight) - best) < 1e-9);
    for (std::size_t i = 0; i < parties; ++i) RC_ASSERT(zone.best[i] >= found.gain[i]);
  }));
}

TEST_CASE("a heavier bargaining weight never lowers that party's gain among two") {
  CHECK(rc::check([] {
    const auto candidates = any_candidates(2);
    const std::vector<double> reservation{-0.3, -0.3};
    double before = -1e300;
    for (const double w : {0.1, 0.3, 0.5, 0.7, 0.9}) {
      const std::vector<double> weight{w, 1.0 - w};
      const models::Zone zone = models::find_zone(candidates, reservation, weight);
      if (zone.at < 0) return;
      RC_ASSERT(zone.gain[0] >= before - 1e-9);
      before = zone.gain[0];
    }
  }));
}

TEST_CASE("an aspiration falls from the best gain through the fair one to the reservation") {
  CHECK(models::aspiration(0.1, 0.4, 0.9, 0.0, 0.5) == Approx(0.9));
  CHECK(models::aspiration(0.1, 0.4, 0.9, 0.5, 0.5) == Approx(0.4));
  CHECK(models::aspiration(0.1, 0.4, 0.9, 1.0, 0.5) == Approx(0.1));
  double before = 1.0;
  for (int k = 0; k <= 100; ++k) {
    const double asked = models::aspiration(0.1, 0.4, 0.9, k / 100.0, 0.3);
    CHECK(asked <= before);
    before = asked;
  }
}

TEST_CASE("the package nearest to a zone has the smallest worst shortfall") {
  CHECK(rc::check([] {
    const auto parties = static_cast<std::size_t>(*rc::gen::inRange(2, 5));
    const auto candidates = any_candidates(parties);
    const std::vector<double> reservation(parties, 0.2);
    const models::Nearest nearest = models::nearest_to_zone(candidates, reservation);
    RC_ASSERT((nearest.at < 0) == candidates.empty());
    if (nearest.at < 0) return;
    const auto worst = [&](const Candidate& c) {
      double w = 1e300;
      for (std::size_t i = 0; i < parties; ++i) w = std::min(w, c.gain[i] - reservation[i]);
      return w;
    };
    const Candidate& found = candidates[static_cast<std::size_t>(nearest.at)];
    for (const Candidate& c : candidates) RC_ASSERT(worst(found) >= worst(c));
    RC_ASSERT(found.gain[static_cast<std::size_t>(nearest.party)] - reservation[0] == worst(found));
  }));
}

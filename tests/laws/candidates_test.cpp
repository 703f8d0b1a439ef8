// SPDX-License-Identifier: Apache-2.0
// The search for packages worth offering against every package there is, in the shipped case: what it keeps is scored as
// `gains` scores it, nothing it keeps is beaten by something else it keeps, and little is lost against the whole grid.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

double product(const std::vector<double>& gain, const std::vector<double>& reservation) {
  double out = 1.0;
  for (std::size_t i = 0; i < gain.size(); ++i) out *= std::max(0.0, gain[i] - reservation[i]);
  return out;
}

struct Found {
  std::vector<std::vector<double>> gain;
  double best_product = 0.0;
  std::vector<double> best;  // per party
};

void note(Found& found, const std::vector<double>& gain, const std::vector<double>& reservation) {
  found.gain.push_back(gain);
  found.best_product = std::max(found.best_product, product(gain, reservation));
  found.best.resize(gain.size(), -1e9);
  for (std::size_t i = 0; i < gain.size(); ++i) found.best[i] = std::max(found.best[i], gain[i]);
}

}  // namespace

TEST_CASE("the packages found are scored exactly and come close to the best of the whole grid") {
  const auto s = test::shipped();
  for (int draw = -1; draw < 4; ++draw) {
    test::Held held(s, draw);
    auto& preference = held.look();
    for (std::size_t t = 0; t < s.tracks.size(); ++t) {
      INFO("draw " << draw << ", track " << s.tracks[t].id);
      const auto id = core::TrackId::at(t);
      const std::size_t parties = s.tracks[t].parties.size();
      std::vector<double> reservation, gain(parties);
      for (const auto& party : s.tracks[t].parties) reservation.push_back(held.draw[party.reservation]);
      Found whole, kept;
      for (const auto& package : test::packages(s, t, 6000)) {
        preference.gains(id, package, gain);
        note(whole, gain, reservation);
      }
      std::vector<model::Candidate> candidates;
      preference.candidates(id, candidates);
      REQUIRE_FALSE(candidates.empty());
      for (const auto& c : candidates) {
        preference.gains(id, c.package, gain);
        for (std::size_t i = 0; i < parties; ++i) CHECK(std::abs(gain[i] - c.gain[i]) < 1e-9);
        note(kept, gain, reservation);
      }
      CHECK(std::pow(kept.best_product, 1.0 / static_cast<double>(parties)) >=
            std::pow(whole.best_product, 1.0 / static_cast<double>(parties)) - 0.001);
      for (std::size_t i = 0; i < parties; ++i) CHECK(kept.best[i] >= whole.best[i] - 0.002);
    }
  }
}

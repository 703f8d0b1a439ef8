// SPDX-License-Identifier: Apache-2.0
// The suite itself, on generated talks: 2..4 parties, up to 40 packages, random gains, reservations, clocks and risks.
#include "conformance/protocol_conformance.hpp"

#include <algorithm>
#include <cmath>

#include "core/rng.hpp"
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

namespace entente::test {
namespace {

using Family = model::Family<model::Protocol>;

/// Talks number k of a fixed design; about a third have no package acceptable to all.
Talks generated(std::uint32_t k) {
  const core::Streams luck(20, k, 0);
  std::uint32_t n = 0;
  const auto next = [&](double lo, double hi) { return lo + (hi - lo) * luck.uniform(1, 0, core::Purpose::design, n++); };
  Talks talks;
  talks.parties = 2 + k % 3;
  const auto packages = static_cast<std::size_t>(next(0.0, 41.0));
  for (std::size_t p = 0; p < packages; ++p) {
    std::array<double, world::kMaxParties> row{};
    for (std::size_t i = 0; i < talks.parties; ++i) row[i] = next(-1.0, 1.0);
    talks.rows.push_back(row);
  }
  for (std::size_t i = 0; i < talks.parties; ++i) {
    talks.reservation.push_back(next(-0.2, 0.5));
    talks.concession.push_back(next(0.2, 6.0));
    talks.discount.push_back(next(0.9, 1.0));
  }
  talks.deadline = next(0.2, 24.0);
  talks.rounds = next(0.0, 5.0);
  talks.breakdown = next(0.0, 0.2);
  return talks;
}

bool acceptable_exists(const Talks& talks) {
  return std::any_of(talks.rows.begin(), talks.rows.end(), [&](const auto& row) {
    for (std::size_t i = 0; i < talks.parties; ++i) {
      if (row[i] < talks.reservation[i]) return false;
    }
    return true;
  });
}

void check_ranges(const Talks& talks, const Played& played) {
  const auto known = [&](const world::Package& package) {
    CHECK(package.count == 1);
    CHECK(package.at[0] >= 0);
    CHECK(static_cast<std::size_t>(package.at[0]) < talks.rows.size());
  };
  const auto party = [&](core::ActorId actor) { CHECK((actor.valid() && actor.index() < talks.parties)); };
  for (const world::Event& event : played.events) {
    if (const auto* offer = std::get_if<world::Offered>(&event.body)) {
      CHECK(offer->track.value == 0);
      known(offer->package);
      party(offer->by);
    } else if (const auto* refused = std::get_if<world::Refused>(&event.body)) {
      known(refused->offered);
      known(refused->preferred);
      party(refused->by);
      CHECK(refused->gain < refused->threshold);
    } else if (const auto* end = std::get_if<world::TalksEnded>(&event.body)) {
      party(end->by);
    } else {
      CHECK(std::holds_alternative<world::Signed>(event.body));  // talks change nothing else
    }
  }
}

void check_signature(const Talks& talks, const world::Signed& deal) {
  const auto& row = talks.rows[static_cast<std::size_t>(deal.package.at[0])];
  for (std::size_t i = 0; i < talks.parties; ++i) {
    CHECK(deal.gain[i] == row[i]);
    CHECK(deal.reservation[i] == talks.reservation[i]);
    CHECK(deal.gain[i] >= deal.reservation[i]);
  }
}

void ends_once_and_in_time(const Talks& talks, const Played& played) {
  CHECK((played.deal != nullptr) != (played.end != nullptr));
  CHECK(played.months <= std::max(1, static_cast<int>(std::ceil(talks.deadline))));
  if (played.events.empty()) return;
  const world::Body& last = played.events.back().body;
  CHECK((std::holds_alternative<world::Signed>(last) || std::holds_alternative<world::TalksEnded>(last)));
}

void check_generated(const Family& family) {
  int deals = 0;
  for (std::uint32_t k = 0; k < 120; ++k) {
    INFO("generated talks " << k);
    const Talks talks = generated(k);
    const auto played = play(family, talks, 100 + k);
    ends_once_and_in_time(talks, *played);
    check_ranges(talks, *played);
    if (played->deal != nullptr) {
      ++deals;
      check_signature(talks, *played->deal);
      CHECK(acceptable_exists(talks));
    }
    const auto again = play(family, talks, 100 + k);
    REQUIRE(again->events.size() == played->events.size());
    CHECK(again->months == played->months);
    if (played->deal != nullptr) CHECK(again->deal->package == played->deal->package);
  }
  CHECK(deals > 0);
}

void check_estimates(const Family& family) {
  for (std::uint32_t k = 0; k < 200; ++k) {
    Talks talks = generated(k);
    talks.estimate = 0.8;  // candidates promise the first party more than the exact gains hold
    talks.rounds += 1.0;
    const auto played = play(family, talks, 300 + k);
    if (played->deal != nullptr) check_signature(talks, *played->deal);
  }
}

void check_harmony(const Family& family) {
  Talks talks;
  talks.rows = {{0.0, 0.0, 0.0, 0.0}, {1.0, 1.0, 1.0, 1.0}, {0.1, 0.2, 0.1, 0.2}};
  talks.rounds = 2.0;
  for (std::size_t parties = 2; parties <= world::kMaxParties; ++parties) {
    talks.parties = parties;
    const auto played = play(family, talks, 7);
    REQUIRE(played->deal != nullptr);
    CHECK(played->deal->package.at[0] == 1);
  }
}

}  // namespace

void check_protocol(const std::string& key, const Family& family) {
  INFO("protocol " << key);
  check_generated(family);
  check_estimates(family);
  check_harmony(family);
}

}  // namespace entente::test

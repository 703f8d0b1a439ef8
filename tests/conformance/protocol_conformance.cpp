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
  const auto next = [&](double lo, double hi) {
    return lo + (hi - lo) * luck.uniform(1, 0, core::Purpose::design, n++);
  };
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
  const auto speaker = [&](core::ActorId actor) {
    const std::size_t speakers =
        talks.parties + (talks.mediator.empty() ? 0 : 1);  // the mediator stands behind the parties
    CHECK((actor.valid() && actor.index() < speakers));
  };
  for (const world::Event& event : played.events) {
    if (const auto* offer = std::get_if<world::Offered>(&event.body)) {
      CHECK(offer->track.value == 0);
      known(offer->package);
      speaker(offer->by);
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
    if ((deal.outvoted >> i & 1U) == 0U) CHECK(deal.gain[i] >= deal.reservation[i]);
  }
}

void ends_once_and_in_time(const Talks& talks, const Played& played) {
  CHECK((played.deal != nullptr) != (played.end != nullptr));
  CHECK(played.months <= std::max(1, static_cast<int>(std::ceil(talks.deadline))));
  if (played.events.empty()) return;
  const world::Body& last = played.events.back().body;
  CHECK((std::holds_alternative<world::Signed>(last) || std::holds_alternative<world::TalksEnded>(last)));
}

/// Talks number k as the family needs them: with a mediator where it wants one, with a pair where a part does.
Talks suited(const Family& family, std::uint32_t k) {
  Talks talks = generated(k);
  const core::Streams luck(21, k, 0);
  if ((family.needs & scenario::kMediator) == 0U) return talks;
  for (std::uint32_t row = 0; row < talks.rows.size(); ++row)
    talks.mediator.push_back(luck.uniform(2, 0, core::Purpose::design, row));
  if (talks.mediator.empty()) talks.mediator.push_back(0.0);
  talks.attention = luck.uniform(3, 0, core::Purpose::design, 0);
  return talks;
}

void check_generated(const Family& family) {
  int deals = 0;
  for (std::uint32_t k = 0; k < 120; ++k) {
    INFO("generated talks " << k);
    const Talks talks = suited(family, k);
    const auto played = play(family, talks, 100 + k);
    ends_once_and_in_time(talks, *played);
    check_ranges(talks, *played);
    if (played->deal != nullptr) {
      ++deals;
      check_signature(talks, *played->deal);
      if (played->deal->outvoted == 0U) CHECK(acceptable_exists(talks));
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
    Talks talks = suited(family, k);
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
  if ((family.needs & scenario::kMediator) != 0U) talks.mediator = {0.0, 0.0, 0.0};
  for (std::size_t parties = 2; parties <= world::kMaxParties; ++parties) {
    talks.parties = parties;
    const auto played = play(family, talks, 7);
    REQUIRE(played->deal != nullptr);
    CHECK(played->deal->package.at[0] == 1);
  }
}

/// All combinations of parts that the family's talks allow, by the abilities they declare.
std::vector<Manner> legal_manners(const Family& family, bool pair) {
  const model::Registry& models = shipped_models();
  const scenario::Abilities given = family.gives | (pair ? static_cast<scenario::Abilities>(scenario::kPair) : 0U);
  std::vector<std::string> offerings{""};
  for (const auto& one : models.offering) offerings.push_back(one.first);
  if ((family.gives & scenario::kOffers) == 0U)
    offerings.resize(1);
  else
    offerings.erase(offerings.begin());
  std::vector<Manner> out;
  for (const auto& belief : models.belief) {
    if ((belief.second.needs & ~given) != 0U) continue;
    const scenario::Abilities all = given | belief.second.gives;
    for (const std::string& offering : offerings) {
      if (!offering.empty() && (models.offering.at(offering).needs & ~all) != 0U) continue;
      for (const auto& acceptance : models.acceptance) {
        if ((acceptance.second.needs & ~all) != 0U) continue;
        Manner manner;
        manner.offering = offering;
        manner.acceptance = acceptance.first;
        manner.belief = belief.first;
        out.push_back(manner);
      }
    }
  }
  return out;
}

/// The parties of two-party talks in the other order of the file.
Talks turned(Talks talks) {
  for (auto& row : talks.rows) std::swap(row[0], row[1]);
  std::swap(talks.names[0], talks.names[1]);
  std::swap(talks.reservation[0], talks.reservation[1]);
  std::swap(talks.concession[0], talks.concession[1]);
  std::swap(talks.discount[0], talks.discount[1]);
  std::swap(talks.manners[0], talks.manners[1]);
  talks.granter = 1 - talks.granter;
  return talks;
}

void check_relabelled(const Family& family, const Talks& talks, const Played& played, std::uint64_t seed) {
  const auto other = play(family, turned(talks), seed);
  CHECK(other->months == played.months);
  REQUIRE(other->events.size() == played.events.size());
  REQUIRE((other->deal != nullptr) == (played.deal != nullptr));
  if (played.deal == nullptr) return;
  CHECK(other->deal->package == played.deal->package);
  CHECK(other->deal->gain[0] == played.deal->gain[1]);
}

/// Played again, with tables built once for all months.
void check_same_stream(const Family& family, Talks talks, const Played& played, std::uint64_t seed) {
  talks.prepare = true;
  const auto again = play(family, talks, seed);
  REQUIRE(again->events.size() == played.events.size());
  for (std::size_t e = 0; e < played.events.size(); ++e)
    CHECK(again->events[e].body.index() == played.events[e].body.index());
  CHECK(again->months == played.months);
  if (played.deal != nullptr) CHECK(again->deal->package == played.deal->package);
}

/// Every party negotiates that way; in every second talks the first party keeps the standard parts.
int check_manner(const Family& family, const Manner& manner, bool pair) {
  int deals = 0;
  for (std::uint32_t k = 0; k < 16; ++k) {
    INFO("offering " << manner.offering << ", acceptance " << manner.acceptance << ", belief " << manner.belief
                     << ", talks " << k);
    Talks talks = suited(family, 500 + k);
    if (pair) talks.parties = 2;
    if (talks.parties == 2) talks.names = {"north", "west"};
    talks.reservation.resize(talks.parties);
    talks.concession.resize(talks.parties);
    talks.discount.resize(talks.parties);
    talks.manners.assign(talks.parties, manner);
    if (k % 2 == 1) talks.manners[0] = Manner{};
    const auto played = play(family, talks, 700 + k);
    ends_once_and_in_time(talks, *played);
    check_ranges(talks, *played);
    if (played->deal != nullptr) {
      ++deals;
      check_signature(talks, *played->deal);
    }
    check_same_stream(family, talks, *played, 700 + k);
    if (talks.parties == 2) check_relabelled(family, talks, *played, 700 + k);
  }
  return deals;
}

void check_strategies(const Family& family) {
  if ((family.gives & scenario::kStrategies) == 0U) return;
  for (const bool pair : {true, false}) {
    const std::vector<Manner> manners = legal_manners(family, pair);
    REQUIRE_FALSE(manners.empty());
    int deals = 0;
    for (const Manner& manner : manners) deals += check_manner(family, manner, pair);
    CHECK(deals > static_cast<int>(manners.size()));
  }
}

}  // namespace

void check_protocol(const std::string& key, const Family& family) {
  INFO("protocol " << key);
  check_generated(family);
  check_estimates(family);
  check_harmony(family);
  check_strategies(family);
}

}  // namespace entente::test

// SPDX-License-Identifier: Apache-2.0
// Votes, vetoes and walking out in stacked offers; interest and attention of a mediator who drafts one text.
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;
using test::Talks;

namespace {

const model::Family<model::Protocol>& stacked() { return test::shipped_models().protocol.at("stacked_offers"); }
const model::Family<model::Protocol>& mediated() { return test::shipped_models().protocol.at("mediated_text"); }

/// Three parties; the first two gain, the third always loses.
Talks outvoting() {
  Talks talks;
  talks.parties = 3;
  talks.rows = {{0.5, 0.5, -0.2, 0.0}, {0.3, 0.6, -0.1, 0.0}};
  talks.rounds = 3.0;
  talks.params = {{"quota", 0.6}};
  return talks;
}

int deals(const model::Family<model::Protocol>& family, const Talks& talks, unsigned* outvoted = nullptr) {
  int count = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto played = test::play(family, talks, seed);
    if (played->deal == nullptr) continue;
    ++count;
    if (outvoted != nullptr) *outvoted |= played->deal->outvoted;
  }
  return count;
}

}  // namespace

TEST_CASE("a majority passes a text over a party that grants nothing, which has not signed") {
  unsigned outvoted = 0;
  CHECK(deals(stacked(), outvoting(), &outvoted) == 20);
  CHECK(outvoted == 0b100U);
}

TEST_CASE("unanimity, a veto and a heavy vote each stop it") {
  Talks unanimous = outvoting();
  unanimous.params = {{"quota", 1.0}};
  CHECK(deals(stacked(), unanimous) == 0);
  Talks veto = outvoting();
  veto.veto = {false, false, true};
  CHECK(deals(stacked(), veto) == 0);
  Talks heavy = outvoting();
  heavy.votes = {1.0, 1.0, 3.0};
  CHECK(deals(stacked(), heavy) == 0);
}

TEST_CASE("nobody can be voted into giving") {
  Talks talks = outvoting();
  talks.rows = {{-1.0, -1.0, 0.0, 0.0}, {0.5, 0.5, -0.2, 0.0}, {0.3, 0.6, -0.1, 0.0}};  // row 0 is the status quo
  CHECK(deals(stacked(), talks) == 20);                                                 // the first party grants
  talks.granter = 2;  // the outvoted one would have to
  CHECK(deals(stacked(), talks) == 0);
}

TEST_CASE("weights of votes can also carry a text that heads would not") {
  Talks talks = outvoting();
  talks.parties = 4;
  talks.rows = {{0.5, 0.5, -0.2, -0.2}};
  CHECK(deals(stacked(), talks) == 0);
  talks.votes = {2.0, 2.0, 1.0, 1.0};
  CHECK(deals(stacked(), talks) == 20);
}

TEST_CASE("a party that hears only worthless offers leaves after as many as the parameter says") {
  Talks talks;
  talks.rows = {{0.9, 0.1, 0.0, 0.0}, {0.5, 0.15, 0.0, 0.0}, {0.05, 0.9, 0.0, 0.0}};
  talks.reservation = {0.1, 0.5};
  talks.rows.push_back({0.2, 0.6, 0.0, 0.0});  // what both could sign
  test::Manner stubborn;
  stubborn.offering = "late_conceder";
  stubborn.belief = "frequency";
  stubborn.offering_params = {{"start", 1.0}};
  talks.manners = {stubborn, stubborn};
  talks.rounds = 1.0;
  talks.deadline = 100.0;
  for (const double patience : {2.0, 5.0}) {
    talks.params = {{"walkout", patience}};
    const auto played = test::play(stacked(), talks, 1, 100);
    REQUIRE(played->end != nullptr);
    CHECK(played->end->cause == world::Cause::walkaway);
    CHECK(played->months == Approx(2.0 * patience).margin(1.0));
  }
  talks.params = {{"walkout", 0.0}};
  CHECK(test::play(stacked(), talks, 1, 50)->end == nullptr);
}

TEST_CASE("a mediator's interest draws the text its way, and never below a reservation") {
  Talks talks;
  talks.rows = test::pie([](double x) { return x; }, [](double x) { return 1.0 - x; });
  talks.reservation = {0.2, 0.2};
  for (int k = 0; k <= 100; ++k) talks.mediator.push_back(k / 100.0);  // it favours the first party's case
  talks.rounds = 4.0;
  double before = 0.0;
  for (const double interest : {0.0, 0.5, 0.9}) {
    talks.params = {{"interest", interest}, {"insight", 200.0}};
    double sum = 0.0;
    int signed_ = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const auto played = test::play(mediated(), talks, seed);
      if (played->deal == nullptr) continue;
      ++signed_;
      sum += played->deal->gain[0];
      CHECK(played->deal->gain[1] >= 0.2);
    }
    REQUIRE(signed_ > 10);
    CHECK(sum / signed_ >= before);
    if (interest == 0.0) CHECK(sum / signed_ == Approx(0.5).margin(0.05));
    before = sum / signed_;
  }
  CHECK(before > 0.55);
}

TEST_CASE("a mediator with little attention takes longer, one with none ends no talks") {
  Talks talks;
  talks.rows = {{0.5, 0.5, 0.0, 0.0}};
  talks.mediator = {0.0};
  talks.deadline = 200.0;
  double before = 0.0;
  for (const double attention : {0.5, 0.1, 0.03}) {
    talks.attention = attention;
    double months = 0.0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) months += test::play(mediated(), talks, seed, 200)->months;
    CHECK(months / 60 > before);
    before = months / 60;
  }
  talks.attention = 0.0;
  talks.deadline = 12.0;
  const auto none = test::play(mediated(), talks, 1);
  CHECK(none->deal == nullptr);
  CHECK(none->end->cause == world::Cause::deadline);
}

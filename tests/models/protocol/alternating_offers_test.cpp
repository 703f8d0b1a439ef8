// SPDX-License-Identifier: Apache-2.0
// Laws of alternating offers: division of a pie by patience, the bargaining solution in the limit, independence of names and
// units, rounds and deadlines, and who is named when nothing can be signed.
#include <cmath>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;
using test::Talks;

namespace {

const model::Family<model::Protocol>& alternating() {
  static const model::Registry registry = [] {
    model::Registry r;
    models::register_all(r);
    return r;
  }();
  return registry.protocol.at("alternating_offers");
}

/// Sharp choices and no forgiveness, so that laws of the limit can be seen.
Talks sharp(std::vector<std::array<double, world::kMaxParties>> rows) {
  Talks talks;
  talks.rows = std::move(rows);
  talks.rounds = 10.0;
  talks.params = {{"offer_precision", 1000.0}, {"tolerance", 0.0}};
  return talks;
}

Talks linear_pie() {
  return sharp(test::pie([](double x) { return x; }, [](double x) { return 1.0 - x; }));
}

/// First party's gain, averaged over seeds so that the lot for the first word does not matter.
double mean_share(const Talks& talks, std::size_t party = 0) {
  double sum = 0.0;
  int deals = 0;
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    const auto played = test::play(alternating(), talks, seed);
    if (played->deal == nullptr) continue;
    sum += played->deal->gain[party];
    ++deals;
  }
  REQUIRE(deals > 0);
  return sum / deals;
}

}  // namespace

TEST_CASE("equally patient parties split a pie evenly") {
  Talks talks = linear_pie();
  CHECK(mean_share(talks) == Approx(0.5).margin(0.02));
  talks.concession = {3.0, 3.0};
  CHECK(mean_share(talks) == Approx(0.5).margin(0.02));
  talks.discount = {0.97, 0.97};
  talks.breakdown = 0.002;
  CHECK(mean_share(talks) == Approx(0.5).margin(0.03));
}

TEST_CASE("with equal patience the deal is the Nash solution, not another compromise") {
  // sqrt(x) against 1 - x: Nash at x = 1/3, the equal-ratio compromise at x = 0.38.
  Talks talks = sharp(test::pie([](double x) { return std::sqrt(x); }, [](double x) { return 1.0 - x; }));
  CHECK(mean_share(talks, 1) == Approx(2.0 / 3.0).margin(0.02));
  talks.concession = {0.5, 0.5};
  CHECK(mean_share(talks, 1) == Approx(2.0 / 3.0).margin(0.02));
  // Reservations shift the pie that is divided: x in [0.2, 1], Nash at its middle.
  Talks shifted = linear_pie();
  shifted.reservation = {0.2, 0.0};
  CHECK(mean_share(shifted) == Approx(0.6).margin(0.02));
}

TEST_CASE("a party that concedes later never gets a smaller share") {
  for (const double other : {0.5, 1.0, 2.0}) {
    double before = 0.0;
    for (const double own : {0.3, 0.6, 1.0, 1.7, 3.0, 6.0}) {
      Talks talks = linear_pie();
      talks.concession = {own, other};
      const double share = mean_share(talks);
      CHECK(share >= before - 0.01);
      before = share;
    }
    CHECK(before > 0.6);
  }
}

TEST_CASE("a party that discounts the future less never gets a smaller share") {
  double before = 0.0;
  for (const double own : {0.8, 0.9, 0.95, 0.98, 0.99, 0.999}) {
    Talks talks = linear_pie();
    talks.discount = {own, 0.95};
    const double share = mean_share(talks);
    CHECK(share >= before - 0.01);
    before = share;
  }
  CHECK(before > 0.8);
}

TEST_CASE("the order of the parties in a file changes nothing but their places") {
  Talks talks;
  talks.rows = test::pie([](double x) { return x; }, [](double x) { return 0.9 - x * x; });
  talks.names = {"north", "west"};
  talks.reservation = {0.05, 0.1};
  talks.concession = {2.0, 1.0};
  talks.discount = {0.98, 0.99};
  talks.rounds = 2.0;
  Talks turned = talks;
  for (auto& row : turned.rows) std::swap(row[0], row[1]);
  turned.names = {"west", "north"};
  std::swap(turned.reservation[0], turned.reservation[1]);
  std::swap(turned.concession[0], turned.concession[1]);
  std::swap(turned.discount[0], turned.discount[1]);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto a = test::play(alternating(), talks, seed);
    const auto b = test::play(alternating(), turned, seed);
    REQUIRE(a->deal != nullptr);
    REQUIRE(b->deal != nullptr);
    CHECK(a->months == b->months);
    CHECK(a->deal->package == b->deal->package);
    CHECK(a->deal->gain[0] == b->deal->gain[1]);
    CHECK(a->events.size() == b->events.size());
  }
}

TEST_CASE("the unit of one party's utility changes nothing") {
  Talks talks;
  talks.rows = test::pie([](double x) { return x; }, [](double x) { return 1.0 - x * x; });
  talks.reservation = {0.125, 0.0625};
  talks.rounds = 2.0;
  Talks scaled = talks;
  for (auto& row : scaled.rows) row[1] *= 64.0;  // a power of two scales doubles exactly
  scaled.reservation[1] *= 64.0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto a = test::play(alternating(), talks, seed);
    const auto b = test::play(alternating(), scaled, seed);
    REQUIRE(a->deal != nullptr);
    REQUIRE(b->deal != nullptr);
    CHECK(a->deal->package == b->deal->package);
    CHECK(a->months == b->months);
  }
}

TEST_CASE("no package acceptable to all means no offer, and the blocking party is named once a month") {
  Talks talks;
  talks.rows = {{0.6, 0.1, 0.0, 0.0}, {0.3, 0.2, 0.0, 0.0}, {0.1, 0.25, 0.0, 0.0}};
  talks.reservation = {0.0, 0.5};
  talks.deadline = 6.0;
  talks.rounds = 3.0;
  const auto played = test::play(alternating(), talks, 5);
  REQUIRE(played->end != nullptr);
  CHECK(played->end->cause == world::Cause::deadline);
  CHECK(played->end->by.index() == 1);
  CHECK(played->months == 6);
  int refusals = 0;
  for (const world::Event& event : played->events) {
    CHECK_FALSE(std::holds_alternative<world::Offered>(event.body));
    const auto* refused = std::get_if<world::Refused>(&event.body);
    if (refused == nullptr) continue;
    ++refusals;
    CHECK(refused->by.index() == 1);
    CHECK(refused->offered.at[0] == 2);  // comes closest
    CHECK(refused->threshold == 0.5);
    CHECK(refused->gain == 0.25);
  }
  CHECK(refusals == 6);
}

TEST_CASE("a refusal says what is missing against what the refuser would sign") {
  Talks talks = linear_pie();
  talks.concession = {4.0, 4.0};
  const auto played = test::play(alternating(), talks, 1);
  int refusals = 0;
  for (const world::Event& event : played->events) {
    const auto* refused = std::get_if<world::Refused>(&event.body);
    if (refused == nullptr) continue;
    ++refusals;
    CHECK(refused->preferred_gain > refused->gain);
    REQUIRE(refused->reasons.count == 1);  // one issue, and no attributes in this preference
    CHECK(refused->reasons.term[0].kind == world::ReasonKind::issue);
    CHECK(refused->reasons.term[0].value == Approx(refused->gain - refused->preferred_gain));
  }
  CHECK(refusals > 0);
}

TEST_CASE("an answer asks for what waiting is worth: the next own demand times the chance that talks go on") {
  Talks talks = linear_pie();
  talks.deadline = 10.0;
  talks.rounds = 1.0;
  talks.breakdown = 0.25;
  int refusals = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto played = test::play(alternating(), talks, seed);
    for (const world::Event& event : played->events) {
      const auto* refused = std::get_if<world::Refused>(&event.body);
      if (refused == nullptr) continue;
      ++refusals;
      const double demand = 1.0 - event.month / 10.0;  // of the next round: month 1 holds round 0
      CHECK(refused->threshold == Approx(0.75 * demand));
    }
  }
  CHECK(refusals > 20);
}

TEST_CASE("half a round a month means talks every second month") {
  Talks talks = linear_pie();
  talks.rounds = 0.5;
  talks.deadline = 24.0;
  talks.concession = {8.0, 8.0};  // no agreement for long
  const auto played = test::play(alternating(), talks, 3, 12);
  for (std::size_t month = 0; month < played->by_month.size(); ++month) {
    CHECK((played->by_month[month] > 0) == (month % 2 == 1));
  }
}

TEST_CASE("talks break down at the rate the file gives") {
  Talks talks;
  talks.rows = {{-1.0, -1.0, 0.0, 0.0}};
  talks.rounds = 2.0;
  talks.breakdown = 0.1;
  talks.deadline = 1000.0;
  double months = 0.0;
  const int sessions = 2000;
  for (int seed = 0; seed < sessions; ++seed) {
    const auto played = test::play(alternating(), talks, static_cast<std::uint64_t>(seed), 1000);
    REQUIRE(played->end != nullptr);
    CHECK(played->end->cause == world::Cause::breakdown);
    months += played->months;
  }
  CHECK(months / sessions == Approx(1.0 / (1.0 - 0.9 * 0.9)).epsilon(0.05));
}

TEST_CASE("a last round with a small zone is signed rather than lost") {
  Talks talks;
  talks.rows = {{0.02, 0.9, 0.0, 0.0}};
  talks.concession = {10.0, 10.0};
  const auto played = test::play(alternating(), talks, 3);
  CHECK(played->deal != nullptr);
}

TEST_CASE("three parties sign only what all three accept, and divide a pie by thirds when equal") {
  Talks talks;
  talks.parties = 3;
  for (int i = 0; i <= 12; ++i) {
    for (int j = 0; i + j <= 12; ++j) {
      if (talks.rows.size() < 120) talks.rows.push_back({i / 12.0, j / 12.0, (12 - i - j) / 12.0, 0.0});
    }
  }
  talks.rounds = 6.0;
  talks.params = {{"offer_precision", 1000.0}, {"tolerance", 0.0}};
  for (std::size_t party = 0; party < 3; ++party) CHECK(mean_share(talks, party) == Approx(1.0 / 3.0).margin(0.05));
}

// SPDX-License-Identifier: Apache-2.0
// What each way of offering and accepting does by its own definition, seen on small pies: exponents of time, reciprocity,
// MiCRO's counting, the late conceder's patience, bargaining by beliefs, the window of AC_combi.
#include <cmath>
#include <set>

#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;
using test::Manner;
using test::Talks;

namespace {

const model::Family<model::Protocol>& stacked() { return test::shipped_models().protocol.at("stacked_offers"); }

Manner manner(std::string offering, std::string acceptance = "next", std::string belief = "informed") {
  Manner m;
  m.offering = std::move(offering);
  m.acceptance = std::move(acceptance);
  m.belief = std::move(belief);
  if (m.offering != "micro" && m.offering != "subgame_perfect") m.offering_params = {{"precision", 1000.0}};
  return m;
}

Talks pie(const Manner& first, const Manner& second) {
  Talks talks;
  talks.rows = test::pie([](double x) { return x; }, [](double x) { return 1.0 - x; });
  talks.rounds = 10.0;
  talks.deadline = 4.0;
  talks.manners = {first, second};
  talks.names = {"north", "west"};
  return talks;
}

/// Gains of a party's own offers, in order.
std::vector<double> own_offers(const test::Played& played, std::size_t party) {
  std::vector<double> out;
  for (const auto& event : played.events) {
    const auto* offer = std::get_if<world::Offered>(&event.body);
    if (offer != nullptr && offer->by.index() == party) out.push_back(offer->own_gain);
  }
  return out;
}

double mean_gain(const Talks& talks, std::size_t party, int* deals = nullptr) {
  double sum = 0.0;
  int signed_ = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto played = test::play(stacked(), talks, seed);
    if (played->deal == nullptr) continue;
    sum += played->deal->gain[party];
    ++signed_;
  }
  if (deals != nullptr) *deals = signed_;
  return signed_ > 0 ? sum / signed_ : 0.0;
}

}  // namespace

TEST_CASE("time-dependent offers follow 1 - t^e to the slice") {
  for (const double e : {0.5, 1.0, 3.0}) {
    Talks talks = pie(manner("time_dependent"), manner("late_conceder"));
    talks.concession = {e, 1.0};
    const auto played = test::play(stacked(), talks, 5);
    std::size_t round = 0;
    int seen = 0;
    for (const auto& event : played->events) {
      const auto* offer = std::get_if<world::Offered>(&event.body);
      if (offer == nullptr) continue;
      if (offer->by.index() == 0) {
        const double asked = 1.0 - std::pow(static_cast<double>(round) / 40.0, e);
        CHECK(offer->aspiration == Approx(asked).margin(1e-9));
        CHECK(offer->own_gain >= asked - 1e-9);
        CHECK(offer->own_gain < asked + 0.0101);
        ++seen;
      }
      ++round;
    }
    CHECK(seen > 3);
  }
}

TEST_CASE("a late conceder holds out, then gives way, and gains against an early one") {
  Talks talks = pie(manner("late_conceder"), manner("time_dependent"));
  talks.concession = {1.0, 0.5};
  const auto played = test::play(stacked(), talks, 3);
  for (const double gain : own_offers(*played, 0)) CHECK(gain == 1.0);
  CHECK(mean_gain(talks, 0) > 0.7);
  Talks both = pie(manner("late_conceder"), manner("late_conceder"));
  int deals = 0;
  CHECK(mean_gain(both, 0, &deals) > 0.3);
  CHECK(deals == 20);
}

TEST_CASE("tit for tat gives what it is given and takes back when nothing comes") {
  Talks talks = pie(manner("tit_for_tat"), manner("time_dependent"));
  talks.manners[0].offering_params = {{"precision", 1000.0}, {"opening", 0.0}};
  const auto played = test::play(stacked(), talks, 3);
  std::vector<double> heard;
  double own = 1.0;
  int checked = 0;
  for (const auto& event : played->events) {
    const auto* offer = std::get_if<world::Offered>(&event.body);
    if (offer == nullptr) continue;
    if (offer->by.index() == 1) {
      heard.push_back(1.0 - offer->own_gain);
    } else {
      const double conceded = heard.size() >= 2 ? heard.back() - heard[heard.size() - 2] : 0.0;
      CHECK(offer->aspiration == Approx(std::min(1.0, own - conceded)).margin(1e-9));
      own = offer->own_gain;
      ++checked;
    }
  }
  CHECK(checked >= 5);
  // against one that never moves it does not move either
  Talks stubborn = pie(manner("tit_for_tat"), manner("late_conceder"));
  stubborn.manners[0].offering_params = {{"precision", 1000.0}, {"opening", 0.0}};
  stubborn.manners[1].offering_params = {{"precision", 1000.0}, {"start", 1.0}};
  const auto stuck = test::play(stacked(), stubborn, 3);
  for (const double gain : own_offers(*stuck, 0)) CHECK(gain == 1.0);
}

TEST_CASE("MiCRO proposes its packages in order and never runs ahead of what it has heard") {
  Talks talks = pie(manner("micro"), manner("micro"));
  talks.rounds = 60.0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto played = test::play(stacked(), talks, seed);
    REQUIRE(played->deal != nullptr);
    std::set<int> said[2];
    for (const auto& event : played->events) {
      const auto* offer = std::get_if<world::Offered>(&event.body);
      if (offer == nullptr) continue;
      const std::size_t by = offer->by.index();
      const bool fresh = said[by].insert(offer->package.at[0]).second;
      if (fresh) CHECK(said[by].size() <= said[1 - by].size() + 1);
      if (fresh) CHECK(offer->own_gain == Approx(1.01 - 0.01 * static_cast<double>(said[by].size())));
    }
    CHECK(played->deal->gain[0] == Approx(0.5).margin(0.011));  // two of the kind meet in the middle
  }
}

TEST_CASE("MiCRO repeats itself before one that stands still") {
  Talks talks = pie(manner("micro"), manner("late_conceder"));
  talks.manners[1].offering_params = {{"precision", 1000.0}, {"start", 1.0}};
  const auto played = test::play(stacked(), talks, 1);
  std::set<double> different;
  for (const double gain : own_offers(*played, 0)) different.insert(gain);
  CHECK(different.size() == 2);  // its best, and one step for the one offer heard
}

TEST_CASE("Nash seekers sign the Nash solution, weighted by patience") {
  Talks talks = pie(manner("nash_seeking"), manner("nash_seeking"));
  talks.rows = test::pie([](double x) { return x; }, [](double x) { return std::sqrt(1.0 - x); });
  for (auto& m : talks.manners) m.offering_params = {{"precision", 1000.0}, {"share", 1.0}};
  CHECK(mean_gain(talks, 0) == Approx(2.0 / 3.0).margin(0.011));
  talks.discount = {0.9, 0.81};  // weights 2 : 1, Nash at x = 2 / (2 + 1/2)
  CHECK(mean_gain(talks, 0) == Approx(0.8).margin(0.011));
}

TEST_CASE("projected offers ask for less the more resolved the other is believed to be") {
  double before = 1.0;
  for (const double signal : {-4.0, 0.0, 4.0}) {
    Talks talks = pie(manner("projected", "projected", "bayesian"), manner("late_conceder"));
    talks.signals = {0.0, signal};
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const auto played = test::play(stacked(), talks, seed);
      const auto* first = std::get_if<world::Offered>(&played->events.front().body);
      REQUIRE(first != nullptr);
      if (first->by.index() != 0) continue;  // only where it speaks before anything was offered
      CHECK(first->aspiration < before);
      before = first->aspiration;
      break;
    }
  }
  CHECK(before < 0.9);
}

TEST_CASE("a projected answer asks for less when talks are likelier to break down") {
  double before = 2.0;
  for (const double breakdown : {0.0, 0.05, 0.3}) {
    Talks talks = pie(manner("projected", "projected"), manner("late_conceder"));
    talks.manners[1].offering_params = {{"precision", 1000.0}, {"start", 1.0}};
    talks.breakdown = breakdown;
    double wanted = -1.0;
    for (std::uint64_t seed = 0; seed < 60 && wanted < 0.0; ++seed) {
      const auto played = test::play(stacked(), talks, seed);
      for (const auto& event : played->events) {
        const auto* refused = std::get_if<world::Refused>(&event.body);
        if (refused == nullptr) continue;
        if (refused->by.index() == 0) wanted = refused->threshold;
        break;
      }
    }
    REQUIRE(wanted > 0.0);
    CHECK(wanted < before);
    before = wanted;
  }
}

TEST_CASE("AC_combi takes late what is the best it has heard in a window as long as the time left") {
  Talks talks = pie(manner("late_conceder", "combi"), manner("late_conceder", "next"));
  talks.manners[0].offering_params = {{"precision", 1000.0}, {"start", 1.0}};
  talks.manners[1].offering_params = {{"precision", 1000.0}, {"start", 0.8}};
  talks.manners[0].acceptance_params = {{"late", 0.9}};
  int combined = 0, plain = 0;
  const double with = mean_gain(talks, 0, &combined);
  talks.manners[0].acceptance = "next";
  talks.manners[0].acceptance_params = {};
  (void)mean_gain(talks, 0, &plain);
  CHECK(combined == 20);
  CHECK(with > 0.15);
  CHECK(plain == 0);  // its own next offer is all of the pie
}

TEST_CASE("a frequency belief learns which issue matters from offers alone, and proposes accordingly") {
  // Four packages, two issues would be needed for weights; on one issue the belief must at least find what the other offers.
  Talks talks = pie(manner("time_dependent", "next", "frequency"), manner("late_conceder"));
  talks.rows = {{0.9, 0.1, 0, 0}, {0.6, 0.2, 0, 0}, {0.6, 0.6, 0, 0}, {0.2, 0.9, 0, 0}};
  const auto played = test::play(stacked(), talks, 4);
  REQUIRE(played->end == nullptr);
  CHECK(played->deal->gain[1] >= 0.2);
}

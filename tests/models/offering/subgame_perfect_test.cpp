// SPDX-License-Identifier: Apache-2.0
// Closed forms of alternating offers: Rubinstein's shares with impatience and with breakdown risk, played through the protocol
// by subgame-perfect strategies on a finely cut pie, their Nash limit, and agreement in the first round.
#include <cmath>

#include "core/detmath.hpp"
#include "models/support/backward_induction.hpp"
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;

namespace {

/// A pie of 10,001 slices: two positions of 101 each make one package.
class FinePie final : public model::Preference {
 public:
  explicit FinePie(double bend) : bend_(bend) {}
  void refresh(const world::World&, const world::Derived&, const model::Ledger&) override {}
  void candidates(core::TrackId, std::vector<model::Candidate>& out) override {
    out.clear();
    for (int k = 0; k <= 10000; ++k) {
      model::Candidate c;
      c.package.count = 2;
      c.package.at[0] = static_cast<std::int8_t>(k / 101);
      c.package.at[1] = static_cast<std::int8_t>(k % 101);
      gains({}, c.package, c.gain);
      out.push_back(c);
    }
  }
  void gains(core::TrackId, const world::Package& p, std::span<double> gain) const override {
    const double x = (101.0 * p.at[0] + p.at[1]) / 10000.0;
    gain[0] = x;
    gain[1] = bend_ == 1.0 ? 1.0 - x : std::pow(1.0 - x, bend_);
  }
  void gain_by_attribute(core::TrackId, const world::Package&, core::ActorId, std::span<double>) const override {}
  void lever_values(core::DecisionId, std::span<double>) const override {}
  void lever_by_attribute(core::DecisionId, int, std::span<double>) const override {}
  double believed_hazard(core::TrackId) const override { return 0.0; }
  void compliance(core::TrackId, core::IssueId, core::ActorId, double&, double&, world::Reasons&) const override {}

 private:
  double bend_;
};

struct Outcome {
  std::size_t first = 0;
  double share = 0.0, rest = 0.0;
  std::size_t events = 0;
};

/// The first month of talks of `rounds` rounds a month between two subgame-perfect parties; discounts are factors a month.
Outcome bargain(double d0, double d1, double rounds, double breakdown, double deadline = 10.0, double bend = 1.0) {
  test::Book book;
  const auto a = book.actor("a");
  const auto b = book.actor("b");
  book.scenario.actors[0].discount = book.num(d0);
  book.scenario.actors[1].discount = book.num(d1);
  const auto track = book.track("talks", {a, b});
  std::vector<double> grid;
  for (int k = 0; k <= 100; ++k) grid.push_back(k);
  book.issue(track, "coarse", a, b, grid);
  book.issue(track, "fine", a, b, grid);
  const scenario::Draw draw = book.draw();
  const auto& shipped = test::shipped_models();
  const model::Setting setting{book.scenario, draw};
  const auto made = [&](const auto& family) {
    return family.make(setting, model::ParamValues(family.params, {}, draw));
  };
  const auto protocol = made(shipped.protocol.at("stacked_offers"));
  const auto offering = made(shipped.offering.at("subgame_perfect"));
  const auto acceptance = made(shipped.acceptance.at("subgame_perfect"));
  const auto belief = made(shipped.belief.at("informed"));
  FinePie pie(bend);
  std::vector<model::Candidate> candidates;
  pie.candidates(track, candidates);
  const std::vector<double> zero{0.0, 0.0}, one{1.0, 1.0};
  world::SessionState state;
  state.open = true;
  state.opened_month = 1;
  model::SessionView view{book.scenario.tracks[0], track, state, 1, candidates, zero, one, deadline, rounds, breakdown};
  const std::vector<model::Strategy> strategies(2, {offering.get(), acceptance.get(), belief.get()});
  view.strategies = strategies;
  const core::Streams streams(1, 0, 0);
  world::EventSink sink;
  sink.set_time(1, 0);
  protocol->negotiate(view, pie, streams, sink);
  Outcome out;
  out.events = sink.events().size();
  for (const auto& event : sink.events()) {
    if (const auto* offer = std::get_if<world::Offered>(&event.body)) out.first = offer->by.index();
    if (const auto* deal = std::get_if<world::Signed>(&event.body)) {
      out.share = deal->gain[out.first];
      out.rest = deal->gain[1 - out.first];
    }
  }
  return out;
}

/// (1 - d2) / (1 - d1 d2) for the proposer's factor d1 and the responder's d2, per round.
double rubinstein(double d1, double d2) { return (1.0 - d2) / (1.0 - d1 * d2); }

}  // namespace

/// What the slices of the pie and the last round may add: slices of 1e-4 cost at most 1e-4 / (1 - d1 d2) in all.
double slack(double d1, double d2, double rounds) { return 1e-4 / (1.0 - d1 * d2) + std::pow(d1 * d2, rounds / 2.0); }

TEST_CASE("a hundred rounds of subgame-perfect offers give Rubinstein's shares at once") {
  const double cases[][2] = {{0.9, 0.9}, {0.9, 0.8}, {0.7, 0.95}, {0.95, 0.95}};
  for (const auto& d : cases) {
    const Outcome got = bargain(std::pow(d[0], 10.0), std::pow(d[1], 10.0), 10.0, 0.0);  // ten months of ten rounds
    CHECK(got.events == 2);                                                              // one offer, one signature
    CHECK(got.share == Approx(rubinstein(d[got.first], d[1 - got.first])).margin(slack(d[0], d[1], 100.0)));
  }
}

TEST_CASE("the risk of breakdown acts as impatience does") {
  for (const double p : {0.05, 0.1, 0.2}) {
    const Outcome got = bargain(1.0, 1.0, 10.0, p);
    CHECK(got.share == Approx(rubinstein(1.0 - p, 1.0 - p)).margin(slack(1.0 - p, 1.0 - p, 100.0)));
    const Outcome both = bargain(std::pow(0.95, 10.0), std::pow(0.85, 10.0), 10.0, p);
    const double d[2] = {0.95 * (1.0 - p), 0.85 * (1.0 - p)};
    CHECK(both.share == Approx(rubinstein(d[both.first], d[1 - both.first])).margin(slack(d[0], d[1], 100.0)));
  }
}

TEST_CASE("with an even number of rounds left the last word is the other's: the share is (1 - d^T) / (1 + d)") {
  for (const double rounds : {2.0, 4.0, 10.0, 40.0}) {
    const Outcome got = bargain(std::pow(0.9, rounds), std::pow(0.9, rounds), rounds, 0.0, 1.0);  // all in one month
    CHECK(got.share == Approx((1.0 - std::pow(0.9, rounds)) / 1.9).margin(1e-4 / (1.0 - 0.81)));
  }
}

TEST_CASE("as rounds shrink the shares go to the Nash solution, weighted by patience") {
  double before = 1.0;  // discount a month fixed; more rounds a month shorten the time between offers
  for (const double rounds : {4.0, 16.0, 64.0}) {
    const Outcome got = bargain(0.3, 0.3, rounds, 0.0);
    const double gap = std::fabs(got.share - 0.5);
    CHECK(gap < before);
    before = gap;
  }
  CHECK(before < 0.01);
  // x against sqrt(1 - x) under breakdown risk alone: Nash at x = 2/3 for the first party
  const Outcome bent = bargain(1.0, 1.0, 900.0, 0.01, 1.0, 0.5);
  const double x = bent.first == 0 ? bent.share : bent.rest;
  CHECK(x == Approx(2.0 / 3.0).margin(0.02));
  // impatience 2 : 1 gives shares 1 : 2
  const Outcome uneven = bargain(std::exp(-2.0), std::exp(-1.0), 60.0, 0.0);
  const double share = uneven.first == 0 ? uneven.share : uneven.rest;
  CHECK(share == Approx(1.0 / 3.0).margin(0.02));
}

TEST_CASE("with one round left the proposer takes all, as in an ultimatum") {
  const Outcome got = bargain(0.5, 0.5, 1.0, 0.0, 1.0);
  CHECK(got.share == 1.0);
  CHECK(got.rest == 0.0);
}

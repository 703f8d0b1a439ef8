// SPDX-License-Identifier: Apache-2.0
// What beliefs conclude from what was said: scales that end at the reservation and the best, positions that are kept, offers
// that come down early or not at all, letters before the first offer.
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;

namespace {

/// Two parties, two issues of five positions: a seat of the first, who listens to the second.
struct Listening {
  test::Book book;
  scenario::Draw draw;
  std::vector<model::Candidate> candidates;
  std::vector<double> reservation{0.0, 0.2}, concession{1.0, 1.0}, signals{0.0, 0.0}, patience{0.9, 0.9};
  std::vector<model::Said> said;
  world::SessionState state;
  std::unique_ptr<model::Belief> belief;

  explicit Listening(const std::string& key, const std::vector<std::pair<std::string, double>>& params = {}) {
    const auto a = book.actor("a"), b = book.actor("b");
    const auto track = book.track("talks", {a, b});
    for (const char* name : {"x", "y"}) book.issue(track, name, a, b, {0, 1, 2, 3, 4});
    for (int x = 0; x < 5; ++x) {
      for (int y = 0; y < 5; ++y)
        candidates.push_back({package(x, y), {1.0 - 0.1 * x - 0.1 * y, 0.2 * x + 0.05 * y, 0, 0}});
    }
    std::vector<std::pair<std::string, scenario::Num>> given;
    for (const auto& one : params) given.emplace_back(one.first, book.num(one.second));
    draw = book.draw();
    const auto& family = test::shipped_models().belief.at(key);
    belief = family.make({book.scenario, draw}, model::ParamValues(family.params, given, draw));
  }

  static world::Package package(int x, int y) {
    world::Package p;
    p.count = 2;
    p.at[0] = static_cast<std::int8_t>(x);
    p.at[1] = static_cast<std::int8_t>(y);
    return p;
  }
  static std::size_t place(int x, int y) { return static_cast<std::size_t>(5 * x + y); }

  void hears(int x, int y) {
    model::Said one;
    one.package = package(x, y);
    one.candidate = static_cast<std::int32_t>(place(x, y));
    one.by = 1;
    one.gain = candidates[place(x, y)].gain;
    said.push_back(one);
  }

  std::vector<double> ask(bool chances) {
    model::SessionView view{
        book.scenario.tracks[0], core::TrackId{0}, state, 1, candidates, reservation, concession, 10.0, 1.0, 0.0};
    view.signals = signals;
    model::Seat seat;
    seat.session = &view;
    seat.rounds = 10;
    seat.said = said;
    seat.patiences = patience;
    std::vector<double> out(candidates.size());
    chances ? belief->accepts(seat, 1, out) : belief->worth(seat, 1, out);
    return out;
  }
  std::vector<double> worth() { return ask(false); }
  std::vector<double> chance() { return ask(true); }
};

}  // namespace

TEST_CASE("an informed belief measures from the reservation to the best") {
  Listening l("informed");
  const auto worth = l.worth();
  CHECK(worth[Listening::place(4, 4)] == Approx(1.0));
  CHECK(worth[Listening::place(1, 0)] == Approx(0.0).margin(1e-12));
  CHECK(worth[Listening::place(0, 0)] < 0.0);
  const auto chance = l.chance();
  CHECK(chance[Listening::place(0, 3)] == 0.0);  // below the reservation
  CHECK(chance[Listening::place(4, 4)] > chance[Listening::place(2, 2)]);
}

TEST_CASE("a frequency belief takes what another insists on for dear, and what it varies for cheap") {
  Listening l("frequency", {{"step", 0.5}});
  for (const int y : {0, 1, 2, 3}) l.hears(4, y);
  const auto worth = l.worth();
  CHECK(worth[Listening::place(4, 0)] > worth[Listening::place(3, 0)]);
  CHECK(worth[Listening::place(4, 4)] > worth[Listening::place(0, 0)]);  // x kept weighs more than y once offered
  CHECK(worth[Listening::place(4, 0)] == Approx(worth[Listening::place(4, 3)]));
  CHECK(worth[Listening::place(0, 4)] == 0.0);  // nothing in it was ever offered
  Listening silent("frequency");
  for (const double x : silent.worth()) CHECK(x == 0.0);
}

TEST_CASE("offers that do not come down make another look resolved, and early concessions soft") {
  Listening stubborn("bayesian"), yielding("bayesian"), silent("bayesian");
  for (int k = 0; k < 4; ++k) {
    stubborn.hears(4, 4);
    yielding.hears(4 - k, 4 - k);
  }
  const auto at = Listening::place(2, 2);
  CHECK(stubborn.chance()[at] < silent.chance()[at]);
  CHECK(yielding.chance()[at] > silent.chance()[at]);
  CHECK(stubborn.worth()[at] < yielding.worth()[at]);
  for (const double p : silent.chance()) CHECK((p >= 0.0 && p <= 1.0));
}

TEST_CASE("a letter tilts the prior, and enough offers outweigh it") {
  Listening plain("bayesian"), letter("bayesian"), corrected("bayesian");
  letter.signals[1] = corrected.signals[1] = 3.0;
  const auto at = Listening::place(2, 2);
  CHECK(letter.chance()[at] < plain.chance()[at]);
  const double before = corrected.chance()[at];
  for (int k = 0; k < 4; ++k) corrected.hears(4 - k, 4 - k);
  CHECK(corrected.chance()[at] > before);
  Listening prior("bayesian", {{"prior", 3.0}});
  CHECK(prior.chance()[at] == Approx(letter.chance()[at]));
}

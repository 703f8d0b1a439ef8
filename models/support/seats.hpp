// SPDX-License-Identifier: Apache-2.0
// The table at which negotiating parties with strategies sit for one month: clock, order of speaking, what has been said, and
// each party's own view of it. Knows no protocol: who speaks, who must agree and when talks end is decided by its users.
// Bargaining weights by patience: Binmore, Rubinstein, Wolinsky (1986).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "model/weight_sums.hpp"
#include "models/support/bargaining.hpp"

namespace entente::models {

/// Rounds held in the first `months` months of a session.
[[nodiscard]] std::int64_t rounds_by(double per_month, int months);

/// The rounds of one month of a session and of the whole of it.
struct Clock {
  std::int64_t from = 0, to = 0;  // of this month: from <= round < to
  std::int64_t all = 0;           // that fit before the deadline
  bool last_month = false;        // the deadline falls into this month
};
[[nodiscard]] Clock clock_of(const model::SessionView& session);

/// A lot for the whole session decides who speaks first, so that the order of parties in a file gives nobody the word.
[[nodiscard]] std::vector<std::size_t> lot(const scenario::Scenario& scenario, const model::SessionView& session,
                                           const core::Streams& streams);

/// What needs candidates, reservations and strategies only; may be kept between months while those stay as they are.
class SeatTables final : public model::Prepared {
 public:
  explicit SeatTables(const model::SessionView& session);

  struct Own {
    std::vector<std::int32_t> order;  // candidates at or above the reservation, best first
    std::vector<double> gains;        // per place in order: own gain
    std::vector<double> others;       // believed worth to the least pleased other; of parties that do not learn
    // Product of the others' believed worths, 0 where one would refuse; empty where nobody looks for a fair gain.
    std::vector<double> product;
    std::vector<std::int32_t> best_of;  // per place in order: candidate up to there that pleases the others most
    model::WeightSums weights;          // of the logit choice, along the order
    double best = 0.0;
    // Per round of the session, for offerings that hear nobody: worked out when first asked for, the same whenever that is.
    // So one table serves one thread.
    mutable std::vector<model::Turn> turns;
    mutable std::int64_t turns_of = 0;  // rounds of the session that they belong to
  };
  std::vector<Own> own;
  bool suits_all = false;  // some candidate reaches every reservation
};

class Seats {
 public:
  /// `turns`: order of speaking. `minutes`: the protocol itself looks at what has been said; if it does not and nobody at the
  /// table does, nothing is taken down. Everything referred to must outlive the table.
  Seats(const scenario::Scenario& scenario, const scenario::Draw& draw, const model::SessionView& session,
        const model::Preference& preference, std::vector<std::size_t> turns, bool minutes);

  [[nodiscard]] std::size_t parties() const { return session_.reservation.size(); }
  /// Some candidate reaches every reservation.
  [[nodiscard]] bool suits_all() const { return tables_->suits_all; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] const std::vector<std::size_t>& turns() const { return turns_; }
  /// Empty where nobody looks at it.
  [[nodiscard]] const std::vector<model::Said>& said() const { return said_; }

  /// The party's view in a round, valid until the next call for the same party or the next say().
  [[nodiscard]] const model::Seat& seat(std::size_t party, std::int64_t round) {
    Place& place = places_[party];
    model::Seat& seat = place.now;
    set_time(seat, round);
    seat.said = said_;
    seat.turn = nullptr;
    if (!place.hears) {
      const model::Turn& turn = place.own->turns[place_of(round)];
      if (turn.round == round) seat.turn = &turn;
    }
    if (!place.stands_still) look(seat);
    return seat;
  }
  /// The same view at the party's own next turn, valid as long; beliefs stand still.
  [[nodiscard]] const model::Seat& at_next_turn(const model::Seat& now);
  /// Records an offer. `by` < 0: the mediator's.
  void say(const world::Package& package, std::int32_t candidate, int by, const Party4& gain) {
    if (minutes_) take_down(package, candidate, by, gain);
  }

 private:
  static constexpr std::size_t kTurns = 128;  // that are remembered: later rounds take the places of earlier ones
  [[nodiscard]] static std::size_t place_of(std::int64_t round) { return static_cast<std::size_t>(round) % kTurns; }

  /// One party's place: what does not change within the month, and its view now and at its next turn.
  struct Place {
    model::Seat now, next;
    const SeatTables::Own* own = nullptr;
    unsigned looks = 0;
    bool learns = false, hears = true;
    bool stands_still = false;  // nothing in its view but the time and what was said moves within the month
  };

  [[nodiscard]] const model::Turn& foresee(const Place& place) const;
  void weigh_patience(const scenario::Scenario& scenario, const scenario::Draw& draw);
  void recall(const model::Preference& preference);
  void take_seats();
  void set_time(model::Seat& seat, std::int64_t round) const {
    seat.round = round;
    seat.time = time_of(round);
  }
  [[nodiscard]] double time_of(std::int64_t round) const {
    return clock_.all > 0 ? std::min(1.0, static_cast<double>(round) / static_cast<double>(clock_.all)) : 1.0;
  }
  void take_down(const world::Package& package, std::int32_t candidate, int by, const Party4& gain);
  void look(model::Seat& seat);
  [[nodiscard]] bool said_before(std::int32_t candidate, int by, const world::Package& package);
  void look_at_chances(const model::Seat& seat, std::vector<double>& out);
  [[nodiscard]] double fair_gain(const model::Seat& seat, const SeatTables::Own& own) const;

  const model::SessionView& session_;
  Clock clock_;
  std::vector<std::size_t> turns_;
  std::unique_ptr<SeatTables> built_;  // when the session brought none
  const SeatTables* tables_;
  std::vector<SeatTables::Own> learned_;                      // views of parties that learn; empty if none does
  std::array<std::size_t, world::kMaxParties> learned_at_{};  // how much had been said then, plus one
  std::vector<std::vector<double>> chance_;                   // per party; empty if nobody looks at it
  Party4 fair_{};                                             // per party; below the reservation: not yet known
  std::vector<double> one_;                                   // scratch
  bool minutes_;
  std::vector<model::Said> said_;
  std::vector<std::uint32_t> sayers_;  // per candidate: who has said it, a bit each; the lowest is the mediator's
  std::vector<Place> places_;
  double survives_ = 1.0;
  Party4 weight_{}, patience_{};
};

/// What beliefs make of every candidate, for one party: others, product, best_of, weights.
void believe(const model::Seat& seat, const model::Belief* belief, std::vector<double>& scratch, SeatTables::Own& own);

/// The gain a party asks for when time alone speaks: from its best through the fair gain to its reservation, by its track's
/// exponent. What parties do that make no offers of their own.
[[nodiscard]] double asks_by_time(const model::Seat& seat);

/// Logit choice among the party's candidates with own gain at or above `asked`, on what they are believed to leave the least
/// pleased other, with the offering's precision; u < 0: the most pleasing. -1 when the party can sign nothing; its best when nothing reaches `asked`.
[[nodiscard]] std::int32_t pick_anew(const model::Seat& seat, double asked, double u);
[[nodiscard]] inline std::int32_t pick(const model::Seat& seat, double asked, double u) {
  const model::Turn* turn = seat.turn;
  const bool known = u < 0.0 && turn != nullptr && turn->reach > 0 && turn->asked == asked;
  return known ? seat.best_of[turn->reach - 1] : pick_anew(seat, asked, u);
}

/// False when pick() gives the same for every u at what the party asks for in this round, as far as that is known.
[[nodiscard]] inline bool open_to_luck(const model::Seat& seat) { return seat.turn == nullptr || seat.turn->reach > 1; }

/// Own gain of a candidate.
[[nodiscard]] double own_gain(const model::Seat& seat, std::int32_t candidate);

}  // namespace entente::models

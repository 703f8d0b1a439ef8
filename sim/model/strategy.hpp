// SPDX-License-Identifier: Apache-2.0
// The three ports a negotiating party is made of: what it offers, what it accepts, what it believes of the others. A protocol
// seats the parties, keeps the rules and ends the talks; these components decide nothing but the party's own words.
// Composition as in Baarslag, Hindriks, Hendrikx, Dirkzwager and Jonker (2014): offering x acceptance x opponent model.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "world/event.hpp"

namespace entente::model {

struct SessionView;
struct Candidate;
class Offering;
class WeightSums;

/// An offer made earlier in the session, by whoever made it.
struct Said {
  world::Package package;
  std::int32_t candidate = -1;                    // its place among the present candidates; -1: no longer among them
  std::int8_t by = -1;                            // party; -1: the mediator
  bool first = true;                              // this party had not said this package before
  std::array<double, world::kMaxParties> gain{};  // by today's valuation
};

/// What an offering that hears nobody asks for in a round, worked out once.
struct Turn {
  std::int64_t round = -1;
  double asked = 0.0;
  std::size_t reach = 0;  // places in the own order that give it that
};

/// One party's view of the table in one round. Utilities are gains over no deal in the party's own units. Spans per
/// candidate follow SessionView::candidates; a seat lives for one call.
struct Seat {
  const SessionView* session = nullptr;
  std::size_t party = 0;
  std::int64_t round = 0, rounds = 1;  // of the session; rounds: all that fit before the deadline
  double time = 0.0;                   // share of the session gone, 0..1
  double reservation = 0.0;
  double best = 0.0;           // largest own gain among the candidates, at least the reservation
  double fair = 0.0;           // own gain at the believed bargaining solution, reservation..best; needs Look::fair
  double survives = 1.0;       // chance that talks outlast one round
  double patience = 1.0;       // worth now of one unit a round later: survives x discount
  double concession = 1.0;     // exponent of time, from the track
  std::span<const Said> said;  // all offers of the session so far, oldest first
  std::span<const std::int32_t> order;    // candidates at or above the own reservation, best first
  std::span<const double> gains;          // per place in order: own gain
  std::span<const std::int32_t> best_of;  // per place in order: candidate up to there that pleases the others most
  const WeightSums* weights = nullptr;    // of the own logit choice, along the order; null or empty: it makes none
  std::span<const double> others;         // per candidate: believed worth to the least pleased other party
  std::span<const double> chance;  // per candidate: believed chance that all others accept it now; needs Look::chance
  std::span<const std::size_t> turns;  // who speaks first, second, ...
  std::span<const double> patiences;   // of all parties
  const Offering* offering = nullptr;  // the party's own; null where parties make no offers
  const Turn* turn = nullptr;          // of this round, where it is known already
};

/// What a part of a strategy looks at beyond its own gains; what nobody looks at is not computed.
enum Look : unsigned { kLookOthers = 1U, kLookChance = 2U, kLookFair = 4U };

/// What a party believes of another. Both fill one number per candidate.
class Belief {
 public:
  virtual ~Belief() = default;
  /// Believed worth to `other`: 1 its best acceptable package, 0 what it would just sign, below 0 what it would refuse.
  virtual void worth(const Seat& seat, std::size_t other, std::span<double> out) const = 0;
  /// Believed chance that `other` accepts the package in this round.
  virtual void accepts(const Seat& seat, std::size_t other, std::span<double> out) const = 0;
  /// True when what is said changes it; otherwise one look a month is enough.
  [[nodiscard]] virtual bool learns() const = 0;
};

/// What a party puts forward. Offers lie at or above its own reservation.
class Offering {
 public:
  virtual ~Offering() = default;
  /// Own gain the party asks for in this round, reservation..best.
  [[nodiscard]] virtual double asks(const Seat& seat) const = 0;
  /// The same in several of its rounds, `times` the share of the session gone in each; for offerings that hear nobody.
  virtual void asks_at(const Seat& seat, std::span<const std::int64_t> rounds, std::span<const double> times,
                       std::span<double> asked) const {
    Seat then = seat;
    for (std::size_t k = 0; k < rounds.size(); ++k) {
      then.round = rounds[k];
      then.time = times[k];
      asked[k] = asks(then);
    }
  }
  /// Candidate put forward; u in [0,1) picks among packages it finds equally worth offering, u < 0 asks for the likeliest.
  /// -1: nothing it could sign.
  [[nodiscard]] virtual std::int32_t offers(const Seat& seat, double u) const = 0;
  /// False when it puts forward the same candidate in this round whatever u is.
  [[nodiscard]] virtual bool draws(const Seat&) const { return true; }
  /// Precision of its logit choice on what packages leave to the others; 0: it makes none.
  [[nodiscard]] virtual double precision() const { return 0.0; }
  /// Looks it needs, as a sum of Look.
  [[nodiscard]] virtual unsigned looks() const { return kLookOthers; }
  /// False when what it asks for and offers follows from the round and its own tables, whatever has been said; what it asks
  /// for may then be taken from Seat::turn.
  [[nodiscard]] virtual bool hears() const { return true; }
};

/// When a party says yes. The protocol adds the hard test: never below the reservation.
class Acceptance {
 public:
  virtual ~Acceptance() = default;
  /// Least own gain it accepts now. `next` is the same seat at its own next turn to speak.
  [[nodiscard]] virtual double wants(const Seat& now, const Seat& next) const = 0;
  [[nodiscard]] virtual unsigned looks() const { return 0U; }
  /// False when it never looks at what has been said (Seat::said).
  [[nodiscard]] virtual bool hears() const { return true; }
};

/// A party's strategy; null parts where its protocol leaves them no use.
struct Strategy {
  const Offering* offering = nullptr;
  const Acceptance* acceptance = nullptr;
  const Belief* belief = nullptr;
};

}  // namespace entente::model

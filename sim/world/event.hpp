// SPDX-License-Identifier: Apache-2.0
// Everything that can happen, as a closed variant: who, what, where, why. Models return events, only World::apply
// changes state. Sizes are fixed: no event allocates. Serialised for digests in event_bytes, told in report/narrative.
#pragma once

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

#include "core/ids.hpp"
#include "scenario/effect.hpp"

namespace entente::world {

inline constexpr int kMaxIssues = 12;  // issues of one track
inline constexpr int kMaxParties = 4;  // parties of one track

/// A position on every issue of a track: indices into each issue's grid, in the track's issue order.
struct Package {
  std::array<std::int8_t, kMaxIssues> at{};
  std::int8_t count = 0;
  friend bool operator==(const Package&, const Package&) = default;
};

/// Why: one term of a difference. `ref` is an index whose meaning follows from the kind.
enum class ReasonKind : std::uint8_t {
  none,
  attribute,    // ref: attribute of the deciding actor; value: utility
  issue,        // ref: issue id; value: utility
  cost,         // own cost of the option; utility
  inertia,      // cost of changing; utility
  strength,     // attacker over defender, ratio
  supply,       // supply factor of the attacker
  opportunity,  // force ratio beyond parity
  restraint,    // 0..1
  pressure,     // MUSD/month
  rent,         // MUSD/month
  distance,     // over-extension
  freshness,    // salience of a fresh capture
  monitor,      // detection probability
  attention,    // patron's attention
  audience,     // audience points
  chance,       // a probability against which luck was drawn
  forfeit,      // the rest of a deal, as far as a breach puts it at risk; utility
  reputation,   // own reputation, as far as a breach puts it at risk; utility
};
struct Reason {
  ReasonKind kind = ReasonKind::none;
  std::int16_t ref = -1;
  double value = 0.0;
};
inline constexpr int kMaxReasons = 3;
struct Reasons {
  std::array<Reason, kMaxReasons> term{};
  std::int8_t count = 0;
  void add(ReasonKind kind, int ref, double value) {
    if (count < kMaxReasons)
      term[static_cast<std::size_t>(count++)] = Reason{kind, static_cast<std::int16_t>(ref), value};
  }
};

/// Picks the two terms of largest size out of all that make up a difference: the larger first, the earlier of equals.
class TwoLargest {
 public:
  void offer(ReasonKind kind, int ref, double value) {
    if (value == 0.0) return;
    const Reason one{kind, static_cast<std::int16_t>(ref), value};
    if (size(one) > size(first_)) {
      second_ = first_;
      first_ = one;
    } else if (size(one) > size(second_)) {
      second_ = one;
    }
  }
  void into(Reasons& reasons) const {
    if (first_.kind != ReasonKind::none) reasons.add(first_.kind, first_.ref, first_.value);
    if (second_.kind != ReasonKind::none) reasons.add(second_.kind, second_.ref, second_.value);
  }

 private:
  static double size(const Reason& reason) { return reason.value < 0.0 ? -reason.value : reason.value; }
  Reason first_, second_;
};

enum class Cause : std::uint8_t {
  none,
  capture,
  rout,
  release,
  handover,
  realign,
  loss,
  recruit,
  trained,
  deployed,
  withdrawn,
  desertion,
  integrated,
  insecurity,
  restart,
  invested,
  lever,
  deal,
  shock,
  decay,
  jump,
  deadline,
  breakdown,
  walkaway,
  breach,
  refused_ratification,
  replaced,
  capture_event,
  recovery,
  opening,
  lapse,
  advance,
};
enum class MoneyKind : std::uint8_t {
  income,
  overhead,
  profit,
  royalty,
  armed_tax,
  transit,
  war,
  deployment,
  sanction_bite,
  sanction_cost,
  lever_cost,
  payment,
  aid,
  training,
  investment,
  trade,
  rights_fee,
  looted,
};

struct PriceMoved {
  core::MineralId mineral;
  double log_price = 0.0, shift = 0.0, buffer = 0.0;
};  // see World::price_shift
struct ShockStruck {
  core::ShockId shock;
};
struct OutputChanged {
  core::AssetId asset;
  double operating = 0.0;
  Cause cause = Cause::none;
};
struct MoneyMoved {
  core::ActorId from, to;
  MoneyKind kind = MoneyKind::income;
  double amount = 0.0;
};  // invalid: outside
struct Unpaid {
  core::ActorId actor;
  MoneyKind kind = MoneyKind::war;
  double amount = 0.0;
};
struct BeliefMoved {
  core::TrackId track;
  double hazard = 0.0;
};  // believed chance of concluding
struct DeliveryBelief {
  core::ActorId actor;
  double share = 0.0;
};
struct AttentionMoved {
  core::ActorId actor;
  double level = 0.0;
  Cause cause = Cause::decay;
};
struct AudienceMoved {
  core::ActorId actor;
  double points = 0.0;
  Cause cause = Cause::deal;
};  // change
struct LeverSet {
  core::DecisionId decision;
  std::int8_t from = 0, to = 0, refused = -1;   // level indices; refused: best option not taken
  double gain_taken = 0.0, gain_refused = 0.0;  // projected utility against the present level
  Reasons reasons;                              // largest differences between taken and refused
};
struct ModeChanged {
  core::FrontId front;
  core::CoalitionId coalition;
  bool offensive = false;
  Reasons reasons;
};
struct Skirmish {
  core::FrontId front;
  double deaths = 0.0;
};
struct Clash {
  core::NodeId node;
  core::CoalitionId attacker, defender;
  bool won = false;
  double chance = 0.0, deaths = 0.0, displaced = 0.0;
};
/// A place that fell by force is looted. lost: money and goods that its people, firms and offices are rid of, MUSD; who gets
/// what of it follows as MoneyMoved, and the rest is spoiled or stays with people outside the model.
struct Looted {
  core::NodeId node;
  core::CoalitionId by, from;
  double lost = 0.0;
};
struct ControlChanged {
  core::NodeId node;
  core::CoalitionId from, to;
  Cause cause = Cause::capture;
  double share = 1.0;  // share of `from`'s share that passes; a capture of 1 takes the place as a whole
  Reasons reasons;
};
struct ForceChanged {
  core::ForceId force;
  double men = 0.0, quality = 0.0, cohesion = 0.0;
  Cause cause = Cause::none;
};  // changes
/// What a force knows of its opponents through intelligence shared with it: the gain in quality that fades when it stops.
struct InsightMoved {
  core::ForceId force;
  double level = 0.0;
};
struct CoalitionChanged {
  core::ForceId force;
  core::CoalitionId from, to;
};
struct SanctionSet {
  core::ActorId by, on;
  double level = 0.0;
  Cause cause = Cause::lever;
};
struct RegimeSet {
  core::ActorId by;
  core::MineralId mineral;
  std::int8_t level = 0;
};
struct ShareMoved {
  core::AssetId asset;
  std::int32_t from_holder = -1, to_holder = -1;
  scenario::HoldingKind kind = scenario::HoldingKind::equity;
  double share = 0.0;
};
struct SessionOpened {
  core::TrackId track;
};
struct Offered {
  core::TrackId track;
  core::ActorId by;
  Package package;
  double own_gain = 0.0, aspiration = 0.0;
};
struct Refused {
  core::TrackId track;
  core::ActorId by;
  Package offered, preferred;  // what was refused; what the refuser would sign instead
  double gain = 0.0, threshold = 0.0, preferred_gain = 0.0;
  Reasons reasons;  // two largest differences between offered and preferred
};
struct Signed {
  core::TrackId track;
  Package package;
  std::array<double, kMaxParties> gain{}, reservation{};
  std::uint8_t outvoted = 0;  // bit per party that did not sign; it grants nothing in the package
};
struct TalksEnded {
  core::TrackId track;
  core::ActorId by;
  Cause cause = Cause::deadline;
};
struct Ratified {
  core::TrackId track;
  core::ActorId actor;
  bool yes = true;
  double chance = 1.0;
};
struct EnteredForce {
  core::TrackId track;
};
struct Delivered {
  core::TrackId track;
  core::IssueId issue;
  double share = 0.0;
};
struct Defected {
  core::TrackId track;
  core::ActorId actor;
  core::IssueId issue;  // the obligation not kept
  bool detected = false;
  double gain_taken = 0.0, gain_refused = 0.0;  // utility of breaking and of keeping
  Reasons reasons;
};
struct TruceViolated {
  core::TrackId track;
  core::FrontId front;
};
struct Suspended {
  core::TrackId track;
  core::ActorId by;
  Cause cause = Cause::breach;
};
struct Resumed {
  core::TrackId track;
};
struct Collapsed {
  core::TrackId track;
  Cause cause = Cause::breach;
};
struct MonthClosed {
  double deaths = 0.0, displaced = 0.0;
};  // of the month, thousand-free: persons

using Body = std::variant<PriceMoved, ShockStruck, OutputChanged, MoneyMoved, Unpaid, BeliefMoved, DeliveryBelief,
                          AttentionMoved, AudienceMoved, LeverSet, ModeChanged, Skirmish, Clash, ControlChanged,
                          ForceChanged, CoalitionChanged, SanctionSet, RegimeSet, ShareMoved, SessionOpened, Offered,
                          Refused, Signed, TalksEnded, Ratified, EnteredForce, Delivered, Defected, TruceViolated,
                          Suspended, Resumed, Collapsed, MonthClosed, Looted, InsightMoved>;

/// month: 1 is the first month after as_of. week: 0 = month-level event, 1.. = conflict sub-step (its day is derived).
struct Event {
  std::int16_t month = 0;
  std::int8_t week = 0;
  Body body;

  Event() noexcept {}  // written out: an empty event is not cleared as a whole before it is filled
  Event(std::int16_t month_, std::int8_t week_, const Body& body_) : month(month_), week(week_), body(body_) {}
};

/// Where models put their events. Reused between calls; never shrinks.
class EventSink {
 public:
  void set_time(int month, int week) {
    month_ = static_cast<std::int16_t>(month);
    week_ = static_cast<std::int8_t>(week);
  }
  template <class T>
  void emit(const T& body) {
    next().body.template emplace<T>(body);
  }
  /// An event with nothing in it yet, to be filled in place; valid until the next one.
  template <class T>
  T& add() {
    return next().body.template emplace<T>();
  }
  /// A copy of the event at that place, now; to be changed in place, valid until the next one.
  template <class T>
  T& repeat(std::size_t at) {
    events_.push_back(events_[at]);
    Event& event = events_.back();
    event.month = month_;
    event.week = week_;
    return std::get<T>(event.body);
  }
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  [[nodiscard]] std::vector<Event>& events() { return events_; }
  void clear() { events_.clear(); }

 private:
  Event& next() {
    Event& event = events_.emplace_back();
    event.month = month_;
    event.week = week_;
    return event;
  }

  std::vector<Event> events_;
  std::int16_t month_ = 0;
  std::int8_t week_ = 0;
};

}  // namespace entente::world

// SPDX-License-Identifier: Apache-2.0
// One writer per event. Each takes its event apart by structured binding, which names every field: adding a field to the
// event breaks the build here, as does a new alternative without a writer.
#include "world/event_bytes.hpp"

#include <array>
#include <cstdint>
#include <type_traits>

#include "core/rng.hpp"

namespace entente::world {
namespace {

using scenario::Scenario;

// Every field of an event has a byte at least and gives a word at most.
constexpr std::size_t kMostWords = sizeof(Event) + 2;

/// Gathers the words of one event; they go into the digest together.
struct Writer {
  const EventNames& names;
  std::array<std::uint64_t, kMostWords> word;
  std::size_t count = 0;

  explicit Writer(const EventNames& n) : names(n) {}  // the words are not cleared: only those written are read

  void put(std::uint64_t v) { word[count++] = v; }
  void name(EventNames::Table table, std::int32_t index) { put(names.of(table, index)); }
  void put(core::ActorId v) { name(EventNames::actor, v.value); }
  void put(core::CoalitionId v) { name(EventNames::coalition, v.value); }
  void put(core::ForceId v) { name(EventNames::force, v.value); }
  void put(core::FrontId v) { name(EventNames::front, v.value); }
  void put(core::NodeId v) { name(EventNames::node, v.value); }
  void put(core::AssetId v) { name(EventNames::asset, v.value); }
  void put(core::MineralId v) { name(EventNames::mineral, v.value); }
  void put(core::IssueId v) { name(EventNames::issue, v.value); }
  void put(core::TrackId v) { name(EventNames::track, v.value); }
  void put(core::ShockId v) { name(EventNames::shock, v.value); }
  void put(core::DecisionId v) { name(EventNames::decision, v.value); }
  void holder(std::int32_t v) { name(EventNames::holder, v); }
  void put(double v) { put(core::Digest::canonical(v)); }
  void put(bool v) { put(std::uint64_t{v ? 1U : 0U}); }
  void put(std::int8_t v) { put(static_cast<std::uint64_t>(std::int64_t{v})); }
  void put(const Package& v) {  // eight positions to a word
    const auto& [at, positions] = v;
    put(positions);
    for (std::size_t first = 0; first < at.size(); first += 8) {
      std::uint64_t packed = 0;
      for (std::size_t k = first; k < at.size() && k < first + 8; ++k)
        packed |= std::uint64_t{static_cast<std::uint8_t>(at[k])} << (8 * (k - first));
      put(packed);
    }
  }
  void put(const Reason& v) {
    const auto& [kind, ref, value] = v;
    put(kind);
    if (kind == ReasonKind::issue) {
      put(core::IssueId{ref});
    } else {
      put(static_cast<std::uint64_t>(std::int64_t{ref}));
    }
    put(value);
  }
  void put(const Reasons& v) {
    const auto& [term, terms] = v;
    put(terms);
    for (std::int8_t k = 0; k < terms && k < kMaxReasons; ++k) put(term[static_cast<std::size_t>(k)]);
  }
  template <std::size_t N>
  void put(const std::array<double, N>& v) {
    for (const double x : v) put(x);
  }
  template <class E, std::enable_if_t<std::is_enum_v<E>, int> = 0>
  void put(E v) {
    put(std::uint64_t{static_cast<std::uint8_t>(v)});
  }
  template <class... T>
  void all(const T&... v) {
    (put(v), ...);
  }
};

void write(Writer& w, const PriceMoved& e) {
  const auto& [mineral, price, shift, buffer] = e;
  w.all(mineral, price, shift, buffer);
}
void write(Writer& w, const ShockStruck& e) {
  const auto& [shock] = e;
  w.all(shock);
}
void write(Writer& w, const OutputChanged& e) {
  const auto& [asset, operating, cause] = e;
  w.all(asset, operating, cause);
}
void write(Writer& w, const MoneyMoved& e) {
  const auto& [from, to, kind, amount] = e;
  w.all(from, to, kind, amount);
}
void write(Writer& w, const Unpaid& e) {
  const auto& [actor, kind, amount] = e;
  w.all(actor, kind, amount);
}
void write(Writer& w, const BeliefMoved& e) {
  const auto& [track, hazard] = e;
  w.all(track, hazard);
}
void write(Writer& w, const DeliveryBelief& e) {
  const auto& [actor, share] = e;
  w.all(actor, share);
}
void write(Writer& w, const AttentionMoved& e) {
  const auto& [actor, level, cause] = e;
  w.all(actor, level, cause);
}
void write(Writer& w, const AudienceMoved& e) {
  const auto& [actor, points, cause] = e;
  w.all(actor, points, cause);
}
void write(Writer& w, const LeverSet& e) {
  const auto& [decision, from, to, refused, taken, gain_refused, reasons] = e;
  w.all(decision, from, to, refused, taken, gain_refused, reasons);
}
void write(Writer& w, const ModeChanged& e) {
  const auto& [front, coalition, offensive, reasons] = e;
  w.all(front, coalition, offensive, reasons);
}
void write(Writer& w, const Skirmish& e) {
  const auto& [front, deaths] = e;
  w.all(front, deaths);
}
void write(Writer& w, const Clash& e) {
  const auto& [node, attacker, defender, won, chance, deaths, displaced] = e;
  w.all(node, attacker, defender, won, chance, deaths, displaced);
}
void write(Writer& w, const ControlChanged& e) {
  const auto& [node, from, to, cause, share, reasons] = e;
  w.all(node, from, to, cause, share, reasons);
}
void write(Writer& w, const ForceChanged& e) {
  const auto& [force, men, quality, cohesion, cause] = e;
  w.all(force, men, quality, cohesion, cause);
}
void write(Writer& w, const CoalitionChanged& e) {
  const auto& [force, from, to] = e;
  w.all(force, from, to);
}
void write(Writer& w, const SanctionSet& e) {
  const auto& [by, on, level, cause] = e;
  w.all(by, on, level, cause);
}
void write(Writer& w, const RegimeSet& e) {
  const auto& [by, mineral, level] = e;
  w.all(by, mineral, level);
}
void write(Writer& w, const ShareMoved& e) {
  const auto& [asset, from, to, kind, share] = e;
  w.all(asset);
  w.holder(from);
  w.holder(to);
  w.all(kind, share);
}
void write(Writer& w, const SessionOpened& e) {
  const auto& [track] = e;
  w.all(track);
}
void write(Writer& w, const Offered& e) {
  const auto& [track, by, package, gain, aspiration] = e;
  w.all(track, by, package, gain, aspiration);
}
void write(Writer& w, const Refused& e) {
  const auto& [track, by, offered, preferred, gain, threshold, preferred_gain, reasons] = e;
  w.all(track, by, offered, preferred, gain, threshold, preferred_gain, reasons);
}
void write(Writer& w, const Signed& e) {
  const auto& [track, package, gain, reservation, outvoted] = e;
  w.all(track, package, gain, reservation, static_cast<std::uint64_t>(outvoted));
}
void write(Writer& w, const TalksEnded& e) {
  const auto& [track, by, cause] = e;
  w.all(track, by, cause);
}
void write(Writer& w, const Ratified& e) {
  const auto& [track, actor, yes, chance] = e;
  w.all(track, actor, yes, chance);
}
void write(Writer& w, const EnteredForce& e) {
  const auto& [track] = e;
  w.all(track);
}
void write(Writer& w, const Delivered& e) {
  const auto& [track, issue, share] = e;
  w.all(track, issue, share);
}
void write(Writer& w, const Defected& e) {
  const auto& [track, actor, issue, detected, taken, refused, reasons] = e;
  w.all(track, actor, issue, detected, taken, refused, reasons);
}
void write(Writer& w, const TruceViolated& e) {
  const auto& [track, front] = e;
  w.all(track, front);
}
void write(Writer& w, const Suspended& e) {
  const auto& [track, by, cause] = e;
  w.all(track, by, cause);
}
void write(Writer& w, const Resumed& e) {
  const auto& [track] = e;
  w.all(track);
}
void write(Writer& w, const Collapsed& e) {
  const auto& [track, cause] = e;
  w.all(track, cause);
}
void write(Writer& w, const InsightMoved& e) {
  const auto& [force, level] = e;
  w.all(force, level);
}
void write(Writer& w, const Looted& e) {
  const auto& [node, by, from, lost] = e;
  w.all(node, by, from, lost);
}
void write(Writer& w, const MonthClosed& e) {
  const auto& [deaths, displaced] = e;
  w.all(deaths, displaced);
}

struct Name {
  constexpr std::string_view operator()(const PriceMoved&) const { return "price_moved"; }
  constexpr std::string_view operator()(const ShockStruck&) const { return "shock_struck"; }
  constexpr std::string_view operator()(const OutputChanged&) const { return "output_changed"; }
  constexpr std::string_view operator()(const MoneyMoved&) const { return "money_moved"; }
  constexpr std::string_view operator()(const Unpaid&) const { return "unpaid"; }
  constexpr std::string_view operator()(const BeliefMoved&) const { return "belief_moved"; }
  constexpr std::string_view operator()(const DeliveryBelief&) const { return "delivery_belief"; }
  constexpr std::string_view operator()(const AttentionMoved&) const { return "attention_moved"; }
  constexpr std::string_view operator()(const AudienceMoved&) const { return "audience_moved"; }
  constexpr std::string_view operator()(const LeverSet&) const { return "lever_set"; }
  constexpr std::string_view operator()(const ModeChanged&) const { return "mode_changed"; }
  constexpr std::string_view operator()(const Skirmish&) const { return "skirmish"; }
  constexpr std::string_view operator()(const Clash&) const { return "clash"; }
  constexpr std::string_view operator()(const ControlChanged&) const { return "control_changed"; }
  constexpr std::string_view operator()(const ForceChanged&) const { return "force_changed"; }
  constexpr std::string_view operator()(const CoalitionChanged&) const { return "coalition_changed"; }
  constexpr std::string_view operator()(const SanctionSet&) const { return "sanction_set"; }
  constexpr std::string_view operator()(const RegimeSet&) const { return "regime_set"; }
  constexpr std::string_view operator()(const ShareMoved&) const { return "share_moved"; }
  constexpr std::string_view operator()(const SessionOpened&) const { return "session_opened"; }
  constexpr std::string_view operator()(const Offered&) const { return "offered"; }
  constexpr std::string_view operator()(const Refused&) const { return "refused"; }
  constexpr std::string_view operator()(const Signed&) const { return "signed"; }
  constexpr std::string_view operator()(const TalksEnded&) const { return "talks_ended"; }
  constexpr std::string_view operator()(const Ratified&) const { return "ratified"; }
  constexpr std::string_view operator()(const EnteredForce&) const { return "entered_force"; }
  constexpr std::string_view operator()(const Delivered&) const { return "delivered"; }
  constexpr std::string_view operator()(const Defected&) const { return "defected"; }
  constexpr std::string_view operator()(const TruceViolated&) const { return "truce_violated"; }
  constexpr std::string_view operator()(const Suspended&) const { return "suspended"; }
  constexpr std::string_view operator()(const Resumed&) const { return "resumed"; }
  constexpr std::string_view operator()(const Collapsed&) const { return "collapsed"; }
  constexpr std::string_view operator()(const MonthClosed&) const { return "month_closed"; }
  constexpr std::string_view operator()(const Looted&) const { return "looted"; }
  constexpr std::string_view operator()(const InsightMoved&) const { return "insight_moved"; }
};

}  // namespace

template <class Rows>
void EventNames::add(Table table, const Rows& rows) {
  for (const auto& row : rows) hash_.push_back(core::entity_hash(row.id));
  first_[table + 1U] = static_cast<std::uint32_t>(hash_.size());
}

EventNames::EventNames(const Scenario& s) {
  hash_.reserve(s.actors.size() + s.coalitions.size() + s.forces.size() + s.fronts.size() + s.nodes.size() +
                s.assets.size() + s.minerals.size() + s.issues.size() + s.tracks.size() + s.shocks.size() +
                s.decisions.size() + s.holders.size());
  add(actor, s.actors);
  add(coalition, s.coalitions);
  add(force, s.forces);
  add(front, s.fronts);
  add(node, s.nodes);
  add(asset, s.assets);
  add(mineral, s.minerals);
  add(issue, s.issues);
  add(track, s.tracks);
  add(shock, s.shocks);
  for (const auto& d : s.decisions) {  // two actors may call a lever alike, so the actor goes with it
    hash_.push_back(core::mix64(core::entity_hash(d.id) + of(actor, d.actor.value)));
  }
  first_[decision + 1U] = static_cast<std::uint32_t>(hash_.size());
  add(holder, s.holders);
}

std::string_view event_name(const Body& body) { return std::visit(Name{}, body); }

void event_bytes(const EventNames& names, const Event& event, core::Digest& digest) {
  const auto& [month, week, body] = event;
  Writer writer(names);
  const std::uint64_t time = std::uint64_t{static_cast<std::uint16_t>(month)} << 8 | static_cast<std::uint8_t>(week);
  std::visit(
      [&writer, time](const auto& e) {
        constexpr std::uint64_t kKind = core::entity_hash(Name{}(std::decay_t<decltype(e)>{})) << 24;
        writer.put(kKind | time);  // 40 bits of the kind, 24 of the time
        write(writer, e);
      },
      body);
  if (writer.count % 2 != 0) writer.put(std::uint64_t{0});  // whole blocks are hashed fastest
  digest.words(writer.word.data(), writer.count);
}

}  // namespace entente::world

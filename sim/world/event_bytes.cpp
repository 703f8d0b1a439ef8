// SPDX-License-Identifier: Apache-2.0
// One writer per event. Each takes its event apart by structured binding, which names every field: adding a field to the
// event breaks the build here, as does a new alternative without a writer.
#include "world/event_bytes.hpp"

#include <array>
#include <cstdint>
#include <type_traits>

namespace entente::world {
namespace {

using scenario::Scenario;

struct Writer {
  const Scenario& s;
  core::Digest& d;

  template <class Table, class Tag>
  void id(const Table& table, core::Id<Tag> id) {
    d.text(id.valid() && id.index() < table.size() ? std::string_view(table[id.index()].id) : std::string_view());
  }
  void put(core::ActorId v) { id(s.actors, v); }
  void put(core::CoalitionId v) { id(s.coalitions, v); }
  void put(core::ForceId v) { id(s.forces, v); }
  void put(core::FrontId v) { id(s.fronts, v); }
  void put(core::NodeId v) { id(s.nodes, v); }
  void put(core::AssetId v) { id(s.assets, v); }
  void put(core::MineralId v) { id(s.minerals, v); }
  void put(core::IssueId v) { id(s.issues, v); }
  void put(core::TrackId v) { id(s.tracks, v); }
  void put(core::ShockId v) { id(s.shocks, v); }
  // Two actors may call a lever alike, so the actor goes with it.
  void put(core::DecisionId v) {
    if (v.valid() && v.index() < s.decisions.size()) put(s.decisions[v.index()].actor);
    id(s.decisions, v);
  }
  void holder(std::int32_t v) {
    d.text(v >= 0 && static_cast<std::size_t>(v) < s.holders.size()
               ? std::string_view(s.holders[static_cast<std::size_t>(v)].id)
               : std::string_view());
  }
  void put(double v) { d.f64(v); }
  void put(bool v) { d.boolean(v); }
  void put(std::int8_t v) { d.i64(v); }
  void put(const Package& v) {
    const auto& [at, count] = v;
    put(count);
    for (const auto position : at) put(position);
  }
  void put(const Reason& v) {
    const auto& [kind, ref, value] = v;
    put(kind);
    if (kind == ReasonKind::issue) {
      put(core::IssueId{ref});
    } else {
      d.i64(ref);
    }
    put(value);
  }
  void put(const Reasons& v) {
    const auto& [term, count] = v;
    put(count);
    for (std::int8_t k = 0; k < count && k < kMaxReasons; ++k) put(term[static_cast<std::size_t>(k)]);
  }
  template <std::size_t N>
  void put(const std::array<double, N>& v) {
    for (const double x : v) d.f64(x);
  }
  template <class E, std::enable_if_t<std::is_enum_v<E>, int> = 0>
  void put(E v) {
    d.u8(static_cast<std::uint8_t>(v));
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
  w.all(track, package, gain, reservation);
  if (outvoted != 0) w.all(static_cast<std::int8_t>(outvoted));
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
  std::string_view operator()(const PriceMoved&) const { return "price_moved"; }
  std::string_view operator()(const ShockStruck&) const { return "shock_struck"; }
  std::string_view operator()(const OutputChanged&) const { return "output_changed"; }
  std::string_view operator()(const MoneyMoved&) const { return "money_moved"; }
  std::string_view operator()(const Unpaid&) const { return "unpaid"; }
  std::string_view operator()(const BeliefMoved&) const { return "belief_moved"; }
  std::string_view operator()(const DeliveryBelief&) const { return "delivery_belief"; }
  std::string_view operator()(const AttentionMoved&) const { return "attention_moved"; }
  std::string_view operator()(const AudienceMoved&) const { return "audience_moved"; }
  std::string_view operator()(const LeverSet&) const { return "lever_set"; }
  std::string_view operator()(const ModeChanged&) const { return "mode_changed"; }
  std::string_view operator()(const Skirmish&) const { return "skirmish"; }
  std::string_view operator()(const Clash&) const { return "clash"; }
  std::string_view operator()(const ControlChanged&) const { return "control_changed"; }
  std::string_view operator()(const ForceChanged&) const { return "force_changed"; }
  std::string_view operator()(const CoalitionChanged&) const { return "coalition_changed"; }
  std::string_view operator()(const SanctionSet&) const { return "sanction_set"; }
  std::string_view operator()(const RegimeSet&) const { return "regime_set"; }
  std::string_view operator()(const ShareMoved&) const { return "share_moved"; }
  std::string_view operator()(const SessionOpened&) const { return "session_opened"; }
  std::string_view operator()(const Offered&) const { return "offered"; }
  std::string_view operator()(const Refused&) const { return "refused"; }
  std::string_view operator()(const Signed&) const { return "signed"; }
  std::string_view operator()(const TalksEnded&) const { return "talks_ended"; }
  std::string_view operator()(const Ratified&) const { return "ratified"; }
  std::string_view operator()(const EnteredForce&) const { return "entered_force"; }
  std::string_view operator()(const Delivered&) const { return "delivered"; }
  std::string_view operator()(const Defected&) const { return "defected"; }
  std::string_view operator()(const TruceViolated&) const { return "truce_violated"; }
  std::string_view operator()(const Suspended&) const { return "suspended"; }
  std::string_view operator()(const Resumed&) const { return "resumed"; }
  std::string_view operator()(const Collapsed&) const { return "collapsed"; }
  std::string_view operator()(const MonthClosed&) const { return "month_closed"; }
  std::string_view operator()(const Looted&) const { return "looted"; }
  std::string_view operator()(const InsightMoved&) const { return "insight_moved"; }
};

}  // namespace

std::string_view event_name(const Body& body) { return std::visit(Name{}, body); }

void event_bytes(const Scenario& scenario, const Event& event, core::Digest& digest) {
  const auto& [month, week, body] = event;
  digest.i64(month);
  digest.i64(week);
  digest.text(event_name(body));
  Writer writer{scenario, digest};
  std::visit([&writer](const auto& e) { write(writer, e); }, body);
}

}  // namespace entente::world

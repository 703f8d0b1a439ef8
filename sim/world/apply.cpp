// SPDX-License-Identifier: Apache-2.0
// The only way the state changes: one overload per event. Invariants are kept here, whatever a model emits: events about
// unknown ids or with non-finite numbers change nothing, and no stock of men, money, shares or output turns negative.
#include <algorithm>
#include <cmath>

#include "world/apply_parts.hpp"
#include "world/holdings.hpp"
#include "world/world.hpp"

namespace entente::world {
namespace {

using detail::Change;
using detail::in_table;

// Far beyond any price, yet exp of it is finite: a diverging model shows in results, not as infinities.
constexpr double kMaxLogPrice = 50.0;

struct Applier {
  Change c;

  void operator()(const PriceMoved& e) const {
    if (!in_table(e.mineral, c.w.log_price.size()) || !std::isfinite(e.log_price)) return;
    c.w.log_price[e.mineral.index()] = std::clamp(e.log_price, -kMaxLogPrice, kMaxLogPrice);
    if (std::isfinite(e.shift)) c.w.price_shift[e.mineral.index()] = e.shift;
    if (std::isfinite(e.buffer)) c.w.price_buffer[e.mineral.index()] = e.buffer;
  }
  void operator()(const ShockStruck& e) const {
    if (!in_table(e.shock, c.w.struck.size())) return;
    c.w.struck[e.shock.index()] = 1;
    c.w.struck_month[e.shock.index()] = static_cast<std::int16_t>(c.month);
  }
  void operator()(const OutputChanged& e) const {
    if (in_table(e.asset, c.w.operating.size()) && std::isfinite(e.operating))
      c.w.operating[e.asset.index()] = std::max(0.0, e.operating);
  }
  // An invalid party is the world outside: what comes from it or goes to it is tallied, so that the sum of the stocks
  // changes by exactly outside_in - outside_out. A payer never gives more than it has.
  void operator()(const MoneyMoved& e) const {
    const bool from = in_table(e.from, c.w.stock.size()), to = in_table(e.to, c.w.stock.size());
    if (!std::isfinite(e.amount) || e.amount <= 0.0 || (!from && !to)) return;
    double amount = e.amount;
    if (from) {
      amount = std::min(amount, c.w.stock[e.from.index()]);
      c.w.stock[e.from.index()] -= amount;
    } else {
      c.w.outside_in += amount;
    }
    if (to) {
      c.w.stock[e.to.index()] += amount;
    } else {
      c.w.outside_out += amount;
    }
  }
  void operator()(const Unpaid&) const {}  // a fact for the record: nothing was paid, so nothing changed
  void operator()(const BeliefMoved& e) const {
    if (in_table(e.track, c.w.hazard.size()) && std::isfinite(e.hazard))
      c.w.hazard[e.track.index()] = std::clamp(e.hazard, 0.0, 1.0);
  }
  void operator()(const DeliveryBelief& e) const {
    if (in_table(e.actor, c.w.believed_delivery.size()) && std::isfinite(e.share))
      c.w.believed_delivery[e.actor.index()] = std::clamp(e.share, 0.0, 1.0);
  }
  void operator()(const AttentionMoved& e) const {
    if (in_table(e.actor, c.w.attention.size()) && std::isfinite(e.level))
      c.w.attention[e.actor.index()] = std::clamp(e.level, 0.0, 1.0);
  }
  void operator()(const AudienceMoved& e) const {
    if (in_table(e.actor, c.w.audience.size()) && std::isfinite(e.points)) c.w.audience[e.actor.index()] += e.points;
  }
  void operator()(const LeverSet& e) const {
    if (!in_table(e.decision, c.w.lever.size())) return;
    const auto count = c.s.decisions[e.decision.index()].levels.size();
    if (e.to < 0 || static_cast<std::size_t>(e.to) >= count) return;
    c.w.lever_before[e.decision.index()] = c.w.lever[e.decision.index()];
    c.w.lever_month[e.decision.index()] = static_cast<std::int16_t>(c.month);
    c.w.lever[e.decision.index()] = e.to;
  }
  void operator()(const ModeChanged& e) const {
    if (in_table(e.front, c.s.fronts.size()) && in_table(e.coalition, c.s.coalition_count()))
      c.w.offensive[e.front.index() * c.s.coalition_count() + e.coalition.index()] = e.offensive ? 1 : 0;
  }
  void operator()(const Skirmish& e) const { harm(e.deaths, 0.0); }
  void operator()(const Clash& e) const { harm(e.deaths, e.displaced); }
  void operator()(const ControlChanged& e) const { detail::apply_control(c, e); }
  void operator()(const ForceChanged& e) const { detail::apply_force(c, e); }
  void operator()(const InsightMoved& e) const {
    if (in_table(e.force, c.w.insight.size()) && std::isfinite(e.level))
      c.w.insight[e.force.index()] = std::max(0.0, e.level);
  }
  void operator()(const CoalitionChanged& e) const { detail::apply_coalition(c, e); }
  void operator()(const SanctionSet& e) const {
    const std::size_t actors = c.s.actors.size();
    if (in_table(e.by, actors) && in_table(e.on, actors) && std::isfinite(e.level))
      c.w.sanction[e.by.index() * actors + e.on.index()] = std::max(0.0, e.level);
  }
  void operator()(const RegimeSet& e) const {
    if (in_table(e.mineral, c.w.regime.size())) c.w.regime[e.mineral.index()] = std::clamp<std::int8_t>(e.level, 0, 2);
  }
  void operator()(const ShareMoved& e) const {
    const auto holders = static_cast<std::int32_t>(c.s.holders.size());
    if (in_table(e.asset, c.s.assets.size()) && e.from_holder < holders && e.to_holder < holders &&
        std::isfinite(e.share))
      move_share(c.w.holdings, e.asset, e.from_holder, e.to_holder, e.kind, e.share);
  }
  // The money itself moves by events of its own; this counts the harm.
  void operator()(const Looted& e) const {
    if (in_table(e.node, c.s.nodes.size()) && std::isfinite(e.lost) && e.lost > 0.0) c.w.looted += e.lost;
  }
  void operator()(const TruceViolated&) const {}  // told and counted by observers; consequences are events of their own
  // Weeks are counted by whoever runs them; closing a month makes both clocks agree again.
  void operator()(const MonthClosed&) const {
    c.w.month = c.month > 0 ? c.month : c.w.month + 1;
    c.w.week = c.w.month * c.s.weeks_per_month;
    c.w.month_deaths = 0.0;
    c.w.month_displaced = 0.0;
  }
  template <class Talk>
  void operator()(const Talk& e) const {
    detail::apply_talks(c, e);
  }

 private:
  void harm(double deaths, double displaced) const {
    if (std::isfinite(deaths) && deaths > 0.0) {
      c.w.deaths += deaths;
      c.w.month_deaths += deaths;
    }
    if (std::isfinite(displaced) && displaced > 0.0) {
      c.w.displaced += displaced;
      c.w.month_displaced += displaced;
    }
  }
};

/// Whether an event can change what derive() sums up: levers, shocks, shares, deals and time always, the rest if some
/// condition of a term or an effect reads it.
struct Imposes {
  const scenario::Scenario& s;

  [[nodiscard]] bool reads(scenario::Atom atom) const { return s.imposed_reads_atom(atom); }

  bool operator()(const PriceMoved&) const { return reads(scenario::Atom::price); }
  bool operator()(const SanctionSet&) const { return reads(scenario::Atom::sanction); }
  bool operator()(const RegimeSet&) const { return reads(scenario::Atom::regime); }
  bool operator()(const Skirmish&) const { return harm(); }
  bool operator()(const Clash&) const { return harm(); }
  bool operator()(const ForceChanged&) const { return reads(scenario::Atom::men) || reads(scenario::Atom::withdrawn); }
  bool operator()(const ControlChanged&) const {
    using scenario::Atom;
    return reads(Atom::control) || reads(Atom::holds) || reads(Atom::took) || reads(Atom::gave_up) ||
           reads(Atom::nodes) || reads(Atom::people);
  }
  bool operator()(const SessionOpened&) const { return reads(scenario::Atom::talks); }
  bool operator()(const Looted&) const { return reads(scenario::Atom::looted); }
  bool operator()(const InsightMoved&) const { return false; }
  bool operator()(const OutputChanged&) const { return false; }
  bool operator()(const MoneyMoved&) const { return false; }
  bool operator()(const Unpaid&) const { return false; }
  bool operator()(const BeliefMoved&) const { return false; }
  bool operator()(const DeliveryBelief&) const { return false; }
  bool operator()(const AttentionMoved&) const { return false; }
  bool operator()(const AudienceMoved&) const { return false; }
  bool operator()(const ModeChanged&) const { return false; }
  bool operator()(const Offered&) const { return false; }
  bool operator()(const Refused&) const { return false; }
  bool operator()(const Ratified&) const { return false; }
  bool operator()(const TruceViolated&) const { return false; }
  template <class Any>
  bool operator()(const Any&) const {
    return true;
  }

 private:
  [[nodiscard]] bool harm() const { return reads(scenario::Atom::deaths) || reads(scenario::Atom::displaced); }
};

}  // namespace

void apply(const scenario::Scenario& scenario, const scenario::Draw& draw, World& world, const Event& event) {
  std::visit(Applier{Change{scenario, draw, world, event.month}}, event.body);
  if (std::visit(Imposes{scenario}, event.body)) ++world.imposed_version;
}

}  // namespace entente::world

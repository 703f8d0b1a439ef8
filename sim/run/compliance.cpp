// SPDX-License-Identifier: Apache-2.0
// Delivery, beliefs about it, breach and suspension of deals in force. Truces stand in truces.cpp.
#include "run/compliance.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "run/compliance_parts.hpp"
#include "world/lookup.hpp"

namespace entente::run {
namespace {

using core::Purpose;
using detail::Term;
using world::value_or;

/// Part of a term that its lag allows after some months in force.
double schedule(double months, double lag) { return lag > 0.0 ? -det::expm1(-months / lag) : 1.0; }

double longest_lag(const Moment& m, const scenario::Issue& issue) {
  double lag = 0.0;
  for (const scenario::Effect& effect : issue.effects) lag = std::max(lag, value_or(m.draw, effect.lag, 0.0));
  return lag;
}

/// Share that the granter delivers in the end: its own delivery, less as its attention wanes.
double final_share(const Moment& m, core::ActorId granter) {
  if (!granter.valid()) return 1.0;
  const scenario::Actor& actor = m.scenario.actors[granter.index()];
  const double share = std::clamp(value_or(m.draw, actor.delivery, 1.0), 0.0, 1.0);
  const double attention = value_or(m.draw, actor.attention, 0.0);
  return attention > 0.0 ? share * std::min(1.0, m.world.attention[granter.index()] / attention) : share;
}

double months_in_force(const Moment& m, const world::DealState& deal) {
  return static_cast<double>(std::max(0, m.month() - static_cast<int>(deal.force_month)));
}

/// How far delivery may have come at most: a step beyond the term that paces it; 1 where that is none or was not agreed.
double pace(const Moment& m, const Term& term) {
  if (!term.issue.paced_by.valid()) return 1.0;
  const int k = world::issue_slot(m.scenario.tracks[term.track.index()], term.issue.paced_by);
  const scenario::Issue& other = m.scenario.issues[term.issue.paced_by.index()];
  if (k < 0 || world::position_in(other, term.deal.package, k) == other.status_quo) return 1.0;
  return std::min(1.0, term.deal.delivered[static_cast<std::size_t>(k)] + term.issue.step);
}

/// Whether any effect of the term ends when the granter stops: only such a term can be broken, or held back.
bool can_be_denied(const scenario::Issue& issue) {
  return issue.granter.valid() && !detail::is_truce(issue) &&
         std::any_of(issue.effects.begin(), issue.effects.end(), [](const scenario::Effect& e) { return e.reverses; });
}

/// A granter that would rather break does not carry out the next step either: the same choice, once a month.
bool drags(const Moment& m, const model::Preference& preference, const Term& term) {
  if (!can_be_denied(term.issue)) return false;
  const double u = m.streams.uniform(detail::entity(m, term), m.step(), Purpose::delivery, 0);
  return u < detail::weigh(m, preference, term).inclination;
}

void deliver(const Moment& m, const model::Preference& preference, const Term& term, world::EventSink& out) {
  if (world::evaluate(m.scenario, m.draw, m.world, term.issue.starts) == 0.0) return;
  const double lag = longest_lag(m, term.issue);
  const double goal = final_share(m, term.issue.granter);
  const double due = goal * schedule(months_in_force(m, term.deal), lag);
  double next = due;
  if (due > term.delivered) {
    // The schedule counts from entry into force; after a breach or a late start a term catches up at its own lag.
    const double catch_up = std::max(m.params.delivery_step, (goal - term.delivered) * schedule(1.0, lag));
    next = std::min({due, term.delivered + catch_up, std::max(term.delivered, pace(m, term))});
  }
  const bool complete = goal - next < 0.02;
  if (complete && next > term.delivered) next = goal;
  const double change = std::fabs(next - term.delivered);
  const bool finishes = complete && next > term.delivered + 1e-9;
  if (change < m.params.delivery_step - 1e-12 && !finishes) return;
  if (next > term.delivered && drags(m, preference, term)) return;
  out.emit(world::Delivered{term.track, term.issue_id, next});
}

/// A granter's weekly chance of breaking a term is at most this, whatever it gains: most weeks need no valuation.
double most_weekly(const Moment& m) { return detail::weekly_chance(m, m.params.defect_rate); }

/// True when the deal no longer runs after this.
bool punish(const Moment& m, const Term& term, int seen_before, world::EventSink& out) {
  if (static_cast<double>(term.deal.breaches + seen_before + 1) >= m.params.collapse_breaches) {
    out.emit(world::Collapsed{term.track, world::Cause::breach});
    return true;
  }
  const double u = m.streams.uniform(detail::entity(m, term), detail::week(m), Purpose::detect, 1);
  if (u >= m.params.suspend_chance) return false;
  out.emit(world::Suspended{term.track, detail::other_party(m, term), world::Cause::breach});
  return true;
}

/// One look at one term; `seen` counts detected breaches of the deal this week. True when the deal no longer runs.
bool look_at(const Moment& m, const model::Preference& preference, const Term& term, int& seen, world::EventSink& out) {
  if (term.delivered <= 0.0 || !can_be_denied(term.issue)) return false;
  const double u = m.streams.uniform(detail::entity(m, term), detail::week(m), Purpose::comply, 0);
  if (u >= most_weekly(m)) return false;
  const detail::Choice choice = detail::weigh(m, preference, term);
  if (u >= detail::weekly_chance(m, m.params.defect_rate * choice.inclination)) return false;
  const double monitor = m.derived.monitor[term.track.index()];
  const double look = m.streams.uniform(detail::entity(m, term), detail::week(m), Purpose::detect, 0);
  world::Defected event{term.track,
                        term.issue.granter,
                        term.issue_id,
                        look < monitor,
                        choice.break_,
                        choice.keep,
                        detail::reasons_of(m, preference, term, choice)};
  out.emit(event);
  out.emit(world::Delivered{term.track, term.issue_id, term.delivered * (1.0 - m.params.breach_depth)});
  if (!event.detected) return false;
  const bool ended = punish(m, term, seen, out);
  ++seen;
  return ended;
}

bool all_keep(const Moment& m, const model::Preference& preference, core::TrackId track) {
  bool keep = true;
  detail::for_each_term(m, track, [&](const Term& term) {
    if (!keep || !term.issue.granter.valid()) return;
    const detail::Choice choice = detail::weigh(m, preference, term);
    keep = choice.keep >= choice.break_;
  });
  return keep;
}

}  // namespace

void deliver_terms(const Moment& m, const model::Preference& preference, world::EventSink& out) {
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    if (m.world.deals[t].status != world::DealStatus::in_force) continue;
    detail::for_each_term(m, core::TrackId::at(t), [&](const Term& term) { deliver(m, preference, term, out); });
  }
}

void update_delivery_beliefs(const Moment& m, world::EventSink& out) {
  struct Seen {
    double sum = 0.0;
    int terms = 0;
  };
  std::vector<Seen> seen;  // per actor; empty while nothing is in force
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    if (m.world.deals[t].status != world::DealStatus::in_force) continue;
    seen.resize(m.scenario.actors.size());
    detail::for_each_term(m, core::TrackId::at(t), [&](const Term& term) {
      if (!term.issue.granter.valid()) return;
      const double allowed =
          std::min(schedule(months_in_force(m, term.deal), longest_lag(m, term.issue)), pace(m, term));
      const bool runs = world::evaluate(m.scenario, m.draw, m.world, term.issue.starts) != 0.0;
      if (!runs || allowed < 0.25) return;  // too early to judge
      Seen& granter = seen[term.issue.granter.index()];
      granter.sum += std::min(1.0, term.delivered / allowed);
      ++granter.terms;
    });
  }
  for (std::size_t a = 0; a < seen.size(); ++a) {
    if (seen[a].terms == 0) continue;
    const double believed = m.world.believed_delivery[a];
    const double next = believed + m.params.learning * (seen[a].sum / seen[a].terms - believed);
    if (std::fabs(next - believed) >= 0.005) out.emit(world::DeliveryBelief{core::ActorId::at(a), next});
  }
}

void settle_suspensions(const Moment& m, const model::Preference& preference, world::EventSink& out) {
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    const world::DealState& deal = m.world.deals[t];
    if (deal.status != world::DealStatus::suspended) continue;
    const core::TrackId track = core::TrackId::at(t);
    if (static_cast<double>(m.month() - deal.suspended_month) > m.params.suspension_limit) {
      out.emit(world::Collapsed{track, world::Cause::breach});
      continue;
    }
    const double u = m.streams.uniform(m.scenario.tracks[t].stream, m.step(), Purpose::renegotiate, 0);
    const double chance = m.params.resume_rate > 0.0 ? -det::expm1(-m.params.resume_rate) : 0.0;
    if (u < chance && all_keep(m, preference, track)) out.emit(world::Resumed{track});
  }
}

void keep_or_break(const Moment& m, const model::Preference& preference, world::EventSink& out) {
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    if (m.world.deals[t].status != world::DealStatus::in_force) continue;
    bool ended = false;
    int seen = 0;
    detail::for_each_term(m, core::TrackId::at(t), [&](const Term& term) {
      if (!ended) ended = look_at(m, preference, term, seen, out);
    });
  }
}

}  // namespace entente::run

// SPDX-License-Identifier: Apache-2.0
// Truces: violations week by week, and the rarer break, whose hazard depends on monitors, other talks and the pressure on
// the sponsor, never on a constant alone. A violation, a break, a capture and a collapse are four different events.
#include <algorithm>

#include "core/detmath.hpp"
#include "run/compliance.hpp"
#include "run/compliance_parts.hpp"

namespace entente::run {
namespace {

using core::Purpose;
using detail::Term;
using scenario::Op;
using world::value_or;

/// Coalitions that the term binds: those its ceasefire effects name, or all that can fight.
bool binds(const Moment& m, const scenario::Issue& issue, std::size_t coalition) {
  for (const scenario::Effect& effect : issue.effects) {
    if (effect.op != Op::ceasefire) continue;
    if (effect.coalition.valid() ? effect.coalition.index() == coalition : !m.scenario.coalitions[coalition].unaligned)
      return true;
  }
  return false;
}

bool stands_on(const Moment& m, std::size_t coalition, core::FrontId front) {
  for (std::size_t f = 0; f < m.scenario.forces.size(); ++f) {
    if (m.world.force_coalition[f] != static_cast<std::int32_t>(coalition) || m.world.men[f] <= 0.0) continue;
    const auto& share = m.scenario.forces[f].front_share;
    if (front.index() < share.size() && value_or(m.draw, share[front.index()], 0.0) > 0.0) return true;
  }
  return false;
}

/// Whether a bound coalition skirmished on the front, or attacked there, among the events.
bool violated(const Moment& m, const Term& term, core::FrontId front, std::span<const world::Event> events) {
  for (const world::Event& event : events) {
    if (const auto* skirmish = std::get_if<world::Skirmish>(&event.body)) {
      if (skirmish->front != front) continue;
      for (std::size_t c = 0; c < m.scenario.coalitions.size(); ++c) {
        if (binds(m, term.issue, c) && stands_on(m, c, front)) return true;
      }
    } else if (const auto* clash = std::get_if<world::Clash>(&event.body)) {
      if (!clash->node.valid() || !clash->attacker.valid()) continue;
      if (m.scenario.nodes[clash->node.index()].front == front && binds(m, term.issue, clash->attacker.index()))
        return true;
    }
  }
  return false;
}

/// A party of the track talks, or has a text standing, on another track.
bool engaged_elsewhere(const Moment& m, core::TrackId track) {
  const scenario::Track& own = m.scenario.tracks[track.index()];
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    if (t == track.index()) continue;
    if (!m.world.sessions[t].open && !world::has_text(m.world.deals[t])) continue;
    for (const scenario::Party& party : m.scenario.tracks[t].parties) {
      if (world::party_index(own, party.actor) >= 0) return true;
    }
  }
  return false;
}

/// Highest sanction level on an actor, relative to the sanctioner's ladder, 0..1.
double pressed(const Moment& m, core::ActorId actor) {
  const std::size_t actors = m.scenario.actors.size();
  double most = 0.0;
  for (std::size_t by = 0; by < actors; ++by) {
    const double level = m.world.sanction[by * actors + actor.index()];
    if (!(level > 0.0)) continue;
    const std::size_t steps = m.scenario.actors[by].bite.size();
    if (steps >= 2) most = std::max(most, level / static_cast<double>(steps - 1));
  }
  return std::min(1.0, most);
}

/// The most pressed sponsor of a bound coalition; without sponsors, the most pressed commander of its forces.
double sponsor_pressed(const Moment& m, const scenario::Issue& issue) {
  double sponsor = 0.0;
  double any = 0.0;
  bool has_sponsor = false;
  for (std::size_t f = 0; f < m.scenario.forces.size(); ++f) {
    const scenario::Force& force = m.scenario.forces[f];
    const std::int32_t coalition = m.world.force_coalition[f];
    if (coalition < 0 || !force.actor.valid() || !binds(m, issue, static_cast<std::size_t>(coalition))) continue;
    const double level = pressed(m, force.actor);
    any = std::max(any, level);
    if (!force.sponsor) continue;
    has_sponsor = true;
    sponsor = std::max(sponsor, level);
  }
  return has_sponsor ? sponsor : any;
}

/// Rate a month at which the truce breaks for an indifferent granter.
double break_rate(const Moment& m, const Term& term, int fronts_violated) {
  const model::PoliticsParams& p = m.params;
  double rate = p.truce_break * det::exp(-p.truce_monitor * m.derived.monitor[term.track.index()]);
  if (engaged_elsewhere(m, term.track)) rate *= 1.0 - p.truce_talks;
  rate *= 1.0 - p.truce_pressure * sponsor_pressed(m, term.issue);
  return rate * (1.0 + p.truce_strain * fronts_violated);
}

/// True when the truce breaks.
bool breaks(const Moment& m, const model::Preference& preference, const Term& term, double rate,
            world::EventSink& out) {
  if (!term.issue.granter.valid()) return false;
  const double u = m.streams.uniform(detail::entity(m, term), detail::week(m), Purpose::truce, 0);
  if (u >= detail::weekly_chance(m, 2.0 * rate)) return false;  // not even if breaking were worth any price
  const detail::Choice choice = detail::weigh(m, preference, term);
  const double chance = detail::weekly_chance(m, 2.0 * rate * choice.inclination);
  if (u >= chance) return false;
  world::Defected event{term.track,
                        term.issue.granter,
                        term.issue_id,
                        true,
                        choice.break_,
                        choice.keep,
                        detail::reasons_of(m, preference, term, choice)};
  event.reasons.add(world::ReasonKind::chance, -1, chance);
  out.emit(event);
  out.emit(world::Delivered{term.track, term.issue_id, 0.0});
  out.emit(world::Suspended{term.track, detail::other_party(m, term), world::Cause::breach});
  return true;
}

}  // namespace

void watch_truces(const Moment& m, const model::Preference& preference, std::span<const world::Event> week_events,
                  world::EventSink& out) {
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    if (m.world.deals[t].status != world::DealStatus::in_force) continue;
    bool ended = false;
    detail::for_each_term(m, core::TrackId::at(t), [&](const Term& term) {
      if (ended || term.delivered <= 0.0 || !detail::is_truce(term.issue)) return;
      int fronts = 0;
      for (std::size_t f = 0; f < m.scenario.fronts.size(); ++f) {
        const core::FrontId front = core::FrontId::at(f);
        if (!violated(m, term, front, week_events)) continue;
        out.emit(world::TruceViolated{term.track, front});
        ++fronts;
      }
      ended = breaks(m, preference, term, break_rate(m, term, fronts), out);
    });
  }
}

}  // namespace entente::run

// SPDX-License-Identifier: Apache-2.0
// Convening, ratification, attention, shocks, pressure and deployment: each reads the constant world and emits events.
#include "run/politics.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "world/lookup.hpp"

namespace entente::run {
namespace {

using core::Purpose;
using scenario::Op;
using world::value_or;

/// Chance that something with a rate per month happens within a month.
double chance_of(double rate) { return rate > 0.0 ? -det::expm1(-rate) : 0.0; }

/// Part of a gap that closes in a month with a mean lag in months; all of it without lag.
double closed_by(double lag) { return lag > 0.0 ? -det::expm1(-1.0 / lag) : 1.0; }

bool text_stands(const world::DealState& deal) { return world::has_text(deal); }

void ratify_track(const Moment& m, core::TrackId id, world::EventSink& out) {
  const scenario::Track& track = m.scenario.tracks[id.index()];
  unsigned ratified = static_cast<unsigned>(static_cast<unsigned char>(m.world.deals[id.index()].ratified));
  const unsigned all = (1u << track.parties.size()) - 1u;
  for (std::size_t p = 0; p < track.parties.size(); ++p) {
    if ((ratified >> p & 1u) != 0u) continue;
    const core::ActorId actor = track.parties[p].actor;
    const scenario::Actor& who = m.scenario.actors[actor.index()];
    const std::uint64_t entity = track.stream ^ who.stream;
    const double when = m.streams.uniform(entity, m.step(), Purpose::ratify, 0);
    if (when >= closed_by(value_or(m.draw, who.ratify_lag, 0.0))) continue;
    const double chance = ratification_chance(m, id, m.world.deals[id.index()].package, actor);
    const double answer = m.streams.uniform(entity, m.step(), Purpose::ratify, 1);
    const bool yes = answer < chance;
    out.emit(world::Ratified{id, actor, yes, chance});
    if (!yes) {
      out.emit(world::Collapsed{id, world::Cause::refused_ratification});
      return;
    }
    ratified |= 1u << p;
  }
  if ((ratified & all) == all) out.emit(world::EnteredForce{id});
}

/// Sum of node.major over captures among the events.
double captured_weight(const Moment& m, std::span<const world::Event> events) {
  double sum = 0.0;
  for (const world::Event& event : events) {
    const auto* change = std::get_if<world::ControlChanged>(&event.body);
    if (change == nullptr || !change->node.valid()) continue;
    if (change->cause == world::Cause::capture || change->cause == world::Cause::rout) {
      sum += m.scenario.nodes[change->node.index()].major;
    }
  }
  return sum;
}

bool in(const std::vector<scenario::Effect>& effects, core::ActorId by, core::ActorId on) {
  return std::any_of(effects.begin(), effects.end(), [by, on](const scenario::Effect& e) {
    return e.op == Op::sanction && e.from == by && e.on == on;
  });
}

/// Where a sanction level comes from, for the story: a deal in force or a struck shock that names the pair, else a lever.
world::Cause origin_of_sanction(const Moment& m, core::ActorId by, core::ActorId on) {
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    if (m.world.deals[t].status != world::DealStatus::in_force) continue;
    for (const core::IssueId id : m.scenario.tracks[t].issues) {
      if (in(m.scenario.issues[id.index()].effects, by, on)) return world::Cause::deal;
    }
  }
  for (std::size_t k = 0; k < m.scenario.shocks.size(); ++k) {
    if (m.world.struck[k] != 0 && in(m.scenario.shocks[k].effects, by, on)) return world::Cause::shock;
  }
  return world::Cause::lever;
}

/// Who sets the regime of a mineral: the first lever, issue or shock in file order whose effects name it.
core::ActorId regime_setter(const scenario::Scenario& s, core::MineralId mineral) {
  const auto find = [mineral](const std::vector<scenario::Effect>& effects) {
    for (const scenario::Effect& e : effects) {
      if (e.op == Op::export_regime && e.mineral == mineral) return e.from;
    }
    return core::ActorId{};
  };
  for (const scenario::Decision& decision : s.decisions) {
    const core::ActorId by = find(decision.effects);
    if (by.valid()) return by;
    if (std::any_of(decision.effects.begin(), decision.effects.end(), [mineral](const scenario::Effect& e) {
          return e.op == Op::export_regime && e.mineral == mineral;
        })) {
      return decision.actor;
    }
  }
  for (const scenario::Issue& issue : s.issues) {
    const core::ActorId by = find(issue.effects);
    if (by.valid()) return by;
  }
  for (const scenario::Shock& shock : s.shocks) {
    const core::ActorId by = find(shock.effects);
    if (by.valid()) return by;
  }
  return {};
}

}  // namespace

void convene(const Moment& m, world::EventSink& out) {
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    const scenario::Track& track = m.scenario.tracks[t];
    if (track.parties.size() < 2 || m.world.sessions[t].open || text_stands(m.world.deals[t])) continue;
    if (world::evaluate(m.scenario, m.draw, m.world, track.opens) == 0.0) continue;
    const double u = m.streams.uniform(track.stream, m.step(), Purpose::other, 0);
    if (u < chance_of(value_or(m.draw, track.convene, 0.0))) out.emit(world::SessionOpened{core::TrackId::at(t)});
  }
}

Parliament::Parliament(const Moment& m, core::TrackId track, core::ActorId actor) : weight_(m.params.ratify_audience) {
  const double p = value_or(m.draw, m.scenario.actors[actor.index()].ratify_chance, 1.0);
  chance_ = std::clamp(p, 0.0, 1.0);
  if (p <= 0.0 || p >= 1.0) return;  // no domestic veto, or no text that passes: whatever it says
  log_odds_ = det::log(p / (1.0 - p));
  chance_ = det::logistic(log_odds_);
  const scenario::Track& talks = m.scenario.tracks[track.index()];
  points_at_.reserve(64);
  for (std::size_t k = 0; k < talks.issues.size(); ++k) {
    const scenario::Issue& issue = m.scenario.issues[talks.issues[k].index()];
    for (const scenario::Effect& effect : issue.effects) {
      const bool mine =
          (effect.op == Op::audience && effect.on == actor) || (effect.op == Op::recognise && effect.to == actor);
      if (!mine) continue;
      const double scale = value_or(m.draw, effect.scale, 1.0);
      felt_.push_back({static_cast<int>(k), static_cast<std::uint32_t>(points_at_.size()),
                       static_cast<std::uint32_t>(issue.grid.size())});
      for (const double position : issue.grid) points_at_.push_back((position - issue.status_quo) * scale);
    }
  }
}

double Parliament::chance(const world::Package& package) const {
  double points = 0.0;
  for (const Felt& term : felt_) {
    if (term.slot >= package.count) continue;  // the status quo gives nothing
    const auto at = static_cast<std::uint32_t>(package.at[static_cast<std::size_t>(term.slot)]);
    if (at < term.count) points += points_at_[term.first + at];
  }
  if (points != points_) {
    points_ = points;
    chance_ = det::logistic(log_odds_ + weight_ * points);
  }
  return chance_;
}

double ratification_chance(const Moment& m, core::TrackId track, const world::Package& package, core::ActorId actor) {
  return Parliament(m, track, actor).chance(package);
}

void ratify(const Moment& m, world::EventSink& out) {
  for (std::size_t t = 0; t < m.scenario.tracks.size(); ++t) {
    if (m.world.deals[t].status == world::DealStatus::signed_) ratify_track(m, core::TrackId::at(t), out);
  }
}

void move_attention(const Moment& m, std::span<const world::Event> month_events, world::EventSink& out) {
  const double captured = captured_weight(m, month_events);
  for (std::size_t a = 0; a < m.scenario.actors.size(); ++a) {
    const scenario::Actor& actor = m.scenario.actors[a];
    const double now = m.world.attention[a];
    const double jump = captured * value_or(m.draw, actor.attention_jump, 0.0);
    const double half_life = value_or(m.draw, actor.attention_half_life, 0.0);
    const double kept = half_life > 0.0 && now > 0.0 ? now * det::exp(-det::kLn2 / half_life) : now;
    const double next = std::min(1.0, std::max(0.0, kept + jump));
    if (std::fabs(next - now) < 1e-9) continue;
    out.emit(world::AttentionMoved{core::ActorId::at(a), next, jump > 0.0 ? world::Cause::jump : world::Cause::decay});
  }
}

void strike_shocks(const Moment& m, world::EventSink& out) {
  for (std::size_t k = 0; k < m.scenario.shocks.size(); ++k) {
    const scenario::Shock& shock = m.scenario.shocks[k];
    if (m.world.struck[k] != 0) continue;
    bool strikes = false;
    if (shock.at.has_value()) {
      strikes = core::months_between(m.scenario.as_of, *shock.at) < static_cast<double>(m.month());
    } else {
      const double u = m.streams.uniform(shock.stream, m.step(), Purpose::shock, 0);
      strikes = u < chance_of(value_or(m.draw, shock.hazard, 0.0));
    }
    if (strikes && world::evaluate(m.scenario, m.draw, m.world, shock.when) != 0.0) {
      out.emit(world::ShockStruck{core::ShockId::at(k)});
    }
  }
}

void set_pressure(const Moment& m, world::EventSink& out) {
  const std::size_t actors = m.scenario.actors.size();
  for (std::size_t by = 0; by < actors; ++by) {
    for (std::size_t on = 0; on < actors; ++on) {
      const double wanted = m.derived.sanction[by * actors + on];
      const double held = m.world.sanction[by * actors + on];
      if (std::fabs(wanted - held) < 1e-9) continue;
      const core::ActorId from = core::ActorId::at(by);
      const core::ActorId target = core::ActorId::at(on);
      out.emit(world::SanctionSet{from, target, wanted,
                                  wanted > held ? origin_of_sanction(m, from, target) : world::Cause::lapse});
    }
  }
  for (std::size_t k = 0; k < m.scenario.minerals.size(); ++k) {
    const int wanted = std::max(0, m.derived.regime[k]);  // nobody sets it: free
    if (wanted == m.world.regime[k]) continue;
    const core::MineralId mineral = core::MineralId::at(k);
    out.emit(world::RegimeSet{regime_setter(m.scenario, mineral), mineral, static_cast<std::int8_t>(wanted)});
  }
}

void deploy_forces(const Moment& m, world::EventSink& out) {
  for (std::size_t f = 0; f < m.scenario.forces.size(); ++f) {
    const double men = m.world.men[f];
    const double target = m.derived.target_men[f];
    const double wanted = std::min(target >= 0.0 ? target : men, m.derived.men_cap[f]);
    const double gap = wanted - men;
    if (std::fabs(gap) < 0.5) continue;  // half a man
    const double part = closed_by(gap > 0.0 ? m.params.deploy_lag : m.params.withdraw_lag);
    double moved = gap * part;
    // Measured on the force at as_of, since a force that leaves altogether keeps no size to compare with.
    const double size = std::max(wanted, value_or(m.draw, m.scenario.forces[f].men, 0.0));
    if (std::fabs(gap - moved) < std::max(10.0, 0.02 * size)) moved = gap;
    const world::Cause cause = gap > 0.0 ? world::Cause::deployed : world::Cause::withdrawn;
    out.emit(world::ForceChanged{core::ForceId::at(f), moved, 0.0, 0.0, cause});
  }
}

void fade_intelligence(const Moment& m, world::EventSink& out) {
  constexpr double kForgotten = 1e-4;  // of quality
  for (std::size_t f = 0; f < m.scenario.forces.size(); ++f) {
    const double known = m.world.insight[f], shared = m.derived.insight[f];
    if (known <= 0.0 && shared <= 0.0) continue;
    double next = std::max(shared, known * (1.0 - chance_of(det::kLn2 / m.params.intelligence_life)));
    if (next < kForgotten) next = 0.0;
    if (next != known) out.emit(world::InsightMoved{core::ForceId::at(f), next});
  }
}

}  // namespace entente::run

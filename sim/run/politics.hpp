// SPDX-License-Identifier: Apache-2.0
// Politics around talks and war, as plain functions of a constant world that emit events: sessions open, signatures are
// ratified, attention moves, shocks strike, sanctions and export regimes are set, forces are moved. Monthly unless said.
// Rates are per month and exact (1 - exp(-rate)); randomness is keyed by entity, month and purpose.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/rng.hpp"
#include "model/politics.hpp"
#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/event.hpp"
#include "world/world.hpp"

namespace entente::run {

/// What these functions read: the world as it stands in the step being made, and what is derived from it.
struct Moment {
  const scenario::Scenario& scenario;
  const scenario::Draw& draw;
  const world::World& world;
  const world::Derived& derived;
  const core::Streams& streams;
  const model::PoliticsParams& params;

  /// Number of the month being made: 1 is the first after as_of.
  [[nodiscard]] int month() const { return world.month + 1; }
  [[nodiscard]] std::uint32_t step() const { return static_cast<std::uint32_t>(world.month + 1); }
};

/// SessionOpened on every track with at least two parties, no session, no text standing, whose condition `opens` holds:
/// with hazard `convene`, also after earlier talks ended or a deal collapsed.
void convene(const Moment& moment, world::EventSink& out);

/// Signed deals. Each party that has not answered decides this month with hazard 1 / ratify_lag (at once for lag 0), and
/// says yes with log-odds = log-odds(ratify_chance) + ratify_audience x audience points of the deal's terms for that actor
/// at full delivery. One no: Collapsed (refused_ratification). All yes: EnteredForce.
/// Source of the idea: Putnam (1988), domestic constraints as the second level of the game.
void ratify(const Moment& moment, world::EventSink& out);
/// One party's answer to texts of a track, as described there: what does not hang on the text is looked up once.
class Parliament {
 public:
  Parliament(const Moment& moment, core::TrackId track, core::ActorId actor);
  /// Chance of a yes to a text.
  [[nodiscard]] double chance(const world::Package& package) const;

 private:
  struct Felt {
    int slot;
    std::uint32_t first, count;  // its points by position, in points_at_
  };                             // an effect that gives the actor audience points
  std::vector<Felt> felt_;
  std::vector<double> points_at_;
  double log_odds_ = 0.0, weight_;
  mutable double points_ = 0.0, chance_ = 1.0;  // of the last text: many give the same points
};

/// Chance of a yes to one text.
[[nodiscard]] double ratification_chance(const Moment& moment, core::TrackId track, const world::Package& package,
                                         core::ActorId actor);

/// Attention of every attentive actor: halves in its half-life, and jumps by attention_jump x node.major for each capture
/// among the month's events; at most 1.
void move_attention(const Moment& moment, std::span<const world::Event> month_events, world::EventSink& out);

/// ShockStruck for shocks that have not struck and whose `when` holds: dated ones in the step that contains their date (or
/// the first later one in which `when` holds), others with their hazard.
void strike_shocks(const Moment& moment, world::EventSink& out);

/// SanctionSet and RegimeSet wherever what is derived from levers, deals and shocks differs from what the world has.
void set_pressure(const Moment& moment, world::EventSink& out);

/// ForceChanged (deployed, withdrawn): men move towards the lever's target, but not above the cap of withdrawal terms, by
/// 1 - exp(-1 / lag) of the gap a month; a rest below 2 % of the force (or 10 men) at once, so that a movement ends.
void deploy_forces(const Moment& moment, world::EventSink& out);

/// InsightMoved: what a force has learnt is at least what is shared with it now, and halves in `intelligence_life` beyond that.
/// At the end of a month.
void fade_intelligence(const Moment& moment, world::EventSink& out);

/// ForceChanged in pairs, week by week: men of auxiliaries (`turns_to`) on a front where their side lost a place by force
/// this week go over to the force of the taker that the scenario names, `turns` of them with each place. Men are conserved.
void turn_coats(const Moment& moment, std::span<const world::Event> week_events, world::EventSink& out);

}  // namespace entente::run

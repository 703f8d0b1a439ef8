// SPDX-License-Identifier: Apache-2.0
// What deals in force, levers and struck shocks together impose on the world this month, recomputed from state (never stored
// as state itself), so that suspension, delivery and conditions need no bookkeeping of their own.
#pragma once

#include <vector>

#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace entente::world {

struct Payment {
  core::ActorId from, to;
  double amount = 0.0;
  MoneyKind kind = MoneyKind::payment;
};  // MUSD/month

/// Ground that a deal in force hands to `to`: control share of each node at least `share`. since: month of entry into force.
struct Handover {
  core::ZoneId zone;
  core::CoalitionId held_by, to;
  double share = 0.0;
  std::int16_t since = 0;
};
struct Realign {
  core::ForceId force;
  core::CoalitionId to;
};

/// A share term and how much of it runs.
struct Grant {
  const scenario::Effect* effect = nullptr;
  double amount = 0.0;
  friend bool operator==(const Grant&, const Grant&) = default;
};

struct Derived {
  std::vector<double> extra_men;       // per force: trained and contracted men beside it (own quality: extra_quality)
  std::vector<double> quality_factor;  // per force, multiplies quality (>= 1)
  std::vector<double> aircraft;    // per force: unmanned aircraft over it, in units of those that bring half the gain
  std::vector<double> air_gain;    // per force: largest gain in quality they can bring
  std::vector<double> insight;     // per force: part of quality_factor that shared intelligence brings now
  std::vector<double> target_men;  // per force: men set by a deploy lever, or -1
  std::vector<double> men_cap;     // per force: cap by withdrawal terms in force (men), or a very large number
  std::vector<double> restraint;   // per coalition, 0..1: 1 - prod(1 - each)
  std::vector<double> truce;       // per coalition: restraint that stems from a ceasefire term in force
  std::vector<double> sanction;    // [by * actors + on]: max of lever, pledge and shock levels
  std::vector<int> regime;         // per mineral, -1: no actor sets it
  std::vector<double> monitor;     // per track: detection probability a week
  std::vector<double> audience;    // per actor: points from terms and levers in force
  std::vector<double> recognised;  // per actor (part of audience)
  std::vector<double> signal;      // per actor: log-odds, from what it lets be seen, that it is resolved
  std::vector<double> investment;  // per asset: MUSD invested so far (delivered); the economy turns it into output
  std::vector<double> edge_investment;  // per edge: MUSD invested so far (delivered)
  std::vector<double> withheld;         // per actor: aid withheld from it, MUSD/month (its outside income falls by it)
  std::vector<HoldingState> holdings;   // world.holdings after the share terms in force: `grants` of `held_before`
  std::vector<Grant> grants;            // those terms, in their order
  std::vector<HoldingState> held_before;
  std::vector<Handover> handovers;  // areas that pass now, see world/terms
  std::vector<Realign> realigns;    // forces that change sides now, see world/terms
  std::vector<Payment> payments;    // this month, at delivered share
  std::vector<double> lever_cost;   // per actor, MUSD/month
};

/// Fills `out` from the state. Allocation-free once sized. `out` is resized on first use. The deal of track `without`, if
/// valid, is left out with all it delivered (the side of a valuation to which terms are added).
void derive(const scenario::Scenario& scenario, const scenario::Draw& draw, const World& world, Derived& out,
            core::TrackId without = {});

/// The world at as_of, as initial_world(scenario, draw) makes it; `imposed` is scratch, to be used again.
[[nodiscard]] World initial_world(const scenario::Scenario& scenario, const scenario::Draw& draw, Derived& imposed);

/// Truth (1/0) or number of a compiled expression in this world; an empty expression is true.
[[nodiscard]] double evaluate(const scenario::Scenario& scenario, const scenario::Draw& draw, const World& world,
                              const scenario::Expr& expr);

/// Advances the memory of ever and held_for at the end of a month, for every expression of the scenario.
void advance_memory(const scenario::Scenario& scenario, const scenario::Draw& draw, World& world);

}  // namespace entente::world

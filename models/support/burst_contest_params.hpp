// SPDX-License-Identifier: Apache-2.0
// Parameters and constants of the burst-and-contest family.
#pragma once

namespace entente::models::burst {

/// Drawn parameters. Rates are per month, money MUSD a month, lengths months; see the ParamSpecs for meaning and sources.
struct Params {
  double exponent = 1.2, urban = 0.0;
  double on_rate = 0.12, off_rate = 0.25, opportunity = 4.0, restraint_off = 3.0, start_offensive = 0.5;
  double tempo = 3.5, probe_rate = 0.15, force_channel = 1.0, prize = 1.0, staging = 0.05;
  double rout = 0.5, rout_ratio = 2.0, contagion = 0.5;
  double supply_length = 150.0, capacity_exponent = 0.5, local_supply = 0.25;
  double garrison = 400.0;
  double cohesion_loss = 0.04, attacker_loss = 0.4, rested_cohesion = 0.58;
  double release_rate = 0.25, release_scale = 1.5, attachment = 8.0, overextension = 5.0, salience = 4.0,
         freshness_half_life = 3.0, outcry = 1.0, behind_lines = 0.25;
  double skirmish_rate = 2.0, skirmish_deaths = 8.0, deaths_per_clash = 20.0, crowding = 50.0, casualty_spread = 0.8,
         displaced_share = 0.08;
};

inline constexpr double kHeldShare = 0.95;   // share of a node that passes with it; the world applies the same
inline constexpr int kMaxAttacks = 12;       // attacks a week by one coalition on one front; beyond is cut off
inline constexpr int kMaxRoutDepth = 3;      // towns that one rout can reach within the week
inline constexpr double kRatioBound = 8.0;   // strength ratios are read up to this, and down to its inverse
inline constexpr double kNegligible = 5e-3;  // expect leaves flows behind doors this improbable alone

}  // namespace entente::models::burst

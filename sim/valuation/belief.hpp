// SPDX-License-Identifier: Apache-2.0
// Beliefs that enter a valuation: whether a condition on other talks will hold, what share of a pledge will be delivered,
// how long a truce lasts, how much of a deal a breach loses. Plain functions of the world and of parameters.
#pragma once

#include <span>

#include "core/ids.hpp"
#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace entente::valuation {

/// Believed truth of a condition, 0..1: signed/in_force/delivered/held/talks of tracks not yet concluded take the believed
/// chance of the track (`chance`, per track); everything else is read from the world. `and` multiplies, `or` is the
/// complement of the product of complements: the tracks are believed independent.
[[nodiscard]] double believed(const scenario::Scenario& s, const scenario::Draw& d, const world::World& w,
                              const scenario::Expr& e, std::span<const double> chance);

/// True if the condition contains not signed(track) or not in_force(track) for a track other than `own`; returns that track.
[[nodiscard]] core::TrackId rival_of(const scenario::Expr& e, core::TrackId own);

/// Believed delivered share of a granter's pledges over its horizon: belief x mean attention (half-life decay with floor)
/// x share of the horizon left after the start lag.
[[nodiscard]] double believed_delivery(const scenario::Scenario& s, const scenario::Draw& d, const world::World& w,
                                       core::ActorId granter, double lag, double attention_floor);

/// Expected share of `months` lost when a breach is detected at `detection` a week from some random start:
/// 1 - (1 - exp(-m H)) / (m H) with m the monthly detection rate.
[[nodiscard]] double lost_share(double detection, double months);

}  // namespace entente::valuation

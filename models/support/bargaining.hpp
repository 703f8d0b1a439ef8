// SPDX-License-Identifier: Apache-2.0
// What protocols share: who could sign what, where equal play would end, how far a party has come down, why it refuses.
// Pure functions of candidate packages and reservations; no luck, no protocol.
// Sources: Nash (1950); Binmore, Rubinstein, Wolinsky (1986) for unequal patience; Faratin, Sierra, Jennings (1998).
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "model/ports.hpp"

namespace entente::models {

using Party4 = std::array<double, world::kMaxParties>;

/// True when every party gains at least its reservation.
[[nodiscard]] bool acceptable(std::span<const double> gain, std::span<const double> reservation);

/// The zone of possible agreement in short: `at` is the candidate of the (weighted) Nash solution, or -1 when no candidate
/// is acceptable to all; `gain` are its gains; `best` is each party's largest gain among acceptable candidates.
struct Zone {
  std::int32_t at = -1;
  Party4 gain{};
  Party4 best{};
};

/// Maximises sum of weight x log(gain - reservation) over acceptable candidates (the first of equals). With equal weights
/// this is the Nash solution; raising one party's weight never lowers its gain when there are two. Weights > 0.
/// In bargaining with alternating offers the weights are the inverse rates of impatience.
[[nodiscard]] Zone find_zone(std::span<const model::Candidate> candidates, std::span<const double> reservation,
                             std::span<const double> weight);

/// The candidate whose worst shortfall from a reservation is smallest, and the party that has it.
struct Nearest {
  std::int32_t at = -1, party = -1;
};
[[nodiscard]] Nearest nearest_to_zone(std::span<const model::Candidate> candidates,
                                      std::span<const double> reservation);

/// The candidate with the party's largest gain, -1 if there is none.
[[nodiscard]] std::int32_t best_for(std::span<const model::Candidate> candidates, std::size_t party);

/// The gain a party asks for. conceded in [0,1]: 0 asks for `best`, 1 for the reservation; on the way it passes the
/// bargaining solution's gain `fair` when conceded = midpoint in (0,1). Linear in between, so that parties that concede
/// alike meet at the bargaining solution whatever the units of their utilities. reservation <= fair <= best.
[[nodiscard]] double aspiration(double reservation, double fair, double best, double conceded, double midpoint);

/// Why `actor` refuses: the two largest losses of `offered` against `preferred`, by attribute of the actor or, where the
/// preference knows no attributes, by issue. Values are utility in offered minus utility in preferred (below zero).
/// `gain`: of the offered package to the party. Fills `reasons`, which are empty.
void add_losses(const model::Preference& preference, const scenario::Scenario& scenario, core::TrackId track,
                std::size_t party, const world::Package& offered, double gain, const world::Package& preferred,
                world::Reasons& reasons);
[[nodiscard]] inline world::Reasons losses(const model::Preference& preference, const scenario::Scenario& scenario,
                                           core::TrackId track, std::size_t party, const world::Package& offered,
                                           double gain, const world::Package& preferred) {
  world::Reasons reasons;
  add_losses(preference, scenario, track, party, offered, gain, preferred, reasons);
  return reasons;
}

}  // namespace entente::models

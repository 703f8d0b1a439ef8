// SPDX-License-Identifier: Apache-2.0
// What beliefs share: the worth of packages to another party on the scale from its reservation (0) to its best (1), and what a
// party of a given resolve would settle for at a given time.
#pragma once

#include "models/support/seats.hpp"

namespace entente::models {

/// (gain - reservation) / (best - reservation) of `other` in every candidate; best among all candidates.
void true_worth(const model::Seat& seat, std::size_t other, std::span<double> out);

/// The candidate of the bargaining solution when all is known, with weights by patience; -1: nothing suits all.
[[nodiscard]] std::int32_t bargaining_solution(const model::Seat& seat);

/// Relative surplus a party asks for when a share `time` of the session is gone and it will not go below `resolve` (0..1): a
/// time-dependent concession with the given exponent (Faratin, Sierra, Jennings 1998).
[[nodiscard]] double least_wanted(double resolve, double time, double exponent);

}  // namespace entente::models

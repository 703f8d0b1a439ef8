// SPDX-License-Identifier: Apache-2.0
// Alternating offers with a last round, solved from the end: all know all gains, reservations, patience and who speaks when.
// Source: Stahl (1972); Rubinstein (1982) for the limit of many rounds; Binmore, Rubinstein, Wolinsky (1986) for breakdown.
#pragma once

#include "models/support/seats.hpp"

namespace entente::models {

/// What is played from a round on: the candidate offered at once, and every party's surplus over its reservation.
struct Backwards {
  std::int32_t offer = -1;  // -1: nothing suits all
  Party4 value{};
};

/// The last round is seat.rounds - 1; from seat.rounds on nobody gets anything. A responder accepts when indifferent; of
/// offers equal to the proposer the first is made.
[[nodiscard]] Backwards solve_backwards(const model::Seat& seat, std::int64_t from);

}  // namespace entente::models

// SPDX-License-Identifier: Apache-2.0
// Value iteration from the last round; see the header.
#include "models/support/backward_induction.hpp"

#include <algorithm>

namespace entente::models {

Backwards solve_backwards(const model::Seat& seat, std::int64_t from) {
  const model::SessionView& session = *seat.session;
  const std::size_t parties = session.reservation.size();
  Backwards now;
  for (std::int64_t round = seat.rounds - 1; round >= from; --round) {
    const std::size_t proposer = seat.turns[static_cast<std::size_t>(round % static_cast<std::int64_t>(parties))];
    Party4 floor{};  // what each must get to say yes
    for (std::size_t i = 0; i < parties; ++i)
      floor[i] = session.reservation[i] + (i == proposer ? 0.0 : seat.patiences[i] * now.value[i]);
    std::int32_t best = -1;
    for (std::size_t c = 0; c < session.candidates.size(); ++c) {
      const auto& gain = session.candidates[c].gain;
      if (!acceptable(gain, std::span<const double>(floor.data(), parties))) continue;
      if (best < 0 || gain[proposer] > session.candidates[static_cast<std::size_t>(best)].gain[proposer])
        best = static_cast<std::int32_t>(c);
    }
    Backwards earlier;
    earlier.offer = best;
    for (std::size_t i = 0; i < parties; ++i) {
      const bool waits = best < 0 || session.candidates[static_cast<std::size_t>(best)].gain[proposer] -
                                             session.reservation[proposer] <
                                         seat.patiences[proposer] * now.value[proposer];
      earlier.value[i] = waits ? seat.patiences[i] * now.value[i]
                               : session.candidates[static_cast<std::size_t>(best)].gain[i] - session.reservation[i];
    }
    now = earlier;
  }
  return now;
}

}  // namespace entente::models

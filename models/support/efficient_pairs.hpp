// SPDX-License-Identifier: Apache-2.0
// Packages of a grid that two parties with additive utilities cannot both better, without a look at every package: what is
// bettered on some issues stays bettered whatever the others are settled at, so each issue starts from what the issues
// before it have left. A merge of sorted runs, bettered rows falling on the way (Kung, Luccio and Preparata 1975).
#pragma once

#include <cstdint>
#include <vector>

#include "valuation/stated.hpp"

namespace entente::models {

struct PairRow {
  double first, second;  // gain of each party, summed in the order of the issues
  std::uint32_t index;   // of the package: positions as digits, the first issue the lowest
};

/// The packages that no other betters, by falling gain of the first party; of equal ones that with the lowest index. Exact
/// comparisons. Two parties and fewer than 2^32 packages.
[[nodiscard]] std::vector<PairRow> efficient_pairs(const valuation::StatedUtility& stated);

}  // namespace entente::models

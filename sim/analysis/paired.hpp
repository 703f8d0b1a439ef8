// SPDX-License-Identifier: Apache-2.0
// Differences between two ensembles of the same keys: same draws and same luck, so that what is left is the change of the
// scenario. Outcomes are matched by id, runs by draw and replication.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/fold.hpp"
#include "analysis/intervals.hpp"

namespace entente::analysis {

struct PairedDifference {
  std::string outcome;  ///< id
  std::uint64_t n = 0;  ///< pairs
  double first = 0.0;   ///< mean or frequency over the pairs
  double second = 0.0;
  double difference = 0.0;  ///< second - first
  Interval interval;        ///< 95 % of the difference
};

/// One row per outcome that both have, in the order of `first`.
[[nodiscard]] std::vector<PairedDifference> paired(const Fold& first, const Fold& second);

}  // namespace entente::analysis

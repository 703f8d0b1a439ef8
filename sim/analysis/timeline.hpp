// SPDX-License-Identifier: Apache-2.0
// Month by month over all runs of a fold: who holds what and how far histories differ, people, deaths, prices, levers, deals.
#pragma once

#include <vector>

#include "analysis/fold_data.hpp"
#include "analysis/summary.hpp"

namespace entente::analysis {

/// One entry per month of the trace, month 0 first; empty without traces.
[[nodiscard]] std::vector<TimelineMonth> timeline(const FoldData& data);

}  // namespace entente::analysis

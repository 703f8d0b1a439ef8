// SPDX-License-Identifier: Apache-2.0
// One outcome over all runs of a fold: value, interval, spread. Replications of one draw share its inputs, so they count for
// less than as many draws would; the interval is that of a cluster sample (Kish 1965).
#pragma once

#include "analysis/fold_data.hpp"
#include "analysis/summary.hpp"

namespace entente::analysis {

/// Everything of an outcome but its baselines and influences.
[[nodiscard]] OutcomeSummary outcome_summary(const FoldData& data, core::OutcomeId outcome);

/// 10th, 50th and 90th percentile; sorts its copy.
[[nodiscard]] Fan fan(std::vector<double> values);

/// Runs worth telling: nearest to the ensemble's middle over all outcomes, furthest from it, most deaths; no run twice.
[[nodiscard]] std::vector<ToldRun> told_runs(const FoldData& data, const std::vector<OutcomeSummary>& outcomes);

}  // namespace entente::analysis

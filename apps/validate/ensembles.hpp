// SPDX-License-Identifier: Apache-2.0
// Small ensembles under the same keys, reduced to named figures, and their paired differences.
#pragma once

#include <functional>
#include <vector>

#include "analysis/intervals.hpp"
#include "apps/validate/context.hpp"
#include "run/run.hpp"

namespace entente::validate {

/// Figures of one run.
using Figures = std::function<std::vector<double>(const run::RunRecord&)>;

/// [run][figure], in key order: draw = 0 .. runs - 1, replication 0. Throws std::runtime_error when a run fails.
[[nodiscard]] std::vector<std::vector<double>> play_ensemble(const Context& context, const scenario::Scenario& scenario,
                                                             const run::RunOptions& options, const Figures& figures);

/// The outcomes of the scenario, in its order.
[[nodiscard]] std::vector<double> outcome_values(const run::RunRecord& record);

/// Means of one figure in two ensembles of the same keys, and the 95 % interval of the paired difference.
struct Paired {
  double first = 0.0, second = 0.0, difference = 0.0;
  analysis::Interval interval;
  /// The difference is told from nothing.
  [[nodiscard]] bool seen() const { return interval.lo > 0.0 || interval.hi < 0.0; }
};
[[nodiscard]] Paired compare(const std::vector<std::vector<double>>& first,
                             const std::vector<std::vector<double>>& second, std::size_t figure);

}  // namespace entente::validate

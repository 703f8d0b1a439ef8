// SPDX-License-Identifier: Apache-2.0
// Which drawn inputs an outcome moves with: rank correlation over the runs of an ensemble. A correlation is no proof of a
// cause, misses what acts only together or up and down, and is not a sensitivity design. Spearman (1904).
#pragma once

#include <cstddef>
#include <vector>

#include "core/ids.hpp"

namespace entente::analysis {

/// One input and its rank correlation with an outcome, with a 95 % interval (Fisher's z, 1.06 / (n - 3) after Fieller,
/// Hartley and Pearson 1957).
struct Influence {
  core::ParamId param;
  double rho = 0.0;
  double lo = 0.0;
  double hi = 0.0;
};

/// Ranks from 1, ties share their mean rank.
[[nodiscard]] std::vector<double> ranks(const std::vector<double>& values);

/// Correlation of two vectors that are ranks already; 0 when either is constant or there are fewer than three pairs.
[[nodiscard]] double rank_correlation(const std::vector<double>& ranks_a, const std::vector<double>& ranks_b);

/// Rank correlation; 0 when either side is constant or there are fewer than three pairs. Same length expected.
[[nodiscard]] double spearman(const std::vector<double>& a, const std::vector<double>& b);

/// Interval of a rank correlation over n pairs; [-1, 1] for n < 5.
[[nodiscard]] Influence with_interval(core::ParamId param, double rho, std::size_t n);

/// Largest |rho| that chance alone would give among `inputs` unrelated inputs over n pairs, with a chance of 5 % to be wrong
/// about any of them (Bonferroni). 1 when nothing can be told.
[[nodiscard]] double chance_bound(std::size_t n, std::size_t inputs);

}  // namespace entente::analysis

// SPDX-License-Identifier: Apache-2.0
// How well estimates agree with a reference that was measured with an error: root mean square error, bias, correlation, wrong
// signs. Signs are judged where the reference is clear of nothing, since the sign of almost nothing says nothing.
#pragma once

#include <cstddef>
#include <span>

namespace entente::analysis {

/// One estimate beside its reference; `error` is the reference's own standard error.
struct Estimated {
  double estimate = 0.0, reference = 0.0, error = 0.0;
};

struct Agreement {
  std::size_t n = 0;
  double size = 0.0;            ///< root mean square of the references
  double rmse = 0.0;            ///< root mean square of estimate - reference
  double bias = 0.0;            ///< mean of estimate - reference
  double correlation = 0.0;     ///< Pearson; 0 where either side does not vary
  double error = 0.0;           ///< mean standard error of the references
  std::size_t wrong = 0;        ///< signs that differ, over all
  std::size_t clear = 0;        ///< references farther from 0 than `share` of the scale
  std::size_t wrong_clear = 0;  ///< signs that differ among those
};

/// `scale` > 0: what `share` is of; else the size of these references. n = 0 gives zeros.
[[nodiscard]] Agreement agreement(std::span<const Estimated> pairs, double scale = 0.0, double share = 0.05);

}  // namespace entente::analysis

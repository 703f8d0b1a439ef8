// SPDX-License-Identifier: Apache-2.0
// Sampling intervals and quantiles: how far a frequency or a mean could move with other luck. They say nothing about wrong
// inputs or a wrong model. Wilson (1927); Student (1908); quantiles of type 7 (Hyndman and Fan 1996).
#pragma once

#include <cstdint>
#include <vector>

namespace entente::analysis {

struct Interval {
  double lo = 0.0;
  double hi = 0.0;
};

/// Score interval of a frequency. `n` may be fractional (an effective sample size). n <= 0 gives [0, 1].
[[nodiscard]] Interval wilson(double successes, double n, double level = 0.95);

/// Interval of a mean from the sample's variance (n - 1 below) by Student's t with n - 1 degrees of freedom. With n < 2
/// nothing is known of the spread: both ends are the mean.
[[nodiscard]] Interval mean_interval(double mean, double variance, double n, double level = 0.95);

/// Quantile p in [0, 1] of sorted values by linear interpolation; 0 when there are none.
[[nodiscard]] double quantile(const std::vector<double>& sorted, double p);

/// Mean and variance in one pass (Welford 1962).
class Moments {
 public:
  void add(double x);
  [[nodiscard]] double n() const noexcept { return n_; }
  [[nodiscard]] double mean() const noexcept { return mean_; }
  /// Sample variance, 0 with fewer than two values.
  [[nodiscard]] double variance() const noexcept { return n_ > 1.0 ? m2_ / (n_ - 1.0) : 0.0; }

 private:
  double n_ = 0.0;
  double mean_ = 0.0;
  double m2_ = 0.0;
};

}  // namespace entente::analysis

// SPDX-License-Identifier: Apache-2.0
// Student's quantile: closed forms for one and two degrees of freedom, else the expansion of Cornish and Fisher as printed
// in Abramowitz and Stegun 26.7.5 (error below 0.2 % at three degrees of freedom and a level of 0.95).
#include "analysis/intervals.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"

namespace entente::analysis {
namespace {

constexpr double kPi = 3.14159265358979323846;

/// Upper quantile of Student's t at probability p in [1/2, 1).
double student_quantile(double p, double df) {
  if (df < 1.5) {
    const double x = kPi * (1.0 - p);
    const double tangent = x / (1.0 - x * x / (3.0 - x * x / (5.0 - x * x / (7.0 - x * x / 9.0))));
    return 1.0 / tangent;
  }
  if (df < 2.5) return (2.0 * p - 1.0) * det::sqrt(1.0 / (2.0 * p * (1.0 - p)));
  const double x = det::normal_quantile(p);
  const double x2 = x * x;
  const double g1 = x * (x2 + 1.0) / 4.0;
  const double g2 = x * ((5.0 * x2 + 16.0) * x2 + 3.0) / 96.0;
  const double g3 = x * (((3.0 * x2 + 19.0) * x2 + 17.0) * x2 - 15.0) / 384.0;
  const double g4 = x * ((((79.0 * x2 + 776.0) * x2 + 1482.0) * x2 - 1920.0) * x2 - 945.0) / 92160.0;
  return x + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df;
}

}  // namespace

Interval wilson(double successes, double n, double level) {
  if (!(n > 0.0)) return {0.0, 1.0};
  const double z = det::normal_quantile(0.5 + level / 2.0);
  const double p = std::clamp(successes / n, 0.0, 1.0);
  const double z2n = z * z / n;
  const double centre = (p + z2n / 2.0) / (1.0 + z2n);
  const double half = z * det::sqrt(p * (1.0 - p) / n + z2n / (4.0 * n)) / (1.0 + z2n);
  return {p <= 0.0 ? 0.0 : std::max(0.0, centre - half), p >= 1.0 ? 1.0 : std::min(1.0, centre + half)};
}

Interval mean_interval(double mean, double variance, double n, double level) {
  if (n < 2.0) return {mean, mean};
  const double half = student_quantile(0.5 + level / 2.0, n - 1.0) * det::sqrt(variance / n);
  return {mean - half, mean + half};
}

double quantile(const std::vector<double>& sorted, double p) {
  if (sorted.empty()) return 0.0;
  const double at = std::clamp(p, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = at - static_cast<double>(below);
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

void Moments::add(double x) {
  n_ += 1.0;
  const double before = x - mean_;
  mean_ += before / n_;
  m2_ += before * (x - mean_);
}

}  // namespace entente::analysis

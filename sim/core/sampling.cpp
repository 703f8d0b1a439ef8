// SPDX-License-Identifier: Apache-2.0
// Distributions as pure functions of uniforms, by inversion throughout (Devroye 1986, ch. II and III).
#include "core/sampling.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "core/detmath.hpp"

namespace entente::core {
namespace {

constexpr double kZ95 = 1.6448536269514722;  // the 95th percentile of the standard normal
constexpr double kLargestExactMean = 500.0;  // e^-500 is still a normal double

double clamp(double x, double lo, double hi) noexcept { return x < lo ? lo : (x > hi ? hi : x); }

}  // namespace

double uniform(double u, double lo, double hi) noexcept { return clamp(lo + u * (hi - lo), lo, hi); }

double triangular(double u, double lo, double mode, double hi) noexcept {
  const double width = hi - lo;
  if (!(width > 0)) {
    return mode;
  }
  const double rise = mode - lo;
  const double fall = hi - mode;
  if (u * width < rise) {
    return clamp(lo + det::sqrt(u * width * rise), lo, mode);
  }
  return clamp(hi - det::sqrt((1.0 - u) * width * fall), mode, hi);
}

double lognormal_truncated(double u, double median, double p05, double p95) noexcept {
  if (!(p05 > 0 && p05 <= median && median <= p95)) {
    return triangular(u, p05, median, p95);
  }
  const double z = det::normal_quantile(0.05 + 0.9 * u);  // truncation at the 5th and 95th percentile
  const double bound = z < 0 ? p05 : p95;
  const double spread = det::log(bound / median) / kZ95;
  const double size = z < 0 ? -z : z;
  return clamp(median * det::exp(spread * size), p05, p95);
}

double normal(double u, double mean, double sd) noexcept { return mean + sd * det::normal_quantile(u); }

double exponential(double u, double rate) noexcept {
  if (!(rate > 0)) {
    return std::numeric_limits<double>::infinity();
  }
  return -det::log1p(-u) / rate;
}

std::int64_t poisson(double u, double mean) noexcept {
  if (!(mean > 0)) {
    return 0;
  }
  if (mean > kLargestExactMean) {
    const double x = mean + det::sqrt(mean) * det::normal_quantile(u) + 0.5;
    return x > 0 ? static_cast<std::int64_t>(std::min(x, 9.0e18)) : 0;
  }
  if (u < 1.0 - mean - 0x1p-50) {
    return 0;  // e^-mean is not less than 1 - mean
  }
  // The loop ends: beyond this bound the remaining probability is below the resolution of u.
  const auto last = static_cast<std::int64_t>(mean + 40.0 * det::sqrt(mean) + 60.0);
  double probability = det::exp(-mean);
  double cumulated = probability;
  std::int64_t count = 0;
  while (u > cumulated && count < last) {
    ++count;
    probability *= mean / static_cast<double>(count);
    const double next = cumulated + probability;
    if (next == cumulated && static_cast<double>(count) > mean) {
      break;  // the sum has reached its rounding limit below u
    }
    cumulated = next;
  }
  return count;
}

std::int32_t pick(double u, std::span<const double> weights) noexcept {
  double total = 0.0;
  for (const double w : weights) {
    total += w > 0 ? w : 0.0;
  }
  if (!(total > 0)) {
    return -1;
  }
  const double threshold = u * total;
  double cumulated = 0.0;
  std::int32_t chosen = -1;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(weights[i] > 0)) {
      continue;
    }
    cumulated += weights[i];
    chosen = static_cast<std::int32_t>(i);
    if (threshold < cumulated) {
      break;
    }
  }
  return chosen;
}

double levels(double u, std::span<const double> values, std::span<const double> weights) noexcept {
  if (values.empty()) {
    return 0.0;
  }
  if (weights.empty()) {
    const auto position = static_cast<std::size_t>(u * static_cast<double>(values.size()));
    return values[std::min(position, values.size() - 1)];
  }
  const std::int32_t position = pick(u, weights.first(std::min(weights.size(), values.size())));
  return position < 0 ? 0.0 : values[static_cast<std::size_t>(position)];
}

double chi_square(std::span<const double> uniforms, int df) noexcept {
  double sum = 0.0;
  std::size_t used = 0;
  for (int pair = 0; pair + 1 < df; pair += 2) {
    sum -= 2.0 * det::log(uniforms[used]);
    ++used;
  }
  if (df % 2 != 0) {
    const double z = det::normal_quantile(uniforms[used]);
    sum += z * z;
  }
  return sum;
}

double student_t(double z, double chi2, int df) noexcept { return z * det::sqrt(static_cast<double>(df - 2) / chi2); }

double student_t(const Streams& streams, std::uint64_t entity, std::uint32_t step, Purpose purpose, std::uint32_t n,
                 int df) noexcept {
  constexpr int kMostDf = 30;
  const int bounded = std::clamp(df, 3, kMostDf);
  std::array<double, chi_square_uniforms(kMostDf)> uniforms{};
  const std::uint32_t count = chi_square_uniforms(bounded);
  for (std::uint32_t i = 0; i < count; ++i) {
    uniforms[i] = streams.uniform(entity, step, purpose, n + 1 + i);
  }
  const double z = streams.normal(entity, step, purpose, n);
  return student_t(z, chi_square(std::span<const double>(uniforms).first(count), bounded), bounded);
}

}  // namespace entente::core

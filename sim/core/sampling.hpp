// SPDX-License-Identifier: Apache-2.0
// Distributions as pure functions of uniforms in (0,1), each monotone in its uniform; the same bits everywhere.
// They hold no state and draw nothing themselves (but for student_t with streams). Wrong parameters are the
// caller's to reject; here they never trap: results stay inside the stated bounds.
#pragma once

#include <cstdint>
#include <span>

#include "core/rng.hpp"

namespace entente::core {

/// Uniform on [lo, hi].
[[nodiscard]] double uniform(double u, double lo, double hi) noexcept;

/// Triangular on [lo, hi] with the given mode; lo <= mode <= hi.
[[nodiscard]] double triangular(double u, double lo, double mode, double hi) noexcept;

/// Two-piece lognormal: in log space a normal with its own spread on each side of the median, such that p05 and p95
/// are its 5th and 95th percentiles; then truncated there, so p05 and p95 are hard bounds and the median stays.
/// Needs 0 < p05 <= median <= p95; otherwise (a non-positive bound) falls back to triangular.
[[nodiscard]] double lognormal_truncated(double u, double median, double p05, double p95) noexcept;

/// Normal with mean and standard deviation sd >= 0.
[[nodiscard]] double normal(double u, double mean, double sd) noexcept;

/// Waiting time with the given rate > 0 (mean 1/rate); +inf when the rate is 0 or negative.
[[nodiscard]] double exponential(double u, double rate) noexcept;

/// Poisson count by inversion, exact to rounding for mean <= 500; a rounded normal beyond. 0 for mean <= 0.
[[nodiscard]] std::int64_t poisson(double u, double mean) noexcept;

/// Position in `weights` chosen with probability proportional to its weight; negative and NaN weights count as 0.
/// -1 when no weight is positive. A position of weight 0 is never chosen.
[[nodiscard]] std::int32_t pick(double u, std::span<const double> weights) noexcept;

/// values[pick(u, weights)]; equal weights when `weights` is empty; 0 when there is nothing to choose.
[[nodiscard]] double levels(double u, std::span<const double> values, std::span<const double> weights) noexcept;

/// Uniforms that chi_square consumes for `df` degrees of freedom.
[[nodiscard]] constexpr std::uint32_t chi_square_uniforms(int df) noexcept {
  return static_cast<std::uint32_t>((df + 1) / 2);
}

/// Chi-square with integer df >= 1, exact: a sum of df/2 exponentials of mean 2 and, when odd, a squared normal.
/// Takes chi_square_uniforms(df) uniforms.
[[nodiscard]] double chi_square(std::span<const double> uniforms, int df) noexcept;

/// Student t of unit variance, from a standard normal and a chi-square of df >= 3 degrees of freedom:
/// z * sqrt((df - 2) / chi2). Correlated normals sharing one chi2 give a multivariate t.
[[nodiscard]] double student_t(double z, double chi2, int df) noexcept;

/// Student t of unit variance with 3 <= df <= 30; consumes draws n .. n + chi_square_uniforms(df).
[[nodiscard]] double student_t(const Streams& streams, std::uint64_t entity, std::uint32_t step, Purpose purpose,
                               std::uint32_t n, int df) noexcept;

}  // namespace entente::core

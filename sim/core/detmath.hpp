// SPDX-License-Identifier: Apache-2.0
// Elementary functions with the same bits on every platform: only + - * / sqrt and integer operations.
// Valid when compiled without contraction to FMA and without fast-math. Errors are bounded by tests against MPFR.
// It does not set errno, nor promise floating-point exceptions. Method: table reduction after Tang (1989, 1990);
// the normal quantile is Wichura's AS 241 (1988).
#pragma once

#include <cmath>

namespace entente::det {

/// Natural logarithm of 2: what halves in T decays at the rate kLn2 / T.
inline constexpr double kLn2 = 0.6931471805599453;

/// e^x, at most 1 ulp (subnormal results: 1 unit of the smallest subnormal). exp(-inf)=0, exp(+inf)=+inf, NaN -> NaN.
[[nodiscard]] double exp(double x) noexcept;

/// Natural logarithm, at most 1 ulp. log(+-0) = -inf, log(x<0) = NaN, log(+inf) = +inf.
[[nodiscard]] double log(double x) noexcept;

/// e^x - 1, at most 1 ulp, accurate near 0.
[[nodiscard]] double expm1(double x) noexcept;

/// log(1 + x), at most 1 ulp, accurate near 0. log1p(-1) = -inf, log1p(x<-1) = NaN.
[[nodiscard]] double log1p(double x) noexcept;

/// x^y, at most 1 ulp, with IEC 60559's special cases (pow(x,0) = 1, pow(1,y) = 1, negative x with integer y).
[[nodiscard]] double pow(double x, double y) noexcept;

/// Hyperbolic tangent, at most 1.5 ulp, odd.
[[nodiscard]] double tanh(double x) noexcept;

/// 1 / (1 + e^-x), relative error below 4e-16; never above 1 or below 0.
[[nodiscard]] double logistic(double x) noexcept;

/// Standard normal distribution function, relative error below 1e-14 down to x = -37; 0 below about -38.5.
[[nodiscard]] double normal_cdf(double x) noexcept;

/// Inverse of the standard normal distribution function, relative error below 1e-14 (near p = 1/2: of p - 1/2).
/// p = 0 -> -inf, p = 1 -> +inf, outside [0,1] or NaN -> NaN.
[[nodiscard]] double normal_quantile(double p) noexcept;

/// Square root (correctly rounded by IEC 60559 on every platform).
[[nodiscard]] inline double sqrt(double x) noexcept { return std::sqrt(x); }

}  // namespace entente::det

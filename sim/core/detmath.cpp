// SPDX-License-Identifier: Apache-2.0
// exp, log, expm1, log1p, pow and tanh by table reduction (Tang, ACM TOMS 15 (1989) and 16 (1990)) and short Taylor
// polynomials; pow carries its logarithm in two doubles (Dekker 1971). Normal functions are in detmath_normal.cpp.
#include "core/detmath.hpp"

#include <cfloat>
#include <cstdint>
#include <limits>

#include "core/detmath_bits.hpp"
#include "core/detmath_many.hpp"
#include "core/detmath_reduction.hpp"
#include "core/detmath_tables.hpp"
#include "core/processor.hpp"
#if defined(__SSE2__)
#include "core/detmath_pow_lanes.hpp"
#endif

#if defined(__FAST_MATH__)
#error "core/detmath needs strict IEEE arithmetic: build without -ffast-math"
#endif
static_assert(FLT_EVAL_METHOD == 0, "core/detmath needs doubles evaluated as doubles");
static_assert(std::numeric_limits<double>::is_iec559, "core/detmath needs IEC 60559 doubles");

namespace entente::det {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

using detail::kInvStep;
using detail::kLn2Hi;
using detail::kLn2Lo;
using detail::kRoundToInteger;
using detail::kStepHi;
using detail::kStepLo;

/// 2^e for -1022 <= e <= 1023.
inline double power_of_two(std::int64_t e) noexcept {
  return detail::from_bits(static_cast<std::uint64_t>(e + 1023) << 52);
}

/// y * 2^e for 0.9 < y < 2.1, also where the result is infinite or subnormal.
inline double scaled(double y, std::int64_t e) noexcept {
  if (e >= -1022 && e <= 1023) {
    return y * power_of_two(e);
  }
  if (e > 1023) {
    return y * 0x1p1023 * power_of_two(e - 1023);
  }
  // The second product rounds once more; the sum of both roundings stays below one subnormal unit.
  return y * power_of_two(e + 200) * 0x1p-200;
}

/// e^(x + tail) = 2^exponent * (t.hi + t.lo) * (1 + p).
struct ExpParts {
  std::int64_t exponent;
  tables::ExpEntry t;
  double p;
};

/// For |x| < 1100 and |tail| far below 1/256.
inline ExpParts exp_parts(double x, double tail) noexcept {
  const double k = (x * kInvStep + kRoundToInteger) - kRoundToInteger;
  const auto n = static_cast<std::int64_t>(k);
  const double r = ((x - k * kStepHi) - k * kStepLo) + tail;
  const double r2 = r * r;
  const double p = r + r2 * ((0.5 + r * (1.0 / 6)) + r2 * ((1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720)));
  return {n >> 7, tables::kExp[n & 127], p};
}

inline double exp_core(double x, double tail) noexcept {
  const ExpParts e = exp_parts(x, tail);
  return scaled(e.t.hi + (e.t.lo + e.t.hi * e.p), e.exponent);
}

/// e^x - 1 as an unevaluated sum, for -40 < x < 45.
struct Sum {
  double hi;
  double lo;
};

inline Sum expm1_parts(double x) noexcept {
  if (x < 0x1p-6 && x > -0x1p-6) {  // the table's 1 + p would cancel
    const double x2 = x * x;
    const double high = (1.0 / 120 + x * (1.0 / 720)) + x2 * (1.0 / 5040 + x * (1.0 / 40320));
    return {x, x2 * ((0.5 + x * (1.0 / 6)) + x2 * (1.0 / 24 + x * high))};
  }
  const ExpParts e = exp_parts(x, 0.0);
  const double scale = power_of_two(e.exponent);
  const double head = scale * e.t.hi;
  const double rest = scale * (e.t.lo + e.t.hi * e.p);
  const double difference = head - 1.0;
  const double error = head >= 1.0 ? (head - difference) - 1.0 : head - (difference + 1.0);
  return {difference, error + rest};
}

/// x = 2^exponent * z with z in [0.707, 1.414), and the table entry whose reciprocal is near 1/z.
struct LogParts {
  double exponent;
  double z;
  tables::LogEntry t;
};

/// For the bits of a positive normal number; `shift` is added to the exponent.
inline LogParts log_parts(std::uint64_t bits, int shift) noexcept {
  const std::uint64_t offset = bits - detail::kLowestMantissa;
  const std::int64_t exponent = static_cast<std::int64_t>(offset) >> 52;
  const double z = detail::from_bits(bits - (static_cast<std::uint64_t>(exponent) << 52));
  return {static_cast<double>(exponent + shift), z, tables::kLog[(offset >> 45) & 127]};
}

/// log(x) + extra for positive finite x; extra is far below log's unit in the last place times 2^20.
inline double log_core(double x, double extra) noexcept {
  std::uint64_t bits = detail::to_bits(x);
  int shift = 0;
  if (bits < 0x0010000000000000u) {  // subnormal
    bits = detail::to_bits(x * 0x1p52);
    shift = -52;
  }
  const LogParts l = log_parts(bits, shift);
  const double z_hi = detail::clear_low(l.z, 32);
  const double r = (z_hi * l.t.reciprocal - 1.0) + (l.z - z_hi) * l.t.reciprocal;
  const double base = l.exponent * kLn2Hi + l.t.hi;
  const double head = base + r;
  const double rest = ((base - head) + r) + (l.exponent * kLn2Lo + l.t.lo + extra);
  const double r2 = r * r;
  return head + (rest + r2 * (r * detail::log_series(r) - 0.5));
}

/// log(x) as hi + lo with a relative error near 2^-66, for positive finite x.
inline Sum log_double(double x) noexcept {
  std::uint64_t bits = detail::to_bits(x);
  int shift = 0;
  if (bits < 0x0010000000000000u) {
    bits = detail::to_bits(x * 0x1p52);
    shift = -52;
  }
  const LogParts l = log_parts(bits, shift);
  const auto sum = detail::log_sum(l.exponent, l.t.hi, l.t.lo, l.z, detail::clear_low(l.z, 32), l.t.reciprocal);
  return {sum.hi, sum.lo};
}

enum class Integerness { none, even, odd };

/// Whether a finite y is an even or odd integer.
inline Integerness integerness(double y) noexcept {
  const double magnitude = y < 0 ? -y : y;
  if (magnitude >= 0x1p53) {
    return Integerness::even;
  }
  const auto whole = static_cast<std::int64_t>(magnitude);
  if (static_cast<double>(whole) != magnitude) {
    return Integerness::none;
  }
  return (whole & 1) != 0 ? Integerness::odd : Integerness::even;
}

/// pow where x or y is 0, infinite or NaN, and x is not 1, y is not 0.
double pow_special(double x, double y) noexcept {
  if (x != x || y != y) {
    return kNan;
  }
  const double magnitude = x < 0 ? -x : x;
  if (y == kInf || y == -kInf) {
    if (magnitude == 1.0) {
      return 1.0;
    }
    return (magnitude > 1.0) == (y > 0) ? kInf : 0.0;
  }
  const bool grows = (magnitude > 0) == (y > 0);  // x is 0 or infinite here
  const double size = grows ? kInf : 0.0;
  const bool negative = (detail::to_bits(x) >> 63) != 0 && integerness(y) == Integerness::odd;
  return negative ? -size : size;
}

/// x^y for positive finite x and finite y != 0.
double pow_positive(double x, double y) noexcept {
  const Sum l = log_double(x);
  // 26 bits of each factor: the leading product is exact, so the exponent keeps about 2^-57 absolute accuracy.
  const double l_hi = detail::clear_low(l.hi, 27);
  const double l_lo = l.lo + (l.hi - l_hi);
  const double y_hi = detail::clear_low(y, 27);
  const double e_hi = y_hi * l_hi;
  if (!(e_hi < 710.0)) {
    return kInf;
  }
  if (!(e_hi > -746.0)) {
    return 0.0;
  }
  const double e_lo = (y - y_hi) * l_hi + y * l_lo;
  const double sum = e_hi + e_lo;
  return exp_core(sum, (e_hi - sum) + e_lo);
}

}  // namespace

void pow_many(std::span<const double> x, double y, std::span<double> out) noexcept {
  std::size_t k = 0;
#if defined(__SSE2__)
  static const bool wide = detail::has_wide_powers() && core::processor_has_avx2();
  if (y > -kInf && y < kInf && y != 0.0) {
    k = wide ? detail::wide_powers(x.data(), x.size(), y, out.data()) : pow_packs(x.data(), x.size(), y, out.data());
  }
#endif
  for (; k < x.size(); ++k) out[k] = pow(x[k], y);
}

double exp(double x) noexcept {
  if (!(x < 709.79)) {
    return x != x ? x : kInf;
  }
  if (x < -746.0) {
    return 0.0;
  }
  return exp_core(x, 0.0);
}

double expm1(double x) noexcept {
  const double magnitude = x < 0 ? -x : x;
  if (!(magnitude >= 0x1p-54)) {
    return x;  // also NaN and both zeros
  }
  if (x > 40.0) {
    return exp(x);
  }
  if (x < -39.0) {
    return -1.0;
  }
  const Sum e = expm1_parts(x);
  return e.hi + e.lo;
}

double log(double x) noexcept {
  if (!(x > 0.0)) {
    return x == 0.0 ? -kInf : kNan;
  }
  return x == kInf ? x : log_core(x, 0.0);
}

double log1p(double x) noexcept {
  if (x >= -0x1p-8 && x < 0x1p-7) {
    if (x < 0x1p-54 && x > -0x1p-54) {
      return x;
    }
    return x + x * x * (x * detail::log_series(x) - 0.5);
  }
  if (!(x > -1.0)) {
    return x == -1.0 ? -kInf : kNan;
  }
  if (x == kInf) {
    return x;
  }
  const double u = 1.0 + x;
  const double lost = x > 1.0 ? (x - u) + 1.0 : (1.0 - u) + x;
  return log_core(u, lost / u);
}

double pow(double x, double y) noexcept {
  if (y == 0.0 || x == 1.0) {
    return 1.0;
  }
  const bool special = !(x > -kInf && x < kInf) || !(y > -kInf && y < kInf) || x == 0.0;
  if (special) {
    return pow_special(x, y);
  }
  if (x > 0.0) {
    return pow_positive(x, y);
  }
  const Integerness whole = integerness(y);
  if (whole == Integerness::none) {
    return kNan;
  }
  const double size = pow_positive(-x, y);
  return whole == Integerness::odd ? -size : size;
}

double tanh(double x) noexcept {
  const double a = x < 0 ? -x : x;
  if (!(a >= 0x1p-28)) {
    return x;  // also NaN and both zeros
  }
  double size = 1.0;
  if (a < 1.0) {
    // tanh a = m / (m + 2) with m = e^2a - 1 in two doubles; one correction step for the quotient.
    const Sum parts = expm1_parts(2.0 * a);
    const double m = parts.hi + parts.lo;
    const double m_lo = (parts.hi - m) + parts.lo;
    const double d = m + 2.0;
    const double d_lo = ((2.0 - d) + m) + m_lo;
    const double q = m / d;
    size = q + (m_lo - q * d_lo) / d;
  } else if (a < 22.0) {
    size = 1.0 - 2.0 / (exp_core(2.0 * a, 0.0) + 1.0);
  }
  return x < 0 ? -size : size;
}

double logistic(double x) noexcept {
  if (x >= 0.0) {
    return 1.0 / (1.0 + exp(-x));
  }
  const double e = exp(x);
  return e / (1.0 + e);
}

}  // namespace entente::det

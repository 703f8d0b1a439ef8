// SPDX-License-Identifier: Apache-2.0
// Constants of the argument reductions of exp and log (Tang, ACM TOMS 15 (1989) and 16 (1990)). For the detmath sources.
#pragma once

#include <cstdint>

namespace entente::det::detail {

// ln 2 and (ln 2)/128, split so that the product of the first part with any occurring integer is exact.
inline constexpr double kLn2Hi = 0x1.62e42fefa38p-1;
inline constexpr double kLn2Lo = 0x1.ef35793c7673p-45;
inline constexpr double kStepHi = 0x1.62e42fefcp-8;
inline constexpr double kStepLo = -0x1.c610ca86c3899p-44;
inline constexpr double kInvStep = 0x1.71547652b82fep7;
inline constexpr double kRoundToInteger = 0x1.8p52;
/// Bits of 0.70703125 = (1 + 53/128) / 2, the lowest mantissa that log's table is entered with.
inline constexpr std::uint64_t kLowestMantissa = 0x3FE6A00000000000u;

/// (log(1 + r) - r + r^2 / 2) / r^3 near 0; X: a number or a pack of them.
template <class X>
inline X log_series(X r) noexcept {
  const X r2 = r * r;
  return (1.0 / 3 - r * (1.0 / 4)) +
         r2 * ((1.0 / 5 - r * (1.0 / 6)) + r2 * ((1.0 / 7 - r * (1.0 / 8)) + r2 * (1.0 / 9)));
}

template <class X>
struct HiLo {
  X hi, lo;
};
/// exponent x ln 2 + log(z) as hi + lo with a relative error near 2^-66; z_hi: z without its low 32 bits; t: the table's
/// entry for z. 21 bits of z times 10 bits of the reciprocal: products and the difference from 1 are exact, and so is r_hi^2.
template <class X>
inline HiLo<X> log_sum(X exponent, X t_hi, X t_lo, X z, X z_hi, X reciprocal) noexcept {
  const X r_hi = z_hi * reciprocal - 1.0;
  const X r_lo = (z - z_hi) * reciprocal;
  const X r = r_hi + r_lo;
  const X r_error = (r_hi - r) + r_lo;
  const X base = exponent * kLn2Hi + t_hi;
  const X first = base + r;
  const X first_error = (base - first) + r;
  const X square = -0.5 * r_hi * r_hi;
  const X square_error = -0.5 * r_lo * (r + r_hi);
  const X second = first + square;
  const X second_error = (first - second) + square;
  const X series = r * r * r * log_series(r);
  const X small = (exponent * kLn2Lo + t_lo) + r_error + square_error;
  const X rest = (first_error + second_error) + (small + series);
  const X hi = second + rest;
  return {hi, (second - hi) + rest};
}

}  // namespace entente::det::detail

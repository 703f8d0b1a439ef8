// SPDX-License-Identifier: Apache-2.0
// x^y of as many numbers as a pack holds: the operations of pow in detmath.cpp in the same order, so the same bits. For
// detmath.cpp and detmath_pow_avx2.cpp alone.
#pragma once

#include <cstddef>

#include "core/detmath.hpp"
#include "core/detmath_many.hpp"
#include "core/detmath_reduction.hpp"
#include "core/detmath_tables.hpp"
#include "core/lanes.hpp"

namespace entente::det {
namespace {

using core::Bits;
using core::kLanes;
using core::Pack;

constexpr unsigned long long kOneBits = 0x3FF0000000000000ULL;

inline Bits bits_of(Pack x) noexcept { return reinterpret_cast<Bits>(x); }
inline Pack pack_of(Bits x) noexcept { return reinterpret_cast<Pack>(x); }
inline Pack without_low(Pack x, int count) noexcept { return pack_of(bits_of(x) & (~0ULL << count)); }

/// One member of the entries of a table.
template <class Entry>
inline Pack looked_up(const Entry* table, Bits at, double Entry::*member) noexcept {
#ifdef __AVX2__
  return Pack{table[at[0]].*member, table[at[1]].*member, table[at[2]].*member, table[at[3]].*member};
#else
  return Pack{table[at[0]].*member, table[at[1]].*member};
#endif
}

/// log(x) as hi + lo, as log_double() of detmath.cpp.
struct PackSum {
  Pack hi, lo;
};

/// For positive normal numbers.
inline PackSum log_double(Pack x) noexcept {
  const Bits bits = bits_of(x);
  const Bits biased = (bits + (kOneBits - detail::kLowestMantissa)) >> 52;  // the exponent plus 1023
  const Pack exponent = pack_of(biased | 0x4330000000000000ULL) - (0x1p52 + 1023.0);
  const Pack z = pack_of((bits - (biased << 52)) + kOneBits);
  const Bits at = ((bits - detail::kLowestMantissa) >> 45) & 127ULL;
  const Pack reciprocal = looked_up(tables::kLog, at, &tables::LogEntry::reciprocal);
  const Pack t_hi = looked_up(tables::kLog, at, &tables::LogEntry::hi);
  const Pack t_lo = looked_up(tables::kLog, at, &tables::LogEntry::lo);
  const auto sum = detail::log_sum(exponent, t_hi, t_lo, z, without_low(z, 32), reciprocal);
  return {sum.hi, sum.lo};
}

/// e^(x + tail) as exp_core() of detmath.cpp, where the result is a normal number.
inline Pack exp_core(Pack x, Pack tail) noexcept {
  const Pack shifted = x * detail::kInvStep + detail::kRoundToInteger;
  const Pack k = shifted - detail::kRoundToInteger;
  const Bits n = bits_of(shifted) - bits_of(core::all(detail::kRoundToInteger));
  const Pack s = ((x - k * detail::kStepHi) - k * detail::kStepLo) + tail;
  const Pack s2 = s * s;
  const Pack p = s + s2 * ((0.5 + s * (1.0 / 6)) + s2 * ((1.0 / 24 + s * (1.0 / 120)) + s2 * (1.0 / 720)));
  const Bits at = n & 127ULL;
  const Pack head = looked_up(tables::kExp, at, &tables::ExpEntry::hi);
  const Pack low = looked_up(tables::kExp, at, &tables::ExpEntry::lo);
  return (head + (low + head * p)) * pack_of(((n & ~127ULL) << 45) + kOneBits);
}

/// pow of a pack of numbers by one exponent, finite and not 0. Numbers that are not positive and normal, and results that are
/// not far from both ends of the range, are worked out one by one. `out` may be `x`.
inline void pow_pack(const double* x, double y, double* out) noexcept {
  const Pack given = core::load(x);
  const auto plain = (given >= 0x1p-1022) & (given <= 0x1.fffffffffffffp1023);
  const Bits usable = reinterpret_cast<Bits>(plain);
  const PackSum l = log_double(pack_of((bits_of(given) & usable) | (bits_of(core::all(1.0)) & ~usable)));
  const Pack l_hi = without_low(l.hi, 27);
  const Pack l_lo = l.lo + (l.hi - l_hi);
  const Pack ys = core::all(y), y_hi = without_low(ys, 27);
  const Pack e_hi = y_hi * l_hi;
  const Pack e_lo = (ys - y_hi) * l_hi + ys * l_lo;
  const Pack sum = e_hi + e_lo;
  const Pack result = exp_core(sum, (e_hi - sum) + e_lo);
  const auto settled = plain & (e_hi < 700.0) & (e_hi > -700.0);
  core::store(result, out);
  const core::Truth open = ~reinterpret_cast<core::Truth>(settled);
  if (!core::any(open)) return;
  for (std::size_t k = 0; k < kLanes; ++k) {
    if (open[k] != 0) out[k] = pow(given[k], y);
  }
}

/// pow of the first numbers, by one exponent, finite and not 0; returns how many: all, or all but one.
inline std::size_t pow_packs(const double* x, std::size_t count, double y, double* out) noexcept {
  std::size_t k = 0;
  for (; k + kLanes <= count; k += kLanes) pow_pack(x + k, y, out + k);
  if (count < k + 2) return k;
  double rest[kLanes];
  for (std::size_t j = 0; j < kLanes; ++j) rest[j] = k + j < count ? x[k + j] : 1.0;
  pow_pack(rest, y, rest);
  for (std::size_t j = 0; k + j < count; ++j) out[k + j] = rest[j];
  return count;
}

}  // namespace
}  // namespace entente::det

// SPDX-License-Identifier: Apache-2.0
// Two numbers at once, or four where the file is compiled for AVX2: inner loops without branches on the compiler's own short
// vectors, which every machine and a browser has or imitates. Lanes never mix, so the bits are the same at any width. exp,
// log and tanh are polynomials (Cody and Waite 1980), exact to 1e-9: enough for a projection. Where a result must be exact
// to the last bit there is core/detmath.
#pragma once

#include <cstddef>

#include "core/detmath.hpp"

#if defined(__AVX2__) || defined(__SSE2__)
#include <immintrin.h>
#endif

namespace entente::core {
// One namespace for each width: files compiled for different machines are linked into one program.
#ifdef __AVX2__
inline namespace lanes4 {
inline constexpr std::size_t kLanes = 4;
using Pack = double __attribute__((vector_size(32)));
using Truth = long long __attribute__((vector_size(32)));  // for each number: all bits or none
using Bits = unsigned long long __attribute__((vector_size(32)));
[[nodiscard]] inline Pack all(double x) { return Pack{x, x, x, x}; }
#else
inline namespace lanes2 {
inline constexpr std::size_t kLanes = 2;
using Pack = double __attribute__((vector_size(16)));
using Truth = long long __attribute__((vector_size(16)));  // for each number: all bits or none
using Bits = unsigned long long __attribute__((vector_size(16)));
[[nodiscard]] inline Pack all(double x) { return Pack{x, x}; }
#endif

/// A pack as an element of containers.
struct Lane {
  Pack v{};
};

[[nodiscard]] inline Pack load(const double* x) {
  Pack out;
  __builtin_memcpy(&out, x, sizeof(out));
  return out;
}
inline void store(Pack x, double* out) { __builtin_memcpy(out, &x, sizeof(x)); }
/// x where true, else 0.
[[nodiscard]] inline Pack only(Truth truth, Pack x) {
  return reinterpret_cast<Pack>(reinterpret_cast<Truth>(x) & truth);
}
/// a where true, else b.
[[nodiscard]] inline Pack choose(Truth truth, Pack a, Pack b) {
  return reinterpret_cast<Pack>((reinterpret_cast<Truth>(a) & truth) | (reinterpret_cast<Truth>(b) & ~truth));
}
[[nodiscard]] inline bool any(Truth truth) {
#if defined(__AVX2__)
  return _mm256_movemask_pd(reinterpret_cast<Pack>(truth)) != 0;
#elif defined(__SSE2__)
  return _mm_movemask_pd(reinterpret_cast<Pack>(truth)) != 0;
#else
  return (truth[0] | truth[1]) != 0;
#endif
}
/// a < b ? a : b, lane by lane; the processor's minimum is that to the last bit, also for zeros and NaN.
[[nodiscard]] inline Pack least(Pack a, Pack b) {
#if defined(__AVX2__)
  return _mm256_min_pd(a, b);
#elif defined(__SSE2__)
  return _mm_min_pd(a, b);
#else
  return a < b ? a : b;
#endif
}
/// a > b ? a : b, likewise.
[[nodiscard]] inline Pack most(Pack a, Pack b) {
#if defined(__AVX2__)
  return _mm256_max_pd(a, b);
#elif defined(__SSE2__)
  return _mm_max_pd(a, b);
#else
  return a > b ? a : b;
#endif
}
/// Square root, rounded right on every machine (IEEE 754).
[[nodiscard]] inline Pack root(Pack x) {
#if defined(__AVX2__)
  return _mm256_sqrt_pd(x);
#elif defined(__SSE2__)
  return _mm_sqrt_pd(x);
#else
  for (std::size_t l = 0; l < kLanes; ++l) x[l] = det::sqrt(x[l]);
  return x;
#endif
}

/// e^x; x is clamped to -700 and 700. e^0 is 1 exactly.
[[nodiscard]] inline Pack exponential(Pack x) {
  const Pack magic = all(0x1.8p52);
  const Pack y = most(least(x, all(700.0)), all(-700.0));
  const Pack whole = y * all(0x1.71547652b82fep0) + magic;  // the integer stands in the low bits
  const Pack n = whole - magic;
  const Pack r = (y - n * all(0x1.62e42fee00000p-1)) - n * all(0x1.a39ef35793c76p-33);
  const Pack r2 = r * r, r4 = r2 * r2;
  const Pack low = (all(1.0) + r) + r2 * (all(1.0 / 2) + r * all(1.0 / 6));
  const Pack high =
      (all(1.0 / 24) + r * all(1.0 / 120)) + r2 * (all(1.0 / 720) + r * all(1.0 / 5040)) + r4 * all(1.0 / 40320);
  const Bits scale = (reinterpret_cast<Bits>(whole) + 1023) << 52;
  return (low + r4 * high) * reinterpret_cast<Pack>(scale);
}

/// Natural logarithm of positive normal numbers.
[[nodiscard]] inline Pack logarithm(Pack x) {
  constexpr unsigned long long kRoot = 0x3FE6A09E667F3BCDULL;  // bits of the root of 1/2
  const Bits bits = reinterpret_cast<Bits>(x);
  const Bits exponent = (bits - kRoot) & ~0xFFFFFFFFFFFFFULL;  // e x 2^52, e perhaps negative
  const Pack m = reinterpret_cast<Pack>(bits - exponent);      // between the roots of 1/2 and of 2
  const Bits biased = (exponent + 0x3FF0000000000000ULL) >> 52;
  const Pack e = reinterpret_cast<Pack>(biased | 0x4330000000000000ULL) - all(0x1p52 + 1023.0);
  const Pack s = (m - all(1.0)) / (m + all(1.0)), z = s * s, z2 = z * z;
  const Pack series = ((all(1.0) + z * all(1.0 / 3)) + z2 * (all(1.0 / 5) + z * all(1.0 / 7))) +
                      z2 * z2 * (all(1.0 / 9) + z * all(1.0 / 11));
  return e * all(0.6931471805599453) + all(2.0) * s * series;
}

/// Hyperbolic tangent, odd, 0 at 0 exactly; absolute error below 1e-9.
[[nodiscard]] inline Pack hyperbolic_tangent(Pack x) {
  const Bits sign = reinterpret_cast<Bits>(x) & 0x8000000000000000ULL;
  const Pack size = reinterpret_cast<Pack>(reinterpret_cast<Bits>(x) ^ sign);
  const Pack t = all(1.0) - all(2.0) / (all(1.0) + exponential(all(2.0) * size));
  return reinterpret_cast<Pack>(reinterpret_cast<Bits>(t) | sign);
}

}  // namespace lanes2 or lanes4
}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Four numbers of single precision at once, or eight where the file is compiled for AVX2: twice as many as core/lanes packs,
// where seven digits are enough. Lanes never mix, so the bits are the same at any width. exp, expm1 and log are polynomials
// (Cody and Waite 1980), within a few units of the last place.
#pragma once

#include <cstddef>

#include "core/lanes.hpp"

namespace entente::core {
// One namespace for each width: files compiled for different machines are linked into one program.
#ifdef __AVX2__
inline namespace singles8 {
inline constexpr std::size_t kSingles = 8;
using Singles = float __attribute__((vector_size(32)));
using SingleBits = unsigned __attribute__((vector_size(32)));
using WideSingles = double __attribute__((vector_size(64)));
#else
inline namespace singles4 {
inline constexpr std::size_t kSingles = 4;
using Singles = float __attribute__((vector_size(16)));
using SingleBits = unsigned __attribute__((vector_size(16)));
using WideSingles = double __attribute__((vector_size(32)));
#endif

/// For each number: all bits or none. Compilers differ in what they name it.
using SingleTruth = decltype(Singles{} < Singles{});

/// x in every lane.
[[nodiscard]] inline Singles singles(float x) {
#ifdef __AVX2__
  return Singles{x, x, x, x, x, x, x, x};
#else
  return Singles{x, x, x, x};
#endif
}
/// The number of single precision nearest to x in every lane.
[[nodiscard]] inline Singles singles(double x) { return singles(static_cast<float>(x)); }
/// As doubles, in order.
inline void store(Singles x, double* out) {
  const WideSingles wide = __builtin_convertvector(x, WideSingles);
  __builtin_memcpy(out, &wide, sizeof(wide));
}
/// x where true, else 0.
[[nodiscard]] inline Singles only(SingleTruth truth, Singles x) {
  return reinterpret_cast<Singles>(reinterpret_cast<SingleTruth>(x) & truth);
}
/// a where true, else b.
[[nodiscard]] inline Singles choose(SingleTruth truth, Singles a, Singles b) {
#if defined(__AVX2__)
  return _mm256_blendv_ps(b, a, reinterpret_cast<Singles>(truth));
#else
  return reinterpret_cast<Singles>((reinterpret_cast<SingleTruth>(a) & truth) |
                                   (reinterpret_cast<SingleTruth>(b) & ~truth));
#endif
}
[[nodiscard]] inline bool any(SingleTruth truth) {
#if defined(__AVX2__)
  return _mm256_movemask_ps(reinterpret_cast<Singles>(truth)) != 0;
#elif defined(__SSE2__)
  return _mm_movemask_ps(reinterpret_cast<Singles>(truth)) != 0;
#else
  return (truth[0] | truth[1] | truth[2] | truth[3]) != 0;
#endif
}
/// a < b ? a : b, lane by lane; the processor's minimum is that to the last bit, also for zeros and NaN.
[[nodiscard]] inline Singles least(Singles a, Singles b) {
#if defined(__AVX2__)
  return _mm256_min_ps(a, b);
#elif defined(__SSE2__)
  return _mm_min_ps(a, b);
#else
  return a < b ? a : b;
#endif
}
/// a > b ? a : b, likewise.
[[nodiscard]] inline Singles most(Singles a, Singles b) {
#if defined(__AVX2__)
  return _mm256_max_ps(a, b);
#elif defined(__SSE2__)
  return _mm_max_ps(a, b);
#else
  return a > b ? a : b;
#endif
}
/// Square root, rounded right on every machine (IEEE 754).
[[nodiscard]] inline Singles root(Singles x) {
#if defined(__AVX2__)
  return _mm256_sqrt_ps(x);
#elif defined(__SSE2__)
  return _mm_sqrt_ps(x);
#else
  for (std::size_t l = 0; l < kSingles; ++l) x[l] = static_cast<float>(det::sqrt(x[l]));
  return x;
#endif
}

/// x = n ln 2 + r: e^r - 1, and 2^n.
struct SingleExp {
  Singles above_one, scale;
};
[[nodiscard]] inline SingleExp split_exponential(Singles x) {
  const Singles magic = singles(0x1.8p23);
  const Singles y = most(least(x, singles(87.0)), singles(-87.0));
  const Singles whole = y * singles(1.4426950408889634) + magic;  // the integer stands in the low bits
  const Singles n = whole - magic;
  const Singles r = (y - n * singles(0x1.62e4p-1)) - n * singles(0x1.7f7d1cp-20);
  const Singles r2 = r * r;
  const Singles high =
      (singles(1.0 / 24) + r * singles(1.0 / 120)) + r2 * (singles(1.0 / 720) + r * singles(1.0 / 5040));
  const SingleBits scale = (reinterpret_cast<SingleBits>(whole) + 127u) << 23;
  return {r + r2 * ((singles(1.0 / 2) + r * singles(1.0 / 6)) + r2 * high), reinterpret_cast<Singles>(scale)};
}
/// e^x; x is clamped to -87 and 87. e^0 is 1 exactly.
[[nodiscard]] inline Singles exponential(Singles x) {
  const SingleExp e = split_exponential(x);
  return (singles(1.0) + e.above_one) * e.scale;
}
/// e^x - 1, also near 0 to a few units of its own last place; 0 at 0 exactly.
[[nodiscard]] inline Singles exponential_less_one(Singles x) {
  const SingleExp e = split_exponential(x);
  return e.above_one * e.scale + (e.scale - singles(1.0));
}

/// Natural logarithm of positive normal numbers.
[[nodiscard]] inline Singles logarithm(Singles x) {
  constexpr unsigned kRoot = 0x3F3504F3u;  // bits of the root of 1/2
  const SingleBits bits = reinterpret_cast<SingleBits>(x);
  const SingleBits exponent = (bits - kRoot) & ~0x7FFFFFu;       // e x 2^23, e perhaps negative
  const Singles m = reinterpret_cast<Singles>(bits - exponent);  // between the roots of 1/2 and of 2
  const SingleBits biased = (exponent + 0x3F800000u) >> 23;
  const Singles e = reinterpret_cast<Singles>(biased | 0x4B000000u) - singles(0x1p23 + 127.0);
  const Singles s = (m - singles(1.0)) / (m + singles(1.0)), z = s * s;
  const Singles series =
      z * ((singles(1.0 / 3) + z * singles(1.0 / 5)) + z * z * (singles(1.0 / 7) + z * singles(1.0 / 9)));
  return e * singles(0.6931471805599453) + (singles(2.0) * s + singles(2.0) * s * series);
}

}  // namespace singles4 or singles8
}  // namespace entente::core

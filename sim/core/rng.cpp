// SPDX-License-Identifier: Apache-2.0
// The parts of the keyed streams that need more than integer arithmetic.
#include "core/rng.hpp"

#include "core/detmath.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace entente::core {
namespace {

#if defined(__SSE2__)
/// philox4x32_10 of two counters that differ in word 0, under keys that differ in word 1: words 0 and 1 of each as 64 bits.
/// A word stands in the lower half of its lane; what is left in the upper half is never multiplied and is cut off at the end.
void philox_pair(const std::uint32_t (&word0)[2], std::uint32_t word1, std::uint32_t word2, std::uint32_t word3,
                 std::uint32_t key0, const std::uint32_t (&key1)[2], std::uint64_t (&out)[2]) noexcept {
  const auto both = [](std::uint32_t x) { return _mm_set1_epi64x(static_cast<long long>(x)); };
  const auto pair = [](const std::uint32_t(&x)[2]) {
    return _mm_set_epi64x(static_cast<long long>(x[1]), static_cast<long long>(x[0]));
  };
  __m128i c0 = pair(word0), c1 = both(word1), c2 = both(word2), c3 = both(word3);
  __m128i k0 = both(key0), k1 = pair(key1);
  for (int round = 0; round < 10; ++round) {
    const __m128i p0 = _mm_mul_epu32(c0, both(0xD2511F53u)), p1 = _mm_mul_epu32(c2, both(0xCD9E8D57u));
    c0 = _mm_xor_si128(_mm_srli_epi64(p1, 32), _mm_xor_si128(c1, k0));
    c1 = p1;
    c2 = _mm_xor_si128(_mm_srli_epi64(p0, 32), _mm_xor_si128(c3, k1));
    c3 = p0;
    k0 = _mm_add_epi32(k0, both(0x9E3779B9u));
    k1 = _mm_add_epi32(k1, both(0xBB67AE85u));
  }
  const __m128i bits = _mm_or_si128(_mm_slli_epi64(c1, 32), _mm_and_si128(c0, both(0xFFFFFFFFu)));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&out[0]), bits);
}
#endif

}  // namespace

void Streams::uniforms(const std::uint64_t* entity, std::size_t count, std::uint32_t step, Purpose purpose,
                       std::uint32_t n, double* out) const noexcept {
  std::size_t k = 0;
#if defined(__SSE2__)
  const std::uint32_t key0 = static_cast<std::uint32_t>(key_), key1 = static_cast<std::uint32_t>(key_ >> 32);
  for (; k + 2 <= count; k += 2) {
    const std::uint32_t low[2] = {static_cast<std::uint32_t>(entity[k]), static_cast<std::uint32_t>(entity[k + 1])};
    const std::uint32_t high[2] = {key1 ^ static_cast<std::uint32_t>(entity[k] >> 32),
                                   key1 ^ static_cast<std::uint32_t>(entity[k + 1] >> 32)};
    std::uint64_t two[2];
    philox_pair(low, step, draw_, tail(purpose, n), key0, high, two);
    out[k] = unit(two[0]);
    out[k + 1] = unit(two[1]);
  }
#endif
  for (; k < count; ++k) out[k] = uniform(entity[k], step, purpose, n);
}

double Streams::normal(std::uint64_t entity, std::uint32_t step, Purpose purpose, std::uint32_t n) const noexcept {
  return det::normal_quantile(uniform(entity, step, purpose, n));
}

Streams Streams::child(std::uint32_t path) const noexcept {
  Streams result = *this;
  // The added constant keeps path 0 from mapping the zero key to itself.
  result.key_ = mix64(key_ ^ mix64(std::uint64_t{path} + 0xD1B54A32D192ED03u));
  return result;
}

}  // namespace entente::core

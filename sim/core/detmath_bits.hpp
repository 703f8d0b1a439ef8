// SPDX-License-Identifier: Apache-2.0
// The bits of a double, without std::bit_cast, which the dialect lacks. For the detmath sources.
#pragma once

#include <cstdint>
#include <cstring>

namespace entente::det::detail {

[[nodiscard]] inline std::uint64_t to_bits(double x) noexcept {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

[[nodiscard]] inline double from_bits(std::uint64_t bits) noexcept {
  double x = 0.0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// x with its `count` lowest mantissa bits cleared (truncation towards 0).
[[nodiscard]] inline double clear_low(double x, int count) noexcept {
  return from_bits(to_bits(x) & (~std::uint64_t{0} << count));
}

}  // namespace entente::det::detail

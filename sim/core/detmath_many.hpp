// SPDX-License-Identifier: Apache-2.0
// Elementary functions of many numbers: the bits of core/detmath, several at a time where the processor can.
#pragma once

#include <cstddef>
#include <span>

namespace entente::det {

/// out[k] = pow(x[k], y); out holds as many numbers as x and may be x.
void pow_many(std::span<const double> x, double y, std::span<double> out) noexcept;

namespace detail {

/// Of detmath_pow_avx2.cpp: whether the build has it, and the powers of the first numbers by an exponent that is finite and
/// not 0, of which it returns the number. Only on processors with AVX2.
[[nodiscard]] bool has_wide_powers() noexcept;
std::size_t wide_powers(const double* x, std::size_t count, double y, double* out) noexcept;

}  // namespace detail
}  // namespace entente::det

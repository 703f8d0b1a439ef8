// SPDX-License-Identifier: Apache-2.0
// Powers compiled for processors with AVX2, where the build asks for them: four at once, the same bits.
#ifdef __AVX2__
#include "core/detmath_pow_lanes.hpp"

namespace entente::det::detail {

bool has_wide_powers() noexcept { return true; }
std::size_t wide_powers(const double* x, std::size_t count, double y, double* out) noexcept {
  return pow_packs(x, count, y, out);
}

}  // namespace entente::det::detail
#else
#include "core/detmath_many.hpp"

namespace entente::det::detail {

bool has_wide_powers() noexcept { return false; }
std::size_t wide_powers(const double*, std::size_t, double, double*) noexcept { return 0; }

}  // namespace entente::det::detail
#endif

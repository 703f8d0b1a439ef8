// SPDX-License-Identifier: Apache-2.0
// The sums compiled for processors with AVX2, where the build asks for them: four columns at once, the same bits.
#ifdef __AVX2__
#include "valuation/path_sums_lanes.hpp"

namespace entente::valuation {

bool has_wide_path_sums() { return true; }
const PathSums& wide_path_sums() { return kSums; }

}  // namespace entente::valuation
#else
#include "valuation/path_sums.hpp"

namespace entente::valuation {

bool has_wide_path_sums() { return false; }
const PathSums& wide_path_sums() { return plain_path_sums(); }

}  // namespace entente::valuation
#endif

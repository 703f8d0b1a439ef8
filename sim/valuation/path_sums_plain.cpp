// SPDX-License-Identifier: Apache-2.0
// The sums compiled for any machine, and the choice between them and the wide ones.
#include "valuation/path_sums_lanes.hpp"

namespace entente::valuation {

const PathSums& plain_path_sums() { return kSums; }

const PathSums& path_sums() {
#if defined(__x86_64__) && defined(__GNUC__)
  static const bool wide = has_wide_path_sums() && __builtin_cpu_supports("avx2") != 0;
  return wide ? wide_path_sums() : kSums;
#else
  return kSums;
#endif
}

}  // namespace entente::valuation

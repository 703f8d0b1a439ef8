// SPDX-License-Identifier: Apache-2.0
// The sums compiled for any machine, and the choice between them and the wide ones.
#include "core/processor.hpp"
#include "valuation/path_sums_lanes.hpp"

namespace entente::valuation {

const PathSums& plain_path_sums() { return kSums; }

const PathSums& path_sums() {
  static const bool wide = has_wide_path_sums() && core::processor_has_avx2();
  return wide ? wide_path_sums() : kSums;
}

}  // namespace entente::valuation

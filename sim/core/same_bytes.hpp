// SPDX-License-Identifier: Apache-2.0
// Has an input changed since something was worked out from it?
#pragma once

#include <cstring>
#include <vector>

namespace entente::core {

/// The same bytes: what is kept may be made again needlessly (0 and -0), never kept wrongly.
[[nodiscard]] inline bool same_bytes(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Has an input changed since something was worked out from it?
#pragma once

#include <cstring>
#include <type_traits>
#include <vector>

namespace entente::core {

/// The same bytes: what is kept may be made again needlessly (0 and -0, padding), never kept wrongly.
template <class T>
[[nodiscard]] bool same_bytes(const std::vector<T>& a, const std::vector<T>& b) {
  static_assert(std::is_trivially_copyable_v<T>);
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// What the processor at hand can do, asked by code that is compiled for more than one kind.
#pragma once

namespace entente::core {

/// Does it have AVX2? Always no where the target is not x86-64.
[[nodiscard]] inline bool processor_has_avx2() {
#if defined(__x86_64__) && defined(__GNUC__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Constants of the argument reductions of exp and log (Tang, ACM TOMS 15 (1989) and 16 (1990)). For the detmath sources.
#pragma once

#include <cstdint>

namespace entente::det::detail {

// ln 2 and (ln 2)/128, split so that the product of the first part with any occurring integer is exact.
inline constexpr double kLn2Hi = 0x1.62e42fefa38p-1;
inline constexpr double kLn2Lo = 0x1.ef35793c7673p-45;
inline constexpr double kStepHi = 0x1.62e42fefcp-8;
inline constexpr double kStepLo = -0x1.c610ca86c3899p-44;
inline constexpr double kInvStep = 0x1.71547652b82fep7;
inline constexpr double kRoundToInteger = 0x1.8p52;
/// Bits of 0.70703125 = (1 + 53/128) / 2, the lowest mantissa that log's table is entered with.
inline constexpr std::uint64_t kLowestMantissa = 0x3FE6A00000000000u;

}  // namespace entente::det::detail

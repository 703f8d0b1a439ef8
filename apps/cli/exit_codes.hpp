// SPDX-License-Identifier: Apache-2.0
// Exit codes of the program, after sysexits.h where it has one.
#pragma once

namespace entente::cli {

inline constexpr int kOk = 0;
inline constexpr int kUsage = 64;         ///< a verb, option or argument that does not exist
inline constexpr int kBadInput = 65;      ///< anything wrong in what the user wrote or named as input
inline constexpr int kOurFault = 70;      ///< a defect of the program
inline constexpr int kCannotCreate = 73;  ///< the output cannot be made there
inline constexpr int kInOut = 74;         ///< reading or writing failed
inline constexpr int kInterrupted = 75;   ///< stopped by a signal; finished runs are saved

}  // namespace entente::cli

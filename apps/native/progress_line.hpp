// SPDX-License-Identifier: Apache-2.0
// The text of a progress bar from counts and seconds. It reads no clock and writes nothing.
#pragma once

#include <cstdint>
#include <string>

namespace entente::native {

/// "[########------] 1,204/2,000 runs  2,310 runs/s  ETA 0:00", without a line end. The rate counts only runs made in
/// `seconds`; no ETA before there is a rate. `unit` is "runs" or the like.
[[nodiscard]] std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds,
                                        const std::string& unit = "runs");

/// "0:07", "12:30", "3:05:00".
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace entente::native

// SPDX-License-Identifier: Apache-2.0
// How the façade words a frequency: as simulated histories, never as none or all of them.
#pragma once

#include <cstdint>
#include <string>

#include "scenario/scenario.hpp"

namespace entente::session {

/// "41 in 100 simulated histories"; below a hundred runs "31 of 70 …"; at the ends "fewer than 1 in 400 …".
[[nodiscard]] std::string frequency_text(std::uint64_t hits, std::uint64_t n);

/// A chance in hundreds: "12 in 100", "fewer than 1 in 100", "more than 99 in 100".
[[nodiscard]] std::string chance_text(double chance);

/// "38 to 44" in hundreds, "up to 2", "at least 98"; widened to whole numbers so that the words never claim more than the interval.
[[nodiscard]] std::string hundreds_text(double lo, double hi);

/// A number for reading: grouped, with as many decimals as its size warrants.
[[nodiscard]] std::string quantity_text(double value);

/// "2026-03": the month at whose end a step closes.
[[nodiscard]] std::string month_text(const scenario::Scenario& scenario, int month);

}  // namespace entente::session

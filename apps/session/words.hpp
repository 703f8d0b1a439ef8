// SPDX-License-Identifier: Apache-2.0
// How the façade words a month. Frequencies and numbers: report/words.hpp.
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace entente::session {

/// "2026-03": the month at whose end a step closes.
[[nodiscard]] std::string month_text(const scenario::Scenario& scenario, int month);

}  // namespace entente::session

// SPDX-License-Identifier: Apache-2.0
// One word for each cause, as stored in results.sqlite.
#pragma once

#include <string_view>

#include "world/event.hpp"

namespace entente::native {

[[nodiscard]] std::string_view cause_text(world::Cause cause) noexcept;

}  // namespace entente::native

// SPDX-License-Identifier: Apache-2.0
// Ports for a case without a world: nobody fights, nothing is produced or paid, no lever is moved. Not a choice in a file:
// they stand in where a case has no ground for such models to work on.
#pragma once

#include <memory>

#include "model/ports.hpp"

namespace entente::model {

[[nodiscard]] std::unique_ptr<Conflict> idle_conflict();
[[nodiscard]] std::unique_ptr<Economy> idle_economy();
/// Keeps every lever where it is; all levels are equally likely in expectation.
[[nodiscard]] std::unique_ptr<Policy> idle_policy();

}  // namespace entente::model

// SPDX-License-Identifier: Apache-2.0
// Parameters of the ground rather than of a way to fight: supply, garrisons, staging, prizes, towns, release, harm. Every
// conflict family declares them under the same keys, so that a case keeps its numbers when the family is changed.
#pragma once

#include <vector>

#include "model/registry.hpp"
#include "models/support/burst_contest.hpp"

namespace entente::models::burst {

/// Appends their specs: key, unit, range, meaning, source.
void add_ground_params(std::vector<scenario::ParamSpec>& out);

/// Their drawn values; the other members keep their defaults.
[[nodiscard]] Params read_ground(const model::ParamValues& values);

}  // namespace entente::models::burst

// SPDX-License-Identifier: Apache-2.0
// The part of a conflict model's inputs that needs no map: what sides bring to their fronts. For whoever asks often whether
// strengths have moved and seldom for supply.
#pragma once

#include "model/ground.hpp"

namespace entente::model {

/// Fills strength, men, restraint, pressure, regroup and regroup_rate as ground_inputs does; supply and rent stay as they are.
void ground_sides(const scenario::Scenario& scenario, const scenario::Draw& draw, const world::World& world,
                  const world::Derived& derived, const GroundParams& params, GroundInputs& out);

}  // namespace entente::model

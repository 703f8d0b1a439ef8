// SPDX-License-Identifier: Apache-2.0
// What sanctions cost, what they cost the sanctioner, and what forces cost: the three standing charges that ground,
// economy and valuation must agree on. All in MUSD/month.
#pragma once

#include <vector>

#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/world.hpp"

namespace entente::model {

/// Value of a table by sanction level, interpolated between levels, constant beyond the last; 0 for an empty table.
[[nodiscard]] double by_level(const scenario::Draw& draw, const std::vector<scenario::Num>& table, double level);

/// Cost to a target of the sanction `by` holds at `level`.
[[nodiscard]] double sanction_bite(const scenario::Scenario& scenario, const scenario::Draw& draw, core::ActorId by,
                                   double level);

/// Cost to the sanctioner of holding that level on one target.
[[nodiscard]] double sanction_cost(const scenario::Scenario& scenario, const scenario::Draw& draw, core::ActorId by,
                                   double level);

/// Sum of the bites on one actor at the world's present levels.
[[nodiscard]] double bite_on(const scenario::Scenario& scenario, const scenario::Draw& draw, const world::World& world,
                             core::ActorId on);

/// What the actor can expect to be relieved of by complying: bites times the sanctioner's relief credibility, and aid withheld.
[[nodiscard]] double relief_at_stake(const scenario::Scenario& scenario, const scenario::Draw& draw,
                                     const world::World& world, const world::Derived& derived, core::ActorId on);

/// Cost of keeping `men` of a force for a month.
[[nodiscard]] double force_cost(const scenario::Scenario& scenario, const scenario::Draw& draw, core::ForceId force,
                                double men);

}  // namespace entente::model

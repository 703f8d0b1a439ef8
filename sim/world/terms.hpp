// SPDX-License-Identifier: Apache-2.0
// Terms that change the state once instead of month by month: areas handed over, forces that change sides. They are read
// from the derived tables and become events, so that the hand-over has a place in the record.
#pragma once

#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/event.hpp"
#include "world/world.hpp"

namespace entente::world {

/// Emits ControlChanged{handover} until every node of each area in `derived.handovers` is under the receiver with the
/// delivered share, and CoalitionChanged for `derived.realigns`. Ground that the giver took after the deal entered into
/// force is not part of it. Emits nothing when all is done. Call once a month, after delivery has moved.
void execute_terms(const scenario::Scenario& scenario, const World& world, const Derived& derived, EventSink& out);

}  // namespace entente::world

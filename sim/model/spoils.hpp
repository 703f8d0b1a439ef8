// SPDX-License-Identifier: Apache-2.0
// Looting: what places that fall by force lose, and to whom. The economy says what there is to take (Ledger::spoils); the
// rules here turn the fall of a place into events, the same for every family of conflict and economy.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/ground.hpp"
#include "scenario/scenario.hpp"
#include "world/event.hpp"
#include "world/world.hpp"

namespace entente::model {

/// Ground as it was before a week of fighting.
struct GroundBefore {
  std::vector<double> control;
  std::vector<std::int16_t> captured_month;

  /// Copies nothing where nothing can be looted.
  void remember(const world::World& world, const Spoils& spoils);
};

/// Part of a place's stores that is there: 1 - 2^(-months since it last changed hands / refill), 0..1.
[[nodiscard]] double stores(const Spoils& spoils, int months);

/// For every place that changed hands by force among the events of a week, once: Looted, and MoneyMoved (kind looted) from
/// the treasury that lost it and from outside to the looter, in MUSD. What the looter does not keep leaves the treasury for
/// the world outside. `world` is the state after these events.
void loot(const scenario::Scenario& scenario, const world::World& world, const Spoils& spoils,
          const GroundBefore& before, std::span<const world::Event> week_events, world::EventSink& out);

}  // namespace entente::model

// SPDX-License-Identifier: Apache-2.0
// What one effect row adds to the derived tables. The rows of deals, levers and shocks all pass through here, so an
// operation means the same wherever it stands.
#pragma once

#include <cstdint>

#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/world.hpp"

namespace entente::world {

enum class EffectOrigin : std::uint8_t { deal, lever, shock };

/// How much of an effect runs.
struct EffectUse {
  double level = 0.0;      // position (deal), level (lever), 1 (shock): for operations that set something
  double change = 0.0;     // change of position delivered so far: for operations that add something
  double promised = 0.0;   // change of position when all is delivered (deals)
  double delivered = 1.0;  // 0..1, already contained in `change`
  EffectOrigin origin = EffectOrigin::lever;
  std::int16_t since = 0;  // month in which it began to run
  bool running = true;     // false: only what stays of an effect whose deal no longer runs
  bool collect = false;    // shares are only added to `grants`, for the caller to grant
};

/// Adds the effect to `out`, which derive has sized. Setting operations (sanction, export_regime, deploy) use level x scale;
/// all others change x scale.
void add_effect(const scenario::Scenario& scenario, const scenario::Draw& draw, const World& world,
                const scenario::Effect& effect, const EffectUse& use, Derived& out);

/// Takes back all that add_effect, called for the effect any number of times, has added to a copy of `base`; with it goes what
/// other effects have added to the same tables. Copies only these tables.
void take_back(const scenario::Effect& effect, const Derived& base, Derived& out);

}  // namespace entente::world

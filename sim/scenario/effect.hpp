// SPDX-License-Identifier: Apache-2.0
// The closed table of effects: what an issue's position, an actor's lever or a shock does to the world.
// Operations, not cases, are code. What each operation means stands in effect_table.cpp, which documents itself.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "scenario/expr.hpp"

namespace entente::scenario {

using Num = core::ParamId;  // an uncertain number: index into Scenario::params and into a Draw

enum class Op : std::uint8_t {
  set_share,      // x of the assets' output (or of the granter's holding) goes from `from` to `to`, as `kind`
  operate,        // `to` becomes operator of the assets
  pay,            // `from` pays `to` x * scale MUSD a month, indexed on a mineral's price with floor, cap, trigger
  train,          // `from` trains x battalions (scale men each) for `force`; pipeline lag; stays on breach
  equip,          // `from` raises the quality of `force` by x * scale; stays on breach
  contractors,    // `from` pays for x * scale contracted men beside `force`
  sanction,       // `from` holds sanction level x on `on`, contingent on the conduct of `force` (men against as_of)
  aid,            // `from` gives `to` x * scale MUSD a month (negative: withholds)
  withdraw,       // share x of the men of `force` leaves; the cap binds only where keeping it pays
  handover,       // control of `zone` passes to `coalition`, share x of it
  ceasefire,      // `coalition` restrains its offensives by x (0 none, 1 full)
  integrate,      // x * scale men of `force` pass to `into`
  export_regime,  // `from` sets the regime of `mineral`: 0 free, 1 quota, 2 ban
  invest,         // `from` spends x * scale MUSD over `lag` months on the assets: raises their output
  recognise,      // `from` recognises `to`: x * scale audience points to `to`
  monitor,        // raises detection on the track by x * scale (probability a week)
  audience,       // `on` gains x * scale audience points (domestic or international standing; negative: cost)
  deploy,         // men of `force` are set to x
  posture,        // `coalition` restrains its own offensives by x (unilateral)
  realign,        // `force` passes to `coalition`
  signal,         // others see `on` show x * scale log-odds of being resolved: a letter, an interview; not an offer
  drones,  // `from` keeps x * scale unmanned aircraft over `force`: its men count for more, as far as the sky is open
  intelligence,  // `from` shares what it sees with `force`: quality x * scale, at once; fades when it stops
};

enum class HoldingKind : std::uint8_t { equity, offtake, royalty, rights };

/// One effect row. Ids that an operation does not use stay invalid. Magnitude = position (natural unit) * scale.
struct Effect {
  Op op = Op::audience;
  core::ActorId from;   // who pays, grants, sanctions (the file's `from` or `by`)
  core::ActorId to;     // who receives
  core::ActorId on;     // who is sanctioned or judged by its audience
  core::ForceId force;  // `for`, `force`
  core::ForceId into;
  core::CoalitionId coalition;
  core::ZoneId zone;  // named area; invalid with held_by set means the dynamic zone held_by(coalition)
  core::CoalitionId held_by;
  core::TrackId track;
  core::MineralId mineral;  // export_regime, pay's index
  core::EdgeId edge;        // invest in a route
  std::vector<core::AssetId> assets;
  HoldingKind kind = HoldingKind::equity;
  bool of_granter = false;  // set_share: x is a fraction of what `from` holds, not of the asset
  Num scale;                // per unit of position; default 1
  Num lag;                  // months to full delivery; default 0
  Num floor, cap;           // pay: bounds on the index factor
  Num gain, half;           // drones: largest gain in quality, and aircraft at which half of it is had
  Num cost;                 // drones, intelligence: USD a month for each unit of x * scale, or of x
  Expr when;                // the effect runs only while this holds
  bool reverses = true;     // undone when the deal is suspended or the lever goes back
  bool dynamic = false;     // set at compile: touches what moves the ground
};

}  // namespace entente::scenario

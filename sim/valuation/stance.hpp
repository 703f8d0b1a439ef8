// SPDX-License-Identifier: Apache-2.0
// A stance is what deals, levers and sanctions add up to in the eyes of a projection: coordinates on the drivers, caps with
// the price of breaking them, sanction levels. Stances of terms combine; a stance moves weights between stored paths.
#pragma once

#include <array>

#include "model/ports.hpp"
#include "valuation/space.hpp"
#include "world/derived.hpp"

namespace entente::valuation {

inline constexpr double kFree = 1e17;  // caps above are none

struct Stance {
  std::array<double, kMaxLinear> linear{};  // coordinate on each linear axis, absolute
  std::array<double, kMaxGridAxes> free{};  // restraint axes: share of the offensive rate a truce leaves, 0..1
  std::array<double, kMaxGridAxes> cap{};   // force axes: men allowed by withdrawal terms
  std::array<double, kMaxGridAxes>
      cap_chance{};                            // that the cap is there at all: terms of other talks are only believed
  std::array<double, kMaxGridAxes> penalty{};  // utility the axis' actor loses above the cap
  std::array<double, kMaxPairs> level{};       // sanction level per pair

  /// Is it answered alike? What may differ moves nobody: who watches.
  [[nodiscard]] bool like(const Stance& other) const {
    return linear == other.linear && free == other.free && cap == other.cap && cap_chance == other.cap_chance &&
           penalty == other.penalty && level == other.level;
  }
};

/// The change one term makes, combined by `add_term`.
struct StanceTerm {
  std::array<double, kMaxLinear> linear{};  // added
  std::array<double, kMaxGridAxes> free{};  // multiplied
  std::array<double, kMaxGridAxes> cap{};   // minimum
  std::array<double, kMaxPairs> level{};    // maximum
  double monitor = 0.0;                     // added detection probability a week
  bool any = false;                         // false: the term leaves every driver as it is
  bool sanctions = false;                   // any level above 0
};

[[nodiscard]] Stance neutral_stance();
[[nodiscard]] StanceTerm neutral_term();

/// The stance that a Derived (real or hypothetical) amounts to. `present` is the Derived the library's inputs were built
/// with: strength coordinates are differences from it. `truce_share` is the believed share of the horizon a truce lasts.
[[nodiscard]] Stance stance_of(const Space& space, const world::World& world, const world::Derived& derived,
                               const world::Derived& present, double truce_share);

/// What imposing something adds to a stance: stance_of(with) relative to `stands`, the stance_of(without).
[[nodiscard]] StanceTerm term_of(const Space& space, const world::World& world, const world::Derived& with,
                                 const world::Derived& present, double truce_share, const world::Derived& without,
                                 const Stance& stands);

/// Puts a term on a stance, at full weight or, for terms only believed, at weight h in 0..1 (mean stance).
void add_term(const Space& space, Stance& stance, const StanceTerm& term, double h = 1.0);

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// Small look-ups that every reader of a world needs: an optional number of the draw, the place of an issue or a party in
// its track, the position a deal gives an issue. No state, no allocation.
#pragma once

#include <cstddef>
#include <cstdint>

#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace entente::world {

/// The drawn value, or `fallback` where the scenario gives none.
[[nodiscard]] inline double value_or(const scenario::Draw& draw, scenario::Num num, double fallback) {
  const std::vector<double>& values = draw.values();
  const std::size_t at = static_cast<std::uint32_t>(num.value);  // an invalid number lies beyond any table
  return at < values.size() ? values[at] : fallback;
}

/// Position of an issue in its track's list (the index of packages and delivered shares), -1 if it is not there.
[[nodiscard]] inline int issue_slot(const scenario::Track& track, core::IssueId issue) {
  for (std::size_t k = 0; k < track.issues.size(); ++k)
    if (track.issues[k] == issue) return k < static_cast<std::size_t>(kMaxIssues) ? static_cast<int>(k) : -1;
  return -1;
}

/// Position of an actor among a track's parties, -1 if it is none.
[[nodiscard]] inline int party_index(const scenario::Track& track, core::ActorId actor) {
  for (std::size_t p = 0; p < track.parties.size(); ++p)
    if (track.parties[p].actor == actor) return static_cast<int>(p);
  return -1;
}

/// Position that a package gives the k-th issue of a track; the status quo where the package is silent.
[[nodiscard]] inline double position_in(const scenario::Issue& issue, const Package& package, int k) {
  if (k < 0 || k >= package.count) return issue.status_quo;
  const std::size_t at =
      static_cast<std::uint32_t>(package.at[static_cast<std::size_t>(k)]);  // -1 lies beyond any grid
  return at < issue.grid.size() ? issue.grid[at] : issue.status_quo;
}

/// True once a text stands (signed, in force or suspended), so that its positions are the agreed ones.
[[nodiscard]] inline bool has_text(const DealState& deal) {
  return deal.status == DealStatus::signed_ || deal.status == DealStatus::in_force ||
         deal.status == DealStatus::suspended;
}

}  // namespace entente::world

// SPDX-License-Identifier: Apache-2.0
// Distances kept while a few edges change their cost: only what the change reaches is searched again (the idea of Ramalingam
// and Reps 1996). To the last bit what a search from the start would give.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/routes.hpp"

namespace entente::graph {

/// Working memory of updates.
struct UpdateScratch {
  RouteScratch search;
  std::vector<std::uint8_t> lost;
  std::vector<int> again;
};

/// `distance` is that of distances_from(map, sources, before, {}) and becomes that of distances_from(map, sources, now, {}).
/// before, now: one cost per edge, as there; changed: the edges at which they differ. Sources outside the map are ignored.
/// Throws std::invalid_argument when a span has the wrong length.
void update_distances(const TerritoryMap& map, std::span<const int> sources, std::span<const double> before,
                      std::span<const double> now, std::span<const int> changed, std::vector<double>& distance,
                      UpdateScratch& scratch);

}  // namespace entente::graph

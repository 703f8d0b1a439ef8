// SPDX-License-Identifier: Apache-2.0
// Cheapest routes over a territory map with costs per edge and nodes that may not be entered.
// It holds nothing between calls; ties are broken by hops, then node id, so a path is the same everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/territory_map.hpp"

namespace entente::graph {

/// Working memory that a caller may keep between searches, so that they allocate nothing.
struct RouteScratch {
  std::vector<int> queue;
  std::vector<std::uint8_t> waiting;
};

/// Cost from the nearest source to every node, +inf where none reaches.
/// edge_cost: one entry >= 0 per edge; +inf (or NaN, or a negative entry) closes the edge.
/// passable: one flag per node, 0 = may not be entered or crossed and gets +inf; empty = all passable. Sources that are
/// not passable or outside the map are ignored. `out` is resized to the node count; its memory is reused.
/// Throws std::invalid_argument when a span has the wrong length.
void distances_from(const TerritoryMap& map, std::span<const int> sources, std::span<const double> edge_cost,
                    std::span<const std::uint8_t> passable, std::vector<double>& out);
void distances_from(const TerritoryMap& map, std::span<const int> sources, std::span<const double> edge_cost,
                    std::span<const std::uint8_t> passable, std::vector<double>& out, RouteScratch& scratch);

/// Nodes of the cheapest path from `from` to the nearest of `targets`, both ends included; empty when none is reached.
/// Among targets of equal cost the lowest id wins; among paths of equal cost the one with fewer edges, then the lowest
/// node ids read from the target back. Costs and passable as above.
[[nodiscard]] std::vector<int> cheapest_path(const TerritoryMap& map, int from, std::span<const int> targets,
                                             std::span<const double> edge_cost, std::span<const std::uint8_t> passable);

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
// Random small maps for property tests: 1 to 9 nodes, up to 20 edges, parallel edges and separate parts included.
#pragma once

#include <rapidcheck.h>

#include <utility>
#include <vector>

#include "graph/territory_map.hpp"

namespace entente::test {

/// Lengths are small integers, so that ties are frequent and sums exact.
inline rc::Gen<graph::TerritoryMap> maps() {
  return rc::gen::exec([] {
    const int nodes = *rc::gen::inRange(1, 10);
    const int wanted = nodes > 1 ? *rc::gen::inRange(0, 21) : 0;
    std::vector<graph::EdgeSpec> edges;
    for (int i = 0; i < wanted; ++i) {
      graph::EdgeSpec edge;
      edge.from = *rc::gen::inRange(0, nodes);
      edge.to = (edge.from + *rc::gen::inRange(1, nodes)) % nodes;
      edge.km = *rc::gen::inRange(0, 6);
      edges.push_back(edge);
    }
    return graph::TerritoryMap(nodes, std::move(edges));
  });
}

}  // namespace entente::test

// SPDX-License-Identifier: Apache-2.0
// The Boost.Graph form of a territory map. Included only by the .cpp files of this room, to keep Boost out of all others.
#pragma once

#include <boost/graph/adjacency_list.hpp>

#include "graph/territory_map.hpp"

namespace entente::graph {

/// Each Boost edge carries its index in the scenario.
struct BoostGraph {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_index_t, int>>;
  Graph graph;
};

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
// Routes by Boost's Dijkstra with several sources. Distances do not depend on the order in which ties are settled,
// since rounded addition is monotone; paths are read from the distances by a fixed rule.
#include "graph/routes.hpp"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <limits>
#include <stdexcept>

#include "graph/boost_graph.hpp"

namespace entente::graph {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

std::size_t at(int position) noexcept { return static_cast<std::size_t>(position); }

void check(const TerritoryMap& map, std::span<const double> edge_cost, std::span<const std::uint8_t> passable) {
  if (edge_cost.size() != at(map.edge_count())) {
    throw std::invalid_argument("routes: one cost per edge is needed");
  }
  if (!passable.empty() && passable.size() != at(map.node_count())) {
    throw std::invalid_argument("routes: one passable flag per node is needed");
  }
}

bool open(std::span<const std::uint8_t> passable, int node) noexcept {
  return passable.empty() || passable[at(node)] != 0;
}

/// The cost of using an edge; +inf when it or one of its ends is closed.
double cost_of(const TerritoryMap& map, int edge, std::span<const double> edge_cost,
               std::span<const std::uint8_t> passable) noexcept {
  const EdgeSpec& e = map.edge(edge);
  const double cost = edge_cost[at(edge)];
  return cost >= 0.0 && open(passable, e.from) && open(passable, e.to) ? cost : kInf;
}

std::vector<std::size_t> usable_sources(const TerritoryMap& map, std::span<const int> sources,
                                        std::span<const std::uint8_t> passable) {
  std::vector<std::size_t> usable;
  for (const int node : sources) {
    if (node >= 0 && node < map.node_count() && open(passable, node)) {
      usable.push_back(at(node));
    }
  }
  return usable;
}

/// Edges from `from` to every node along cheapest paths only; -1 where there is none. Breadth-first, so that
/// edges of cost 0 cannot make a circle.
std::vector<int> hops_along_cheapest(const TerritoryMap& map, int from, std::span<const double> edge_cost,
                                     std::span<const std::uint8_t> passable, const std::vector<double>& distance) {
  std::vector<int> hops(at(map.node_count()), -1);
  std::vector<int> queue{from};
  hops[at(from)] = 0;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const int node = queue[next];
    const auto near = map.neighbours(node);
    const auto edges = map.edges_of(node);
    for (std::size_t i = 0; i < near.size(); ++i) {
      const double reached = distance[at(node)] + cost_of(map, edges[i], edge_cost, passable);
      if (hops[at(near[i])] < 0 && reached < kInf && reached == distance[at(near[i])]) {
        hops[at(near[i])] = hops[at(node)] + 1;
        queue.push_back(near[i]);
      }
    }
  }
  return hops;
}

/// The lowest neighbour one hop nearer to the source on a cheapest path.
int predecessor(const TerritoryMap& map, int node, std::span<const double> edge_cost,
                std::span<const std::uint8_t> passable, const std::vector<double>& distance,
                const std::vector<int>& hops) {
  const auto near = map.neighbours(node);
  const auto edges = map.edges_of(node);
  for (std::size_t i = 0; i < near.size(); ++i) {
    const double reached = distance[at(near[i])] + cost_of(map, edges[i], edge_cost, passable);
    if (hops[at(near[i])] == hops[at(node)] - 1 && reached == distance[at(node)]) {
      return near[i];
    }
  }
  return -1;
}

}  // namespace

void distances_from(const TerritoryMap& map, std::span<const int> sources, std::span<const double> edge_cost,
                    std::span<const std::uint8_t> passable, std::vector<double>& out) {
  check(map, edge_cost, passable);
  out.assign(at(map.node_count()), kInf);
  const std::vector<std::size_t> starts = usable_sources(map, sources, passable);
  if (starts.empty()) {
    return;
  }
  const BoostGraph::Graph& graph = map.boost_graph().graph;
  using Edge = boost::graph_traits<BoostGraph::Graph>::edge_descriptor;
  const auto weight = boost::make_function_property_map<Edge>(
      [&](const Edge& edge) { return cost_of(map, boost::get(boost::edge_index, graph, edge), edge_cost, passable); });
  const auto index = boost::get(boost::vertex_index, graph);
  const auto distance = boost::make_iterator_property_map(out.begin(), index);
  boost::dijkstra_shortest_paths(graph, starts.begin(), starts.end(), boost::dummy_property_map(), distance, weight,
                                 index, std::less<double>(), std::plus<double>(), kInf, 0.0,
                                 boost::default_dijkstra_visitor());
}

std::vector<int> cheapest_path(const TerritoryMap& map, int from, std::span<const int> targets,
                               std::span<const double> edge_cost, std::span<const std::uint8_t> passable) {
  std::vector<double> distance;
  distances_from(map, std::span<const int>(&from, 1), edge_cost, passable, distance);
  int goal = -1;
  for (const int node : targets) {
    if (node < 0 || node >= map.node_count() || !(distance[at(node)] < kInf)) {
      continue;
    }
    const bool better = goal < 0 || distance[at(node)] < distance[at(goal)] ||
                        (distance[at(node)] == distance[at(goal)] && node < goal);
    goal = better ? node : goal;
  }
  if (goal < 0) {
    return {};
  }
  const std::vector<int> hops = hops_along_cheapest(map, from, edge_cost, passable, distance);
  std::vector<int> path{goal};
  while (path.back() != from) {
    path.push_back(predecessor(map, path.back(), edge_cost, passable, distance, hops));
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace entente::graph

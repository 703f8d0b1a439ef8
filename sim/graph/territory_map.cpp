// SPDX-License-Identifier: Apache-2.0
// Building and indexing of the territory map; components by Boost.Graph.
#include "graph/territory_map.hpp"

#include <algorithm>
#include <array>
#include <boost/graph/connected_components.hpp>
#include <stdexcept>

#include "graph/boost_graph.hpp"

namespace entente::graph {
namespace {

constexpr std::array<std::string_view, 5> kKindNames = {"road", "lake", "rail", "border_post", "air"};

void check(int node_count, const std::vector<EdgeSpec>& edges) {
  if (node_count < 0) {
    throw std::invalid_argument("territory map: negative node count");
  }
  for (const EdgeSpec& e : edges) {
    if (e.from < 0 || e.to < 0 || e.from >= node_count || e.to >= node_count) {
      throw std::invalid_argument("territory map: an edge names a node that does not exist");
    }
    if (e.from == e.to) {
      throw std::invalid_argument("territory map: an edge joins a node to itself");
    }
    const bool length_ok = e.km >= 0.0 && e.km - e.km == 0.0;  // false for NaN and infinity
    if (!length_ok || !(e.capacity >= 0.0)) {
      throw std::invalid_argument("territory map: an edge has a bad length or capacity");
    }
  }
}

std::shared_ptr<const BoostGraph> build(int node_count, const std::vector<EdgeSpec>& edges) {
  auto built = std::make_shared<BoostGraph>();
  built->graph = BoostGraph::Graph(static_cast<std::size_t>(node_count));
  for (std::size_t i = 0; i < edges.size(); ++i) {
    boost::add_edge(static_cast<std::size_t>(edges[i].from), static_cast<std::size_t>(edges[i].to), static_cast<int>(i),
                    built->graph);
  }
  return built;
}

}  // namespace

std::optional<EdgeKind> parse_edge_kind(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kKindNames.size(); ++i) {
    if (kKindNames[i] == name) {
      return static_cast<EdgeKind>(i);
    }
  }
  return std::nullopt;
}

std::string_view edge_kind_name(EdgeKind kind) noexcept { return kKindNames[static_cast<std::size_t>(kind)]; }

const std::vector<std::string>& all_edge_kind_names() {
  static const std::vector<std::string> names(kKindNames.begin(), kKindNames.end());
  return names;
}

TerritoryMap::TerritoryMap() : TerritoryMap(0, {}) {}

TerritoryMap::TerritoryMap(int node_count, std::vector<EdgeSpec> edges)
    : node_count_(node_count), edges_(std::move(edges)) {
  check(node_count_, edges_);
  index_neighbours();
  boost_ = build(node_count_, edges_);
}

void TerritoryMap::index_neighbours() {
  std::vector<std::vector<std::pair<int, int>>> lists(static_cast<std::size_t>(node_count_));
  for (int i = 0; i < edge_count(); ++i) {
    const EdgeSpec& e = edge(i);
    lists[static_cast<std::size_t>(e.from)].emplace_back(e.to, i);
    lists[static_cast<std::size_t>(e.to)].emplace_back(e.from, i);
  }
  offsets_.assign(1, 0);
  for (auto& list : lists) {
    std::sort(list.begin(), list.end());
    for (const auto& entry : list) {
      neighbours_.push_back(entry.first);
      incident_.push_back(entry.second);
    }
    offsets_.push_back(static_cast<int>(neighbours_.size()));
  }
}

int TerritoryMap::edge_between(int a, int b) const noexcept {
  const auto near = neighbours(a);
  const auto found = std::lower_bound(near.begin(), near.end(), b);
  if (found == near.end() || *found != b) {
    return -1;
  }
  return edges_of(a)[static_cast<std::size_t>(found - near.begin())];
}

std::vector<double> TerritoryMap::lengths() const {
  std::vector<double> km;
  km.reserve(edges_.size());
  for (const EdgeSpec& e : edges_) {
    km.push_back(e.km);
  }
  return km;
}

std::vector<std::vector<int>> TerritoryMap::components() const {
  std::vector<int> label(static_cast<std::size_t>(node_count_));
  if (label.empty()) {
    return {};
  }
  // Labels are given in the order in which nodes are first met, so lists come ordered by their first node.
  const int count = boost::connected_components(boost_->graph, label.data());
  std::vector<std::vector<int>> lists(static_cast<std::size_t>(count));
  for (int node = 0; node < node_count_; ++node) {
    lists[static_cast<std::size_t>(label[static_cast<std::size_t>(node)])].push_back(node);
  }
  return lists;
}

bool TerritoryMap::connected() const { return components().size() <= 1; }

}  // namespace entente::graph

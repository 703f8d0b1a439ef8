// SPDX-License-Identifier: Apache-2.0
// The constant graph of nodes and undirected edges of a scenario, built once and shared by every run.
// It holds no state of the world (control, closures) and finds no routes; see graph/routes.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::graph {

enum class EdgeKind : std::uint8_t { road, lake, rail, border_post, air };

[[nodiscard]] std::optional<EdgeKind> parse_edge_kind(std::string_view name) noexcept;
[[nodiscard]] std::string_view edge_kind_name(EdgeKind kind) noexcept;
/// Names of all kinds in table order.
[[nodiscard]] const std::vector<std::string>& all_edge_kind_names();

/// One undirected edge between two node indices.
struct EdgeSpec {
  int from = -1;
  int to = -1;
  double km = 0.0;
  double capacity = 0.0;  ///< same unit for all edges, as the scenario states
  EdgeKind kind = EdgeKind::road;
};

struct BoostGraph;  // Boost.Graph form; defined for this room's .cpp files only

/// Nodes 0..node_count-1 and edges in the given order. Copies share the constant graph.
class TerritoryMap {
 public:
  TerritoryMap();
  /// Throws std::invalid_argument when an edge names a node outside the range, joins a node to itself, or has a
  /// negative or non-finite length or a negative or NaN capacity. Parallel edges are allowed.
  TerritoryMap(int node_count, std::vector<EdgeSpec> edges);

  [[nodiscard]] int node_count() const noexcept { return node_count_; }
  [[nodiscard]] int edge_count() const noexcept { return static_cast<int>(edges_.size()); }

  /// Neighbours of a node, ordered by (neighbour, edge); one entry per edge, so parallel edges repeat the neighbour.
  [[nodiscard]] std::span<const int> neighbours(int node) const noexcept { return slice(neighbours_, node); }
  /// Edges of a node, in the order of neighbours(node).
  [[nodiscard]] std::span<const int> edges_of(int node) const noexcept { return slice(incident_, node); }
  [[nodiscard]] const EdgeSpec& edge(int edge) const noexcept { return edges_[static_cast<std::size_t>(edge)]; }
  [[nodiscard]] std::span<const EdgeSpec> edges() const noexcept { return edges_; }
  /// The two ends, as the scenario wrote them.
  [[nodiscard]] std::pair<int, int> endpoints(int edge) const noexcept {
    return {this->edge(edge).from, this->edge(edge).to};
  }
  /// The end of `edge` that is not `node`.
  [[nodiscard]] int other_end(int edge, int node) const noexcept {
    return this->edge(edge).from == node ? this->edge(edge).to : this->edge(edge).from;
  }
  /// The first edge between two nodes, in scenario order; -1 when there is none.
  [[nodiscard]] int edge_between(int a, int b) const noexcept;
  /// Lengths of all edges in km, ready as a cost vector.
  [[nodiscard]] std::vector<double> lengths() const;

  /// True when every node reaches every other; true for an empty map.
  [[nodiscard]] bool connected() const;
  /// Connected components: node lists in ascending order, ordered by their first node.
  [[nodiscard]] std::vector<std::vector<int>> components() const;

  /// For this room's .cpp files.
  [[nodiscard]] const BoostGraph& boost_graph() const noexcept { return *boost_; }

 private:
  [[nodiscard]] std::span<const int> slice(const std::vector<int>& values, int node) const noexcept {
    const auto first = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(node)]);
    const auto last = static_cast<std::size_t>(offsets_[static_cast<std::size_t>(node) + 1]);
    return std::span<const int>(values).subspan(first, last - first);
  }
  void index_neighbours();

  int node_count_ = 0;
  std::vector<EdgeSpec> edges_;
  std::vector<int> offsets_;
  std::vector<int> neighbours_;
  std::vector<int> incident_;
  std::shared_ptr<const BoostGraph> boost_;
};

}  // namespace entente::graph

// SPDX-License-Identifier: Apache-2.0
// The map's neighbour lists and components against the edge list they come from.
#include "graph/territory_map.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "graph/random_map.hpp"
#include "support/catch.hpp"

using namespace entente::graph;

TEST_CASE("neighbour lists hold every edge once from each end, sorted") {
  CHECK(rc::check([] {
    const TerritoryMap map = *entente::test::maps();
    std::vector<int> seen(static_cast<std::size_t>(map.edge_count()), 0);
    for (int node = 0; node < map.node_count(); ++node) {
      const auto near = map.neighbours(node);
      const auto edges = map.edges_of(node);
      RC_ASSERT(near.size() == edges.size());
      RC_ASSERT(std::is_sorted(near.begin(), near.end()));
      for (std::size_t i = 0; i < near.size(); ++i) {
        RC_ASSERT(map.other_end(edges[i], node) == near[i]);
        RC_ASSERT(map.other_end(edges[i], near[i]) == node);
        ++seen[static_cast<std::size_t>(edges[i])];
      }
    }
    RC_ASSERT(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 2; }));
  }));
}

TEST_CASE("components partition the nodes, and edges stay inside them") {
  CHECK(rc::check([] {
    const TerritoryMap map = *entente::test::maps();
    std::vector<int> owner(static_cast<std::size_t>(map.node_count()), -1);
    const auto components = map.components();
    int last_first = -1;
    for (std::size_t c = 0; c < components.size(); ++c) {
      RC_ASSERT(std::is_sorted(components[c].begin(), components[c].end()));
      RC_ASSERT(components[c].front() > last_first);
      last_first = components[c].front();
      for (const int node : components[c]) {
        RC_ASSERT(owner[static_cast<std::size_t>(node)] == -1);
        owner[static_cast<std::size_t>(node)] = static_cast<int>(c);
      }
    }
    RC_ASSERT(std::count(owner.begin(), owner.end(), -1) == 0);
    for (const EdgeSpec& e : map.edges()) {
      RC_ASSERT(owner[static_cast<std::size_t>(e.from)] == owner[static_cast<std::size_t>(e.to)]);
    }
    RC_ASSERT(map.connected() == (components.size() <= 1));
  }));
}

TEST_CASE("a chain is connected, and without a link it falls into two parts") {
  const TerritoryMap chain(
      4, {{0, 1, 1.0, 1.0, EdgeKind::road}, {1, 2, 1.0, 1.0, EdgeKind::lake}, {2, 3, 1.0, 1.0, EdgeKind::air}});
  CHECK(chain.connected());
  const TerritoryMap cut(4, {{0, 1, 1.0, 1.0, EdgeKind::road}, {2, 3, 1.0, 1.0, EdgeKind::air}});
  CHECK(!cut.connected());
  CHECK(cut.components() == std::vector<std::vector<int>>{{0, 1}, {2, 3}});
  CHECK(TerritoryMap().connected());
  CHECK(TerritoryMap().components().empty());
}

TEST_CASE("an edge between two nodes is found from either side, the first of several") {
  const TerritoryMap map(
      3, {{2, 1, 5.0, 1.0, EdgeKind::road}, {0, 1, 7.0, 1.0, EdgeKind::lake}, {1, 0, 3.0, 1.0, EdgeKind::road}});
  CHECK(map.edge_between(0, 1) == 1);
  CHECK(map.edge_between(1, 0) == 1);
  CHECK(map.edge_between(1, 2) == 0);
  CHECK(map.edge_between(0, 2) == -1);
  CHECK(map.endpoints(0) == std::pair<int, int>{2, 1});
  CHECK(map.lengths() == std::vector<double>{5.0, 7.0, 3.0});
}

TEST_CASE("a copy of a map stays usable when the original is gone") {
  auto original = std::make_unique<TerritoryMap>(2, std::vector<EdgeSpec>{{0, 1, 1.0, 1.0, EdgeKind::road}});
  const TerritoryMap copy = *original;
  original.reset();
  CHECK(copy.connected());
  CHECK(copy.neighbours(0)[0] == 1);
}

TEST_CASE("edges that cannot be are refused") {
  const auto build = [](EdgeSpec edge) { return TerritoryMap(2, {edge}); };
  CHECK_THROWS_AS(build({0, 2, 1.0, 1.0, EdgeKind::road}), std::invalid_argument);
  CHECK_THROWS_AS(build({-1, 1, 1.0, 1.0, EdgeKind::road}), std::invalid_argument);
  CHECK_THROWS_AS(build({1, 1, 1.0, 1.0, EdgeKind::road}), std::invalid_argument);
  CHECK_THROWS_AS(build({0, 1, -1.0, 1.0, EdgeKind::road}), std::invalid_argument);
  CHECK_THROWS_AS(build({0, 1, std::numeric_limits<double>::infinity(), 1.0, EdgeKind::road}), std::invalid_argument);
  CHECK_THROWS_AS(build({0, 1, 1.0, std::numeric_limits<double>::quiet_NaN(), EdgeKind::road}), std::invalid_argument);
  CHECK_NOTHROW(build({0, 1, 0.0, 0.0, EdgeKind::road}));
}

TEST_CASE("edge kind names read back") {
  CHECK(all_edge_kind_names().size() == 5);
  for (const std::string& name : all_edge_kind_names()) {
    CHECK(edge_kind_name(*parse_edge_kind(name)) == name);
  }
  CHECK(!parse_edge_kind("tunnel").has_value());
}

// SPDX-License-Identifier: Apache-2.0
// Routes against brute force (repeated relaxation) on random maps, and the laws of distances.
#include "graph/routes.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include "graph/random_map.hpp"
#include "graph/route_update.hpp"
#include "support/catch.hpp"

using namespace entente::graph;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::vector<double> distances(const TerritoryMap& map, const std::vector<int>& sources, const std::vector<double>& cost,
                              const std::vector<std::uint8_t>& passable) {
  std::vector<double> out;
  distances_from(map, sources, cost, passable, out);
  return out;
}

/// Bellman and Ford: relax every edge as often as there are nodes.
std::vector<double> brute_force(const TerritoryMap& map, const std::vector<int>& sources,
                                const std::vector<double>& cost, const std::vector<std::uint8_t>& passable) {
  const auto open = [&](int node) { return passable.empty() || passable[at(node)] != 0; };
  std::vector<double> d(at(map.node_count()), kInf);
  for (const int s : sources) {
    if (open(s)) d[at(s)] = 0.0;
  }
  for (int round = 0; round < map.node_count(); ++round) {
    for (int e = 0; e < map.edge_count(); ++e) {
      const auto [a, b] = map.endpoints(e);
      if (!open(a) || !open(b)) continue;
      d[at(a)] = std::min(d[at(a)], d[at(b)] + cost[at(e)]);
      d[at(b)] = std::min(d[at(b)], d[at(a)] + cost[at(e)]);
    }
  }
  return d;
}

struct Case {
  TerritoryMap map;
  std::vector<int> sources;
  std::vector<double> cost;
  std::vector<std::uint8_t> passable;
};

Case random_case() {
  Case c;
  c.map = *entente::test::maps();
  c.cost = c.map.lengths();
  for (double& x : c.cost) {
    x = *rc::gen::inRange(0, 8) == 0 ? kInf : x;
  }
  c.sources = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, c.map.node_count()));
  if (*rc::gen::arbitrary<bool>()) {
    c.passable =
        *rc::gen::container<std::vector<std::uint8_t>>(at(c.map.node_count()), rc::gen::element<std::uint8_t>(0, 1, 1));
  }
  return c;
}

/// Cost of a node path by the cheapest edge of each hop; +inf when two nodes are not joined.
double path_cost(const Case& c, const std::vector<int>& path) {
  double sum = 0.0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    double best = kInf;
    for (int e = 0; e < c.map.edge_count(); ++e) {
      const auto ends = c.map.endpoints(e);
      const bool joins = (ends.first == path[i - 1] && ends.second == path[i]) ||
                         (ends.second == path[i - 1] && ends.first == path[i]);
      best = joins ? std::min(best, c.cost[at(e)]) : best;
    }
    sum += best;
  }
  return sum;
}

}  // namespace

TEST_CASE("distances equal those of repeated relaxation on random maps with closed edges and nodes") {
  CHECK(rc::check([] {
    const Case c = random_case();
    RC_ASSERT(distances(c.map, c.sources, c.cost, c.passable) == brute_force(c.map, c.sources, c.cost, c.passable));
  }));
}

TEST_CASE("distances are symmetric and obey the triangle inequality") {
  CHECK(rc::check([] {
    const Case c = random_case();
    std::vector<std::vector<double>> all;
    for (int node = 0; node < c.map.node_count(); ++node) {
      all.push_back(distances(c.map, {node}, c.cost, c.passable));
    }
    for (int i = 0; i < c.map.node_count(); ++i) {
      for (int j = 0; j < c.map.node_count(); ++j) {
        RC_ASSERT(all[at(i)][at(j)] == all[at(j)][at(i)]);
        for (int k = 0; k < c.map.node_count(); ++k) {
          RC_ASSERT(all[at(i)][at(k)] <= all[at(i)][at(j)] + all[at(j)][at(k)]);
        }
      }
    }
  }));
}

TEST_CASE("the distance from several sources is the least of their single distances") {
  CHECK(rc::check([] {
    const Case c = random_case();
    std::vector<double> least(at(c.map.node_count()), kInf);
    for (const int s : c.sources) {
      const auto single = distances(c.map, {s}, c.cost, c.passable);
      for (std::size_t i = 0; i < least.size(); ++i) {
        least[i] = std::min(least[i], single[i]);
      }
    }
    RC_ASSERT(distances(c.map, c.sources, c.cost, c.passable) == least);
  }));
}

TEST_CASE("closing a node never shortens a distance") {
  CHECK(rc::check([] {
    Case c = random_case();
    c.passable.assign(at(c.map.node_count()), 1);
    const auto before = distances(c.map, c.sources, c.cost, c.passable);
    c.passable[at(*rc::gen::inRange(0, c.map.node_count()))] = 0;
    const auto after = distances(c.map, c.sources, c.cost, c.passable);
    for (std::size_t i = 0; i < before.size(); ++i) {
      RC_ASSERT(after[i] >= before[i]);
    }
  }));
}

TEST_CASE("the cheapest path joins its ends over open nodes, visits none twice and costs the distance") {
  CHECK(rc::check([] {
    const Case c = random_case();
    const int from = *rc::gen::inRange(0, c.map.node_count());
    const int to = *rc::gen::inRange(0, c.map.node_count());
    const std::vector<int> targets = {to};
    const auto path = cheapest_path(c.map, from, targets, c.cost, c.passable);
    const double distance = distances(c.map, {from}, c.cost, c.passable)[at(to)];
    RC_ASSERT(path.empty() == (distance == kInf));
    if (path.empty()) return;
    RC_ASSERT(path.front() == from);
    RC_ASSERT(path.back() == to);
    RC_ASSERT(path_cost(c, path) == distance);
    std::vector<int> sorted = path;
    std::sort(sorted.begin(), sorted.end());
    RC_ASSERT(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
    for (const int node : path) {
      const bool open = c.passable.empty() || c.passable[at(node)] != 0;
      RC_ASSERT(open);
    }
  }));
}

TEST_CASE("the order in which edges are written does not change the path") {
  CHECK(rc::check([] {
    const Case c = random_case();
    const std::vector<EdgeSpec> specs(c.map.edges().begin(), c.map.edges().end());
    const TerritoryMap mirrored(c.map.node_count(), std::vector<EdgeSpec>(specs.rbegin(), specs.rend()));
    const std::vector<double> cost(c.cost.rbegin(), c.cost.rend());
    const int from = *rc::gen::inRange(0, c.map.node_count());
    RC_ASSERT(cheapest_path(c.map, from, c.sources, c.cost, c.passable) ==
              cheapest_path(mirrored, from, c.sources, cost, c.passable));
  }));
}

TEST_CASE("ties go to the path with fewer edges, then to lower nodes, then to the lower target") {
  // 0-1-3 and 0-2-3 cost the same; 0-4 costs as much as 0-3.
  const TerritoryMap map(5, {{0, 2, 1.0, 1.0, EdgeKind::road},
                             {2, 3, 1.0, 1.0, EdgeKind::road},
                             {0, 1, 1.0, 1.0, EdgeKind::road},
                             {1, 3, 1.0, 1.0, EdgeKind::road},
                             {0, 4, 2.0, 1.0, EdgeKind::road}});
  const std::vector<int> far = {4, 3};
  CHECK(cheapest_path(map, 0, far, map.lengths(), {}) == std::vector<int>{0, 1, 3});
  const TerritoryMap direct(4, {{0, 1, 1.0, 1.0, EdgeKind::road},
                                {1, 3, 1.0, 1.0, EdgeKind::road},
                                {0, 3, 2.0, 1.0, EdgeKind::road},
                                {1, 2, 0.0, 1.0, EdgeKind::road}});
  const std::vector<int> three = {3};
  CHECK(cheapest_path(direct, 0, three, direct.lengths(), {}) == std::vector<int>{0, 3});
}

TEST_CASE("a path to oneself is oneself, and there is none to or from a closed node") {
  const TerritoryMap map(2, {{0, 1, 1.0, 1.0, EdgeKind::road}});
  const std::vector<int> zero = {0};
  const std::vector<int> one = {1};
  const std::vector<std::uint8_t> closed = {1, 0};
  CHECK(cheapest_path(map, 0, zero, map.lengths(), {}) == zero);
  CHECK(cheapest_path(map, 0, one, map.lengths(), closed).empty());
  CHECK(cheapest_path(map, 1, zero, map.lengths(), closed).empty());
  CHECK(cheapest_path(map, 0, {}, map.lengths(), {}).empty());
}

TEST_CASE("edges of negative or undefined cost are closed, and wrong sizes are refused") {
  const TerritoryMap map(2, {{0, 1, 1.0, 1.0, EdgeKind::road}});
  CHECK(distances(map, {0}, {-1.0}, {})[1] == kInf);
  CHECK(distances(map, {0}, {std::numeric_limits<double>::quiet_NaN()}, {})[1] == kInf);
  CHECK(distances(map, {7, -1}, {1.0}, {}) == std::vector<double>{kInf, kInf});
  CHECK_THROWS_AS(distances(map, {0}, {}, {}), std::invalid_argument);
  CHECK_THROWS_AS(distances(map, {0}, {1.0}, {1}), std::invalid_argument);
}

TEST_CASE("distances kept while edges change equal those searched anew, also by equal ways and edges of no length") {
  CHECK(rc::check([] {
    Case c = random_case();
    c.passable.clear();
    const auto cost = rc::gen::element(0.0, 0.0, 1.0, 1.0, 2.0, 3.5, 0.1, kInf, -1.0);
    if (*rc::gen::arbitrary<bool>()) {
      for (double& x : c.cost) x = *cost;
    }
    std::vector<double> kept = distances(c.map, c.sources, c.cost, {});
    UpdateScratch scratch;
    for (int round = 0; round < 6; ++round) {
      std::vector<double> now = c.cost;
      std::vector<int> changed;
      for (int e = 0; e < c.map.edge_count(); ++e) {
        if (*rc::gen::inRange(0, 4) != 0) continue;
        now[at(e)] = *rc::gen::arbitrary<bool>() ? *cost : now[at(e)] * 3.0;
        changed.push_back(e);
      }
      update_distances(c.map, c.sources, c.cost, now, changed, kept, scratch);
      RC_ASSERT(kept == distances(c.map, c.sources, now, {}));
      c.cost = now;
    }
  }));
}

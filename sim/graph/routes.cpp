// SPDX-License-Identifier: Apache-2.0
// Distances by correcting labels first in, first out (Bellman 1958; Moore 1959): on maps with few ways from each place a
// label is seldom set twice, and no heap is kept. Distances do not depend on the order in which labels are corrected, since
// rounded addition is monotone; paths are read from the distances by a fixed rule.
#include "graph/routes.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "graph/route_update.hpp"

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

/// The labels of one search and the places whose labels have still to be passed on; a place waits once at most.
class Labels {
 public:
  Labels(const TerritoryMap& map, std::span<const double> edge_cost, std::span<const std::uint8_t> passable,
         std::vector<double>& label, RouteScratch& scratch)
      : map_(map), cost_(edge_cost.data()), passable_(passable.empty() ? nullptr : passable.data()),
        label_(label.data()), nodes_(label.size()) {
    scratch.queue.resize(nodes_);
    scratch.waiting.assign(nodes_, 0);
    queue_ = scratch.queue.data();
    waits_ = scratch.waiting.data();
  }

  /// Lowers a place's label and has it passed on.
  void lower(int node, double value) {
    label_[at(node)] = value;
    if (waits_[at(node)] != 0) return;
    waits_[at(node)] = 1;
    const std::size_t last = first_ + waiting_++;
    queue_[last < nodes_ ? last : last - nodes_] = node;
  }
  /// What a place is reached at from a neighbour by an edge; +inf where it is not.
  [[nodiscard]] double reached(int from, int to, int edge) const {
    const double cost = cost_[at(edge)];
    return cost >= 0.0 && (passable_ == nullptr || passable_[at(to)] != 0) ? label_[at(from)] + cost : kInf;
  }
  void pass_on() {
    if (passable_ == nullptr) {
      pass_on_where([](std::size_t) { return true; });
    } else {
      pass_on_where([passable = passable_](std::size_t place) { return passable[place] != 0; });
    }
  }

 private:
  /// Everything in locals: a flag that is written could be any byte of memory to the compiler.
  template <class Open>
  void pass_on_where(const Open& open_to) {
    const double* const cost = cost_;
    double* const label = label_;
    std::uint8_t* const waits = waits_;
    int* const queue = queue_;
    const std::size_t nodes = nodes_;
    std::size_t first = first_, waiting = waiting_;
    while (waiting > 0) {
      const int node = queue[first];
      first = first + 1 < nodes ? first + 1 : 0;
      --waiting;
      waits[node] = 0;
      const double here = label[node];
      const auto near = map_.neighbours(node);
      const int* edge = map_.edges_of(node).data();
      for (const int* to = near.data(); to != near.data() + near.size(); ++to, ++edge) {
        const double way = cost[*edge];
        const double value = here + way;
        if (!(value < label[*to]) || !(way >= 0.0) || !open_to(at(*to))) continue;
        label[*to] = value;
        if (waits[*to] != 0) continue;
        waits[*to] = 1;
        const std::size_t last = first + waiting++;
        queue[last < nodes ? last : last - nodes] = *to;
      }
    }
    first_ = first;
    waiting_ = 0;
  }

  const TerritoryMap& map_;
  const double* cost_;
  const std::uint8_t* passable_;
  double* label_;
  int* queue_ = nullptr;
  std::uint8_t* waits_ = nullptr;
  std::size_t nodes_, first_ = 0, waiting_ = 0;
};

/// Places whose label rests on an edge that has become dearer, or on the label of such a place. One that two equal ways
/// reach is counted among them: it will find the other way again.
void find_unsupported(const TerritoryMap& map, std::span<const int> sources, std::span<const double> before,
                      std::span<const double> now, std::span<const int> changed, const std::vector<double>& label,
                      UpdateScratch& scratch) {
  std::vector<int>& out = scratch.again;
  std::vector<std::uint8_t>& lost = scratch.lost;
  out.clear();
  lost.assign(label.size(), 0);
  const auto look = [&](int from, int to, int edge) {
    if (lost[at(to)] != 0 || !(label[at(to)] < kInf) || label[at(from)] + before[at(edge)] != label[at(to)]) return;
    if (std::find(sources.begin(), sources.end(), to) != sources.end()) return;
    lost[at(to)] = 1;
    out.push_back(to);
  };
  for (const int e : changed) {
    const bool dearer = !(now[at(e)] >= 0.0) || now[at(e)] > before[at(e)];
    if (!(before[at(e)] >= 0.0) || !dearer) continue;
    look(map.edge(e).from, map.edge(e).to, e);
    look(map.edge(e).to, map.edge(e).from, e);
  }
  for (std::size_t next = 0; next < out.size(); ++next) {
    const auto near = map.neighbours(out[next]);
    const auto edges = map.edges_of(out[next]);
    for (std::size_t i = 0; i < near.size(); ++i)
      if (before[at(edges[i])] >= 0.0) look(out[next], near[i], edges[i]);
  }
}

}  // namespace

void distances_from(const TerritoryMap& map, std::span<const int> sources, std::span<const double> edge_cost,
                    std::span<const std::uint8_t> passable, std::vector<double>& out, RouteScratch& scratch) {
  check(map, edge_cost, passable);
  out.assign(at(map.node_count()), kInf);
  Labels labels(map, edge_cost, passable, out, scratch);
  for (const int node : sources) {
    if (node >= 0 && node < map.node_count() && open(passable, node)) labels.lower(node, 0.0);
  }
  labels.pass_on();
}

void distances_from(const TerritoryMap& map, std::span<const int> sources, std::span<const double> edge_cost,
                    std::span<const std::uint8_t> passable, std::vector<double>& out) {
  RouteScratch scratch;
  distances_from(map, sources, edge_cost, passable, out, scratch);
}

void update_distances(const TerritoryMap& map, std::span<const int> sources, std::span<const double> before,
                      std::span<const double> now, std::span<const int> changed, std::vector<double>& distance,
                      UpdateScratch& scratch) {
  check(map, before, {});
  check(map, now, {});
  if (distance.size() != at(map.node_count())) {
    throw std::invalid_argument("routes: one distance per node is needed");
  }
  find_unsupported(map, sources, before, now, changed, distance, scratch);
  for (const int node : scratch.again) distance[at(node)] = kInf;
  Labels labels(map, now, {}, distance, scratch.search);
  const auto look = [&](int from, int to, int edge) {
    const double value = labels.reached(from, to, edge);
    if (value < distance[at(to)]) labels.lower(to, value);
  };
  for (const int node : scratch.again) {
    const auto near = map.neighbours(node);
    const auto edges = map.edges_of(node);
    for (std::size_t i = 0; i < near.size(); ++i) look(near[i], node, edges[i]);
  }
  for (const int e : changed) {
    look(map.edge(e).from, map.edge(e).to, e);
    look(map.edge(e).to, map.edge(e).from, e);
  }
  labels.pass_on();
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

// SPDX-License-Identifier: Apache-2.0
// The filter by strong rows, then the k-d tree or, for two parties, one sweep. Rows are padded with zeros to a width known
// when compiling.
#include "core/pareto.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace entente::core {
namespace {

constexpr std::size_t kStrong = 64;  // rows of the filter
constexpr std::size_t kLeaf = 8;     // rows of a leaf of the tree

template <std::size_t N>
using Row = std::array<double, N>;

template <std::size_t N>
bool at_least(const Row<N>& a, const Row<N>& b) {
  for (std::size_t i = 0; i < N; ++i) {
    if (a[i] < b[i]) return false;
  }
  return true;
}

template <std::size_t N>
bool dominates(const Row<N>& a, const Row<N>& b) {
  return at_least<N>(a, b) && a != b;
}

template <std::size_t N>
struct Entry {
  Row<N> row{};
  std::uint32_t index = 0;
};

/// Which rows no strong row dominates. Strength: sum of utilities, each scaled to its range; any choice is correct.
template <std::size_t N>
std::vector<Entry<N>> without_the_plainly_dominated(std::vector<Entry<N>> rows) {
  if (rows.size() <= 2 * kStrong) return rows;
  Row<N> low = rows[0].row;
  Row<N> high = rows[0].row;
  for (const Entry<N>& e : rows) {
    for (std::size_t i = 0; i < N; ++i) {
      low[i] = std::min(low[i], e.row[i]);
      high[i] = std::max(high[i], e.row[i]);
    }
  }
  Row<N> unit{};
  for (std::size_t i = 0; i < N; ++i) unit[i] = high[i] > low[i] ? 1.0 / (high[i] - low[i]) : 0.0;
  std::vector<std::pair<double, std::uint32_t>> strength(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    double sum = 0.0;
    for (std::size_t i = 0; i < N; ++i) sum += (rows[k].row[i] - low[i]) * unit[i];
    strength[k] = {-sum, static_cast<std::uint32_t>(k)};
  }
  const auto middle = strength.begin() + static_cast<std::ptrdiff_t>(kStrong);
  std::nth_element(strength.begin(), middle, strength.end());
  std::sort(strength.begin(), middle);
  std::array<Row<N>, kStrong> strong;
  for (std::size_t k = 0; k < kStrong; ++k) strong[k] = rows[strength[k].second].row;
  const auto beaten = [&strong](const Entry<N>& e) {
    return std::any_of(strong.begin(), strong.end(), [&e](const Row<N>& s) { return dominates<N>(s, e.row); });
  };
  rows.erase(std::remove_if(rows.begin(), rows.end(), beaten), rows.end());
  return rows;
}

/// Rows in an order in which every node is a range; asks whether some row dominates a given one.
template <std::size_t N>
class Tree {
 public:
  explicit Tree(std::vector<Entry<N>>& rows) : rows_(rows) {
    nodes_.reserve(2 * rows.size() / kLeaf + 2);
    build(0, static_cast<std::uint32_t>(rows.size()));
  }

  [[nodiscard]] bool dominated(const Row<N>& row) const { return any_above(0, row); }

 private:
  struct Node {
    Row<N> low{}, high{};
    std::uint32_t begin = 0, end = 0;
    std::uint32_t upper =
        0;  // child with the larger values of the split; 0: a leaf. The other child follows its parent.
  };

  std::uint32_t build(std::uint32_t begin, std::uint32_t end) {
    const auto id = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    Node node;
    node.begin = begin;
    node.end = end;
    node.low = node.high = rows_[begin].row;
    for (std::uint32_t k = begin + 1; k < end; ++k) {
      for (std::size_t i = 0; i < N; ++i) {
        node.low[i] = std::min(node.low[i], rows_[k].row[i]);
        node.high[i] = std::max(node.high[i], rows_[k].row[i]);
      }
    }
    std::size_t widest = 0;
    for (std::size_t i = 1; i < N; ++i) {
      if (node.high[i] - node.low[i] > node.high[widest] - node.low[widest]) widest = i;
    }
    if (end - begin > kLeaf && node.high[widest] > node.low[widest]) {
      const std::uint32_t middle = begin + (end - begin) / 2;
      std::nth_element(rows_.begin() + begin, rows_.begin() + middle, rows_.begin() + end,
                       [widest](const Entry<N>& a, const Entry<N>& b) { return a.row[widest] < b.row[widest]; });
      build(begin, middle);
      node.upper = build(middle, end);
    }
    nodes_[id] = node;
    return id;
  }

  [[nodiscard]] bool any_above(std::uint32_t id, const Row<N>& row) const {
    const Node& node = nodes_[id];
    if (!at_least<N>(node.high, row)) return false;
    if (dominates<N>(node.low, row)) return true;
    if (node.upper != 0) return any_above(node.upper, row) || any_above(id + 1, row);
    for (std::uint32_t k = node.begin; k < node.end; ++k) {
      if (dominates<N>(rows_[k].row, row)) return true;
    }
    return false;
  }

  std::vector<Entry<N>>& rows_;
  std::vector<Node> nodes_;
};

/// Two parties need no tree: from the most for the first party to the least, a row is dominated when a row before it, other
/// than its equals, leaves the second party at least as much.
void sweep(std::vector<Entry<2>>& rows, std::vector<std::uint32_t>& out) {
  std::sort(rows.begin(), rows.end(), [](const Entry<2>& a, const Entry<2>& b) { return a.row > b.row; });
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < rows.size();) {
    const bool kept = rows[k].row[1] > most;
    std::size_t end = k;
    for (; end < rows.size() && rows[end].row == rows[k].row; ++end) {
      if (kept) out.push_back(rows[end].index);
    }
    if (kept) most = rows[k].row[1];
    k = end;
  }
}

template <std::size_t N>
std::vector<std::uint32_t> frontier_of(std::span<const double> utility, std::size_t parties) {
  std::vector<Entry<N>> rows(utility.size() / parties);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows[k].index = static_cast<std::uint32_t>(k);
    for (std::size_t i = 0; i < parties; ++i) rows[k].row[i] = utility[k * parties + i];
  }
  constexpr std::size_t kFew = 2048;  // for two parties a sweep over so many costs less than the filter
  if (N != 2 || rows.size() > kFew) rows = without_the_plainly_dominated<N>(std::move(rows));
  std::vector<std::uint32_t> out;
  if (rows.empty()) return out;
  if constexpr (N == 2) {
    sweep(rows, out);
  } else {
    const Tree<N> tree(rows);
    for (const Entry<N>& e : rows) {
      if (!tree.dominated(e.row)) out.push_back(e.index);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<std::uint32_t> pareto_frontier(std::span<const double> utility, std::size_t parties) {
  if (parties == 0 || parties > 16) throw std::invalid_argument("a frontier is of 1 to 16 parties");
  if (utility.size() % parties != 0) throw std::invalid_argument("utilities are not rows x parties");
  switch (parties) {
    case 1: return frontier_of<1>(utility, parties);
    case 2: return frontier_of<2>(utility, parties);
    case 3: return frontier_of<3>(utility, parties);
    case 4: return frontier_of<4>(utility, parties);
    case 5: return frontier_of<5>(utility, parties);
    case 6: return frontier_of<6>(utility, parties);
    case 7:
    case 8: return frontier_of<8>(utility, parties);
    default: return frontier_of<16>(utility, parties);
  }
}

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Pairs by (draw, replication); replications of one draw are averaged first, so that draws are the independent units.
#include "analysis/paired.hpp"

#include <map>
#include <utility>

#include "analysis/fold_data.hpp"

namespace entente::analysis {
namespace {

using Key = std::pair<std::uint32_t, std::uint32_t>;

PairedDifference compare(const FoldData& a, std::size_t oa, const FoldData& b, std::size_t ob,
                         const std::map<Key, std::size_t>& where) {
  PairedDifference out;
  Moments by_draw;
  Moments within;
  double sum_a = 0.0;
  double sum_b = 0.0;
  std::uint32_t draw = 0;
  const auto close = [&] {
    if (within.n() > 0.0) by_draw.add(within.mean());
    within = {};
  };
  for (std::size_t i = 0; i < a.keys.size(); ++i) {
    const auto other = where.find({a.keys[i].draw, a.keys[i].replication});
    if (other == where.end()) continue;
    if (a.keys[i].draw != draw) close();
    draw = a.keys[i].draw;
    const double va = a.values[oa][i];
    const double vb = b.values[ob][other->second];
    within.add(vb - va);
    sum_a += va;
    sum_b += vb;
    ++out.n;
  }
  close();
  if (out.n == 0) return out;
  out.first = sum_a / static_cast<double>(out.n);
  out.second = sum_b / static_cast<double>(out.n);
  out.difference = by_draw.mean();
  out.interval = mean_interval(by_draw.mean(), by_draw.variance(), by_draw.n());
  return out;
}

}  // namespace

std::vector<PairedDifference> paired(const Fold& first, const Fold& second) {
  const FoldData& a = first.data();
  const FoldData& b = second.data();
  std::map<Key, std::size_t> where;
  for (std::size_t i = 0; i < b.keys.size(); ++i) where[{b.keys[i].draw, b.keys[i].replication}] = i;
  std::vector<PairedDifference> out;
  for (std::size_t oa = 0; oa < a.scenario->outcomes.size(); ++oa) {
    for (std::size_t ob = 0; ob < b.scenario->outcomes.size(); ++ob) {
      if (a.scenario->outcomes[oa].id != b.scenario->outcomes[ob].id) continue;
      out.push_back(compare(a, oa, b, ob, where));
      out.back().outcome = a.scenario->outcomes[oa].id;
    }
  }
  return out;
}

}  // namespace entente::analysis

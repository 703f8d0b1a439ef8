// SPDX-License-Identifier: Apache-2.0
// What terms change in the ledger. Only places with an asset whose holdings, investment or regime differ are made again, by
// the same sums in the same order as the whole ledger, so that the difference is the difference of the two to the last bit.
#include <algorithm>

#include "models/support/routes_and_rents.hpp"

namespace entente::models::rents {
namespace {

using world::HoldingState;

/// Marks assets that the two treat differently; false if there are none.
bool mark_touched(const Base& b, const world::Derived& from, const world::Derived& with,
                  std::vector<std::uint8_t>& touched) {
  touched.assign(b.asset.size(), 0);
  bool any = false;
  const auto mark = [&](std::size_t asset) {
    touched[asset] = 1;
    any = true;
  };
  const std::size_t common = std::min(from.holdings.size(), with.holdings.size());
  for (std::size_t h = 0; h < common; ++h) {
    const HoldingState& x = from.holdings[h];
    const HoldingState& y = with.holdings[h];
    if (x.share == y.share && x.asset == y.asset && x.holder == y.holder && x.kind == y.kind) continue;
    mark(x.asset.index());
    mark(y.asset.index());
  }
  for (std::size_t h = common; h < from.holdings.size(); ++h) mark(from.holdings[h].asset.index());
  for (std::size_t h = common; h < with.holdings.size(); ++h) mark(with.holdings[h].asset.index());
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    const std::size_t m = b.asset[i].mineral;
    if (from.investment[i] != with.investment[i] || from.regime[m] != with.regime[m]) mark(i);
  }
  return any;
}

}  // namespace

void fill_change(const Base& b, const world::World& w, const world::Derived& from, const world::Derived& with,
                 Scratch& scratch, model::LedgerChange& out) {
  out.cash.clear();
  out.supply.clear();
  out.cash_fixed.clear();
  if (!mark_touched(b, from, with, scratch.touched)) return;
  know_world(b, w, scratch);
  know_terms(b, from, scratch);
  scratch.with_index.update(b, with.holdings);
  const std::size_t actors = b.s.actors.size(), count = b.s.coalition_count();
  for (const std::size_t node : b.places) {
    const auto& assets = b.at_node[node];
    if (std::none_of(assets.begin(), assets.end(), [&](std::size_t i) { return scratch.touched[i] != 0; })) continue;
    const NodeFlows& before = flows_before(b, w, from, node, scratch);
    node_flows(b, w, with, scratch.with_index, node, scratch, scratch.after);
    for (std::size_t c = 0; c < count; ++c) {
      const auto cell = static_cast<std::int32_t>(node * count + c);
      for (std::size_t a = 0; a < actors; ++a) {
        const double cash = scratch.after.cash[c * actors + a] - before.cash[c * actors + a];
        if (cash != 0.0) out.cash.push_back({static_cast<std::int32_t>(a), cell, cash});
      }
      for (const std::size_t a : b.supplied) {
        const double supply = scratch.after.supply[c * actors + a] - before.supply[c * actors + a];
        if (supply != 0.0) out.supply.push_back({static_cast<std::int32_t>(a), cell, supply});
      }
    }
  }
}

}  // namespace entente::models::rents

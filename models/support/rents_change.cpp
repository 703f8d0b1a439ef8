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

void node_flows(const Base& b, const world::World& w, const world::Derived& derived, const HoldingIndex& index,
                std::size_t node, Scratch& scratch, NodeFlows& out) {
  Common& common = scratch.common;
  const Routes& routes = scratch.routes;
  std::vector<double>& reach = scratch.reach;
  std::vector<Stream>& streams = scratch.streams;
  const std::size_t actors = b.s.actors.size(), count = b.s.coalition_count();
  out.cash.assign(count * actors, 0.0);
  out.supply.assign(count * actors, 0.0);
  for (const std::size_t i : b.at_node[node]) {
    const AssetBase& a = b.asset[i];
    const Outlook ahead = outlook_at(b, w, derived, a.mineral, common);
    const double gross = expected_gross(b, common, derived, i, ahead.price);
    reach_by_bloc(b, index, i, reach);
    for (std::size_t c = 0; c < count; ++c) {
      streams.clear();
      const double licit = streams_of(b, routes, index, i, c, gross, ahead.regime, streams);
      for (const Stream& stream : streams) {
        if (stream.to.valid()) out.cash[c * actors + stream.to.index()] += stream.amount;
        if (stream.from.valid()) out.cash[c * actors + stream.from.index()] -= stream.amount;
      }
      for (const std::size_t actor : b.supplied) {
        const std::int32_t bloc = b.s.actors[actor].bloc_index;
        out.supply[c * actors + actor] += licit * reach[static_cast<std::size_t>(bloc)] * b.critical[actor][a.mineral];
      }
    }
  }
}

}  // namespace

void fill_change(const Base& b, const world::World& w, const world::Derived& from, const world::Derived& with,
                 Scratch& scratch, model::LedgerChange& out) {
  out.cash.clear();
  out.supply.clear();
  out.cash_fixed.clear();
  if (!mark_touched(b, from, with, scratch.touched)) return;
  know_world(b, w, scratch);
  if (scratch.has_before.empty() || !scratch.from.matches(from)) {
    scratch.from.remember(from);
    scratch.before.resize(b.at_node.size());
    scratch.has_before.assign(b.at_node.size(), 0);
    scratch.from_index.update(b, from.holdings);
  }
  scratch.with_index.update(b, with.holdings);
  const std::size_t actors = b.s.actors.size(), count = b.s.coalition_count();
  for (std::size_t node = 0; node < b.at_node.size(); ++node) {
    const auto& assets = b.at_node[node];
    if (std::none_of(assets.begin(), assets.end(), [&](std::size_t i) { return scratch.touched[i] != 0; })) continue;
    NodeFlows& before = scratch.before[node];
    if (scratch.has_before[node] == 0) {
      node_flows(b, w, from, scratch.from_index, node, scratch, before);
      scratch.has_before[node] = 1;
    }
    node_flows(b, w, with, scratch.with_index, node, scratch, scratch.after);
    for (std::size_t k = 0; k < count * actors; ++k) {
      const auto actor = static_cast<std::int32_t>(k % actors);
      const auto cell = static_cast<std::int32_t>(node * count + k / actors);
      const double cash = scratch.after.cash[k] - before.cash[k];
      const double supply = scratch.after.supply[k] - before.supply[k];
      if (cash != 0.0) out.cash.push_back({actor, cell, cash});
      if (supply != 0.0) out.supply.push_back({actor, cell, supply});
    }
  }
}

}  // namespace entente::models::rents

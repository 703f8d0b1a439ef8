// SPDX-License-Identifier: Apache-2.0
// What terms change in the ledger: only assets whose holdings, investment or regime differ are looked at, each for what it
// gives under the terms less what it gave before. The same as the difference of two ledgers but for rounding.
#include <algorithm>

#include "models/support/rents_streams.hpp"

namespace entente::models::rents {
namespace {

using world::HoldingState;

/// What differs in the holdings of two sets of terms.
struct Difference {
  bool any = false;        // some asset is touched
  bool same_order = true;  // those at the same place are by the same holder of the same asset
};

/// Marks assets that the two treat differently.
Difference mark_touched(const Base& b, const world::Derived& from, const world::Derived& with,
                        std::vector<std::uint8_t>& touched) {
  touched.assign(b.asset.size(), 0);
  Difference out;
  const auto mark = [&](std::size_t asset) {
    touched[asset] = 1;
    out.any = true;
  };
  const std::size_t common = std::min(from.holdings.size(), with.holdings.size());
  for_each_difference(from.holdings.data(), with.holdings.data(), common, [&](std::size_t h) {
    const HoldingState& x = from.holdings[h];
    const HoldingState& y = with.holdings[h];
    const bool same = same_holder(x, y);
    out.same_order = out.same_order && same;
    if (same && x.share == y.share) return;
    mark(x.asset.index());
    mark(y.asset.index());
  });
  out.same_order = out.same_order && common == from.holdings.size();
  for (std::size_t h = common; h < from.holdings.size(); ++h) mark(from.holdings[h].asset.index());
  for (std::size_t h = common; h < with.holdings.size(); ++h) mark(with.holdings[h].asset.index());
  if (from.regime == with.regime && from.investment == with.investment) return out;
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    const std::size_t m = b.asset[i].mineral;
    if (from.investment[i] != with.investment[i] || from.regime[m] != with.regime[m]) mark(i);
  }
  return out;
}

/// Adds what the parts give of `now` less what those before gave of `then`. Parts of one asset stand in the same order, so
/// what is alike leaves exactly nothing.
void add_difference(const std::vector<Part>& now_parts, double now, const std::vector<Part>& then_parts, double then,
                    double* out) {
  std::size_t p = 0;
  for (; p < now_parts.size() && p < then_parts.size() && now_parts[p].actor == then_parts[p].actor; ++p)
    out[now_parts[p].actor] += now * now_parts[p].amount - then * then_parts[p].amount;
  for (std::size_t q = p; q < now_parts.size(); ++q) out[now_parts[q].actor] += now * now_parts[q].amount;
  for (std::size_t q = p; q < then_parts.size(); ++q) out[then_parts[q].actor] -= then * then_parts[q].amount;
}

/// Adds what one asset gives under the terms less what it gave before, to the tables of its place.
template <class Each>
void add_asset(const Base& b, std::size_t i, const Value& then, const Value& now, const Each& each, Scratch& scratch) {
  const std::size_t actors = b.s.actors.size(), count = b.role.size();
  const double illicit = now.gross - then.gross;
  for (std::size_t k = 0; k < b.legal.size(); ++k) {
    const double licit = b.ways[i * count + b.legal[k]].licit;
    if (!(licit > 0.0)) continue;
    fill_unit(b, i, k, each, scratch.held, scratch.with);
    const UnitFlows& from = scratch.from_index.unit(b, i, k);
    const std::size_t row = b.legal[k] * actors;
    add_difference(scratch.with.cash, licit * now.let_out, from.cash, licit * then.let_out, scratch.cash.data() + row);
    add_difference(scratch.with.supply, licit * now.let_out, from.supply, licit * then.let_out,
                   scratch.supply.data() + row);
  }
  for (std::size_t c = 0; illicit != 0.0 && c < count; ++c) {
    const double amount = illicit * b.ways[i * count + c].illicit;
    if (amount == 0.0) continue;
    double* const cash = scratch.cash.data() + c * actors;
    if (!b.role[c].legal && b.role[c].tax.valid())
      cash[b.role[c].tax.index()] += amount * b.mineral[b.asset[i].mineral].armed_tax;
    const double* rents = scratch.routes.rents(b.asset[i].node, c);
    for (std::size_t o = 0; o < b.exit_owner.size(); ++o) cash[b.exit_owner[o]] += amount * rents[o];
  }
}

/// Hands over what has been added up for a place, and leaves the tables empty.
void enter(const Base& b, std::size_t node, Scratch& scratch, model::LedgerChange& out) {
  const std::size_t actors = b.s.actors.size(), count = b.role.size();
  for (std::size_t c = 0; c < count; ++c) {
    const auto cell = static_cast<std::int32_t>(node * count + c);
    double* const cash = scratch.cash.data() + c * actors;
    double* const supply = scratch.supply.data() + c * actors;
    for (std::size_t a = 0; a < actors; ++a) {
      if (cash[a] == 0.0) continue;
      out.cash.push_back({static_cast<std::int32_t>(a), cell, cash[a]});
      cash[a] = 0.0;
    }
    for (const std::size_t a : b.supplied) {
      if (supply[a] == 0.0) continue;
      out.supply.push_back({static_cast<std::int32_t>(a), cell, supply[a]});
      supply[a] = 0.0;
    }
  }
}

}  // namespace

void fill_change(const Base& b, const world::World& w, const world::Derived& from, const world::Derived& with,
                 Scratch& scratch, model::LedgerChange& out) {
  out.cash.clear();
  out.supply.clear();
  out.cash_fixed.clear();
  const Difference difference = mark_touched(b, from, with, scratch.touched);
  if (!difference.any) return;
  know_world(b, w, scratch);
  scratch.from_index.update(b, from.holdings);
  if (!difference.same_order) scratch.with_index.update(b, with.holdings);
  scratch.cash.resize(b.role.size() * b.s.actors.size(), 0.0);
  scratch.supply.resize(b.role.size() * b.s.actors.size(), 0.0);
  for (const std::size_t node : b.places) {
    bool any = false;
    for (const std::size_t i : b.at_node[node]) {
      if (scratch.touched[i] == 0) continue;
      any = true;
      const std::size_t m = b.asset[i].mineral;
      const Value then = expected_value(b, scratch.common, from, i, outlook_at(b, w, from, m, scratch.common));
      const Value now = expected_value(b, scratch.common, with, i, outlook_at(b, w, with, m, scratch.common));
      const auto each = [&](const auto& use) {
        if (difference.same_order) {
          scratch.from_index.each_in(b, with.holdings, from.holdings.size(), i, use);
        } else {
          scratch.with_index.each(b, i, use);
        }
      };
      add_asset(b, i, then, now, each, scratch);
    }
    if (any) enter(b, node, scratch, out);
  }
}

}  // namespace entente::models::rents

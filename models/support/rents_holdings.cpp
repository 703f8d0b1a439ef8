// SPDX-License-Identifier: Apache-2.0
// Holdings by asset for "routes_and_rents", and where a unit of an asset's licit value goes by them: that changes when shares
// do, while prices and operation move every month.
#include <algorithm>
#include <cstring>

#include "models/support/rents_streams.hpp"

namespace entente::models::rents {
namespace {

/// The same holder of the same kind of share, whatever its size.
bool same_holder(const world::HoldingState& x, const world::HoldingState& y) {
  return x.asset == y.asset && x.holder == y.holder && x.kind == y.kind;
}

/// Most holdings are those of the last time. The same bytes are the same holdings; others may be, if padding differs.
constexpr std::size_t kBlock = 8;
bool same_block(const world::HoldingState* x, const world::HoldingState* y) {
  return std::memcmp(x, y, kBlock * sizeof(world::HoldingState)) == 0;
}

void add_part(std::vector<Part>& parts, std::size_t actor, double amount) {
  for (Part& part : parts) {
    if (part.actor != actor) continue;
    part.amount += amount;
    return;
  }
  parts.push_back({actor, amount});
}

}  // namespace

bool HoldingIndex::update(const Base& b, const std::vector<world::HoldingState>& holdings) {
  bool moved = false, relinked = head_.empty() || known_.size() != holdings.size();
  if (head_.empty()) {
    unit_.resize(b.asset.size() * b.legal.size());
    has_unit_.assign(b.asset.size(), 0);
  }
  const std::size_t both = std::min(known_.size(), holdings.size());
  for (std::size_t h = 0; h < both; ++h) {
    while (h + kBlock <= both && same_block(known_.data() + h, holdings.data() + h)) h += kBlock;
    if (h == both) break;
    const bool same = same_holder(known_[h], holdings[h]);
    if (same && known_[h].share == holdings[h].share) continue;
    has_unit_[known_[h].asset.index()] = has_unit_[holdings[h].asset.index()] = 0;
    known_[h] = holdings[h];
    moved = true;
    relinked = relinked || !same;
  }
  for (std::size_t h = both; h < known_.size(); ++h) has_unit_[known_[h].asset.index()] = 0;
  for (std::size_t h = both; h < holdings.size(); ++h) has_unit_[holdings[h].asset.index()] = 0;
  if (!relinked) return moved;
  known_.resize(both);
  known_.insert(known_.end(), holdings.begin() + static_cast<std::ptrdiff_t>(both), holdings.end());
  head_.assign(b.asset.size(), -1);
  next_.resize(known_.size());
  for (std::size_t h = known_.size(); h-- > 0;) {
    std::int32_t& head = head_[known_[h].asset.index()];
    next_[h] = head;
    head = static_cast<std::int32_t>(h);
  }
  return true;
}

const UnitFlows& HoldingIndex::unit(const Base& b, std::size_t asset, std::size_t k) const {
  if (has_unit_[asset] == 0) make_unit(b, asset);
  return unit_[asset * b.legal.size() + k];
}

/// Supply goes to the bloc of a holder: a share of the output that reaches it, at most all.
void HoldingIndex::make_unit(const Base& b, std::size_t asset) const {
  has_unit_[asset] = 1;
  reach_.assign(b.s.blocs.size(), 0.0);
  each(b, asset, [this](const Held& h) {
    if (h.kind == scenario::HoldingKind::royalty || h.bloc < 0 || static_cast<std::size_t>(h.bloc) >= reach_.size())
      return;
    double& there = reach_[static_cast<std::size_t>(h.bloc)];
    there = std::min(1.0, there + h.share);
  });
  const double* counted = b.counted.data() + b.asset[asset].mineral * b.supplied.size();
  for (std::size_t k = 0; k < b.legal.size(); ++k) {
    const std::size_t c = b.legal[k];
    UnitFlows& unit = unit_[asset * b.legal.size() + k];
    unit.cash.clear();
    unit.supply.clear();
    unit.rent = 0.0;
    licit_streams(b, *this, asset, c, 1.0, [&](core::ActorId from, core::ActorId to, world::MoneyKind, double amount) {
      if (!(amount > 0.0)) return;
      if (to.valid()) {
        add_part(unit.cash, to.index(), amount);
        if (b.s.actors[to.index()].coalition == core::CoalitionId::at(c)) unit.rent += amount;
      }
      if (from.valid()) add_part(unit.cash, from.index(), -amount);
    });
    for (std::size_t a = 0; a < b.supplied.size(); ++a) {
      const double part = reach_[b.supplied_bloc[a]] * counted[a];
      if (part != 0.0) unit.supply.push_back({b.supplied[a], part});
    }
  }
}

}  // namespace entente::models::rents

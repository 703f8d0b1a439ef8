// SPDX-License-Identifier: Apache-2.0
// Holdings by asset for "routes_and_rents", and where a unit of an asset's licit value goes by them: that changes when shares
// do, while prices and operation move every month.
#include <algorithm>

#include "models/support/rents_streams.hpp"

namespace entente::models::rents {
bool HoldingIndex::update(const Base& b, const std::vector<world::HoldingState>& holdings) {
  bool moved = false, relinked = head_.empty() || known_.size() != holdings.size();
  if (head_.empty()) {
    unit_.resize(b.asset.size() * b.legal.size());
    ++version_;
    has_unit_.assign(b.asset.size(), 0);
  }
  const std::size_t both = std::min(known_.size(), holdings.size());
  for_each_difference(known_.data(), holdings.data(), both, [&](std::size_t h) {
    const bool same = same_holder(known_[h], holdings[h]);
    if (same && known_[h].share == holdings[h].share) return;
    has_unit_[known_[h].asset.index()] = has_unit_[holdings[h].asset.index()] = 0;
    known_[h] = holdings[h];
    moved = true;
    relinked = relinked || !same;
  });
  for (std::size_t h = both; h < known_.size(); ++h) has_unit_[known_[h].asset.index()] = 0;
  for (std::size_t h = both; h < holdings.size(); ++h) has_unit_[holdings[h].asset.index()] = 0;
  if (moved || relinked) ++version_;
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
  if (has_unit_[asset] == 0) {
    has_unit_[asset] = 1;
    for (std::size_t l = 0; l < b.legal.size(); ++l)
      fill_unit(
          b, asset, l, [&](const auto& use) { each(b, asset, use); }, held_, unit_[asset * b.legal.size() + l]);
  }
  return unit_[asset * b.legal.size() + k];
}

}  // namespace entente::models::rents

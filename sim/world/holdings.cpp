// SPDX-License-Identifier: Apache-2.0
// Moving, creating and ending shares in assets.
#include "world/holdings.hpp"

#include <algorithm>

namespace entente::world {
namespace {

using scenario::HoldingKind;

HoldingState* find(std::vector<HoldingState>& holdings, core::AssetId asset, std::int32_t holder, HoldingKind kind) {
  for (auto& h : holdings)
    if (h.asset == asset && h.holder == holder && h.kind == kind) return &h;
  return nullptr;
}

bool held_by(const scenario::Scenario& s, std::int32_t holder, core::ActorId actor) {
  return holder >= 0 && static_cast<std::size_t>(holder) < s.holders.size() &&
         s.holders[static_cast<std::size_t>(holder)].actor == actor;
}

/// Equity that the actor's own holders have in the asset.
double actor_equity(const scenario::Scenario& s, const std::vector<HoldingState>& holdings, core::AssetId asset,
                    core::ActorId actor) {
  double sum = 0.0;
  if (!actor.valid()) return sum;
  for (const auto& h : holdings)
    if (h.asset == asset && h.kind == HoldingKind::equity && held_by(s, h.holder, actor)) sum += h.share;
  return sum;
}

void pass_equity(const scenario::Scenario& s, core::AssetId asset, core::ActorId granter, std::int32_t to, double share,
                 std::vector<HoldingState>& holdings) {
  const double own = actor_equity(s, holdings, asset, granter);
  double others = 0.0;
  for (const auto& h : holdings)
    if (h.asset == asset && h.kind == HoldingKind::equity && h.holder != to) others += h.share;
  const double base = own > 0.0 ? own : others;
  if (base <= 0.0) return;
  const double part = std::min(1.0, share / base);
  double moved = 0.0;
  for (auto& h : holdings) {
    if (h.asset != asset || h.kind != HoldingKind::equity || h.holder == to) continue;
    if (own > 0.0 && !held_by(s, h.holder, granter)) continue;
    moved += part * h.share;
    h.share -= part * h.share;
  }
  if (HoldingState* entry = find(holdings, asset, to, HoldingKind::equity)) {
    entry->share += moved;
  } else {
    holdings.push_back({asset, to, HoldingKind::equity, moved});
  }
}

}  // namespace

double total_share(const std::vector<HoldingState>& holdings, core::AssetId asset, HoldingKind kind) {
  double sum = 0.0;
  for (const auto& h : holdings)
    if (h.asset == asset && h.kind == kind) sum += h.share;
  return sum;
}

double move_share(std::vector<HoldingState>& holdings, core::AssetId asset, std::int32_t from, std::int32_t to,
                  HoldingKind kind, double share) {
  if (!(share > 0.0) || from == to || !asset.valid()) return 0.0;
  double moved = share;
  if (from >= 0) {
    HoldingState* giver = find(holdings, asset, from, kind);
    if (giver == nullptr) return 0.0;
    moved = std::min(moved, giver->share);
    giver->share -= moved;
  } else {
    moved = std::min(moved, std::max(0.0, 1.0 - total_share(holdings, asset, kind)));
  }
  if (to >= 0 && moved > 0.0) {
    if (HoldingState* receiver = find(holdings, asset, to, kind)) {
      receiver->share += moved;
    } else {
      holdings.push_back({asset, to, kind, moved});
    }
  }
  return moved;
}

std::int32_t receiving_holder(const scenario::Scenario& s, core::ActorId actor) {
  if (!actor.valid()) return -1;
  for (std::size_t h = 0; h < s.holders.size(); ++h)
    if (s.holders[h].actor == actor) return static_cast<std::int32_t>(h);
  const std::int32_t bloc = s.actors[actor.index()].bloc_index;
  for (std::size_t h = 0; bloc >= 0 && h < s.holders.size(); ++h)
    if (s.holders[h].bloc_index == bloc) return static_cast<std::int32_t>(h);
  return -1;
}

void grant_share(const scenario::Scenario& s, const scenario::Effect& effect, double x,
                 std::vector<HoldingState>& holdings) {
  const std::int32_t to = receiving_holder(s, effect.to);
  if (to < 0 || !(x > 0.0)) return;
  for (const core::AssetId asset : effect.assets) {
    const double share = effect.of_granter ? x * actor_equity(s, holdings, asset, effect.from) : x;
    if (effect.kind == HoldingKind::equity) {
      pass_equity(s, asset, effect.from, to, share, holdings);
    } else {
      move_share(holdings, asset, -1, to, effect.kind, share);
    }
  }
}

}  // namespace entente::world

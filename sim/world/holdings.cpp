// SPDX-License-Identifier: Apache-2.0
// Moving, creating and ending shares in assets.
#include "world/holdings.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace entente::world {
namespace {

using scenario::HoldingKind;

/// Where among the later holdings of a list those of each asset stand, so that many assets can be asked for by turns.
class LaterPlaces {
 public:
  LaterPlaces(const std::vector<HoldingState>& all, std::size_t later) : size_(all.size()) {
    first_.fill(kNone);
    for (std::size_t h = later; h < size_; ++h) note(all[h].asset, h);
  }
  /// Takes up what has been added to the list since.
  void follow(const std::vector<HoldingState>& all) {
    for (; size_ < all.size(); ++size_) note(all[size_].asset, size_);
  }
  /// Holdings of the asset stand in [first, end); those of others may stand between.
  [[nodiscard]] std::size_t first(core::AssetId asset) const { return first_[slot(asset)]; }
  [[nodiscard]] std::size_t end(core::AssetId asset) const {
    return first_[slot(asset)] == kNone ? kNone : end_[slot(asset)];
  }

 private:
  static constexpr std::size_t kSlots = 64;  // assets that share a slot only stand further apart
  static constexpr std::uint32_t kNone = ~0u;
  static std::size_t slot(core::AssetId asset) { return asset.index() % kSlots; }
  void note(core::AssetId asset, std::size_t h) {
    std::uint32_t& first = first_[slot(asset)];
    first = std::min(first, static_cast<std::uint32_t>(h));
    end_[slot(asset)] = static_cast<std::uint32_t>(h) + 1;
  }

  std::array<std::uint32_t, kSlots> first_, end_;  // end_: where first_ says that there is something
  std::size_t size_;
};

/// The holdings of one asset in a list that begins as the scenario's does: first those it had at as_of, then later ones in
/// the order of their making. Without a scenario the whole list is searched.
class Held {
 public:
  Held(std::vector<HoldingState>& all, core::AssetId asset) : all_(all), asset_(asset) {}
  Held(const scenario::Scenario& s, std::vector<HoldingState>& all, core::AssetId asset, const LaterPlaces& places)
      : all_(all), asset_(asset) {
    if (asset.index() + 1 >= s.first_holding.size() || all.size() < s.holdings.size()) return;
    first_ = static_cast<std::size_t>(s.first_holding[asset.index()]);
    last_ = static_cast<std::size_t>(s.first_holding[asset.index() + 1]);
    later_ = places.first(asset);
    end_ = places.end(asset);
  }

  template <class Visit>
  void each(Visit visit) const {
    for (std::size_t h = first_; h < last_; ++h) visit(all_[h]);
    for (std::size_t h = later_; h < std::min(end_, all_.size()); ++h)
      if (all_[h].asset == asset_) visit(all_[h]);
  }
  [[nodiscard]] double total(HoldingKind kind) const {
    double sum = 0.0;
    each([&](const HoldingState& h) { sum += h.kind == kind ? h.share : 0.0; });
    return sum;
  }
  [[nodiscard]] HoldingState* find(std::int32_t holder, HoldingKind kind) const {
    HoldingState* found = nullptr;
    each([&](HoldingState& h) {
      if (found == nullptr && h.holder == holder && h.kind == kind) found = &h;
    });
    return found;
  }
  /// Adds to what the holder has; a new holder comes last.
  void give(std::int32_t holder, HoldingKind kind, double share) const {
    if (HoldingState* entry = find(holder, kind)) {
      entry->share += share;
    } else {
      all_.push_back({asset_, holder, kind, share});
    }
  }
  double move(std::int32_t from, std::int32_t to, HoldingKind kind, double share) const {
    if (!(share > 0.0) || from == to) return 0.0;
    double moved = share;
    if (from >= 0) {
      HoldingState* giver = find(from, kind);
      if (giver == nullptr) return 0.0;
      moved = std::min(moved, giver->share);
      giver->share -= moved;
    } else {
      moved = std::min(moved, std::max(0.0, 1.0 - total(kind)));
    }
    if (to >= 0 && moved > 0.0) give(to, kind, moved);
    return moved;
  }

 private:
  std::vector<HoldingState>& all_;
  core::AssetId asset_;
  std::size_t first_ = 0, last_ = 0, later_ = 0, end_ = ~std::size_t{0};
};

bool held_by(const scenario::Scenario& s, std::int32_t holder, core::ActorId actor) {
  return holder >= 0 && static_cast<std::size_t>(holder) < s.holders.size() &&
         s.holders[static_cast<std::size_t>(holder)].actor == actor;
}

/// Equity that the actor's own holders have in the asset.
double actor_equity(const scenario::Scenario& s, const Held& held, core::ActorId actor) {
  double sum = 0.0;
  if (!actor.valid()) return sum;
  held.each([&](const HoldingState& h) {
    if (h.kind == HoldingKind::equity && held_by(s, h.holder, actor)) sum += h.share;
  });
  return sum;
}

void pass_equity(const scenario::Scenario& s, const Held& held, core::ActorId granter, std::int32_t to, double share) {
  const double own = actor_equity(s, held, granter);
  double others = 0.0;
  held.each([&](const HoldingState& h) {
    if (h.kind == HoldingKind::equity && h.holder != to) others += h.share;
  });
  const double base = own > 0.0 ? own : others;
  if (base <= 0.0) return;
  const double part = std::min(1.0, share / base);
  double moved = 0.0;
  held.each([&](HoldingState& h) {
    if (h.kind != HoldingKind::equity || h.holder == to) return;
    if (own > 0.0 && !held_by(s, h.holder, granter)) return;
    moved += part * h.share;
    h.share -= part * h.share;
  });
  held.give(to, HoldingKind::equity, moved);
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
  return asset.valid() ? Held(holdings, asset).move(from, to, kind, share) : 0.0;
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
  if (!(x > 0.0)) return;
  const std::int32_t to = receiving_holder(s, effect.to);
  if (to < 0) return;
  LaterPlaces places(holdings, s.holdings.size());
  for (const core::AssetId asset : effect.assets) {
    const Held held(s, holdings, asset, places);
    const double share = effect.of_granter ? x * actor_equity(s, held, effect.from) : x;
    if (effect.kind == HoldingKind::equity) {
      pass_equity(s, held, effect.from, to, share);
    } else {
      held.move(-1, to, effect.kind, share);
    }
    places.follow(holdings);
  }
}

}  // namespace entente::world

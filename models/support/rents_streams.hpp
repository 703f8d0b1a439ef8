// SPDX-License-Identifier: Apache-2.0
// Who gets what from an asset wholly under a coalition. A legal holder exports by licit ways (royalty, profit, trade, rights)
// but for what is smuggled; any other holder taxes, and all leaves by illicit ways, whose last stop draws a transit rent.
// For the sources of "routes_and_rents" only; inline, since every month asks for thousands of streams.
#pragma once

#include <algorithm>
#include <cstring>

#include "models/support/routes_and_rents.hpp"

namespace entente::models::rents {

/// The same holder of the same kind of share, whatever its size.
inline bool same_holder(const world::HoldingState& x, const world::HoldingState& y) {
  return x.asset == y.asset && x.holder == y.holder && x.kind == y.kind;
}

/// Calls at(h) wherever the first `count` holdings of two lists may differ. Most do not, and are passed over in blocks: the same
/// bytes are the same holdings, others may be, if padding differs.
template <class At>
void for_each_difference(const world::HoldingState* x, const world::HoldingState* y, std::size_t count, const At& at) {
  constexpr std::size_t kBlock = 8;
  for (std::size_t h = 0; h < count; ++h) {
    while (h + kBlock <= count && std::memcmp(x + h, y + h, kBlock * sizeof(world::HoldingState)) == 0) h += kBlock;
    if (h == count) return;
    at(h);
  }
}

/// Calls pay(from, to, kind, amount) for each stream of a unit of the licit value of an asset wholly under coalition c: royalties
/// first, then what of the margin they and the buyers' discount leave to equity. each(use) calls use(Held) for each holding
/// of the asset; an invalid `from` is the world outside, amounts may be 0.
template <class Each, class Pay>
void licit_streams(const Base& b, std::size_t asset, std::size_t c, const Each& each, const Pay& pay) {
  using scenario::HoldingKind;
  using world::MoneyKind;
  const AssetBase& a = b.asset[asset];
  double royalty_shares = 0.0, offtake = 0.0;
  each([&](const Held& h) {
    if (h.kind == HoldingKind::royalty) royalty_shares += h.share;
    if (h.kind == HoldingKind::offtake) offtake += h.share;
  });
  const core::ActorId outside, owner = b.role[c].royalty;
  if (owner.valid()) pay(outside, owner, MoneyKind::royalty, b.mineral[a.mineral].royalty);
  const double margin = a.artisanal ? b.p.artisanal_margin : b.p.margin;
  const double left = margin - b.mineral[a.mineral].royalty - royalty_shares - b.p.offtake_discount * offtake;
  const double profit = std::max(0.0, left);
  each([&](const Held& h) {
    const bool inside = h.actor.valid();
    switch (h.kind) {
      case HoldingKind::equity:
        if (inside) pay(outside, h.actor, MoneyKind::profit, profit * h.share);
        break;
      case HoldingKind::royalty:
        if (inside) pay(outside, h.actor, MoneyKind::royalty, h.share);
        break;
      case HoldingKind::offtake:
        if (inside) pay(outside, h.actor, MoneyKind::trade, h.share * b.p.offtake_margin);
        break;
      case HoldingKind::rights:
        if (inside) pay(outside, h.actor, MoneyKind::trade, h.share * b.p.offtake_margin);
        if (owner.valid() && owner != h.actor) pay(h.actor, owner, MoneyKind::rights_fee, h.share * b.p.rights_fee);
        break;
    }
  });
}

/// Shares of 0 stay, so that the parts of an asset stand in the same order whatever its shares.
inline void add_part(std::vector<Part>& parts, std::size_t actor, double amount) {
  for (Part& part : parts) {
    if (part.actor != actor) continue;
    part.amount += amount;
    return;
  }
  parts.push_back({actor, amount});
}

/// Supply goes to the bloc of a holder: a share of the output that reaches it, at most all.
template <class Each>
void fill_supply(const Base& b, std::size_t asset, const Each& each, std::vector<Part>& out) {
  out.clear();
  for (const std::size_t actor : b.supplied) out.push_back({actor, 0.0});
  each([&](const Held& h) {
    if (h.kind == scenario::HoldingKind::royalty || h.bloc < 0) return;
    for (std::size_t a = 0; a < out.size(); ++a)
      if (b.supplied_bloc[a] == static_cast<std::size_t>(h.bloc))
        out[a].amount = std::min(1.0, out[a].amount + h.share);
  });
  const double* counted = b.counted.data() + b.asset[asset].mineral * b.supplied.size();
  for (std::size_t a = 0; a < out.size(); ++a) out[a].amount *= counted[a];
}

/// Row and column of the book, which has one more of both than there are actors: the world outside.
inline Stream stream(std::size_t actors, core::ActorId from, core::ActorId to, world::MoneyKind kind, double amount) {
  const auto at = [actors](core::ActorId id) { return id.valid() ? id.index() : actors; };
  return {static_cast<std::uint32_t>(static_cast<std::size_t>(kind) * (actors + 1) + at(from)),
          static_cast<std::uint32_t>(at(to)), amount};
}

/// Where a unit of the licit value of an asset under base.legal[k] goes; each: see licit_streams; held: scratch.
template <class Each>
void fill_unit(const Base& b, std::size_t asset, std::size_t k, const Each& each, std::vector<Held>& held,
               UnitFlows& out) {
  const auto c = static_cast<std::int32_t>(b.legal[k]);
  held.clear();
  each([&held](const Held& h) { held.push_back(h); });
  const auto listed = [&held](const auto& use) {
    for (const Held& h : held) use(h);
  };
  constexpr std::size_t kFew = 4;  // holders of an asset, mostly fewer
  out.cash.reserve(kFew);
  out.streams.reserve(kFew);
  out.cash.clear();
  out.streams.clear();
  out.rent = 0.0;
  const std::size_t actors = b.s.actors.size();
  licit_streams(b, asset, b.legal[k], listed,
                [&](core::ActorId from, core::ActorId to, world::MoneyKind kind, double amount) {
                  out.streams.push_back(stream(actors, from, to, kind, amount));
                  if (to.valid()) {
                    add_part(out.cash, to.index(), amount);
                    if (b.side[to.index()] == c) out.rent += amount;
                  }
                  if (from.valid()) add_part(out.cash, from.index(), -amount);
                });
  fill_supply(b, asset, listed, out.supply);
}

}  // namespace entente::models::rents

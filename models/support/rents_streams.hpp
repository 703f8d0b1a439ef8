// SPDX-License-Identifier: Apache-2.0
// Who gets what from an asset wholly under a coalition. A legal holder exports by licit ways (royalty, profit, trade, rights)
// but for what is smuggled; any other holder taxes, and all leaves by illicit ways, whose last stop draws a transit rent.
// For the sources of "routes_and_rents" only; inline, since every month asks for thousands of streams.
#pragma once

#include <algorithm>

#include "models/support/routes_and_rents.hpp"

namespace entente::models::rents {

/// Shares of the licit value: royalties first, then what of the margin they and the buyers' discount leave to equity.
template <class Pay>
void licit_streams(const Base& b, const HoldingIndex& index, std::size_t asset, std::size_t c, double licit,
                   const Pay& pay) {
  using scenario::HoldingKind;
  using world::MoneyKind;
  const AssetBase& a = b.asset[asset];
  double royalty_shares = 0.0, offtake = 0.0;
  index.each(b, asset, [&](const Held& h) {
    if (h.kind == HoldingKind::royalty) royalty_shares += h.share;
    if (h.kind == HoldingKind::offtake) offtake += h.share;
  });
  const core::ActorId outside, owner = b.role[c].royalty;
  if (owner.valid()) pay(outside, owner, MoneyKind::royalty, licit * b.mineral[a.mineral].royalty);
  const double margin = a.artisanal ? b.p.artisanal_margin : b.p.margin;
  const double left = margin - b.mineral[a.mineral].royalty - royalty_shares - b.p.offtake_discount * offtake;
  const double profit = licit * std::max(0.0, left);
  index.each(b, asset, [&](const Held& h) {
    const bool inside = h.actor.valid();
    switch (h.kind) {
      case HoldingKind::equity:
        if (inside) pay(outside, h.actor, MoneyKind::profit, profit * h.share);
        break;
      case HoldingKind::royalty:
        if (inside) pay(outside, h.actor, MoneyKind::royalty, licit * h.share);
        break;
      case HoldingKind::offtake:
        if (inside) pay(outside, h.actor, MoneyKind::trade, licit * h.share * b.p.offtake_margin);
        break;
      case HoldingKind::rights:
        if (inside) pay(outside, h.actor, MoneyKind::trade, licit * h.share * b.p.offtake_margin);
        if (owner.valid() && owner != h.actor)
          pay(h.actor, owner, MoneyKind::rights_fee, licit * h.share * b.p.rights_fee);
        break;
    }
  });
}

/// Calls pay(from, to, kind, amount) for each stream of one asset wholly under one coalition at `gross` MUSD/month, the licit
/// part times `regime`; an invalid `from` is the world outside, amounts may be 0. Returns the licit gross value that flows.
template <class Pay>
double for_each_stream(const Base& b, const Routes& routes, const HoldingIndex& index, std::size_t asset, std::size_t c,
                       double gross, double regime, const Pay& pay) {
  using world::MoneyKind;
  const AssetBase& a = b.asset[asset];
  const Ways way = b.ways[asset * b.role.size() + c];
  const double licit = gross * way.licit * regime, illicit = gross * way.illicit;
  if (licit > 0.0) licit_streams(b, index, asset, c, licit, pay);
  const core::ActorId outside;
  if (!b.role[c].legal && b.role[c].tax.valid())
    pay(outside, b.role[c].tax, MoneyKind::armed_tax, illicit * b.mineral[a.mineral].armed_tax);
  if (illicit <= 0.0) return licit;
  const double* shares = routes.shares(a.node, c);
  for (std::size_t k = 0; k < b.sinks.size(); ++k) {
    const core::ActorId owner = b.sink_owner[k];
    if (owner.valid()) pay(outside, owner, MoneyKind::transit, illicit * shares[k] * b.p.transit_share);
  }
  return licit;
}

}  // namespace entente::models::rents

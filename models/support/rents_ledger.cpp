// SPDX-License-Identifier: Apache-2.0
// Who gets what from an asset wholly under a coalition, and the ledger made of it. A legal holder exports by licit ways
// (royalty, profit, trade, rights) but for what is smuggled; any other holder taxes, and all leaves by illicit ways, whose
// last stop draws a transit rent. The ledger looks ahead: prices and operation at their mean over the outlook.
#include <algorithm>
#include <limits>

#include "core/detmath.hpp"
#include "graph/routes.hpp"
#include "models/support/routes_and_rents.hpp"
#include "world/lookup.hpp"

namespace entente::models::rents {
namespace {

using scenario::HoldingKind;
using world::MoneyKind;
using world::World;

constexpr double kFar = std::numeric_limits<double>::infinity();

core::ActorId actor_of(const Base& b, const world::HoldingState& h) {
  if (h.holder < 0 || static_cast<std::size_t>(h.holder) >= b.s.holders.size()) return {};
  return b.s.holders[static_cast<std::size_t>(h.holder)].actor;
}

std::int32_t bloc_of(const Base& b, const world::HoldingState& h) {
  if (h.holder < 0 || static_cast<std::size_t>(h.holder) >= b.s.holders.size()) return -1;
  return b.s.holders[static_cast<std::size_t>(h.holder)].bloc_index;
}

/// Which nodes an opponent of coalition c holds.
void mark_opposed(const Base& b, const World& w, std::size_t c, std::vector<std::uint8_t>& out) {
  out.assign(b.s.nodes.size(), 0);
  for (std::size_t n = 0; n < b.s.nodes.size(); ++n) {
    if (b.s.nodes[n].outside) continue;
    const auto holder = w.holder(b.s, core::NodeId::at(n));
    if (holder.valid() && holder.index() != c && !b.s.coalitions[holder.index()].unaligned) out[n] = 1;
  }
}

/// Distances to the sinks become shares: nearer by route_spread weighs e times as much.
void share_out(const Base& b, double* distance, std::size_t sinks) {
  double least = kFar, sum = 0.0;
  for (std::size_t k = 0; k < sinks; ++k) least = std::min(least, distance[k]);
  for (std::size_t k = 0; k < sinks; ++k) {
    distance[k] = distance[k] < kFar ? det::exp(-(distance[k] - least) / b.p.route_spread) : 0.0;
    sum += distance[k];
  }
  for (std::size_t k = 0; k < sinks && sum > 0.0; ++k) distance[k] /= sum;
}

struct Pay {
  std::vector<Stream>& out;
  void operator()(core::ActorId from, core::ActorId to, MoneyKind kind, double amount) const {
    if (amount > 0.0 && (from.valid() || to.valid())) out.push_back({from, to, kind, amount});
  }
};

/// Shares of the licit value: royalties first, then what of the margin they and the buyers' discount leave to equity.
void licit_streams(const Base& b, const HoldingIndex& index, std::size_t asset, std::size_t c, double licit,
                   const Pay& pay) {
  const AssetBase& a = b.asset[asset];
  const auto [first, last] = index.of(asset);
  double royalty_shares = 0.0, offtake = 0.0;
  for (auto h = first; h != last; ++h) {
    if (h->kind == HoldingKind::royalty) royalty_shares += h->share;
    if (h->kind == HoldingKind::offtake) offtake += h->share;
  }
  const auto owner = b.role[c].royalty;
  pay({}, owner, MoneyKind::royalty, licit * b.mineral[a.mineral].royalty);
  const double margin = a.artisanal ? b.p.artisanal_margin : b.p.margin;
  const double left = margin - b.mineral[a.mineral].royalty - royalty_shares - b.p.offtake_discount * offtake;
  const double profit = licit * std::max(0.0, left);
  for (auto h = first; h != last; ++h) {
    const auto actor = actor_of(b, *h);
    switch (h->kind) {
      case HoldingKind::equity:
        if (actor.valid()) pay({}, actor, MoneyKind::profit, profit * h->share);
        break;
      case HoldingKind::royalty:
        if (actor.valid()) pay({}, actor, MoneyKind::royalty, licit * h->share);
        break;
      case HoldingKind::offtake:
        if (actor.valid()) pay({}, actor, MoneyKind::trade, licit * h->share * b.p.offtake_margin);
        break;
      case HoldingKind::rights:
        if (actor.valid()) pay({}, actor, MoneyKind::trade, licit * h->share * b.p.offtake_margin);
        if (owner.valid() && owner != actor)
          pay(actor, owner, MoneyKind::rights_fee, licit * h->share * b.p.rights_fee);
        break;
    }
  }
}

Outlook outlook_of(const Base& b, const World& w, const Ways& output, std::size_t m, int regime) {
  const MineralBase& mineral = b.mineral[m];
  const double span = b.p.outlook, lasts = mineral.lasts;
  Outlook out;
  out.regime = 1.0 - (1.0 - regime_factor(mineral, regime)) * lasts;
  if (!b.s.minerals[m].priced) return out;
  const double full = full_shift(b, m, output, regime) * lasts + full_shift(b, m, output, 0) * (1.0 - lasts);
  const double buffer = full + (w.price_buffer[m] - full) * mean_weight(span / b.p.stock_months);
  const double priced = b.p.announcement * (full - mineral.start_shift) + (1.0 - b.p.announcement) * buffer;
  const double now = target_log_price(b, w, m);
  const double ahead = now - w.price_shift[m] + priced + mineral.drift * span * 0.5;
  out.price = det::exp(ahead + (w.log_price[m] - now) * mineral.fade);
  return out;
}

double expected_operating(const Base& b, const World& w, std::size_t asset) {
  const double target = target_operating(b, w, asset);
  return target + (w.operating[asset] - target) * b.asset[asset].fade;
}

struct LedgerFill {
  const Base& b;
  model::Ledger& out;
  std::size_t nodes, count;

  void add(const std::vector<Stream>& streams, std::size_t node, std::size_t c) const {
    const std::size_t cell = node * count + c;
    for (const auto& stream : streams) {
      if (stream.to.valid()) {
        out.cash[stream.to.index() * nodes * count + cell] += stream.amount;
        if (b.s.actors[stream.to.index()].coalition == core::CoalitionId::at(c))
          out.rent[c * nodes + node] += stream.amount;
      }
      if (stream.from.valid()) out.cash[stream.from.index() * nodes * count + cell] -= stream.amount;
    }
  }
  void add_supply(const std::vector<double>& reach, std::size_t asset, std::size_t c, double licit) const {
    const AssetBase& a = b.asset[asset];
    for (const std::size_t actor : b.supplied) {
      const std::int32_t bloc = b.s.actors[actor].bloc_index;
      out.supply[actor * nodes * count + a.node * count + c] +=
          licit * reach[static_cast<std::size_t>(bloc)] * b.critical[actor][a.mineral];
    }
  }
};

}  // namespace

void Routes::update(const Base& b, const World& w) {
  const std::size_t nodes = b.s.nodes.size();
  const bool first = count_ != b.s.coalition_count();
  if (first) {
    count_ = b.s.coalition_count();
    sinks_ = b.sinks.size();
    share_.assign(b.asset.size() * count_ * sinks_, 0.0);
    opposed_.assign(count_ * nodes, 0);
  }
  if (!first && control_ == w.control) return;
  control_ = w.control;
  for (std::size_t c = 0; c < count_; ++c) {
    mark_opposed(b, w, c, now_);
    const auto known = opposed_.begin() + static_cast<std::ptrdiff_t>(c * nodes);
    if (!first && std::equal(now_.begin(), now_.end(), known)) continue;
    std::copy(now_.begin(), now_.end(), known);
    solve(b, c);
  }
}

/// An edge is `crossing` times as long where an opposed coalition holds an end. That includes the ways out of an asset that
/// c does not hold yet, which lengthens all its exits alike.
void Routes::solve(const Base& b, std::size_t c) {
  const std::uint8_t* opposed = opposed_.data() + c * b.s.nodes.size();
  cost_ = b.edge_cost;
  for (std::size_t e = 0; e < cost_.size(); ++e)
    if (opposed[b.s.edges[e].a.index()] != 0 || opposed[b.s.edges[e].b.index()] != 0) cost_[e] *= b.p.crossing;
  for (std::size_t k = 0; k < sinks_; ++k) {
    graph::distances_from(b.s.map, std::array<int, 1>{b.sinks[k]}, cost_, {}, distance_);
    for (std::size_t i = 0; i < b.asset.size(); ++i) share_[(i * count_ + c) * sinks_ + k] = distance_[b.asset[i].node];
  }
  for (std::size_t i = 0; i < b.asset.size(); ++i) share_out(b, share_.data() + (i * count_ + c) * sinks_, sinks_);
}

void reach_by_bloc(const Base& b, const HoldingIndex& index, std::size_t asset, std::vector<double>& reach) {
  reach.assign(b.s.blocs.size(), 0.0);
  const auto [first, last] = index.of(asset);
  for (auto h = first; h != last; ++h) {
    const std::int32_t bloc = bloc_of(b, *h);
    if (h->kind == HoldingKind::royalty || bloc < 0 || static_cast<std::size_t>(bloc) >= reach.size()) continue;
    reach[static_cast<std::size_t>(bloc)] = std::min(1.0, reach[static_cast<std::size_t>(bloc)] + h->share);
  }
}

bool Common::matches(const World& w) const {
  return known && month == w.month && log_price == w.log_price && operating == w.operating && control == w.control &&
         price_shift == w.price_shift && price_buffer == w.price_buffer;
}

void know_world(const Base& b, const World& w, Scratch& scratch) {
  Common& known = scratch.common;
  if (known.matches(w)) return;
  known.known = true;
  scratch.has_before.clear();  // what is kept is of another world
  known.month = w.month;
  known.control = w.control;
  known.operating = w.operating;
  known.log_price = w.log_price;
  known.price_shift = w.price_shift;
  known.price_buffer = w.price_buffer;
  scratch.routes.update(b, w);
  known.output.assign(b.s.minerals.size(), Ways{});
  known.running.resize(b.asset.size());
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    add_output(b, w, i, known.output[b.asset[i].mineral]);
    known.running[i] = expected_operating(b, w, i);
  }
  known.ahead.resize(b.s.minerals.size());
  known.has_ahead.assign(b.s.minerals.size(), {});
}

const Outlook& outlook_at(const Base& b, const World& w, const world::Derived& derived, std::size_t m, Common& common) {
  const auto regime = static_cast<std::size_t>(std::clamp(derived.regime[m], 0, 2));
  if (!common.has_ahead[m][regime]) {
    common.ahead[m][regime] = outlook_of(b, w, common.output[m], m, static_cast<int>(regime));
    common.has_ahead[m][regime] = true;
  }
  return common.ahead[m][regime];
}

double expected_gross(const Base& b, const Common& common, const world::Derived& derived, std::size_t i, double price) {
  const AssetBase& a = b.asset[i];
  const double built = a.yearly_gross > 0.0 ? derived.investment[i] * b.p.capital_yield / a.yearly_gross : 0.0;
  return a.output / 12.0 * (common.running[i] + built) * price * b.s.minerals[a.mineral].price_to_musd;
}

bool LedgerKey::matches(const world::Derived& d) const {
  const auto same = [](const world::HoldingState& x, const world::HoldingState& y) {
    return x.asset == y.asset && x.holder == y.holder && x.kind == y.kind && x.share == y.share;
  };
  return regime == d.regime && investment == d.investment && holdings.size() == d.holdings.size() &&
         std::equal(holdings.begin(), holdings.end(), d.holdings.begin(), same);
}

void LedgerKey::remember(const world::Derived& d) {
  regime = d.regime;
  investment = d.investment;
  holdings = d.holdings;
}

void HoldingIndex::update(const Base& b, const std::vector<world::HoldingState>& holdings) {
  first_.assign(b.asset.size() + 1, 0);
  for (const auto& h : holdings) ++first_[h.asset.index() + 1];
  for (std::size_t i = 0; i < b.asset.size(); ++i) first_[i + 1] += first_[i];
  next_.assign(first_.begin(), first_.end());
  sorted_.resize(holdings.size());
  for (const auto& h : holdings) sorted_[next_[h.asset.index()]++] = h;
}

double streams_of(const Base& b, const Routes& routes, const HoldingIndex& index, std::size_t asset, std::size_t c,
                  double gross, double regime, std::vector<Stream>& out) {
  const Ways way = ways(b, asset, c);
  const Pay pay{out};
  const double licit = gross * way.licit * regime, illicit = gross * way.illicit;
  if (licit > 0.0) licit_streams(b, index, asset, c, licit, pay);
  if (!b.role[c].legal && b.role[c].tax.valid())
    pay({}, b.role[c].tax, MoneyKind::armed_tax, illicit * b.mineral[b.asset[asset].mineral].armed_tax);
  if (illicit <= 0.0) return licit;
  const double* shares = routes.shares(asset, c);
  for (std::size_t k = 0; k < b.sinks.size(); ++k) {
    const auto owner = b.s.nodes[static_cast<std::size_t>(b.sinks[k])].owner;
    if (owner.valid()) pay({}, owner, MoneyKind::transit, illicit * shares[k] * b.p.transit_share);
  }
  return licit;
}

namespace {

void make_ledger(const Base& b, const World& w, const world::Derived& derived, Scratch& scratch, model::Ledger& out) {
  const std::size_t nodes = b.s.nodes.size(), count = b.s.coalition_count(), actors = b.s.actors.size();
  out.cash.assign(actors * nodes * count, 0.0);
  out.supply.assign(actors * nodes * count, 0.0);
  out.rent.assign(count * nodes, 0.0);
  out.gross.assign(b.asset.size(), 0.0);
  out.legal.assign(b.asset.size() * count, 0.0);
  out.cash_fixed.resize(actors);
  for (std::size_t a = 0; a < actors; ++a)
    out.cash_fixed[a] =
        world::value_or(b.draw, b.s.actors[a].income, 0.0) - world::value_or(b.draw, b.s.actors[a].overhead, 0.0);
  scratch.index.update(b, derived.holdings);
  const LedgerFill fill{b, out, nodes, count};
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    const AssetBase& a = b.asset[i];
    for (std::size_t c = 0; c < count; ++c) out.legal[i * count + c] = ways(b, i, c).licit;
    if (!a.priced) continue;
    const Outlook& ahead = outlook_at(b, w, derived, a.mineral, scratch.common);
    out.gross[i] = expected_gross(b, scratch.common, derived, i, ahead.price);
    reach_by_bloc(b, scratch.index, i, scratch.reach);
    for (std::size_t c = 0; c < count; ++c) {
      scratch.streams.clear();
      const double licit =
          streams_of(b, scratch.routes, scratch.index, i, c, out.gross[i], ahead.regime, scratch.streams);
      fill.add(scratch.streams, a.node, c);
      fill.add_supply(scratch.reach, i, c, licit);
    }
  }
}

}  // namespace

void fill_ledger(const Base& b, const World& w, const world::Derived& derived, Scratch& scratch, model::Ledger& out) {
  know_world(b, w, scratch);
  make_ledger(b, w, derived, scratch, out);
}

}  // namespace entente::models::rents

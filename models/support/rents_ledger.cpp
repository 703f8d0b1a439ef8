// SPDX-License-Identifier: Apache-2.0
// Where ore leaves, and the ledger of what an asset wholly under a coalition gives to whom. The ledger looks ahead: prices
// and operation at their mean over the outlook. Flows of a place are made once for one world and one set of terms.
#include <algorithm>
#include <array>
#include <limits>

#include "core/detmath.hpp"
#include "core/same_bytes.hpp"
#include "graph/route_update.hpp"
#include "models/support/routes_and_rents.hpp"
#include "world/lookup.hpp"

namespace entente::models::rents {
namespace {

using world::World;

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr std::size_t kFew = 4;  // distances are searched anew when more than one edge in so many has changed its cost

/// Which nodes an opponent of coalition c holds.
void mark_opposed(const Base& b, const std::vector<std::int32_t>& holder, std::size_t c,
                  std::vector<std::uint8_t>& out) {
  out.resize(holder.size());
  for (std::size_t n = 0; n < holder.size(); ++n) {
    const std::int32_t h = holder[n];
    out[n] = h >= 0 && h != static_cast<std::int32_t>(c) && !b.s.coalitions[static_cast<std::size_t>(h)].unaligned;
  }
}

/// Shares of the sinks in what leaves a node: nearer by route_spread weighs e times as much.
void share_out(const Base& b, const std::vector<std::vector<double>>& distance, std::size_t node, double* share) {
  double least = kFar, sum = 0.0;
  for (const auto& to : distance) least = std::min(least, to[node]);
  for (std::size_t k = 0; k < distance.size(); ++k) {
    const double more = distance[k][node] - least;
    share[k] = 0.0;
    if (distance[k][node] < kFar) share[k] = more > 0.0 ? det::exp(-more / b.p.route_spread) : 1.0;
    sum += share[k];
  }
  for (std::size_t k = 0; k < distance.size() && sum > 0.0; ++k) share[k] /= sum;
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

}  // namespace

/// Nobody stands in the way: the ways from which every coalition's are first brought up to date.
void Routes::size(const Base& b) {
  count_ = b.s.coalition_count();
  sinks_ = b.sinks.size();
  share_.assign(b.s.nodes.size() * count_ * sinks_, 0.0);
  Net free{std::vector<std::uint8_t>(b.s.nodes.size(), 0), b.edge_cost, std::vector<std::vector<double>>(sinks_)};
  for (std::size_t k = 0; k < sinks_; ++k)
    graph::distances_from(b.s.map, std::array<int, 1>{b.sinks[k]}, free.cost, {}, free.distance[k], scratch_.search);
  net_.assign(count_, free);
  for (const std::size_t n : b.places)
    for (std::size_t c = 0; c < count_; ++c) share_out(b, free.distance, n, share_.data() + (n * count_ + c) * sinks_);
}

void Routes::update(const Base& b, const World& w) {
  if (count_ != b.s.coalition_count()) {
    size(b);
  } else if (core::same_bytes(control_, w.control)) {
    return;
  }
  control_ = w.control;
  holder_.resize(b.s.nodes.size());
  for (std::size_t n = 0; n < holder_.size(); ++n)
    holder_[n] = b.s.nodes[n].outside ? -1 : w.holder(b.s, core::NodeId::at(n)).value;
  for (std::size_t c = 0; c < count_; ++c) {
    mark_opposed(b, holder_, c, now_);
    if (now_ == net_[c].opposed) continue;
    net_[c].opposed = now_;
    solve(b, c);
  }
}

/// An edge is `crossing` times as long where an opposed coalition holds an end. That includes the ways out of an asset that
/// c does not hold yet, which lengthens all its exits alike.
void Routes::solve(const Base& b, std::size_t c) {
  Net& net = net_[c];
  before_.clear();
  for (const std::size_t n : b.places)
    for (const auto& to : net.distance) before_.push_back(to[n]);
  cost_ = b.edge_cost;
  changed_.clear();
  for (std::size_t e = 0; e < cost_.size(); ++e) {
    if (net.opposed[b.s.edges[e].a.index()] != 0 || net.opposed[b.s.edges[e].b.index()] != 0) cost_[e] *= b.p.crossing;
    if (cost_[e] != net.cost[e]) changed_.push_back(static_cast<int>(e));
  }
  const bool many = changed_.size() > cost_.size() / kFew;
  for (std::size_t k = 0; k < sinks_; ++k) {
    const std::array<int, 1> sink{b.sinks[k]};
    if (many) {
      graph::distances_from(b.s.map, sink, cost_, {}, net.distance[k], scratch_.search);
    } else {
      graph::update_distances(b.s.map, sink, net.cost, cost_, changed_, net.distance[k], scratch_);
    }
  }
  std::swap(net.cost, cost_);
  const double* before = before_.data();
  for (const std::size_t n : b.places) {
    bool moved = false;
    for (const auto& to : net.distance) moved = (*before++ != to[n]) || moved;
    if (moved) share_out(b, net.distance, n, share_.data() + (n * count_ + c) * sinks_);
  }
}

bool Common::matches(const World& w) const {
  return known && month == w.month && core::same_bytes(log_price, w.log_price) &&
         core::same_bytes(operating, w.operating) && core::same_bytes(control, w.control) &&
         core::same_bytes(price_shift, w.price_shift) && core::same_bytes(price_buffer, w.price_buffer);
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
  reaching(b, w, known.output);
  const std::vector<double>& target = target_operations(b, w, scratch.target);
  known.running.resize(b.asset.size());
  for (std::size_t i = 0; i < b.asset.size(); ++i)
    known.running[i] = target[i] + (w.operating[i] - target[i]) * b.asset[i].fade;
  known.ahead.resize(b.s.minerals.size());
  known.has_ahead.assign(b.s.minerals.size(), {});
}

namespace {

/// Out of line, so that asking for what is known stays short.
[[gnu::noinline]] void find_outlook(const Base& b, const World& w, std::size_t m, std::size_t regime, Common& common) {
  common.ahead[m][regime] = outlook_of(b, w, common.output[m], m, static_cast<int>(regime));
  common.has_ahead[m][regime] = true;
}

}  // namespace

const Outlook& outlook_at(const Base& b, const World& w, const world::Derived& derived, std::size_t m, Common& common) {
  const auto regime = static_cast<std::size_t>(std::clamp(derived.regime[m], 0, 2));
  if (!common.has_ahead[m][regime]) find_outlook(b, w, m, regime, common);
  return common.ahead[m][regime];
}

double expected_gross(const Base& b, const Common& common, const world::Derived& derived, std::size_t i, double price) {
  const AssetBase& a = b.asset[i];
  const double built = a.yearly_gross > 0.0 ? derived.investment[i] * b.p.capital_yield / a.yearly_gross : 0.0;
  return a.output / 12.0 * (common.running[i] + built) * price * b.s.minerals[a.mineral].price_to_musd;
}

bool LedgerKey::matches(const world::Derived& d) const { return regime == d.regime && investment == d.investment; }

void LedgerKey::remember(const world::Derived& d) {
  regime = d.regime;
  investment = d.investment;
}

namespace {

/// What leaves a place by licit ways under one coalition, to those who hold its assets.
void add_licit(const Base& b, const HoldingIndex& index, std::size_t node, std::size_t k, Scratch& scratch,
               NodeFlows& out) {
  const std::size_t actors = b.s.actors.size(), count = b.role.size(), c = b.legal[k];
  const bool with = &index == &scratch.with_index;  // assets that terms leave alone are held as without them
  double* const cash = out.cash.data() + c * actors;
  double* const supply = out.supply.data() + c * actors;
  double rent = 0.0;
  const std::vector<std::size_t>& assets = b.at_node[node];
  for (std::size_t at = 0; at < assets.size(); ++at) {
    const std::size_t i = assets[at];
    const double licit = scratch.free_gross[at] * b.ways[i * count + c].licit;
    if (!(licit > 0.0)) continue;
    const UnitFlows& unit = (with && scratch.touched[i] == 0 ? scratch.from_index : index).unit(b, i, k);
    for (const Part& part : unit.cash) cash[part.actor] += licit * part.amount;
    for (const Part& part : unit.supply) supply[part.actor] += licit * part.amount;
    rent += licit * unit.rent;
  }
  out.rent[c] += rent;
}

/// What leaves it by illicit ways, to those who tax it and those who draw the transit rent.
void add_illicit(const Base& b, std::size_t node, std::size_t c, Scratch& scratch, NodeFlows& out) {
  const std::size_t count = b.role.size();
  double illicit = 0.0, taxed = 0.0;
  const std::vector<std::size_t>& assets = b.at_node[node];
  for (std::size_t at = 0; at < assets.size(); ++at) {
    const double value = scratch.gross[at] * b.ways[assets[at] * count + c].illicit;
    illicit += value;
    taxed += value * b.mineral[b.asset[assets[at]].mineral].armed_tax;
  }
  if (!(illicit > 0.0)) return;
  double* const cash = out.cash.data() + c * b.s.actors.size();
  const auto pay = [&](core::ActorId to, double amount) {
    if (!to.valid()) return;
    cash[to.index()] += amount;
    if (b.s.actors[to.index()].coalition == core::CoalitionId::at(c)) out.rent[c] += amount;
  };
  if (!b.role[c].legal) pay(b.role[c].tax, taxed);
  const double rents = illicit * b.p.transit_share;
  const double* shares = scratch.routes.shares(node, c);
  for (std::size_t k = 0; k < b.sinks.size(); ++k) pay(b.sink_owner[k], rents * shares[k]);
}

}  // namespace

void node_flows(const Base& b, const World& w, const world::Derived& derived, const HoldingIndex& index,
                std::size_t node, Scratch& scratch, NodeFlows& out) {
  const std::size_t actors = b.s.actors.size(), count = b.role.size();
  out.cash.assign(count * actors, 0.0);
  out.supply.assign(count * actors, 0.0);
  out.rent.assign(count, 0.0);
  const std::vector<std::size_t>& assets = b.at_node[node];
  if (scratch.gross.size() < assets.size()) {
    scratch.gross.resize(assets.size());
    scratch.free_gross.resize(assets.size());
  }
  for (std::size_t at = 0; at < assets.size(); ++at) {
    const Outlook& ahead = outlook_at(b, w, derived, b.asset[assets[at]].mineral, scratch.common);
    scratch.gross[at] = expected_gross(b, scratch.common, derived, assets[at], ahead.price);
    scratch.free_gross[at] = scratch.gross[at] * ahead.regime;
  }
  for (std::size_t k = 0; k < b.legal.size(); ++k) add_licit(b, index, node, k, scratch, out);
  for (std::size_t c = 0; c < count; ++c) add_illicit(b, node, c, scratch, out);
}

namespace {

/// Sizes a ledger and fills in what no month changes. One of the right size has been filled for this case before, perhaps
/// for another draw: places without assets stand at 0 in it.
void open_ledger(const Base& b, model::Ledger& out) {
  const std::size_t actors = b.s.actors.size(), cells = b.s.nodes.size() * b.s.coalition_count();
  if (out.cash.size() != actors * cells || out.rent.size() != cells) {
    out.cash.assign(actors * cells, 0.0);
    out.supply.assign(actors * cells, 0.0);
    out.rent.assign(cells, 0.0);
  }
  out.gross.assign(b.asset.size(), 0.0);
  out.legal.resize(b.ways.size());
  for (std::size_t k = 0; k < b.ways.size(); ++k) out.legal[k] = b.ways[k].licit;
  out.cash_fixed.resize(actors);
  for (std::size_t a = 0; a < actors; ++a)
    out.cash_fixed[a] =
        world::value_or(b.draw, b.s.actors[a].income, 0.0) - world::value_or(b.draw, b.s.actors[a].overhead, 0.0);
}

void enter_flows(const Base& b, const NodeFlows& flows, std::size_t node, model::Ledger& out) {
  const std::size_t actors = b.s.actors.size(), count = b.s.coalition_count(), nodes = b.s.nodes.size();
  const std::size_t cells = nodes * count;
  for (std::size_t c = 0; c < count; ++c) {
    double* cash = out.cash.data() + node * count + c;
    double* const supply = out.supply.data() + node * count + c;
    const double* const from = flows.cash.data() + c * actors;
    for (std::size_t a = 0; a < actors; ++a, cash += cells) *cash = from[a];
    for (const std::size_t a : b.supplied) supply[a * cells] = flows.supply[c * actors + a];
    out.rent[c * nodes + node] = flows.rent[c];
  }
}

/// What places would lose if they fell by force: something for each inhabitant, and ore in store at expected prices.
void fill_spoils(const Base& b, model::Ledger& out) {
  constexpr double kPeople = 1e-3;  // thousands of people x USD -> MUSD
  model::Spoils& spoils = out.spoils;
  spoils.goods.clear();
  if (b.p.loot <= 0.0 && b.p.loot_ore <= 0.0) return;
  spoils.goods.assign(b.s.nodes.size(), 0.0);
  for (std::size_t n = 0; n < b.s.nodes.size(); ++n)
    if (!b.s.nodes[n].outside && b.s.nodes[n].front.valid())
      spoils.goods[n] = b.p.loot * kPeople * world::value_or(b.draw, b.s.nodes[n].population, 0.0);
  for (std::size_t i = 0; i < b.asset.size(); ++i)
    if (b.s.nodes[b.asset[i].node].front.valid()) spoils.goods[b.asset[i].node] += b.p.loot_ore * out.gross[i];
  spoils.looter.clear();
  spoils.treasury.clear();
  for (const Role& role : b.role) {
    spoils.looter.push_back(role.legal ? core::ActorId{} : role.tax);
    spoils.treasury.push_back(role.legal ? role.royalty : core::ActorId{});  // a group's chest moves with it
  }
  spoils.kept = b.p.loot_kept;
  spoils.public_part = b.p.loot_public;
  spoils.refill = b.p.loot_refill;
}

}  // namespace

void know_terms(const Base& b, const world::Derived& derived, Scratch& scratch) {
  const bool moved = scratch.from_index.update(b, derived.holdings);
  if (!moved && !scratch.has_before.empty() && scratch.from.matches(derived)) return;
  scratch.from.remember(derived);
  scratch.before.resize(b.at_node.size());
  scratch.has_before.assign(b.at_node.size(), 0);
}

const NodeFlows& flows_before(const Base& b, const World& w, const world::Derived& derived, std::size_t node,
                              Scratch& scratch) {
  if (scratch.has_before[node] == 0) {
    node_flows(b, w, derived, scratch.from_index, node, scratch, scratch.before[node]);
    scratch.has_before[node] = 1;
  }
  return scratch.before[node];
}

void fill_ledger(const Base& b, const World& w, const world::Derived& derived, Scratch& scratch, model::Ledger& out) {
  know_world(b, w, scratch);
  know_terms(b, derived, scratch);
  open_ledger(b, out);
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    if (!b.asset[i].priced) continue;
    const double price = outlook_at(b, w, derived, b.asset[i].mineral, scratch.common).price;
    out.gross[i] = expected_gross(b, scratch.common, derived, i, price);
  }
  for (const std::size_t node : b.places) enter_flows(b, flows_before(b, w, derived, node, scratch), node, out);
  fill_spoils(b, out);
}

}  // namespace entente::models::rents

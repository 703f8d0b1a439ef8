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

/// Sinks share what leaves a node, nearer by route_spread weighs e times as much; of its share each owner draws the rent.
void share_out(const Base& b, const std::vector<std::vector<double>>& distance, std::size_t node, double* rent) {
  double least = kFar, sum = 0.0;
  std::fill(rent, rent + b.exit_owner.size(), 0.0);
  for (const auto& to : distance) least = std::min(least, to[node]);
  for (std::size_t k = 0; k < distance.size(); ++k) {
    if (!(distance[k][node] < kFar)) continue;
    const double more = distance[k][node] - least;
    const double share = more > 0.0 ? det::exp(-more / b.p.route_spread) : 1.0;
    sum += share;
    if (b.sink_owner[k] >= 0) rent[b.sink_owner[k]] += share;
  }
  for (std::size_t o = 0; o < b.exit_owner.size() && sum > 0.0; ++o) rent[o] *= b.p.transit_share / sum;
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
  owners_ = b.exit_owner.size();
  rent_.assign(b.s.nodes.size() * count_ * owners_, 0.0);
  Net free{std::vector<std::uint8_t>(b.s.nodes.size(), 0), b.edge_cost, std::vector<std::vector<double>>(sinks_)};
  for (std::size_t k = 0; k < sinks_; ++k)
    graph::distances_from(b.s.map, std::array<int, 1>{b.sinks[k]}, free.cost, {}, free.distance[k], scratch_.search);
  net_.assign(count_, free);
  for (const std::size_t n : b.places)
    for (std::size_t c = 0; c < count_; ++c) share_out(b, free.distance, n, rent_.data() + (n * count_ + c) * owners_);
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
    if (moved) share_out(b, net.distance, n, rent_.data() + (n * count_ + c) * owners_);
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

namespace {

/// The tables of a ledger, seen from one cell of one place.
struct Cell {
  double *cash, *supply;  // of the first actor
  std::size_t stride;     // from one actor to the next
  double* rent;
};

/// What leaves a place by licit ways under one coalition, to those who hold its assets.
void add_licit(const Base& b, const Scratch& scratch, const std::vector<std::size_t>& assets, std::size_t k,
               const std::vector<Value>& value, const Cell& out) {
  const std::size_t count = b.role.size(), c = b.legal[k];
  for (const std::size_t i : assets) {
    const double licit = value[i].let_out * b.ways[i * count + c].licit;
    if (!(licit > 0.0)) continue;
    const UnitFlows& unit = scratch.index.unit(b, i, k);
    for (const Part& part : unit.cash) out.cash[part.actor * out.stride] += licit * part.amount;
    for (const Part& part : unit.supply) out.supply[part.actor * out.stride] += licit * part.amount;
    *out.rent += licit * unit.rent;
  }
}

/// What leaves it by illicit ways, to those who tax it and those who draw the transit rent.
void add_illicit(const Base& b, const Routes& routes, std::size_t node, std::size_t c, const std::vector<Value>& value,
                 const Cell& out) {
  const std::size_t count = b.role.size();
  double illicit = 0.0, taxed = 0.0;
  for (const std::size_t i : b.at_node[node]) {
    const double amount = value[i].gross * b.ways[i * count + c].illicit;
    illicit += amount;
    taxed += amount * b.mineral[b.asset[i].mineral].armed_tax;
  }
  if (!(illicit > 0.0)) return;
  const auto pay = [&](std::size_t to, double amount) {
    out.cash[to * out.stride] += amount;
    if (b.side[to] == static_cast<std::int32_t>(c)) *out.rent += amount;
  };
  if (!b.role[c].legal && b.role[c].tax.valid()) pay(b.role[c].tax.index(), taxed);
  const double* rents = routes.rents(node, c);
  for (std::size_t o = 0; o < b.exit_owner.size(); ++o) pay(b.exit_owner[o], illicit * rents[o]);
}

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

/// Flows of the places that have assets; nothing flows elsewhere.
void fill_places(const Base& b, const Scratch& scratch, model::Ledger& out) {
  const std::size_t actors = b.s.actors.size(), count = b.s.coalition_count(), nodes = b.s.nodes.size();
  const std::size_t cells = nodes * count;
  for (std::size_t a = 0; a < actors; ++a) std::fill_n(out.cash.data() + a * cells, cells, 0.0);
  for (const std::size_t a : b.supplied) std::fill_n(out.supply.data() + a * cells, cells, 0.0);
  for (const std::size_t node : b.places) {
    const auto cell = [&](std::size_t c) {
      return Cell{out.cash.data() + node * count + c, out.supply.data() + node * count + c, cells,
                  out.rent.data() + c * nodes + node};
    };
    for (std::size_t c = 0; c < count; ++c) *cell(c).rent = 0.0;
    for (std::size_t k = 0; k < b.legal.size(); ++k)
      add_licit(b, scratch, b.at_node[node], k, scratch.value, cell(b.legal[k]));
    for (std::size_t c = 0; c < count; ++c) add_illicit(b, scratch.routes, node, c, scratch.value, cell(c));
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

void fill_ledger(const Base& b, const World& w, const world::Derived& derived, Scratch& scratch, model::Ledger& out) {
  know_world(b, w, scratch);
  scratch.index.update(b, derived.holdings);
  open_ledger(b, out);
  scratch.value.resize(b.asset.size());
  for (std::size_t i = 0; i < b.asset.size(); ++i) {
    if (!b.asset[i].priced) continue;
    const Outlook& ahead = outlook_at(b, w, derived, b.asset[i].mineral, scratch.common);
    scratch.value[i] = expected_value(b, scratch.common, derived, i, ahead);
    out.gross[i] = scratch.value[i].gross;
  }
  fill_places(b, scratch, out);
  fill_spoils(b, out);
}

}  // namespace entente::models::rents

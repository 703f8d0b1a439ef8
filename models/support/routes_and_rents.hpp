// SPDX-License-Identifier: Apache-2.0
// The economy family "routes_and_rents", split over several sources: constants of one draw, the unit flows of an asset
// under a coalition, the monthly book of payments, prices. Everything that depends on control is linear in it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/rng.hpp"
#include "graph/route_update.hpp"
#include "model/ground.hpp"
#include "model/ports.hpp"
#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/event.hpp"
#include "world/world.hpp"

namespace entente::models::rents {

/// Drawn parameters; their meaning, ranges and sources stand with their declaration in economy/routes_and_rents.cpp.
struct Params {
  double outlook = 0.0, margin = 0.0, artisanal_margin = 0.0, captured_output = 0.0, transit_share = 0.0;
  double offtake_margin = 0.0, offtake_discount = 0.0, rights_fee = 0.0, disruption = 0.0, insecurity = 0.0;
  double announcement = 0.0, stock_months = 1.0, regime_life = 1.0, capital_yield = 0.0, desertion = 0.0;
  double route_exponent = 0.0, route_spread = 1.0, crossing = 1.0, labour = 0.0, ceiling = 2.0;
  double loot = 0.0, loot_ore = 0.0, loot_kept = 0.0, loot_public = 0.0, loot_refill = 1.0;
};

/// Who collects under a coalition, and whether its exports are legal.
struct Role {
  bool legal = false;
  core::ActorId royalty;  // legal: the state that owns the subsoil
  core::ActorId tax;      // not legal: who taxes the mines; invalid: nobody inside the model
};

struct MineralBase {
  double log_start = 0.0, drift = 0.0, reversion = 0.0, sd = 0.0, elasticity = 1.0, world_share = 0.0;
  double royalty = 0.0, armed_tax = 0.0, smuggled = 0.0, quota = 1.0;
  double start_output = 0.0;       // output that reaches buyers at as_of under a free regime
  double start_shift = 0.0;        // full log-price shift of the regime at as_of
  double fade = 1.0, lasts = 1.0;  // mean weights over the outlook: of a price's deviation, of a regime's effect
  int tail = 30;
};

struct AssetBase {
  std::size_t node = 0, mineral = 0;
  double output = 0.0, operating = 0.0, restart = 1.0, start_contest = 0.0;
  double yearly_gross = 0.0;  // MUSD a year of the design output at the price of as_of
  double fade = 1.0;          // mean weight over the outlook of a deviation of operation
  double heals = 0.0;         // part of a gap in operation that a month closes
  bool artisanal = false, priced = false;
};

/// Output share of an asset under a coalition that reaches buyers, by licit and by illicit ways.
struct Ways {
  double licit = 0.0, illicit = 0.0;
};

/// A holding with what its holder's name stands for.
struct Held {
  core::ActorId actor;     // invalid: somebody outside the model
  std::int32_t bloc = -1;  // of the holder
  scenario::HoldingKind kind = scenario::HoldingKind::equity;
  double share = 0.0;
};

/// Everything that one draw fixes.
struct Base {
  Base(const scenario::Scenario& scenario, const scenario::Draw& draw, const Params& params);

  const scenario::Scenario& s;
  const scenario::Draw& draw;
  Params p;
  std::vector<Role> role;          // per coalition
  std::vector<std::size_t> legal;  // coalitions under which exports are legal
  std::vector<MineralBase> mineral;
  std::vector<AssetBase> asset;
  std::vector<std::vector<std::size_t>> at_node;  // priced assets by node, ascending
  std::vector<std::size_t> places;                // nodes that have some, ascending
  std::vector<Ways> ways;                         // [asset * coalitions + coalition]
  std::vector<std::size_t> supplied;              // actors that count supply to their bloc,
  std::vector<std::size_t> supplied_bloc;         // that bloc,
  std::vector<double> counted;                    // and what each counts of a mineral: [mineral * supplied + k]
  std::vector<int> sinks;                         // nodes that some asset names as illicit sink, ascending
  std::vector<core::ActorId> sink_owner;          // who draws the transit rent there; invalid: nobody inside the model
  std::vector<Held> holder;                       // per holder: what its name stands for, with no share
  std::vector<double> edge_cost;                  // per edge, for ore
  std::vector<std::vector<double>> root;          // lower Cholesky factor of the correlation of the priced minerals
  std::vector<std::size_t> priced;                // their indices
};

/// 1 - exp(-x) over x: mean weight of what decays at rate x/T over a horizon T; 1 at 0.
[[nodiscard]] double mean_weight(double x) noexcept;

/// How contested a node is: 0 wholly under one coalition, 1 when none has more than half.
[[nodiscard]] double contest(const scenario::Scenario& s, const std::vector<double>& control,
                             std::size_t node) noexcept;

/// Where each asset's operation goes, with what it was worked out from.
struct Targets {
  std::vector<double> control, log_price;
  std::vector<double> of;  // per asset
};
/// Operation is held down while nobody holds the place; diggers come and go with the price of what they dig. Worked out again
/// when ground or prices have moved; per asset.
const std::vector<double>& target_operations(const Base& base, const world::World& world, Targets& targets);

/// Share of the licit output that a regime lets out.
[[nodiscard]] double regime_factor(const MineralBase& mineral, int regime) noexcept;

/// Where ore leaves illicitly, by holder; brought up to date for a coalition when the ground its opponents hold changes. Ways
/// across the lines of an opposed coalition are `crossing` times as long; sinks share the ore as exp(-distance / route_spread).
class Routes {
 public:
  void update(const Base& base, const world::World& world);
  /// Shares of the sinks (in the order of base.sinks) in the ore of a node, summing to 1 or all 0 where no way leads out.
  [[nodiscard]] const double* shares(std::size_t node, std::size_t coalition) const {
    return share_.data() + (node * count_ + coalition) * sinks_;
  }

 private:
  /// Ways to the sinks as one coalition meets them.
  struct Net {
    std::vector<std::uint8_t> opposed;          // per node
    std::vector<double> cost;                   // per edge
    std::vector<std::vector<double>> distance;  // per sink and node
  };
  void size(const Base& base);
  void solve(const Base& base, std::size_t coalition);

  std::size_t count_ = 0, sinks_ = 0;
  std::vector<double> control_;       // as of the last solution
  std::vector<Net> net_;              // per coalition
  std::vector<double> share_;         // [(node * coalitions + coalition) * sinks + sink]
  std::vector<std::int32_t> holder_;  // per node
  std::vector<std::uint8_t> now_;
  std::vector<double> cost_, before_;  // before_: distances of the places to the sinks
  std::vector<int> changed_;
  graph::UpdateScratch scratch_;
};

/// What one actor gets of a unit of an asset's licit value: cash, or supply weighed by what it counts.
struct Part {
  std::size_t actor = 0;
  double amount = 0.0;
};
/// Where a unit of the licit value of an asset goes under one coalition.
struct UnitFlows {
  std::vector<Part> cash, supply;
  double rent = 0.0;  // of the cash, what members of the coalition get
};

/// Holdings by asset, in the order of derived.holdings, and what follows from them alone.
class HoldingIndex {
 public:
  /// False: the holdings are those of the last time.
  bool update(const Base& base, const std::vector<world::HoldingState>& holdings);
  /// Calls use(Held) for each holding of an asset.
  template <class Use>
  void each(const Base& base, std::size_t asset, const Use& use) const {
    for (std::int32_t h = head_[asset]; h >= 0; h = next_[static_cast<std::size_t>(h)]) {
      const world::HoldingState& known = known_[static_cast<std::size_t>(h)];
      Held held = known.holder >= 0 ? base.holder[static_cast<std::size_t>(known.holder)] : Held{};
      held.kind = known.kind;
      held.share = known.share;
      use(held);
    }
  }
  /// Under base.legal[k]; made once for the holdings of the asset.
  const UnitFlows& unit(const Base& base, std::size_t asset, std::size_t k) const;

 private:
  void make_unit(const Base& base, std::size_t asset) const;

  std::vector<world::HoldingState> known_;  // who holds what
  std::vector<std::int32_t> head_, next_;  // per asset: its first holding; per holding: the next of its asset; -1: none
  mutable std::vector<UnitFlows> unit_;    // [asset * legal coalitions + k]
  mutable std::vector<std::uint8_t> has_unit_;  // per asset
  mutable std::vector<double> reach_;           // scratch
};

/// What a mineral is expected to fetch and let out over the outlook, if the imposed regime lasts for its expected life.
struct Outlook {
  double price = 0.0, regime = 1.0;
};

/// What every ledger of one world shares, whatever the terms, with all it depends on. Not the ground's version: copies of a
/// world may share one.
struct Common {
  bool known = false;
  std::int32_t month = -1;  // the drift of prices
  std::vector<double> control, operating, log_price, price_shift, price_buffer;
  std::vector<double> running;                // per asset: expected operation
  std::vector<Ways> output;                   // per mineral
  std::vector<std::array<Outlook, 3>> ahead;  // per mineral and regime, once asked for
  std::vector<std::array<bool, 3>> has_ahead;

  [[nodiscard]] bool matches(const world::World& world) const;
};

/// What else a ledger depends on apart from holdings, to know terms that are added to the same thing.
struct LedgerKey {
  std::vector<double> investment;
  std::vector<int> regime;

  [[nodiscard]] bool matches(const world::Derived& derived) const;
  void remember(const world::Derived& derived);
};

/// Cash and supply of the actors from one node under each coalition, and what members of that coalition draw from it.
struct NodeFlows {
  std::vector<double> cash, supply;  // [c * actors + actor]
  std::vector<double> rent;          // [c]
};

/// Part of a row of the book that is in use: columns [first, last).
struct Columns {
  std::uint16_t first = 0xFFFF, last = 0;
  [[nodiscard]] bool any() const { return first < last; }
};

/// Scratch of one instance (an instance belongs to one run).
struct Scratch {
  Routes routes;
  HoldingIndex index;
  std::vector<double> book;     // [kind][from or outside][to or outside], MUSD
  std::vector<Columns> booked;  // [kind][from or outside]: who is owed something
  std::vector<double> stock, arriving, unpaid_war, operating, innovation;
  Targets target;
  std::vector<double> price;              // per mineral
  std::vector<Ways> output;               // per mineral
  std::vector<double> gross, free_gross;  // of the assets of the place being made; and what regimes let out of it
  Common common;
  HoldingIndex from_index, with_index;
  NodeFlows after;
  LedgerKey from;                 // what terms were last added to,
  std::vector<NodeFlows> before;  // per node: its flows, where known
  std::vector<std::uint8_t> has_before;
  std::vector<std::uint8_t> touched;  // per asset: terms change its flows
};

void fill_ledger(const Base& base, const world::World& world, const world::Derived& derived, Scratch& scratch,
                 model::Ledger& out);
/// ledger(with) - ledger(base): made again only for places with an asset that the two treat differently.
void fill_change(const Base& base, const world::World& world, const world::Derived& from, const world::Derived& with,
                 Scratch& scratch, model::LedgerChange& out);
/// Brings `scratch.common` and the routes up to this world.
void know_world(const Base& base, const world::World& world, Scratch& scratch);
/// Outlook of a mineral under the regime that terms set; know_world has been told of this world.
const Outlook& outlook_at(const Base& base, const world::World& world, const world::Derived& derived,
                          std::size_t mineral, Common& common);
/// Brings what is kept of the present terms up to them; know_world has been told of this world.
void know_terms(const Base& base, const world::Derived& derived, Scratch& scratch);
/// Flows of a node under the terms that know_terms was last told of, made once.
const NodeFlows& flows_before(const Base& base, const world::World& world, const world::Derived& derived,
                              std::size_t node, Scratch& scratch);
/// Flows of a node at expected prices and operation under these terms; know_world has been told of this world, `index` holds
/// the terms' holdings.
void node_flows(const Base& base, const world::World& world, const world::Derived& derived, const HoldingIndex& index,
                std::size_t node, Scratch& scratch, NodeFlows& out);
/// Gross value of an asset, MUSD/month, at expected operation and price.
[[nodiscard]] double expected_gross(const Base& base, const Common& common, const world::Derived& derived,
                                    std::size_t asset, double price);
void emit_flows(const Base& base, const world::World& world, const world::Derived& derived, Scratch& scratch,
                world::EventSink& out);
void emit_prices(const Base& base, const world::World& world, const core::Streams& streams, Scratch& scratch,
                 world::EventSink& out);

/// Log price around which a mineral's price moves in this world.
[[nodiscard]] double target_log_price(const Base& base, const world::World& world, std::size_t mineral) noexcept;
/// Output of each mineral, t/yr, that would reach buyers by licit ways if its regime were free, and by illicit ways.
void reaching(const Base& base, const world::World& world, std::vector<Ways>& out);
/// Shift of the log price that this output would cause in the end under a regime (0 free, 1 quota, 2 ban).
[[nodiscard]] double full_shift(const Base& base, std::size_t mineral, const Ways& output, int regime) noexcept;

}  // namespace entente::models::rents

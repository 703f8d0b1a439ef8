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
  double value = 0.0;  // MUSD a month of the design output per unit of price
  double built = 0.0;  // part of the design output that a MUSD invested adds
  double fade = 1.0;   // mean weight over the outlook of a deviation of operation
  double heals = 0.0;  // part of a gap in operation that a month closes
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
  std::vector<std::int32_t> sink_owner;           // who draws the transit rent there, in exit_owner; -1: nobody inside
  std::vector<std::size_t> exit_owner;            // actors that own some sink
  std::vector<std::int32_t> side;                 // per actor: its coalition, or -1
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
  std::vector<double> ground;  // per asset: what the ground alone lets it do
  std::vector<double> of;      // per asset
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
  /// What each of base.exit_owner draws from a unit of the illicit ore of a node; 0 where no way leads out.
  [[nodiscard]] const double* rents(std::size_t node, std::size_t coalition) const {
    return rent_.data() + (node * count_ + coalition) * owners_;
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

  std::size_t count_ = 0, sinks_ = 0, owners_ = 0;
  std::vector<double> control_;       // as of the last solution
  std::vector<Net> net_;              // per coalition
  std::vector<double> rent_;          // [(node * coalitions + coalition) * exit owners + owner]
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
/// The same by payer and kind, as the book of payments has it.
struct Stream {
  std::uint32_t row = 0, column = 0;  // see Book
  double amount = 0.0;
};
/// Where a unit of the licit value of an asset goes under one coalition.
struct UnitFlows {
  std::vector<Part> cash, supply;
  std::vector<Stream> streams;
  double rent = 0.0;  // of the cash, what members of the coalition get
};

/// Holdings by asset, in the order of derived.holdings, and what follows from them alone.
class HoldingIndex {
 public:
  /// False: the holdings are those of the last time.
  bool update(const Base& base, const std::vector<world::HoldingState>& holdings);
  /// Moves whenever the holdings do.
  [[nodiscard]] std::uint32_t version() const { return version_; }
  /// Calls use(Held) for each holding of an asset.
  template <class Use>
  void each(const Base& base, std::size_t asset, const Use& use) const {
    each_in(base, known_, known_.size(), asset, use);
  }
  /// The same for other holdings which are by the same holders in the same order, and perhaps more from `more` on.
  template <class Use>
  void each_in(const Base& base, const std::vector<world::HoldingState>& holdings, std::size_t more, std::size_t asset,
               const Use& use) const {
    for (std::int32_t h = head_[asset]; h >= 0; h = next_[static_cast<std::size_t>(h)])
      use(held(base, holdings[static_cast<std::size_t>(h)]));
    for (std::size_t h = more; h < holdings.size(); ++h)
      if (holdings[h].asset.index() == asset) use(held(base, holdings[h]));
  }
  /// Under base.legal[k]; made once for the holdings of the asset.
  const UnitFlows& unit(const Base& base, std::size_t asset, std::size_t k) const;

 private:
  static Held held(const Base& base, const world::HoldingState& known) {
    Held out = known.holder >= 0 ? base.holder[static_cast<std::size_t>(known.holder)] : Held{};
    out.kind = known.kind;
    out.share = known.share;
    return out;
  }

  std::uint32_t version_ = 0;
  std::vector<world::HoldingState> known_;  // who holds what
  std::vector<std::int32_t> head_, next_;  // per asset: its first holding; per holding: the next of its asset; -1: none
  mutable std::vector<UnitFlows> unit_;    // [asset * legal coalitions + k]
  mutable std::vector<Held> held_;         // scratch
  mutable std::vector<std::uint8_t> has_unit_;  // per asset
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

/// Part of a row of the book that is in use: columns [first, last).
struct Columns {
  std::uint16_t first = 0xFFFF, last = 0;
  [[nodiscard]] bool any() const { return first < last; }
};

/// Of an asset, MUSD/month: gross, and what of it the regime lets out.
struct Value {
  double gross = 0.0, let_out = 0.0;
};

/// Scratch of one instance (an instance belongs to one run).
struct Scratch {
  Routes routes;
  std::vector<double> book;                // [kind][from or outside][to or outside], MUSD
  std::vector<Columns> booked;             // [kind][from or outside]: who may be owed something
  std::vector<std::uint16_t> booked_rows;  // in which that is anybody
  std::vector<double> stock, arriving, unpaid_war, operating, innovation;
  Targets target;
  std::vector<double> price;  // per mineral
  std::vector<double> gross;  // per asset: this month, MUSD
  std::vector<Ways> output;   // per mineral
  Common common;
  std::vector<Value> value;           // per asset
  HoldingIndex index;                 // of the run's own terms
  HoldingIndex from_index;            // of the terms to which others are added,
  HoldingIndex with_index;            // and with those added, where they stand in another order
  UnitFlows with;                     // of an asset under terms that are added
  std::vector<Held> held;             // and who holds it then
  std::vector<double> cash, supply;   // of the place whose change is being made: [c * actors + actor], else 0
  std::vector<std::uint8_t> touched;  // per asset: terms change its flows
  std::uint32_t booked_version = 0;   // holdings whose streams have rows in the book
};

void fill_ledger(const Base& base, const world::World& world, const world::Derived& derived, Scratch& scratch,
                 model::Ledger& out);
/// ledger(with) - ledger(base): worked out for the assets alone that the two treat differently.
void fill_change(const Base& base, const world::World& world, const world::Derived& from, const world::Derived& with,
                 Scratch& scratch, model::LedgerChange& out);
/// Brings `scratch.common` and the routes up to this world.
void know_world(const Base& base, const world::World& world, Scratch& scratch);
/// Outlook of a mineral under the regime that terms set; know_world has been told of this world.
const Outlook& outlook_at(const Base& base, const world::World& world, const world::Derived& derived,
                          std::size_t mineral, Common& common);
/// At expected operation and price.
[[nodiscard]] inline Value expected_value(const Base& base, const Common& common, const world::Derived& derived,
                                          std::size_t asset, const Outlook& ahead) {
  const AssetBase& a = base.asset[asset];
  const double gross = a.value * (common.running[asset] + derived.investment[asset] * a.built) * ahead.price;
  return {gross, gross * ahead.regime};
}
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

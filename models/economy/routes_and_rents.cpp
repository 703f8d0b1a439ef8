// SPDX-License-Identifier: Apache-2.0
// Economy family "routes_and_rents": output, legal and armed revenue, transit rents by the cheapest way out, monthly money,
// correlated prices. The laws stand in models/support/routes_and_rents.hpp; this file is its door: parameters and the port.
#include <algorithm>
#include <memory>
#include <vector>

#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/routes_and_rents.hpp"

namespace entente::models {
namespace {

using core::Shape;
using core::Unit;
using model::param;
using scenario::ParamSpec;

void add_revenue(std::vector<ParamSpec>& out) {
  out.push_back(param("margin", Unit::share, 0.30, 0.15, 0.45, 0.0, 1.0,
                      "Profit of an industrial mine before royalty, as a share of licit gross value; owners get what "
                      "royalties leave of it.",
                      "judgement: order of the operating margins that large base-metal producers publish"));
  out.push_back(param("artisanal_margin", Unit::share, 0.15, 0.05, 0.30, 0.0, 1.0,
                      "The same for artisanal sites, where diggers and traders keep most of the value.", "judgement"));
  out.push_back(param("captured_output", Unit::share, 0.10, 0.0, 0.30, 0.0, 1.0,
                      "Share of an industrial mine's output that goes on under a holder that cannot export legally; "
                      "artisanal sites go on.",
                      "judgement: firms evacuate and declare force majeure"));
  out.push_back(param("transit_share", Unit::share, 0.20, 0.10, 0.40, 0.0, 1.0,
                      "Share of the gross value of illicit ore that stays with the owner of the place where it leaves.",
                      "judgement on reports of cross-border trade margins"));
  out.push_back(param("offtake_margin", Unit::share, 0.03, 0.01, 0.06, 0.0, 0.5,
                      "Trading margin of a buyer under offtake or rights, share of the value bought.", "judgement"));
  out.push_back(param("offtake_discount", Unit::share, 0.01, 0.0, 0.03, 0.0, 0.5,
                      "Discount that owners grant on output under offtake.", "judgement"));
  out.push_back(param("rights_fee", Unit::share, 0.02, 0.0, 0.05, 0.0, 0.5,
                      "Fee of a holder of rights to the state that owns the subsoil, share of the value of its part.",
                      "judgement"));
}

void add_output(std::vector<ParamSpec>& out) {
  out.push_back(param("disruption", Unit::share, 0.5, 0.2, 0.8, 0.0, 1.0,
                      "Share of its operation that an asset loses in the month after its place changed hands.",
                      "judgement"));
  out.push_back(
      param("insecurity", Unit::share, 0.5, 0.2, 0.8, 0.0, 1.0,
            "Share of its operation that an asset loses while nobody holds its place.",
            "judgement: fighting near mines stops work (Berman, Couttenier, Rohner, Thoenig 2017 for the converse)"));
  out.push_back(param("labour", Unit::index, 0.3, 0.0, 0.8, 0.0, 3.0,
                      "Artisanal output answers the price of its ore with this elasticity, within half and one and a "
                      "half times that of "
                      "as_of, at the restart lag: diggers come and go.",
                      "judgement: diggers moved between sites and minerals with prices (Sanchez de la Sierra 2020)"));
  out.push_back(param("capital_yield", Unit::index, 0.5, 0.2, 1.0, 0.0, 10.0,
                      "Gross output a year, at prices of as_of, per MUSD invested and delivered.",
                      "judgement: capital cost of the order of a year or two of gross output for large open pits"));
  out.push_back(param("route_exponent", Unit::index, 0.5, 0.25, 0.75, 0.0, 2.0,
                      "Ore takes the way of least km / capacity^this.", "judgement"));
  out.push_back(
      param("route_spread", Unit::km, 300.0, 100.0, 800.0, 1.0, 10000.0,
            "Exits share illicit ore as exp(-effective km / this); small values send all by the cheapest way.",
            "judgement", Shape::lognormal));
  out.push_back(param("crossing", Unit::index, 3.0, 1.5, 6.0, 1.0, 1000.0,
                      "A way across ground that an opposed coalition holds counts so many times its length for ore.",
                      "judgement: traders cross front lines, at a price", Shape::lognormal));
  out.push_back(param("desertion", Unit::share, 0.02, 0.0, 0.05, 0.0, 1.0,
                      "Share of the men that leave in a month without any pay; in proportion where part is paid.",
                      "judgement"));
}

void add_market(std::vector<ParamSpec>& out) {
  out.push_back(
      param("announcement", Unit::share, 0.3, 0.1, 0.6, 0.0, 1.0,
            "Part of the price effect of a change in supply that comes at once; the rest follows as stocks run down. "
            "A regime in force at as_of counts as announced, its duration as not yet priced.",
            "judgement"));
  out.push_back(param("stock_months", Unit::month, 6.0, 3.0, 12.0, 0.1, 60.0,
                      "Time in which stocks let the rest of the price effect through (e-folding).", "judgement",
                      Shape::lognormal));
  out.push_back(param("ceiling", Unit::index, 1.4, 1.0, 2.0, 0.01, 20.0,
                      "Largest shift of a log price that missing supply can cause: beyond it other metals, mines and "
                      "scrap take over, and constant elasticities say nothing.",
                      "judgement"));
  out.push_back(param(
      "regime_life", Unit::month, 8.0, 4.0, 18.0, 0.1, 600.0,
      "Expected life of an export ban or quota, used when flows are projected: it is lifted at a rate of 1 / this.",
      "judgement", Shape::lognormal));
  out.push_back(param("outlook", Unit::month, 24.0, 12.0, 36.0, 0.0, 120.0,
                      "Projected flows use prices, operation and regimes at their mean over so many months; 0 uses "
                      "those of the moment.",
                      "judgement"));
}

void add_looting(std::vector<ParamSpec>& out) {
  out.push_back(param("loot", Unit::usd, 0.0, 0.0, 0.0, 0.0, 10000.0,
                      "Money and goods lost for each inhabitant when a place falls by force with its stores full; 0: "
                      "nothing is looted.",
                      "fixed: off where a case says nothing"));
  out.push_back(param("loot_ore", Unit::month, 0.0, 0.0, 0.0, 0.0, 24.0,
                      "Months of the output of a place's mines that lie in its stores and are lost likewise.",
                      "fixed: off where a case says nothing"));
  out.push_back(param("loot_kept", Unit::share, 0.1, 0.02, 0.3, 0.0, 1.0,
                      "Share of what is lost that becomes money of the armed group that took the place; the rest is "
                      "spoiled or stays with soldiers and passers-by.",
                      "judgement: most looters seen were civilians and fleeing soldiers"));
  out.push_back(param(
      "loot_public", Unit::share, 0.1, 0.03, 0.3, 0.0, 1.0,
      "Share of what is lost that was money of the state which held the place; an armed group's chest moves with it.",
      "judgement"));
  out.push_back(param("loot_refill", Unit::month, 12.0, 6.0, 24.0, 0.5, 240.0,
                      "Time in which half of what was looted is there again.", "judgement"));
}

rents::Params params_of(const model::ParamValues& v) {
  rents::Params p;
  p.margin = v["margin"];
  p.artisanal_margin = v["artisanal_margin"];
  p.captured_output = v["captured_output"];
  p.transit_share = v["transit_share"];
  p.offtake_margin = v["offtake_margin"];
  p.offtake_discount = v["offtake_discount"];
  p.rights_fee = v["rights_fee"];
  p.disruption = v["disruption"];
  p.insecurity = v["insecurity"];
  p.capital_yield = v["capital_yield"];
  p.route_exponent = v["route_exponent"];
  p.route_spread = std::max(1.0, v["route_spread"]);
  p.crossing = std::max(1.0, v["crossing"]);
  p.labour = v["labour"];
  p.desertion = v["desertion"];
  p.ceiling = v["ceiling"];
  p.announcement = v["announcement"];
  p.stock_months = std::max(0.1, v["stock_months"]);
  p.regime_life = std::max(0.1, v["regime_life"]);
  p.outlook = v["outlook"];
  p.loot = v["loot"];
  p.loot_ore = v["loot_ore"];
  p.loot_kept = v["loot_kept"];
  p.loot_public = v["loot_public"];
  p.loot_refill = std::max(0.5, v["loot_refill"]);
  return p;
}

class RoutesAndRents final : public model::Economy {
 public:
  RoutesAndRents(const scenario::Scenario& scenario, const scenario::Draw& draw, const rents::Params& params)
      : base_(scenario, draw, params) {}

  void prices(const world::World& world, const core::Streams& streams, world::EventSink& out) const override {
    rents::emit_prices(base_, world, streams, scratch_, out);
  }
  void flows(const world::World& world, const world::Derived& derived, const core::Streams&,
             world::EventSink& out) const override {
    rents::emit_flows(base_, world, derived, scratch_, out);
  }
  void ledger(const world::World& world, const world::Derived& derived, model::Ledger& out) const override {
    rents::fill_ledger(base_, world, derived, scratch_, out);
  }
  void ledger_change(const world::World& world, const world::Derived& base, const world::Derived& with,
                     model::LedgerChange& out) const override {
    rents::fill_change(base_, world, base, with, scratch_, out);
  }

 private:
  rents::Base base_;
  mutable rents::Scratch scratch_;  // an instance belongs to one run, hence to one thread
};

}  // namespace

void economy_routes_and_rents_entry(model::Registry& registry);

void economy_routes_and_rents_entry(model::Registry& registry) {
  model::Family<model::Economy> family;
  family.title = "Routes and rents";
  family.doc =
      "Output by asset, royalty and profit under a legal holder, tax under an armed one, transit rent where illicit "
      "ore leaves; "
      "monthly payments with arrears; correlated mean-reverting prices with fat tails that answer to supply.";
  add_revenue(family.params);
  add_output(family.params);
  add_market(family.params);
  add_looting(family.params);
  family.make = [](const model::Setting& setting, const model::ParamValues& values) -> std::unique_ptr<model::Economy> {
    return std::make_unique<RoutesAndRents>(setting.scenario, setting.draw, params_of(values));
  };
  registry.economy.emplace("routes_and_rents", std::move(family));
}

}  // namespace entente::models

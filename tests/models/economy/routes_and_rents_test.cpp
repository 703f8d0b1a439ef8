// SPDX-License-Identifier: Apache-2.0
// Laws of the economy "routes_and_rents" that are its own: who is paid under whom, routes, supply response, arrears.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/routes_and_rents.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using namespace entente::testing;
using world::MoneyKind;

namespace {

using Overrides = std::map<std::string, double>;

std::unique_ptr<model::Economy> economy(Tiny& t, const Overrides& overrides = {}) {
  model::Registry registry;
  models::register_all(registry);
  const auto& family = registry.economy.at("routes_and_rents");
  std::vector<std::pair<std::string, scenario::Num>> given;
  for (const auto& [key, value] : overrides) given.emplace_back(key, t.num(value));
  return family.make({t.s, t.draw}, model::ParamValues(family.params, given, t.draw));
}

world::Derived derived(const Tiny& t, const world::World& w) {
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  return d;
}

world::EventSink flows(const Tiny& t, const model::Economy& e, const world::World& w) {
  world::EventSink sink;
  sink.set_time(w.month + 1, 0);
  e.flows(w, derived(t, w), core::Streams(1, 0, 0), sink);
  return sink;
}

model::Ledger ledger(const Tiny& t, const model::Economy& e, const world::World& w) {
  model::Ledger out;
  e.ledger(w, derived(t, w), out);
  return out;
}

/// Money of one kind that an actor received from outside.
double received(const world::EventSink& sink, core::ActorId to, MoneyKind kind) {
  double sum = 0.0;
  for (const auto& event : sink.events())
    if (const auto* m = std::get_if<world::MoneyMoved>(&event.body))
      if (m->to == to && m->kind == kind) sum += m->amount;
  return sum;
}

double sum_unpaid(const world::EventSink& sink, core::ActorId actor) {
  double sum = 0.0;
  for (const auto& event : sink.events())
    if (const auto* u = std::get_if<world::Unpaid>(&event.body))
      if (u->actor == actor) sum += u->amount;
  return sum;
}

double cash(const Tiny& t, const model::Ledger& l, const char* actor, const char* node, const char* side) {
  const auto cells = t.s.nodes.size() * t.s.coalition_count();
  return l
      .cash[t.actor(actor).index() * cells + t.node(node).index() * t.s.coalition_count() + t.coalition(side).index()];
}

double supply(const Tiny& t, const model::Ledger& l, const char* actor, const char* node, const char* side) {
  const auto cells = t.s.nodes.size() * t.s.coalition_count();
  return l.supply[t.actor(actor).index() * cells + t.node(node).index() * t.s.coalition_count() +
                  t.coalition(side).index()];
}

void set_regime(const Tiny& t, world::World& w, int regime) {
  w.lever[t.decision("exports").index()] = static_cast<std::int8_t>(regime);
  w.regime[t.mineral("metal").index()] = static_cast<std::int8_t>(regime);
}

}  // namespace

TEST_CASE("a legal holder's royalty and its owners' profit have closed forms") {
  auto t = tiny_scenario();
  const auto e = economy(t, {{"margin", 0.3}});
  const auto sink = flows(t, *e, t.world());
  // shaft: 12000 t/yr at 10000 USD/t = 10 MUSD/month, 95 % under the government, royalty 5 %.
  // diggings: 600 t/yr at 20000 = 1 MUSD/month, half smuggled, no owners.
  CHECK(received(sink, t.actor("state"), MoneyKind::royalty) == Approx(0.95 * (10.0 * 0.05 + 0.5 * 0.05)));
  CHECK(received(sink, t.actor("state"), MoneyKind::profit) == Approx(0.95 * 10.0 * 0.25 * 0.3));
  CHECK(received(sink, t.actor("buyer"), MoneyKind::profit) == Approx(0.95 * 10.0 * 0.25 * 0.7));
}

TEST_CASE("an armed holder taxes at the mine and the place of exit draws the transit rent") {
  auto t = tiny_scenario();
  const auto e = economy(t, {{"transit_share", 0.2}});
  const auto sink = flows(t, *e, t.world());
  // pit: 1200 t/yr at 20000 = 2 MUSD/month, 95 % under the rebels, 5 % under nobody; all of it leaves by the border.
  CHECK(received(sink, t.actor("rebels"), MoneyKind::armed_tax) == Approx(0.95 * 2.0 * 0.15));
  const double smuggled_diggings = 0.95 * 1.0 * 0.5 + 0.05 * 1.0, stray_shaft = 0.05 * 10.0 * 0.1;
  CHECK(received(sink, t.actor("sponsor"), MoneyKind::transit) ==
        Approx(0.2 * (2.0 + smuggled_diggings + stray_shaft)));
}

TEST_CASE("rights in held ground are worth nothing, and something once the legal holder is back") {
  auto t = tiny_scenario();
  const auto e = economy(t);
  const auto l = ledger(t, *e, t.in_force({{"rights", 2}}));
  CHECK(supply(t, l, "patron", "mine", "reb") == 0.0);
  CHECK(supply(t, l, "patron", "mine", "none") == 0.0);
  CHECK(supply(t, l, "patron", "mine", "gov") > 0.0);
  CHECK(supply(t, ledger(t, *e, t.world()), "patron", "mine", "gov") == 0.0);
}

TEST_CASE("supply to a bloc is the licit value of its shares, weighed by criticality") {
  auto t = tiny_scenario();
  const auto e = economy(t, {{"outlook", 0.0}});
  const auto l = ledger(t, *e, t.in_force({{"rights", 1}}));
  CHECK(supply(t, l, "buyer", "capital", "gov") == Approx(2.0 * 10.0 * 0.7));
  CHECK(supply(t, l, "patron", "capital", "gov") == Approx(2.0 * 10.0 * 0.5));
  CHECK(supply(t, l, "patron", "mine", "gov") ==
        Approx(2.0 * 0.5 * 0.5));  // half is smuggled, half of the rest is the patron's
}

TEST_CASE("illicit ore takes the nearest way, and lines across it make it longer") {
  auto t = tiny_scenario();
  t.s.nodes[t.node("port").index()].owner = t.actor("buyer");
  t.s.assets[t.asset("diggings").index()].illicit_sink = t.node("port");
  const auto e = economy(t, {{"route_spread", 1.0}, {"crossing", 20.0}});
  auto w = t.world();
  // From the town, the border is near but behind the rebels' lines; the government's diggers use the port.
  CHECK(cash(t, ledger(t, *e, w), "buyer", "town", "gov") > 0.0);
  CHECK(cash(t, ledger(t, *e, w), "sponsor", "town", "gov") == Approx(0.0).margin(1e-12));
  CHECK(cash(t, ledger(t, *e, w), "sponsor", "town", "reb") > 0.0);
  for (const char* node : {"hill", "mine"})
    world::apply(
        t.s, t.draw, w,
        {1, 1,
         world::ControlChanged{t.node(node), t.coalition("reb"), t.coalition("gov"), world::Cause::capture, 1.0, {}}});
  CHECK(cash(t, ledger(t, *e, w), "sponsor", "town", "gov") > 0.0);
}

TEST_CASE("exits share the ore by distance: all rents together do not depend on the way") {
  auto t = tiny_scenario();
  t.s.nodes[t.node("port").index()].owner = t.actor("buyer");
  t.s.assets[t.asset("diggings").index()].illicit_sink = t.node("port");
  const auto near = economy(t, {{"route_spread", 50.0}}), far = economy(t, {{"route_spread", 1000.0}});
  const auto w = t.world();
  const auto part = [&](const model::Economy& e, const char* actor) {
    return cash(t, ledger(t, e, w), actor, "mine", "reb");
  };
  CHECK(part(*near, "sponsor") > part(*far, "sponsor"));
  CHECK(part(*far, "sponsor") > part(*far, "buyer"));
  CHECK(part(*near, "sponsor") + part(*near, "buyer") == Approx(part(*far, "sponsor") + part(*far, "buyer")));
}

TEST_CASE("rent is what the members of a coalition draw from a place") {
  auto t = tiny_scenario();
  const auto e = economy(t);
  const auto l = ledger(t, *e, t.world());
  const auto rent = [&](const char* side, const char* node) {
    return l.rent[t.coalition(side).index() * t.s.nodes.size() + t.node(node).index()];
  };
  CHECK(rent("reb", "mine") == Approx(cash(t, l, "rebels", "mine", "reb") + cash(t, l, "sponsor", "mine", "reb")));
  CHECK(rent("reb", "mine") > 0.0);
  CHECK(rent("reb", "hill") == 0.0);
}

TEST_CASE("a quota lowers tonnes, a ban ends them, and smuggled ore goes on") {
  auto t = tiny_scenario();
  const auto e = economy(t);
  auto w = t.world();
  const auto profit = [&] { return received(flows(t, *e, w), t.actor("buyer"), MoneyKind::profit); };
  const double open = profit();
  set_regime(t, w, 1);
  CHECK(profit() == Approx(0.4 * open));
  set_regime(t, w, 2);
  CHECK(profit() == 0.0);
  CHECK(received(flows(t, *e, w), t.actor("rebels"), MoneyKind::armed_tax) > 0.0);
}

TEST_CASE("a ban raises the mean of the price, more where demand is less elastic, and its end lowers it again") {
  auto path = [](double elasticity, int regime, int lifted_after) {
    auto t = tiny_scenario();
    t.at(t.s.minerals[1].elasticity) = elasticity;
    t.at(t.s.minerals[1].volatility) = 0.0;
    const auto e = economy(t);
    auto w = t.world();
    set_regime(t, w, regime);
    double last = 0.0;
    for (int month = 1; month <= 24; ++month) {
      if (month > lifted_after) set_regime(t, w, 0);
      world::EventSink sink;
      sink.set_time(month, 0);
      e->prices(w, core::Streams(1, 0, 0), sink);
      sink.emit(world::MonthClosed{});
      apply_all(t, w, sink);
      last = std::exp(w.log_price[1]);
    }
    return last;
  };
  CHECK(path(-0.5, 0, 99) == Approx(10000.0));
  CHECK(path(-0.5, 1, 99) > 10000.0);
  CHECK(path(-0.5, 2, 99) > path(-0.5, 1, 99));
  CHECK(path(-0.25, 2, 99) > path(-0.5, 2, 99));
  CHECK(path(-0.5, 2, 12) < path(-0.5, 2, 99));
  // 95 % of the output leaves legally, 40 % of the world market, elasticity 0.5; stocks are all but gone after 24 months.
  const double full = 0.4 / 0.5 * (0.95 / (0.95 + 0.05 * 0.1));
  CHECK(std::log(path(-0.5, 2, 99) / 10000.0) == Approx(full).epsilon(0.03));
}

TEST_CASE("part of a ban's effect comes at once, the rest as stocks run down") {
  auto t = tiny_scenario();
  t.at(t.s.minerals[1].volatility) = 0.0;
  const auto e = economy(t, {{"announcement", 0.25}});
  auto w = t.world();
  set_regime(t, w, 2);
  world::EventSink sink;
  e->prices(w, core::Streams(1, 0, 0), sink);
  const auto& moved = std::get<world::PriceMoved>(sink.events()[1].body);
  const double full = 0.8 * 0.95 / 0.955;
  CHECK(moved.shift > 0.25 * full);
  CHECK(moved.shift < 0.5 * full);
}

TEST_CASE("a ban that stood at as_of is in the price already, but not its duration") {
  auto t = tiny_scenario();
  t.at(t.s.minerals[1].volatility) = 0.0;
  t.s.decisions[t.decision("exports").index()].initial = 2;
  const auto e = economy(t, {{"announcement", 0.25}, {"stock_months", 6.0}});
  auto w = t.world();
  world::EventSink sink;
  e->prices(w, core::Streams(1, 0, 0), sink);
  const auto& moved = std::get<world::PriceMoved>(sink.events()[1].body);
  CHECK(moved.shift > 0.0);
  CHECK(moved.shift < 0.15);
  set_regime(t, w, 0);
  sink.clear();
  e->prices(w, core::Streams(1, 0, 0), sink);
  CHECK(std::get<world::PriceMoved>(sink.events()[1].body).shift < 0.0);
}

TEST_CASE("prices have the stated spread and correlation") {
  auto t = tiny_scenario();
  const auto e = economy(t);
  const auto w = t.world();
  double xx = 0.0, yy = 0.0, xy = 0.0, x = 0.0;
  constexpr int kDraws = 20000;
  for (int i = 0; i < kDraws; ++i) {
    world::EventSink sink;
    e->prices(w, core::Streams(7, static_cast<std::uint32_t>(i), 0), sink);
    const double a = std::get<world::PriceMoved>(sink.events()[0].body).log_price - w.log_price[0];
    const double b = std::get<world::PriceMoved>(sink.events()[1].body).log_price - w.log_price[1];
    x += a;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const double sd = 0.25 * std::sqrt((1.0 - std::exp(-0.1)) / 0.1 / 12.0);
  CHECK(std::sqrt(xx / kDraws) == Approx(sd).epsilon(0.05));
  CHECK(std::fabs(x / kDraws) < 4.0 * sd / std::sqrt(double(kDraws)));
  // Each mineral has its own tail factor, which takes a sixth off the correlation at five degrees of freedom.
  CHECK(xy / std::sqrt(xx * yy) > 0.36);
  CHECK(xy / std::sqrt(xx * yy) < 0.52);
}

TEST_CASE("what cannot be paid is unpaid: losses first, pro rata, and no stock turns negative") {
  auto t = tiny_scenario();
  const auto sponsor = t.actor("sponsor"), patron = t.actor("patron");
  for (auto& actor : t.s.actors) {
    t.at(actor.stock) = 0.0;
    t.at(actor.income) = 0.0;
  }
  const auto e = economy(t, {{"transit_share", 0.0}, {"desertion", 0.02}});
  auto w = t.in_force({{"fee", 1}});
  auto sink = flows(t, *e, w);
  CHECK(sum_unpaid(sink, patron) == Approx(5.0 + 4.0 + 0.1));  // overhead, fee, cost of its sanction
  CHECK(received(sink, t.actor("state"), MoneyKind::payment) == 0.0);
  CHECK(sum_unpaid(sink, sponsor) == Approx(2.0 + 5.0 + 0.4 + 2.0));  // bite, overhead, 2000 men, lever
  apply_all(t, w, sink);
  for (const double stock : w.stock) CHECK(stock >= 0.0);
  CHECK(w.men[t.force("guests").index()] == Approx(2000.0 * 0.98));
}

TEST_CASE("who is paid does not depend on the order of the tables") {
  auto t = tiny_scenario();
  auto& row = t.s.issues[t.issue("fee").index()].effects[0];
  t.s.issues[t.issue("fee").index()].effects.push_back(row);
  t.s.issues[t.issue("fee").index()].effects[1].to = t.actor("rebels");
  t.at(t.s.actors[t.actor("patron").index()].stock) = 0.0;
  t.at(t.s.actors[t.actor("patron").index()].income) = 5.0 + 0.1 + 2.0;
  const auto e = economy(t);
  const auto sink = flows(t, *e, t.in_force({{"fee", 1}}));
  CHECK(received(sink, t.actor("state"), MoneyKind::payment) == Approx(1.0));
  CHECK(received(sink, t.actor("rebels"), MoneyKind::payment) == Approx(1.0));
  CHECK(sum_unpaid(sink, t.actor("patron")) == Approx(6.0));
}

TEST_CASE("a mine stops in part when its place changes hands and comes back with its restart lag") {
  auto t = tiny_scenario();
  const auto e = economy(t, {{"disruption", 0.5}});
  auto w = t.world();
  w.month = 1;
  const auto pit = t.asset("pit").index();
  world::apply(
      t.s, t.draw, w,
      {1, 1,
       world::ControlChanged{t.node("mine"), t.coalition("reb"), t.coalition("gov"), world::Cause::capture, 1.0, {}}});
  apply_all(t, w, flows(t, *e, w));
  CHECK(w.operating[pit] == Approx(0.5));
  w.month = 2;
  apply_all(t, w, flows(t, *e, w));
  CHECK(w.operating[pit] == Approx(1.0 - 0.5 * std::exp(-0.5)));
  for (int month = 3; month < 40; ++month) {
    w.month = month;
    apply_all(t, w, flows(t, *e, w));
  }
  CHECK(w.operating[pit] == Approx(1.0).epsilon(0.01));
}

TEST_CASE("fighting over a place that nobody holds keeps its mine below its start") {
  auto t = tiny_scenario();
  const auto e = economy(t, {{"insecurity", 0.6}});
  auto w = t.world();
  const std::size_t row = t.node("mine").index() * t.s.coalition_count();
  w.control[row] = w.control[row + 1] = 0.5;
  w.control[row + 2] = 0.0;
  for (int month = 0; month < 60; ++month) {
    w.month = month;
    apply_all(t, w, flows(t, *e, w));
  }
  CHECK(w.operating[t.asset("pit").index()] == Approx(1.0 - 0.6 * 0.9).epsilon(0.01));
}

TEST_CASE("an investment that is delivered raises output, and none is raised for nothing") {
  auto t = tiny_scenario();
  auto& row = t.s.issues[t.issue("fee").index()].effects[0];
  row.op = scenario::Op::invest;
  row.scale = t.num(60.0);
  row.assets = {t.asset("shaft")};
  const auto e = economy(t, {{"capital_yield", 0.5}, {"outlook", 0.0}});
  const auto shaft = t.asset("shaft").index();
  CHECK(ledger(t, *e, t.in_force({{"fee", 2}}, 0.0)).gross[shaft] == Approx(10.0));
  CHECK(ledger(t, *e, t.in_force({{"fee", 2}}, 1.0)).gross[shaft] == Approx(10.0 + 120.0 * 0.5 / 12.0));
}

TEST_CASE("looking ahead, a ban is expected to end and a high price to come down") {
  auto t = tiny_scenario();
  const auto now = economy(t, {{"outlook", 0.0}}), ahead = economy(t, {{"outlook", 24.0}});
  auto w = t.world();
  set_regime(t, w, 2);
  CHECK(supply(t, ledger(t, *now, w), "buyer", "capital", "gov") == 0.0);
  CHECK(supply(t, ledger(t, *ahead, w), "buyer", "capital", "gov") > 0.0);
  auto dear = t.world();
  dear.log_price[1] += 0.5;
  const auto shaft = t.asset("shaft").index();
  CHECK(ledger(t, *now, dear).gross[shaft] == Approx(10.0 * std::exp(0.5)));
  CHECK(ledger(t, *ahead, dear).gross[shaft] < 10.0 * std::exp(0.5));
  CHECK(ledger(t, *ahead, dear).gross[shaft] > 10.0);
}

TEST_CASE("the ledger answers for the world it is asked about, whatever it was asked before") {
  auto t = tiny_scenario();
  const auto used = economy(t), fresh = economy(t);
  auto a = t.world(), b = t.world();
  world::apply(
      t.s, t.draw, a,
      {1, 1,
       world::ControlChanged{t.node("town"), t.coalition("gov"), t.coalition("reb"), world::Cause::capture, 1.0, {}}});
  world::apply(
      t.s, t.draw, b,
      {1, 1,
       world::ControlChanged{t.node("hill"), t.coalition("reb"), t.coalition("gov"), world::Cause::capture, 1.0, {}}});
  REQUIRE(a.ground_version == b.ground_version);
  (void)ledger(t, *used, a);
  (void)ledger(t, *used, t.in_force({{"rights", 2}}));
  const auto after = ledger(t, *used, b), expected = ledger(t, *fresh, b);
  CHECK(after.cash == expected.cash);
  CHECK(after.supply == expected.supply);
  CHECK(after.rent == expected.rent);
}

TEST_CASE("what terms change is the difference of two ledgers but for rounding, whatever was asked before") {
  auto t = tiny_scenario();
  auto& row = t.s.issues[t.issue("fee").index()].effects[0];
  row.op = scenario::Op::invest;
  row.scale = t.num(60.0);
  row.assets = {t.asset("shaft")};
  const auto used = economy(t);
  auto banned = t.world(), taken = t.world();
  set_regime(t, banned, 2);
  world::apply(
      t.s, t.draw, taken,
      {1, 1,
       world::ControlChanged{t.node("town"), t.coalition("gov"), t.coalition("reb"), world::Cause::capture, 1.0, {}}});
  const world::Derived plain = derived(t, t.world());
  const std::vector<world::Derived> others = {derived(t, t.in_force({{"rights", 2}})),
                                              derived(t, t.in_force({{"fee", 2}})), derived(t, banned),
                                              derived(t, t.in_force({{"rights", 1}, {"fee", 1}}))};
  // the ledgers round their sums, the quick way only what differs: an entry may be missing where that is all there is
  const auto same = [](const std::vector<model::LedgerChange::Entry>& x,
                       const std::vector<model::LedgerChange::Entry>& y) {
    std::map<std::pair<std::int32_t, std::int32_t>, double> gap;
    double largest = 0.0;
    for (const auto& e : x) gap[{e.cell, e.actor}] += e.change;
    for (const auto& e : y) {
      gap[{e.cell, e.actor}] -= e.change;
      largest = std::max(largest, std::abs(e.change));
    }
    const auto ascends = [](const auto& a, const auto& b) {
      return std::pair(a.cell, a.actor) < std::pair(b.cell, b.actor);
    };
    return std::is_sorted(x.begin(), x.end(), ascends) && std::all_of(gap.begin(), gap.end(), [&](const auto& one) {
             return std::abs(one.second) <= 1e-12 * largest;
           });
  };
  for (const auto& world : {t.world(), taken, t.world()}) {
    for (const auto& with : others) {
      const auto fresh = economy(t);
      model::LedgerChange quick, whole;
      used->ledger_change(world, plain, with, quick);
      fresh->Economy::ledger_change(world, plain, with, whole);
      CHECK_FALSE(whole.cash.empty());
      CHECK(same(quick.cash, whole.cash));
      CHECK(same(quick.supply, whole.supply));
    }
  }
  model::LedgerChange none;
  used->ledger_change(t.world(), plain, plain, none);
  CHECK(none.cash.empty());
  CHECK(none.supply.empty());
}

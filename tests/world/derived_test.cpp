// SPDX-License-Identifier: Apache-2.0
// What deals, levers and shocks impose: on while they run, off when not, kept where the row says so.
#include "world/derived.hpp"
#include "scenario/effect_table.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"
#include "world/effects.hpp"

using namespace entente;
using namespace entente::testing;
using world::Derived;

namespace {

Derived derived(const Tiny& t, const world::World& w) {
  Derived out;
  world::derive(t.s, t.draw, w, out);
  return out;
}

double paid(const Derived& d, core::ActorId from, world::MoneyKind kind) {
  double sum = 0.0;
  for (const auto& p : d.payments)
    if (p.from == from && p.kind == kind) sum += p.amount;
  return sum;
}

}  // namespace

TEST_CASE("a package at the status quo imposes what no deal imposes") {
  const auto t = tiny_scenario();
  const auto none = derived(t, t.world());
  const auto empty = derived(t, t.in_force({}));
  CHECK(empty.extra_men == none.extra_men);
  CHECK(empty.sanction == none.sanction);
  CHECK(empty.restraint == none.restraint);
  CHECK(empty.payments.size() == none.payments.size());
  CHECK(empty.men_cap == none.men_cap);
}

TEST_CASE("terms run at position times scale times delivered share") {
  const auto t = tiny_scenario();
  const auto d = derived(t, t.in_force({{"training", 2}, {"fee", 1}, {"truce", 2}, {"leave", 1}}, 0.5));
  CHECK(d.extra_men[t.force("army").index()] == Approx(2.0 * 500.0 * 0.5));
  CHECK(paid(d, t.actor("patron"), world::MoneyKind::payment) == Approx(4.0 * 0.5));
  CHECK(d.truce[t.coalition("reb").index()] == Approx(0.5));
  CHECK(d.restraint[t.coalition("reb").index()] == Approx(0.5));
  CHECK(d.restraint[t.coalition("gov").index()] == 0.0);
  CHECK(d.men_cap[t.force("guests").index()] == Approx(2000.0 * (1.0 - 0.25)));
  CHECK(d.men_cap[t.force("bands").index()] > 1e12);
}

TEST_CASE("suspension ends what reverses and keeps what stays") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"training", 2}, {"fee", 1}, {"truce", 2}});
  for (const auto status : {world::DealStatus::suspended, world::DealStatus::collapsed}) {
    w.deals[0].status = status;
    const auto d = derived(t, w);
    CHECK(d.extra_men[t.force("army").index()] == Approx(1000.0));
    CHECK(paid(d, t.actor("patron"), world::MoneyKind::payment) == 0.0);
    CHECK(d.truce[t.coalition("reb").index()] == 0.0);
  }
}

TEST_CASE("men trained under an earlier text stay when a new text replaces it") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"training", 2}}, 0.5);
  world::apply(t.s, t.draw, w, {5, 0, world::Signed{core::TrackId{0}, t.package({{"fee", 1}}), {}, {}}});
  CHECK(derived(t, w).extra_men[t.force("army").index()] == Approx(500.0));
}

TEST_CASE("an issue runs only while its condition holds, an effect only while its own does") {
  auto t = tiny_scenario();
  t.s.issues[t.issue("fee").index()].starts = atom_expr(scenario::Atom::shock, 0);
  t.s.issues[t.issue("truce").index()].effects[0].when = atom_expr(scenario::Atom::shock, 0);
  auto w = t.in_force({{"fee", 1}, {"truce", 2}});
  CHECK(paid(derived(t, w), t.actor("patron"), world::MoneyKind::payment) == 0.0);
  CHECK(derived(t, w).truce[t.coalition("reb").index()] == 0.0);
  w.struck[0] = 1;
  CHECK(paid(derived(t, w), t.actor("patron"), world::MoneyKind::payment) == Approx(4.0));
  CHECK(derived(t, w).truce[t.coalition("reb").index()] == 1.0);
}

TEST_CASE("a sanction is the highest of lever and pledge, not their sum") {
  const auto t = tiny_scenario();
  const std::size_t at = t.actor("patron").index() * t.s.actors.size() + t.actor("sponsor").index();
  auto w = t.in_force({{"pledge", 1}});
  CHECK(derived(t, w).sanction[at] == 2.0);
  w.lever[t.decision("pressure").index()] = 4;
  CHECK(derived(t, w).sanction[at] == 4.0);
  w.deals[0].status = world::DealStatus::suspended;
  w.lever[t.decision("pressure").index()] = 0;
  CHECK(derived(t, w).sanction[at] == 0.0);
}

TEST_CASE("restraints of several sources combine without exceeding one") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"truce", 1}});
  w.lever[t.decision("posture").index()] = 1;
  const auto d = derived(t, w);
  CHECK(d.restraint[t.coalition("reb").index()] == Approx(0.75));
  CHECK(d.truce[t.coalition("reb").index()] == Approx(0.5));
}

TEST_CASE("levers set men and regimes and cost their owner") {
  const auto t = tiny_scenario();
  auto w = t.world();
  w.lever[t.decision("support").index()] = 2;
  w.lever[t.decision("exports").index()] = 2;
  const auto d = derived(t, w);
  CHECK(d.target_men[t.force("guests").index()] == 4000.0);
  CHECK(d.target_men[t.force("army").index()] == -1.0);
  CHECK(d.regime[t.mineral("metal").index()] == 2);
  CHECK(d.regime[t.mineral("ore").index()] == -1);
  CHECK(d.lever_cost[t.actor("sponsor").index()] == Approx(4.0));
}

TEST_CASE(
    "aircraft multiply the men there are: monotone, saturating, blunted by opposed air defence, paid by the month") {
  auto t = tiny_scenario();
  auto& lever = t.s.decisions[t.decision("support").index()];
  scenario::Effect row;
  row.op = scenario::Op::drones;
  row.from = t.actor("sponsor");
  row.force = t.force("army");
  row.scale = t.num(0.01);  // levels of the lever count men
  row.gain = t.num(0.4);
  row.half = t.num(10.0);
  row.cost = t.num(500000.0);
  lever.effects = {row};
  const auto army = t.force("army").index();
  const auto at = [&](int level) {
    auto w = t.world();
    w.lever[t.decision("support").index()] = static_cast<std::int8_t>(level);
    w.lever_before = w.lever;
    return derived(t, w);
  };
  double last = 1.0;
  for (std::size_t l = 1; l < lever.levels.size(); ++l) {
    const double u = lever.levels[l] * 0.01 / 10.0;
    const auto d = at(static_cast<int>(l));
    CHECK(d.quality_factor[army] == Approx(1.0 + 0.4 * u / (1.0 + u)));
    CHECK(d.quality_factor[army] > last);
    CHECK(d.quality_factor[army] < 1.4);
    CHECK(d.extra_men[army] == 0.0);
    CHECK(paid(d, t.actor("sponsor"), world::MoneyKind::deployment) == Approx(lever.levels[l] * 0.01 * 0.5));
    last = d.quality_factor[army];
  }
  const double open = at(1).quality_factor[army] - 1.0;
  t.s.actors[t.actor("rebels").index()].air_denial = t.num(0.5);
  CHECK(at(1).quality_factor[army] - 1.0 == Approx(0.5 * open));
  auto w = t.world();
  w.lever[t.decision("support").index()] = 1;
  w.lever_before = w.lever;
  w.men[t.force("bands").index()] = 0.0;  // who is not there shoots nothing down
  CHECK(derived(t, w).quality_factor[army] - 1.0 == Approx(open));
  t.s.actors[t.actor("state").index()].air_denial = t.num(1.0);  // nor does the own side
  CHECK(derived(t, w).quality_factor[army] - 1.0 == Approx(open));
}

TEST_CASE("aircraft of several rows come to the same in any order, beside equipment, and row by row") {
  auto t = tiny_scenario();
  t.s.actors[t.actor("rebels").index()].air_denial = t.num(0.25);
  scenario::Effect first, second, kit;
  first.op = second.op = scenario::Op::drones;
  kit.op = scenario::Op::equip;
  first.force = second.force = kit.force = t.force("army");
  first.gain = t.num(0.4);
  second.gain = t.num(0.2);
  first.half = t.num(10.0);
  second.half = t.num(4.0);
  kit.scale = t.num(0.1);
  const auto army = t.force("army").index();
  const double u = 1.0 / 10.0 + 1.0 / 4.0;
  world::EffectUse use;
  use.level = use.promised = use.change = 1.0;
  use.origin = world::EffectOrigin::deal;
  const auto w = t.world();
  for (const auto& order : {std::vector{first, second, kit}, std::vector{kit, second, first}}) {
    Derived d = derived(t, w);
    for (const auto& row : order) world::add_effect(t.s, t.draw, w, row, use, d);
    CHECK(d.quality_factor[army] == Approx(1.0 + 0.1 + 0.75 * 0.4 * u / (1.0 + u)));
    CHECK(d.aircraft[army] == Approx(u));
  }
}

TEST_CASE("intelligence raises quality while it is shared and costs who shares it") {
  auto t = tiny_scenario();
  auto& issue = t.s.issues[t.issue("training").index()];
  scenario::Effect row;
  row.op = scenario::Op::intelligence;
  row.from = t.actor("patron");
  row.force = t.force("army");
  row.scale = t.num(0.05);
  row.cost = t.num(300000.0);
  issue.effects = {row};
  const auto army = t.force("army").index();
  auto w = t.in_force({{"training", 2}}, 0.5);
  const auto d = derived(t, w);
  CHECK(d.insight[army] == Approx(2.0 * 0.5 * 0.05));
  CHECK(d.quality_factor[army] == Approx(1.0 + d.insight[army]));
  CHECK(d.extra_men[army] == 0.0);
  CHECK(paid(d, t.actor("patron"), world::MoneyKind::deployment) == Approx(2.0 * 0.5 * 0.3));
  w.deals[0].status = world::DealStatus::suspended;
  CHECK(derived(t, w).insight[army] == 0.0);
  CHECK(derived(t, w).quality_factor[army] == 1.0);
}

TEST_CASE("aid withheld lowers the receiver's income and is no payment") {
  const auto t = tiny_scenario();
  auto w = t.world();
  w.struck[0] = 1;
  const auto d = derived(t, w);
  CHECK(d.withheld[t.actor("sponsor").index()] == 3.0);
  CHECK(paid(d, t.actor("sponsor"), world::MoneyKind::aid) == 0.0);
  CHECK(paid(d, t.actor("buyer"), world::MoneyKind::aid) == 0.0);
}

TEST_CASE("an indexed payment follows the price between its floor and cap") {
  auto t = tiny_scenario();
  auto& row = t.s.issues[t.issue("fee").index()].effects[0];
  row.mineral = t.mineral("metal");
  row.floor = t.num(0.5);
  row.cap = t.num(2.0);
  auto w = t.in_force({{"fee", 1}});
  const double start = w.log_price[1];
  const auto due = [&](double log_factor) {
    w.log_price[1] = start + log_factor;
    return paid(derived(t, w), t.actor("patron"), world::MoneyKind::payment);
  };
  CHECK(due(0.0) == Approx(4.0));
  CHECK(due(0.405465108) == Approx(6.0));
  CHECK(due(3.0) == Approx(8.0));
  CHECK(due(-3.0) == Approx(2.0));
}

TEST_CASE("rights are granted beside the owners' equity and vanish with the deal") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"rights", 1}});
  const auto rights = [&](const Derived& d) {
    double sum = 0.0;
    for (const auto& h : d.holdings)
      if (h.kind == scenario::HoldingKind::rights && h.holder == 1) sum += h.share;
    return sum;
  };
  const auto d = derived(t, w);
  CHECK(rights(d) == Approx(1.0));  // half of two assets
  CHECK(d.holdings.size() == w.holdings.size() + 2);
  w.deals[0].status = world::DealStatus::suspended;
  CHECK(rights(derived(t, w)) == 0.0);
}

TEST_CASE("an investment is paid over its lag and counts by what is delivered") {
  auto t = tiny_scenario();
  auto& row = t.s.issues[t.issue("fee").index()].effects[0];
  row.op = scenario::Op::invest;
  row.scale = t.num(60.0);
  row.lag = t.num(12.0, core::Unit::month);
  row.assets = {t.asset("shaft")};
  auto w = t.in_force({{"fee", 2}}, 0.0);
  CHECK(paid(derived(t, w), t.actor("patron"), world::MoneyKind::investment) == Approx(10.0));
  CHECK(derived(t, w).investment[t.asset("shaft").index()] == 0.0);
  w.deals[0].delivered.fill(0.5);
  CHECK(derived(t, w).investment[t.asset("shaft").index()] == Approx(60.0));
  w.month = 12;
  CHECK(paid(derived(t, w), t.actor("patron"), world::MoneyKind::investment) == 0.0);
}

TEST_CASE("deriving twice gives the same tables") {
  const auto t = tiny_scenario();
  const auto w = t.in_force({{"training", 2}, {"fee", 1}, {"rights", 2}, {"cession", 1}});
  Derived d;
  world::derive(t.s, t.draw, w, d);
  const auto first = d;
  world::derive(t.s, t.draw, w, d);
  CHECK(d.extra_men == first.extra_men);
  CHECK(d.payments.size() == first.payments.size());
  CHECK(d.holdings.size() == first.holdings.size());
  CHECK(d.handovers.size() == first.handovers.size());
}

TEST_CASE("leaving a track out gives the tables of a world in which it never signed") {
  const auto t = tiny_scenario();
  const auto w = t.in_force({{"training", 2}, {"fee", 1}, {"pledge", 2}});
  Derived d;
  world::derive(t.s, t.draw, w, d, core::TrackId{0});
  const auto none = derived(t, t.world());
  CHECK(d.extra_men == none.extra_men);
  CHECK(d.sanction == none.sanction);
  CHECK(d.payments.size() == none.payments.size());
}

TEST_CASE("what any operation adds can be taken back, and nothing else is") {
  auto t = tiny_scenario();
  const auto half = t.num(0.5);
  const auto w = t.world();
  const auto base = derived(t, w);
  const auto check_same = [&](const Derived& d) {
    using Table = std::vector<double> Derived::*;
    for (const Table table :
         {&Derived::extra_men, &Derived::quality_factor, &Derived::aircraft, &Derived::air_gain, &Derived::insight,
          &Derived::target_men, &Derived::men_cap, &Derived::restraint, &Derived::truce, &Derived::sanction,
          &Derived::monitor, &Derived::audience, &Derived::recognised, &Derived::signal, &Derived::investment,
          &Derived::edge_investment, &Derived::withheld, &Derived::lever_cost})
      CHECK(d.*table == base.*table);
    CHECK(d.regime == base.regime);
    CHECK(d.payments.size() == base.payments.size());
    CHECK(d.handovers.size() == base.handovers.size());
    CHECK(d.realigns.size() == base.realigns.size());
    REQUIRE(d.holdings.size() == base.holdings.size());
    for (std::size_t h = 0; h < d.holdings.size(); ++h) CHECK(d.holdings[h].share == base.holdings[h].share);
  };
  for (const auto& info : scenario::all_ops()) {
    INFO(std::string(info.key));
    for (const double change : {1.0, -1.0}) {  // aid withheld is another table than aid given
      scenario::Effect effect;
      effect.op = info.op;
      effect.from = t.actor("state");
      effect.to = effect.on = t.actor("patron");
      effect.force = t.force("army");
      effect.into = t.force("guests");
      effect.coalition = t.coalition("reb");
      effect.held_by = t.coalition("gov");
      effect.track = core::TrackId::at(0);
      effect.mineral = t.mineral("ore");
      effect.assets = {core::AssetId::at(0)};
      effect.gain = effect.cost = half;
      world::EffectUse use;
      use.level = use.promised = use.change = change;
      use.origin = world::EffectOrigin::deal;
      Derived out = base;
      world::add_effect(t.s, t.draw, w, effect, use, out);
      world::take_back(effect, base, out);
      check_same(out);
    }
  }
}

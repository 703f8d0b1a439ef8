// SPDX-License-Identifier: Apache-2.0
// Laws of delivery, breach, suspension and truces on hand-made deals in force.
#include "run/compliance.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;

namespace {

/// A deal in force on one term, granted by the first party; effects are added before open().
struct Desk {
  test::Book book;
  core::ActorId a = book.actor("a"), b = book.actor("b");
  core::TrackId track = book.track("talks", {a, b});
  core::IssueId issue = book.issue(track, "terms", a, b, {0.0, 1.0});
  test::TablePreference preference{{}};
  world::World world;
  world::Derived derived;
  model::PoliticsParams params;

  scenario::Effect& add(scenario::Op op, double lag = 0.0) {
    scenario::Effect effect;
    effect.op = op;
    effect.from = a;
    effect.on = b;
    effect.lag = book.num(lag);
    auto& effects = book.scenario.issues[issue.index()].effects;
    effects.push_back(effect);
    return effects.back();
  }
  scenario::Actor& actor(core::ActorId id) { return book.scenario.actors[id.index()]; }
  world::DealState& deal() { return world.deals[track.index()]; }

  void open() {
    actor(a).precision = book.num(1.0);
    const scenario::Draw draw = book.draw();
    world = world::initial_world(book.scenario, draw);
    params = model::politics_values(book.scenario, draw);
    deal().status = world::DealStatus::in_force;
    deal().ever_signed = deal().ever_in_force = true;
    deal().package.count = 1;
    deal().package.at[0] = 1;
    deal().force_month = 0;
    world::derive(book.scenario, draw, world, derived);
  }
  template <class Step>
  std::vector<world::Event> events(Step step, std::uint64_t seed = 1) {
    const scenario::Draw draw = book.draw();
    const core::Streams streams(seed, 0, 0);
    const run::Moment moment{book.scenario, draw, world, derived, streams, params};
    world::EventSink sink;
    sink.set_time(world.month + 1, 0);
    step(moment, sink);
    return sink.events();
  }
  void apply(const std::vector<world::Event>& all) {
    for (const auto& event : all) world::apply(book.scenario, book.draw(), world, event);
  }
  template <class Body, class Step>
  double frequency(Step step, int seeds = 4000) {
    int hits = 0;
    for (int seed = 0; seed < seeds; ++seed) {
      for (const auto& event : events(step, static_cast<std::uint64_t>(seed)))
        hits += std::holds_alternative<Body>(event.body) ? 1 : 0;
    }
    return static_cast<double>(hits) / seeds;
  }
};

auto keeping(Desk& desk) {
  return [&desk](const run::Moment& m, world::EventSink& out) { run::keep_or_break(m, desk.preference, out); };
}
/// Delivery by a granter that would not think of breaking.
auto delivering(Desk& desk) {
  desk.preference.keep = 1000.0;
  return [&desk](const run::Moment& m, world::EventSink& out) { run::deliver_terms(m, desk.preference, out); };
}
auto truces(Desk& desk, const std::vector<world::Event>& week) {
  return
      [&desk, week](const run::Moment& m, world::EventSink& out) { run::watch_truces(m, desk.preference, week, out); };
}
double weekly(double rate) { return 1.0 - std::exp(-rate / 4.0); }

}  // namespace

TEST_CASE("a term without lag is delivered at once, to the granter's own share") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.actor(desk.a).delivery = desk.book.num(0.6);
  desk.open();
  desk.apply(desk.events(delivering(desk)));
  CHECK(desk.deal().delivered[0] == Approx(0.6));
  CHECK(desk.events(delivering(desk)).empty());
}

TEST_CASE("a lagged term follows its schedule within one recorded step, and completes") {
  Desk desk;
  desk.add(scenario::Op::train, 24.0);
  desk.open();
  for (int month = 0; month < 120; ++month) {
    desk.world.month = month;
    desk.apply(desk.events(delivering(desk)));
    const double due = 1.0 - std::exp(-(month + 1) / 24.0);
    if (due < 0.97) CHECK(std::fabs(desk.deal().delivered[0] - due) <= desk.params.delivery_step);
  }
  CHECK(desk.deal().delivered[0] == 1.0);
}

TEST_CASE("delivery wanes with the granter's attention, and recovers no higher than at the start") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.actor(desk.a).attention = desk.book.num(0.8);
  desk.actor(desk.a).delivery = desk.book.num(0.5);
  desk.open();
  desk.apply(desk.events(delivering(desk)));
  CHECK(desk.deal().delivered[0] == Approx(0.5));
  desk.world.attention[0] = 0.4;
  desk.apply(desk.events(delivering(desk)));
  CHECK(desk.deal().delivered[0] == Approx(0.25));
  desk.world.attention[0] = 1.0;
  desk.apply(desk.events(delivering(desk)));
  CHECK(desk.deal().delivered[0] == Approx(0.5));
}

TEST_CASE("a term whose condition does not hold, or of a suspended deal, is not delivered") {
  Desk desk;
  desk.add(scenario::Op::pay);
  scenario::Expr never;
  never.nodes.push_back({});
  never.root = 0;
  desk.book.scenario.issues[0].starts = never;
  desk.open();
  CHECK(desk.events(delivering(desk)).empty());
  desk.book.scenario.issues[0].starts = {};
  CHECK(desk.events(delivering(desk)).size() == 1);
  desk.deal().status = world::DealStatus::suspended;
  CHECK(desk.events(delivering(desk)).empty());
}

TEST_CASE("a granter that would rather break carries out a month's step only with the chance that it keeps") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.open();
  const auto stepping = [&desk](const run::Moment& m, world::EventSink& out) {
    run::deliver_terms(m, desk.preference, out);
  };
  for (const double gain : {-2.0, 0.0, 1.5}) {
    desk.preference.break_ = gain;
    CHECK(desk.frequency<world::Delivered>(stepping, 6000) == Approx(1.0 / (1.0 + std::exp(gain))).margin(0.02));
  }
  desk.preference.break_ = 1.5;
  desk.book.scenario.issues[0].effects[0].reverses = false;  // nothing that could be denied
  CHECK(desk.frequency<world::Delivered>(stepping, 200) == 1.0);
}

TEST_CASE("a granter breaks a term with the logit hazard of what breaking is worth") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.open();
  desk.deal().delivered[0] = 0.8;
  for (const double gain : {-3.0, 0.0, 2.0}) {
    desk.preference.break_ = gain;
    const double hazard = desk.params.defect_rate / (1.0 + std::exp(-gain));
    CHECK(desk.frequency<world::Defected>(keeping(desk), 8000) == Approx(weekly(hazard)).margin(0.008));
  }
  desk.preference.break_ = -800.0;
  CHECK(desk.frequency<world::Defected>(keeping(desk), 8000) == 0.0);
}

TEST_CASE("nothing delivered, or nothing that reverses, cannot be broken") {
  Desk desk;
  desk.add(scenario::Op::train);
  desk.preference.break_ = 100.0;
  desk.open();
  CHECK(desk.frequency<world::Defected>(keeping(desk), 500) == 0.0);
  desk.deal().delivered[0] = 1.0;
  CHECK(desk.frequency<world::Defected>(keeping(desk), 500) > 0.0);
  desk.book.scenario.issues[0].effects[0].reverses = false;
  CHECK(desk.frequency<world::Defected>(keeping(desk), 500) == 0.0);
}

TEST_CASE("a breach takes back what was delivered; only a detected one is counted or punished") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.preference.break_ = 100.0;
  desk.open();
  desk.deal().delivered[0] = 0.8;
  desk.params.defect_rate = 1e6;
  desk.params.suspend_chance = 1.0;
  desk.derived.monitor[0] = 0.0;
  auto events = desk.events(keeping(desk));
  REQUIRE(events.size() == 2);
  CHECK_FALSE(std::get<world::Defected>(events[0].body).detected);
  CHECK(std::get<world::Delivered>(events[1].body).share == Approx(0.8 * (1.0 - desk.params.breach_depth)));
  desk.derived.monitor[0] = 1.0;
  events = desk.events(keeping(desk));
  REQUIRE(events.size() == 3);
  const auto& suspended = std::get<world::Suspended>(events[2].body);
  CHECK(suspended.by == desk.b);  // the one it was owed to
  desk.apply(events);
  CHECK(desk.deal().breaches == 1);
  CHECK(desk.world.reputation[0] == 1.0);
  CHECK(desk.deal().status == world::DealStatus::suspended);
}

TEST_CASE("breaches are detected at the monitor's rate") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.preference.break_ = 100.0;
  desk.open();
  desk.deal().delivered[0] = 0.8;
  desk.params.defect_rate = 1e6;
  desk.params.suspend_chance = 1.0;
  desk.derived.monitor[0] = 0.3;
  CHECK(desk.frequency<world::Suspended>(keeping(desk)) == Approx(0.3).margin(0.02));
}

TEST_CASE("enough detected breaches end a deal, one does not") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.preference.break_ = 100.0;
  desk.open();
  desk.deal().delivered[0] = 0.8;
  desk.params.defect_rate = 1e6;
  desk.derived.monitor[0] = 1.0;
  CHECK(desk.frequency<world::Collapsed>(keeping(desk), 300) == 0.0);
  desk.deal().breaches = static_cast<std::int16_t>(desk.params.collapse_breaches) - 1;
  CHECK(desk.frequency<world::Collapsed>(keeping(desk), 300) == 1.0);
}

TEST_CASE("a suspended deal resumes only while its granters would keep it, and collapses in the end") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.open();
  desk.deal().status = world::DealStatus::suspended;
  desk.deal().suspended_month = 0;
  const auto settle = [&desk](const run::Moment& m, world::EventSink& out) {
    run::settle_suspensions(m, desk.preference, out);
  };
  desk.preference.keep = 1.0;
  CHECK(desk.frequency<world::Resumed>(settle) == Approx(1.0 - std::exp(-desk.params.resume_rate)).margin(0.025));
  desk.preference.keep = -1.0;
  CHECK(desk.frequency<world::Resumed>(settle, 500) == 0.0);
  desk.world.month = 3;
  CHECK(desk.frequency<world::Collapsed>(settle, 100) == 1.0);
}

TEST_CASE("beliefs about delivery move towards what was delivered") {
  Desk desk;
  desk.add(scenario::Op::pay);
  desk.actor(desk.a).believed_delivery = desk.book.num(0.9);
  desk.open();
  desk.deal().delivered[0] = 0.4;
  for (int month = 0; month < 60; ++month) {
    const double before = desk.world.believed_delivery[0];
    desk.apply(desk.events(run::update_delivery_beliefs));
    CHECK(desk.world.believed_delivery[0] <= before);
    CHECK(desk.world.believed_delivery[0] >= 0.4);
  }
  CHECK(desk.world.believed_delivery[0] == Approx(0.4).margin(0.05));
  CHECK(desk.world.believed_delivery[1] == 1.0);  // granted nothing
}

namespace {

/// A ceasefire that binds the first of two coalitions, whose one force stands on the only front.
struct TruceDesk : Desk {
  TruceDesk() {
    scenario::Coalition first, second;
    first.id = "first";
    second.id = "second";
    book.scenario.coalitions = {first, second};
    scenario::Front front;
    front.id = "front";
    book.scenario.fronts = {front};
    scenario::Node node;
    node.id = "town";
    node.front = core::FrontId::at(0);
    book.scenario.nodes = {node};
    scenario::Force force;
    force.id = "men";
    force.actor = a;
    force.coalition = core::CoalitionId::at(0);
    force.men = book.num(1000.0);
    force.front_share = {book.num(1.0)};
    force.sponsor = true;
    book.scenario.forces = {force};
    add(scenario::Op::ceasefire).coalition = core::CoalitionId::at(0);
    open();
    deal().delivered[0] = 1.0;
  }
};

std::vector<world::Event> skirmish() { return {world::Event{1, 1, world::Skirmish{core::FrontId::at(0), 3.0}}}; }

}  // namespace

TEST_CASE("a skirmish on a bound coalition's front violates the truce once, and does not end it") {
  TruceDesk desk;
  desk.params.truce_break = 0.0;
  std::vector<world::Event> week = skirmish();
  week.push_back(week.front());
  CHECK(desk.frequency<world::TruceViolated>(truces(desk, week), 50) == 1.0);
  CHECK(desk.frequency<world::Suspended>(truces(desk, week), 50) == 0.0);
  CHECK(desk.frequency<world::TruceViolated>(truces(desk, {}), 50) == 0.0);
  desk.world.men[0] = 0.0;
  CHECK(desk.frequency<world::TruceViolated>(truces(desk, week), 50) == 0.0);
}

TEST_CASE("an attack by the bound coalition violates the truce, one by the other does not") {
  TruceDesk desk;
  desk.params.truce_break = 0.0;
  world::Clash clash;
  clash.node = core::NodeId::at(0);
  clash.attacker = core::CoalitionId::at(0);
  CHECK(desk.frequency<world::TruceViolated>(truces(desk, {world::Event{1, 1, clash}}), 20) == 1.0);
  clash.attacker = core::CoalitionId::at(1);
  CHECK(desk.frequency<world::TruceViolated>(truces(desk, {world::Event{1, 1, clash}}), 20) == 0.0);
}

TEST_CASE("a truce breaks at its rate, less with a monitor, with talks, under pressure and where keeping pays") {
  TruceDesk desk;
  const auto rate = [&desk](const std::vector<world::Event>& week) {
    const double share = desk.frequency<world::Suspended>(truces(desk, week), 6000);
    return -4.0 * std::log(1.0 - share);
  };
  desk.params.truce_break = 2.0;
  CHECK(rate({}) == Approx(2.0).epsilon(0.06));
  CHECK(rate(skirmish()) == Approx(2.0 * (1.0 + desk.params.truce_strain)).epsilon(0.06));
  desk.derived.monitor[0] = 0.2;
  CHECK(rate({}) == Approx(2.0 * std::exp(-0.2 * desk.params.truce_monitor)).epsilon(0.06));
  desk.derived.monitor[0] = 0.0;
  desk.book.scenario.actors[1].bite = {desk.book.num(0.0), desk.book.num(1.0), desk.book.num(2.0)};
  desk.world.sanction[1 * 2 + 0] = 1.0;  // half of the ladder
  CHECK(rate({}) == Approx(2.0 * (1.0 - 0.5 * desk.params.truce_pressure)).epsilon(0.06));
  desk.world.sanction[1 * 2 + 0] = 0.0;
  desk.preference.keep = 2.0;
  CHECK(rate({}) == Approx(2.0 * 2.0 / (1.0 + std::exp(2.0))).epsilon(0.08));
  desk.preference.keep = 0.0;
  const core::TrackId other = desk.book.track("elsewhere", {desk.a, desk.b});
  desk.world.sessions.resize(2);
  desk.world.deals.resize(2);
  CHECK(rate({}) == Approx(2.0).epsilon(0.06));
  desk.world.sessions[other.index()].open = true;
  CHECK(rate({}) == Approx(2.0 * (1.0 - desk.params.truce_talks)).epsilon(0.06));
}

TEST_CASE("a ceasefire that has not begun can be neither violated nor broken") {
  TruceDesk desk;
  desk.deal().delivered[0] = 0.0;
  desk.params.truce_break = 1e6;
  CHECK(desk.events(truces(desk, skirmish())).empty());
}

TEST_CASE("a broken truce is suspended, and what it delivered is gone") {
  TruceDesk desk;
  desk.params.truce_break = 1e6;
  const auto events = desk.events(truces(desk, {}));
  REQUIRE(events.size() == 3);
  CHECK(std::get<world::Defected>(events[0].body).detected);
  desk.apply(events);
  CHECK(desk.deal().delivered[0] == 0.0);
  CHECK(desk.deal().status == world::DealStatus::suspended);
}

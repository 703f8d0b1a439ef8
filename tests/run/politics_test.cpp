// SPDX-License-Identifier: Apache-2.0
// Laws of convening, ratification, attention, shocks, pressure and deployment on hand-made worlds.
#include "run/politics.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;

namespace {

struct Desk {
  test::Book book;
  core::ActorId a = book.actor("a"), b = book.actor("b");
  core::TrackId track = book.track("talks", {a, b});
  core::IssueId issue = book.issue(track, "terms", a, b, {0.0, 1.0});
  world::World world;
  world::Derived derived;
  model::PoliticsParams params;

  /// Call once the book is complete.
  void open() {
    const scenario::Draw draw = book.draw();
    world = world::initial_world(book.scenario, draw);
    params = model::politics_values(book.scenario, draw);
    world::derive(book.scenario, draw, world, derived);
  }
  template <class Step>
  std::vector<world::Event> events(Step step, std::uint64_t seed = 1) {
    const scenario::Draw draw = book.draw();
    const core::Streams streams(seed, 0, 0);
    const run::Moment moment{book.scenario, draw, world, derived, streams, params};
    world::EventSink sink;
    step(moment, sink);
    return sink.events();
  }
  /// Share of seeds for which the step emits an event of this kind.
  template <class Body, class Step>
  double frequency(Step step, int seeds = 4000) {
    int hits = 0;
    for (int seed = 0; seed < seeds; ++seed) {
      for (const world::Event& event : events(step, static_cast<std::uint64_t>(seed))) {
        if (std::holds_alternative<Body>(event.body)) {
          ++hits;
          break;
        }
      }
    }
    return static_cast<double>(hits) / seeds;
  }
  scenario::Track& talks() { return book.scenario.tracks[track.index()]; }
  scenario::Actor& actor(core::ActorId id) { return book.scenario.actors[id.index()]; }
  world::DealState& deal() { return world.deals[track.index()]; }
};

/// An expression that is always false.
scenario::Expr never() {
  scenario::Expr expr;
  expr.nodes.push_back({});
  expr.root = 0;
  return expr;
}

void sign(Desk& desk) {
  desk.deal().status = world::DealStatus::signed_;
  desk.deal().package.count = 1;
  desk.deal().package.at[0] = 1;
}

}  // namespace

TEST_CASE("sessions open at the convening rate, and only when they may") {
  Desk desk;
  desk.talks().convene = desk.book.num(0.7);
  desk.open();
  CHECK(desk.frequency<world::SessionOpened>(run::convene) == Approx(1.0 - std::exp(-0.7)).margin(0.025));
  desk.world.sessions[0].open = true;
  CHECK(desk.frequency<world::SessionOpened>(run::convene, 200) == 0.0);
  desk.world.sessions[0].open = false;
  for (const auto status : {world::DealStatus::signed_, world::DealStatus::in_force, world::DealStatus::suspended}) {
    desk.deal().status = status;
    CHECK(desk.frequency<world::SessionOpened>(run::convene, 200) == 0.0);
  }
  desk.deal().status = world::DealStatus::collapsed;
  CHECK(desk.frequency<world::SessionOpened>(run::convene, 200) > 0.3);
  desk.talks().opens = never();
  CHECK(desk.frequency<world::SessionOpened>(run::convene, 200) == 0.0);
}

TEST_CASE("a track with one party does not convene") {
  Desk desk;
  desk.talks().convene = desk.book.num(100.0);
  desk.talks().parties.pop_back();
  desk.open();
  CHECK(desk.frequency<world::SessionOpened>(run::convene, 100) == 0.0);
}

TEST_CASE("certain parties without lag ratify at once and the deal enters into force") {
  Desk desk;
  desk.open();
  sign(desk);
  const auto events = desk.events(run::ratify);
  REQUIRE(events.size() == 3);
  CHECK(std::get<world::Ratified>(events[0].body).yes);
  CHECK(std::get<world::Ratified>(events[1].body).yes);
  CHECK(std::holds_alternative<world::EnteredForce>(events[2].body));
}

TEST_CASE("one refusal of ratification ends the deal, at the chance the file gives") {
  Desk desk;
  desk.actor(desk.a).ratify_chance = desk.book.num(0.8);
  desk.open();
  sign(desk);
  CHECK(desk.frequency<world::Collapsed>(run::ratify) == Approx(0.2).margin(0.02));
  CHECK(desk.frequency<world::EnteredForce>(run::ratify) == Approx(0.8).margin(0.02));
}

TEST_CASE("ratification takes the time the file gives and remembers who has answered") {
  Desk desk;
  desk.actor(desk.a).ratify_lag = desk.book.num(4.0);
  desk.open();
  sign(desk);
  desk.deal().ratified = 2;  // the second party has ratified
  CHECK(desk.frequency<world::EnteredForce>(run::ratify) == Approx(1.0 - std::exp(-0.25)).margin(0.02));
  for (const auto& event : desk.events(run::ratify)) {
    const auto* ratified = std::get_if<world::Ratified>(&event.body);
    if (ratified != nullptr) CHECK(ratified->actor == desk.a);
  }
}

TEST_CASE("the audience cost of its own terms lowers an actor's chance of ratifying, as a shift of log-odds") {
  Desk desk;
  desk.actor(desk.a).ratify_chance = desk.book.num(0.8);
  desk.actor(desk.b).ratify_chance = desk.book.num(0.8);
  scenario::Effect cost;
  cost.op = scenario::Op::audience;
  cost.on = desk.a;
  cost.scale = desk.book.num(-2.0);
  desk.book.scenario.issues[desk.issue.index()].effects.push_back(cost);
  desk.open();
  sign(desk);
  const scenario::Draw draw = desk.book.draw();
  const core::Streams streams(1, 0, 0);
  const run::Moment moment{desk.book.scenario, draw, desk.world, desk.derived, streams, desk.params};
  const double a = run::ratification_chance(moment, desk.track, desk.world.deals[desk.track.index()].package, desk.a);
  const double b = run::ratification_chance(moment, desk.track, desk.world.deals[desk.track.index()].package, desk.b);
  CHECK(b == Approx(0.8));
  CHECK(std::log(a / (1.0 - a)) == Approx(std::log(4.0) - 2.0 * desk.params.ratify_audience));
}

TEST_CASE("attention halves in its half-life and jumps with captures of major places only") {
  Desk desk;
  desk.actor(desk.a).attention = desk.book.num(0.8);
  desk.actor(desk.a).attention_half_life = desk.book.num(6.0);
  desk.actor(desk.a).attention_jump = desk.book.num(0.5);
  scenario::Node village, town;
  village.id = "village";
  town.id = "town";
  town.major = 0.4;
  desk.book.scenario.nodes = {village, town};
  scenario::Coalition one, two;
  desk.book.scenario.coalitions = {one, two};
  desk.open();
  const auto level = [&](std::vector<world::Event> month) {
    const auto events =
        desk.events([&](const run::Moment& m, world::EventSink& out) { run::move_attention(m, month, out); });
    REQUIRE(events.size() == 1);  // the other actor pays no attention
    return std::get<world::AttentionMoved>(events[0].body).level;
  };
  const auto taken = [](int node) {
    world::ControlChanged change;
    change.node = core::NodeId::at(static_cast<std::size_t>(node));
    change.cause = world::Cause::capture;
    return world::Event{1, 1, change};
  };
  double now = 0.8;
  for (int month = 0; month < 6; ++month) {
    now = level({});
    desk.world.attention[0] = now;
  }
  CHECK(now == Approx(0.4));
  const double quiet = level({});
  CHECK(level({taken(0)}) == quiet);
  CHECK(level({taken(1)}) == Approx(quiet + 0.5 * 0.4));
  CHECK(level({taken(1), taken(1), taken(1), taken(1), taken(1)}) == 1.0);
}

TEST_CASE("a dated shock strikes in the month that contains its date, a random one at its rate") {
  Desk desk;
  desk.book.scenario.as_of = core::Date{2025, 3, 10};
  scenario::Shock dated, random;
  dated.stream = core::entity_hash("dated");
  dated.at = core::Date{2025, 5, 20};  // 2.3 months on: the third step
  random.stream = core::entity_hash("random");
  random.hazard = desk.book.num(0.5);
  desk.book.scenario.shocks = {dated, random};
  desk.open();
  desk.world.struck[1] = 1;
  for (int month = 0; month < 5; ++month) {
    desk.world.month = month;
    CHECK(desk.frequency<world::ShockStruck>(run::strike_shocks, 3) == (month >= 2 ? 1.0 : 0.0));
  }
  desk.world.struck = {1, 0};
  CHECK(desk.frequency<world::ShockStruck>(run::strike_shocks) == Approx(1.0 - std::exp(-0.5)).margin(0.025));
  desk.book.scenario.shocks[1].when = never();
  CHECK(desk.frequency<world::ShockStruck>(run::strike_shocks, 200) == 0.0);
}

TEST_CASE("sanctions and regimes are set where they differ, and only there") {
  Desk desk;
  scenario::Mineral mineral;
  mineral.id = "ore";
  desk.book.scenario.minerals = {mineral};
  desk.open();
  CHECK(desk.events(run::set_pressure).empty());
  desk.derived.sanction[desk.a.index() * 2 + desk.b.index()] = 3.0;
  desk.derived.regime[0] = 2;
  const auto events = desk.events(run::set_pressure);
  REQUIRE(events.size() == 2);
  const auto& sanction = std::get<world::SanctionSet>(events[0].body);
  CHECK(sanction.by == desk.a);
  CHECK(sanction.on == desk.b);
  CHECK(sanction.level == 3.0);
  CHECK(std::get<world::RegimeSet>(events[1].body).level == 2);
  for (const auto& event : events) world::apply(desk.book.scenario, desk.book.draw(), desk.world, event);
  CHECK(desk.events(run::set_pressure).empty());
  desk.derived.sanction[desk.a.index() * 2 + desk.b.index()] = 0.0;
  CHECK(std::get<world::SanctionSet>(desk.events(run::set_pressure)[0].body).cause == world::Cause::lapse);
}

TEST_CASE("forces reach what is ordered and a withdrawal cap holds them down") {
  Desk desk;
  scenario::Force force;
  force.id = "guards";
  force.men = desk.book.num(1000.0);
  desk.book.scenario.forces = {force};
  scenario::Coalition one;
  desk.book.scenario.coalitions = {one};
  desk.book.scenario.forces[0].coalition = core::CoalitionId::at(0);
  desk.open();
  CHECK(desk.events(run::deploy_forces).empty());  // no order, no cap
  const auto months_until = [&](double wanted) {
    for (int month = 1; month <= 60; ++month) {
      const double before = desk.world.men[0];
      for (const auto& event : desk.events(run::deploy_forces))
        world::apply(desk.book.scenario, desk.book.draw(), desk.world, event);
      CHECK(std::fabs(desk.world.men[0] - wanted) <= std::fabs(before - wanted));  // never past it
      if (desk.world.men[0] == Approx(wanted).margin(1e-6)) return month;
    }
    return 1000;
  };
  desk.derived.target_men[0] = 4000.0;
  const int up = months_until(4000.0);
  CHECK(up <= 8);
  desk.derived.men_cap[0] = 500.0;
  const int down = months_until(500.0);
  CHECK(down <= 16);
  desk.derived.target_men[0] = 0.0;
  CHECK(months_until(0.0) <= 16);
  CHECK(desk.events(run::deploy_forces).empty());
}

TEST_CASE("what was learnt by shared intelligence is there at once and halves in its life once it stops") {
  Desk desk;
  scenario::Force force;
  force.id = "guards";
  force.men = desk.book.num(1000.0);
  desk.book.scenario.forces = {force};
  desk.book.scenario.coalitions = {scenario::Coalition{}};
  desk.book.scenario.forces[0].coalition = core::CoalitionId::at(0);
  desk.open();
  CHECK(desk.events(run::fade_intelligence).empty());
  desk.derived.insight[0] = 0.2;
  const auto month = [&] {
    for (const auto& event : desk.events(run::fade_intelligence))
      world::apply(desk.book.scenario, desk.book.draw(), desk.world, event);
    return desk.world.insight[0];
  };
  CHECK(month() == 0.2);
  CHECK(desk.events(run::fade_intelligence).empty());  // nothing new, no event
  desk.derived.insight[0] = 0.0;
  desk.params.intelligence_life = 2.0;
  month();
  CHECK(month() == Approx(0.1));
  for (int m = 0; m < 40; ++m) month();
  CHECK(desk.world.insight[0] == 0.0);  // and is gone in the end
}

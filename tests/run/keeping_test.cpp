// SPDX-License-Identifier: Apache-2.0
// Steps and what they do to keeping: paced delivery, what waits for what, and the worth of breaking once parts of a text have
// been carried out. On two hand-made terms, one of each side, with stated worths.
#include <algorithm>
#include <cmath>
#include <vector>

#include "run/compliance_parts.hpp"
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;

namespace {

/// Worth = sum over issues of what is stated for the party, where the position is not the status quo.
class SumPreference final : public model::Preference {
 public:
  std::vector<std::vector<double>> worth;  // [issue][party]

  void refresh(const world::World&, const world::Derived&, const model::Ledger&) override {}
  void candidates(core::TrackId, std::vector<model::Candidate>& out) override { out.clear(); }
  void gains(core::TrackId, const world::Package& package, std::span<double> gain) const override {
    for (std::size_t p = 0; p < std::min(gain.size(), worth.front().size()); ++p) {
      gain[p] = 0.0;
      for (std::size_t k = 0; k < worth.size(); ++k) gain[p] += package.at[k] != 0 ? worth[k][p] : 0.0;
    }
  }
  void gain_by_attribute(core::TrackId, const world::Package&, core::ActorId, std::span<double>) const override {}
  void lever_values(core::DecisionId, std::span<double>) const override {}
  void lever_by_attribute(core::DecisionId, int, std::span<double>) const override {}
  [[nodiscard]] double believed_hazard(core::TrackId) const override { return 0.0; }
  void compliance(core::TrackId, core::IssueId, core::ActorId, double&, double&, world::Reasons&) const override {}
};

/// `a` grants the first term, `b` the second; each costs its granter 1 and is worth 3 to the other.
struct Desk {
  test::Book book;
  core::ActorId a = book.actor("a"), b = book.actor("b");
  core::TrackId track = book.track("talks", {a, b});
  core::IssueId first = book.issue(track, "first", a, b, {0.0, 1.0});
  core::IssueId second = book.issue(track, "second", b, a, {0.0, 1.0});
  SumPreference preference;
  world::World world;
  world::Derived derived;
  model::PoliticsParams params;

  Desk() {
    preference.worth = {{-1.0, 3.0}, {3.0, -1.0}};
    for (const auto id : {first, second}) {
      scenario::Effect effect;
      effect.op = scenario::Op::pay;
      effect.from = id == first ? a : b;
      effect.to = id == first ? b : a;
      effect.lag = book.num(0.0);
      book.scenario.issues[id.index()].effects.push_back(effect);
    }
    for (const auto id : {a, b}) book.scenario.actors[id.index()].precision = book.num(1.0);
  }
  scenario::Issue& issue(core::IssueId id) { return book.scenario.issues[id.index()]; }
  world::DealState& deal() { return world.deals[track.index()]; }
  void open() {
    const scenario::Draw draw = book.draw();
    world = world::initial_world(book.scenario, draw);
    params = model::politics_values(book.scenario, draw);
    deal().status = world::DealStatus::in_force;
    deal().ever_signed = deal().ever_in_force = true;
    deal().package.count = 2;
    deal().package.at[0] = deal().package.at[1] = 1;
    deal().force_month = 0;
    world::derive(book.scenario, draw, world, derived);
  }
  void deliver_once() {
    preference.worth = {{1000.0, 3.0}, {3.0, 1000.0}};  // nobody thinks of holding back
    const scenario::Draw draw = book.draw();
    const run::Moment moment{book.scenario, draw, world, derived, core::Streams(1, 0, 0), params};
    world::EventSink sink;
    sink.set_time(world.month + 1, 0);
    run::deliver_terms(moment, preference, sink);
    for (const auto& event : sink.events()) world::apply(book.scenario, draw, world, event);
    ++world.month;
  }
  /// What breaking is worth to the granter of a term, over keeping it.
  double temptation(core::IssueId id) {
    const scenario::Draw draw = book.draw();
    const run::Moment moment{book.scenario, draw, world, derived, core::Streams(1, 0, 0), params};
    double out = 0.0;
    run::detail::for_each_term(moment, track, [&](const run::detail::Term& term) {
      if (term.issue_id != id) return;
      const auto choice = run::detail::weigh(moment, preference, term);
      out = choice.break_ - choice.keep;
    });
    return out;
  }
};

scenario::Expr once(core::TrackId track, core::IssueId issue, scenario::Atom atom = scenario::Atom::delivered) {
  scenario::Expr e;
  e.nodes.resize(3);
  e.nodes[0].kind = scenario::ExprKind::atom;
  e.nodes[0].atom = atom;
  e.nodes[0].arg[0] = track.value;
  e.nodes[0].arg[1] = issue.value;
  e.nodes[1].value = 0.5;
  e.nodes[2].kind = scenario::ExprKind::compare;
  e.nodes[2].compare = scenario::Compare::ge;
  e.nodes[2].lhs = 0;
  e.nodes[2].rhs = 1;
  e.root = 2;
  return e;
}

}  // namespace

TEST_CASE("terms that pace each other are delivered in turns, never more than a step apart") {
  Desk desk;
  desk.issue(desk.first).paced_by = desk.second;
  desk.issue(desk.second).paced_by = desk.first;
  desk.issue(desk.first).step = desk.issue(desk.second).step = 0.25;
  desk.open();
  for (int month = 0; month < 8; ++month) {
    const auto before = desk.deal().delivered;
    desk.deliver_once();
    const auto& now = desk.deal().delivered;
    CHECK(now[0] <= before[1] + 0.25 + 1e-12);
    CHECK(now[1] <= before[0] + 0.25 + 1e-12);
  }
  CHECK(desk.deal().delivered[0] == 1.0);
  CHECK(desk.deal().delivered[1] == 1.0);
}

TEST_CASE(
    "a term paced by one that does not come stops a step ahead; paced by one that was not agreed, it does not wait") {
  Desk desk;
  desk.issue(desk.first).paced_by = desk.second;
  desk.issue(desk.second).starts = once(desk.track, desk.second);  // never begins
  desk.open();
  for (int month = 0; month < 6; ++month) desk.deliver_once();
  CHECK(desk.deal().delivered[0] == Approx(0.25));
  desk.deal().package.at[1] = 0;
  desk.deliver_once();
  CHECK(desk.deal().delivered[0] == 1.0);
}

TEST_CASE("a term waits for what paces it and for what its condition asks for, not for what it denies") {
  Desk desk;
  const auto waits = [&desk] {
    return run::detail::waits_for(desk.book.scenario, desk.issue(desk.second), desk.first);
  };
  CHECK_FALSE(waits());
  desk.issue(desk.second).paced_by = desk.first;
  CHECK(waits());
  desk.issue(desk.second).paced_by = {};
  desk.issue(desk.second).starts = once(desk.track, desk.first);
  CHECK(waits());
  desk.issue(desk.second).starts = once(desk.track, {});  // the text as a whole
  CHECK(waits());
  desk.issue(desk.second).starts = once(desk.track, desk.second);
  CHECK_FALSE(waits());
  desk.issue(desk.second).starts = once(core::TrackId{7}, desk.first);
  CHECK_FALSE(waits());
  desk.issue(desk.second).starts = once(core::TrackId{0}, {}, scenario::Atom::withdrawn);  // of force 0
  CHECK_FALSE(waits());
  auto& effect = desk.issue(desk.first).effects.front();
  effect.op = scenario::Op::withdraw;
  effect.force = core::ForceId{0};
  CHECK(waits());
  scenario::Expr denied = desk.issue(desk.second).starts;
  denied.nodes.push_back({});
  denied.nodes.back().kind = scenario::ExprKind::logical_not;
  denied.nodes.back().lhs = denied.root;
  denied.root = 3;
  desk.issue(desk.second).starts = denied;
  CHECK_FALSE(waits());
}

TEST_CASE("breaking tempts less while the other's part waits for it, and as before once that part has come") {
  Desk desk;
  desk.open();
  const double plain = desk.temptation(desk.first);
  CHECK(plain == Approx(1.0));  // the own term costs 1, nothing is lost by breaking
  desk.issue(desk.second).paced_by = desk.first;
  double last = desk.temptation(desk.first);
  CHECK(last == Approx(plain - 3.0));  // all that is still to come stops
  for (const double had : {0.25, 0.5, 0.75, 1.0}) {
    desk.deal().delivered[1] = had;
    const double now = desk.temptation(desk.first);
    CHECK(now == Approx(plain - 3.0 * (1.0 - had)));
    CHECK(now > last);
    last = now;
  }
  CHECK(desk.temptation(desk.second) == Approx(plain));  // whose part waits for nothing feels nothing of it
}

TEST_CASE("what has come is judged against what was believed to come") {
  Desk desk;
  desk.issue(desk.second).paced_by = desk.first;
  desk.book.scenario.actors[desk.b.index()].believed_delivery = desk.book.num(0.4);
  desk.open();
  desk.deal().delivered[1] = 0.4;
  CHECK(desk.temptation(desk.first) == Approx(1.0));
}

TEST_CASE("what has come and does not reverse is not lost by breaking, so that who has it is tempted more") {
  Desk desk;
  desk.open();
  desk.derived.monitor[desk.track.index()] = 0.999;
  const double before = desk.temptation(desk.first);
  desk.deal().delivered[1] = 1.0;
  CHECK(desk.temptation(desk.first) == Approx(before));  // it could be taken back
  desk.issue(desk.second).effects.front().reverses = false;
  CHECK(desk.temptation(desk.first) == Approx(before + 3.0).margin(0.05));
  desk.deal().delivered[1] = 0.0;
  CHECK(desk.temptation(desk.first) == Approx(before));
}

TEST_CASE("while waiting, the sooner a breach is seen the less of the difference is left") {
  Desk desk;
  desk.open();
  double last = 1e9;
  for (const double monitor : {0.02, 0.1, 0.3, 0.99}) {
    desk.derived.monitor[desk.track.index()] = monitor;
    desk.issue(desk.second).paced_by = {};
    const double free = desk.temptation(desk.first);
    desk.issue(desk.second).paced_by = desk.first;
    const double gap = free - desk.temptation(desk.first);
    CHECK(gap > 0.0);
    CHECK(gap < last);
    last = gap;
  }
  CHECK(last < 0.05);
}

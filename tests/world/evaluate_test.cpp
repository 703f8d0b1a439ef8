// SPDX-License-Identifier: Apache-2.0
// Truth tables of expressions, meaning of the atoms, memory of ever and for.
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"
#include "world/derived.hpp"
#include "world/lookup.hpp"

using namespace entente;
using namespace entente::testing;
using scenario::Atom;
using scenario::Compare;
using scenario::Expr;
using scenario::ExprKind;

namespace {
double value(const Tiny& t, const world::World& w, const Expr& e) { return world::evaluate(t.s, t.draw, w, e); }
}  // namespace

TEST_CASE("an empty expression is true") {
  const auto t = tiny_scenario();
  CHECK(value(t, t.world(), Expr{}) == 1.0);
}

TEST_CASE("the logical operators have their truth tables") {
  const auto t = tiny_scenario();
  const auto w = t.world();
  for (const double a : {0.0, 1.0})
    for (const double b : {0.0, 1.0}) {
      const Expr left = constant_expr(a), right = constant_expr(b);
      CHECK(value(t, w, join(ExprKind::logical_and, left, right)) == (a * b));
      CHECK(value(t, w, join(ExprKind::logical_or, left, right)) == (a + b > 0.0 ? 1.0 : 0.0));
      CHECK(value(t, w, wrap(ExprKind::logical_not, left)) == 1.0 - a);
    }
}

TEST_CASE("comparisons treat decimal fractions that print alike as equal") {
  const auto t = tiny_scenario();
  const auto w = t.world();
  const Expr a = constant_expr(0.1 + 0.2), b = constant_expr(0.3);
  const auto cmp = [&](Compare op) { return value(t, w, join(ExprKind::compare, a, b, op)); };
  CHECK(cmp(Compare::eq) == 1.0);
  CHECK(cmp(Compare::ne) == 0.0);
  CHECK(cmp(Compare::le) == 1.0);
  CHECK(cmp(Compare::ge) == 1.0);
  CHECK(cmp(Compare::lt) == 0.0);
  CHECK(cmp(Compare::gt) == 0.0);
  const Expr one = constant_expr(1.0), two = constant_expr(2.0);
  CHECK(value(t, w, join(ExprKind::compare, one, two, Compare::lt)) == 1.0);
  CHECK(value(t, w, join(ExprKind::compare, two, one, Compare::gt)) == 1.0);
  CHECK(value(t, w, join(ExprKind::add, one, two)) == 3.0);
  CHECK(value(t, w, join(ExprKind::subtract, one, two)) == -1.0);
  CHECK(value(t, w, join(ExprKind::multiply, two, two)) == 4.0);
}

TEST_CASE("atoms of deals follow the deal from nothing to collapse") {
  const auto t = tiny_scenario();
  auto w = t.world();
  const auto is = [&](Atom atom, double months = 0.0) { return value(t, w, atom_expr(atom, 0, -1, months)); };
  CHECK(is(Atom::signed_) == 0.0);
  CHECK(is(Atom::talks) == 0.0);
  w = t.in_force({{"fee", 2}, {"truce", 1}}, 0.5);
  w.month = 6;
  CHECK(is(Atom::signed_) == 1.0);
  CHECK(is(Atom::in_force) == 1.0);
  CHECK(is(Atom::delivered) == Approx(0.5));
  CHECK(is(Atom::held, 6.0) == 1.0);
  CHECK(is(Atom::held, 7.0) == 0.0);
  const auto fee = t.issue("fee").value;
  w.deals[0].delivered.fill(0.0);
  w.deals[0].delivered[static_cast<std::size_t>(world::issue_slot(t.s.tracks[0], t.issue("fee")))] = 0.8;
  CHECK(is(Atom::delivered) == Approx(0.4));
  CHECK(value(t, w, atom_expr(Atom::delivered, 0, fee)) == Approx(0.8));
  CHECK(value(t, w, atom_expr(Atom::delivered, 0, t.issue("truce").value)) == 0.0);
  CHECK(value(t, w, atom_expr(Atom::issue, 0, fee)) == 2.0);
  w.deals[0].status = world::DealStatus::suspended;
  CHECK(is(Atom::in_force) == 0.0);
  CHECK(is(Atom::held, 6.0) == 1.0);
  w.deals[0].status = world::DealStatus::collapsed;
  CHECK(is(Atom::held, 6.0) == 0.0);
  CHECK(is(Atom::signed_) == 1.0);
  CHECK(value(t, w, atom_expr(Atom::issue, 0, fee)) == 0.0);
  CHECK(value(t, w, atom_expr(Atom::signed_, -1)) == 0.0);  // a track that was removed
}

TEST_CASE("atoms of ground and forces count what stands in the world") {
  const auto t = tiny_scenario();
  auto w = t.world();
  const auto reb = t.coalition("reb").value, mine = t.node("mine").value;
  CHECK(value(t, w, atom_expr(Atom::control, mine, reb)) == Approx(0.95));
  CHECK(value(t, w, atom_expr(Atom::holds, mine, reb)) == 1.0);
  CHECK(value(t, w, atom_expr(Atom::nodes, reb)) == 2.0);
  CHECK(value(t, w, atom_expr(Atom::people, reb)) == Approx(0.95 * 150.0));
  CHECK(value(t, w, atom_expr(Atom::people, t.coalition("none").value)) ==
        Approx(0.05 * 3650.0));  // foreign towns not counted
  w.men[2] = 500.0;
  CHECK(value(t, w, atom_expr(Atom::men, 2)) == 500.0);
  CHECK(value(t, w, atom_expr(Atom::withdrawn, 2)) == Approx(0.75));
  w.men[2] = 3000.0;
  CHECK(value(t, w, atom_expr(Atom::withdrawn, 2)) == 0.0);
}

TEST_CASE("what was taken and given up within a month is remembered after both") {
  const auto t = tiny_scenario();
  auto w = t.world();
  const auto town = t.node("town");
  const auto gov = t.coalition("gov"), reb = t.coalition("reb");
  const auto past = [&](Atom atom, core::CoalitionId c) { return value(t, w, atom_expr(atom, town.value, c.value)); };
  const auto change = [&](core::CoalitionId from, core::CoalitionId to, world::Cause cause, double share) {
    world::apply(t.s, t.draw, w, world::Event{1, 1, world::ControlChanged{town, from, to, cause, share, {}}});
  };
  CHECK(past(Atom::took, reb) + past(Atom::gave_up, reb) + past(Atom::took, gov) + past(Atom::gave_up, gov) == 0.0);
  change(gov, reb, world::Cause::capture, 1.0);
  CHECK(past(Atom::took, reb) == 1.0);
  CHECK(past(Atom::gave_up, gov) == 0.0);  // it lost the place in a fight
  change(reb, gov, world::Cause::release, 0.1);
  CHECK(past(Atom::gave_up, reb) == 0.0);  // still the holder
  change(reb, gov, world::Cause::release, 1.0);
  CHECK(past(Atom::gave_up, reb) == 1.0);
  CHECK(past(Atom::took, reb) == 1.0);
  CHECK(past(Atom::took, gov) == 0.0);
  CHECK(value(t, w, atom_expr(Atom::holds, town.value, gov.value)) == 1.0);
  CHECK(value(t, w, atom_expr(Atom::took, town.value, -1)) == 0.0);  // a side that was removed
}

TEST_CASE("atoms of pressure, markets and levers read the state") {
  const auto t = tiny_scenario();
  auto w = t.world();
  w.regime[1] = 2;
  w.deaths = 12.0;
  w.struck[0] = 1;
  w.month = 4;
  CHECK(value(t, w, atom_expr(Atom::sanction, t.actor("patron").value, t.actor("sponsor").value)) == 1.0);
  CHECK(value(t, w, atom_expr(Atom::regime, 1)) == 2.0);
  CHECK(value(t, w, atom_expr(Atom::price, 1)) == Approx(10000.0));
  CHECK(value(t, w, atom_expr(Atom::lever, t.actor("sponsor").value, t.decision("support").value)) == 2000.0);
  CHECK(value(t, w, atom_expr(Atom::deaths)) == 12.0);
  CHECK(value(t, w, atom_expr(Atom::shock, 0)) == 1.0);
  CHECK(value(t, w, atom_expr(Atom::month)) == 4.0);
}

TEST_CASE("ever remembers, for() counts months in a row and starts again") {
  auto t = tiny_scenario();
  const Expr calm = join(ExprKind::compare, atom_expr(Atom::deaths), constant_expr(10.0), Compare::lt);
  const Expr ever = wrap(ExprKind::ever, wrap(ExprKind::logical_not, calm), 0.0, 0);
  const Expr calm_for_two = wrap(ExprKind::held_for, calm, 2.0, 1);
  const Expr ever_calm = wrap(ExprKind::ever, wrap(ExprKind::held_for, calm, 2.0, 2), 0.0, 3);
  scenario::Outcome a, b, c;
  a.expr = ever;
  b.expr = calm_for_two;
  c.expr = ever_calm;
  t.s.outcomes = {a, b, c};
  auto w = t.world();
  const double deaths[] = {0.0, 0.0, 20.0, 0.0, 0.0};
  const double expect_ever[] = {0.0, 0.0, 1.0, 1.0, 1.0};
  const double expect_for[] = {0.0, 1.0, 0.0, 0.0, 1.0};
  const double expect_nested[] = {0.0, 1.0, 1.0, 1.0, 1.0};
  for (int month = 0; month < 5; ++month) {
    w.deaths = deaths[month];
    world::advance_memory(t.s, t.draw, w);
    CHECK(value(t, w, ever) == expect_ever[month]);
    CHECK(value(t, w, calm_for_two) == expect_for[month]);
    CHECK(value(t, w, ever_calm) == expect_nested[month]);
  }
}

// SPDX-License-Identifier: Apache-2.0
// Precedence, types, names and columns of the expression grammar, by evaluating constant expressions.
#include "scenario/expr_parser.hpp"

#include "scenario/expr_atoms.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace entente;
using scenario::Expr;
using scenario::ExprKind;
using scenario::ExprType;

namespace {

struct Parsed {
  std::optional<Expr> expr;
  core::Diagnostics diagnostics;
  std::int32_t slots = 0;
};

Parsed parse(const std::string& text, ExprType wanted = ExprType::truth) {
  static const scenario::Scenario world = test::small_world();
  Parsed out;
  out.expr = scenario::parse_expression(text, wanted, core::Place{"f", 3, 10}, scenario::ScenarioNames(world),
                                        out.slots, out.diagnostics);
  return out;
}

double evaluate(const Expr& expr, std::int32_t index) {
  const scenario::ExprNode& node = expr.nodes[static_cast<std::size_t>(index)];
  const auto lhs = [&] { return evaluate(expr, node.lhs); };
  const auto rhs = [&] { return evaluate(expr, node.rhs); };
  switch (node.kind) {
    case ExprKind::constant: return node.value;
    case ExprKind::add: return lhs() + rhs();
    case ExprKind::subtract: return lhs() - rhs();
    case ExprKind::multiply: return lhs() * rhs();
    case ExprKind::logical_and: return lhs() != 0 && rhs() != 0;
    case ExprKind::logical_or: return lhs() != 0 || rhs() != 0;
    case ExprKind::logical_not: return lhs() == 0;
    case ExprKind::compare: {
      const double a = lhs();
      const double b = rhs();
      switch (node.compare) {
        case scenario::Compare::lt: return a < b;
        case scenario::Compare::le: return a <= b;
        case scenario::Compare::gt: return a > b;
        case scenario::Compare::ge: return a >= b;
        case scenario::Compare::eq: return a == b;
        default: return a != b;
      }
    }
    default: FAIL("not constant");
  }
  return 0.0;
}

double value(const std::string& text, ExprType wanted) {
  const Parsed parsed = parse(text, wanted);
  INFO(text << core::render_all(parsed.diagnostics));
  REQUIRE(parsed.expr);
  return evaluate(*parsed.expr, parsed.expr->root);
}
double number(const std::string& text) { return value(text, ExprType::number); }
bool truth(const std::string& text) { return value(text, ExprType::truth) != 0.0; }

struct Failure {
  std::string code;
  int offset;
};
Failure failure(const std::string& text, ExprType wanted = ExprType::truth) {
  const Parsed parsed = parse(text, wanted);
  INFO(text);
  CHECK_FALSE(parsed.expr);
  REQUIRE(parsed.diagnostics.items().size() == 1);
  return {parsed.diagnostics.items()[0].code, parsed.diagnostics.items()[0].place.col - 11};
}

}  // namespace

TEST_CASE("products bind tighter than sums, sums than comparisons, not than and, and than or") {
  CHECK(number("2 + 3 * 4 - 1") == 13);
  CHECK(number("(2 + 3) * 4") == 20);
  CHECK(number("10 - 2 - 3") == 5);
  CHECK(number("-2 * -3") == 6);
  CHECK(number("ban - quota + free") == 1);
  CHECK(truth("1 + 1 == 2 and 3 > 2"));
  CHECK(truth("true or false and false"));
  CHECK_FALSE(truth("(true or false) and false"));
  CHECK_FALSE(truth("not true or false"));
  CHECK(truth("not 1 > 2 and true"));
  CHECK(truth("not not true"));
  for (const char* text : {"1 < 2", "1 <= 1", "2 > 1", "2 >= 2", "1 != 2", "1.5e2 == 150"}) CHECK(truth(text));
}

TEST_CASE("every atom of the table parses with its signature and yields its type") {
  for (const scenario::AtomInfo& info : scenario::all_atoms()) {
    std::string text = std::string(info.name) + "(";
    for (int i = 0; i < 2 && !info.args[i].empty(); ++i) {
      const std::string_view kind = info.args[i];
      const std::string id = kind == "track"      ? "bargain"
                             : kind == "node"     ? "n1"
                             : kind == "side"     ? "rebel"
                             : kind == "force"    ? "army"
                             : kind == "mineral"  ? "red"
                             : kind == "issue"    ? "offtake"
                             : kind == "months"   ? "6"
                             : kind == "decision" ? "posture"
                                                  : "rebel";
      text += (i == 1 ? ", " : "") + id;
    }
    text += ")";
    if (info.name == "shock") continue;  // the world has none
    INFO(text);
    const ExprType type = info.truth ? ExprType::truth : ExprType::number;
    const Parsed parsed = parse(text, type);
    REQUIRE(parsed.expr);
    CHECK(parsed.expr->nodes.back().atom == info.atom);
    CHECK_FALSE(parse(text, info.truth ? ExprType::number : ExprType::truth).expr);
  }
}

TEST_CASE("delivery is asked of a whole deal or of one of its terms, not of another track's") {
  const Parsed whole = parse("delivered(bargain) > 0");
  const Parsed one = parse("delivered(bargain, offtake) > 0");
  REQUIRE(whole.expr);
  REQUIRE(one.expr);
  CHECK(whole.expr->nodes[0].arg[1] == -1);
  CHECK(one.expr->nodes[0].arg[1] >= 0);
  CHECK(failure("delivered(peace, offtake) > 0").code == "E307");
  CHECK(failure("delivered(bargain offtake) > 0").code == "E217");
  CHECK(failure("issue(bargain) > 0").code == "E217");  // its second argument may not be left out
}

TEST_CASE("an actor stands for its coalition") {
  const Parsed by_actor = parse("people(rebel) > 0");
  const Parsed by_side = parse("people(rebel_side) > 0");
  REQUIRE(by_actor.expr);
  REQUIRE(by_side.expr);
  CHECK(by_actor.expr->nodes[0].arg[0] == by_side.expr->nodes[0].arg[0]);
}

TEST_CASE("temporal operators take one slot each and nest") {
  const Parsed parsed = parse("ever(for(signed(bargain), 6) and not ever(signed(peace)))");
  REQUIRE(parsed.expr);
  CHECK(parsed.slots == 3);
  CHECK(parsed.expr->nodes[static_cast<std::size_t>(parsed.expr->root)].kind == ExprKind::ever);
}

TEST_CASE("a problem is told with its code at its column") {
  const auto check = [](const std::string& text, const std::string& code, int offset,
                        ExprType wanted = ExprType::truth) {
    const Failure got = failure(text, wanted);
    INFO(text);
    CHECK(got.code == code);
    CHECK(got.offset == offset);
  };
  check("", "E217", 0);
  check("signed(bargain", "E217", 14);
  check("signed(bargain) extra", "E217", 16);
  check("(1 < 2", "E217", 6);
  check("1 < 2 < 3", "E217", 6);
  check("1 <", "E217", 3);
  check("for(signed(bargain), 0)", "E217", 21);
  check("for(signed(bargain), 1.5)", "E217", 21);
  check("sigend(bargain)", "E307", 0);
  check("signed(bargian)", "E307", 7);
  check("issue(peace, offtake) > 0", "E307", 13);
  check("lever(rebel, support) > 0", "E307", 13);
  check("control(n1, patron) > 0", "E311", 12);
  check("month()", "E218", 0);
  check("signed(bargain) and month()", "E218", 20);
  check("not month()", "E218", 4);
  check("signed(bargain) < 1", "E218", 0);
  check("1 < 2", "E218", 0, ExprType::number);
  check("1 + (2 < 3)", "E218", 4, ExprType::number);
  CHECK(failure(std::string(500000, '(')).code == "E217");
  std::string deep;
  for (int i = 0; i < 500000; ++i) deep += "not ";
  CHECK(failure(deep + "true").code == "E217");
}

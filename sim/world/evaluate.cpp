// SPDX-License-Identifier: Apache-2.0
// Evaluates compiled expressions in a world, and keeps the memory that ever() and for() need. Recursive over a constant
// tree, no allocation. Truth is 1 or 0; any non-zero number is true.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/detmath.hpp"
#include "world/derived.hpp"
#include "world/lookup.hpp"

namespace entente::world {
namespace {

using scenario::Atom;
using scenario::Compare;
using scenario::Draw;
using scenario::Expr;
using scenario::ExprKind;
using scenario::ExprNode;
using scenario::Scenario;

// Positions and levels are written as decimal fractions: 0.3 and 3 x 0.1 are meant to be equal.
constexpr double kEqual = 1e-9;

struct Reader {
  const Scenario& s;
  const Draw& draw;
  const World& w;
  const Expr& expr;

  [[nodiscard]] static double truth(bool value) { return value ? 1.0 : 0.0; }
  [[nodiscard]] static std::size_t at(std::int32_t arg) { return static_cast<std::size_t>(arg); }

  [[nodiscard]] double deal_atom(const ExprNode& n) const {
    if (n.arg[0] < 0 || at(n.arg[0]) >= w.deals.size()) return 0.0;  // an absent track never talks or signs
    const DealState& deal = w.deals[at(n.arg[0])];
    const SessionState& session = w.sessions[at(n.arg[0])];
    switch (n.atom) {
      case Atom::signed_: return truth(deal.ever_signed);
      case Atom::in_force: return truth(deal.status == DealStatus::in_force);
      case Atom::talks: return truth(session.open || session.ever_open);
      case Atom::delivered: return delivered(s.tracks[at(n.arg[0])], deal, n.arg[1]);
      case Atom::issue: return issue_position(s.tracks[at(n.arg[0])], deal, n.arg[1]);
      default: break;
    }
    const bool alive = deal.status == DealStatus::in_force || deal.status == DealStatus::suspended;
    return truth(alive && deal.force_month >= 0 && static_cast<double>(w.month - deal.force_month) >= n.value);
  }

  /// Of one term, or mean over the terms that differ from the status quo; 0 without a deal in force.
  [[nodiscard]] double delivered(const scenario::Track& track, const DealState& deal, std::int32_t only) const {
    if (deal.status != DealStatus::in_force && deal.status != DealStatus::suspended) return 0.0;
    double sum = 0.0;
    int terms = 0;
    for (std::size_t k = 0; k < track.issues.size() && k < static_cast<std::size_t>(kMaxIssues); ++k) {
      const auto& issue = s.issues[track.issues[k].index()];
      if (only >= 0 && track.issues[k].value != only) continue;
      if (position_in(issue, deal.package, static_cast<int>(k)) == issue.status_quo) continue;
      sum += deal.delivered[k];
      ++terms;
    }
    return terms > 0 ? sum / terms : 0.0;
  }

  [[nodiscard]] double issue_position(const scenario::Track& track, const DealState& deal, std::int32_t id) const {
    if (id < 0 || at(id) >= s.issues.size()) return 0.0;
    const auto& issue = s.issues[at(id)];
    return has_text(deal) ? position_in(issue, deal.package, issue_slot(track, core::IssueId{id})) : issue.status_quo;
  }

  [[nodiscard]] double ground_atom(const ExprNode& n) const {
    const std::size_t count = s.coalition_count();
    if (n.atom == Atom::control || n.atom == Atom::holds) {
      if (n.arg[0] < 0 || n.arg[1] < 0 || at(n.arg[1]) >= count) return 0.0;
      const double share = w.control[at(n.arg[0]) * count + at(n.arg[1])];
      return n.atom == Atom::control ? share : truth(share > 0.5);
    }
    if (n.atom == Atom::took || n.atom == Atom::gave_up) {
      if (n.arg[0] < 0 || n.arg[1] < 0 || at(n.arg[1]) >= count) return 0.0;
      const auto past = w.past[at(n.arg[0]) * count + at(n.arg[1])];
      return truth((past & (n.atom == Atom::took ? kTook : kGaveUp)) != 0);
    }
    if (n.arg[0] < 0 || at(n.arg[0]) >= count) return 0.0;
    double sum = 0.0;
    for (std::size_t k = 0; k < s.nodes.size(); ++k) {
      if (s.nodes[k].outside) continue;
      const double share = w.control[k * count + at(n.arg[0])];
      sum += n.atom == Atom::nodes ? truth(share > 0.5) : share * value_or(draw, s.nodes[k].population, 0.0);
    }
    return sum;
  }

  [[nodiscard]] double force_atom(const ExprNode& n) const {
    if (n.arg[0] < 0 || at(n.arg[0]) >= w.men.size()) return 0.0;
    const double men = w.men[at(n.arg[0])];
    if (n.atom == Atom::men) return men;
    const double first = value_or(draw, s.forces[at(n.arg[0])].men, 0.0);
    return first > 0.0 ? std::clamp(1.0 - men / first, 0.0, 1.0) : 0.0;
  }

  [[nodiscard]] double lever_level(const ExprNode& n) const {
    const std::int32_t d = n.arg[1];
    if (d < 0 || at(d) >= w.lever.size()) return 0.0;
    const auto& levels = s.decisions[at(d)].levels;
    const int level = w.lever[at(d)];
    return level >= 0 && static_cast<std::size_t>(level) < levels.size() ? levels[static_cast<std::size_t>(level)]
                                                                         : 0.0;
  }

  [[nodiscard]] double other_atom(const ExprNode& n) const {
    const std::int32_t a = n.arg[0];
    switch (n.atom) {
      case Atom::sanction: return a >= 0 && n.arg[1] >= 0 ? w.sanction[at(a) * s.actors.size() + at(n.arg[1])] : 0.0;
      case Atom::regime: return a >= 0 && at(a) < w.regime.size() ? static_cast<double>(w.regime[at(a)]) : 0.0;
      case Atom::price:
        return a >= 0 && at(a) < w.log_price.size() && s.minerals[at(a)].priced ? det::exp(w.log_price[at(a)]) : 0.0;
      case Atom::lever: return lever_level(n);
      case Atom::deaths: return w.deaths;
      case Atom::displaced: return w.displaced;
      case Atom::looted: return w.looted;
      case Atom::shock: return a >= 0 && at(a) < w.struck.size() ? truth(w.struck[at(a)] != 0) : 0.0;
      case Atom::month: return static_cast<double>(w.month);
      default: return 0.0;
    }
  }

  [[nodiscard]] double atom(const ExprNode& n) const {
    switch (n.atom) {
      case Atom::signed_:
      case Atom::in_force:
      case Atom::delivered:
      case Atom::held:
      case Atom::talks:
      case Atom::issue: return deal_atom(n);
      case Atom::control:
      case Atom::holds:
      case Atom::took:
      case Atom::gave_up:
      case Atom::nodes:
      case Atom::people: return ground_atom(n);
      case Atom::withdrawn:
      case Atom::men: return force_atom(n);
      default: return other_atom(n);
    }
  }

  [[nodiscard]] static bool compare(Compare op, double a, double b) {
    const bool equal = std::fabs(a - b) <= kEqual;
    switch (op) {
      case Compare::lt: return a < b && !equal;
      case Compare::le: return a < b || equal;
      case Compare::gt: return a > b && !equal;
      case Compare::ge: return a > b || equal;
      case Compare::eq: return equal;
      case Compare::ne: return !equal;
    }
    return false;
  }

  [[nodiscard]] double remembered(const ExprNode& n) const {
    if (n.slot < 0 || at(n.slot) >= w.memory.size()) return 0.0;
    const double months = static_cast<double>(w.memory[at(n.slot)]);
    return truth(n.kind == ExprKind::ever ? months >= 1.0 : months >= n.value);
  }

  [[nodiscard]] double value(std::int32_t index) const {
    if (index < 0 || at(index) >= expr.nodes.size()) return 0.0;
    const ExprNode& n = expr.nodes[at(index)];
    switch (n.kind) {
      case ExprKind::constant: return n.value;
      case ExprKind::compare: {
        const double left = value(n.lhs);
        return truth(compare(n.compare, left, value(n.rhs)));
      }
      case ExprKind::logical_and: return truth(value(n.lhs) != 0.0 && value(n.rhs) != 0.0);
      case ExprKind::logical_or: return truth(value(n.lhs) != 0.0 || value(n.rhs) != 0.0);
      case ExprKind::logical_not: return truth(value(n.lhs) == 0.0);
      case ExprKind::add: return value(n.lhs) + value(n.rhs);
      case ExprKind::subtract: return value(n.lhs) - value(n.rhs);
      case ExprKind::multiply: return value(n.lhs) * value(n.rhs);
      case ExprKind::atom: return atom(n);
      case ExprKind::ever:
      case ExprKind::held_for: return remembered(n);
    }
    return 0.0;
  }
};

/// Inner memories first: for(ever(x), 3) counts months in which ever(x) already knew of this month's end.
void advance(const Reader& reader, std::int32_t index, World& w) {
  if (index < 0 || static_cast<std::size_t>(index) >= reader.expr.nodes.size()) return;
  const ExprNode& n = reader.expr.nodes[static_cast<std::size_t>(index)];
  advance(reader, n.lhs, w);
  advance(reader, n.rhs, w);
  if ((n.kind != ExprKind::ever && n.kind != ExprKind::held_for) || n.slot < 0 ||
      static_cast<std::size_t>(n.slot) >= w.memory.size())
    return;
  std::int16_t& slot = w.memory[static_cast<std::size_t>(n.slot)];
  const bool now = reader.value(n.lhs) != 0.0;
  if (n.kind == ExprKind::ever) {
    slot = now || slot > 0 ? std::int16_t{1} : std::int16_t{0};
  } else if (!now) {
    slot = 0;
  } else if (slot < std::numeric_limits<std::int16_t>::max()) {
    ++slot;
  }
}

}  // namespace

double evaluate(const Scenario& s, const Draw& draw, const World& w, const Expr& expr) {
  if (expr.empty()) return 1.0;
  return Reader{s, draw, w, expr}.value(expr.root);
}

void advance_memory(const Scenario& s, const Draw& draw, World& w) {
  if (w.memory.empty()) return;
  const auto step = [&](const Expr& expr) {
    const auto remembers = [](const ExprNode& n) { return n.slot >= 0; };
    if (std::any_of(expr.nodes.begin(), expr.nodes.end(), remembers)) advance(Reader{s, draw, w, expr}, expr.root, w);
  };
  const auto effects = [&](const std::vector<scenario::Effect>& rows) {
    for (const auto& effect : rows) step(effect.when);
  };
  for (const auto& issue : s.issues) {
    step(issue.starts);
    effects(issue.effects);
  }
  for (const auto& track : s.tracks) step(track.opens);
  for (const auto& decision : s.decisions) {
    step(decision.available);
    effects(decision.effects);
  }
  for (const auto& shock : s.shocks) {
    step(shock.when);
    effects(shock.effects);
  }
  for (const auto& outcome : s.outcomes) step(outcome.expr);
  ++w.imposed_version;
}

}  // namespace entente::world

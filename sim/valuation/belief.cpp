// SPDX-License-Identifier: Apache-2.0
// Beliefs as closed forms; see the header for the formulas.
#include "valuation/belief.hpp"

#include <algorithm>

#include "core/detmath.hpp"
#include "world/derived.hpp"

namespace entente::valuation {
namespace {

using scenario::Atom;
using scenario::Expr;
using scenario::ExprKind;

bool about_talks(const scenario::ExprNode& n) {
  return n.kind == ExprKind::atom && (n.atom == Atom::signed_ || n.atom == Atom::in_force || n.atom == Atom::held ||
                                      n.atom == Atom::talks || n.atom == Atom::delivered);
}

bool mentions_talks(const Expr& e, std::int32_t i) {
  if (i < 0) return false;
  const auto& n = e.nodes[static_cast<std::size_t>(i)];
  return about_talks(n) || mentions_talks(e, n.lhs) || mentions_talks(e, n.rhs);
}

struct Believer {
  const scenario::Scenario& s;
  const scenario::Draw& d;
  const world::World& w;
  const Expr& e;
  std::span<const double> chance;

  double truth(std::int32_t i) const {
    if (i < 0) return 1.0;
    const auto& n = e.nodes[static_cast<std::size_t>(i)];
    switch (n.kind) {
      case ExprKind::logical_and: return truth(n.lhs) * truth(n.rhs);
      case ExprKind::logical_or: return 1.0 - (1.0 - truth(n.lhs)) * (1.0 - truth(n.rhs));
      case ExprKind::logical_not: return 1.0 - truth(n.lhs);
      case ExprKind::ever:
      case ExprKind::held_for: return truth(n.lhs);
      case ExprKind::compare:
        if (mentions_talks(e, n.lhs)) return truth(n.lhs);  // delivered(T) >= x: believed with the chance of T
        break;
      default: break;
    }
    if (about_talks(n)) {
      const auto t = static_cast<std::size_t>(n.arg[0]);
      const bool concluded =
          n.atom == Atom::signed_ ? w.deals[t].ever_signed : w.deals[t].status == world::DealStatus::in_force;
      return concluded ? 1.0 : chance[t];
    }
    Expr sub = e;
    sub.root = i;
    return world::evaluate(s, d, w, sub) != 0.0 ? 1.0 : 0.0;
  }
};

core::TrackId negated_track(const Expr& e, std::int32_t i, bool negated, core::TrackId own) {
  if (i < 0) return {};
  const auto& n = e.nodes[static_cast<std::size_t>(i)];
  if (n.kind == ExprKind::logical_not) return negated_track(e, n.lhs, !negated, own);
  if (negated && n.kind == ExprKind::atom && (n.atom == Atom::signed_ || n.atom == Atom::in_force) &&
      n.arg[0] != own.value)
    return core::TrackId{n.arg[0]};
  const auto left = negated_track(e, n.lhs, negated, own);
  return left ? left : negated_track(e, n.rhs, negated, own);
}

}  // namespace

double believed(const scenario::Scenario& s, const scenario::Draw& d, const world::World& w, const Expr& e,
                std::span<const double> chance) {
  if (e.empty()) return 1.0;
  return Believer{s, d, w, e, chance}.truth(e.root);
}

core::TrackId rival_of(const Expr& e, core::TrackId own) { return negated_track(e, e.root, false, own); }

double believed_delivery(const scenario::Scenario& s, const scenario::Draw& d, const world::World& w,
                         core::ActorId granter, double lag, double attention_floor) {
  const auto& actor = s.actors[granter.index()];
  const double horizon = std::max(1.0, d[actor.horizon]);
  const double half_life = d[actor.attention_half_life];
  double attention = 1.0;
  if (half_life > 0.0) {
    const double x = det::kLn2 * horizon / half_life;
    attention = (1.0 - det::exp(-x)) / x;
  }
  attention = std::max(attention, attention_floor);
  return w.believed_delivery[granter.index()] * attention * std::clamp(1.0 - lag / horizon, 0.0, 1.0);
}

double lost_share(double detection, double months) {
  const double p = std::clamp(detection, 0.0, 0.999);
  const double x = -4.0 * det::log1p(-p) * months;  // four conflict sub-steps a month
  return x < 1e-9 ? 0.0 : 1.0 - (1.0 - det::exp(-x)) / x;
}

}  // namespace entente::valuation

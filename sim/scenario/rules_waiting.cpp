// SPDX-License-Identifier: Apache-2.0
// Conditions between talks: can every track open and every term start? What is possible is the least fixed point over all
// conditions read with good will (whatever is not about talks may come true); what stays out waits in a circle.
#include <algorithm>
#include <vector>

#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

bool about_talks(const ExprNode& n) {
  return n.kind == ExprKind::atom && (n.atom == Atom::signed_ || n.atom == Atom::in_force || n.atom == Atom::held ||
                                      n.atom == Atom::talks || n.atom == Atom::delivered);
}

class Waiting {
 public:
  explicit Waiting(const Scenario& s) : s_(s), opens_(s.tracks.size(), false), runs_(s.issues.size(), false) {
    bool moved = true;
    while (moved) {
      moved = false;
      for (std::size_t t = 0; t < s_.tracks.size(); ++t) moved = raise(opens_, t, may(s_.tracks[t].opens)) || moved;
      for (std::size_t i = 0; i < s_.issues.size(); ++i) {
        const Issue& issue = s_.issues[i];
        if (!issue.track.valid()) continue;
        moved = raise(runs_, i, opens_[issue.track.index()] && may(issue.starts)) || moved;
      }
    }
  }

  [[nodiscard]] bool opens(std::size_t track) const { return opens_[track]; }
  [[nodiscard]] bool runs(std::size_t issue) const { return runs_[issue]; }

  /// Tracks met when one follows, from a condition that cannot come true, what it waits for; the circle closes it.
  [[nodiscard]] std::string story(const Expr& e, std::size_t from) const {
    std::vector<std::size_t> met{from};
    const Expr* at = &e;
    while (at != nullptr && met.size() <= s_.tracks.size() + 1) {
      const std::int32_t next = blocked(*at, at->root);
      if (next < 0) break;
      const auto track = static_cast<std::size_t>(next);
      const bool closed = std::find(met.begin(), met.end(), track) != met.end();
      met.push_back(track);
      if (closed) break;
      at = opens_[track] ? blocked_term(track) : &s_.tracks[track].opens;
    }
    std::string out;
    for (const std::size_t t : met) out += (out.empty() ? "" : " -> ") + s_.tracks[t].id;
    return out;
  }

 private:
  static bool raise(std::vector<bool>& table, std::size_t at, bool now) {
    if (!now || table[at]) return false;
    table[at] = true;
    return true;
  }

  [[nodiscard]] bool may_deliver(std::size_t track) const {
    const auto& issues = s_.tracks[track].issues;
    return std::any_of(issues.begin(), issues.end(), [this](core::IssueId i) { return runs_[i.index()]; });
  }

  [[nodiscard]] bool may(const Expr& e) const { return e.empty() || may(e, e.root); }

  [[nodiscard]] bool may(const Expr& e, std::int32_t i) const {
    if (i < 0) return true;
    const ExprNode& n = e.nodes[static_cast<std::size_t>(i)];
    switch (n.kind) {
      case ExprKind::logical_and: return may(e, n.lhs) && may(e, n.rhs);
      case ExprKind::logical_or: return may(e, n.lhs) || may(e, n.rhs);
      case ExprKind::ever:
      case ExprKind::held_for: return may(e, n.lhs);
      case ExprKind::compare: {
        // delivered(T) >= x can only come true once T delivers; below a bound it is true from the start
        const ExprNode& left = e.nodes[static_cast<std::size_t>(n.lhs)];
        const bool upward = n.compare == Compare::ge || n.compare == Compare::gt;
        const ExprNode& right = e.nodes[static_cast<std::size_t>(n.rhs)];
        const double least = right.kind == ExprKind::constant ? right.value : 0.0;
        return !(upward && about_talks(left) && (least > 0.0 || n.compare == Compare::gt)) || may(e, n.lhs);
      }
      case ExprKind::atom: break;
      default: return true;  // not, sums and products: with good will they may come true
    }
    if (!about_talks(n) || n.arg[0] < 0) return true;
    const auto track = static_cast<std::size_t>(n.arg[0]);
    if (n.atom != Atom::delivered) return opens_[track];
    return n.arg[1] < 0 ? may_deliver(track) : runs_[static_cast<std::size_t>(n.arg[1])];
  }

  /// A track that this condition waits for in vain, or -1.
  [[nodiscard]] std::int32_t blocked(const Expr& e, std::int32_t i) const {
    if (i < 0 || may(e, i)) return -1;
    const ExprNode& n = e.nodes[static_cast<std::size_t>(i)];
    if (n.kind == ExprKind::atom) return n.arg[0];
    const std::int32_t left = blocked(e, n.lhs);
    return left >= 0 ? left : blocked(e, n.rhs);
  }

  [[nodiscard]] const Expr* blocked_term(std::size_t track) const {
    for (const core::IssueId i : s_.tracks[track].issues) {
      if (!runs_[i.index()]) return &s_.issues[i.index()].starts;
    }
    return nullptr;
  }

  const Scenario& s_;
  std::vector<bool> opens_, runs_;
};

}  // namespace

void check_waiting(Context& context) {
  const Waiting waiting(context.s);
  for (std::size_t t = 0; t < context.s.tracks.size(); ++t) {
    const Track& track = context.s.tracks[t];
    const Value* table = at_path(context.doc, "tracks." + track.id);
    if (waiting.opens(t) || table == nullptr) continue;
    context.error("E430", place_of(*table, "opens"),
                  "track \"" + track.id + "\" can never open: " + waiting.story(track.opens, t));
  }
  for (std::size_t i = 0; i < context.s.issues.size(); ++i) {
    const Issue& issue = context.s.issues[i];
    const Value* table = at_path(context.doc, "issues." + issue.id);
    if (!issue.track.valid() || !waiting.opens(issue.track.index()) || waiting.runs(i) || table == nullptr) continue;
    context.error("E430", place_of(*table, "starts"),
                  "issue \"" + issue.id + "\" can never start: " + waiting.story(issue.starts, issue.track.index()));
  }
}

}  // namespace entente::scenario

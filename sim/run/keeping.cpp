// SPDX-License-Identifier: Apache-2.0
// What keeping and breaking a term is worth once parts of the text have been carried out: who has had his part has less to
// lose by breaking (the commitment problem: Fearon 1995; Powell 2006), who still waits for steps that hang on his own has
// more. A breach is one act, seen in its week or not (Becker 1968). The worth of terms comes from the preference port;
// nothing here knows which order of steps is better.
#include <algorithm>
#include <vector>

#include "run/compliance_parts.hpp"

namespace entente::run::detail {
namespace {

using scenario::Atom;
using scenario::Expr;
using scenario::ExprKind;
using scenario::Op;

bool withdraws(const scenario::Issue& issue, std::int32_t force) {
  return std::any_of(issue.effects.begin(), issue.effects.end(),
                     [force](const scenario::Effect& e) { return e.op == Op::withdraw && e.force.value == force; });
}

bool mentions(const scenario::Scenario& s, const Expr& e, std::int32_t at, core::IssueId on) {
  if (at < 0) return false;
  const scenario::ExprNode& n = e.nodes[static_cast<std::size_t>(at)];
  const scenario::Issue& issue = s.issues[on.index()];
  if (n.kind == ExprKind::logical_not) return false;
  if (n.kind == ExprKind::atom && n.atom == Atom::delivered)
    return n.arg[0] == issue.track.value && (n.arg[1] < 0 || n.arg[1] == on.value);
  if (n.kind == ExprKind::atom && n.atom == Atom::withdrawn) return withdraws(issue, n.arg[0]);
  return mentions(s, e, n.lhs, on) || mentions(s, e, n.rhs, on);
}

/// True when nothing the term does to anybody but audiences is undone with the text.
bool stays(const scenario::Issue& issue) {
  const auto real = [](const scenario::Effect& e) { return e.op != Op::audience && e.op != Op::signal; };
  return std::any_of(issue.effects.begin(), issue.effects.end(), real) &&
         std::none_of(issue.effects.begin(), issue.effects.end(),
                      [&real](const scenario::Effect& e) { return real(e) && e.reverses; });
}

/// Part of a term that has come, of what its receiver believes will ever come.
double come(const Moment& m, const Term& term) {
  if (!term.issue.granter.valid()) return 1.0;
  const double believed = m.world.believed_delivery[term.issue.granter.index()];
  return believed > 0.0 ? std::clamp(term.delivered / believed, 0.0, 1.0) : 1.0;
}

class Worth {
 public:
  Worth(const Moment& m, const model::Preference& preference, const Term& term)
      : m_(m), preference_(preference), track_(m.scenario.tracks[term.track.index()]), id_(term.track),
        party_(world::party_index(track_, term.issue.granter)), package_(term.deal.package) {
    whole_ = gain(package_);
    drop(package_, term.issue_id);
    rest_ = gain(package_);
  }
  [[nodiscard]] double whole() const { return whole_; }
  /// What the text is worth to the granter once its own term is gone and nothing follows from it.
  [[nodiscard]] double rest() const { return rest_; }
  [[nodiscard]] const world::Package& without() const { return package_; }
  /// What the other term is worth to the granter once its own is gone.
  [[nodiscard]] double of(core::IssueId other) const {
    world::Package less = package_;
    drop(less, other);
    return rest_ - gain(less);
  }

 private:
  void drop(world::Package& package, core::IssueId issue) const {
    const int k = world::issue_slot(track_, issue);
    const scenario::Issue& what = m_.scenario.issues[issue.index()];
    const auto quo = std::find(what.grid.begin(), what.grid.end(), what.status_quo) - what.grid.begin();
    if (k >= 0 && k < package.count) package.at[static_cast<std::size_t>(k)] = static_cast<std::int8_t>(quo);
  }
  [[nodiscard]] double gain(const world::Package& package) const {
    if (party_ < 0) return 0.0;
    return preference_.gain_of(id_, package, static_cast<std::size_t>(party_));
  }

  const Moment& m_;
  const model::Preference& preference_;
  const scenario::Track& track_;
  core::TrackId id_;
  int party_;
  world::Package package_;  // without the granter's own term, once made
  double whole_ = 0.0, rest_ = 0.0;
};

}  // namespace

bool waits_for(const scenario::Scenario& scenario, const scenario::Issue& issue, core::IssueId on) {
  return issue.paced_by == on || mentions(scenario, issue.starts, issue.starts.root, on);
}

Choice weigh(const Moment& m, const model::Preference& preference, const Term& term) {
  const Worth worth(m, preference, term);
  const double monitor = std::clamp(m.derived.monitor[term.track.index()], 0.0, 1.0);
  const double seen = is_truce(term.issue) ? 1.0 : monitor;  // an offensive hides from nobody
  double rest = worth.rest(), stays_after = 0.0;             // of the text, if the breach is not seen; if it is
  for_each_term(m, term.track, [&](const Term& other) {
    if (other.issue.granter == term.issue.granter) return;
    const bool waits = waits_for(m.scenario, other.issue, term.issue_id);
    const bool kept = stays(other.issue) && other.delivered > 0.0;
    if (!waits && !kept) return;
    const double value = std::max(0.0, worth.of(other.issue_id));
    const double had = come(m, other);
    if (waits) rest -= (1.0 - had) * value;
    if (kept) stays_after += had * value;
  });
  const scenario::Actor& actor = m.scenario.actors[term.issue.granter.index()];
  const double name = seen * world::value_or(m.draw, actor.reputation_loss, 0.0);
  Choice choice;
  choice.keep = worth.whole();
  choice.break_ = (1.0 - seen) * rest + seen * stays_after - name;
  choice.inclination = det::logistic(world::value_or(m.draw, actor.precision, 1.0) * (choice.break_ - choice.keep));
  choice.rest = worth.rest();
  choice.lost_rest = choice.break_ + name - worth.rest();
  choice.lost_name = -name;
  choice.without = worth.without();
  return choice;
}

world::Reasons reasons_of(const Moment& m, const model::Preference& preference, const Term& term,
                          const Choice& choice) {
  const core::ActorId granter = term.issue.granter;
  const std::size_t count = m.scenario.actors[granter.index()].attributes.size();
  std::vector<double> with(count), without(count);
  preference.gain_by_attribute(term.track, term.deal.package, granter, with);
  preference.gain_by_attribute(term.track, choice.without, granter, without);
  world::TwoLargest largest;
  for (std::size_t k = 0; k < count; ++k)
    largest.offer(world::ReasonKind::attribute, static_cast<int>(k), without[k] - with[k]);
  if (count == 0) largest.offer(world::ReasonKind::issue, term.issue_id.value, choice.rest - choice.keep);
  largest.offer(world::ReasonKind::forfeit, -1, choice.lost_rest);
  largest.offer(world::ReasonKind::reputation, -1, choice.lost_name);
  world::Reasons out;
  largest.into(out);
  out.add(world::ReasonKind::monitor, term.track.value, m.derived.monitor[term.track.index()]);
  return out;
}

}  // namespace entente::run::detail

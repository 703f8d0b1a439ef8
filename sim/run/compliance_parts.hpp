// SPDX-License-Identifier: Apache-2.0
// Small parts that delivery, breach and truces share, for this room's .cpp files only: the terms of a deal, what keeping and
// breaking one is worth to its granter, weekly chances and stream keys.
#pragma once

#include "core/detmath.hpp"
#include "run/compliance.hpp"
#include "world/lookup.hpp"

namespace entente::run::detail {

/// One term of a deal: an issue whose agreed position differs from the status quo.
struct Term {
  core::TrackId track;
  core::IssueId issue_id;
  const scenario::Issue& issue;
  const world::DealState& deal;
  double moved = 0.0;      // position - status quo
  double delivered = 0.0;  // 0..1
};

template <class Visit>
void for_each_term(const Moment& m, core::TrackId track, Visit visit) {
  const scenario::Track& talks = m.scenario.tracks[track.index()];
  const world::DealState& deal = m.world.deals[track.index()];
  for (std::size_t k = 0; k < talks.issues.size() && k < static_cast<std::size_t>(world::kMaxIssues); ++k) {
    const scenario::Issue& issue = m.scenario.issues[talks.issues[k].index()];
    const double moved = world::position_in(issue, deal.package, static_cast<int>(k)) - issue.status_quo;
    if (moved == 0.0) continue;
    visit(Term{track, talks.issues[k], issue, deal, moved, deal.delivered[k]});
  }
}

[[nodiscard]] inline bool is_truce(const scenario::Issue& issue) {
  for (const scenario::Effect& effect : issue.effects) {
    if (effect.op == scenario::Op::ceasefire) return true;
  }
  return false;
}

/// Chance within one week of something with a rate per month.
[[nodiscard]] inline double weekly_chance(const Moment& m, double rate) {
  const int weeks = m.scenario.weeks_per_month > 0 ? m.scenario.weeks_per_month : 1;
  return rate > 0.0 ? -det::expm1(-rate / weeks) : 0.0;
}

[[nodiscard]] inline std::uint32_t week(const Moment& m) { return static_cast<std::uint32_t>(m.world.week); }

/// Stream key of a term: of its track and issue together, so that the same issue id elsewhere has other luck.
[[nodiscard]] inline std::uint64_t entity(const Moment& m, const Term& term) {
  return m.scenario.tracks[term.track.index()].stream ^ term.issue.stream;
}

struct Choice {
  double keep = 0.0, break_ = 0.0;
  double inclination = 0.5;  // logit chance of breaking: 1/2 for an indifferent granter
  double rest = 0.0;         // of the text, once the granter's own term is gone and nothing follows from it
  double lost_rest = 0.0, lost_name = 0.0;  // what breaking changes in it and in reputation, within break_
  world::Package without;                   // that text
};

/// Whether what the text owes on `issue` waits for what it owes on `on`: paced by it, or started by it (a condition on its
/// delivery, on the delivery of the whole text, or on the leaving of a force that `on` withdraws). What a condition denies
/// (`not`) does not wait.
[[nodiscard]] bool waits_for(const scenario::Scenario& scenario, const scenario::Issue& issue, core::IssueId on);

/// What keeping and breaking the term are worth to its granter from now on, in utility, with m the chance that a breach is
/// seen (the track's weekly one; 1 for a truce):
///   keep  = gain of the text;   break = (1 - m) x rest + m x (what stays) - m x reputation_loss
/// rest: gain of the text without the own term, less what has not come yet of others' terms that wait for it, since a breach
/// stops those seen or not; what stays: of what has come of others' terms, what is not undone with the text. What has come is
/// measured against what was believed to come. Precondition: the term has a granter.
[[nodiscard]] Choice weigh(const Moment& m, const model::Preference& preference, const Term& term);
/// The two largest of the terms that add up to breaking less keeping: attributes (or the term itself, for a preference that
/// knows none), what is lost of the rest, reputation. Asked for where a choice is told.
[[nodiscard]] world::Reasons reasons_of(const Moment& m, const model::Preference& preference, const Term& term,
                                        const Choice& choice);

/// Who answers a breach: the receiver if it is a party, else the first party other than the granter.
[[nodiscard]] inline core::ActorId other_party(const Moment& m, const Term& term) {
  const scenario::Track& talks = m.scenario.tracks[term.track.index()];
  if (term.issue.receiver != term.issue.granter && world::party_index(talks, term.issue.receiver) >= 0)
    return term.issue.receiver;
  for (const scenario::Party& party : talks.parties) {
    if (party.actor != term.issue.granter) return party.actor;
  }
  return term.issue.granter;
}

}  // namespace entente::run::detail

// SPDX-License-Identifier: Apache-2.0
// Sessions and deals as state machines: none -> signed -> in force <-> suspended -> collapsed. A step that the present
// status does not allow changes nothing, so no order of events can make an impossible deal.
#include <algorithm>
#include <cmath>

#include "world/apply_parts.hpp"
#include "world/lookup.hpp"

namespace entente::world::detail {
namespace {

/// Change of position already delivered under the present text is remembered before a new text replaces it, because
/// some effects (trained men, equipment) stay whatever becomes of the deal.
void keep_delivered(const scenario::Scenario& s, const scenario::Track& track, DealState& deal) {
  for (int k = 0; k < deal.package.count && k < static_cast<int>(track.issues.size()); ++k) {
    const auto& issue = s.issues[track.issues[static_cast<std::size_t>(k)].index()];
    const auto at = static_cast<std::size_t>(k);
    const double change = (position_in(issue, deal.package, k) - issue.status_quo) * deal.delivered[at];
    if (std::fabs(change) > std::fabs(deal.kept[at])) deal.kept[at] = change;
  }
}

void close_session(SessionState& session) {
  session.open = false;
  session.has_offer = false;
  session.standing_by = -1;
}

}  // namespace

void apply_talks(const Change& change, const SessionOpened& e) {
  if (!in_table(e.track, change.w.sessions.size())) return;
  SessionState fresh;
  fresh.open = true;
  fresh.ever_open = true;
  fresh.opened_month = static_cast<std::int16_t>(change.month);
  change.w.sessions[e.track.index()] = fresh;
}

void apply_talks(const Change& change, const Offered& e) {
  if (!in_table(e.track, change.w.sessions.size())) return;
  const auto& track = change.s.tracks[e.track.index()];
  const int by = party_index(track, e.by);
  SessionState& session = change.w.sessions[e.track.index()];
  const bool mediated = by < 0 && e.by.valid() && e.by == track.mediator;  // a draft of the mediator's own
  if ((by < 0 && !mediated) || !session.open) return;
  session.has_offer = true;
  session.standing = e.package;
  session.standing_by = static_cast<std::int8_t>(by);
  session.offers.push_back({e.package, session.standing_by});
  if (!mediated) session.next_proposer = static_cast<std::int8_t>((by + 1) % static_cast<int>(track.parties.size()));
  ++session.rounds;
}

void apply_talks(const Change& change, const Refused& e) {
  if (!in_table(e.track, change.w.sessions.size())) return;
  SessionState& session = change.w.sessions[e.track.index()];
  session.has_offer = false;
  session.standing_by = -1;
}

void apply_talks(const Change& change, const Signed& e) {
  if (!in_table(e.track, change.w.deals.size())) return;
  const auto& track = change.s.tracks[e.track.index()];
  DealState& deal = change.w.deals[e.track.index()];
  keep_delivered(change.s, track, deal);
  DealState next;
  next.status = DealStatus::signed_;
  next.package = e.package;
  next.signed_month = static_cast<std::int16_t>(change.month);
  next.ever_signed = true;
  next.ratified = static_cast<std::int8_t>(e.outvoted);  // who did not sign has nothing to ratify
  next.ever_in_force = deal.ever_in_force;
  next.kept = deal.kept;
  deal = next;
  close_session(change.w.sessions[e.track.index()]);
}

void apply_talks(const Change& change, const TalksEnded& e) {
  if (in_table(e.track, change.w.sessions.size())) close_session(change.w.sessions[e.track.index()]);
}

void apply_talks(const Change& change, const Ratified& e) {
  if (!in_table(e.track, change.w.deals.size()) || !e.yes) return;
  const int party = party_index(change.s.tracks[e.track.index()], e.actor);
  DealState& deal = change.w.deals[e.track.index()];
  if (party >= 0 && party < kMaxParties && deal.status == DealStatus::signed_)
    deal.ratified = static_cast<std::int8_t>(deal.ratified | (1 << party));
}

void apply_talks(const Change& change, const EnteredForce& e) {
  if (!in_table(e.track, change.w.deals.size())) return;
  DealState& deal = change.w.deals[e.track.index()];
  if (deal.status != DealStatus::signed_) return;
  deal.status = DealStatus::in_force;
  deal.force_month = static_cast<std::int16_t>(change.month);
  deal.suspended_month = -1;
  deal.breaches = 0;
  deal.ever_in_force = true;
}

void apply_talks(const Change& change, const Delivered& e) {
  if (!in_table(e.track, change.w.deals.size()) || !std::isfinite(e.share)) return;
  const int k = issue_slot(change.s.tracks[e.track.index()], e.issue);
  if (k >= 0) change.w.deals[e.track.index()].delivered[static_cast<std::size_t>(k)] = std::clamp(e.share, 0.0, 1.0);
}

void apply_talks(const Change& change, const Defected& e) {
  if (!in_table(e.track, change.w.deals.size()) || !e.detected) return;
  ++change.w.deals[e.track.index()].breaches;
  if (in_table(e.actor, change.w.reputation.size())) change.w.reputation[e.actor.index()] += 1.0;
}

void apply_talks(const Change& change, const Suspended& e) {
  if (!in_table(e.track, change.w.deals.size())) return;
  DealState& deal = change.w.deals[e.track.index()];
  if (deal.status != DealStatus::in_force) return;
  deal.status = DealStatus::suspended;
  deal.suspended_month = static_cast<std::int16_t>(change.month);
}

void apply_talks(const Change& change, const Resumed& e) {
  if (!in_table(e.track, change.w.deals.size())) return;
  DealState& deal = change.w.deals[e.track.index()];
  if (deal.status != DealStatus::suspended) return;
  deal.status = DealStatus::in_force;
  deal.suspended_month = -1;
}

void apply_talks(const Change& change, const Collapsed& e) {
  if (!in_table(e.track, change.w.deals.size())) return;
  DealState& deal = change.w.deals[e.track.index()];
  if (deal.status != DealStatus::none) deal.status = DealStatus::collapsed;
}

}  // namespace entente::world::detail

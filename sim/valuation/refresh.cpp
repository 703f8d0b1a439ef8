// SPDX-License-Identifier: Apache-2.0
// What of the projected preference is looked at again, and when: paths, talks, and the terms of each issue, as far as something
// that they depend on has moved. How they are valued then stands in projected.cpp and terms.cpp.
#include <algorithm>
#include <cmath>

#include "core/rng.hpp"
#include "valuation/projected.hpp"

namespace entente::valuation {

namespace {
constexpr double kNoticeable = 0.02;  // change of a belief
constexpr int kQuietMonths = 3;       // after which talks that are not held are valued again
constexpr double kFarPrice = 0.5;     // change of any log price at which flows are asked for again, not scaled
}  // namespace

/// What the economy's answer to each issue depends on: deals, shocks and regimes that touch assets of the same minerals.
void ProjectedPreference::find_related() {
  using Minerals = std::vector<std::uint8_t>;
  const auto touched = [&](const std::vector<scenario::Effect>& effects, bool flows, Minerals& out) {
    out.resize(s_.minerals.size(), 0);
    for (const auto& effect : effects) {
      if (flows && !touches_ledger(std::span(&effect, 1))) continue;
      for (const auto asset : effect.assets) out[s_.assets[asset.index()].mineral.index()] = 1;
      if (effect.mineral.valid()) out[effect.mineral.index()] = 1;
      // ground that changes hands takes whatever lies in it along
      if (effect.op == scenario::Op::handover) std::fill(out.begin(), out.end(), std::uint8_t{1});
    }
  };
  const auto meet = [](const Minerals& a, const Minerals& b) {
    for (std::size_t m = 0; m < a.size(); ++m) {
      if (a[m] != 0 && b[m] != 0) return true;
    }
    return false;
  };
  std::vector<Minerals> by_track(s_.tracks.size()), by_shock(s_.shocks.size());
  for (std::size_t t = 0; t < s_.tracks.size(); ++t) {
    by_track[t].resize(s_.minerals.size(), 0);
    for (const core::IssueId i : s_.tracks[t].issues) touched(s_.issues[i.index()].effects, true, by_track[t]);
  }
  for (std::size_t k = 0; k < s_.shocks.size(); ++k) touched(s_.shocks[k].effects, true, by_shock[k]);
  for (const auto& issue : s_.issues) {
    Related related;
    related.everything = touches_stance(issue.effects) ||
                         std::any_of(issue.effects.begin(), issue.effects.end(), [](const scenario::Effect& e) {
                           return !e.when.empty() || e.op == scenario::Op::handover;
                         });
    Minerals minerals;
    touched(issue.effects, false, minerals);
    for (std::size_t t = 0; t < by_track.size(); ++t) {
      if (meet(minerals, by_track[t])) related.tracks.push_back(t);
    }
    for (std::size_t k = 0; k < by_shock.size(); ++k) {
      if (meet(minerals, by_shock[k])) related.shocks.push_back(k);
    }
    for (std::size_t m = 0; m < minerals.size(); ++m) {
      if (minerals[m] != 0) related.minerals.push_back(m);
    }
    related_.push_back(std::move(related));
  }
}

/// Which talks each issue's terms are contingent against, and whose judgement of which talks' focal deal they are weighed
/// with: that of parties who hold terms against them. Which talks each lever may open.
void ProjectedPreference::find_rivals() {
  rival_.resize(s_.issues.size());
  opens_.resize(s_.decisions.size());
  has_rival_.assign(tracks_.size(), 0);
  wants_impact_.assign(tracks_.size(), std::vector<std::uint8_t>(space_.judges.size(), 0));
  const auto want = [&](core::TrackId track, core::ActorId actor) {
    const std::int32_t judge = space_.judge_index[actor.index()];
    if (judge >= 0) wants_impact_[track.index()][static_cast<std::size_t>(judge)] = 1;
  };
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    const auto& track = s_.tracks[t];
    for (const core::IssueId issue : track.issues) {
      const core::TrackId rival = rival_of(s_.issues[issue.index()].starts, core::TrackId::at(t));
      rival_[issue.index()] = rival;
      if (!rival) continue;
      has_rival_[t] = 1;
      for (const auto& party : track.parties) want(rival, party.actor);
    }
    for (std::size_t d = 0; d < s_.decisions.size(); ++d) {
      const bool opens = std::any_of(track.opens.nodes.begin(), track.opens.nodes.end(), [d](const auto& node) {
        return node.kind == scenario::ExprKind::atom && node.atom == scenario::Atom::lever &&
               node.arg[1] == static_cast<std::int32_t>(d);
      });
      if (opens) opens_[d].push_back(t);
    }
  }
}

/// Has anything moved that paths depend on? Levers that drivers carry do not count: the library holds all their levels.
/// Prices do not either: they value paths, they do not bend them.
bool ProjectedPreference::stale(const world::World& world) {
  if (!library_.built()) return true;
  double moved = 0.0;
  for (std::size_t e = 0; e < old_control_.size(); ++e) moved += std::abs(world.control[e] - old_control_[e]);
  if (moved > params_.refresh_control) return true;
  const std::vector<double>& now = library_.highest_strength(world, inputs_);
  for (std::size_t i = 0; i < old_strength_.size(); ++i) {
    if (std::abs(now[i] - old_strength_[i]) > 0.25 * (old_strength_[i] + 100.0)) return true;
  }
  return false;
}

void ProjectedPreference::remember(const world::World& world) {
  old_control_ = world.control;
  old_strength_ = library_.highest_strength(world, inputs_);
}

/// Talks that are held are looked at every month; the others when paths, deals, shocks, regimes or what those who would grant
/// something are believed to deliver have changed, and every third month.
bool ProjectedPreference::due(core::TrackId id) {
  TrackValue& value = tracks_[id.index()];
  const std::uint64_t now = core::mix64(signature_ ^ builds_);
  const bool open = world_.sessions[id.index()].open;
  bool is = open || value.was_open || value.looks < 2 || value.valued_with != now ||
            world_.month - value.valued_month >= kQuietMonths;
  for (const core::IssueId issue : s_.tracks[id.index()].issues) {
    if (is) break;
    const std::size_t granter = s_.issues[issue.index()].granter.index();
    is = std::abs(world_.believed_delivery[granter] - value.valued_delivery[granter]) > kNoticeable;
  }
  if (!is) return false;
  value.valued_delivery = world_.believed_delivery;
  ++value.looks;
  value.was_open = open;
  value.valued_month = world_.month;
  value.valued_with = now;
  return true;
}

/// Scores an issue's terms again as far as something they depend on has moved.
void ProjectedPreference::refresh_terms(core::IssueId id, const TermBelief& belief, Scored& scored,
                                        std::vector<PositionTerm>& terms) {
  constexpr double kSmall = 0.05;  // beliefs below are too small to scale from
  const auto& issue = s_.issues[id.index()];
  const std::uint64_t ledger = signature_of(id);
  const std::uint64_t whole = related_[id.index()].everything ? signature_ : 0;
  const bool first = scored.belief < 0.0;
  const bool believed_else = std::abs(belief.delivered - scored.belief) > kNoticeable;
  const bool flows = touches_ledger(issue.effects);
  bool ask = first || (flows && (scored.ledger != ledger || prices_moved(id, scored.asked_price, kFarPrice) ||
                                 (believed_else && (scored.bent > 0 || scored.asked < kSmall))));
  const bool priced = flows && !ask && prices_moved(id, scored.price, params_.refresh_price);
  if (priced && !scale_flows(s_, issue.effects, ledger_->gross, scored)) ask = true;
  const bool follows_paths = std::any_of(terms.begin(), terms.end(), [](const PositionTerm& t) {
    return std::any_of(t.fixed.cells.begin(), t.fixed.cells.end(),
                       [&](std::int32_t row) { return t.fixed.flat[static_cast<std::size_t>(row)] == 0; });
  });
  if (!ask && !priced && !believed_else && scored.world == whole && (scored.builds == builds_ || !follows_paths))
    return;
  scorer_.score(issue, belief, d_[issue.term], ask, scored, terms);
  scored.belief = belief.delivered;
  scored.builds = builds_;
  scored.world = whole;
  if (ask || priced) scored.price = world_.log_price;
  if (!ask) return;
  scored.ledger = ledger;
  scored.asked_price = world_.log_price;
  scored.gross = ledger_->gross;
}

bool ProjectedPreference::prices_moved(core::IssueId id, const std::vector<double>& since, double by) const {
  const auto& minerals = related_[id.index()].minerals;
  return std::any_of(minerals.begin(), minerals.end(),
                     [&](std::size_t m) { return std::abs(world_.log_price[m] - since[m]) > by; });
}

std::uint64_t ProjectedPreference::mark_of(std::size_t track) const {
  const auto& deal = world_.deals[track];
  const bool stands = deal.status == world::DealStatus::in_force || deal.status == world::DealStatus::suspended;
  return stands ? static_cast<std::uint64_t>(deal.status) + 16U * static_cast<std::uint64_t>(deal.force_month + 2) : 1U;
}

/// What terms depend on besides prices, beliefs and paths: deals in force, shocks, regimes.
std::uint64_t ProjectedPreference::signature() const {
  std::uint64_t h = 1;
  const auto mix = [&h](std::uint64_t x) { h = core::mix64(h ^ x); };
  for (std::size_t t = 0; t < world_.deals.size(); ++t) mix(mark_of(t));
  for (const auto struck : world_.struck) mix(static_cast<std::uint64_t>(struck));
  for (const auto regime : world_.regime) mix(static_cast<std::uint64_t>(regime) + 7U);
  return h;
}

/// The part of it that the economy's answer to one issue depends on.
std::uint64_t ProjectedPreference::signature_of(core::IssueId issue) const {
  std::uint64_t h = 1;
  const auto mix = [&h](std::uint64_t x) { h = core::mix64(h ^ x); };
  const Related& related = related_[issue.index()];
  for (const std::size_t t : related.tracks) mix(mark_of(t));
  for (const std::size_t k : related.shocks) mix(static_cast<std::uint64_t>(world_.struck[k]));
  for (const std::size_t m : related.minerals) mix(static_cast<std::uint64_t>(world_.regime[m]) + 7U);
  return h;
}

}  // namespace entente::valuation

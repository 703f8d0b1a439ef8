// SPDX-License-Identifier: Apache-2.0
// What one package is worth: the stance it makes, how others answer it, and what the paths so weighed and its own terms
// change for an actor, by attribute or drawn together.
#include <algorithm>

#include "valuation/projected.hpp"

namespace entente::valuation {

using scenario::AxisKind;

/// Utility of the static terms of a package under given path weights; `received_only`: those other parties grant.
double ProjectedPreference::static_utility(core::TrackId track, const world::Package& package, core::ActorId actor,
                                           bool received_only, const Response& at) const {
  const auto& value = tracks_[track.index()];
  const auto& list = s_.tracks[track.index()].issues;
  const std::int32_t judge = space_.judge_index[actor.index()];
  if (judge < 0) return 0.0;
  Columns sum{};
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (received_only && s_.issues[list[i].index()].granter == actor) continue;
    const auto& term = value.terms[i][static_cast<std::size_t>(package.at[i])];
    if (term.like < 0) continue;
    const auto& block = value.terms[i][static_cast<std::size_t>(term.like)].fixed;
    add_drawn(block, actor, value.runs[i] * term.factor, at, sum.data());
  }
  return utility_.drawn(actor, sum.data());
}

/// Share of what is granted that breaking a cap loses by being found out, under the monitoring that a package brings.
double ProjectedPreference::lost_by_breach(core::TrackId track, const world::Package& package) const {
  const auto& terms = tracks_[track.index()].terms;
  double monitor = 0.0;
  for (std::size_t i = 0; i < terms.size(); ++i)
    monitor = std::max(monitor, terms[i][static_cast<std::size_t>(package.at[i])].stance.monitor);
  return lost_share(d_[s_.tracks[track.index()].monitor] + monitor, params_.breach_horizon);
}

/// Breaking a withdrawal cap loses, when found out, what the other side grants (`benefit`), and standing.
double ProjectedPreference::penalty(double lost, core::ActorId actor, double benefit) const {
  return lost * (std::max(0.0, benefit) + d_[s_.actors[actor.index()].reputation_loss]);
}

/// What breaking the caps that a package itself carries would cost, at `weight`: the chance that it is signed at all.
void ProjectedPreference::add_penalties(core::TrackId track, const world::Package& package, Stance& stance,
                                        double weight) const {
  const auto& terms = tracks_[track.index()].terms;
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    const auto& axis = space_.grid[x];
    if (axis.kind != AxisKind::force_men || !axis.decision) continue;
    bool capped = false;
    for (std::size_t i = 0; i < terms.size(); ++i)
      capped = capped || terms[i][static_cast<std::size_t>(package.at[i])].stance.cap[x] < kFree;
    if (!capped) continue;
    const core::ActorId actor = s_.decisions[axis.decision.index()].actor;
    const double benefit =
        is_party(track, actor) ? static_utility(track, package, actor, true, tracks_[track.index()].response) : 0.0;
    stance.penalty[x] = std::max(stance.penalty[x], weight * penalty(lost_by_breach(track, package), actor, benefit));
  }
}

bool ProjectedPreference::is_party(core::TrackId track, core::ActorId actor) const {
  const auto& parties = s_.tracks[track.index()].parties;
  return std::any_of(parties.begin(), parties.end(), [&](const auto& p) { return p.actor == actor; });
}

Stance ProjectedPreference::package_stance(core::TrackId track, const world::Package& package, bool& moved) const {
  const auto& value = tracks_[track.index()];
  Stance stance = value.base;
  moved = false;
  for (std::size_t i = 0; i < value.terms.size(); ++i) {
    const auto& term = value.terms[i][static_cast<std::size_t>(package.at[i])].stance;
    if (!term.any) continue;
    add_term(space_, stance, term, value.runs[i]);
    moved = true;
  }
  if (moved) add_penalties(track, package, stance);
  return stance;
}

/// The stance a package makes and the answer to it; the base's own answer where nothing that moves the ground changed. The
/// last few are kept: who signs, who refuses and why ask for the same packages.
const ProjectedPreference::Answered& ProjectedPreference::answer_to(core::TrackId track,
                                                                    const world::Package& package) const {
  for (const Answered& known : answered_) {
    if (known.refresh == refreshes_ && known.track == track && known.package == package) return known;
  }
  Answered& out = answered_[next_answer_];
  next_answer_ = (next_answer_ + 1) % answered_.size();
  out.refresh = refreshes_;
  out.track = track;
  out.package = package;
  bool moved = false;
  out.stance = package_stance(track, package, moved);
  const Answered* same = nullptr;  // the answer follows from the stance alone
  for (const Answered& known : answered_) {
    if (&known != &out && known.refresh == refreshes_ && known.stance.like(out.stance)) same = &known;
  }
  if (!moved) {
    out.response = tracks_[track.index()].response;
  } else if (same != nullptr) {
    out.response = same->response;
  } else {
    reaction_.respond(present_, out.stance, out.response);
    ++packages_;
  }
  return out;
}

ProjectedPreference::Base& ProjectedPreference::base(core::TrackId id, std::int32_t judge) const {
  return base_[id.index() * space_.judges.size() + static_cast<std::size_t>(judge)];
}

void ProjectedPreference::differences(core::TrackId track, const world::Package& package, const Stance& stance,
                                      const Response& response, core::ActorId actor, std::span<double> out) const {
  const auto& value = tracks_[track.index()];
  const std::int32_t judge = space_.judge_index[actor.index()];
  const std::size_t count = s_.actors[actor.index()].attributes.size();
  std::fill(out.begin(), out.end(), 0.0);
  if (judge < 0) return;
  Base& without = base(track, judge);
  if (without.attributes_of != refreshes_)
    reaction_.attributes(Span::deal, actor, value.base, value.response, without.attributes);
  without.attributes_of = refreshes_;
  reaction_.attributes(Span::deal, actor, stance, response, out);
  for (std::size_t k = 0; k < count; ++k) out[k] -= without.attributes[k];
  for (std::size_t i = 0; i < value.terms.size(); ++i) {
    const auto& term = value.terms[i][static_cast<std::size_t>(package.at[i])];
    if (term.like < 0) continue;
    const auto& block = value.terms[i][static_cast<std::size_t>(term.like)].fixed;
    for (const std::int32_t row : block.rows(judge)) {
      const double x = block.mean(row, response);
      out[static_cast<std::size_t>(row % kMaxAttributes)] += value.runs[i] * term.factor * x;
    }
  }
}

/// What a block adds to the columns of an actor, times `factor`.
void ProjectedPreference::add_drawn(const StaticBlock& block, core::ActorId actor, double factor,
                                    const Response& response, double* out) const {
  for (const std::int32_t row : block.rows(space_.judge_index[actor.index()])) {
    const auto k = static_cast<std::size_t>(row % kMaxAttributes);
    out[utility_.column(actor, k)] += factor * utility_.per_unit(actor, k) * block.mean(row, response);
  }
}

/// What an answer changes on the ground for an actor, over no deal on the track, drawn together into its columns.
void ProjectedPreference::drawn_path(core::TrackId track, const Stance& stance, const Response& response,
                                     core::ActorId actor, double* out) const {
  const auto& value = tracks_[track.index()];
  const std::int32_t judge = space_.judge_index[actor.index()];
  const std::size_t columns = utility_.columns(actor);
  if (judge < 0) return void(std::fill_n(out, columns, 0.0));
  Base& without = base(track, judge);
  if (without.columns_of != refreshes_)
    reaction_.worth(Span::deal, actor, value.base, value.response, without.columns.data());
  without.columns_of = refreshes_;
  reaction_.worth(Span::deal, actor, stance, response, out);
  for (std::size_t c = 0; c < columns; ++c) out[c] -= without.columns[c];
}

/// The same as `differences`, drawn together into the actor's columns.
void ProjectedPreference::drawn_differences(core::TrackId track, const world::Package& package, const Stance& stance,
                                            const Response& response, core::ActorId actor, double* out) const {
  const auto& value = tracks_[track.index()];
  drawn_path(track, stance, response, actor, out);
  for (std::size_t i = 0; i < value.terms.size(); ++i) {
    const auto& term = value.terms[i][static_cast<std::size_t>(package.at[i])];
    if (term.like < 0) continue;
    add_drawn(value.terms[i][static_cast<std::size_t>(term.like)].fixed, actor, value.runs[i] * term.factor, response,
              out);
  }
}

double ProjectedPreference::utility_of(core::TrackId track, const world::Package& package, const Stance& stance,
                                       const Response& response, core::ActorId actor) const {
  Columns difference;
  drawn_differences(track, package, stance, response, actor, difference.data());
  return utility_.drawn(actor, difference.data());
}

void ProjectedPreference::attribute_differences(core::TrackId track, const world::Package& package, core::ActorId actor,
                                                std::span<double> out, Response& response) const {
  const Answered& a = answer_to(track, package);
  response = a.response;
  differences(track, package, a.stance, a.response, actor, out);
}

/// Terms contingent on a rival talk's failure make that talk less likely for the party that would forfeit them; what the
/// rival deal would do to the actor is weighed with the change of its believed chance.
double ProjectedPreference::contingent_gain(core::TrackId track, const world::Package& package, core::ActorId actor,
                                            const Response& at) const {
  const auto& value = tracks_[track.index()];
  const auto& issues = s_.tracks[track.index()].issues;
  const std::int32_t judge = space_.judge_index[actor.index()];
  if (judge < 0 || has_rival_[track.index()] == 0) return 0.0;
  double gain = 0.0;
  for (std::size_t i = 0; i < value.terms.size(); ++i) {
    const core::TrackId rival = rival_[issues[i].index()];
    const auto& term = value.terms[i][static_cast<std::size_t>(package.at[i])];
    if (!rival || !term.matters) continue;
    const auto& other = tracks_[rival.index()].known;
    if (!other.has_focal || world_.deals[rival.index()].ever_signed) continue;
    world::Package alone = package;
    for (std::size_t k = 0; k < value.terms.size(); ++k) {
      if (rival_[issues[k].index()] != rival) {
        const auto& issue = s_.issues[issues[k].index()];
        const auto at_quo = std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo) - issue.grid.begin();
        alone.at[k] = static_cast<std::int8_t>(at_quo);
      }
    }
    double forfeit = 0.0;  // the largest loss of a common party, if the rival deal is signed
    for (const auto& party : s_.tracks[track.index()].parties) {
      for (const auto& also : s_.tracks[rival.index()].parties) {
        if (also.actor == party.actor) forfeit = std::max(forfeit, static_utility(track, alone, party.actor, true, at));
      }
    }
    const double changed = chance_from(rival, other.surplus - forfeit) - chance_from(rival, other.surplus);
    gain += changed * other.impact[static_cast<std::size_t>(judge)];
    break;  // all terms against one rival are counted together
  }
  return gain;
}

void ProjectedPreference::gains(core::TrackId track, const world::Package& package, std::span<double> gain) const {
  const auto& parties = s_.tracks[track.index()].parties;
  const Answered& a = answer_to(track, package);
  for (std::size_t i = 0; i < parties.size(); ++i) {
    gain[i] = utility_of(track, package, a.stance, a.response, parties[i].actor) +
              contingent_gain(track, package, parties[i].actor, a.response);
  }
}

double ProjectedPreference::gain_of(core::TrackId track, const world::Package& package, std::size_t party) const {
  const core::ActorId actor = s_.tracks[track.index()].parties[party].actor;
  const Answered& a = answer_to(track, package);
  return utility_of(track, package, a.stance, a.response, actor) + contingent_gain(track, package, actor, a.response);
}

void ProjectedPreference::gain_by_attribute(core::TrackId track, const world::Package& package, core::ActorId actor,
                                            std::span<double> out) const {
  std::array<double, kMaxAttributes> difference{};
  const Answered& a = answer_to(track, package);
  differences(track, package, a.stance, a.response, actor, difference);
  const std::size_t count = s_.actors[actor.index()].attributes.size();
  for (std::size_t k = 0; k < count; ++k) out[k] = utility_.part(actor, k, difference[k]);
}

double ProjectedPreference::outsider_gain(core::TrackId track, const world::Package& package,
                                          core::ActorId actor) const {
  if (!actor.valid() || space_.judge_index[actor.index()] < 0) return 0.0;
  const Answered& a = answer_to(track, package);
  return utility_of(track, package, a.stance, a.response, actor);
}

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// What an actor's own levers are worth to it. Levers that drive the ground are read off the stored paths, pinned for the
// actor's commitment before the reaction rule takes over; the others are scored by the change they make to stance and flows.
#include <algorithm>
#include <array>

#include "valuation/projected.hpp"

namespace entente::valuation {

/// Attribute differences (lever span) of one level against the present one, in measure units; `extra` is utility that no
/// attribute carries: penalties, and talks that the level would open.
void ProjectedPreference::lever_difference(core::DecisionId decision, int level, std::span<double> attributes,
                                           double& extra) const {
  const auto& lever = s_.decisions[decision.index()];
  const core::ActorId actor = lever.actor;
  const std::size_t count = s_.actors[actor.index()].attributes.size();
  const int now = world_.lever[decision.index()];
  extra = 0.0;
  std::fill(attributes.begin(), attributes.end(), 0.0);
  if (level == now || space_.judge_index[actor.index()] < 0) return;
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    const auto& axis = space_.grid[x];
    if (axis.decision != decision) continue;
    std::array<double, kMaxAttributes> there{};
    // the same comparison as the rule makes: others where they answer the present, the option pinned
    scratch_ = standing_response_;
    if (!lever_here_.is(refreshes_, decision)) {
      reaction_.pin(standing_, x, static_cast<std::size_t>(now), scratch_);
      reaction_.attributes(Span::lever, actor, standing_, scratch_, lever_here_.attributes);
    }
    const auto& here = lever_here_.attributes;
    reaction_.pin(standing_, x, static_cast<std::size_t>(level), scratch_);
    reaction_.attributes(Span::lever, actor, standing_, scratch_, there);
    const double pinned = space_.pinned_share(actor);
    for (std::size_t k = 0; k < count; ++k) attributes[k] = pinned * (there[k] - here[k]);
    if (axis.kind == scenario::AxisKind::force_men) {
      const auto above = [&](int l) {
        const auto option = static_cast<std::size_t>(l);
        return axis.lever_levels[option] > standing_.cap[x]
                   ? standing_.penalty[x] * (1.0 - standing_response_.keep[x][option])
                   : 0.0;
      };
      extra -= pinned * (above(level) - above(now));
    }
    return;
  }
  if (lever_world_of_ != refreshes_) lever_world_ = world_;
  lever_world_of_ = refreshes_;
  lever_world_.lever = world_.lever;
  lever_world_.lever[decision.index()] = static_cast<std::int8_t>(level);
  world::derive(s_, d_, lever_world_, lever_derived_);
  Stance stance = stance_of(space_, lever_world_, lever_derived_, derived_, standing_truce_share());
  const bool moves = !stance.like(standing_alone_);
  if (moves) {
    stance.penalty = standing_.penalty;
    add_others(stance, {});
  }
  std::array<double, kMaxAttributes> there{};
  if (!lever_here_.is(refreshes_, decision))
    reaction_.attributes(Span::lever, actor, standing_, standing_response_, lever_here_.attributes);
  const auto& here = lever_here_.attributes;
  if (moves) reaction_.respond(present_, stance, scratch_);
  const Response& answer = moves ? scratch_ : standing_response_;
  if (moves) {
    reaction_.attributes(Span::lever, actor, stance, answer, there);
  } else {
    there = here;
  }
  for (std::size_t k = 0; k < count; ++k) attributes[k] = there[k] - here[k];
  lever_scorer_.base(world_, derived_, derived_);
  lever_scorer_.score_derived(lever_derived_, touches_ledger(lever.effects), Span::lever,
                              space_.judge_index[actor.index()], lever_block_);
  for (const std::int32_t row : lever_block_.rows(space_.judge_index[actor.index()])) {
    attributes[static_cast<std::size_t>(row % kMaxAttributes)] += lever_block_.mean(row, answer);
  }
  for (const std::size_t t : opens_[decision.index()]) {  // talks that this level opens or closes
    const auto& track = s_.tracks[t];
    if (!tracks_[t].has_focal || world_.sessions[t].open || world_.deals[t].status != world::DealStatus::none) continue;
    const double opened =
        believed(s_, d_, lever_world_, track.opens, chance_) - believed(s_, d_, world_, track.opens, chance_);
    if (opened == 0.0) continue;
    const core::TrackId id = core::TrackId::at(t);
    const Answered& with = answer_to(id, tracks_[t].focal);
    extra += opened * chance_from(id, tracks_[t].surplus) *
             utility_of(id, tracks_[t].focal, with.stance, with.response, actor);
  }
}

const ProjectedPreference::LeverLevel& ProjectedPreference::lever_level(core::DecisionId decision, int level) const {
  auto& levels = lever_levels_[decision.index()];
  levels.resize(s_.decisions[decision.index()].levels.size());
  LeverLevel& out = levels[static_cast<std::size_t>(level)];
  if (out.refresh != refreshes_) {
    lever_difference(decision, level, out.attributes, out.extra);
    out.refresh = refreshes_;
  }
  return out;
}

void ProjectedPreference::lever_values(core::DecisionId decision, std::span<double> utilities) const {
  const auto& lever = s_.decisions[decision.index()];
  for (std::size_t l = 0; l < lever.levels.size(); ++l) {
    const LeverLevel& at = lever_level(decision, static_cast<int>(l));
    utilities[l] = utility_(lever.actor, at.attributes) + at.extra;
    if (static_cast<int>(l) != world_.lever[decision.index()]) utilities[l] -= d_[lever.inertia];
  }
}

void ProjectedPreference::lever_by_attribute(core::DecisionId decision, int level, std::span<double> out) const {
  const auto& lever = s_.decisions[decision.index()];
  const LeverLevel& at = lever_level(decision, level);
  for (std::size_t k = 0; k < s_.actors[lever.actor.index()].attributes.size(); ++k)
    out[k] = utility_.part(lever.actor, k, at.attributes[k]);
}

}  // namespace entente::valuation

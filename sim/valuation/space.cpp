// SPDX-License-Identifier: Apache-2.0
// Builds the shape of the projections. Discounting is per month, exact within each path step.
#include "valuation/space.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/detmath.hpp"

namespace entente::valuation {
namespace {

using scenario::AxisKind;
using scenario::Effect;
using scenario::Op;

void add_pair(Space& space, const Effect& effect) {
  if (effect.op != Op::sanction || find_pair(space, effect.from, effect.on) >= 0) return;
  if (space.pairs.size() == kMaxPairs) throw std::invalid_argument("more sanction pairs than a projection carries");
  SanctionPair pair{effect.from, effect.on, effect.force, 0.0};
  if (pair.conduct) pair.men_reference = space.draw[space.scenario.forces[pair.conduct.index()].men];
  space.pairs.push_back(pair);
}

/// Where linear drivers are lifted: at the lowest level of every restraint axis.
void find_lifts(Space& space) {
  for (int g = 0; g < space.grid_size(); ++g) {
    int base = g;
    for (std::size_t x = 0; x < space.grid.size(); ++x) {
      if (space.grid[x].kind == AxisKind::restraint) base -= space.level_of(g, x) * space.grid[x].stride;
    }
    if (base == g) space.lift_base.push_back(g);
    space.lift_of.push_back(base);
  }
  for (auto& base : space.lift_of) {
    base = static_cast<std::int32_t>(std::find(space.lift_base.begin(), space.lift_base.end(), base) -
                                     space.lift_base.begin());
  }
}

/// Sanctions are contingent on conduct: the target keeps the part no relief is credible for, and the rest in proportion to
/// the men it keeps in the field against those at as_of.
void tabulate_conduct(Space& space) {
  for (const auto& pair : space.pairs) {
    std::array<double, kMaxLevels> kept{};
    kept.fill(1.0);
    std::int32_t axis = -1;
    for (std::size_t x = 0; x < space.grid.size(); ++x) {
      if (space.grid[x].kind != AxisKind::force_men || space.grid[x].force != pair.conduct || pair.men_reference <= 0.0)
        continue;
      axis = static_cast<std::int32_t>(x);
      const double credibility = space.draw[space.scenario.actors[pair.by.index()].relief_credibility];
      for (std::size_t l = 0; l < space.grid[x].levels.size(); ++l) {
        kept[l] = 1.0 - credibility + credibility * std::clamp(space.grid[x].levels[l] / pair.men_reference, 0.0, 1.0);
      }
    }
    space.conduct.push_back(kept);
    space.conduct_axis.push_back(axis);
  }
}

/// Sum of delta^t over t in [a, b), continuous time.
double discounted(double delta, double a, double b) {
  if (b <= a) return 0.0;
  if (delta >= 1.0) return b - a;
  const double rate = -det::log(delta);
  return (det::exp(-rate * a) - det::exp(-rate * b)) / rate;
}

}  // namespace

int find_pair(const Space& space, core::ActorId by, core::ActorId on) {
  for (std::size_t i = 0; i < space.pairs.size(); ++i) {
    if (space.pairs[i].by == by && space.pairs[i].on == on) return static_cast<int>(i);
  }
  return -1;
}

Space::Space(const scenario::Scenario& s, const scenario::Draw& d)
    : scenario(s), draw(d), actor_count_(s.actors.size()) {
  for (const auto& axis : s.projection.axes) {
    if (axis.grid) {
      GridAxis g{axis.kind, axis.force, axis.coalition, axis.decision, axis.levels, {}, grid_size_};
      if (axis.decision) g.lever_levels = s.decisions[axis.decision.index()].levels;
      grid_size_ *= static_cast<int>(axis.levels.size());
      grid.push_back(std::move(g));
    } else {
      linear.push_back({axis.kind, axis.force, axis.coalition, axis.levels, lifts_});
      lifts_ += static_cast<int>(axis.levels.size()) - 1;
    }
  }
  for (const auto& axis : s.projection.axes) {
    const bool lever = axis.decision.valid() && s.decisions[axis.decision.index()].levels.size() > kMaxLevels;
    if (axis.levels.size() > kMaxLevels || lever)
      throw std::invalid_argument("more levels on a projection driver than a library carries");
  }
  if (grid.size() > kMaxGridAxes || linear.size() > kMaxLinear || grid_size_ > kMaxGrid ||
      grid_size_ * (1 + lifts_) > kMaxPaths) {
    throw std::invalid_argument("more projection drivers than a library carries");
  }
  for (std::size_t x = 0; x < grid.size(); ++x) {
    for (int g = 0; g < grid_size_; ++g) {
      level_table_[x][static_cast<std::size_t>(g)] =
          static_cast<std::int8_t>(g / grid[x].stride % static_cast<int>(grid[x].levels.size()));
    }
  }
  for (const auto& issue : s.issues) {
    for (const auto& e : issue.effects) add_pair(*this, e);
  }
  for (const auto& decision : s.decisions) {
    for (const auto& e : decision.effects) add_pair(*this, e);
  }
  for (const auto& shock : s.shocks) {
    for (const auto& e : shock.effects) add_pair(*this, e);
  }
  find_lifts(*this);
  tabulate_conduct(*this);
  driven.assign(s.forces.size(), 0);
  for (const auto& axis : grid) {
    if (axis.kind == AxisKind::force_men) driven[axis.force.index()] = 1;
  }
  judge_index.assign(actor_count_, -1);
  for (std::size_t a = 0; a < actor_count_; ++a) {
    if (s.actors[a].attributes.empty()) continue;
    judge_index[a] = static_cast<std::int32_t>(judges.size());
    judges.push_back(core::ActorId::at(a));
  }
  const std::size_t coalitions = s.coalition_count();
  live_of.assign(s.nodes.size() * coalitions, -1);
  for (std::size_t n = 0; n < s.nodes.size(); ++n) {
    if (s.nodes[n].outside || !s.nodes[n].front) continue;
    for (std::size_t c = 0; c < coalitions; ++c) {
      live_of[n * coalitions + c] = static_cast<std::int32_t>(live.size());
      live.push_back(static_cast<std::int32_t>(n * coalitions + c));
    }
  }
  step_months = d[s.projection.step];
  steps = std::max(1, static_cast<int>(d[s.projection.months] / step_months + 0.5));
  const double path_months = steps * step_months;
  weights_.assign(kSpans * actor_count_ * static_cast<std::size_t>(steps), 0.0);
  last_weight_.assign(kSpans * actor_count_, 0.0);
  pinned_.assign(actor_count_, 1.0);
  delta_.assign(actor_count_, 1.0);
  horizon_.assign(actor_count_, 1.0);
  for (std::size_t a = 0; a < actor_count_; ++a) {
    const auto& actor = s.actors[a];
    delta_[a] = d[actor.discount];
    horizon_[a] = std::max(d[actor.horizon], 1.0);
    for (int span = 0; span < kSpans; ++span) {
      const double horizon = span == 0 ? horizon_[a] : std::max(d[actor.policy_horizon], 1.0);
      const double total = discounted(delta_[a], 0.0, horizon);
      double* w = &weights_[(static_cast<std::size_t>(span) * actor_count_ + a) * static_cast<std::size_t>(steps)];
      for (int q = 0; q < steps; ++q) {
        const double from = q * step_months;
        w[q] = discounted(delta_[a], from, std::min(from + step_months, horizon)) / total;
      }
      last_weight_[static_cast<std::size_t>(span) * actor_count_ + a] = w[steps - 1];
      w[steps - 1] += discounted(delta_[a], path_months, horizon) / total;
    }
    const double policy = std::max(d[actor.policy_horizon], 1.0);
    const double pinned = std::min(d[actor.commitment], policy);
    pinned_[a] = discounted(delta_[a], 0.0, pinned) / discounted(delta_[a], 0.0, policy);
  }
}

double Space::tail_factor(core::ActorId actor, double months) const {
  const double delta = delta_[actor.index()];
  const double horizon = horizon_[actor.index()];
  if (months <= horizon) return 0.0;
  return discounted(delta, horizon, months) / discounted(delta, 0.0, horizon);
}

}  // namespace entente::valuation

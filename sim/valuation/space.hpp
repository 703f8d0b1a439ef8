// SPDX-License-Identifier: Apache-2.0
// The fixed shape of a scenario's projections: grid of driver levels, linear drivers, sanction pairs, attribute layout and
// discount weights. Built once per run from (scenario, draw); constant afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "scenario/scenario.hpp"

namespace entente::valuation {

inline constexpr int kMaxGridAxes = 3;
inline constexpr int kMaxLinear = 5;
inline constexpr int kMaxPaths = 64;
inline constexpr int kMaxGrid = 32;
inline constexpr int kMaxLevels = 6;
inline constexpr int kMaxPairs = 8;
inline constexpr int kMaxAttributes = 8;

/// Which horizon an annuity uses: an actor weighs deals and its own levers over different spans (both parameters).
enum class Span : std::uint8_t { deal = 0, lever = 1 };
inline constexpr int kSpans = 2;

/// A pair (sanctioner, target) named by any effect of the scenario, with the force whose conduct earns relief.
struct SanctionPair {
  core::ActorId by, on;
  core::ForceId conduct;
  double men_reference = 0.0;  // men of the conduct force at as_of
};

struct GridAxis {
  scenario::AxisKind kind = scenario::AxisKind::force_men;
  core::ForceId force;
  core::CoalitionId coalition;
  core::DecisionId decision;  // reactive if valid
  std::vector<double> levels;
  std::vector<double> lever_levels;  // of the decision (equal to levels for force axes in most scenarios)
  int stride = 1;
};

struct LinearAxis {
  scenario::AxisKind kind = scenario::AxisKind::strength;
  core::ForceId force;
  core::CoalitionId coalition;
  std::vector<double> levels;  // ascending; the first is where grid points stand, each other one has lifted paths
  int first_lift = 0;          // number of lifted families before this axis
};

class Space {
 public:
  Space(const scenario::Scenario& scenario, const scenario::Draw& draw);

  [[nodiscard]] int grid_size() const { return grid_size_; }
  /// Grid points plus, per level of a linear driver above its first, one lifted path for each grid point at which restraint
  /// axes stand at their lowest level: slopes of linear drivers are taken there and used at every restraint.
  [[nodiscard]] int path_count() const { return grid_size_ + lifts_ * static_cast<int>(lift_base.size()); }
  /// Path of linear driver j at its level l >= 1, lifted around grid point g.
  [[nodiscard]] int lifted_path(std::size_t j, int l, int g) const {
    return first_lifted(j, l) + lift_of[static_cast<std::size_t>(g)];
  }
  /// Level index of grid axis `axis` at grid point `g`.
  [[nodiscard]] int level_of(int g, std::size_t axis) const { return level_table_[axis][static_cast<std::size_t>(g)]; }
  /// Grid point that lifts are taken from when standing at grid point g.
  [[nodiscard]] int base_of(int g) const {
    return lift_base[static_cast<std::size_t>(lift_of[static_cast<std::size_t>(g)])];
  }
  /// First lifted path of linear driver j at its level l >= 1; add lift_of[g].
  [[nodiscard]] int first_lifted(std::size_t j, int l) const {
    return grid_size_ + (linear[j].first_lift + l - 1) * static_cast<int>(lift_base.size());
  }
  /// Discount weight of path step q for the actor: sums to 1 over the steps, the last one carrying the horizon's tail.
  [[nodiscard]] double weight(Span span, core::ActorId actor, int q) const { return weights(span, actor)[q]; }
  /// The same for all steps, one after the other.
  [[nodiscard]] const double* weights(Span span, core::ActorId actor) const {
    return &weights_[(static_cast<std::size_t>(span) * actor_count_ + actor.index()) * static_cast<std::size_t>(steps)];
  }
  /// The same for what passes once, as money looted does: the last step carries no tail.
  [[nodiscard]] double passing_weight(Span span, core::ActorId actor, int q) const {
    return q + 1 < steps ? weight(span, actor, q)
                         : last_weight_[static_cast<std::size_t>(span) * actor_count_ + actor.index()];
  }
  /// Value beyond the deal horizon of a right that lasts `months`, as a multiple of its flow at the path's end and in
  /// units of horizon-average flow: sum of discount from the horizon to the term over the sum to the horizon.
  [[nodiscard]] double tail_factor(core::ActorId actor, double months) const;
  /// Share of the discounted lever horizon that an own choice stays pinned (commitment).
  [[nodiscard]] double pinned_share(core::ActorId actor) const { return pinned_[actor.index()]; }

  const scenario::Scenario& scenario;
  const scenario::Draw& draw;
  std::vector<GridAxis> grid;
  std::vector<LinearAxis> linear;
  std::vector<SanctionPair> pairs;
  std::vector<core::ActorId> judges;      // actors with attributes, in scenario order
  std::vector<std::int32_t> judge_index;  // actor -> position in judges, or -1
  std::vector<std::uint8_t> driven;       // per force: a grid axis carries its men
  std::vector<std::int32_t> lift_base;    // grid points with restraint axes at their lowest level
  std::vector<std::int32_t> lift_of;      // grid point -> position in lift_base of its lowest-restraint twin
  std::vector<std::array<double, kMaxLevels>>
      conduct;                             // per pair: share of its sanctions kept at each level of the conduct axis
  std::vector<std::int32_t> conduct_axis;  // per pair: grid axis of the conduct force, or -1
  std::vector<std::int32_t> live;          // flat (node * C + coalition) entries that a path can change
  std::vector<std::int32_t> live_of;       // inverse, or -1
  bool reacts = true;                      // false: nobody answers a threat, neither by levers nor by giving ground
  int steps = 0;                           // path steps
  double step_months = 3.0;

 private:
  std::size_t actor_count_ = 0;
  int grid_size_ = 1, lifts_ = 0;
  std::array<std::array<std::int8_t, kMaxGrid>, kMaxGridAxes> level_table_{};
  std::vector<double> weights_, last_weight_, pinned_, delta_, horizon_;
};

/// Index of a pair, or -1.
[[nodiscard]] int find_pair(const Space& space, core::ActorId by, core::ActorId on);

}  // namespace entente::valuation

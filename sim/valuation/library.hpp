// SPDX-License-Identifier: Apache-2.0
// The library of projected paths: for every grid point of driver levels one expected trajectory of control through the
// conflict port's `expect`, plus one per linear driver, reduced to discounted averages. One trajectory per driver level,
// never one of the mean: the mean path hides what security is worth. Deals only move the weights between trajectories.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/ground.hpp"
#include "model/ports.hpp"
#include "valuation/path_sums.hpp"
#include "valuation/space.hpp"

namespace entente::valuation {

/// Linear map from control to one attribute of one actor: value = fixed + sum over live entries of coef * control
/// + per_death * deaths a month + per_man * men of the axis force.
struct AttributeMap {
  core::ActorId actor;
  int attribute = 0;
  double fixed = 0.0;               // contribution of entries no path can change, plus what does not depend on control
  std::vector<double> coef;         // per live entry; empty when the attribute does not depend on control
  std::vector<std::int32_t> entry;  // the live entries at which coef is not zero
  std::vector<double> coefficient;  // and what it is there
  double per_death = 0.0;
  double per_spoil = 0.0;       // MUSD for each MUSD of goods that looting coalitions come upon
  std::vector<double> per_man;  // per grid axis (force axes): MUSD or men per man at that level
  std::uint32_t version = 0;    // moves when anything above does
};

class Library {
 public:
  explicit Library(const Space& space);

  /// Rebuilds every path from the present ground. `inputs` are the present conflict inputs; the drivers override what they
  /// drive. Cost: path_count * steps calls of conflict.expect. Call `value` afterwards.
  /// What places lose when they fall is taken from `ledger`.
  void build(const world::World& world, const model::Conflict& conflict, const model::GroundInputs& inputs,
             const model::Ledger& ledger);
  /// Strength of every side, [front * C + c], on the path where all drivers of the grid stand at their highest level: what
  /// ground, wear and rest have made of it, whatever the drivers' present levels. `inputs` as for build.
  [[nodiscard]] const std::vector<double>& highest_strength(const world::World& world,
                                                            const model::GroundInputs& inputs) {
    drive(world, inputs, space_.grid_size() - 1, inputs_);
    return inputs_.strength;
  }
  /// From now on the stored paths are valued at the ledger's prices, shares and operation: an actor's when first asked for.
  void revalue(const world::World& world, const model::Ledger& ledger);

  /// Discounted averages of control of one live entry along all paths, contiguous: 0..G-1 are grid points, then
  /// Space::lifted_path. Summed up when first asked for after a build.
  [[nodiscard]] const double* control(Span span, core::ActorId actor, std::int32_t live_entry) const {
    const std::size_t row =
        (static_cast<std::size_t>(span) * judges_ + judge(actor)) * live_ + static_cast<std::size_t>(live_entry);
    if (summed_[row] != builds_) sum_up(span, actor, live_entry, row);
    return control_.get() + row * paths_;
  }
  /// Control at the end of all paths.
  [[nodiscard]] const double* control_end(std::int32_t live_entry) const {
    return states_.at(space_.steps - 1, static_cast<std::size_t>(space_.live[static_cast<std::size_t>(live_entry)]));
  }
  /// Discounted averages of the actor's attributes along all paths: [attribute * path count + path].
  [[nodiscard]] const double* values(Span span, core::ActorId actor) const {
    const std::size_t at = static_cast<std::size_t>(span) * judges_ + judge(actor);
    if (valued_[at] != prices_) value_judge(span, judge(actor));
    return &values_[at * kMaxAttributes * paths_];
  }
  /// Discounted average of an attribute along a path, in the measure's unit.
  [[nodiscard]] double value(Span span, core::ActorId actor, int attribute, int path) const {
    return values(span, actor)[static_cast<std::size_t>(attribute) * paths_ + static_cast<std::size_t>(path)];
  }
  /// How often paths have been valued anew: moves with every revalue.
  [[nodiscard]] std::uint32_t revaluations() const { return prices_; }
  /// The grid point that a path is, or is lifted from.
  [[nodiscard]] std::size_t grid_point(std::size_t path) const { return static_cast<std::size_t>(grid_point_[path]); }
  [[nodiscard]] const AttributeMap& map(core::ActorId actor, int attribute) const {
    return maps_[judge(actor) * kMaxAttributes + static_cast<std::size_t>(attribute)];
  }
  [[nodiscard]] std::uint64_t projections() const { return projections_; }
  [[nodiscard]] bool built() const { return builds_ > 0; }
  /// Expected control after each step of one path (for tests and printed closure errors): [step][node * C + c].
  [[nodiscard]] std::vector<std::vector<double>> trajectory(const world::World& world, const model::Conflict& conflict,
                                                            const model::GroundInputs& inputs, int path) const;

 private:
  [[nodiscard]] std::size_t judge(core::ActorId actor) const {
    return static_cast<std::size_t>(space_.judge_index[actor.index()]);
  }
  void make_maps(const world::World& world, const model::Ledger& ledger);
  void take_map(const AttributeMap& fresh, bool on_ground, AttributeMap& map) const;
  [[nodiscard]] bool ground_alone(core::ActorId actor, std::size_t attribute) const;
  [[nodiscard]] bool same_fixed(const world::World& world) const;
  void value_judge(Span span, std::size_t j) const;
  void value_row(Span span, std::size_t j, std::size_t k) const;
  void gather_spoils(const world::World& world, const model::Spoils& spoils);
  void sum_up(Span span, core::ActorId actor, std::int32_t live_entry, std::size_t row) const;
  void drive(const world::World& world, const model::GroundInputs& base, int path, model::GroundInputs& out) const;

  const Space& space_;
  const PathSums& sums_;
  std::size_t judges_, paths_, live_;
  std::vector<std::int32_t> grid_point_;       // [path]: the path's own, or the one it is lifted from
  std::unique_ptr<double[]> control_;          // [span][judge][live][path], where summed up
  mutable std::vector<std::uint32_t> summed_;  // [span][judge][live]: the build it was summed up for
  std::uint32_t builds_ = 0, prices_ = 0, ground_ = 0;
  struct Row {
    std::uint32_t version = 0, ground = 0;
  };
  mutable std::vector<std::uint32_t> valued_;  // [span][judge]: the revaluation its values were last looked at with
  mutable std::vector<Row> valued_row_;        // [span][judge][attribute]: map and paths it was last made with
  mutable std::vector<double> values_;         // [span][judge][attribute][path]
  mutable std::vector<const double*> held_;    // control that it is summed from
  std::vector<AttributeMap> maps_;
  AttributeMap fresh_;          // one in the making
  std::vector<double> spoils_;  // [span][judge][path]: goods that looters come upon, discounted average a month, MUSD
  std::vector<double> taken_;   // [step][path]: the same within a step; empty where nothing is looted
  model::GroundInputs inputs_;
  model::GroundState start_;
  model::PathInputs drivers_;
  model::PathStates states_;
  std::vector<double> mapped_control_;  // control that the maps' fixed parts were made with
  std::uint64_t projections_ = 0;
};

}  // namespace entente::valuation

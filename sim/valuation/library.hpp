// SPDX-License-Identifier: Apache-2.0
// The library of projected paths: for every grid point of driver levels one expected trajectory of control through the
// conflict port's `expect`, plus one per linear driver, reduced to discounted averages. One trajectory per driver level,
// never one of the mean: the mean path hides what security is worth. Deals only move the weights between trajectories.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "model/ground.hpp"
#include "model/ports.hpp"
#include "valuation/space.hpp"

namespace entente::valuation {

/// Linear map from control to one attribute of one actor: value = fixed + sum over live entries of coef * control
/// + per_death * deaths a month + per_man * men of the axis force.
struct AttributeMap {
  core::ActorId actor;
  int attribute = 0;
  double fixed = 0.0;        // contribution of entries no path can change, plus what does not depend on control
  std::vector<double> coef;  // per live entry; empty when the attribute does not depend on control
  std::vector<std::pair<std::int32_t, double>> sparse;  // the entries of coef that are not zero
  double per_death = 0.0;
  std::vector<double> per_man;  // per grid axis (force axes): MUSD or men per man at that level
};

class Library {
 public:
  explicit Library(const Space& space);

  /// Rebuilds every path from the present ground. `inputs` are the present conflict inputs; the drivers override what they
  /// drive. Cost: path_count * steps calls of conflict.expect. Call `value` afterwards.
  void build(const world::World& world, const model::Conflict& conflict, const model::GroundInputs& inputs);
  /// Values the stored paths at the ledger's prices, shares and operation. Cheap: dot products only.
  void revalue(const world::World& world, const model::Ledger& ledger);

  /// Discounted average of control of one live entry along a path: 0..G-1 are grid points, then Space::lifted_path.
  [[nodiscard]] double control(Span span, core::ActorId actor, int path, std::int32_t live_entry) const {
    return control_[((static_cast<std::size_t>(span) * judges_ + judge(actor)) * paths_ +
                     static_cast<std::size_t>(path)) *
                        live_ +
                    static_cast<std::size_t>(live_entry)];
  }
  /// Control at the end of the path.
  [[nodiscard]] double control_end(int path, std::int32_t live_entry) const {
    return end_[static_cast<std::size_t>(path) * live_ + static_cast<std::size_t>(live_entry)];
  }
  /// Discounted averages of an attribute along all paths, contiguous.
  [[nodiscard]] const double* values(Span span, core::ActorId actor, int attribute) const {
    return &values_[((static_cast<std::size_t>(span) * judges_ + judge(actor)) * kMaxAttributes +
                     static_cast<std::size_t>(attribute)) *
                    paths_];
  }
  /// Discounted average of an attribute along a path, in the measure's unit.
  [[nodiscard]] double value(Span span, core::ActorId actor, int attribute, int path) const {
    return values_[((static_cast<std::size_t>(span) * judges_ + judge(actor)) * kMaxAttributes +
                    static_cast<std::size_t>(attribute)) *
                       paths_ +
                   static_cast<std::size_t>(path)];
  }
  [[nodiscard]] const AttributeMap& map(core::ActorId actor, int attribute) const {
    return maps_[judge(actor) * kMaxAttributes + static_cast<std::size_t>(attribute)];
  }
  [[nodiscard]] std::uint64_t projections() const { return projections_; }
  [[nodiscard]] bool built() const { return built_; }
  /// Expected control after each step of one path (for tests and printed closure errors): [step][node * C + c].
  [[nodiscard]] std::vector<std::vector<double>> trajectory(const world::World& world, const model::Conflict& conflict,
                                                            const model::GroundInputs& inputs, int path) const;

 private:
  [[nodiscard]] std::size_t judge(core::ActorId actor) const {
    return static_cast<std::size_t>(space_.judge_index[actor.index()]);
  }
  [[nodiscard]] int grid_point(int path) const;
  void make_maps(const world::World& world, const model::Ledger& ledger);
  [[nodiscard]] bool ground_alone(core::ActorId actor, std::size_t attribute) const;
  [[nodiscard]] bool same_fixed(const world::World& world) const;
  void drive(const world::World& world, const model::GroundInputs& base, int path, model::GroundInputs& out) const;

  const Space& space_;
  std::size_t judges_, paths_, live_;
  std::vector<double> control_, end_, values_;
  std::vector<AttributeMap> maps_;
  std::vector<double> deaths_;  // [span][judge][path]: discounted average a month
  model::GroundInputs inputs_;
  model::GroundState state_, start_;
  std::vector<double> mapped_control_;  // control that the maps' fixed parts were made with
  bool unvalued_ = true;                // paths were built since the last valuation
  std::uint64_t projections_ = 0;
  bool built_ = false;
};

}  // namespace entente::valuation

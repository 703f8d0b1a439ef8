// SPDX-License-Identifier: Apache-2.0
// The cheap reaction rule inside projections: actors whose levers drive the ground answer a stance by the policy port over
// the stored paths, so that threats and caps are worth something. Depth one: no best responses, beliefs stand still.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "model/ports.hpp"
#include "valuation/library.hpp"
#include "valuation/stance.hpp"

namespace entente::valuation {

/// Distribution over each grid axis' levels and the resulting weights over all stored paths (they sum to 1; weights of lifted
/// paths and of the points they are lifted from may be negative).
struct Response {
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> level{};    // over axis levels
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> choice{};   // reactive axes: over the decision's levels
  std::array<double, kMaxPaths> path{};
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> utility{};  // of options, before the price of breaking caps
};

struct Present {                       // where the drivers stand now
  std::array<double, kMaxGridAxes> coordinate{};   // men, or restraint of the posture lever
  std::array<int, kMaxGridAxes> lever{};           // level index of the reactive decision, -1: none
};

/// Utility of differences in attributes: sum of weight x sign x curve(difference / scale). Tabulated once per refresh, since
/// attended attributes weigh with the actor's present attention.
class Utility {
 public:
  Utility(const scenario::Scenario& scenario, const scenario::Draw& draw) : s_(scenario), d_(draw) {}
  void refresh(const world::World& world);
  [[nodiscard]] double operator()(core::ActorId actor, std::span<const double> difference) const;
  /// Utility of one attribute's difference alone.
  [[nodiscard]] double part(core::ActorId actor, std::size_t attribute, double difference) const;

 private:
  struct Row { double weight = 0.0, per_unit = 0.0; bool saturating = false; };  // weight x sign; 1 / scale
  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  std::vector<std::array<Row, kMaxAttributes>> rows_;  // per actor
};

class Reaction {
 public:
  Reaction(const Space& space, const Library& library, const model::Policy& policy, const Utility& utility, bool reactions)
      : space_(space), library_(library), policy_(policy), utility_(utility), reactions_(reactions) {}

  /// How reactive actors answer, and the path weights. `pinned` >= 0 pins that grid axis to lever level `pinned_level`.
  void respond(const Present& present, const Stance& stance, Response& out, int pinned = -1, int pinned_level = -1) const;

  /// The answer to a stance that differs from the one `out` answers in penalties and caps only: utilities are kept up to the
  /// first axis whose answer changes.
  void respond_again(const Present& present, const Stance& stance, Response& out) const;

  /// Puts one axis at an option of its lever and leaves the other axes where the response has them.
  void pin(const Stance& stance, std::size_t axis, std::size_t option, Response& r) const;

  /// Attributes (path part and sanctions, no static terms) of an actor under a response.
  void attributes(Span span, core::ActorId actor, const Stance& stance, const Response& response, std::span<double> out) const;

 private:
  using Ratio = std::array<std::array<double, kMaxLevels>, kMaxLinear>;  // multiples of each lift, level 0 unused
  void place(std::size_t axis, double coordinate, std::array<double, kMaxLevels>& p) const;
  void option_levels(std::size_t axis, std::size_t option, const Stance& stance, std::array<double, kMaxLevels>& p) const;
  void option_utilities(const Present& present, const Stance& stance, std::size_t axis, const Ratio& ratio, const Response& r, std::span<double> out) const;
  void answer(std::size_t axis, const Present& present, const Stance& stance, Response& r) const;
  [[nodiscard]] Ratio ratios(const Stance& stance) const;
  void weigh(const Ratio& ratio, Response& r) const;
  [[nodiscard]] double conduct(std::size_t pair, const Response& response) const;

  const Space& space_;
  const Library& library_;
  const model::Policy& policy_;
  const Utility& utility_;
  bool reactions_;
};

}  // namespace entente::valuation

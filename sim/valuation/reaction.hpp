// SPDX-License-Identifier: Apache-2.0
// The cheap reaction rule inside projections: actors whose levers drive the ground answer a stance by the policy port over
// the stored paths, so that threats and caps are worth something. Depth one: no best responses, beliefs stand still.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/lanes.hpp"
#include "model/ports.hpp"
#include "valuation/library.hpp"
#include "valuation/stance.hpp"
#include "valuation/worth.hpp"

namespace entente::valuation {

/// Where each option of an axis' lever puts the axis: [option][level].
using Options = std::array<std::array<double, kMaxLevels>, kMaxLevels>;

/// What a stance fixes whatever is answered: multiples of the linear drivers' lifts, and where options of levers put an axis of
/// restraint, which a truce moves.
struct Frame {
  struct Lift {
    double ratio = 0.0;
    int first = 0;
  };  // first: of its lifted paths; lifts that count nothing are left out
  std::array<Lift, kMaxLinear * kMaxLevels> lift;
  int lifts = 0;
  std::array<Options, kMaxGridAxes> moved;  // [axis], of axes of restraint alone
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes>
      at_cap;  // [axis][level]: where keeping the stance's cap puts it
};

/// Distribution over each grid axis' levels and the resulting weights over all stored paths (they sum to 1; weights of lifted
/// paths and of the points they are lifted from may be negative).
struct Response {
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> level{};    // over axis levels
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> choice{};   // reactive axes: over the decision's levels
  std::array<double, kMaxPaths + core::kLanes> path{};                 // packs may be written beyond the last
  std::size_t paths = 0;                                               // how many weights there are
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> utility{};  // of options, before the price of breaking caps
  std::array<double, kMaxGridAxes> utility_at_cap{};                   // of standing at the cap
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> keep{};  // of options above the cap: chance that it is kept
  Frame frame;                                                      // of the stance that is answered

  /// Mean of a value along the paths under these weights.
  [[nodiscard]] double mean(const double* along) const {
    core::Pack sum = core::all(0.0);
    std::size_t p = 0;
    for (; p + core::kLanes <= paths; p += core::kLanes) sum += core::load(&path[p]) * core::load(along + p);
    double rest = 0.0;
    for (; p < paths; ++p) rest += path[p] * along[p];
    for (std::size_t l = 0; l < core::kLanes; ++l) rest += sum[l];
    return rest;
  }
};

struct Present {                                  // where the drivers stand now
  std::array<double, kMaxGridAxes> coordinate{};  // men, or restraint of the posture lever
  std::array<int, kMaxGridAxes> lever{};          // level index of the reactive decision, -1: none
};

class Reaction {
 public:
  Reaction(const Space& space, const Library& library, const model::Policy& policy, const Utility& utility,
           const PathWorth& worth, bool reactions);

  /// How reactive actors answer, and the path weights. `pinned` >= 0 pins that grid axis to lever level `pinned_level`.
  void respond(const Present& present, const Stance& stance, Response& out, int pinned = -1,
               int pinned_level = -1) const;

  /// The answer to a stance that differs from the one `out` answers in penalties and caps only: utilities are kept up to the
  /// first axis whose answer changes.
  void respond_again(const Present& present, const Stance& stance, Response& out) const;

  /// Puts one axis at an option of its lever and leaves the other axes where the response has them.
  void pin(const Stance& stance, std::size_t axis, std::size_t option, Response& r) const;

  /// Attributes (path part and sanctions, no static terms) of an actor under a response.
  void attributes(Span span, core::ActorId actor, const Stance& stance, const Response& response,
                  std::span<double> out) const;
  /// The same drawn together into the actor's columns, of which `out` has room for all.
  void worth(Span span, core::ActorId actor, const Stance& stance, const Response& response, double* out) const;

 private:
  void place(std::size_t axis, double coordinate, std::array<double, kMaxLevels>& p) const;
  [[nodiscard]] const Options& options_of(std::size_t axis, const Frame& frame) const {
    return space_.grid[axis].kind == scenario::AxisKind::restraint ? frame.moved[axis] : placed_[axis];
  }
  using Table = std::array<std::array<double, kMaxLevels>, kMaxColumns>;  // [column][axis level]
  void sum_levels(std::size_t axis, core::ActorId actor, const Response& r, Table& at) const;
  void add_sanctions(std::size_t axis, core::ActorId actor, const Stance& stance, Table& at) const;
  void option_utilities(const Present& present, const Stance& stance, std::size_t axis, Response& r) const;
  void answer(std::size_t axis, const Present& present, const Stance& stance, Response& r) const;
  void find_lifts(const Stance& stance, Frame& frame) const;
  void find_options(const Stance& stance, Frame& frame) const;
  void weigh(Response& r) const;
  [[nodiscard]] double conduct(std::size_t pair, const Response& response) const;
  template <class Add>
  void each_sanction(core::ActorId actor, const Stance& stance, const Response& response, Add&& add) const;

  const Space& space_;
  const Library& library_;
  const model::Policy& policy_;
  const Utility& utility_;
  const PathWorth& worth_;
  bool reactions_;
  /// A pair in which an actor sanctions or is sanctioned, and the attributes in which it feels it.
  struct Felt {
    std::size_t pair;
    std::vector<std::size_t> cash, sanctioned;
  };
  std::vector<std::vector<Felt>> felt_;  // per actor
  std::array<std::vector<Felt>, kMaxGridAxes>
      sanctions_;                               // [axis]: on its actor, as far as they hang on its conduct there
  std::array<Options, kMaxGridAxes> placed_{};  // [axis], but for restraint, whose places a truce moves
};

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// The cheap reaction rule inside projections: actors whose levers drive the ground answer a stance by the policy port over
// the stored paths, so that threats and caps are worth something. Depth one: no best responses, beliefs stand still.
#pragma once

#include <array>
#include <span>
#include <type_traits>
#include <vector>

#include "core/lanes.hpp"
#include "model/ports.hpp"
#include "valuation/library.hpp"
#include "valuation/stance.hpp"

namespace entente::valuation {

/// Calls `f` with the number of packs that hold so many attributes as a constant, so that loops over attributes unroll.
template <class F>
void with_packs(std::size_t attributes, F&& f) {
  constexpr std::size_t kMost = kMaxAttributes / core::kLanes;
  switch ((attributes + core::kLanes - 1) / core::kLanes) {
    case 0:
    case 1: return f(std::integral_constant<std::size_t, 1>());
    case 2: return f(std::integral_constant<std::size_t, 2>());
    case 3: return f(std::integral_constant < std::size_t, kMost < 3 ? kMost : 3 > ());
    default: return f(std::integral_constant<std::size_t, kMost>());
  }
}

/// What a stance fixes whatever is answered: multiples of the linear drivers' lifts, and where each option of an axis' lever
/// puts the axis.
struct Frame {
  struct Lift {
    double ratio = 0.0;
    int first = 0;
  };  // first: of its lifted paths; lifts that count nothing are left out
  std::array<Lift, kMaxLinear * kMaxLevels> lift;
  int lifts = 0;
  std::array<std::array<std::array<double, kMaxLevels>, kMaxLevels>, kMaxGridAxes> option;  // [axis][option][level]
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes>
      at_cap;  // [axis][level]: where keeping the stance's cap puts it
};

/// Distribution over each grid axis' levels and the resulting weights over all stored paths (they sum to 1; weights of lifted
/// paths and of the points they are lifted from may be negative).
struct Response {
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> level{};   // over axis levels
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> choice{};  // reactive axes: over the decision's levels
  std::array<double, kMaxPaths> path{};
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

/// Utility of differences in attributes: sum of weight x sign x curve(difference / scale). Tabulated once per refresh, since
/// attended attributes weigh with the actor's present attention. The saturating curve is exact to 1e-9.
class Utility {
 public:
  Utility(const scenario::Scenario& scenario, const scenario::Draw& draw) : s_(scenario), d_(draw) {}
  void refresh(const world::World& world);
  /// `difference` holds kMaxAttributes numbers, 0 beyond the actor's attributes.
  [[nodiscard]] double operator()(core::ActorId actor, std::span<const double, kMaxAttributes> difference) const {
    const Rows& r = rows_[actor.index()];
    core::Pack sum = core::all(0.0);
    for (std::size_t k = 0; k < r.count; k += core::kLanes) {
      sum += core::load(&r.weight[k]) * r.curve(k, core::load(&difference[k]));
    }
    double u = sum[0];
    for (std::size_t l = 1; l < core::kLanes; ++l) u += sum[l];
    return u;
  }
  /// The same of a difference in packs, which must hold all of the actor's attributes.
  template <std::size_t Packs>
  [[nodiscard]] double of(core::ActorId actor, const std::array<core::Lane, Packs>& difference) const {
    const Rows& r = rows_[actor.index()];
    core::Pack sum = core::all(0.0);
    for (std::size_t k = 0; k < Packs; ++k)
      sum += core::load(&r.weight[k * core::kLanes]) * r.curve(k * core::kLanes, difference[k].v);
    double u = sum[0];
    for (std::size_t l = 1; l < core::kLanes; ++l) u += sum[l];
    return u;
  }
  /// Utility of one attribute's difference alone.
  [[nodiscard]] double part(core::ActorId actor, std::size_t attribute, double difference) const {
    const Rows& r = rows_[actor.index()];
    const std::size_t k = attribute / core::kLanes * core::kLanes;
    return r.weight[attribute] * r.curve(k, core::all(difference))[attribute - k];
  }

 private:
  struct Rows {
    std::array<double, kMaxAttributes> weight{}, per_unit{};  // weight x sign; 1 / scale
    std::array<std::int64_t, kMaxAttributes> saturating{};    // all bits or none
    std::size_t count = 0;
    [[nodiscard]] core::Pack curve(std::size_t k, core::Pack difference) const {
      const core::Pack x = difference * core::load(&per_unit[k]);
      core::Truth bends;
      __builtin_memcpy(&bends, &saturating[k], sizeof(bends));
      if (!core::any(bends & (x != core::all(0.0)))) return x;
      return core::choose(bends, core::hyperbolic_tangent(x), x);
    }
  };
  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  std::vector<Rows> rows_;  // per actor
};

class Reaction {
 public:
  Reaction(const Space& space, const Library& library, const model::Policy& policy, const Utility& utility,
           bool reactions);

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

 private:
  void place(std::size_t axis, double coordinate, std::array<double, kMaxLevels>& p) const;
  void option_levels(std::size_t axis, std::size_t option, const Stance& stance,
                     std::array<double, kMaxLevels>& p) const;
  using Table = std::array<std::array<double, kMaxAttributes>, kMaxLevels>;  // [axis level][attribute]
  template <std::size_t Packs>
  void sum_levels(std::size_t axis, core::ActorId actor, const Response& r, Table& at) const;
  void add_sanctions(std::size_t axis, const Stance& stance, Table& at) const;
  template <std::size_t Packs>
  void weigh_options(std::size_t axis, core::ActorId actor, const Table& at, const Present& present,
                     const Stance& stance, Response& r) const;
  void option_utilities(const Present& present, const Stance& stance, std::size_t axis, Response& r) const;
  void answer(std::size_t axis, const Present& present, const Stance& stance, Response& r) const;
  void find_lifts(const Stance& stance, Frame& frame) const;
  void find_options(const Stance& stance, Frame& frame) const;
  void weigh(Response& r) const;
  [[nodiscard]] double conduct(std::size_t pair, const Response& response) const;

  const Space& space_;
  const Library& library_;
  const model::Policy& policy_;
  const Utility& utility_;
  const PathSums& sums_;
  bool reactions_;
  /// A sanction on an axis' actor that hangs on its conduct there, and the attributes in which it feels it.
  struct Sanction {
    std::size_t pair;
    std::vector<std::size_t> cash, sanctioned;
  };
  std::array<std::vector<Sanction>, kMaxGridAxes> sanctions_;
  std::vector<std::vector<std::size_t>> pairs_of_;  // per actor: pairs in which it sanctions or is sanctioned
  std::array<std::array<std::array<double, kMaxLevels>, kMaxLevels>, kMaxGridAxes>
      placed_{};  // [axis][option][level], but for restraint, whose places a truce moves
};

}  // namespace entente::valuation

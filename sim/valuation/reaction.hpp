// SPDX-License-Identifier: Apache-2.0
// The cheap reaction rule inside projections: actors whose levers drive the ground answer a stance by the policy port over
// the stored paths, so that threats and caps are worth something. Depth one: no best responses, beliefs stand still.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/detmath.hpp"
#include "model/ports.hpp"
#include "valuation/library.hpp"
#include "valuation/stance.hpp"

namespace entente::valuation {

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
};

/// Distribution over each grid axis' levels and the resulting weights over all stored paths (they sum to 1; weights of lifted
/// paths and of the points they are lifted from may be negative).
struct Response {
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> level{};   // over axis levels
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> choice{};  // reactive axes: over the decision's levels
  std::array<double, kMaxPaths> path{};
  std::array<std::uint8_t, kMaxPaths> weighty{};  // paths whose weight is not zero, ascending
  int weighty_count = 0;
  std::array<std::array<double, kMaxLevels>, kMaxGridAxes> utility{};  // of options, before the price of breaking caps
  Frame frame;                                                         // of the stance that is answered

  /// Means of `count` values along the paths; their rows stand `stride` apart. Rows share the reading of weights.
  void means(const double* along, std::size_t stride, std::size_t count, double* out) const {
    std::size_t k = 0;
    for (; k + 3 < count; k += 4) {
      const double* row = along + k * stride;
      double a = 0.0, b = 0.0, c = 0.0, d = 0.0;
      for (int i = 0; i < weighty_count; ++i) {
        const std::size_t p = weighty[static_cast<std::size_t>(i)];
        const double w = path[p];
        a += w * row[p];
        b += w * row[stride + p];
        c += w * row[2 * stride + p];
        d += w * row[3 * stride + p];
      }
      out[k] = a;
      out[k + 1] = b;
      out[k + 2] = c;
      out[k + 3] = d;
    }
    for (; k < count; ++k) out[k] = mean(along + k * stride);
  }
  /// Mean of a value along the paths under these weights.
  [[nodiscard]] double mean(const double* along) const {
    double sum = 0.0;
    for (int i = 0; i < weighty_count; ++i) {
      const std::size_t p = weighty[static_cast<std::size_t>(i)];
      sum += path[p] * along[p];
    }
    return sum;
  }
};

struct Present {                                  // where the drivers stand now
  std::array<double, kMaxGridAxes> coordinate{};  // men, or restraint of the posture lever
  std::array<int, kMaxGridAxes> lever{};          // level index of the reactive decision, -1: none
};

/// Utility of differences in attributes: sum of weight x sign x curve(difference / scale). Tabulated once per refresh, since
/// attended attributes weigh with the actor's present attention.
class Utility {
 public:
  Utility(const scenario::Scenario& scenario, const scenario::Draw& draw) : s_(scenario), d_(draw) {}
  void refresh(const world::World& world);
  [[nodiscard]] double operator()(core::ActorId actor, std::span<const double> difference) const {
    const auto& rows = rows_[actor.index()];
    const std::size_t count = s_.actors[actor.index()].attributes.size();
    double u = 0.0;
    for (std::size_t k = 0; k < count; ++k) u += rows[k](difference[k]);
    return u;
  }
  /// Utility of one attribute's difference alone.
  [[nodiscard]] double part(core::ActorId actor, std::size_t attribute, double difference) const {
    return rows_[actor.index()][attribute](difference);
  }

 private:
  struct Row {
    double weight = 0.0, per_unit = 0.0;  // weight x sign; 1 / scale
    bool saturating = false;
    [[nodiscard]] double operator()(double difference) const {
      const double x = difference * per_unit;
      return weight * (saturating ? det::tanh(x) : x);
    }
  };
  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  std::vector<std::array<Row, kMaxAttributes>> rows_;  // per actor
};

class Reaction {
 public:
  Reaction(const Space& space, const Library& library, const model::Policy& policy, const Utility& utility,
           bool reactions)
      : space_(space), library_(library), policy_(policy), utility_(utility), reactions_(reactions) {}

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
  void option_utilities(const Present& present, const Stance& stance, std::size_t axis, const Response& r,
                        std::span<double> out) const;
  void answer(std::size_t axis, const Present& present, const Stance& stance, Response& r) const;
  void find_lifts(const Stance& stance, Frame& frame) const;
  void find_options(const Stance& stance, Frame& frame) const;
  void weigh(Response& r) const;
  [[nodiscard]] double conduct(std::size_t pair, const Response& response) const;

  const Space& space_;
  const Library& library_;
  const model::Policy& policy_;
  const Utility& utility_;
  bool reactions_;
};

}  // namespace entente::valuation

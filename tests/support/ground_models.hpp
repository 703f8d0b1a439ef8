// SPDX-License-Identifier: Apache-2.0
// Two extreme conflict models for tests of what stands on the port: ground that never moves, and ground that one coalition
// takes as a whole in the first week.
#pragma once

#include "model/ports.hpp"

namespace entente::test {

class StillGround final : public model::Conflict {
 public:
  [[nodiscard]] model::GroundParams ground_params() const override { return {}; }
  void sample(const world::World&, const model::GroundInputs&, const core::Streams&, world::EventSink&) const override {
  }
  void expect(const model::GroundInputs&, model::GroundState&, double) const override {}
};

class SlidingGround final : public model::Conflict {
 public:
  SlidingGround(const scenario::Scenario& scenario, core::CoalitionId taker) : scenario_(scenario), taker_(taker) {}
  [[nodiscard]] model::GroundParams ground_params() const override { return {}; }
  void sample(const world::World& world, const model::GroundInputs&, const core::Streams&,
              world::EventSink& out) const override {
    for (std::size_t n = 0; n < scenario_.nodes.size(); ++n) {
      const auto node = core::NodeId::at(n);
      const auto holder = world.holder(scenario_, node);
      if (!movable(n) || holder == taker_) continue;
      out.emit(world::ControlChanged{node, holder, taker_, world::Cause::capture, 1.0, {}});
    }
  }
  void expect(const model::GroundInputs&, model::GroundState& state, double) const override {
    const std::size_t count = scenario_.coalition_count();
    for (std::size_t n = 0; n < scenario_.nodes.size(); ++n) {
      if (!movable(n)) continue;
      double* row = &state.control[n * count];
      for (std::size_t c = 0; c < count; ++c)
        row[c] = c == taker_.index() ? kHeld : scenario_.coalitions[c].unaligned ? 1.0 - kHeld : 0.0;
    }
  }

 private:
  static constexpr double kHeld = 0.95;
  [[nodiscard]] bool movable(std::size_t n) const {
    return !scenario_.nodes[n].outside && scenario_.nodes[n].front.valid();
  }

  const scenario::Scenario& scenario_;
  core::CoalitionId taker_;
};

}  // namespace entente::test

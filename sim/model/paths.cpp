// SPDX-License-Identifier: Apache-2.0
// Many expected paths for families that make one at a time.
#include <algorithm>

#include "model/ports.hpp"

namespace entente::model {

void PathStates::resize(std::size_t path_count, std::size_t entry_count, int steps) {
  paths = path_count;
  entries = entry_count;
  const std::size_t needed = static_cast<std::size_t>(steps) * entries * paths;
  if (needed > room_) {
    control.reset(new double[needed]);  // not make_unique, which clears
    room_ = needed;
  }
  deaths.resize(static_cast<std::size_t>(steps) * paths);
}

void Conflict::expect_paths(const GroundInputs& shared, const PathInputs& paths, const GroundState& start,
                            double months, int steps, PathStates& out) const {
  const std::size_t entries = start.control.size();
  out.resize(paths.paths, entries, steps);
  GroundInputs inputs = shared;
  for (std::size_t p = 0; p < paths.paths; ++p) {
    const auto column = [&](const std::vector<double>& table, std::vector<double>& into) {
      for (std::size_t k = 0; k < into.size(); ++k) into[k] = table[k * paths.paths + p];
    };
    column(paths.strength, inputs.strength);
    column(paths.men, inputs.men);
    column(paths.restraint, inputs.restraint);
    column(paths.pressure, inputs.pressure);
    GroundState state = start;
    for (int q = 0; q < steps; ++q) {
      const auto step = static_cast<std::size_t>(q);
      state.deaths = 0.0;
      expect(inputs, state, months);
      for (std::size_t e = 0; e < entries; ++e) out.control[(step * entries + e) * paths.paths + p] = state.control[e];
      out.deaths[step * paths.paths + p] = state.deaths;
    }
  }
}

}  // namespace entente::model

// SPDX-License-Identifier: Apache-2.0
// What many expected paths of one library need, as plain numbers and pointers: the loops over it are compiled once for any
// machine and once for processors with wider vectors, and must not share anything a linker could mix up.
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/support/burst_contest_params.hpp"

namespace entente::models::burst {

/// What a library shares of a contested place; pairs by fighter.
struct Place {
  float weight[2], local_odds[2];  // of attacks there; odds by supply and terrain alone
  float base_pull[2];              // towards giving it back, without pressure
  float stranger[2];
  float major, crowding;
  bool open[2];                      // has supply there without standing next to it
  std::uint16_t front, first, last;  // its neighbours: PathJob::neighbour[first .. last)
};

/// Tables are as in model::GroundInputs, GroundState, PathInputs and PathStates; C coalitions.
struct PathJob {
  Params params;
  double months = 0.0;
  int steps = 0;
  std::size_t paths = 0, places = 0, coalitions = 0, fronts = 0, entries = 0, still_count = 0;
  std::size_t fighter[2] = {0, 0};
  std::int32_t unaligned = -1;
  double fresh_decay = 1.0, fresh_mean = 1.0;  // of old salience over the step; mean of what arises within it
  double shaken = 1.0, rout_odds = 0.0;  // factor on the odds next to a rout; odds beyond which a win may become one
  double clash = 0.0;                    // deaths of an attack per man of two equal armies
  const std::uint8_t* armed = nullptr;
  const Place* place = nullptr;
  const std::uint16_t* neighbour = nullptr;  // positions among the places; those that never change hands after them
  const float* approach = nullptr;           // beside neighbour: how much of a stand there counts here
  const float* still = nullptr;              // [position - places][fighter]: how surely a fighter stands on these
  const std::int32_t* contested = nullptr;
  const double *control = nullptr, *fresh = nullptr, *mode = nullptr,
               *drift = nullptr;  // at the start; drift may be null
  const double *strength = nullptr, *men = nullptr, *restraint = nullptr, *pressure = nullptr;
  const double *regroup = nullptr, *regroup_rate = nullptr;  // both or none
  double *out_control = nullptr, *out_deaths = nullptr;
};

void run_paths_plain(const PathJob& job);
/// Precondition: the processor has AVX2. Does nothing where the program was built without it.
void run_paths_avx2(const PathJob& job);
[[nodiscard]] bool avx2_built();

}  // namespace entente::models::burst

// SPDX-License-Identifier: Apache-2.0
// What a fold keeps: one number per run and outcome, sums per month and place. Private to this room.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/summary.hpp"
#include "run/record.hpp"
#include "scenario/scenario.hpp"

namespace entente::analysis {

struct TrackData {
  std::uint64_t signed_runs = 0, force_runs = 0, standing_runs = 0, texts = 0, answered = 0, ratified = 0;
  std::array<std::uint64_t, kHeldMonths.size()> held{}, held_of{};     // runs, by their first text in force
  std::vector<double> first_months;                                    // first signature, runs that signed
  double delivered = 0.0;                                              // sum over runs that signed, latest text
  std::vector<std::vector<std::uint64_t>> at;                          // [issue of track][grid position]
  std::vector<double> gain;                                            // [party] sum
  std::vector<std::uint64_t> ended;                                    // [cause]
  std::vector<std::uint64_t> refusals, refused_runs, refused_no_deal;  // [party]
};

struct MonthData {
  std::uint64_t n = 0;
  std::vector<double> control;                          // [node * coalitions + coalition] sum
  std::vector<std::uint32_t> holders;                   // [node * (coalitions + 1) + holder], last: nobody
  std::vector<std::vector<double>> people, price, men;  // [entity][run]
  std::vector<double> deaths, displaced;                // [run]
  std::vector<std::vector<std::uint32_t>> lever;        // [decision][level]
  std::vector<std::uint32_t> signed_runs, force_runs;   // [track]
};

struct FoldData {
  const scenario::Scenario* scenario = nullptr;
  std::uint64_t failed = 0;
  std::vector<run::RunKey> keys;
  std::vector<std::vector<double>> values;        // [outcome][run]
  std::vector<std::vector<std::int16_t>> months;  // [outcome][run]
  std::vector<double> deaths, displaced;          // [run]
  double defections = 0.0, captures = 0.0;
  std::vector<std::uint32_t> first_of_draw;  // run index at which a draw begins
  std::vector<core::ParamId> inputs;         // uncertain params
  std::vector<std::vector<float>> drawn;     // [input][draw], while every draw so far was given
  bool drawing = true;                       // false once a draw was missing or the limit is reached
  std::uint64_t drawn_runs = 0;              // runs of those draws
  std::vector<TrackData> tracks;
  std::vector<MonthData> timeline;
};

}  // namespace entente::analysis

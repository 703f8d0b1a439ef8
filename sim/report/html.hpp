// SPDX-License-Identifier: Apache-2.0
// The report on an ensemble: one HTML file without scripts, network or fonts of its own, readable and printable anywhere.
// Every text that comes from a scenario is escaped.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/summary.hpp"
#include "report/narrative.hpp"
#include "scenario/scenario.hpp"

namespace entente::report {

struct ToldStory {
  analysis::ToldRun run;
  Story story;
  std::int64_t run_number = -1;  ///< its position in the ensemble, as `entente explain --run` counts; -1: unknown
};

struct ReportInput {
  const scenario::Scenario* scenario = nullptr;  ///< required
  const analysis::Summary* summary = nullptr;    ///< required
  std::uint64_t seed = 0;
  std::string engine_version;
  std::string result_digest;       ///< hex, may be empty
  std::string command;             ///< the line that makes these results again
  std::vector<ToldStory> stories;  ///< replays of summary->told, may be empty
};

/// The whole document. Equal inputs give equal bytes.
[[nodiscard]] std::string html(const ReportInput& input);

}  // namespace entente::report

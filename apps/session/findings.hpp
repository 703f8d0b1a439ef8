// SPDX-License-Identifier: Apache-2.0
// What is known after an ensemble: counts, failures, digest, and the folded summary.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/summary.hpp"
#include "ensemble/plan.hpp"
#include "run/record.hpp"

namespace entente::session {

struct FailedRun {
  run::RunKey key;
  std::string cause;
};
inline constexpr std::size_t kFailuresKept = 20;

struct Findings {
  ensemble::Plan plan;
  std::uint64_t made = 0;  ///< runs made, failed ones included
  std::uint64_t failed = 0;
  std::vector<FailedRun> failures;  ///< the first kFailuresKept in run-key order
  std::string result_digest;
  analysis::Summary summary;
};

}  // namespace entente::session

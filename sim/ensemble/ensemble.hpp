// SPDX-License-Identifier: Apache-2.0
// Runs many histories of one scenario in blocks: parallel over runs, never inside a run. A failing run becomes a record
// with its key and cause and stops nothing. It neither stores nor folds (sinks do) and reads no clock.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/cancel.hpp"
#include "ensemble/executor.hpp"
#include "ensemble/plan.hpp"
#include "ensemble/sink.hpp"
#include "run/record.hpp"

namespace entente::ensemble {

/// Makes one run from its key; called from several workers at once, so it must not share mutable state.
using Runner = std::function<run::RunRecord(const run::RunKey&)>;

struct Progress {
  std::uint64_t done = 0;    ///< of this call
  std::uint64_t total = 0;   ///< of this call
  std::uint64_t failed = 0;  ///< among done
};

struct Options {
  std::uint64_t block_size = 16;
  core::CancelToken cancel;                       ///< looked at before every run
  std::function<void(const Progress&)> progress;  ///< after every block, under the exclusive section
};

struct Status {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  bool cancelled = false;  ///< not all pending runs were made
};

/// Makes the runs at the pending positions of the plan and hands each to the sink. Throws only what the sink, the progress
/// callback or the executor throw; what a runner throws becomes that run's failure.
Status run_ensemble(const Plan& plan, const std::vector<std::uint64_t>& pending, const Runner& runner,
                    Executor& executor, ResultSink& sink, const Options& options = {});

/// All positions of a plan: 0 .. run_count - 1.
[[nodiscard]] std::vector<std::uint64_t> all_runs(const Plan& plan);

}  // namespace entente::ensemble

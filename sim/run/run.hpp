// SPDX-License-Identifier: Apache-2.0
// One run from its key: draw, models, world, steps, record. Pure: same scenario, same key, same bytes.
#pragma once

#include "core/cancel.hpp"
#include "model/registry.hpp"
#include "run/record.hpp"
#include "scenario/scenario.hpp"

namespace entente::run {

struct RunOptions {
  bool keep_events = false;
  bool keep_trace = true;
  bool at_mode = false;  // use the modes of all quantities instead of a draw
};

/// Runs one history. Never throws for a failing run: the record carries the cause.
[[nodiscard]] RunRecord run_one(const scenario::Scenario& scenario, const model::Registry& registry, RunKey key,
                                const RunOptions& options = {});

}  // namespace entente::run

// SPDX-License-Identifier: Apache-2.0
// Real runs of the small world for tests of analysis and report: loaded and run once per program.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "analysis/fold.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "run/run.hpp"
#include "support/small_world.hpp"

namespace entente::test {

struct SmallEnsemble {
  model::Registry registry;
  scenario::Scenario scenario;
  std::vector<run::RunRecord> records;  ///< with events

  [[nodiscard]] scenario::Draw draw(std::uint32_t number) const {
    return scenario::make_draw(scenario, scenario.seed, number);
  }
};

/// `draws` x `replications` runs in run-key order.
inline SmallEnsemble make_small_ensemble(const SmallWorldOptions& options, std::uint32_t draws,
                                         std::uint32_t replications = 1) {
  SmallEnsemble out;
  models::register_all(out.registry);
  out.scenario = small_world(options, out.registry.catalog());
  for (std::uint32_t d = 0; d < draws; ++d) {
    for (std::uint32_t r = 0; r < replications; ++r) {
      out.records.push_back(run::run_one(out.scenario, out.registry, {out.scenario.seed, d, r}, {true, true, false}));
      if (!out.records.back().failure.empty()) throw std::runtime_error(out.records.back().failure);
    }
  }
  return out;
}

/// Thirty runs of the default small world.
inline const SmallEnsemble& small_ensemble() {
  static const SmallEnsemble kEnsemble = make_small_ensemble({}, 30);
  return kEnsemble;
}

inline analysis::Fold fold_of(const SmallEnsemble& ensemble, bool with_draws = true) {
  analysis::Fold fold(ensemble.scenario);
  for (const auto& record : ensemble.records) {
    const scenario::Draw draw = ensemble.draw(record.key.draw);
    fold.add(record, with_draws ? &draw : nullptr);
  }
  return fold;
}

}  // namespace entente::test

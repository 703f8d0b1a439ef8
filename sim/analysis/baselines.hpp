// SPDX-License-Identifier: Apache-2.0
// The simple guesses that every outcome must stand beside: nothing changes, constant hazard, random walk. "No deal ever" is
// an ensemble of its own and joins in summary. Each guess carries its formula and data in words.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace entente::analysis {

/// One guess. A binary outcome's value is a chance 0..1; a number is in the outcome's unit.
struct Baseline {
  std::string id;       ///< persistence, constant_hazard, random_walk, no_deal
  std::string title;    ///< for a reader
  std::string formula;  ///< formula and data in one sentence
  double value = 0.0;
  bool has_range = false;  ///< lo and hi mean something
  double lo = 0.0;
  double hi = 0.0;
};

/// Guesses that need no ensemble, at the modes of all inputs, per outcome of the scenario.
[[nodiscard]] std::vector<std::vector<Baseline>> simple_baselines(const scenario::Scenario& scenario);

}  // namespace entente::analysis

// SPDX-License-Identifier: Apache-2.0
// What a scenario was made of: every effective number with its range, sources and place, where each value came from,
// the digest over what can change a result, and the programmatic change of a number.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/scenario.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

/// One row of the assumption register, in the unit the engine uses.
struct EffectiveInput {
  std::string path;
  double v = 0.0, lo = 0.0, hi = 0.0;
  std::string unit, shape;
  std::vector<std::string> sources;
  std::string tier;  ///< of the sources: "judgement" when any is one or the number is a default
  int ped = 0;
  bool is_default = false;  ///< not written in the case: the documented default of the schema or the model
  bool judgement = false;
  bool hindsight = false;
  std::string corr, why;
  core::Place place;
  Num param;
};

/// One value as written, with what it replaced.
struct OriginEntry {
  std::string path;
  std::string value;
  core::Place place;
  std::string why;            ///< reason of the overlay that set it
  std::vector<Origin> chain;  ///< earlier settings, oldest first
  std::vector<std::string> sources;
  bool is_default = false;
};

struct Origins {
  std::vector<OriginEntry> entries;    ///< by path
  std::vector<EffectiveInput> inputs;  ///< by path
  std::vector<std::string> files;      ///< every file read
};

/// Answer to "where does this value come from".
struct Why {
  std::optional<OriginEntry> entry;
  std::vector<std::string> inside;     ///< paths below it, when it is a table
  std::optional<std::string> nearest;  ///< when there is nothing there
};

[[nodiscard]] Why why(const Origins& origins, const std::string& path);
/// The same in lines of text.
[[nodiscard]] std::string render(const Why& answer, const std::string& path);

/// Rows for the register. `defaulted` stands beside scenario.params.
[[nodiscard]] std::vector<EffectiveInput> effective_inputs(const Scenario& scenario,
                                                           const std::vector<bool>& defaulted);
[[nodiscard]] Origins make_origins(const Scenario& scenario, const std::vector<bool>& defaulted, const Value& document,
                                   std::vector<std::string> files);

/// Numbers whose path matches; a segment * stands for any one segment.
[[nodiscard]] std::vector<Num> match_params(const Scenario& scenario, std::string_view pattern);

/// value -> value * factor + offset for v, lo, hi and levels of every match, clipped to what the schema allows; the
/// digest is made anew. Returns how many numbers matched.
std::size_t scale_param(Scenario& scenario, std::string_view pattern, double factor, double offset);

/// Hex digest over everything in the scenario that can change a result; not over titles, sources or file order.
[[nodiscard]] std::string scenario_digest(const Scenario& scenario);

}  // namespace entente::scenario

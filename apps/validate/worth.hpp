// SPDX-License-Identifier: Apache-2.0
// What a right is worth to its buyer, by sampled futures under common random numbers: the change of the buyer's supply
// attribute that the right makes under given levers. No page knows how it is measured; this file knows no page.
#pragma once

#include <vector>

#include "apps/validate/bench.hpp"
#include "apps/validate/context.hpp"

namespace entente::validate {

/// Grid positions of the buyer's two levers.
struct Levers {
  std::size_t aid = 0, pledge = 0;
};

/// MUSD a month over the buyer's deal horizon: path by path at the modes, and the mean of the paths in each draw.
struct Worth {
  std::vector<double> paths, draws;
  [[nodiscard]] Estimate mode() const { return estimate(paths); }
  [[nodiscard]] Estimate drawn() const { return estimate(draws); }
  [[nodiscard]] Worth operator-(const Worth& other) const {
    return {minus(paths, other.paths), minus(draws, other.draws)};
  }
};

/// One scenario variant and the lever settings to measure in it.
struct Variant {
  const scenario::Scenario* scenario = nullptr;
  std::vector<Levers> levers;
};

/// Parts of the loop in the case.
struct Parts {
  core::IssueId held, safe, aid, pledge;
  core::TrackId track;
  core::ActorId buyer, seller;
  std::size_t supply = 0;  ///< the buyer's supply attribute
  Levers off, top;
};
/// Finds them; throws std::invalid_argument where the arguments do not fit together.
[[nodiscard]] Parts parts_of(const scenario::Scenario& scenario, const Arguments& arguments);

/// Worth of the whole right: [variant][setting]. The parts must be the same in all variants.
[[nodiscard]] std::vector<std::vector<Worth>> measure(const Context& context, const Parts& parts, core::IssueId right,
                                                      const std::vector<Variant>& variants);

}  // namespace entente::validate

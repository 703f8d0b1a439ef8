// SPDX-License-Identifier: Apache-2.0
// The same solution concepts on a convex set of utilities: lotteries over outcomes, or issues whose positions are continuous
// and whose utilities are concave. The set is known only through its best points for given weights, so it is never listed:
// linear programmes over the points met so far, until no point of the set can improve them (column generation).
// Sources: as solutions.hpp; Dantzig and Wolfe (1960); for Nash, Guelat and Marcotte (1986).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analysis/solutions.hpp"

namespace entente::analysis {

/// A point of the set: its utilities, and whatever the caller needs to know it again.
struct Point {
  std::vector<double> utility;
  std::vector<double> position;
};

/// A point that maximises sum of weight x utility; weights are at or above 0, not all 0. Exact to rounding.
using BestPoint = std::function<Point(std::span<const double> weight)>;

/// A lottery, or the one point it consists of.
struct Mixture {
  std::vector<Point> points;
  std::vector<double> chance;   ///< sum 1, each above 0
  std::vector<double> utility;  ///< expected
};

struct MixedChoice {
  Rule rule = Rule::nash;
  Answer answer = Answer::no_zone;
  double value = 0.0;
  Mixture at;
};

struct MixedGaps {
  std::vector<double> best;
  Mixture closest;
  std::vector<double> shortfall, alone;  ///< as in Gaps
};

struct MixedSolutions {
  std::vector<double> ideal;
  std::vector<MixedChoice> choices;  ///< one per rule; equal_shares is not computed (its text says why): undefined
  std::optional<MixedGaps> gaps;
  [[nodiscard]] const MixedChoice& of(Rule rule) const { return choices[static_cast<std::size_t>(rule)]; }
};

/// Throws std::invalid_argument like solve(). Utilities are exact to about 1e-9 of their range, positions on a smooth
/// frontier to about 1e-6.
[[nodiscard]] MixedSolutions solve_mixed(const BestPoint& best, std::size_t parties, const Terms& terms);

/// The best point of a table, row-major; position = { row }.
[[nodiscard]] BestPoint best_of_table(std::span<const double> utility, std::size_t parties);

}  // namespace entente::analysis

// SPDX-License-Identifier: Apache-2.0
// Pareto frontier of a table of utilities: the rows that no other row dominates. Exact comparisons, no tolerance.
// Method: most dominated rows fall to a handful of strong rows; what is left is asked of a k-d tree with bounding boxes
// (Bentley 1975), so that a domain in which every row is efficient costs n log n and not n squared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::core {

/// Indices, ascending, of rows that no other row dominates (at least as good for every party, better for one). Equal rows
/// do not dominate each other: all of them are listed. `utility` is row-major, rows x parties, finite; parties 1 to 16.
/// Throws std::invalid_argument for another number of parties or a table that is not rectangular.
[[nodiscard]] std::vector<std::uint32_t> pareto_frontier(std::span<const double> utility, std::size_t parties);

}  // namespace entente::core

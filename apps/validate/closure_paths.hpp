// SPDX-License-Identifier: Apache-2.0
// Control at the end of a stretch, by expected paths and by the mean of luck, with the drivers held at a grid point.
#pragma once

#include <string>
#include <vector>

#include "apps/validate/bench.hpp"

namespace entente::validate {

inline constexpr int kClosureMonths = 24;

/// Mean control [n * C + c] after kClosureMonths of sampled weeks with the drivers held at one grid point of the library.
[[nodiscard]] std::vector<double> sampled_control(Bench& bench, int point, int paths);
/// The same by the library's expected path.
[[nodiscard]] std::vector<double> expected_control(Bench& bench, int point);
/// The coalition of the first restraint axis, else of the first driven force.
[[nodiscard]] core::CoalitionId holding_side(const Bench& bench);
/// Contested places that a coalition holds at as_of.
[[nodiscard]] std::vector<std::size_t> held_places(const Bench& bench, core::CoalitionId side);
/// "restraint 0.0, 4000 men"
[[nodiscard]] std::string point_name(const valuation::Space& space, int point);

}  // namespace entente::validate

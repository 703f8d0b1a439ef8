// SPDX-License-Identifier: Apache-2.0
// Two small pictures for the pattern page: curves over numbers and bars over counts. Plain SVG, fixed digits, no scripts.
#pragma once

#include <string>
#include <vector>

namespace entente::validate {

struct Curve {
  std::string name;
  std::vector<double> x, y;
};

/// Curves with markers; axes run from 0 (or the least value) to the largest value.
[[nodiscard]] std::string curves_svg(const std::string& title, const std::string& x_label, const std::string& y_label,
                                     const std::vector<Curve>& curves);

/// How often each whole number 0, 1, 2, ... occurred, with a line at `mark` (none below 0).
[[nodiscard]] std::string counts_svg(const std::string& title, const std::string& x_label,
                                     const std::vector<int>& values, double mark);

}  // namespace entente::validate

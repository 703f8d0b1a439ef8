// SPDX-License-Identifier: Apache-2.0
// The pictures of the report as inline SVG. Each has a title and a description, and a table stands beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/summary.hpp"
#include "scenario/scenario.hpp"

namespace entente::report {

/// Fifty dots, filled for the share; never none and never all.
[[nodiscard]] std::string dots_of_share(std::string_view id, std::string_view title, double share);
/// Fifty quantile dots on a number line, with ticks for simple guesses.
[[nodiscard]] std::string dots_of_values(std::string_view id, std::string_view title,
                                         const analysis::OutcomeSummary& outcome);

struct FanLine {
  std::string name;
  std::string colour;
  std::vector<analysis::Fan> months;
};
/// 10th to 90th percentile as bands with medians, month by month. `month_labels` has one entry per month.
[[nodiscard]] std::string fan_chart(std::string_view id, std::string_view title, const std::vector<FanLine>& lines,
                                    const std::vector<std::string>& month_labels, int width = 490, int height = 190);

struct ShareLine {
  std::string name;
  std::string colour;
  std::vector<double> months;
};
/// Shares of histories, 0 to 100, month by month.
[[nodiscard]] std::string share_chart(std::string_view id, std::string_view title, const std::vector<ShareLine>& lines,
                                      const std::vector<std::string>& month_labels);

/// One bar cut into the shares of `counts`.
[[nodiscard]] std::string split_bar(std::string_view id, std::string_view title,
                                    const std::vector<std::uint64_t>& counts);
/// A bar from the middle, -1 to 1.
[[nodiscard]] std::string rho_bar(std::string_view id, double rho, double lo, double hi);

/// Places of the case as dots on a schematic map in one month: colour of the most common holder, hatched where histories differ.
[[nodiscard]] std::string map_of_month(std::string_view id, std::string_view title, const scenario::Scenario& scenario,
                                       const analysis::TimelineMonth& month);
/// One strip of months for each contested place, grouped by front.
[[nodiscard]] std::string strips(std::string_view id, const scenario::Scenario& scenario,
                                 const std::vector<analysis::TimelineMonth>& timeline,
                                 const std::vector<std::string>& month_labels);
/// Disagreement above which a place is hatched: more than this share of histories has another holder.
inline constexpr double kHatch = 0.25;

}  // namespace entente::report

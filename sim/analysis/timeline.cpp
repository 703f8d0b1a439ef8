// SPDX-License-Identifier: Apache-2.0
// Means and percentiles of each month.
#include "analysis/timeline.hpp"

#include <algorithm>

#include "analysis/outcomes.hpp"

namespace entente::analysis {
namespace {

std::vector<Fan> fans(const std::vector<std::vector<double>>& values) {
  std::vector<Fan> out;
  for (const auto& one : values) out.push_back(fan(one));
  return out;
}

void ground(std::size_t coalitions, const MonthData& month, double n, TimelineMonth& out) {
  for (const double sum : month.control) out.control.push_back(sum / n);
  const std::size_t width = coalitions + 1;
  for (std::size_t node = 0; (node + 1) * width <= month.holders.size(); ++node) {
    std::size_t best = 0;
    for (std::size_t c = 1; c < width; ++c) {
      if (month.holders[node * width + c] > month.holders[node * width + best]) best = c;
    }
    out.holder.push_back(best == coalitions ? -1 : static_cast<std::int32_t>(best));
    out.disagreement.push_back(1.0 - static_cast<double>(month.holders[node * width + best]) / n);
  }
}

void levers(const scenario::Scenario& s, const MonthData& month, double n, TimelineMonth& out) {
  for (std::size_t d = 0; d < month.lever.size(); ++d) {
    double mean = 0.0;
    std::vector<double> share;
    for (std::size_t l = 0; l < month.lever[d].size(); ++l) {
      share.push_back(static_cast<double>(month.lever[d][l]) / n);
      mean += share.back() * s.decisions[d].levels[l];
    }
    out.lever.push_back(mean);
    out.lever_share.push_back(std::move(share));
  }
}

}  // namespace

std::vector<TimelineMonth> timeline(const FoldData& data) {
  std::vector<TimelineMonth> out;
  for (const MonthData& month : data.timeline) {
    const double n = static_cast<double>(std::max<std::uint64_t>(1, month.n));
    TimelineMonth line;
    ground(data.scenario->coalition_count(), month, n, line);
    line.people = fans(month.people);
    line.price = fans(month.price);
    line.men = fans(month.men);
    line.deaths = fan(month.deaths);
    line.displaced = fan(month.displaced);
    levers(*data.scenario, month, n, line);
    for (const std::uint32_t count : month.signed_runs) line.signed_share.push_back(count / n);
    for (const std::uint32_t count : month.force_runs) line.force_share.push_back(count / n);
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace entente::analysis

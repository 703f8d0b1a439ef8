// SPDX-License-Identifier: Apache-2.0
// Dot plots and bars. Fifty dots: Fernandes and others (2018).
#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.hpp"
#include "report/charts.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

constexpr const char* kFull = "fill=\"#274b6d\"";
constexpr const char* kEmpty = "fill=\"#fff\" stroke=\"#8b97a3\"";

/// A round number at or below the span's step that gives four to eight ticks.
double tick_step(double span) {
  double step = 1.0;
  while (span / step > 8.0) step *= 10.0;
  while (span / step < 0.8) step /= 10.0;
  for (const double part : {0.1, 0.2, 0.25, 0.5}) {
    if (span / (step * part) <= 6.0) return step * part;
  }
  return step;
}

}  // namespace

std::string dots_of_share(std::string_view id, std::string_view title, double share) {
  const int filled = std::clamp(static_cast<int>(share * 50.0 + 0.5), share > 0.0 ? 1 : 0, share < 1.0 ? 49 : 50);
  std::string words = std::to_string(filled) + " of 50 dots are filled; each stands for one history in fifty.";
  if (filled == 0) words = "No dot is filled: fewer than one history in fifty.";
  if (filled == 50) words = "Every dot is filled: all but fewer than one history in fifty.";
  Svg svg(306, 26, id, title, words);
  for (int i = 0; i < 50; ++i) {
    svg.circle(6.5 + 12.0 * (i % 25), 6.5 + 12.5 * (i / 25), 4.4, i < filled ? kFull : kEmpty);
  }
  return svg.html();
}

std::string dots_of_values(std::string_view id, std::string_view title, const analysis::OutcomeSummary& outcome) {
  const auto& dots = outcome.dots;
  if (dots.empty()) return {};
  double lo = dots.front();
  double hi = dots.back();
  for (const auto& guess : outcome.baselines) {
    lo = std::min(lo, guess.value);
    hi = std::max(hi, guess.value);
  }
  if (!(hi > lo)) hi = lo + std::max(1.0, std::fabs(lo) * 0.1);
  constexpr double kWidth = 306.0, kLeft = 12.0, kWide = 280.0, kFloor = 66.0;
  const auto x = [&](double value) { return kLeft + (value - lo) / (hi - lo) * kWide; };
  Svg svg(static_cast<int>(kWidth), 92, id, title,
          "Fifty dots, each one history in fifty, from " + plain_number(dots.front()) + " to " +
              plain_number(dots.back()) + "; median " + plain_number(outcome.fan.mid) + ".");
  std::array<int, 41> height{};
  for (const double value : dots) {
    const auto bin = static_cast<std::size_t>(std::clamp((value - lo) / (hi - lo) * 40.0 + 0.5, 0.0, 40.0));
    ++height[bin];
  }
  const int tallest = *std::max_element(height.begin(), height.end());
  const double step = std::min(7.0, 58.0 / tallest);
  for (std::size_t b = 0; b < height.size(); ++b) {
    for (int k = 0; k < height[b]; ++k)
      svg.circle(kLeft + kWide * static_cast<double>(b) / 40.0, kFloor - 4.0 - step * k, std::min(3.2, step / 2.0),
                 kFull);
  }
  svg.line(kLeft - 6, kFloor, kLeft + kWide + 6, kFloor, "stroke=\"#56606a\"");
  const double tick = tick_step(hi - lo);
  double labelled = -1e9;  // right end of the last label: a number that would touch it is left out
  for (double t = std::ceil(lo / tick) * tick; t <= hi + 1e-9 * tick; t += tick) {
    svg.line(x(t), kFloor, x(t), kFloor + 4, "stroke=\"#56606a\"");
    const std::string label = plain_number(t);
    const double half = 3.2 * static_cast<double>(label.size());  // about the half width of 11 px digits
    const double at = std::clamp(x(t), half, kWidth - half);
    if (at - half < labelled + 4.0) continue;
    svg.label(at, kFloor + 16, label, "text-anchor=\"middle\"");
    labelled = at + half;
  }
  for (const auto& guess : outcome.baselines) {
    svg.add("<path d=\"M" + xy(x(guess.value)) + " " + xy(kFloor) +
            "l-4 -8h8z\" fill=\"#fff\" stroke=\"#a33b1f\"><title>" + text(guess.title) + "</title></path>");
  }
  return svg.html();
}

std::string split_bar(std::string_view id, std::string_view title, const std::vector<std::uint64_t>& counts) {
  std::uint64_t all = 0;
  for (const std::uint64_t count : counts) all += count;
  if (all == 0) return {};
  std::string words;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    words += (i == 0 ? "" : ", ") + percent(static_cast<double>(counts[i]) / static_cast<double>(all));
  }
  Svg svg(220, 16, id, title, "Shares from the lowest position to the highest: " + words + ".");
  double x = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double width = 220.0 * static_cast<double>(counts[i]) / static_cast<double>(all);
    const double depth = counts.size() > 1 ? static_cast<double>(i) / static_cast<double>(counts.size() - 1) : 1.0;
    const int grey = static_cast<int>(232.0 - 170.0 * depth);
    const int blue = static_cast<int>(240.0 - 120.0 * depth);
    const std::string rgb = std::to_string(grey) + "," + std::to_string(grey + 8) + "," + std::to_string(blue);
    svg.rect(x, 1, width, 14, "fill=\"rgb(" + rgb + ")\" stroke=\"#fff\" stroke-width=\"0.7\"");
    x += width;
  }
  return svg.html();
}

std::string rho_bar(std::string_view id, double rho, double lo, double hi) {
  Svg svg(140, 14, id, "Rank correlation",
          core::format_fixed(rho, 2) + ", 95 % interval " + core::format_fixed(lo, 2) + " to " +
              core::format_fixed(hi, 2) + ".");
  const auto x = [](double r) { return 70.0 + 66.0 * std::clamp(r, -1.0, 1.0); };
  svg.rect(std::min(70.0, x(rho)), 3, std::fabs(x(rho) - 70.0), 8, rho < 0.0 ? "fill=\"#c98a1b\"" : "fill=\"#4477aa\"");
  svg.line(70, 0, 70, 14, "stroke=\"#56606a\"");
  svg.line(x(lo), 7, x(hi), 7, "stroke=\"#1c2126\"");
  return svg.html();
}

}  // namespace entente::report

// SPDX-License-Identifier: Apache-2.0
// Formatting of progress: bar, counts, rate, time left.
#include "apps/native/progress_line.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"

namespace entente::native {
namespace {

constexpr std::uint64_t kBarCells = 14;

std::string two_digits(std::uint64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string duration_text(double seconds) {
  // Beyond a century nobody waits, and a rate of nearly nothing must not overflow.
  const auto whole = static_cast<std::uint64_t>(std::clamp(std::ceil(seconds), 0.0, 3.2e9));
  const std::uint64_t hours = whole / 3600;
  const std::uint64_t minutes = whole / 60 % 60;
  if (hours > 0) {
    return std::to_string(hours) + ":" + two_digits(minutes) + ":" + two_digits(whole % 60);
  }
  return std::to_string(minutes) + ":" + two_digits(whole % 60);
}

std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds, const std::string& unit) {
  const std::uint64_t shown = std::min(done, total);
  const std::uint64_t filled = total == 0 ? kBarCells : kBarCells * shown / total;
  std::string line = "[" + std::string(filled, '#') + std::string(kBarCells - filled, '-') + "] ";
  line += core::format_grouped(static_cast<double>(shown), 0) + "/" +
          core::format_grouped(static_cast<double>(total), 0) + " " + unit;
  if (shown > 0 && seconds > 0.0) {
    const double rate = static_cast<double>(shown) / seconds;
    line += "  " + core::format_grouped(rate, rate < 10.0 ? 1 : 0) + " " + unit + "/s";
    line += "  ETA " + duration_text(static_cast<double>(total - shown) / rate);
  }
  return line;
}

}  // namespace entente::native

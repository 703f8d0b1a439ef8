// SPDX-License-Identifier: Apache-2.0
// Wording of frequencies and numbers.
#include "apps/session/words.hpp"

#include <algorithm>
#include <cmath>

#include "core/date.hpp"
#include "core/text.hpp"

namespace entente::session {
namespace {

/// Below this many histories a count says more than a share.
constexpr std::uint64_t kFew = 20;

std::string whole(std::uint64_t value) { return core::format_grouped(static_cast<double>(value), 0); }

}  // namespace

std::string frequency_text(std::uint64_t hits, std::uint64_t n) {
  const std::string tail = " simulated histories";
  if (n == 0) {
    return "no" + tail;
  }
  if (n < kFew) {
    return whole(hits) + " of " + whole(n) + tail;
  }
  if (hits == 0) {
    return "fewer than 1 in " + whole(n) + tail;
  }
  if (hits >= n) {
    return "more than " + whole(n - 1) + " in " + whole(n) + tail;
  }
  const auto hundreds = static_cast<std::uint64_t>(std::floor(100.0 * static_cast<double>(hits) / static_cast<double>(n) + 0.5));
  if (n < 100 || hundreds == 0 || hundreds == 100) {
    return whole(hits) + " of " + whole(n) + tail;
  }
  return std::to_string(hundreds) + " in 100" + tail;
}

std::string chance_text(double chance) {
  const double hundreds = std::floor(100.0 * chance + 0.5);
  if (hundreds < 1.0) {
    return "fewer than 1 in 100";
  }
  if (hundreds > 99.0) {
    return "more than 99 in 100";
  }
  return core::format_fixed(hundreds, 0) + " in 100";
}

std::string hundreds_text(double lo, double hi) {
  const double low = std::clamp(std::floor(100.0 * lo), 0.0, 100.0);
  const double high = std::clamp(std::ceil(100.0 * hi), 0.0, 100.0);
  if (low < 1.0) {
    return "up to " + core::format_fixed(std::min(high, 99.0), 0);
  }
  if (high > 99.0) {
    return "at least " + core::format_fixed(low, 0);
  }
  return core::format_fixed(low, 0) + " to " + core::format_fixed(high, 0);
}

std::string quantity_text(double value) {
  const double size = std::fabs(value);
  const int digits = size >= 100.0 || value == std::floor(value) ? 0 : size >= 10.0 ? 1 : size >= 1.0 ? 2 : 3;
  return core::format_grouped(value, digits);
}

std::string month_text(const scenario::Scenario& scenario, int month) {
  return core::to_month_string(core::add_months({scenario.as_of.year, scenario.as_of.month, 1}, month));
}

}  // namespace entente::session

// SPDX-License-Identifier: Apache-2.0
// Calendar arithmetic by counting days from a March-based year, so that the leap day comes last.
#include "core/date.hpp"

#include <algorithm>
#include <cstddef>

namespace entente::core {
namespace {

bool is_leap(int year) noexcept { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/// Quotient rounded down; b > 0.
std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept { return a / b - (a % b < 0 ? 1 : 0); }

/// Days since a fixed day, 1 March of the year 0.
std::int64_t day_number(const Date& date) noexcept {
  const std::int64_t shifted = date.month + 9;  // March is month 0, January and February belong to the year before
  const std::int64_t year = date.year - 1 + shifted / 12;
  const std::int64_t month = shifted % 12;
  const std::int64_t leaps = floor_div(year, 4) - floor_div(year, 100) + floor_div(year, 400);
  return year * 365 + leaps + (month * 153 + 2) / 5 + (date.day - 1);
}

/// Reads `count` digits at `at`; -1 when there is something else.
int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

int days_in_month(int year, int month) noexcept {
  if (month == 2) {
    return is_leap(year) ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool is_valid(const Date& date) noexcept {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

std::optional<Date> parse_date(std::string_view text) noexcept {
  const bool full = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const bool month_only = text.size() == 7 && text[4] == '-';
  if (!full && !month_only) {
    return std::nullopt;
  }
  const Date date{digits(text, 0, 4), digits(text, 5, 2), full ? digits(text, 8, 2) : 1};
  return is_valid(date) ? std::optional<Date>(date) : std::nullopt;
}

std::string to_string(const Date& date) { return to_month_string(date) + "-" + padded(date.day, 2); }

std::string to_month_string(const Date& date) { return padded(date.year, 4) + "-" + padded(date.month, 2); }

Date add_months(const Date& date, int months) noexcept {
  const std::int64_t count = std::int64_t{date.year} * 12 + (date.month - 1) + months;
  const auto year = static_cast<int>(floor_div(count, 12));
  const auto month = static_cast<int>(count - std::int64_t{year} * 12) + 1;
  return {year, month, std::min(date.day, days_in_month(year, month))};
}

Date add_days(const Date& date, std::int64_t days) noexcept {
  const std::int64_t target = day_number(date) + days;
  // 400 years hold 146097 days; the guess is never more than a year late.
  auto year = static_cast<int>(floor_div(target * 400, 146097)) + 1;
  while (day_number({year, 1, 1}) > target) {
    --year;
  }
  int month = 12;
  while (day_number({year, month, 1}) > target) {
    --month;
  }
  return {year, month, static_cast<int>(target - day_number({year, month, 1})) + 1};
}

std::int64_t days_between(const Date& from, const Date& to) noexcept { return day_number(to) - day_number(from); }

double months_between(const Date& as_of, const Date& date) noexcept {
  const std::int64_t months = (std::int64_t{date.year} - as_of.year) * 12 + (date.month - as_of.month);
  return static_cast<double>(months) + static_cast<double>(date.day - as_of.day) / 31.0;
}

}  // namespace entente::core

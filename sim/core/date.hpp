// SPDX-License-Identifier: Apache-2.0
// Calendar dates of the proleptic Gregorian calendar: parse, compare, add months, measure spans.
// It does not know clocks or time zones, and never reads today's date.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::core {

/// A civil date. A date given as "YYYY-MM" means its first day.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  friend constexpr auto operator<=>(const Date&, const Date&) noexcept = default;
};

/// True when year is in 1..9999 and the day exists in that month.
[[nodiscard]] bool is_valid(const Date& date) noexcept;

/// Reads exactly "YYYY-MM-DD" or "YYYY-MM"; nothing otherwise (also for days that do not exist).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;

/// "YYYY-MM-DD".
[[nodiscard]] std::string to_string(const Date& date);

/// "YYYY-MM".
[[nodiscard]] std::string to_month_string(const Date& date);

/// Number of days in a month (1..12).
[[nodiscard]] int days_in_month(int year, int month) noexcept;

/// The same day `months` later (earlier when negative); the day is clipped to the target month's last.
[[nodiscard]] Date add_months(const Date& date, int months) noexcept;

/// The date `days` later (earlier when negative).
[[nodiscard]] Date add_days(const Date& date, std::int64_t days) noexcept;

/// Days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] std::int64_t days_between(const Date& from, const Date& to) noexcept;

/// Months from `as_of` to `date`. Whole when the day of the month is the same; a day counts 1/31 of a month,
/// so the measure is additive, antisymmetric and strictly increasing in `date`.
[[nodiscard]] double months_between(const Date& as_of, const Date& date) noexcept;

}  // namespace entente::core

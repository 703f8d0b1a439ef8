// SPDX-License-Identifier: Apache-2.0
// Calendar laws: parsing and printing are inverse, days and months add up.
#include "core/date.hpp"

#include <rapidcheck.h>

#include "support/catch.hpp"

using namespace entente::core;

namespace {

rc::Gen<Date> dates() {
  return rc::gen::map(rc::gen::inRange<int>(0, 146097 * 2), [](int days) { return add_days({1800, 1, 1}, days); });
}

}  // namespace

TEST_CASE("dates are read in two forms and nothing else") {
  CHECK(parse_date("2025-03-10") == Date{2025, 3, 10});
  CHECK(parse_date("2025-03") == Date{2025, 3, 1});
  CHECK(parse_date("2024-02-29") == Date{2024, 2, 29});
  for (const char* bad : {"", "2025", "2025-3-10", "2025-13", "2025-00", "2025-02-29", "1900-02-29", "2025-04-31",
                          "2025-03-10T00", "2025/03/10", "25-03-10", "2025-03-1x", "+025-03-10", "0000-01-01"}) {
    INFO(bad);
    CHECK(!parse_date(bad).has_value());
  }
}

TEST_CASE("printing and parsing a date are inverse") {
  CHECK(rc::check([] {
    const Date date = *dates();
    RC_ASSERT(is_valid(date));
    RC_ASSERT(parse_date(to_string(date)) == date);
  }));
  CHECK(to_string(Date{476, 9, 4}) == "0476-09-04");
  CHECK(to_month_string(Date{2025, 3, 10}) == "2025-03");
}

TEST_CASE("adding days and counting days are inverse, and order follows the count") {
  CHECK(rc::check([] {
    const Date a = *dates();
    const Date b = *dates();
    RC_ASSERT(add_days(a, days_between(a, b)) == b);
    RC_ASSERT((a < b) == (days_between(a, b) > 0));
    RC_ASSERT(days_between(a, b) == -days_between(b, a));
  }));
}

TEST_CASE("known spans of days") {
  CHECK(days_between({1970, 1, 1}, {2000, 1, 1}) == 10957);
  CHECK(days_between({2024, 2, 28}, {2024, 3, 1}) == 2);
  CHECK(days_between({2025, 2, 28}, {2025, 3, 1}) == 1);
  CHECK(days_between({1600, 1, 1}, {2000, 1, 1}) == 146097);
  CHECK(add_days({2024, 12, 31}, 1) == Date{2025, 1, 1});
  CHECK(add_days({2025, 1, 1}, -1) == Date{2024, 12, 31});
}

TEST_CASE("adding months keeps the day or clips it to the month's last") {
  CHECK(add_months({2025, 1, 31}, 1) == Date{2025, 2, 28});
  CHECK(add_months({2024, 1, 31}, 1) == Date{2024, 2, 29});
  CHECK(add_months({2025, 3, 10}, 24) == Date{2027, 3, 10});
  CHECK(add_months({2025, 3, 10}, -3) == Date{2024, 12, 10});
  CHECK(add_months({2025, 12, 1}, 1) == Date{2026, 1, 1});
  CHECK(rc::check([] {
    const Date a = *dates();
    const int m = *rc::gen::inRange(-500, 500);
    const int n = *rc::gen::inRange(-500, 500);
    RC_PRE(a.day <= 28);
    RC_ASSERT(add_months(add_months(a, m), n) == add_months(a, m + n));
    RC_ASSERT(months_between(a, add_months(a, m)) == m);
  }));
}

TEST_CASE("months between dates are antisymmetric, additive and increasing") {
  CHECK(rc::check([] {
    const Date a = *dates();
    const Date b = *dates();
    const Date c = *dates();
    RC_ASSERT(months_between(a, b) == -months_between(b, a));
    const double detour = months_between(a, b) + months_between(b, c) - months_between(a, c);
    RC_ASSERT(detour < 1e-9 && detour > -1e-9);
    RC_ASSERT((a < b) == (months_between(a, b) > 0));
  }));
}

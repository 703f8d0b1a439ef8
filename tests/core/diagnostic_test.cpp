// SPDX-License-Identifier: Apache-2.0
// Diagnostics are collected, counted, sorted and rendered in the documented form.
#include "core/diagnostic.hpp"

#include <cstddef>
#include <string>

#include "support/catch.hpp"

using namespace entente::core;

TEST_CASE("a diagnostic renders as place, code and message") {
  Diagnostic unit;
  unit.code = "E207";
  unit.place = {"a/scenario.toml", 27, 29};
  unit.message = "unit \"MUSD/mo\" unknown";
  CHECK(render(unit) == "a/scenario.toml:27:29  E207  unit \"MUSD/mo\" unknown");
}

TEST_CASE("sorting orders by file, line and column as numbers, then code") {
  Diagnostics all;
  all.error("E300", {"b", 1, 1}, "4");
  all.error("E300", {"a", 10, 1}, "3");
  all.warning("W100", {"a", 9, 12}, "2");
  all.error("E201", {"a", 9, 5}, "1");
  all.error("E100", {"a", 9, 5}, "0");
  all.sort();
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(all.items()[i].message == std::to_string(i));
  }
}

TEST_CASE("errors and warnings are counted apart") {
  Diagnostics all;
  CHECK(all.empty());
  all.warning("W1", {"f", 1, 1}, "w");
  CHECK(!all.has_errors());
  all.error("E1", {"f", 1, 1}, "e");
  CHECK(all.has_errors());
  Diagnostics more;
  more.append(all);
  more.append(all);
  CHECK(more.error_count() == 2);
  CHECK(more.warning_count() == 2);
  more.append(more);
  CHECK(more.items().size() == 8);
}

TEST_CASE("a long list shows errors first within the limit and counts the rest") {
  Diagnostics all;
  for (int i = 0; i < 5; ++i) {
    all.warning("W1", {"f", i + 1, 1}, "w");
    all.error("E1", {"f", i + 1, 1}, "e");
  }
  const std::string text = render_all(all, 7);
  std::size_t errors = 0, warnings = 0;
  for (std::size_t at = text.find("  E1  "); at != std::string::npos; at = text.find("  E1  ", at + 1)) ++errors;
  for (std::size_t at = text.find("  W1  "); at != std::string::npos; at = text.find("  W1  ", at + 1)) ++warnings;
  CHECK(errors == 5);
  CHECK(warnings == 2);
  CHECK(text.find("... and 3 more\n") != std::string::npos);
  CHECK(render_all(all, 10).find("more") == std::string::npos);
  CHECK(render_all(Diagnostics{}).empty());
}

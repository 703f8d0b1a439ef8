// SPDX-License-Identifier: Apache-2.0
// Nearest names, number formatting, escaping and the UTF-8 check.
#include "core/text.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace entente::core;

TEST_CASE("edit distance counts insertions, deletions, replacements and swaps of neighbours") {
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("month", "mnoth") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "abc") == 0);
}

TEST_CASE("edit distance is symmetric, zero only for equals, and bounded by the longer text") {
  CHECK(rc::check([] {
    const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc")));
    const std::string a = *word;
    const std::string b = *word;
    const std::size_t d = edit_distance(a, b);
    RC_ASSERT(d == edit_distance(b, a));
    RC_ASSERT((d == 0) == (a == b));
    RC_ASSERT(d <= std::max(a.size(), b.size()));
    RC_ASSERT(d + std::min(a.size(), b.size()) >= std::max(a.size(), b.size()));
  }));
}

TEST_CASE("the nearest name is found within the threshold and not beyond it") {
  const std::vector<std::string> names = {"MUSD/month", "USD/t", "share", "t/month"};
  CHECK(nearest("MUSD/mo", names) == std::nullopt);
  CHECK(nearest("MUSD/mont", names) == std::string("MUSD/month"));
  CHECK(nearest("Share", names) == std::string("share"));
  CHECK(nearest("shrae", names) == std::string("share"));
  CHECK(nearest("wombat", names) == std::nullopt);
  CHECK(nearest("x", std::vector<std::string>{}) == std::nullopt);
  CHECK(nearest("ab", std::vector<std::string>{"ac", "aa"}) == std::string("ac"));
  const std::vector<std::string_view> views = {"alpha", "beta"};
  CHECK(nearest("betta", views) == std::string("beta"));
}

TEST_CASE("joining puts the separator between parts only") {
  CHECK(join(std::vector<std::string>{"a", "b", "c"}, ", ") == "a, b, c");
  CHECK(join(std::vector<std::string>{"a"}, ", ") == "a");
  CHECK(join(std::vector<std::string>{}, ", ").empty());
  CHECK(join(std::vector<std::string_view>{"", ""}, "-") == "-");
}

TEST_CASE("numbers are written short and read back as the same double") {
  CHECK(format_number(0.1) == "0.1");
  CHECK(format_number(-2.5) == "-2.5");
  CHECK(format_number(3.0) == "3");
  CHECK(format_number(0.1 + 0.2) == "0.30000000000000004");
  CHECK(format_number(-0.0) == "0");
  CHECK(format_number(1e300) == "1e+300");
  CHECK(format_number(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(format_number(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(format_number(std::nan("")) == "nan");
  CHECK(rc::check([](std::uint64_t bits) {
    double x = 0;
    std::memcpy(&x, &bits, sizeof x);
    RC_PRE(std::isfinite(x));
    RC_ASSERT(std::strtod(format_number(x).c_str(), nullptr) == x);
  }));
}

TEST_CASE("fixed-point numbers round, group and never show a negative zero") {
  CHECK(format_fixed(3.14159, 2) == "3.14");
  CHECK(format_fixed(-0.004, 2) == "0.00");
  CHECK(format_fixed(-0.006, 2) == "-0.01");
  CHECK(format_fixed(2.5, 0) == "2");
  CHECK(format_fixed(1e308, 17).size() == 309 + 1 + 17);
  CHECK(format_grouped(1204.5, 1) == "1,204.5");
  CHECK(format_grouped(-1234567, 0) == "-1,234,567");
  CHECK(format_grouped(999, 0) == "999");
  CHECK(format_grouped(-100, 0) == "-100");
  CHECK(format_grouped(std::numeric_limits<double>::infinity(), 1) == "inf");
}

TEST_CASE("escaped text holds no character that means something to HTML") {
  CHECK(escape_html("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
  CHECK(rc::check(
      [](const std::string& text) { RC_ASSERT(escape_html(text).find_first_of("<>\"'") == std::string::npos); }));
}

TEST_CASE("UTF-8 is accepted when well-formed and refused otherwise") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("plain, caf\xC3\xA9, \xE2\x82\xAC, \xF0\x9F\x8C\x8D"));
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));
  for (const char* bad : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xF8\x88\x80\x80\x80", "a\xFF", "\xE2\x82", "\xC3\x41"}) {
    CHECK(!is_utf8(bad));
  }
}

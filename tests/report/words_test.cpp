// SPDX-License-Identifier: Apache-2.0
#include "report/words.hpp"

#include "support/catch.hpp"

using namespace entente;
using namespace entente::report;

TEST_CASE("a frequency is never none and never all") {
  CHECK(frequency(41, 100) == "41 in 100 simulated histories");
  CHECK(frequency(820, 2000) == "41 in 100 simulated histories");
  CHECK(frequency(245, 1000) == "25 in 100 simulated histories");
  CHECK(frequency(3, 7) == "3 of 7 simulated histories");
  CHECK(frequency(0, 3) == "0 of 3 simulated histories");
  CHECK(frequency(10, 20) == "10 of 20 simulated histories");
  CHECK(frequency(2, 4000) == "2 of 4,000 simulated histories");
  CHECK(frequency(0, 400) == "fewer than 1 in 400 simulated histories");
  CHECK(frequency(400, 400) == "more than 399 in 400 simulated histories");
  CHECK(frequency(0, 0) == "no simulated histories");
  CHECK(chance(0.0) == "fewer than 1 in 100");
  CHECK(chance(0.115) == "12 in 100");
  CHECK(chance(1.0) == "more than 99 in 100");
  for (int k = 0; k <= 1000; ++k) {
    CHECK(percent(k / 1000.0) != "0 %");
    CHECK(percent(k / 1000.0) != "100 %");
    const std::string f = frequency(static_cast<std::uint64_t>(k), 1000);
    CHECK(f.rfind("0 ", 0) != 0);
    CHECK(f.rfind("100 in", 0) != 0);
    CHECK(f.rfind("1,000 of", 0) != 0);
  }
}

TEST_CASE("an interval in words is never narrower than the interval") {
  CHECK(hundreds_range(0.381, 0.4399) == "38 to 44");
  CHECK(hundreds_range(0.0, 0.011) == "up to 2");
  CHECK(hundreds_range(0.981, 1.0) == "at least 98");
}

TEST_CASE("a range says its unit once") {
  CHECK(range_words(7179.0, 12369.0, "USD/t") == "7,180 to 12,400 USD a tonne");
  CHECK(range_words(0.0, 0.4, "share", " and ") == "0 and 40 %");
  CHECK(range_words(327.0, 4046.0, "thousand people") == "327 thousand people to 4.05 million people");
  CHECK(range_words(1.0, 2.0, "") == "1 to 2");
}

TEST_CASE("likelihood words change at the limits of the directive") {
  CHECK(likelihood(0.04) == "almost no chance");
  CHECK(likelihood(0.10) == "very unlikely");
  CHECK(likelihood(0.30) == "unlikely");
  CHECK(likelihood(0.50) == "roughly even chance");
  CHECK(likelihood(0.70) == "likely");
  CHECK(likelihood(0.90) == "very likely");
  CHECK(likelihood(0.96) == "almost certain");
}

TEST_CASE("numbers carry the digits a reader can use") {
  CHECK(plain_number(0.0) == "0");
  CHECK(plain_number(0.25) == "0.25");
  CHECK(plain_number(12.34) == "12.3");
  CHECK(plain_number(204.4) == "204");
  CHECK(plain_number(23731.0) == "23,700");
  CHECK(plain_number(999.7) == "1,000");
  CHECK(plain_number(-4126.0) == "-4,130");
  CHECK(with_unit(0.25, core::Unit::share) == "25 %");
  CHECK(with_unit(600, core::Unit::musd) == "600 million USD");
  CHECK(with_unit(3399, "thousand people") == "3.4 million people");
  CHECK(with_unit(12, "places") == "12 places");
}

TEST_CASE("worth is counted in points of a thousand") {
  CHECK(worth(0.0) == "0");
  CHECK(worth(-0.00001) == "0");
  CHECK(worth(0.0064) == "6.4");
  CHECK(worth(-0.0436) == "-43.6");
  CHECK(worth(0.1483) == "148");
}

TEST_CASE("a name ends before its explanation") {
  CHECK(short_name("Atlantis (government)") == "Atlantis");
  CHECK(short_name("Sea side: fish, crabs") == "Sea side");
  CHECK(short_name("Plain") == "Plain");
}

TEST_CASE("positions read as words") {
  scenario::Issue toggle;
  toggle.kind = scenario::IssueKind::toggle;
  CHECK(position_words(toggle, 1.0) == "yes");
  scenario::Issue level;
  level.kind = scenario::IssueKind::level;
  CHECK(position_words(level, 3.0) == "level 3");
  scenario::Issue share;
  share.kind = scenario::IssueKind::share;
  share.unit = core::Unit::share;
  CHECK(position_words(share, 0.4) == "40 %");
}

TEST_CASE("values of an actor that asks for it are shown as bands") {
  scenario::Scenario s;
  s.actors.resize(2);
  s.actors[1].bands_only = true;
  CHECK(worth_of(s, core::ActorId::at(0), 0.0312) == "31.2");
  CHECK(worth_of(s, core::ActorId::at(1), 0.0312) == "between 0 and 50");
  CHECK(worth_of(s, core::ActorId::at(1), -0.01) == "between -50 and 0");
}

// SPDX-License-Identifier: Apache-2.0
#include "report/words.hpp"

#include "support/catch.hpp"

using namespace entente;
using namespace entente::report;

TEST_CASE("a frequency is never none and never all") {
  CHECK(frequency(0.412, 2000) == "41 of 100 simulated histories");
  CHECK(frequency(0.0, 2000) == "fewer than 1 of 100 simulated histories");
  CHECK(frequency(1.0, 2000) == "more than 99 of 100 simulated histories");
  CHECK(frequency(0.0, 20) == "fewer than 1 of 20 simulated histories");
  CHECK(frequency(1.0, 20) == "more than 19 of 20 simulated histories");
  CHECK(frequency(0.5, 20) == "10 of 20 simulated histories");
  for (int k = 0; k <= 1000; ++k) {
    CHECK(percent(k / 1000.0) != "0 %");
    CHECK(percent(k / 1000.0) != "100 %");
    const std::string f = frequency(k / 1000.0, 1000);
    CHECK(f.rfind("0 of", 0) != 0);
    CHECK(f.rfind("100 of", 0) != 0);
  }
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
  CHECK(worth_of(s, core::ActorId::at(0), 0.0312) == "0.0312");
  CHECK(worth_of(s, core::ActorId::at(1), 0.0312) == "between 0.00 and 0.05");
  CHECK(worth_of(s, core::ActorId::at(1), -0.01) == "between -0.05 and 0.00");
}

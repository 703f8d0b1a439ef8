// SPDX-License-Identifier: Apache-2.0
// The world at as_of.
#include <cmath>

#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using testing::tiny_scenario;

TEST_CASE("the world at as_of carries the drawn shares, renormalised, and nobody holds a split place") {
  auto t = tiny_scenario();
  t.at(t.s.control_codes[0].share[0]) = 1.0;
  t.at(t.s.control_codes[0].share[1]) = 1.0;
  t.at(t.s.control_codes[0].share[2]) = 0.0;
  const auto w = t.world();
  CHECK(w.share(t.s, t.node("town"), t.coalition("gov")) == Approx(0.5));
  CHECK_FALSE(w.holder(t.s, t.node("town")).valid());
  CHECK(w.holder(t.s, t.node("mine")) == t.coalition("reb"));
}

TEST_CASE("a place without a control code belongs to the unaligned") {
  auto t = tiny_scenario();
  t.s.nodes[0].control_code = -1;
  CHECK(t.world().share(t.s, core::NodeId{0}, t.coalition("none")) == 1.0);
}

TEST_CASE("levers stand at their initial level and what they impose is in place") {
  auto t = tiny_scenario();
  t.s.decisions[t.decision("exports").index()].initial = 2;
  const auto w = t.world();
  const auto patron = t.actor("patron"), sponsor = t.actor("sponsor");
  CHECK(w.lever[t.decision("support").index()] == 1);
  CHECK(w.sanction[patron.index() * t.s.actors.size() + sponsor.index()] == 1.0);
  CHECK(w.regime[t.mineral("metal").index()] == 2);
  CHECK(w.regime[t.mineral("ore").index()] == 0);
}

TEST_CASE("the world at as_of has the drawn prices, men and money, and no history") {
  const auto t = tiny_scenario();
  const auto w = t.world();
  CHECK(std::exp(w.log_price[0]) == Approx(20000.0));
  CHECK(w.men[0] == 10000.0);
  CHECK(w.stock[t.actor("rebels").index()] == 10.0);
  CHECK(w.month == 0);
  CHECK(w.deaths == 0.0);
  CHECK_FALSE(w.deals[0].ever_signed);
  CHECK(w.captured_month[0] == -120);
}

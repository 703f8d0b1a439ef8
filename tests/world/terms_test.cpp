// SPDX-License-Identifier: Apache-2.0
// Hand-overs and changes of side.
#include "world/terms.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using namespace entente::testing;

namespace {

world::EventSink execute(const Tiny& t, const world::World& w) {
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  world::EventSink sink;
  sink.set_time(w.month + 1, 0);
  world::execute_terms(t.s, w, d, sink);
  return sink;
}

}  // namespace

TEST_CASE("an area passes as far as it is delivered, then nothing more is said") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"cession", 2}}, 0.5);
  apply_all(t, w, execute(t, w));
  CHECK(w.share(t.s, t.node("mine"), t.coalition("gov")) == Approx(0.5));
  CHECK(w.share(t.s, t.node("hill"), t.coalition("gov")) == Approx(0.5));
  CHECK(w.share(t.s, t.node("town"), t.coalition("gov")) == Approx(0.95));
  CHECK(execute(t, w).events().empty());
  w.deals[0].delivered.fill(1.0);
  apply_all(t, w, execute(t, w));
  CHECK(w.holder(t.s, t.node("mine")) == t.coalition("gov"));
  CHECK(w.share(t.s, t.node("mine"), t.coalition("none")) == Approx(0.05));  // nobody's part is nobody's to give
}

TEST_CASE("ground taken after the deal entered into force is not handed over by it") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"cession", 2}});
  w.captured_month[t.node("mine").index()] = 3;
  const auto sink = execute(t, w);
  REQUIRE(sink.events().size() == 1);
  CHECK(std::get<world::ControlChanged>(sink.events()[0].body).node == t.node("hill"));
}

TEST_CASE("a suspended deal hands nothing over") {
  const auto t = tiny_scenario();
  auto w = t.in_force({{"cession", 2}});
  w.deals[0].status = world::DealStatus::suspended;
  CHECK(execute(t, w).events().empty());
}

TEST_CASE("a force changes sides once") {
  auto t = tiny_scenario();
  auto& row = t.s.issues[t.issue("cession").index()].effects[0];
  row.op = scenario::Op::realign;
  row.force = t.force("bands");
  auto w = t.in_force({{"cession", 2}});
  auto sink = execute(t, w);
  REQUIRE(sink.events().size() == 1);
  apply_all(t, w, sink);
  CHECK(w.force_coalition[t.force("bands").index()] == t.coalition("gov").value);
  CHECK(execute(t, w).events().empty());
}

// SPDX-License-Identifier: Apache-2.0
// Every field of every event reaches the digest.
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"
#include "world/event_bytes.hpp"

using namespace entente;
using namespace entente::world;
using testing::tiny_scenario;

namespace {

std::string bytes(const testing::Tiny& t, const Event& e) {
  core::Digest d;
  event_bytes(EventNames(t.s), e, d);
  return d.hex();
}

template <class T, class Change>
bool seen(const testing::Tiny& t, T event, Change change) {
  const auto before = bytes(t, {1, 1, event});
  change(event);
  return bytes(t, {1, 1, event}) != before;
}

template <std::size_t... I>
std::vector<Body> every_kind(std::index_sequence<I...>) {
  return {Body{std::variant_alternative_t<I, Body>{}}...};
}

}  // namespace

TEST_CASE("every kind of event has its own bytes and its own name") {
  const auto t = tiny_scenario();
  const auto kinds = every_kind(std::make_index_sequence<std::variant_size_v<Body>>{});
  std::set<std::string> digests, names;
  for (const auto& body : kinds) {
    digests.insert(bytes(t, {1, 0, body}));
    names.insert(std::string(event_name(body)));
  }
  CHECK(digests.size() == kinds.size());
  CHECK(names.size() == kinds.size());
}

TEST_CASE("the time of an event is part of its bytes") {
  const auto t = tiny_scenario();
  const Body body = MonthClosed{1.0, 2.0};
  CHECK(bytes(t, {1, 0, body}) != bytes(t, {2, 0, body}));
  CHECK(bytes(t, {1, 0, body}) != bytes(t, {1, 1, body}));
  CHECK(bytes(t, {1, 0, body}) == bytes(t, {1, 0, body}));
}

TEST_CASE("changing any one field changes the bytes") {
  const auto t = tiny_scenario();
  CHECK(seen(t, ControlChanged{}, [](auto& e) { e.node = core::NodeId{1}; }));
  CHECK(seen(t, ControlChanged{}, [](auto& e) { e.from = core::CoalitionId{1}; }));
  CHECK(seen(t, ControlChanged{}, [](auto& e) { e.to = core::CoalitionId{1}; }));
  CHECK(seen(t, ControlChanged{}, [](auto& e) { e.cause = Cause::rout; }));
  CHECK(seen(t, ControlChanged{}, [](auto& e) { e.share = 0.5; }));
  CHECK(seen(t, ControlChanged{}, [](auto& e) { e.reasons.add(ReasonKind::rent, -1, 1.0); }));
  CHECK(seen(t, MoneyMoved{}, [](auto& e) { e.kind = MoneyKind::war; }));
  CHECK(seen(t, MoneyMoved{}, [](auto& e) { e.from = core::ActorId{0}; }));
  CHECK(seen(t, MoneyMoved{}, [](auto& e) { e.amount = std::nextafter(0.0, 1.0); }));
  CHECK(seen(t, PriceMoved{}, [](auto& e) { e.shift = 0.1; }));
  CHECK(seen(t, PriceMoved{}, [](auto& e) { e.buffer = 0.1; }));
  CHECK(seen(t, ShareMoved{}, [](auto& e) { e.from_holder = 1; }));
  CHECK(seen(t, ShareMoved{}, [](auto& e) { e.to_holder = 2; }));
  CHECK(seen(t, LeverSet{}, [](auto& e) { e.decision = core::DecisionId{1}; }));
  CHECK(seen(t, LeverSet{}, [](auto& e) { e.refused = 2; }));
  CHECK(seen(t, LeverSet{}, [](auto& e) { e.gain_refused = 0.1; }));
  CHECK(seen(t, Offered{}, [](auto& e) { e.package.at[11] = 1; }));
  CHECK(seen(t, Offered{}, [](auto& e) { e.package.count = 1; }));
  CHECK(seen(t, Signed{}, [](auto& e) { e.gain[3] = 1.0; }));
  CHECK(seen(t, Signed{}, [](auto& e) { e.reservation[0] = 1.0; }));
  CHECK(seen(t, Refused{}, [](auto& e) { e.preferred.at[0] = 1; }));
  CHECK(seen(t, Ratified{}, [](auto& e) { e.yes = false; }));
  CHECK(seen(t, Defected{}, [](auto& e) { e.detected = true; }));
  CHECK(seen(t, TruceViolated{}, [](auto& e) { e.front = core::FrontId{0}; }));
  CHECK(seen(t, ForceChanged{}, [](auto& e) { e.cohesion = 0.1; }));
  CHECK(seen(t, Looted{}, [](auto& e) { e.lost = 1.0; }));
  CHECK(seen(t, Looted{}, [](auto& e) { e.by = core::CoalitionId{1}; }));
  CHECK(seen(t, InsightMoved{}, [](auto& e) { e.level = 0.1; }));
}

TEST_CASE("minus zero is zero") {
  const auto t = tiny_scenario();
  CHECK(bytes(t, {1, 0, MonthClosed{0.0, 0.0}}) == bytes(t, {1, 0, MonthClosed{-0.0, -0.0}}));
}

TEST_CASE("entities are written by id: a new entity before them in the table changes nothing") {
  auto t = tiny_scenario();
  const auto before = bytes(t, {1, 0, Skirmish{core::FrontId{0}, 1.0}});
  scenario::Front other;
  other.id = "another";
  t.s.fronts.insert(t.s.fronts.begin(), other);
  CHECK(bytes(t, {1, 0, Skirmish{core::FrontId{1}, 1.0}}) == before);
  CHECK(bytes(t, {1, 0, Skirmish{core::FrontId{0}, 1.0}}) != before);
}

TEST_CASE("levers called alike are told apart by whose they are") {
  auto t = tiny_scenario();
  t.s.decisions.resize(2);
  t.s.decisions[0].id = t.s.decisions[1].id = "aid";
  t.s.decisions[0].actor = t.s.decisions[1].actor = core::ActorId{0};
  LeverSet lever;
  lever.decision = core::DecisionId{0};
  const Event first{1, 0, lever};
  lever.decision = core::DecisionId{1};
  const Event second{1, 0, lever};
  CHECK(bytes(t, first) == bytes(t, second));
  t.s.decisions[1].actor = core::ActorId{1};
  CHECK(bytes(t, first) != bytes(t, second));
}

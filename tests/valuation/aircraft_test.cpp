// SPDX-License-Identifier: Apache-2.0
// Aircraft promised in a deal are valued like any other gain in quality: more of them make the army stronger along projected
// paths, as far as the sky is open to them.
#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

/// The shipped case in which training is nothing but aircraft that the granter pays for, under a sky so far closed.
scenario::Scenario with_aircraft(const std::string& denial) {
  const std::string fixed = ", shape = \"fixed\", src = [\"judgement\"], why = \"a law is tested\" }";
  return test::shipped({test::overlay(
      "[actors.rwanda]\nair_denial = { v = " + denial + ", unit = \"share\"" + fixed +
      "\n[actors.m23]\nair_denial = { v = " + denial + ", unit = \"share\"" + fixed +
      "\n[issues.us_training]\neffects = [{ op = \"drones\", from = \"us\", force = \"fardc\", gain = { v = 1" +
      ", unit = \"index\"" + fixed + ", half = { v = 4, unit = \"index\"" + fixed + ", cost = { v = 500000" +
      ", unit = \"USD/month\"" + fixed + " }]\n")});
}

struct Worth {
  double strength = 0.0;  // what the package adds to strength along paths, men in effect
  bool moved = false;     // whether it moves any path at all
  double payer = 0.0;     // gain of who keeps them
};

Worth worth(const scenario::Scenario& s, int position) {
  test::Held held(s);
  auto& preference = held.look();
  const std::size_t index = test::index_of(s.tracks, "us_drc");
  const auto track = core::TrackId::at(index);
  const auto package = test::package_with(s, index, {{"us_training", position}});
  Worth out;
  const auto stance = preference.package_stance(track, package, out.moved);
  for (std::size_t j = 0; j < preference.space().linear.size(); ++j) {
    if (preference.space().linear[j].kind == scenario::AxisKind::strength)
      out.strength += stance.linear[j] - preference.track(track).base.linear[j];
  }
  std::array<double, world::kMaxParties> gain{};
  preference.gains(track, package, gain);
  for (std::size_t i = 0; i < s.tracks[index].parties.size(); ++i) {
    if (s.actors[s.tracks[index].parties[i].actor.index()].id == "us") out.payer = gain[i];
  }
  return out;
}

}  // namespace

TEST_CASE(
    "aircraft promised in a deal strengthen an army on projected paths as far as the sky is open, and cost who keeps "
    "them") {
  const auto open = with_aircraft("0.0"), half = with_aircraft("0.5"), closed = with_aircraft("1.0");
  CHECK(worth(open, 1).strength > 100.0);
  CHECK(worth(open, 2).strength > worth(open, 1).strength);
  CHECK(worth(half, 2).strength < worth(open, 2).strength);
  CHECK(worth(half, 2).strength > 0.0);
  CHECK_FALSE(worth(closed, 2).moved);
  CHECK(worth(closed, 2).payer < 0.0);  // still paid for
}

// SPDX-License-Identifier: Apache-2.0
// A record says what work its run took, and the work is the same whenever the run is made again.
#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

TEST_CASE("a record counts its projected paths, libraries, packages and events") {
  const test::SmallWorldOptions o;
  run::RunOptions options;
  options.keep_events = true;
  const auto r = run::run_one(test::small(o), test::registry(), {o.seed, 0, 0}, options);
  REQUIRE(r.failure.empty());
  CHECK(r.work.events == r.events.size());
  CHECK(r.work.refreshes > 0);
  CHECK(r.work.projections > r.work.refreshes);       // a library has more than one path
  CHECK(r.work.projections % r.work.refreshes == 0);  // and each as many as the others
  CHECK(r.work.packages > 0);
  const auto again = run::run_one(test::small(o), test::registry(), {o.seed, 0, 0}, options);
  CHECK(again.work.projections == r.work.projections);
  CHECK(again.work.packages == r.work.packages);
}

TEST_CASE(
    "a driver's own men rebuild no paths, whatever number stands there; the wear of a force that none drives does") {
  const scenario::Scenario s = test::shipped();
  test::Held held(s);
  auto& preference = held.look();
  auto& world = held.engine.world;
  const auto builds = [&] {
    held.engine.derive();
    held.look();
    return preference.work().builds;
  };
  const std::uint64_t first = builds();
  CHECK(first == 1);
  std::vector<std::uint8_t> driven(s.forces.size(), 0);
  for (const auto& axis : preference.space().grid) {
    if (axis.kind != scenario::AxisKind::force_men) continue;
    driven[axis.force.index()] = 1;
    for (const double men : {0.0, 2.0 * world.men[axis.force.index()] + 1000.0}) {
      world.men[axis.force.index()] = men;
      CHECK(builds() == first);
    }
  }
  CHECK(std::count(driven.begin(), driven.end(), 1) > 0);
  for (std::size_t f = 0; f < s.forces.size(); ++f)
    if (driven[f] == 0) world.cohesion[f] *= 0.3;
  CHECK(builds() == first + 1);
}

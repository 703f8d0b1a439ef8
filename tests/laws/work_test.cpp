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

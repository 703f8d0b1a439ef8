// SPDX-License-Identifier: Apache-2.0
// Law 2 on whole runs: no force, no clash; symmetric sides fare alike; names carry no meaning once the streams keep theirs.
#include <cmath>
#include <variant>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"
#include "world/event_bytes.hpp"

using namespace entente;

namespace {

run::RunOptions with_events() {
  run::RunOptions o;
  o.keep_events = true;
  return o;
}

int fights(const run::RunRecord& r) {
  int count = 0;
  for (const auto& e : r.events) {
    count += std::holds_alternative<world::Clash>(e.body) || std::holds_alternative<world::Skirmish>(e.body) ? 1 : 0;
  }
  return count;
}

template <class T>
void keep_streams(std::vector<T>& renamed, const std::vector<T>& original) {
  REQUIRE(renamed.size() == original.size());
  for (std::size_t i = 0; i < renamed.size(); ++i) renamed[i].stream = original[i].stream;
}

/// Gives every entity and number of the renamed world the stream of its namesake.
void keep_all_streams(scenario::Scenario& to, const scenario::Scenario& from) {
  keep_streams(to.params, from.params);
  keep_streams(to.coalitions, from.coalitions);
  keep_streams(to.fronts, from.fronts);
  keep_streams(to.actors, from.actors);
  keep_streams(to.forces, from.forces);
  keep_streams(to.nodes, from.nodes);
  keep_streams(to.minerals, from.minerals);
  keep_streams(to.assets, from.assets);
  keep_streams(to.issues, from.issues);
  keep_streams(to.tracks, from.tracks);
  keep_streams(to.decisions, from.decisions);
  keep_streams(to.shocks, from.shocks);
}

/// Digest of everything that happened, told with the names of one scenario.
std::pair<std::uint64_t, std::uint64_t> told_with(const scenario::Scenario& names, const run::RunRecord& r) {
  core::Digest d;
  const world::EventNames hashes(names);
  for (const auto& e : r.events) world::event_bytes(hashes, e, d);
  for (const auto& month : r.trace) {
    for (const float x : month.control) d.f64(static_cast<double>(x));
    for (const float x : month.stock) d.f64(static_cast<double>(x));
  }
  return d.value();
}

}  // namespace

TEST_CASE("without force there is neither clash nor skirmish, whatever is negotiated") {
  CHECK(rc::check([] {
    test::SmallWorldOptions o = test::any_small_world();
    o.government_men = o.rebel_men = 0.0;
    o.sponsor = false;
    o.security = false;  // training would raise a force
    const auto r = run::run_one(test::small(o), test::registry(), {o.seed, 0, 0}, with_events());
    RC_ASSERT(r.failure.empty());
    RC_ASSERT(fights(r) == 0);
    RC_ASSERT(r.deaths == 0.0);
  }));
}

TEST_CASE("with force on both sides there are fights, so that the law above can fail") {
  test::SmallWorldOptions o;
  int total = 0;
  for (std::uint32_t i = 0; i < 5; ++i)
    total += fights(run::run_one(test::small(o), test::registry(), {o.seed, i, 0}, with_events()));
  CHECK(total > 0);
}

TEST_CASE("symmetric sides fare alike in distribution") {
  test::SmallWorldOptions o;
  o.symmetric = true;
  o.uncertain = false;
  o.nodes = 4;
  o.months = 12;
  o.levers = false;
  const auto s = test::small(o);
  const std::size_t a = test::index_of(s.coalitions, "state_side"), b = test::index_of(s.coalitions, "rebel_side");
  const std::size_t pit = test::index_of(s.nodes, "pit");
  const int runs = 1000;
  double sum = 0.0, squares = 0.0;
  int moved = 0;
  for (int i = 0; i < runs; ++i) {
    const auto r = run::run_one(s, test::registry(), {s.seed, static_cast<std::uint32_t>(i), 0});
    REQUIRE(r.failure.empty());
    double d = 0.0;
    for (std::size_t n = 0; n < s.nodes.size(); ++n) {
      if (n == pit || s.nodes[n].outside) continue;  // a place behind the front that one side holds for good
      d += static_cast<double>(r.trace.back().control[n * s.coalition_count() + a]) -
           static_cast<double>(r.trace.back().control[n * s.coalition_count() + b]);
    }
    moved += r.captures > 0 ? 1 : 0;
    sum += d;
    squares += d * d;
  }
  const double mean = sum / runs, error = std::sqrt((squares / runs - mean * mean) / runs);
  INFO("mean difference " << mean << " +- " << error << ", runs with a capture " << moved);
  CHECK(moved > runs / 20);
  CHECK(std::abs(mean) < 3.5 * error);
}

TEST_CASE("renaming every id renames the result when the streams keep theirs, and changes it when they do not") {
  int differ = 0, worlds = 0;
  CHECK(rc::check([&] {
    test::SmallWorldOptions o = test::any_small_world();
    const auto original = test::small(o);
    o.prefix = "zz_";
    auto renamed = test::small(o);
    const run::RunKey key{o.seed, static_cast<std::uint32_t>(test::pick(0, 100)), 0};
    const auto first = run::run_one(original, test::registry(), key, with_events());
    RC_ASSERT(first.failure.empty());
    differ +=
        told_with(original, run::run_one(renamed, test::registry(), key, with_events())) != told_with(original, first)
            ? 1
            : 0;
    ++worlds;
    keep_all_streams(renamed, original);
    const auto second = run::run_one(renamed, test::registry(), key, with_events());
    RC_ASSERT(told_with(original, second) == told_with(original, first));
    RC_ASSERT(second.digest != first.digest);  // its own digest speaks of other names
  }));
  CHECK(differ > worlds / 2);
}

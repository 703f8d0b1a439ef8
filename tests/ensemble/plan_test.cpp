// SPDX-License-Identifier: Apache-2.0
// Laws of plans and manifests: positions and keys are one to one, finished work is never asked for again.
#include "ensemble/plan.hpp"

#include <rapidcheck.h>

#include "ensemble/manifest.hpp"
#include "support/catch.hpp"

using namespace entente;

TEST_CASE("a position and its run key determine each other") {
  CHECK(rc::check([](std::uint32_t draws_raw, std::uint32_t reps_raw, std::uint64_t seed, std::uint64_t at) {
    const ensemble::Plan plan{seed, draws_raw % 1000 + 1, reps_raw % 50 + 1};
    const std::uint64_t index = at % ensemble::run_count(plan);
    const run::RunKey key = ensemble::key_at(plan, index);
    RC_ASSERT(key.seed == seed);
    RC_ASSERT(ensemble::index_of(plan, key) == index);
  }));
}

TEST_CASE("run-key order is all replications of a draw before the next draw") {
  const ensemble::Plan plan{1, 3, 2};
  CHECK(ensemble::key_at(plan, 1) == run::RunKey{1, 0, 1});
  CHECK(ensemble::key_at(plan, 2) == run::RunKey{1, 1, 0});
  CHECK_FALSE(ensemble::index_of(plan, run::RunKey{2, 0, 0}).has_value());
  CHECK_FALSE(ensemble::index_of(plan, run::RunKey{1, 3, 0}).has_value());
  CHECK_FALSE(ensemble::index_of(plan, run::RunKey{1, 0, 2}).has_value());
}

TEST_CASE("a plan needs at least one run and at most what can be keyed and held") {
  CHECK(ensemble::is_valid({1, 1, 1}));
  CHECK_FALSE(ensemble::is_valid({1, 0, 1}));
  CHECK_FALSE(ensemble::is_valid({1, 1, 0}));
  CHECK_FALSE(ensemble::is_valid({1, 1, ensemble::kMaxReplications + 1}));
  CHECK_FALSE(ensemble::is_valid({1, 4'000'000'000u, 4096}));
}

TEST_CASE("done and missing runs are always the whole plan without overlap") {
  CHECK(rc::check([](const std::vector<std::uint16_t>& marks, std::uint8_t draws) {
    ensemble::Manifest manifest({5, draws + 1u, 3}, "scenario", "1");
    for (const std::uint16_t mark : marks) {
      manifest.mark_done(mark);
    }
    const auto missing = manifest.missing();
    RC_ASSERT(missing.size() + manifest.done_count() == ensemble::run_count(manifest.plan()));
    for (const std::uint64_t index : missing) {
      RC_ASSERT(!manifest.is_done(index));
    }
  }));
}

TEST_CASE("finished runs serve the same work or more draws of it, and nothing else") {
  const ensemble::Manifest stored({5, 10, 2}, "abc", "0.1.0");
  CHECK(ensemble::mismatch(stored, ensemble::Manifest({5, 10, 2}, "abc", "0.1.0")).empty());
  CHECK(ensemble::mismatch(stored, ensemble::Manifest({5, 20, 2}, "abc", "0.1.0")).empty());
  CHECK_THAT(ensemble::mismatch(stored, ensemble::Manifest({5, 10, 2}, "abd", "0.1.0")), Catch::Contains("scenario"));
  CHECK_THAT(ensemble::mismatch(stored, ensemble::Manifest({6, 10, 2}, "abc", "0.1.0")), Catch::Contains("seed"));
  CHECK_THAT(ensemble::mismatch(stored, ensemble::Manifest({5, 10, 1}, "abc", "0.1.0")),
             Catch::Contains("replications"));
  CHECK_THAT(ensemble::mismatch(stored, ensemble::Manifest({5, 9, 2}, "abc", "0.1.0")), Catch::Contains("fewer"));
  CHECK_THAT(ensemble::mismatch(stored, ensemble::Manifest({5, 10, 2}, "abc", "0.2.0")), Catch::Contains("engine"));
}

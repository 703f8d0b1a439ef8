// SPDX-License-Identifier: Apache-2.0
// Threads change nothing but the time: every block once, one digest for any number of threads, errors come back.
#include "apps/native/thread_executor.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <stdexcept>
#include <vector>

#include "apps/native/interrupt.hpp"
#include "ensemble/ensemble.hpp"
#include "ensemble/result_digest.hpp"
#include "support/catch.hpp"
#include "support/fake_runs.hpp"

using namespace entente;

TEST_CASE("every block is worked on exactly once, for any number of threads") {
  for (const unsigned threads : {1u, 2u, 4u, 9u}) {
    native::ThreadExecutor executor(threads);
    std::vector<std::atomic<int>> seen(101);
    executor.execute(101, [&](std::uint64_t block) { ++seen[static_cast<std::size_t>(block)]; });
    int wrong = 0;
    for (const auto& count : seen) {
      wrong += count.load() == 1 ? 0 : 1;
    }
    CHECK(wrong == 0);
    executor.execute(0, [](std::uint64_t) { throw std::logic_error("no block was asked for"); });
  }
}

TEST_CASE("exclusive sections never overlap") {
  native::ThreadExecutor executor(4);
  int inside = 0;
  int most = 0;
  int total = 0;
  executor.execute(200, [&](std::uint64_t) {
    executor.exclusive([&] {
      ++inside;
      most = std::max(most, inside);
      ++total;
      --inside;
    });
  });
  CHECK(most == 1);
  CHECK(total == 200);
}

TEST_CASE("the digest is the same for 1, 2 and 4 threads, failing runs included") {
  const ensemble::Plan plan{11, 150, 2};
  std::vector<std::string> digests;
  for (const unsigned threads : {1u, 2u, 4u}) {
    native::ThreadExecutor executor(threads);
    ensemble::DigestSink sink;
    const auto status =
        ensemble::run_ensemble(plan, ensemble::all_runs(plan), test::sometimes_failing_run, executor, sink);
    CHECK(status.failed == 2 * 22);
    digests.push_back(sink.hex());
  }
  CHECK(digests[0] == digests[1]);
  CHECK(digests[0] == digests[2]);
}

TEST_CASE("an error in a block ends the work and reaches the caller") {
  native::ThreadExecutor executor(4);
  CHECK_THROWS_WITH(executor.execute(1000,
                                     [](std::uint64_t block) {
                                       if (block == 5) {
                                         throw std::runtime_error("disk full");
                                       }
                                     }),
                    "disk full");
}

TEST_CASE("a signal cancels while it is guarded and the guard starts clean") {
  {
    const native::InterruptGuard guard;
    CHECK_FALSE(guard.token().requested());
    std::raise(SIGTERM);
    CHECK(guard.token().requested());
  }
  const native::InterruptGuard again;
  CHECK_FALSE(again.token().requested());
}

// SPDX-License-Identifier: Apache-2.0
// Laws of an ensemble: its digest depends on no order, partition or interruption, and no failing run stops it.
#include "ensemble/ensemble.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "ensemble/result_digest.hpp"
#include "support/catch.hpp"
#include "support/fake_runs.hpp"

using namespace entente;
using ensemble::Plan;

namespace {

/// Executes blocks from the last to the first.
class ReverseExecutor final : public ensemble::Executor {
 public:
  void execute(std::uint64_t blocks, const Work& work) override {
    for (std::uint64_t block = blocks; block > 0; --block) {
      work(block - 1);
    }
  }
  void exclusive(const Section& section) override { section(); }
};

/// Notes the order in which runs arrive.
class OrderSink final : public ensemble::ResultSink {
 public:
  void accept(std::uint64_t index, const run::RunRecord&) override { order.push_back(index); }
  std::vector<std::uint64_t> order;
};

std::string digest_with(
    ensemble::Executor& executor, const Plan& plan, std::uint64_t block_size,
    const ensemble::Runner& runner = [](const run::RunKey& key) { return test::fake_run(key); }) {
  ensemble::DigestSink sink;
  ensemble::Options options;
  options.block_size = block_size;
  const auto status = ensemble::run_ensemble(plan, ensemble::all_runs(plan), runner, executor, sink, options);
  CHECK(status.done == ensemble::run_count(plan));
  CHECK_FALSE(status.cancelled);
  return sink.hex();
}

}  // namespace

TEST_CASE("the result digest is the same for every block size and order") {
  const Plan plan{42, 53, 2};
  ensemble::SerialExecutor serial;
  ReverseExecutor reverse;
  const std::string expected = digest_with(serial, plan, 16);
  CHECK(expected.size() == 32);
  CHECK(digest_with(serial, plan, 1) == expected);
  CHECK(digest_with(reverse, plan, 16) == expected);
  CHECK(digest_with(reverse, plan, 1000) == expected);
  CHECK(digest_with(serial, Plan{43, 53, 2}, 16) != expected);
  CHECK(digest_with(serial, Plan{42, 52, 2}, 16) != expected);
}

TEST_CASE("one changed run changes the result digest, and so does one that failed") {
  const Plan plan{42, 20, 1};
  ensemble::SerialExecutor serial;
  const std::string expected = digest_with(serial, plan, 4);
  CHECK(digest_with(serial, plan, 4, [](const run::RunKey& key) {
          auto record = test::fake_run(key);
          if (key.draw == 13) {
            record.digest.second ^= 1;
          }
          return record;
        }) != expected);
  CHECK(digest_with(serial, plan, 4, [](const run::RunKey& key) {
          auto record = test::fake_run(key);
          if (key.draw == 13) {
            record.failure = "no";
          }
          return record;
        }) != expected);
}

TEST_CASE("an interrupted ensemble that goes on has the digest of one that was not interrupted") {
  const Plan plan{7, 100, 1};
  ensemble::SerialExecutor serial;
  const std::string expected = digest_with(serial, plan, 16);
  for (const int stop_after : {0, 1, 17, 99}) {
    core::CancelSource cancel;
    int made = 0;
    const ensemble::Runner counting = [&](const run::RunKey& key) {
      if (++made == stop_after) {
        cancel.cancel();
      }
      return test::fake_run(key);
    };
    if (stop_after == 0) {
      cancel.cancel();
    }
    ensemble::DigestSink sink;
    ensemble::Options options;
    options.cancel = cancel.token();
    const auto first = ensemble::run_ensemble(plan, ensemble::all_runs(plan), counting, serial, sink, options);
    CHECK(first.cancelled);
    CHECK(first.done == static_cast<std::uint64_t>(stop_after));
    std::vector<std::uint64_t> missing = ensemble::all_runs(plan);
    for (const auto& run : sink.runs()) {
      missing.erase(std::find(missing.begin(), missing.end(), run.index));
    }
    const auto second = ensemble::run_ensemble(plan, missing, counting, serial, sink);
    CHECK_FALSE(second.cancelled);
    CHECK(sink.hex() == expected);
  }
}

TEST_CASE("a failing run is a record with its key and cause and the others are made") {
  const Plan plan{3, 21, 1};
  ensemble::SerialExecutor serial;
  ensemble::MemorySink sink;
  std::vector<ensemble::Progress> seen;
  ensemble::Options options;
  options.progress = [&](const ensemble::Progress& progress) { seen.push_back(progress); };
  const auto status =
      ensemble::run_ensemble(plan, ensemble::all_runs(plan), test::sometimes_failing_run, serial, sink, options);
  CHECK(status.done == 21);
  CHECK(status.failed == 3);
  REQUIRE(sink.records().size() == 21);
  const auto& failed = sink.records().at(14);
  CHECK(failed.failure == "draw 14 cannot be run");
  CHECK(failed.key == run::RunKey{3, 14, 0});
  CHECK(sink.records().at(15).failure.empty());
  REQUIRE(seen.size() == 2);
  CHECK(seen.back().done == 21);
  CHECK(seen.back().total == 21);
  CHECK(seen.back().failed == 3);
}

TEST_CASE("what is not an exception of the library is recorded too") {
  const Plan plan{3, 2, 1};
  ensemble::SerialExecutor serial;
  ensemble::MemorySink sink;
  const ensemble::Runner odd = [](const run::RunKey& key) -> run::RunRecord { throw static_cast<int>(key.draw); };
  CHECK(ensemble::run_ensemble(plan, ensemble::all_runs(plan), odd, serial, sink).failed == 2);
  CHECK_FALSE(sink.records().at(0).failure.empty());
}

TEST_CASE("an ordered sink restores run-key order, whatever arrives first") {
  const Plan plan{1, 50, 1};
  ReverseExecutor reverse;
  OrderSink seen;
  ensemble::OrderedSink ordered(ensemble::all_runs(plan), seen);
  ensemble::Options options;
  options.block_size = 7;
  (void)ensemble::run_ensemble(
      plan, ensemble::all_runs(plan), [](const run::RunKey& key) { return test::fake_run(key); }, reverse, ordered,
      options);
  CHECK(seen.order == ensemble::all_runs(plan));
  CHECK(ordered.held() == 0);
}

TEST_CASE("an ordered sink that is drained passes on what came, in order, and skips gaps") {
  OrderSink seen;
  ensemble::OrderedSink ordered({0, 1, 2, 5, 9}, seen);
  for (const std::uint64_t index : {9u, 0u, 5u}) {
    ordered.accept(index, test::fake_run({1, static_cast<std::uint32_t>(index), 0}));
  }
  CHECK(seen.order == std::vector<std::uint64_t>{0});
  ordered.drain();
  CHECK(seen.order == std::vector<std::uint64_t>{0, 5, 9});
}

TEST_CASE("the hexadecimal text of a run's digest is that of the hash itself") {
  core::Digest digest;
  digest.text("a run");
  CHECK(ensemble::digest_hex(digest.value()) == digest.hex());
}

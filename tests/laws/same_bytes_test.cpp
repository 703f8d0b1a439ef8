// SPDX-License-Identifier: Apache-2.0
// Law 7: same scenario, same seed, same bytes, whatever the number of threads and the order; and one event that differs is
// seen in the digest.
#include <algorithm>

#include "apps/native/thread_executor.hpp"
#include "ensemble/ensemble.hpp"
#include "ensemble/result_digest.hpp"
#include "laws/law_fixture.hpp"
#include "run/recorder.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

std::string digest(const scenario::Scenario& s, unsigned threads, bool reversed, std::uint32_t draws,
                   std::uint64_t block) {
  const ensemble::Plan plan{s.seed, draws, 2};
  auto order = ensemble::all_runs(plan);
  if (reversed) std::reverse(order.begin(), order.end());
  native::ThreadExecutor executor(threads);
  ensemble::DigestSink sink;
  ensemble::Options options;
  options.block_size = block;
  const auto runner = [&](const run::RunKey& key) { return run::run_one(s, test::registry(), key); };
  const auto status = ensemble::run_ensemble(plan, order, runner, executor, sink, options);
  REQUIRE(status.failed == 0);
  return sink.hex();
}

/// Passes events on, one of them changed.
class Forger final : public run::Observer {
 public:
  Forger(run::Recorder& next, long at) : next_(next), at_(at) {}
  void on_event(const world::World& w, const world::Event& e) override {
    world::Event told = e;
    if (seen++ == at_) {
      if (auto* closed = std::get_if<world::MonthClosed>(&told.body)) {
        closed->deaths += 1.0;
      } else {
        told.month = static_cast<std::int16_t>(told.month + 1);
      }
    }
    next_.on_event(w, told);
  }
  void on_month(const world::World& w) override { next_.on_month(w); }
  long seen = 0;

 private:
  run::Recorder& next_;
  long at_;
};

std::pair<std::uint64_t, std::uint64_t> forged(const scenario::Scenario& s, long at, long& events) {
  run::RunRecord record;
  const auto draw = scenario::make_draw(s, s.seed, 0);
  run::Recorder recorder(s, draw, {}, record);
  Forger forger(recorder, at);
  std::vector<run::Observer*> observers{&forger};
  test::Held held(s, 0, observers);
  recorder.start(held.engine.world);
  held.play();
  recorder.finish(held.engine.world);
  events = forger.seen;
  return record.digest;
}

}  // namespace

TEST_CASE("threads, order and block size do not reach the result") {
  for (const bool real : {false, true}) {
    INFO((real ? "shipped case" : "small world"));
    auto s = real ? test::shipped() : test::small({});
    const std::uint32_t draws = real ? 3 : 20;
    const std::string one = digest(s, 1, false, draws, 16);
    CHECK(digest(s, 2, false, draws, 1) == one);
    CHECK(digest(s, 4, false, draws, 3) == one);
    CHECK(digest(s, 1, true, draws, 2) == one);
    s.seed += 1;
    CHECK(digest(s, 2, false, draws, 1) != one);
  }
}

TEST_CASE("one changed event changes the digest of its run") {
  const auto s = test::small({});
  long events = 0, ignored = 0;
  const auto honest = forged(s, -1, events);
  CHECK(honest == run::run_one(s, test::registry(), {s.seed, 0, 0}).digest);
  REQUIRE(events > 10);
  CHECK(rc::check([&] { RC_ASSERT(forged(s, *rc::gen::inRange<long>(0, events), ignored) != honest); }));
}

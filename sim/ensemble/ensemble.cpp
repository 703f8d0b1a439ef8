// SPDX-License-Identifier: Apache-2.0
// The block loop of an ensemble.
#include "ensemble/ensemble.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace entente::ensemble {
namespace {

run::RunRecord guarded_run(const Runner& runner, const run::RunKey& key) {
  run::RunRecord record;
  try {
    record = runner(key);
  } catch (const std::exception& error) {
    record = run::RunRecord{};
    record.failure = error.what();
    if (record.failure.empty()) {
      record.failure = "unnamed error";
    }
  } catch (...) {
    record = run::RunRecord{};
    record.failure = "unknown error";
  }
  record.key = key;
  return record;
}

}  // namespace

Status run_ensemble(const Plan& plan, const std::vector<std::uint64_t>& pending, const Runner& runner,
                    Executor& executor, ResultSink& sink, const Options& options) {
  const std::uint64_t size = std::max<std::uint64_t>(1, options.block_size);
  const std::uint64_t total = pending.size();
  const std::uint64_t blocks = (total + size - 1) / size;
  Progress progress;
  progress.total = total;

  executor.execute(blocks, [&](std::uint64_t block) {
    const std::uint64_t begin = block * size;
    const std::uint64_t end = std::min(total, begin + size);
    std::vector<run::RunRecord> finished;
    finished.reserve(static_cast<std::size_t>(end - begin));
    for (std::uint64_t i = begin; i < end && !options.cancel.requested(); ++i) {
      finished.push_back(guarded_run(runner, key_at(plan, pending[static_cast<std::size_t>(i)])));
    }
    if (finished.empty()) {
      return;
    }
    executor.exclusive([&] {
      for (std::size_t k = 0; k < finished.size(); ++k) {
        sink.accept(pending[static_cast<std::size_t>(begin) + k], finished[k]);
        ++progress.done;
        progress.failed += finished[k].failure.empty() ? 0 : 1;
      }
      if (options.progress) {
        options.progress(progress);
      }
    });
  });

  Status status;
  status.done = progress.done;
  status.failed = progress.failed;
  status.cancelled = progress.done < total;
  return status;
}

std::vector<std::uint64_t> all_runs(const Plan& plan) {
  std::vector<std::uint64_t> out(static_cast<std::size_t>(run_count(plan)));
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = i;
  }
  return out;
}

}  // namespace entente::ensemble

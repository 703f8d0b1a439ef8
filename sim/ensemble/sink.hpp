// SPDX-License-Identifier: Apache-2.0
// Where finished runs go. A sink is always called under the executor's exclusive section, so it needs no lock of its own.
// Also: a sink in memory, one that feeds two others, and one that restores run-key order for its follower.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "run/record.hpp"

namespace entente::ensemble {

class ResultSink {
 public:
  virtual ~ResultSink() = default;
  /// A finished run and its position in run-key order. Runs come in any order, each once.
  virtual void accept(std::uint64_t index, const run::RunRecord& record) = 0;
};

/// Keeps records by position.
class MemorySink final : public ResultSink {
 public:
  void accept(std::uint64_t index, const run::RunRecord& record) override { records_[index] = record; }
  [[nodiscard]] const std::map<std::uint64_t, run::RunRecord>& records() const noexcept { return records_; }

 private:
  std::map<std::uint64_t, run::RunRecord> records_;
};

/// Passes every run to both. The two must outlive this.
class TeeSink final : public ResultSink {
 public:
  TeeSink(ResultSink& first, ResultSink& second) : first_(first), second_(second) {}
  void accept(std::uint64_t index, const run::RunRecord& record) override {
    first_.accept(index, record);
    second_.accept(index, record);
  }

 private:
  ResultSink& first_;
  ResultSink& second_;
};

/// Passes runs on in run-key order, whatever order they come in: sums of floating-point numbers depend on order, so every
/// fold hangs behind one of these. Holds back what comes too early; with blocks begun in order that is a few blocks.
class OrderedSink final : public ResultSink {
 public:
  /// Exactly the positions in `expected` (ascending) will come.
  OrderedSink(std::vector<std::uint64_t> expected, ResultSink& next) : expected_(std::move(expected)), next_(next) {}

  void accept(std::uint64_t index, const run::RunRecord& record) override;
  /// Passes on what is still held, in order, skipping gaps: for an ensemble that was cancelled.
  void drain();
  [[nodiscard]] std::uint64_t held() const noexcept { return held_.size(); }

 private:
  std::vector<std::uint64_t> expected_;
  std::uint64_t at_ = 0;  ///< position in expected_ that must go next
  std::map<std::uint64_t, run::RunRecord> held_;
  ResultSink& next_;
};

}  // namespace entente::ensemble

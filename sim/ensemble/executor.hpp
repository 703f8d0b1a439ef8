// SPDX-License-Identifier: Apache-2.0
// How blocks of runs get executed: one after another here, on threads in apps/native. The engine knows only this
// interface, so that it also compiles where there are no threads.
#pragma once

#include <cstdint>
#include <functional>

namespace entente::ensemble {

class Executor {
 public:
  using Work = std::function<void(std::uint64_t block)>;
  using Section = std::function<void()>;

  virtual ~Executor() = default;
  /// Calls work(0) .. work(blocks - 1), each once, in any order and on any worker; returns when all have returned.
  /// If one throws, blocks not yet begun are dropped and the first exception is rethrown here.
  virtual void execute(std::uint64_t blocks, const Work& work) = 0;
  /// Runs the section while no other section of this executor runs. Callable from inside work.
  virtual void exclusive(const Section& section) = 0;
};

/// Runs blocks in order on the calling thread.
class SerialExecutor final : public Executor {
 public:
  void execute(std::uint64_t blocks, const Work& work) override {
    for (std::uint64_t block = 0; block < blocks; ++block) {
      work(block);
    }
  }
  void exclusive(const Section& section) override { section(); }
};

}  // namespace entente::ensemble

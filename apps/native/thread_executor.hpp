// SPDX-License-Identifier: Apache-2.0
// Runs the blocks of an ensemble on threads that take the next block from one counter. Results do not depend on the
// number of threads: runs share nothing and sinks restore their order.
#pragma once

#include <mutex>

#include "ensemble/executor.hpp"

namespace entente::native {

class ThreadExecutor final : public ensemble::Executor {
 public:
  /// `threads` workers; 0 means as many as the machine has.
  explicit ThreadExecutor(unsigned threads = 0);

  void execute(std::uint64_t blocks, const Work& work) override;
  void exclusive(const Section& section) override;
  [[nodiscard]] unsigned threads() const noexcept { return threads_; }

 private:
  unsigned threads_;
  std::mutex section_;
};

}  // namespace entente::native

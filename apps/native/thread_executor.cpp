// SPDX-License-Identifier: Apache-2.0
// Worker threads around an atomic block counter.
#include "apps/native/thread_executor.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace entente::native {

ThreadExecutor::ThreadExecutor(unsigned threads)
    : threads_(threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency())) {}

void ThreadExecutor::exclusive(const Section& section) {
  const std::lock_guard<std::mutex> lock(section_);
  section();
}

void ThreadExecutor::execute(std::uint64_t blocks, const Work& work) {
  std::atomic<std::uint64_t> next{0};
  std::atomic<bool> stop{false};
  std::mutex error_lock;
  std::exception_ptr error;

  const auto worker = [&] {
    while (!stop.load(std::memory_order_relaxed)) {
      const std::uint64_t block = next.fetch_add(1, std::memory_order_relaxed);
      if (block >= blocks) {
        return;
      }
      try {
        work(block);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(error_lock);
        if (!error) {
          error = std::current_exception();
        }
        stop.store(true, std::memory_order_relaxed);
      }
    }
  };

  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(threads_, std::max<std::uint64_t>(blocks, 1)));
  std::vector<std::thread> others;
  others.reserve(count);
  for (std::size_t i = 1; i < count; ++i) {
    others.emplace_back(worker);
  }
  worker();
  for (std::thread& thread : others) {
    thread.join();
  }
  if (error) {
    std::rethrow_exception(error);
  }
}

}  // namespace entente::native

// SPDX-License-Identifier: Apache-2.0
// Cooperative cancelling: a source sets a flag, tokens read it. Costs one relaxed load; throws nothing.
#pragma once

#include <atomic>

namespace entente::core {

/// Reads a flag owned elsewhere; a default token is never cancelled. The flag must outlive the token.
class CancelToken {
 public:
  CancelToken() noexcept = default;
  explicit CancelToken(const std::atomic<bool>& flag) noexcept : flag_(&flag) {}

  [[nodiscard]] bool requested() const noexcept { return flag_ != nullptr && flag_->load(std::memory_order_relaxed); }

 private:
  const std::atomic<bool>* flag_ = nullptr;
};

/// Owns the flag. cancel() is safe from a signal handler and from any thread.
class CancelSource {
 public:
  CancelSource() = default;
  CancelSource(const CancelSource&) = delete;
  CancelSource& operator=(const CancelSource&) = delete;

  void cancel() noexcept { flag_.store(true, std::memory_order_relaxed); }
  void reset() noexcept { flag_.store(false, std::memory_order_relaxed); }
  [[nodiscard]] CancelToken token() const noexcept { return CancelToken(flag_); }

 private:
  std::atomic<bool> flag_{false};
};

}  // namespace entente::core

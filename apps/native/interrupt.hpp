// SPDX-License-Identifier: Apache-2.0
// Turns Ctrl-C (SIGINT) and SIGTERM into a cancel token: the first asks to stop after the runs in work, a second one ends
// the program at once.
#pragma once

#include "core/cancel.hpp"

namespace entente::native {

/// While alive, interrupts are caught; one at a time. The earlier handlers return with the destructor.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  [[nodiscard]] core::CancelToken token() const noexcept;

 private:
  using Handler = void (*)(int);
  Handler before_int_;
  Handler before_term_;
};

}  // namespace entente::native

// SPDX-License-Identifier: Apache-2.0
// A signal handler can reach only what has static storage, hence the one flag of this file.
#include "apps/native/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace entente::native {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

extern "C" void on_interrupt(int signal) {
  interrupted.store(true, std::memory_order_relaxed);
  std::signal(signal, SIG_DFL);  // the next one ends the program
}

}  // namespace

InterruptGuard::InterruptGuard() {
  interrupted.store(false, std::memory_order_relaxed);
  before_int_ = std::signal(SIGINT, on_interrupt);
  before_term_ = std::signal(SIGTERM, on_interrupt);
}

InterruptGuard::~InterruptGuard() {
  std::signal(SIGINT, before_int_ == SIG_ERR ? SIG_DFL : before_int_);
  std::signal(SIGTERM, before_term_ == SIG_ERR ? SIG_DFL : before_term_);
}

core::CancelToken InterruptGuard::token() const noexcept { return core::CancelToken(interrupted); }

}  // namespace entente::native

// SPDX-License-Identifier: Apache-2.0
// stdio with checks, and the carriage-return progress line.
#include "apps/cli/terminal.hpp"

#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "apps/native/progress_line.hpp"

namespace entente::cli {
namespace {

bool set_in_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool dumb_terminal() {
  const char* term = std::getenv("TERM");
  return term == nullptr || std::string_view(term) == "dumb";
}

}  // namespace

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

bool flush_output() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

bool reader_left() {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  return poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

void tell(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

std::string shell_word(const std::string& word) {
  static constexpr const char* kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-=:,@";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) {
    return word;
  }
  std::string out = "'";
  for (const char c : word) {
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out + "'";
}

bool error_is_terminal() { return isatty(STDERR_FILENO) != 0; }
bool output_is_terminal() { return isatty(STDOUT_FILENO) != 0; }

std::string strong(std::string_view text) {
  if (!output_is_terminal() || set_in_environment("NO_COLOR") || dumb_terminal()) {
    return std::string(text);
  }
  return "\x1b[1m" + std::string(text) + "\x1b[0m";
}

ProgressBar::ProgressBar(std::string unit, bool enabled)
    : unit_(std::move(unit)), active_(enabled && error_is_terminal() && !dumb_terminal()), begun_(Clock::now()) {}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
  if (!active_) {
    return;
  }
  const auto now = Clock::now();
  if (drawn_ && done < total && now - last_ < std::chrono::milliseconds(100)) {
    return;
  }
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  tell("\r\x1b[K" + native::progress_line(done, total, seconds, unit_));
}

void ProgressBar::close() {
  if (drawn_) {
    tell("\r\x1b[K");
    drawn_ = false;
  }
}

}  // namespace entente::cli

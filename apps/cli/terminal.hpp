// SPDX-License-Identifier: Apache-2.0
// The two streams of the program: data on standard output, talk on standard error; and a progress bar that shows only on
// a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente::cli {

/// Writes data to standard output.
void print(std::string_view text);
/// Ends standard output: false when something could not be written (a full disk, a closed pipe).
[[nodiscard]] bool flush_output();
/// True when whoever read standard output has gone ("| head"), which is no news to the user.
[[nodiscard]] bool reader_left();

/// Writes talk to standard error.
void tell(std::string_view text);

/// A word as a shell reads it back: quoted where it must be.
[[nodiscard]] std::string shell_word(const std::string& word);

[[nodiscard]] bool error_is_terminal();
[[nodiscard]] bool output_is_terminal();
/// Text in bold where standard output is a terminal that shows it and NO_COLOR is not set.
[[nodiscard]] std::string strong(std::string_view text);

/// Redraws one line on a terminal, at most ten times a second; silent elsewhere. Shown by one thread at a time.
class ProgressBar {
 public:
  explicit ProgressBar(std::string unit, bool enabled = true);
  ~ProgressBar() { close(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::uint64_t done, std::uint64_t total);
  /// Removes the line.
  void close();

 private:
  using Clock = std::chrono::steady_clock;
  std::string unit_;
  bool active_;
  bool drawn_ = false;
  Clock::time_point begun_;
  Clock::time_point last_{};
};

}  // namespace entente::cli

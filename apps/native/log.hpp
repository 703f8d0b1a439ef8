// SPDX-License-Identifier: Apache-2.0
// Talk of the programs on standard error, so that standard output stays data. Library: spdlog.
#pragma once

#include <memory>
#include <string_view>

namespace entente::native {

enum class LogLevel { quiet, normal, verbose };

/// A logger of its own, with no global state; colours only on a terminal and unless NO_COLOR is set.
class Log {
 public:
  explicit Log(LogLevel level = LogLevel::normal);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void detail(std::string_view text);  ///< shown when verbose
  void info(std::string_view text);
  void warning(std::string_view text);
  void error(std::string_view text);  ///< shown always

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente::native

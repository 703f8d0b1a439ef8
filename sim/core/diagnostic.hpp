// SPDX-License-Identifier: Apache-2.0
// Problems found in what a user wrote: collected, sorted and rendered together, never thrown or printed here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace entente::core {

enum class Severity { error, warning };

/// Where in a file; problems of the whole file stand at 1:1. Lines and columns count from 1.
struct Place {
  std::string file;
  int line = 1;
  int col = 1;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< E1xx file, E2xx value and unit, E3xx reference, E4xx cross-rule, E5xx source and date, Wxxx
  Place place;
  std::string message;  ///< what, expected, got, nearest valid name
};

/// "file:line:col  code  message", without a line end.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

/// An ordered collection of diagnostics.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void error(std::string code, Place place, std::string message);
  void warning(std::string code, Place place, std::string message);
  /// Appends all of `other`.
  void append(const Diagnostics& other);
  /// Orders by file, line, column, code, message. Stable, so equal entries keep their order.
  void sort();

  [[nodiscard]] const std::vector<Diagnostic>& items() const noexcept { return items_; }
  [[nodiscard]] std::size_t error_count() const noexcept;
  [[nodiscard]] std::size_t warning_count() const noexcept;
  [[nodiscard]] bool has_errors() const noexcept { return error_count() > 0; }
  [[nodiscard]] bool empty() const noexcept { return items_.empty(); }

 private:
  std::vector<Diagnostic> items_;
};

/// One line per diagnostic in the collection's order, each ending in a line feed. At most `limit` are written,
/// errors before warnings when not all fit; the rest is counted in a last line.
[[nodiscard]] std::string render_all(const Diagnostics& diagnostics, std::size_t limit = 100);

}  // namespace entente::core

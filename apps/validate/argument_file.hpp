// SPDX-License-Identifier: Apache-2.0
// A file of arguments beside a case (validation.toml, talks.toml), read by dotted path through the scenario reader's own
// parser. What is missing or of the wrong kind is told with file, line and column.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "scenario/file_source.hpp"
#include "scenario/reader.hpp"

namespace entente::validate {

/// A file of arguments that is missing or wrong: bad input, not a fault of the program.
class BadArguments : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class ArgumentFile {
 public:
  /// Reads case_folder/name. Every function throws BadArguments with the place and what is wrong.
  ArgumentFile(const std::string& case_folder, const std::string& name, const scenario::FileSource& files);

  [[nodiscard]] bool has(const std::string& path) const;
  [[nodiscard]] const scenario::Value& need(const std::string& path) const;
  [[nodiscard]] std::string text(const std::string& path) const;
  /// Empty where nothing stands at the path.
  [[nodiscard]] std::string text_or_none(const std::string& path) const;
  [[nodiscard]] double number(const std::string& path) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& path) const;
  [[nodiscard]] std::vector<double> numbers(const std::string& path, std::size_t least = 1) const;
  /// A table of numbers, in the order of the file.
  [[nodiscard]] std::vector<std::pair<std::string, double>> table(const std::string& path) const;
  /// Keys of a table, in the order of the file; none where there is no such table.
  [[nodiscard]] std::vector<std::string> keys(const std::string& path) const;

 private:
  scenario::Value root_;
};

}  // namespace entente::validate

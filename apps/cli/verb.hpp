// SPDX-License-Identifier: Apache-2.0
// A verb's options, declared without the command-line library: that library is compiled in two files of this folder
// and not once more in each verb, where it cost more than the rest of the program.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace entente::cli {

/// One option or argument; every call returns the option again, so that they chain.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  const Option& required() const;
  /// What stands for the value in the help: "CASE", "N".
  const Option& type_name(const std::string& name) const;
  /// A test of the text as given; it returns the complaint, or nothing.
  const Option& check(std::function<std::string(const std::string&)> complaint) const;
  const Option& positive() const;
  const Option& not_negative() const;
  const Option& within(std::uint32_t low, std::uint32_t high) const;
  const Option& one_of(const std::vector<std::string>& words) const;

 private:
  CLI::Option* option_;
};

/// One verb. Values are written into the references when the command line is parsed: they must outlive that.
class Verb {
 public:
  explicit Verb(CLI::App* app) : app_(app) {}

  Option add_option(const std::string& names, std::string& value, const std::string& doc) const;
  Option add_option(const std::string& names, std::uint32_t& value, const std::string& doc) const;
  Option add_option(const std::string& names, std::uint64_t& value, const std::string& doc) const;
  Option add_option(const std::string& names, int& value, const std::string& doc) const;
  Option add_option(const std::string& names, std::int64_t& value, const std::string& doc) const;
  /// Stays empty when it is not given.
  Option add_option(const std::string& names, std::optional<std::uint64_t>& value, const std::string& doc) const;
  Option add_option(const std::string& names, double& value, const std::string& doc) const;
  /// May be given more than once, or with several values.
  Option add_option(const std::string& names, std::vector<std::string>& values, const std::string& doc) const;
  Option add_flag(const std::string& names, bool& value, const std::string& doc) const;
  /// One of the words, each with what it stands for.
  template <class Value>
  Option add_choice(const std::string& names, Value& value, std::vector<std::pair<std::string, Value>> choices,
                    const std::string& doc) const {
    std::vector<std::string> words;
    for (const auto& choice : choices) {
      words.push_back(choice.first);
    }
    return add_word(names, doc, words, [&value, choices = std::move(choices)](const std::string& word) {
      for (const auto& choice : choices) {
        if (choice.first == word) {
          value = choice.second;
        }
      }
    });
  }
  /// Called once all options of this verb are read.
  void final_callback(std::function<void()> callback) const;

 private:
  Option add_word(const std::string& names, const std::string& doc, const std::vector<std::string>& words,
                  std::function<void(const std::string&)> take) const;

  CLI::App* app_;
};

}  // namespace entente::cli

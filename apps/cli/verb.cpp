// SPDX-License-Identifier: Apache-2.0
// Verbs and options over the command-line library.
#include "apps/cli/verb.hpp"

#include <CLI/CLI.hpp>

#include "apps/cli/program.hpp"

namespace entente::cli {

const Option& Option::required() const {
  option_->required();
  return *this;
}

const Option& Option::type_name(const std::string& name) const {
  option_->type_name(name);
  return *this;
}

const Option& Option::check(std::function<std::string(const std::string&)> complaint) const {
  option_->check(std::move(complaint));
  return *this;
}

const Option& Option::positive() const {
  option_->check([](const std::string& text) {
    const bool above = !text.empty() && text[0] != '-' && text.find_first_not_of("0.") != std::string::npos;
    return above ? std::string() : "a number above 0 is wanted, got '" + text + "'";
  });
  return *this;
}

const Option& Option::not_negative() const {
  option_->check(CLI::NonNegativeNumber.description(""));
  return *this;
}

const Option& Option::within(std::uint32_t low, std::uint32_t high) const {
  option_->check(CLI::Range(low, high).description(""));
  return *this;
}

const Option& Option::one_of(const std::vector<std::string>& words) const {
  option_->check(CLI::IsMember(words).description(""));
  return *this;
}

Option Verb::add_option(const std::string& names, std::string& value, const std::string& doc) const {
  return Option(app_->add_option(names, value, doc));
}
Option Verb::add_option(const std::string& names, std::uint32_t& value, const std::string& doc) const {
  return Option(app_->add_option(names, value, doc));
}
Option Verb::add_option(const std::string& names, std::uint64_t& value, const std::string& doc) const {
  return Option(app_->add_option(names, value, doc));
}
Option Verb::add_option(const std::string& names, int& value, const std::string& doc) const {
  return Option(app_->add_option(names, value, doc));
}
Option Verb::add_option(const std::string& names, std::int64_t& value, const std::string& doc) const {
  return Option(app_->add_option(names, value, doc));
}
Option Verb::add_option(const std::string& names, std::optional<std::uint64_t>& value, const std::string& doc) const {
  return Option(app_->add_option(names, value, doc));
}
Option Verb::add_option(const std::string& names, double& value, const std::string& doc) const {
  return Option(app_->add_option(names, value, doc));
}
Option Verb::add_option(const std::string& names, std::vector<std::string>& values, const std::string& doc) const {
  return Option(app_->add_option(names, values, doc));
}
Option Verb::add_flag(const std::string& names, bool& value, const std::string& doc) const {
  return Option(app_->add_flag(names, value, doc));
}
Option Verb::add_word(const std::string& names, const std::string& doc, const std::vector<std::string>& words,
                      std::function<void(const std::string&)> take) const {
  const Option option(app_->add_option_function<std::string>(names, take, doc));
  option.one_of(words);
  return option;
}
void Verb::final_callback(std::function<void()> callback) const { app_->final_callback(std::move(callback)); }

Verb Program::add_verb(CLI::App& parent, const std::string& name, const std::string& doc, const std::string& examples) {
  verbs_.push_back(name);
  CLI::App* verb = parent.add_subcommand(name, doc);
  // The parent's list shows the first line; the verb's own help opens with the examples.
  verb->callback([] {});
  verb->preparse_callback(
      [verb, doc, examples](std::size_t) { verb->description(doc + "\n\nExamples:\n" + examples); });
  return Verb(verb);
}

}  // namespace entente::cli

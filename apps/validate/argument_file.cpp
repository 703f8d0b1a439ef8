// SPDX-License-Identifier: Apache-2.0
// Values by dotted path, each checked for its kind.
#include "apps/validate/argument_file.hpp"

#include "core/diagnostic.hpp"
#include "scenario/spec.hpp"

namespace entente::validate {
namespace {

using scenario::Value;

[[noreturn]] void fault(const core::Place& place, const std::string& what) {
  core::Diagnostics diagnostics;
  diagnostics.error("E201", place, what);
  throw BadArguments(core::render_all(diagnostics));
}

const std::string& text_of(const Value& value, const std::string& path) {
  if (!value.is_text()) fault(value.place, path + " must be text");
  return value.text;
}

double number_of(const Value& value, const std::string& path) {
  if (!value.is_number()) fault(value.place, path + " must be a number");
  return value.number;
}

}  // namespace

ArgumentFile::ArgumentFile(const std::string& case_folder, const std::string& name, const scenario::FileSource& files) {
  const std::string path = case_folder + "/" + name;
  const auto bytes = files.read(path);
  if (!bytes) throw BadArguments("cannot read " + path);
  core::Diagnostics diagnostics;
  auto root = scenario::parse_toml(path, *bytes, diagnostics);
  if (!root) throw BadArguments(core::render_all(diagnostics));
  root_ = std::move(*root);
}

bool ArgumentFile::has(const std::string& path) const { return scenario::at_path(root_, path) != nullptr; }

const Value& ArgumentFile::need(const std::string& path) const {
  const Value* value = scenario::at_path(root_, path);
  if (value == nullptr) fault(root_.place, "required key \"" + path + "\" is missing");
  return *value;
}

std::string ArgumentFile::text(const std::string& path) const { return text_of(need(path), path); }

std::string ArgumentFile::text_or_none(const std::string& path) const { return has(path) ? text(path) : std::string(); }

double ArgumentFile::number(const std::string& path) const { return number_of(need(path), path); }

std::vector<std::string> ArgumentFile::texts(const std::string& path) const {
  std::vector<std::string> out;
  for (const Value& item : need(path).items) out.push_back(text_of(item, "each of " + path));
  return out;
}

std::vector<double> ArgumentFile::numbers(const std::string& path, std::size_t least) const {
  std::vector<double> out;
  for (const Value& item : need(path).items) out.push_back(number_of(item, "each of " + path));
  if (out.size() < least) fault(need(path).place, path + " needs at least " + std::to_string(least) + " numbers");
  return out;
}

std::vector<std::pair<std::string, double>> ArgumentFile::table(const std::string& path) const {
  std::vector<std::pair<std::string, double>> out;
  for (const auto& member : need(path).members)
    out.emplace_back(member.key, number_of(member.value, path + "." + member.key));
  return out;
}

std::vector<std::string> ArgumentFile::keys(const std::string& path) const {
  std::vector<std::string> out;
  const Value* value = scenario::at_path(root_, path);
  if (value == nullptr) return out;
  for (const auto& member : value->members) out.push_back(member.key);
  return out;
}

}  // namespace entente::validate

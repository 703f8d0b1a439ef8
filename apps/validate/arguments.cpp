// SPDX-License-Identifier: Apache-2.0
// Reading validation.toml through the scenario reader's own parser.
#include "apps/validate/arguments.hpp"

#include <stdexcept>

#include "core/diagnostic.hpp"
#include "scenario/reader.hpp"
#include "scenario/spec.hpp"

namespace entente::validate {
namespace {

const scenario::Value& need(const scenario::Value& root, const std::string& path) {
  const scenario::Value* value = scenario::at_path(root, path);
  if (value == nullptr) throw std::runtime_error("validation.toml lacks " + path);
  return *value;
}

std::string text(const scenario::Value& root, const std::string& path) {
  const scenario::Value& value = need(root, path);
  if (!value.is_text()) throw std::runtime_error("validation.toml: " + path + " must be text");
  return value.text;
}

std::vector<double> numbers(const scenario::Value& root, const std::string& path) {
  std::vector<double> out;
  for (const scenario::Value& item : need(root, path).items) {
    if (!item.is_number()) throw std::runtime_error("validation.toml: " + path + " must be a list of numbers");
    out.push_back(item.number);
  }
  if (out.size() < 2) throw std::runtime_error("validation.toml: " + path + " needs at least two numbers");
  return out;
}

}  // namespace

Arguments read_arguments(const std::string& case_folder, const scenario::FileSource& files) {
  const std::string path = case_folder + "/validation.toml";
  const auto bytes = files.read(path);
  if (!bytes) throw std::runtime_error("cannot read " + path);
  core::Diagnostics diagnostics;
  const auto root = scenario::parse_toml(path, *bytes, diagnostics);
  if (!root) throw std::runtime_error(core::render_all(diagnostics));
  Arguments a;
  a.held_rights = text(*root, "loop.held_rights");
  a.safe_rights = text(*root, "loop.safe_rights");
  a.aid = text(*root, "loop.aid");
  a.pledge = text(*root, "loop.pledge");
  a.force_channel = text(*root, "channels.force");
  a.release_channel = text(*root, "channels.release");
  a.reactions = text(*root, "channels.reactions");
  a.bite = text(*root, "series.bite.path");
  a.bite_factors = numbers(*root, "series.bite.factors");
  a.relief = text(*root, "series.relief.path");
  a.relief_values = numbers(*root, "series.relief.values");
  a.rent = text(*root, "series.rent.path");
  a.rent_factors = numbers(*root, "series.rent.factors");
  if (scenario::at_path(*root, "series.rent.overlay") != nullptr) a.rent_overlay = text(*root, "series.rent.overlay");
  const scenario::Value& least = need(*root, "loop.least_share");
  if (!least.is_number()) throw std::runtime_error("validation.toml: loop.least_share must be a number");
  a.least_share = least.number;
  if (const scenario::Value* sizes = root->find("size")) {
    for (const scenario::Member& member : sizes->members) {
      const std::string at = "size." + member.key;
      if (scenario::at_path(*root, at + ".overlay") != nullptr) {
        a.otherwise.push_back({text(*root, at + ".what"), text(*root, at + ".overlay"), {}, 0.0});
        continue;
      }
      const scenario::Value& value = need(*root, at + ".value");
      if (!value.is_number()) throw std::runtime_error("validation.toml: " + at + ".value must be a number");
      a.otherwise.push_back({text(*root, at + ".what"), {}, text(*root, at + ".path"), value.number});
    }
  }
  a.counter_issue = text(*root, "counter.issue");
  a.counter_overlay = text(*root, "counter.overlay");
  if (const scenario::Value* weak = root->find("weak")) {
    for (const scenario::Member& member : weak->members) a.weak[member.key] = member.value.text;
  }
  return a;
}

}  // namespace entente::validate

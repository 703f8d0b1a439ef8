// SPDX-License-Identifier: Apache-2.0
// Shared helpers of the compiler.
#include "scenario/context.hpp"

#include <algorithm>

#include "core/rng.hpp"
#include "core/text.hpp"
#include "scenario/walk.hpp"

namespace entente::scenario {

Names::Names(const Value& document) {
  for (const Member& member : document.members) {
    const std::string kind = kind_of_table(member.key);
    if (kind.empty() || !member.value.is_table()) continue;
    std::vector<std::string>& ids = ids_[kind];
    for (const Member& entity : member.value.members) ids.push_back(entity.key);
    std::sort(ids.begin(), ids.end());
  }
}

const std::vector<std::string>& Names::of(std::string_view kind) const {
  static const std::vector<std::string> kNone;
  const auto it = ids_.find(kind);
  return it == ids_.end() ? kNone : it->second;
}

std::int32_t Names::index(std::string_view kind, std::string_view id) const {
  const std::vector<std::string>& ids = of(kind);
  const auto it = std::lower_bound(ids.begin(), ids.end(), id);
  return it != ids.end() && *it == id ? static_cast<std::int32_t>(it - ids.begin()) : -1;
}

Context::Context(const Assembled& assembled_in, const ModelCatalog& catalog_in, Scenario& scenario_in,
                 core::Diagnostics& diagnostics_in)
    : assembled(assembled_in), doc(assembled_in.document), catalog(catalog_in), s(scenario_in), diags(diagnostics_in),
      names(assembled_in.document) {
  zero = add_param("constants.zero", core::fixed_quantity(0.0, core::Unit::index), core::Place{}, true);
  one = add_param("constants.one", core::fixed_quantity(1.0, core::Unit::index), core::Place{}, true);
}

Num Context::add_param(const std::string& path, core::Quantity quantity, const core::Place& place, bool is_default) {
  Param param;
  param.path = path;
  param.place = place;
  param.opposed = !quantity.corr.empty() && quantity.corr.front() == '-';
  param.stream = quantity.corr.empty() ? core::entity_hash(path)
                                       : core::entity_hash("corr/" + quantity.corr.substr(param.opposed ? 1 : 0));
  param.quantity = std::move(quantity);
  const Num num = Num::at(s.params.size());
  s.params.push_back(std::move(param));
  defaulted.push_back(is_default);
  nums[path] = num;
  return num;
}

Num Context::num(const std::string& path, const core::Place& place) {
  const auto it = nums.find(path);
  if (it != nums.end()) return it->second;
  const Field* field = schema().find(path);
  if (field == nullptr || !field->fallback) return Num{};
  return add_param(path, *field->fallback, place, true);
}

Num Context::written(const std::string& path) const {
  const auto it = nums.find(path);
  return it == nums.end() ? Num{} : it->second;
}

std::int32_t Context::resolve(std::string_view kind, const std::string& id, const core::Place& place) {
  const std::int32_t index = names.index(kind, id);
  if (index >= 0) {
    if (kind == "zone" || kind == "group") used_names.insert(std::string(kind) + "/" + id);
    return index;
  }
  const std::string kind_text(kind);
  if (is_removed(assembled.removed, kind_text, id)) {
    const core::Place& by = assembled.removed.at(kind_text).at(id);
    error("E308", place, kind_text + " \"" + id + "\" is absent (" + by.file + ":" + std::to_string(by.line) + ")");
  } else {
    error("E301", place, "there is no " + kind_text + " \"" + id + "\"" + did_you_mean(id, names.of(kind)));
  }
  return -1;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  auto close = core::nearest(name, candidates);
  for (const std::string& candidate : candidates) {  // a name cut short is no typing error, but as clear
    if (!close && name.size() >= 3 && candidate.rfind(name, 0) == 0) close = candidate;
  }
  return close ? "; did you mean \"" + *close + "\"?" : "";
}

std::string text_of(const Value& table, std::string_view key, std::string_view fallback) {
  const Value* value = table.find(key);
  return value != nullptr && value->is_text() ? value->text : std::string(fallback);
}

double number_of(const Value& table, std::string_view key, double fallback) {
  const Value* value = table.find(key);
  return value != nullptr && value->is_number() ? value->number : fallback;
}

bool truth_of(const Value& table, std::string_view key, bool fallback) {
  const Value* value = table.find(key);
  return value != nullptr && value->kind == ValueKind::boolean ? value->boolean : fallback;
}

core::Place place_of(const Value& table, std::string_view key) {
  const Value* value = table.find(key);
  return value != nullptr ? value->place : table.place;
}

std::int32_t word_index(std::string_view words, std::string_view word) {
  std::int32_t position = 0;
  std::size_t start = 0;
  while (start <= words.size()) {
    const std::size_t end = std::min(words.find('|', start), words.size());
    if (words.substr(start, end - start) == word) return position;
    start = end + 1;
    ++position;
  }
  return -1;
}

}  // namespace entente::scenario

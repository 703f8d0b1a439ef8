// SPDX-License-Identifier: Apache-2.0
// The assumption register, origins, and changing a number by path.
#include "scenario/inputs.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "scenario/schema.hpp"

namespace entente::scenario {

namespace {

bool is_constant(const Param& param) { return param.path.rfind("constants.", 0) == 0; }

std::vector<std::string> source_names(const Scenario& scenario, const core::Quantity& q) {
  std::vector<std::string> names;
  for (core::SourceId id : q.src) names.push_back(scenario.sources[id.index()].id);
  return names;
}

std::string quantity_text(const core::Quantity& q) {
  std::string out = core::format_number(q.v);
  if (core::is_uncertain(q)) out += " (" + core::format_number(q.lo) + " to " + core::format_number(q.hi) + ")";
  return out + " " + std::string(core::unit_name(q.unit)) + ", " + std::string(core::shape_name(q.shape));
}

bool is_quantity(const std::string& path, const Value& value) {
  if (!value.is_table()) return false;
  const Field* field = schema().find(path);
  if (field != nullptr && field->type == FieldType::quantity) return true;
  return value.find("unit") != nullptr && (value.find("v") != nullptr || value.find("values") != nullptr);
}

void collect_origins(const std::string& path, const Value& value, std::vector<OriginEntry>& out) {
  const bool nested_list = value.is_array() && !value.items.empty() && value.items[0].is_table();
  if (value.is_table() && !is_quantity(path, value)) {
    for (const Member& member : value.members) {
      collect_origins(path.empty() ? member.key : path + "." + member.key, member.value, out);
    }
    return;
  }
  if (nested_list) {
    for (std::size_t i = 0; i < value.items.size(); ++i)
      collect_origins(path + "." + std::to_string(i), value.items[i], out);
    return;
  }
  OriginEntry entry{path, brief(value), value.place, value.why, value.chain, {}, false};
  if (const Value* src = value.find("src")) {
    if (src->is_text()) entry.sources.push_back(src->text);
    for (const Value& item : src->items) entry.sources.push_back(item.text);
  }
  for (const Member& member : value.members) {  // a quantity merged part by part keeps the parts' chains
    for (const Origin& origin : member.value.chain) {
      entry.chain.push_back({origin.place, member.key + " = " + origin.text, origin.why});
    }
  }
  out.push_back(std::move(entry));
}

void scale_quantity(core::Quantity& q, double factor, double offset) {
  const auto change = [&](double x) { return x * factor + offset; };
  q.v = change(q.v);
  q.lo = change(q.lo);
  q.hi = change(q.hi);
  if (q.lo > q.hi) std::swap(q.lo, q.hi);
  for (double& x : q.values) x = change(x);
}

void clip_quantity(core::Quantity& q, double min, double max) {
  const auto clip = [&](double x) { return std::min(std::max(x, min), max); };
  q.v = clip(q.v);
  q.lo = clip(q.lo);
  q.hi = clip(q.hi);
  for (double& x : q.values) x = clip(x);
}

bool matches(const std::vector<std::string>& pattern, const std::string& path) {
  const std::vector<std::string> parts = split_path(path);
  if (parts.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (pattern[i] != "*" && pattern[i] != parts[i]) return false;
  }
  return true;
}

}  // namespace

std::vector<EffectiveInput> effective_inputs(const Scenario& scenario, const std::vector<bool>& defaulted) {
  std::vector<EffectiveInput> out;
  for (std::size_t i = 0; i < scenario.params.size(); ++i) {
    const Param& param = scenario.params[i];
    if (is_constant(param)) continue;
    const core::Quantity& q = param.quantity;
    EffectiveInput input;
    input.path = param.path;
    input.v = q.v;
    input.lo = q.lo;
    input.hi = q.hi;
    input.unit = std::string(core::unit_name(q.unit));
    input.shape = std::string(core::shape_name(q.shape));
    input.sources = source_names(scenario, q);
    input.ped = q.ped;
    input.is_default = i < defaulted.size() && defaulted[i];
    if (input.is_default && input.sources.empty()) input.sources.emplace_back("judgement");
    input.judgement = std::find(input.sources.begin(), input.sources.end(), "judgement") != input.sources.end();
    input.tier = input.judgement ? "judgement" : q.src.empty() ? "" : scenario.sources[q.src[0].index()].tier;
    input.hindsight = q.hindsight;
    input.corr = q.corr;
    input.why = q.why;
    input.place = param.place;
    input.param = Num::at(i);
    out.push_back(std::move(input));
  }
  std::sort(out.begin(), out.end(), [](const EffectiveInput& a, const EffectiveInput& b) { return a.path < b.path; });
  return out;
}

Origins make_origins(const Scenario& scenario, const std::vector<bool>& defaulted, const Value& document,
                     std::vector<std::string> files) {
  Origins origins;
  origins.files = std::move(files);
  origins.inputs = effective_inputs(scenario, defaulted);
  collect_origins("", document, origins.entries);
  for (const EffectiveInput& input : origins.inputs) {
    if (!input.is_default) continue;
    OriginEntry entry;
    entry.path = input.path;
    entry.value = quantity_text(scenario.params[input.param.index()].quantity);
    entry.place = input.place;
    entry.sources = input.sources;
    entry.is_default = true;
    origins.entries.push_back(std::move(entry));
  }
  std::stable_sort(origins.entries.begin(), origins.entries.end(),
                   [](const OriginEntry& a, const OriginEntry& b) { return a.path < b.path; });
  return origins;
}

Why why(const Origins& origins, const std::string& path) {
  Why out;
  std::vector<std::string> all;
  for (const OriginEntry& entry : origins.entries) {
    if (entry.path == path) out.entry = entry;
    if (entry.path.rfind(path + ".", 0) == 0) out.inside.push_back(entry.path);
    all.push_back(entry.path);
  }
  if (!out.entry && out.inside.empty()) out.nearest = core::nearest(path, all);
  return out;
}

std::string render(const Why& answer, const std::string& path) {
  if (!answer.entry) {
    if (answer.inside.empty()) {
      return "nothing at \"" + path + "\"" + (answer.nearest ? "; did you mean \"" + *answer.nearest + "\"?" : "") +
             "\n";
    }
    std::string out = path + " holds:\n";
    for (const std::string& inner : answer.inside) out += "  " + inner + "\n";
    return out;
  }
  const OriginEntry& entry = *answer.entry;
  const auto where = [](const core::Place& place) {
    return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.col);
  };
  std::string out = entry.path + " = " + entry.value + "\n";
  if (entry.is_default) {
    out += "  default, not written in the case (its table stands at " + where(entry.place) + ")\n";
  } else {
    out += "  " + where(entry.place) + (entry.why.empty() ? "" : "  (" + entry.why + ")") + "\n";
  }
  for (std::size_t i = entry.chain.size(); i-- > 0;) {
    out += "  replaced " + entry.chain[i].text + " at " + where(entry.chain[i].place) + "\n";
  }
  if (!entry.sources.empty()) out += "  sources: " + core::join(entry.sources, ", ") + "\n";
  return out;
}

std::vector<Num> match_params(const Scenario& scenario, std::string_view pattern) {
  const std::vector<std::string> parts = split_path(pattern);
  std::vector<Num> out;
  for (std::size_t i = 0; i < scenario.params.size(); ++i) {
    if (!is_constant(scenario.params[i]) && matches(parts, scenario.params[i].path)) out.push_back(Num::at(i));
  }
  return out;
}

std::size_t scale_param(Scenario& scenario, std::string_view pattern, double factor, double offset) {
  const std::vector<Num> found = match_params(scenario, pattern);
  for (Num num : found) {
    Param& param = scenario.params[num.index()];
    scale_quantity(param.quantity, factor, offset);
    const Field* field = schema().find(param.path);
    if (field != nullptr) clip_quantity(param.quantity, field->min, field->max);
  }
  if (!found.empty()) scenario.digest = scenario_digest(scenario);
  return found.size();
}

}  // namespace entente::scenario

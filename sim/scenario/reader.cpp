// SPDX-License-Identifier: Apache-2.0
// TOML text to document tree. The parser runs without exceptions, so that the same code works in a browser.
#include "scenario/reader.hpp"

#include <algorithm>

#include "core/text.hpp"

#ifndef TOML_EXCEPTIONS
#define TOML_EXCEPTIONS 0
#endif
#ifndef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#endif
// The parser asserts on some malformed headers before it comes to its own error message for them; in a release build it
// tells the optimiser instead that they cannot happen. Neither is right for files that users write: no assertions.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace entente::scenario {

namespace {

core::Place place_of(const std::string& path, const toml::source_region& region, const core::Place& outer) {
  if (region.begin.line == 0) return outer;  // a table that no header names
  return core::Place{path, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Value convert(const std::string& path, const toml::node& node, const core::Place& outer);

Value convert_table(const std::string& path, const toml::table& table, Value value) {
  value.kind = ValueKind::table;
  for (auto&& [key, child] : table) {
    const core::Place key_place = place_of(path, key.source(), value.place);
    value.add(std::string(key.str()), key_place, convert(path, child, key_place));
  }
  std::stable_sort(value.members.begin(), value.members.end(), [](const Member& a, const Member& b) {
    return a.key_place.line != b.key_place.line ? a.key_place.line < b.key_place.line
                                                : a.key_place.col < b.key_place.col;
  });
  return value;
}

Value convert(const std::string& path, const toml::node& node, const core::Place& outer) {
  Value value;
  value.place = place_of(path, node.source(), outer);
  if (const toml::table* table = node.as_table()) return convert_table(path, *table, std::move(value));
  if (const toml::array* array = node.as_array()) {
    value.kind = ValueKind::array;
    for (const toml::node& item : *array) value.items.push_back(convert(path, item, value.place));
  } else if (const auto* text = node.as_string()) {
    value.kind = ValueKind::text;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = ValueKind::integer;
    value.integer = integer->get();
    value.number = static_cast<double>(value.integer);
  } else if (const auto* real = node.as_floating_point()) {
    value.kind = ValueKind::real;
    value.number = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = ValueKind::boolean;
    value.boolean = boolean->get();
  } else if (const auto* date = node.as_date()) {
    value.kind = ValueKind::date;
    value.date = core::Date{static_cast<int>(date->get().year), static_cast<int>(date->get().month),
                            static_cast<int>(date->get().day)};
  } else {
    value.kind = ValueKind::other;
    value.text = "a time of day";
  }
  return value;
}

}  // namespace

bool text_is_usable(const std::string& path, const std::string& text, core::Diagnostics& diagnostics) {
  const core::Place top{path, 1, 1};
  if (text.size() > kMaxFileBytes) {
    diagnostics.error("E105", top, "file is larger than 16 MB");
  } else if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    diagnostics.error("E102", top, "file is empty");
  } else if (text.find('\0') != std::string::npos) {
    diagnostics.error("E103", top, "file is binary (it holds a zero byte); expected text");
  } else if (!core::is_utf8(text)) {
    diagnostics.error("E104", top, "file is not UTF-8");
  } else {
    return true;
  }
  return false;
}

std::optional<std::string> read_text(const std::string& path, const FileSource& files, const core::Place& asked_at,
                                     core::Diagnostics& diagnostics) {
  std::optional<std::string> text = files.read(path);
  if (!text) {
    const std::vector<std::string> present = files.list(folder_of(path));
    const std::string name = path.substr(path.rfind('/') + 1);
    const std::optional<std::string> close = core::nearest(name, present);
    diagnostics.error("E101", asked_at,
                      "cannot read \"" + path + "\"" + (close ? "; did you mean \"" + *close + "\"?" : ""));
    return std::nullopt;
  }
  if (!text_is_usable(path, *text, diagnostics)) return std::nullopt;
  return text;
}

std::optional<Value> parse_toml(const std::string& path, const std::string& text, core::Diagnostics& diagnostics) {
  const toml::parse_result result = toml::parse(std::string_view(text), std::string_view(path));
  if (!result) {
    const std::string description(result.error().description());
    const bool twice =
        description.find("redefine") != std::string::npos || description.find("duplicate") != std::string::npos;
    const core::Place place = place_of(path, result.error().source(), core::Place{path, 1, 1});
    diagnostics.error(twice ? "E113" : "E106", place, (twice ? "defined twice: " : "not valid TOML: ") + description);
    return std::nullopt;
  }
  return convert(path, result.table(), core::Place{path, 1, 1});
}

}  // namespace entente::scenario

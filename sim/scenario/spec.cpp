// SPDX-License-Identifier: Apache-2.0
// The document tree: lookup by key and path, and its one-line text.
#include "scenario/spec.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/text.hpp"

namespace entente::scenario {

std::string_view kind_words(ValueKind kind) {
  switch (kind) {
    case ValueKind::table: return "a table";
    case ValueKind::array: return "a list";
    case ValueKind::text: return "text";
    case ValueKind::integer: return "a whole number";
    case ValueKind::real: return "a number";
    case ValueKind::boolean: return "true or false";
    case ValueKind::date: return "a date";
    case ValueKind::other: break;
  }
  return "a time";
}

const Value* Value::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

Value* Value::find(std::string_view key) {
  for (Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

bool Value::erase(std::string_view key) {
  const auto old = members.size();
  members.erase(std::remove_if(members.begin(), members.end(), [&](const Member& member) { return member.key == key; }),
                members.end());
  return members.size() != old;
}

Value& Value::add(std::string key, core::Place key_place, Value value) {
  members.push_back(Member{std::move(key), std::move(key_place), std::move(value)});
  return members.back().value;
}

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start <= path.size() && !path.empty()) {
    const std::size_t dot = std::min(path.find('.', start), path.size());
    parts.emplace_back(path.substr(start, dot - start));
    start = dot + 1;
  }
  return parts;
}

std::string join_path(const std::vector<std::string>& parts) { return core::join(parts, "."); }

const Value* at_path(const Value& root, std::string_view path) {
  const Value* here = &root;
  for (const std::string& part : split_path(path)) {
    if (here->is_array()) {
      char* end = nullptr;
      const unsigned long position = std::strtoul(part.c_str(), &end, 10);
      if (end == part.c_str() || *end != '\0' || position >= here->items.size()) return nullptr;
      here = &here->items[position];
    } else {
      here = here->find(part);
    }
    if (here == nullptr) return nullptr;
  }
  return here;
}

namespace {

std::string brief_quantity(const Value& value) {
  std::string out = "{ ";
  if (const Value* v = value.find("v")) out += brief(*v);
  if (const Value* values = value.find("values")) out += brief(*values);
  const Value* lo = value.find("lo");
  const Value* hi = value.find("hi");
  if (lo != nullptr && hi != nullptr) out += " (" + brief(*lo) + " to " + brief(*hi) + ")";
  if (const Value* unit = value.find("unit"); unit != nullptr && unit->is_text()) out += " " + unit->text;
  return out + " }";
}

}  // namespace

std::string brief(const Value& value) {
  switch (value.kind) {
    case ValueKind::text: return "\"" + value.text + "\"";
    case ValueKind::integer: return std::to_string(value.integer);
    case ValueKind::real: return core::format_number(value.number);
    case ValueKind::boolean: return value.boolean ? "true" : "false";
    case ValueKind::date: return core::to_string(value.date);
    case ValueKind::other: return value.text;
    case ValueKind::array: {
      std::vector<std::string> parts;
      for (const Value& item : value.items) parts.push_back(brief(item));
      return "[" + core::join(parts, ", ") + "]";
    }
    case ValueKind::table: break;
  }
  if (value.find("v") != nullptr || value.find("values") != nullptr) return brief_quantity(value);
  std::vector<std::string> parts;
  for (const Member& member : value.members) parts.push_back(member.key + " = " + brief(member.value));
  return "{ " + core::join(parts, ", ") + " }";
}

void sort_members(Value& value) {
  std::stable_sort(value.members.begin(), value.members.end(),
                   [](const Member& a, const Member& b) { return a.key < b.key; });
  for (Member& member : value.members) sort_members(member.value);
  for (Value& item : value.items) sort_members(item);
}

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// A scenario as written: a tree of tables, arrays and scalars in which every value knows where it stands in which
// file and what it replaced. One to one with the files; it knows no meaning (schema) and no parser (reader).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/diagnostic.hpp"

namespace entente::scenario {

/// A setting that a later file replaced, or the one in force: where it was made, its text, and the overlay's reason.
struct Origin {
  core::Place place;
  std::string text;
  std::string why;
};

enum class ValueKind : std::uint8_t { table, array, text, integer, real, boolean, date, other };

/// Name of a kind in words for messages ("a list", "text", ...).
[[nodiscard]] std::string_view kind_words(ValueKind kind);

struct Member;

/// One value of the tree. Which payload holds depends on kind; `number` is set for integer and real.
struct Value {
  ValueKind kind = ValueKind::table;
  core::Place place;
  std::string why;            ///< reason given by the overlay that set it, empty for the case itself
  std::vector<Origin> chain;  ///< earlier settings of the same path, oldest first
  std::string text;
  double number = 0.0;
  std::int64_t integer = 0;
  bool boolean = false;
  core::Date date;
  std::vector<Value> items;
  std::vector<Member> members;

  [[nodiscard]] bool is_table() const { return kind == ValueKind::table; }
  [[nodiscard]] bool is_array() const { return kind == ValueKind::array; }
  [[nodiscard]] bool is_text() const { return kind == ValueKind::text; }
  [[nodiscard]] bool is_number() const { return kind == ValueKind::integer || kind == ValueKind::real; }

  /// The member of that name, or null (also when this is no table).
  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] Value* find(std::string_view key);
  /// Removes the member of that name; true if it was there.
  bool erase(std::string_view key);
  /// Appends a member; the caller makes sure the key is new.
  Value& add(std::string key, core::Place key_place, Value value);
};

struct Member {
  std::string key;
  core::Place key_place;
  Value value;
};

/// "a.b.c" in parts.
[[nodiscard]] std::vector<std::string> split_path(std::string_view path);
[[nodiscard]] std::string join_path(const std::vector<std::string>& parts);

/// The value at a dotted path (table keys; array positions as decimal numbers), or null.
[[nodiscard]] const Value* at_path(const Value& root, std::string_view path);

/// Short one-line text of a value: scalars as written, quantities as "v (lo to hi) unit", lists in brackets.
[[nodiscard]] std::string brief(const Value& value);

/// Orders the members of every table by key, so that nothing later depends on the order in the files.
void sort_members(Value& value);

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// Small helpers shared by the compile_*.cpp files. Internal to the scenario room.
#pragma once

#include <string>
#include <vector>

#include "core/rng.hpp"
#include "scenario/context.hpp"

namespace entente::scenario {

/// The entities of a top-level table, in id order; none when the table is missing.
[[nodiscard]] inline const std::vector<Member>& entities_of(const Context& context, std::string_view table) {
  static const std::vector<Member> kNone;
  const Value* value = context.doc.find(table);
  return value != nullptr ? value->members : kNone;
}

/// Index of the id that a member names, or invalid; silent, the schema check has told it.
template <class Id>
[[nodiscard]] Id id_at(const Context& context, const Value& table, std::string_view key, std::string_view kind) {
  return Id{context.names.index(kind, text_of(table, key))};
}

/// Indices of the ids that a list member names.
template <class Id>
[[nodiscard]] std::vector<Id> ids_at(const Context& context, const Value& table, std::string_view key,
                                     std::string_view kind) {
  std::vector<Id> out;
  const Value* list = table.find(key);
  for (const Value& item : list != nullptr ? list->items : std::vector<Value>{}) {
    const Id id{item.is_text() ? context.names.index(kind, item.text) : -1};
    if (id.valid()) out.push_back(id);
  }
  return out;
}

/// An enumerator from its word in "a|b|c"; the first when missing or wrong.
template <class Enum>
[[nodiscard]] Enum word_at(const Value& table, std::string_view key, std::string_view words, Enum fallback) {
  const std::int32_t index = word_index(words, text_of(table, key));
  return index < 0 ? fallback : static_cast<Enum>(index);
}

[[nodiscard]] std::vector<double> numbers_at(const Value& table, std::string_view key);
[[nodiscard]] std::vector<std::string> texts_at(const Value& table, std::string_view key);

/// Makes the numbers one set that is renormalised to sum to 1 after drawing.
void make_normal_set(Context& context, const std::vector<Num>& members);

/// The parameters a model declares, written or default, in the order of its table.
[[nodiscard]] std::vector<std::pair<std::string, Num>> model_params(Context& context, Port port, const std::string& key,
                                                                    const std::string& path, const core::Place& place);

/// The strategies of a track's parties: those named, the standard parts where a strategy is needed, else none.
void compile_strategies(Context& context, const Value& table, const std::string& path, Track& track);

/// Calendar months from the first month of the run to the month written at a key; nothing when it is malformed.
[[nodiscard]] std::optional<std::int32_t> month_at(const Context& context, const Value& table, std::string_view key);

}  // namespace entente::scenario

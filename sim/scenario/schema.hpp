// SPDX-License-Identifier: Apache-2.0
// THE table of the scenario format: every key with type, unit, range, default, reference, doc. It drives parsing,
// validation, suggestions, `absent`, the explanations and the reference page. A new key is one row here and its use.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/quantity.hpp"

namespace entente::scenario {

enum class FieldType : std::uint8_t {
  entities,  // table of things by id; `of` is their kind, one row for each kind
  group,     // fixed sub-table, only documented
  text,
  word,  // one of `of`, separated by |
  boolean,
  count,   // bare whole number
  number,  // bare number
  date,    // TOML date
  month,   // "YYYY-MM"
  quantity,
  quantity_list,
  text_list,
  number_list,
  number_pair,   // [low, high]
  ref,           // id of kind `of`
  ref_list,      // ids of kind `of`
  source_list,   // one source id or a list of them
  decision_ref,  // "actor.decision"
  expression,
  effects,       // list of effect rows, see effect_table
  pairs,         // list of [id, id, number]
  model_key,     // key of a model of port `of`
  model_params,  // quantities declared by the model of port `of`
};

/// What happens to a field that refers to something made absent.
enum class OnAbsent : std::uint8_t { error, drop_owner, drop_field, drop_element };

struct Field {
  std::string path;  // "actors.*.stock"; * stands for an id
  FieldType type = FieldType::text;
  std::string doc;
  std::string of;      // words, or kind referred to, or port
  std::string key_of;  // kind that a trailing * refers to
  bool required = false;
  core::Unit unit = core::Unit::index;
  std::vector<core::Unit> also;  // further units kept as written (prices)
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  bool min_open = false;  // min itself is not allowed
  std::optional<core::Quantity> fallback;
  std::string fallback_text;  // default of anything but a quantity, in words
  OnAbsent on_absent = OnAbsent::error;
  std::size_t min_items = 0;  // ref_list: fewer after `absent` drops the owner
  bool capitals = false;      // entities: ids may use capitals
  bool removable = false;     // entities: absent = true is allowed

  // Builders, so that the tables read as tables.
  Field& req() {
    required = true;
    return *this;
  }
  Field& range(double low, double high) {
    min = low;
    max = high;
    return *this;
  }
  Field& positive() {
    min = 0.0;
    min_open = true;
    return *this;
  }
  Field& at_least(double low) {
    min = low;
    return *this;
  }
  Field& fall(double v, double lo, double hi);
  Field& fall_text(std::string text) {
    fallback_text = std::move(text);
    return *this;
  }
  Field& absent(OnAbsent policy) {
    on_absent = policy;
    return *this;
  }
  Field& items(std::size_t least) {
    min_items = least;
    return *this;
  }
  Field& keyed_by(std::string kind) {
    key_of = std::move(kind);
    return *this;
  }
};

[[nodiscard]] Field field(std::string path, FieldType type, std::string doc, std::string of = "");
[[nodiscard]] Field quantity(std::string path, core::Unit unit, std::string doc);
[[nodiscard]] Field entities(std::string path, std::string kind, std::string doc, bool removable = false,
                             bool capitals = false);
/// "type, unit, range, default" of a field in words.
[[nodiscard]] std::string field_facts(const Field& field);

/// The rows, by part of the format (schema_*.cpp).
[[nodiscard]] std::vector<Field> case_fields();
[[nodiscard]] std::vector<Field> actor_fields();
[[nodiscard]] std::vector<Field> world_fields();
[[nodiscard]] std::vector<Field> talk_fields();

/// The rows as a tree over path segments.
struct SchemaNode {
  const Field* field = nullptr;
  std::map<std::string, std::unique_ptr<SchemaNode>, std::less<>> children;
  std::unique_ptr<SchemaNode> any;  // the * child

  /// The child for a key: the named one, else *, else null.
  [[nodiscard]] const SchemaNode* child(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> names() const;
};

class Schema {
 public:
  Schema();
  [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
  [[nodiscard]] const SchemaNode& root() const { return root_; }
  /// The row for a concrete or pattern path, or null.
  [[nodiscard]] const Field* find(std::string_view path) const;
  /// The row of an entity kind ("actor"), or null.
  [[nodiscard]] const Field* kind(std::string_view kind) const;

 private:
  std::vector<Field> fields_;
  SchemaNode root_;
};

/// The one schema of this program version.
[[nodiscard]] const Schema& schema();

inline constexpr std::string_view kSchemaName = "entente-scenario/1";

}  // namespace entente::scenario

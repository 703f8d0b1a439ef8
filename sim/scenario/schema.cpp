// SPDX-License-Identifier: Apache-2.0
// The schema tree and look-ups; the rows themselves stand in schema_case, schema_actors, schema_world, schema_talks.
#include "scenario/schema.hpp"

#include <cmath>

#include "core/text.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

Field& Field::fall(double v, double lo, double hi) {
  core::Quantity q = core::fixed_quantity(v, unit);
  q.lo = lo;
  q.hi = hi;
  q.shape = lo < hi ? core::Shape::triangular : core::Shape::fixed;
  fallback = q;
  return *this;
}

Field field(std::string path, FieldType type, std::string doc, std::string of) {
  Field f;
  f.path = std::move(path);
  f.type = type;
  f.doc = std::move(doc);
  f.of = std::move(of);
  return f;
}

Field quantity(std::string path, core::Unit unit, std::string doc) {
  Field f = field(std::move(path), FieldType::quantity, std::move(doc));
  f.unit = unit;
  return f;
}

Field entities(std::string path, std::string kind, std::string doc, bool removable, bool capitals) {
  Field f = field(std::move(path), FieldType::entities, std::move(doc), std::move(kind));
  f.removable = removable;
  f.capitals = capitals;
  return f;
}

namespace {

std::string type_words(const Field& field) {
  switch (field.type) {
    case FieldType::entities: return "table of " + field.of + "s by id";
    case FieldType::group: return "table";
    case FieldType::text: return "text";
    case FieldType::word: return "one of " + field.of;
    case FieldType::boolean: return "true or false";
    case FieldType::count: return "whole number";
    case FieldType::number: return "number";
    case FieldType::date: return "date";
    case FieldType::month: return "month \"YYYY-MM\"";
    case FieldType::quantity: return "quantity";
    case FieldType::quantity_list: return "list of quantities";
    case FieldType::text_list: return "list of texts";
    case FieldType::number_list: return "list of numbers";
    case FieldType::number_pair: return "[low, high]";
    case FieldType::ref: return "id of a " + field.of;
    case FieldType::ref_list: return "list of ids of " + field.of + "s";
    case FieldType::source_list: return "source id or list of them";
    case FieldType::decision_ref: return "actor.decision";
    case FieldType::expression: return "expression";
    case FieldType::effects: return "list of effects";
    case FieldType::pairs: return "list of [id, id, number]";
    case FieldType::model_key: return "key of a " + field.of + " model";
    case FieldType::model_params: return "quantities declared by the " + field.of + " model";
  }
  return "";
}

}  // namespace

std::string field_facts(const Field& field) {
  std::string out = type_words(field);
  const bool has_unit = field.type == FieldType::quantity || field.type == FieldType::quantity_list;
  if (has_unit) {
    out += ", " + std::string(core::unit_name(field.unit));
    for (core::Unit unit : field.also) out += " or " + std::string(core::unit_name(unit));
  }
  if (std::isfinite(field.min) && std::isfinite(field.max)) {
    out += ", " + core::format_number(field.min) + " to " + core::format_number(field.max);
  } else if (std::isfinite(field.min)) {
    out += (field.min_open ? ", above " : ", at least ") + core::format_number(field.min);
  } else if (std::isfinite(field.max)) {
    out += ", at most " + core::format_number(field.max);
  }
  if (field.required) out += ", required";
  if (field.fallback) {
    out += ", default " + core::format_number(field.fallback->v);
    if (core::is_uncertain(*field.fallback)) {
      out += " (" + core::format_number(field.fallback->lo) + " to " + core::format_number(field.fallback->hi) + ")";
    }
    out += ", judgement";
  } else if (!field.fallback_text.empty()) {
    out += ", default " + field.fallback_text;
  }
  return out;
}

const SchemaNode* SchemaNode::child(std::string_view key) const {
  const auto it = children.find(key);
  if (it != children.end()) return it->second.get();
  return any.get();
}

std::vector<std::string> SchemaNode::names() const {
  std::vector<std::string> out;
  for (const auto& [name, node] : children) out.push_back(name);
  return out;
}

Schema::Schema() {
  for (auto rows : {case_fields(), actor_fields(), world_fields(), talk_fields()}) {
    for (Field& row : rows) fields_.push_back(std::move(row));
  }
  for (const Field& row : fields_) {
    SchemaNode* node = &root_;
    for (const std::string& part : split_path(row.path)) {
      std::unique_ptr<SchemaNode>& slot = part == "*" ? node->any : node->children[part];
      if (slot == nullptr) slot = std::make_unique<SchemaNode>();
      node = slot.get();
    }
    node->field = &row;
  }
}

const Field* Schema::find(std::string_view path) const {
  const SchemaNode* node = &root_;
  for (const std::string& part : split_path(path)) {
    if (node == nullptr) return nullptr;
    if (node->field != nullptr && node->field->type == FieldType::quantity_list) return node->field;
    node = node->child(part);
  }
  return node != nullptr ? node->field : nullptr;
}

const Field* Schema::kind(std::string_view kind) const {
  for (const Field& row : fields_) {
    if (row.type == FieldType::entities && row.of == kind) return &row;
  }
  return nullptr;
}

const Schema& schema() {
  static const Schema kSchema;
  return kSchema;
}

}  // namespace entente::scenario

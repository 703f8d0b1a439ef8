// SPDX-License-Identifier: Apache-2.0
// The document against the schema: unknown and missing keys, ids, types, words, ranges, references, quantities.
// Every quantity found good is registered as a number of the scenario. Expressions and effects come later.
#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/text.hpp"
#include "scenario/context.hpp"
#include "scenario/effect_table.hpp"

namespace entente::scenario {

namespace {

bool id_is_good(const std::string& id, bool capitals) {
  if (id.empty()) return false;
  const auto letter = [&](char c) { return (c >= 'a' && c <= 'z') || (capitals && c >= 'A' && c <= 'Z'); };
  if (!letter(id[0])) return false;
  return std::all_of(id.begin(), id.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

class Checker {
 public:
  explicit Checker(Context& context) : context_(context) {}

  void run() { check_members(schema().root(), context_.doc, ""); }

 private:
  static std::string join(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
  }

  void check_members(const SchemaNode& node, const Value& table, const std::string& path) {
    for (const Member& member : table.members) {
      const SchemaNode* child = node.child(member.key);
      if (child == nullptr) {
        report_unknown(node, member, path);
        continue;
      }
      if (child == node.any.get()) check_id(*child, member);
      check_value(*child, member.value, join(path, member.key), table);
    }
    check_required(node, table, path, table.place);
  }

  void report_unknown(const SchemaNode& node, const Member& member, const std::string& path) {
    if (member.key == "absent" && node.field != nullptr && node.field->removable) {
      context_.error("E201", member.value.place, "absent is true or false");
      return;
    }
    std::vector<std::string> names = node.names();
    if (node.field != nullptr && node.field->removable) names.push_back("absent");
    context_.error("E110", member.key_place,
                   "unknown key \"" + join(path, member.key) + "\"" + did_you_mean(member.key, names));
  }

  void check_id(const SchemaNode& child, const Member& member) {
    if (child.field == nullptr) return;
    if (!child.field->key_of.empty()) {
      context_.resolve(child.field->key_of, member.key, member.key_place);
    } else if (child.field->type == FieldType::entities && !id_is_good(member.key, child.field->capitals)) {
      context_.error("E112", member.key_place,
                     "id \"" + member.key + "\" is malformed; expected " +
                         (child.field->capitals ? "[A-Za-z][A-Za-z0-9_]*" : "[a-z][a-z0-9_]*"));
    }
  }

  void check_required(const SchemaNode& node, const Value& table, const std::string& path, const core::Place& place) {
    for (const auto& [key, child] : node.children) {
      const Value* value = table.find(key);
      if (value != nullptr) continue;
      if (child->field != nullptr && child->field->required) {
        context_.error("E111", place, "required key \"" + join(path, key) + "\" is missing");
      } else if (child->field != nullptr && child->field->type == FieldType::group && path.empty()) {
        check_required(*child, Value{}, key, place);  // a whole part that is missing
      }
    }
  }

  void expect(const Value& value, bool good, const std::string& what) {
    if (good || told(value)) return;
    context_.error("E201", value.place, "expected " + what + ", got " + std::string(kind_words(value.kind)));
  }
  static bool told(const Value& value) { return value.kind == ValueKind::other && value.text.empty(); }

  void check_value(const SchemaNode& node, const Value& value, const std::string& path, const Value& owner) {
    const Field* field = node.field;
    if (field == nullptr || field->type == FieldType::entities || field->type == FieldType::group) {
      expect(value, value.is_table(), "a table");
      if (value.is_table()) check_members(node, value, path);
      return;
    }
    switch (field->type) {
      case FieldType::text:
      case FieldType::expression: expect(value, value.is_text(), "text"); break;
      case FieldType::boolean: expect(value, value.kind == ValueKind::boolean, "true or false"); break;
      case FieldType::date: expect(value, value.kind == ValueKind::date, "a date such as 2025-03-10"); break;
      case FieldType::word: check_word(*field, value); break;
      case FieldType::count:
      case FieldType::number: check_number(*field, value); break;
      case FieldType::month: check_month(value); break;
      case FieldType::quantity: add_quantity(*field, value, path, owner); break;
      case FieldType::quantity_list: check_quantity_list(*field, value, path, owner); break;
      case FieldType::text_list:
      case FieldType::source_list: check_texts(value); break;
      case FieldType::number_list: check_numbers(*field, value, 1, 1000); break;
      case FieldType::number_pair: check_numbers(*field, value, 2, 2); break;
      case FieldType::ref: check_ref(*field, value); break;
      case FieldType::ref_list: check_refs(*field, value); break;
      case FieldType::decision_ref: check_decision(value); break;
      case FieldType::effects: check_effects(value); break;
      case FieldType::pairs: check_pairs(*field, value); break;
      case FieldType::model_key: check_model(*field, value); break;
      case FieldType::model_params: check_model_params(*field, value, path, owner); break;
      default: break;
    }
  }

  void check_word(const Field& field, const Value& value) {
    expect(value, value.is_text(), "text");
    if (!value.is_text() || word_index(field.of, value.text) >= 0) return;
    std::vector<std::string> words;
    std::size_t start = 0;
    while (start <= field.of.size()) {
      const std::size_t end = std::min(field.of.find('|', start), field.of.size());
      words.push_back(field.of.substr(start, end - start));
      start = end + 1;
    }
    context_.error("E213", value.place,
                   "\"" + value.text + "\" is not one of " + core::join(words, ", ") + did_you_mean(value.text, words));
  }

  /// True when a bare number may be used: finite, not subnormal, inside the field's range.
  bool check_number(const Field& field, const Value& value) {
    if (field.type == FieldType::count) {
      expect(value, value.kind == ValueKind::integer, "a whole number");
      if (value.kind != ValueKind::integer) return false;
    }
    expect(value, value.is_number(), "a number");
    if (!value.is_number()) return false;
    const double x = value.number;
    if (!std::isfinite(x)) {
      context_.error("E211", value.place, "number is not finite");
    } else if (x != 0.0 && std::fabs(x) < 1e-300) {
      context_.error("E210", value.place, "magnitude below 1e-300; write 0");
    } else if (x < field.min || x > field.max || (field.min_open && x <= field.min)) {
      context_.error("E209", value.place,
                     core::format_number(x) + " is outside the allowed range: " + field_facts(field));
    } else {
      return true;
    }
    return false;
  }

  void check_month(const Value& value) {
    if (value.kind == ValueKind::date) return;
    expect(value, value.is_text(), "a month such as \"2025-03\"");
    if (value.is_text() && (value.text.size() != 7 || !core::parse_date(value.text))) {
      context_.error("E220", value.place, "\"" + value.text + "\" is not a month; expected \"YYYY-MM\"");
    }
  }

  /// The field with the unit that this path wants: an attribute's scale is in the unit of its measure.
  static Field with_unit(const Field& field, const Value& owner) {
    Field out = field;
    if (field.path != "actors.*.attributes.*.scale") return out;
    const std::string measure = text_of(owner, "measure");
    using U = core::Unit;
    if (measure == "cash" || measure == "supply") out.unit = U::musd_per_month;
    if (measure == "population") out.unit = U::people_k;
    if (measure == "zone") out.unit = U::share;
    if (measure == "force" || measure == "deaths") out.unit = U::person;
    if (measure == "sanctioned") out.unit = U::level;
    if (measure == "audience") out.unit = U::index;
    return out;
  }

  void add_quantity(const Field& field, const Value& value, const std::string& path, const Value& owner) {
    const Field wanted = with_unit(field, owner);
    if (const auto q = read_quantity(context_, wanted, value)) context_.add_param(path, *q, value.place, false);
  }

  void check_quantity_list(const Field& field, const Value& value, const std::string& path, const Value& owner) {
    expect(value, value.is_array(), "a list of quantities");
    for (std::size_t i = 0; value.is_array() && i < value.items.size(); ++i) {
      add_quantity(field, value.items[i], path + "." + std::to_string(i), owner);
    }
  }

  void check_texts(const Value& value) {
    if (value.is_text()) return;
    expect(value, value.is_array(), "a list of texts");
    if (!value.is_array()) return;
    if (value.items.empty()) context_.error("E221", value.place, "list is empty");
    for (const Value& item : value.items) expect(item, item.is_text(), "text");
  }

  void check_numbers(const Field& field, const Value& value, std::size_t least, std::size_t most) {
    expect(value, value.is_array(), "a list of numbers");
    if (!value.is_array()) return;
    if (value.items.size() < least || value.items.size() > most) {
      context_.error("E221", value.place,
                     least == most
                         ? "expected " + std::to_string(least) + " numbers, got " + std::to_string(value.items.size())
                         : "list is empty");
    }
    Field one = field;
    one.type = FieldType::number;
    for (const Value& item : value.items) check_number(one, item);
  }

  void check_ref(const Field& field, const Value& value) {
    expect(value, value.is_text(), "an id");
    if (!value.is_text() || (value.text.empty() && !field.required)) return;
    context_.resolve(field.of, value.text, value.place);
  }

  void check_refs(const Field& field, const Value& value) {
    expect(value, value.is_array(), "a list of ids");
    for (const Value& item : value.items) {
      expect(item, item.is_text(), "an id");
      if (item.is_text()) context_.resolve(field.of, item.text, item.place);
    }
  }

  void check_decision(const Value& value) {
    expect(value, value.is_text(), "actor.decision");
    if (!value.is_text()) return;
    std::vector<std::string> all;
    if (const Value* actors = context_.doc.find("actors")) {
      for (const Member& actor : actors->members) {
        const Value* decisions = actor.value.find("decisions");
        if (decisions == nullptr) continue;
        for (const Member& decision : decisions->members) all.push_back(actor.key + "." + decision.key);
      }
    }
    if (std::find(all.begin(), all.end(), value.text) == all.end()) {
      context_.error("E310", value.place, "there is no lever \"" + value.text + "\"" + did_you_mean(value.text, all));
    }
  }

  void check_effects(const Value& value) {
    expect(value, value.is_array(), "a list of effects");
    for (const Value& item : value.items) expect(item, item.is_table(), "an effect { op, ... }");
  }

  void check_pairs(const Field& field, const Value& value) {
    expect(value, value.is_array(), "a list of [id, id, number]");
    Field number = scenario::field("", FieldType::number, "correlation");
    number.range(-1, 1);
    std::vector<std::string> seen;
    for (const Value& row : value.items) {
      const bool good = row.is_array() && row.items.size() == 3 && row.items[0].is_text() && row.items[1].is_text();
      if (!good) {
        context_.error("E221", row.place, "expected [\"id\", \"id\", number]");
        continue;
      }
      std::string a = row.items[0].text;
      std::string b = row.items[1].text;
      context_.resolve(field.of, a, row.items[0].place);
      context_.resolve(field.of, b, row.items[1].place);
      check_number(number, row.items[2]);
      if (b < a) std::swap(a, b);
      if (a == b || std::find(seen.begin(), seen.end(), a + "/" + b) != seen.end()) {
        context_.error("E428", row.place, "\"" + a + "\" and \"" + b + "\" are correlated twice or are the same");
      }
      seen.push_back(a + "/" + b);
    }
  }

  static Port port_of(const std::string& name) {
    for (std::size_t i = 0; i < kPortCount; ++i) {
      if (port_name(static_cast<Port>(i)) == name) return static_cast<Port>(i);
    }
    return Port::economy;
  }

  void check_model(const Field& field, const Value& value) {
    expect(value, value.is_text(), "the key of a model");
    const Port port = port_of(field.of);
    if (!value.is_text() || context_.catalog.of(port).empty() || context_.catalog.find(port, value.text) != nullptr)
      return;
    std::vector<std::string> keys;
    for (const ModelInfo& model : context_.catalog.of(port)) keys.push_back(model.key);
    context_.error("E303", value.place,
                   "there is no " + field.of + " model \"" + value.text + "\"" + did_you_mean(value.text, keys) +
                       " (known: " + core::join(keys, ", ") + ")");
  }

  void check_model_params(const Field& field, const Value& value, const std::string& path, const Value& owner) {
    expect(value, value.is_table(), "a table");
    if (!value.is_table()) return;
    const Port port = port_of(field.of);
    const Value* models = context_.doc.find("models");
    const ModelInfo* standard = context_.catalog.standard(port);
    const std::string key = port == Port::protocol   ? text_of(owner, "protocol")
                            : port == Port::politics ? "politics"
                            : is_strategy_part(port)
                                ? text_of(owner, field.of, standard != nullptr ? standard->key : "")
                            : models != nullptr ? text_of(*models, field.of)
                                                : "";
    const ModelInfo* model = context_.catalog.find(port, key);
    if (model == nullptr && !context_.catalog.of(port).empty()) return;  // E303 stands at the model's key
    for (const Member& member : value.members) {
      const ParamSpec* spec = model != nullptr ? model->find(member.key) : nullptr;
      if (model != nullptr && spec == nullptr) {
        std::vector<std::string> keys;
        for (const ParamSpec& known : model->params) keys.push_back(known.key);
        context_.error(
            "E304", member.key_place,
            "model \"" + key + "\" has no parameter \"" + member.key + "\"" + did_you_mean(member.key, keys));
        continue;
      }
      if (spec == nullptr) continue;
      Field wanted = quantity(path + "." + member.key, spec->unit, spec->doc);
      wanted.range(spec->min, spec->max);
      if (const auto q = read_quantity(context_, wanted, member.value)) {
        context_.add_param(wanted.path, core::canonical(*q), member.value.place, false);  // as models read them
      }
    }
  }

  Context& context_;
};

}  // namespace

void check_document(Context& context) { Checker(context).run(); }

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// The merge rule, the same for parents and overlays.
#include "scenario/merge.hpp"

#include "scenario/schema.hpp"

namespace entente::scenario {

namespace {

bool replaces_quantity(const SchemaNode* node, const Value& over) {
  const bool is_quantity = node != nullptr && node->field != nullptr && node->field->type == FieldType::quantity;
  const bool looks_like_one = node == nullptr && over.find("unit") != nullptr;  // a model's parameter
  return (is_quantity || looks_like_one) && (over.find("v") != nullptr || over.find("values") != nullptr);
}

void lay(const SchemaNode* node, Value& base, const Value& over) {
  if (!base.is_table() || !over.is_table() || replaces_quantity(node, over)) {
    std::vector<Origin> chain = std::move(base.chain);
    chain.push_back(Origin{base.place, brief(base), base.why});
    base = over;
    base.chain = std::move(chain);
    return;
  }
  for (const Member& member : over.members) {
    const SchemaNode* child = node != nullptr ? node->child(member.key) : nullptr;
    if (Value* existing = base.find(member.key)) {
      lay(child, *existing, member.value);
    } else {
      base.add(member.key, member.key_place, member.value);
    }
  }
}

}  // namespace

Value merged(Value base, const Value& over) {
  lay(&schema().root(), base, over);
  return base;
}

void set_why(Value& value, const std::string& why) {
  value.why = why;
  for (Member& member : value.members) set_why(member.value, why);
  for (Value& item : value.items) set_why(item, why);
}

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// The walk along the schema.
#include "scenario/walk.hpp"

namespace entente::scenario {

namespace {

void walk_node(const SchemaNode& node, Value& value, std::vector<std::string>& path, const FieldVisitor& visit) {
  for (Member& member : value.members) {
    const SchemaNode* child = node.child(member.key);
    if (child == nullptr) continue;
    path.push_back(member.key);
    if (child->field != nullptr) visit(*child->field, path, member.value);
    const bool inner = child->field == nullptr || !child->children.empty() || child->any != nullptr;
    if (inner && member.value.is_table()) walk_node(*child, member.value, path, visit);
    path.pop_back();
  }
}

}  // namespace

void walk_fields(Value& document, const FieldVisitor& visit) {
  std::vector<std::string> path;
  walk_node(schema().root(), document, path, visit);
}

std::string owner_path(const Field& field, const std::vector<std::string>& path) {
  const std::vector<std::string> pattern = split_path(field.path);
  std::size_t last = pattern.size();
  if (!field.key_of.empty() && last > 0) --last;
  while (last > 0 && pattern[last - 1] != "*") --last;
  return join_path(std::vector<std::string>(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(last)));
}

std::string kind_of_table(std::string_view table) {
  const SchemaNode* node = schema().root().child(table);
  if (node == nullptr || node->any == nullptr || node->any->field == nullptr) return "";
  return node->any->field->of;
}

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// Cases without a world: talks alone, whose parties judge positions as stated. What they may leave out, and what they need.
#include <algorithm>

#include "scenario/compile_parts.hpp"

namespace entente::scenario {

bool describes_world(const Value& document) {
  for (const char* table : {"tables", "nodes", "edges", "coalitions", "fronts", "forces", "assets", "holders",
                            "holdings", "minerals", "zones", "groups", "shocks", "projection"}) {
    const Value* value = document.find(table);
    if (value != nullptr && !value->members.empty()) return true;
  }
  const Value* actors = document.find("actors");
  const auto levers = [](const Member& actor) {
    return actor.value.find("decisions") != nullptr || actor.value.find("attributes") != nullptr;
  };
  return actors != nullptr && std::any_of(actors->members.begin(), actors->members.end(), levers);
}

namespace {

void require(Context& context, const Value& owner, const std::string& path, const char* key) {
  if (owner.find(key) != nullptr) return;
  context.error("E111", owner.place, "required key \"" + path + "." + key + "\" is missing");
}

void check_preference(Context& context) {
  const Value* models = context.doc.find("models");
  const Value* key = models != nullptr ? models->find("preference") : nullptr;
  if (key == nullptr) return;
  const ModelInfo* model = context.catalog.find(Port::preference, key->text);
  if (model == nullptr || !model->needs_world) return;
  context.error("E434", key->place,
                "preference \"" + key->text + "\" judges deals by what they do to a world; this case has none");
}

}  // namespace

void check_world_keys(Context& context) {
  context.has_world = describes_world(context.doc);
  if (!context.has_world) {
    check_preference(context);
    return;
  }
  const Value* models = context.doc.find("models");
  Value head;
  head.place = context.doc.place;
  for (const char* port : {"conflict", "economy", "policy"})
    require(context, models != nullptr ? *models : head, "models", port);
  for (const Member& member : entities_of(context, "issues")) {
    if (!member.value.is_table()) continue;
    for (const char* key : {"effects", "grants", "to"}) require(context, member.value, "issues." + member.key, key);
  }
}

}  // namespace entente::scenario

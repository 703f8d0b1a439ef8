// SPDX-License-Identifier: Apache-2.0
// Compiles actors with attributes and levers, and forces.
#include <algorithm>

#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

std::vector<Num> list_of_numbers(const Context& context, const Value& table, const std::string& path,
                                 std::string_view key) {
  std::vector<Num> out;
  const Value* list = table.find(key);
  for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
    const Num num = context.written(path + "." + std::string(key) + "." + std::to_string(i));
    if (num.valid()) out.push_back(num);
  }
  return out;
}

Attribute compile_attribute(Context& context, const Member& member, const std::string& path) {
  const Value& table = member.value;
  Attribute attribute;
  attribute.id = member.key;
  attribute.measure =
      word_at(table, "measure", "cash|population|zone|force|deaths|supply|sanctioned|audience", Measure::cash);
  attribute.sign = text_of(table, "sense", "more") == "less" ? -1.0 : 1.0;
  attribute.weight = context.num(path + ".weight", table.place);
  attribute.scale = context.num(path + ".scale", table.place);
  attribute.curve = word_at(table, "curve", "linear|saturating", Curve::linear);
  attribute.attended = truth_of(table, "attended");
  attribute.coalition = id_at<core::CoalitionId>(context, table, "coalition", "coalition");
  attribute.zone = id_at<core::ZoneId>(context, table, "zone", "zone");
  attribute.force = id_at<core::ForceId>(context, table, "force", "force");
  attribute.criticality.assign(context.names.of("mineral").size(), 0.0);
  const Value* criticality = table.find("criticality");
  for (const Member& factor : criticality != nullptr ? criticality->members : std::vector<Member>{}) {
    const std::int32_t mineral = context.names.index("mineral", factor.key);
    if (mineral >= 0) attribute.criticality[static_cast<std::size_t>(mineral)] = factor.value.number;
  }
  const auto lacks = [&](const char* key) { return table.find(key) == nullptr; };
  const Measure m = attribute.measure;
  std::string missing;
  if ((m == Measure::population || m == Measure::zone) && lacks("coalition")) missing = "coalition";
  if (m == Measure::zone && lacks("zone")) missing = missing.empty() ? "zone" : "coalition and zone";
  if (m == Measure::force && lacks("force")) missing = "force";
  if (m == Measure::supply && lacks("criticality")) missing = "criticality";
  if (!missing.empty()) {
    context.error("E419", table.place, "measure \"" + text_of(table, "measure") + "\" needs " + missing);
  }
  return attribute;
}

void check_decision(Context& context, const Value& table, Decision& decision) {
  for (std::size_t i = 1; i < decision.levels.size(); ++i) {
    if (decision.levels[i] > decision.levels[i - 1]) continue;
    context.error("E413", place_of(table, "levels"), "levels must ascend, each once");
    return;
  }
  const Value* initial = table.find("initial");
  if (initial == nullptr || !initial->is_number() || decision.levels.empty()) return;
  const auto it = std::find(decision.levels.begin(), decision.levels.end(), initial->number);
  if (it == decision.levels.end()) {
    context.error("E412", initial->place,
                  brief(*initial) + " is not one of the levels " + brief(*table.find("levels")));
  } else {
    decision.initial = static_cast<std::int32_t>(it - decision.levels.begin());
  }
  if (!decision.level_names.empty() && decision.level_names.size() != decision.levels.size()) {
    context.error("E221", place_of(table, "names"),
                  "expected " + std::to_string(decision.levels.size()) + " names, got " +
                      std::to_string(decision.level_names.size()));
  }
}

Decision compile_decision(Context& context, const Member& member, const std::string& path, core::ActorId actor) {
  const Value& table = member.value;
  Decision decision;
  decision.id = context.s.actors[actor.index()].id + "." + member.key;
  decision.stream = core::entity_hash(decision.id);
  decision.title = text_of(table, "title");
  decision.actor = actor;
  decision.levels = numbers_at(table, "levels");
  decision.level_names = texts_at(table, "names");
  decision.review = context.num(path + ".review", table.place);
  decision.cost = context.num(path + ".cost", table.place);
  decision.inertia = context.num(path + ".inertia", table.place);
  if (const Value* effects = table.find("effects")) {
    decision.effects = compile_effects(context, *effects, path + ".effects", actor, {});
  }
  decision.available = compile_expression(context, table, "available");
  check_decision(context, table, decision);
  return decision;
}

void compile_numbers(Context& context, Actor& actor, const std::string& path, const core::Place& place) {
  const auto num = [&](const char* key) { return context.num(path + "." + key, place); };
  actor.stock = num("stock");
  actor.income = num("income");
  actor.overhead = num("overhead");
  actor.discount = num("discount");
  actor.horizon = num("horizon");
  actor.policy_horizon = num("policy_horizon");
  actor.precision = num("precision");
  actor.commitment = num("commitment");
  actor.attention = num("attention");
  actor.attention_half_life = num("attention_half_life");
  actor.attention_jump = num("attention_jump");
  actor.delivery = num("delivery");
  actor.believed_delivery = num("believed_delivery");
  actor.ratify_chance = num("ratify_chance");
  actor.ratify_lag = num("ratify_lag");
  actor.reputation_loss = num("reputation_loss");
  actor.relief_credibility = num("relief_credibility");
  actor.air_denial = context.written(path + ".air_denial");
}

void compile_actor(Context& context, const Member& member) {
  const Value& table = member.value;
  const std::string path = "actors." + member.key;
  Actor actor;
  actor.id = member.key;
  actor.stream = core::entity_hash(actor.id);
  actor.name = text_of(table, "name");
  actor.kind = word_at(table, "kind", "state|armed_group|organisation|company", ActorKind::state);
  actor.coalition = id_at<core::CoalitionId>(context, table, "coalition", "coalition");
  actor.bloc = text_of(table, "bloc");
  const auto& blocs = context.s.blocs;
  const auto bloc = std::find(blocs.begin(), blocs.end(), actor.bloc);
  if (bloc != blocs.end()) actor.bloc_index = static_cast<std::int32_t>(bloc - blocs.begin());
  actor.bands_only = truth_of(table, "bands_only");
  compile_numbers(context, actor, path, table.place);
  actor.bite = list_of_numbers(context, table, path, "bite");
  actor.sanction_cost = list_of_numbers(context, table, path, "sanction_cost");
  std::vector<Num> weights;
  const Value* attributes = table.find("attributes");
  for (const Member& attribute : attributes != nullptr ? attributes->members : std::vector<Member>{}) {
    actor.attributes.push_back(compile_attribute(context, attribute, path + ".attributes." + attribute.key));
    weights.push_back(actor.attributes.back().weight);
  }
  make_normal_set(context, weights);
  context.s.actors.push_back(std::move(actor));
}

void compile_decisions(Context& context, const Member& member, core::ActorId actor) {
  const Value* decisions = member.value.find("decisions");
  for (const Member& decision : decisions != nullptr ? decisions->members : std::vector<Member>{}) {
    const std::string path = "actors." + member.key + ".decisions." + decision.key;
    context.s.actors[actor.index()].decisions.push_back(core::DecisionId::at(context.s.decisions.size()));
    context.s.decisions.push_back(compile_decision(context, decision, path, actor));
  }
}

void compile_front_shares(Context& context, Force& force, const Value& table, const std::string& path) {
  const std::vector<std::string>& fronts = context.names.of("front");
  const Value* shares = table.find("front_share");
  const bool any = shares != nullptr && !shares->members.empty();
  for (const std::string& front : fronts) {
    const std::string share = path + ".front_share." + front;
    Num num = context.written(share);
    if (!any) {
      num = context.add_param(share, core::fixed_quantity(1.0 / static_cast<double>(fronts.size()), core::Unit::share),
                              table.place, true);
    }
    force.front_share.push_back(num.valid() ? num : context.zero);
  }
  make_normal_set(context, force.front_share);
}

void compile_force(Context& context, const Member& member) {
  const Value& table = member.value;
  const std::string path = "forces." + member.key;
  Force force;
  force.id = member.key;
  force.stream = core::entity_hash(force.id);
  force.name = text_of(table, "name");
  force.actor = id_at<core::ActorId>(context, table, "actor", "actor");
  force.coalition = id_at<core::CoalitionId>(context, table, "coalition", "coalition");
  if (!force.coalition.valid() && force.actor.valid())
    force.coalition = context.s.actors[force.actor.index()].coalition;
  if (!force.coalition.valid() && force.actor.valid() && table.find("coalition") == nullptr) {
    context.error("E311", table.place, "force \"" + force.id + "\" has no coalition, nor has its actor");
  }
  const auto num = [&](const char* key) { return context.num(path + "." + key, table.place); };
  force.men = num("men");
  force.quality = num("quality");
  force.cohesion = num("cohesion");
  force.cost = num("cost");
  force.recruit = num("recruit");
  force.sponsor = truth_of(table, "sponsor");
  force.turns_to = id_at<core::ForceId>(context, table, "turns_to", "force");
  force.turns = num("turns");
  force.bases = ids_at<core::NodeId>(context, table, "bases", "node");
  compile_front_shares(context, force, table, path);
  context.s.forces.push_back(std::move(force));
}

}  // namespace

void compile_actors(Context& context) {
  const auto& actors = entities_of(context, "actors");
  for (const Member& member : actors) compile_actor(context, member);
  for (const Member& member : entities_of(context, "forces")) compile_force(context, member);
  for (std::size_t i = 0; i < actors.size(); ++i) compile_decisions(context, actors[i], core::ActorId::at(i));
}

}  // namespace entente::scenario

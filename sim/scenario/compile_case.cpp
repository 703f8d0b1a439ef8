// SPDX-License-Identifier: Apache-2.0
// Compiles the head, sources, models, shocks, projection, outcomes and moves; and the helpers all parts share.
#include <algorithm>
#include <cmath>

#include "scenario/compile_parts.hpp"
#include "scenario/inputs.hpp"

namespace entente::scenario {

std::vector<double> numbers_at(const Value& table, std::string_view key) {
  std::vector<double> out;
  const Value* list = table.find(key);
  for (const Value& item : list != nullptr ? list->items : std::vector<Value>{}) {
    if (item.is_number()) out.push_back(item.number);
  }
  return out;
}

std::vector<std::string> texts_at(const Value& table, std::string_view key) {
  std::vector<std::string> out;
  const Value* list = table.find(key);
  if (list != nullptr && list->is_text()) out.push_back(list->text);
  for (const Value& item : list != nullptr ? list->items : std::vector<Value>{}) {
    if (item.is_text()) out.push_back(item.text);
  }
  return out;
}

void make_normal_set(Context& context, const std::vector<Num>& members) {
  bool used = false;
  for (Num num : members) {
    if (!num.valid() || num == context.zero || num == context.one) continue;
    context.s.params[num.index()].normal_set = context.s.normal_sets;
    used = true;
  }
  if (used) ++context.s.normal_sets;
}

std::vector<std::pair<std::string, Num>> model_params(Context& context, Port port, const std::string& key,
                                                      const std::string& path, const core::Place& place) {
  std::vector<std::pair<std::string, Num>> out;
  const ModelInfo* model = context.catalog.find(port, key);
  if (model == nullptr) return out;
  for (const ParamSpec& spec : model->params) {
    const std::string param_path = path + "." + spec.key;
    Num num = context.written(param_path);
    if (!num.valid()) num = context.add_param(param_path, core::canonical(spec.fallback), place, true);
    out.emplace_back(spec.key, num);
  }
  return out;
}

std::optional<std::int32_t> month_at(const Context& context, const Value& table, std::string_view key) {
  const Value* value = table.find(key);
  if (value == nullptr) return std::nullopt;
  std::optional<core::Date> date;
  if (value->kind == ValueKind::date) date = value->date;
  if (value->is_text() && value->text.size() == 7) date = core::parse_date(value->text);
  if (!date) return std::nullopt;
  return (date->year - context.s.as_of.year) * 12 + date->month - context.s.as_of.month;
}

void compile_sources(Context& context) {
  Source judgement;
  judgement.id = "judgement";
  judgement.what = "judgement of the authors of the case";
  judgement.tier = "judgement";
  bool declared = false;
  for (const Member& member : entities_of(context, "sources")) {
    Source source;
    source.id = member.key;
    source.what = text_of(member.value, "what");
    source.tier = text_of(member.value, "tier");
    source.url = text_of(member.value, "url");
    const Value* date = member.value.find("date");
    if (date != nullptr && date->kind == ValueKind::date) source.date = date->date;
    declared = declared || source.id == "judgement";
    context.s.sources.push_back(std::move(source));
  }
  if (!declared) context.s.sources.push_back(judgement);
}

void compile_head(Context& context) {
  Scenario& s = context.s;
  const Value& doc = context.doc;
  s.schema = text_of(doc, "schema");
  s.id = text_of(doc, "id");
  s.title = text_of(doc, "title");
  s.purpose = text_of(doc, "purpose");
  s.not_for = texts_at(doc, "not_for");
  const Value* as_of = doc.find("as_of");
  if (as_of != nullptr && as_of->kind == ValueKind::date) s.as_of = as_of->date;
  if (const Value* run = doc.find("run")) {
    const auto count = [&](const char* key, double fallback, double most) {
      const double x = number_of(*run, key, fallback);
      return static_cast<std::int32_t>(x >= 1.0 && x <= most ? x : most);  // out of range: told already
    };
    s.months = count("months", 24, 120);
    s.weeks_per_month = count("weeks_per_month", 4, 8);
    const Value* seed = run->find("seed");
    s.seed = seed != nullptr && seed->integer > 0 ? static_cast<std::uint64_t>(seed->integer) : seed != nullptr ? 0 : 1;
    const auto start = month_at(context, *run, "start");
    if (start && *start != 0 && as_of != nullptr) {
      context.error("E401", place_of(*run, "start"),
                    "run.start must be the month of as_of, \"" + core::to_month_string(s.as_of) + "\"");
    }
  }
  const Value* models = doc.find("models");
  const Value none;
  const auto choose = [&](Port port) {
    const std::string name(port_name(port));
    ModelChoice choice;
    choice.key = text_of(models != nullptr ? *models : none, name);
    choice.params = model_params(context, port, choice.key, "parameters." + name,
                                 place_of(models != nullptr ? *models : none, name));
    return choice;
  };
  s.conflict = choose(Port::conflict);
  s.economy = choose(Port::economy);
  s.policy = choose(Port::policy);
  s.preference = choose(Port::preference);
  s.politics.key = "politics";
  s.politics.params = model_params(context, Port::politics, "politics", "parameters.politics", doc.place);
}

namespace {

void compile_shocks(Context& context) {
  for (const Member& member : entities_of(context, "shocks")) {
    const std::string path = "shocks." + member.key;
    Shock shock;
    shock.id = member.key;
    shock.stream = core::entity_hash(shock.id);
    shock.title = text_of(member.value, "title");
    const Value* at = member.value.find("at");
    if (at != nullptr && at->kind == ValueKind::date) shock.at = at->date;
    shock.hazard = context.written(path + ".hazard");
    shock.when = compile_expression(context, member.value, "when");
    const bool timed = at != nullptr || member.value.find("hazard") != nullptr;
    if ((at != nullptr && member.value.find("hazard") != nullptr) || (!timed && member.value.find("when") == nullptr)) {
      context.error("E425", member.value.place,
                    "a shock has a date (at) or a hazard, or strikes once its condition (when) holds");
    }
    if (const Value* effects = member.value.find("effects")) {
      shock.effects = compile_effects(context, *effects, path + ".effects", {}, {});
    }
    context.s.shocks.push_back(std::move(shock));
  }
}

void check_levels(Context& context, const Value& table, std::string_view key, const std::vector<double>& levels) {
  for (std::size_t i = 1; i < levels.size(); ++i) {
    if (levels[i] > levels[i - 1]) continue;
    context.error("E413", place_of(table, key), "levels must ascend, each once");
    return;
  }
}

void compile_projection(Context& context) {
  Projection& projection = context.s.projection;
  const Value* table = context.doc.find("projection");
  const core::Place place = table != nullptr ? table->place : context.doc.place;
  projection.months = context.num("projection.months", place);
  projection.step = context.num("projection.step", place);
  const Value* axes = table != nullptr ? table->find("axes") : nullptr;
  for (const Member& member : axes != nullptr ? axes->members : std::vector<Member>{}) {
    Axis axis;
    axis.id = member.key;
    axis.kind = word_at(member.value, "kind", "force_men|restraint|strength|pressure", AxisKind::force_men);
    axis.force = id_at<core::ForceId>(context, member.value, "force", "force");
    axis.coalition = id_at<core::CoalitionId>(context, member.value, "coalition", "coalition");
    axis.levels = numbers_at(member.value, "levels");
    axis.grid = text_of(member.value, "mode", "grid") != "linear";
    const std::string lever = text_of(member.value, "decision");
    for (std::size_t i = 0; i < context.s.decisions.size(); ++i) {
      if (context.s.decisions[i].id == lever) axis.decision = core::DecisionId::at(i);
    }
    const bool by_force = axis.kind == AxisKind::force_men || axis.kind == AxisKind::strength;
    if (member.value.find(by_force ? "force" : "coalition") == nullptr && member.value.find("kind") != nullptr) {
      context.error("E420", member.value.place,
                    std::string("an axis of this kind needs ") + (by_force ? "force" : "coalition"));
    }
    check_levels(context, member.value, "levels", axis.levels);
    projection.axes.push_back(std::move(axis));
  }
}

void compile_outcome(Context& context, const Member& member) {
  const Value& table = member.value;
  Outcome outcome;
  outcome.id = member.key;
  outcome.title = text_of(table, "title");
  outcome.rule = text_of(table, "rule");
  outcome.type = word_at(table, "type", "binary|continuous", OutcomeType::binary);
  outcome.harm = truth_of(table, "harm");
  outcome.unit = text_of(table, "unit");
  outcome.hazard = context.written("outcomes." + member.key + ".hazard");
  const bool binary = outcome.type == OutcomeType::binary;
  const bool clear = (table.find("when") != nullptr) == binary && (table.find("value") != nullptr) == !binary &&
                     (table.find("by") != nullptr) != (table.find("at") != nullptr);
  if (!clear) {
    context.error("E423", table.place,
                  std::string("a ") + (binary ? "binary outcome needs when" : "continuous outcome needs value") +
                      " and one of by, at");
  }
  outcome.expr = compile_expression(context, table, binary ? "when" : "value", binary);
  const char* key = table.find("at") != nullptr ? "at" : "by";
  outcome.at = table.find("at") != nullptr || !binary;
  if (const auto month = month_at(context, table, key)) {
    outcome.month = *month;
    if (*month < 1 || *month > context.s.months) {
      context.error("E416", place_of(table, key),
                    "resolved at step " + std::to_string(*month) + "; the run has steps 1 to " +
                        std::to_string(context.s.months));
    }
  }
  context.s.outcomes.push_back(std::move(outcome));
}

/// Outcomes are compiled in the order of their ids; people read them in the order in which they were written: those of a
/// parent first, then the case's own, then those of overlays.
void order_outcomes(Context& context) {
  const Value* written = context.doc.find("outcomes");
  if (written == nullptr) return;
  struct Written {
    int rank;
    const core::Place* place;
    core::OutcomeId id;
  };
  std::vector<Written> order;
  const Value* title = context.doc.find("id");  // which the case itself gives, never its parent
  for (const Member& member : written->members) {
    const int rank = !member.value.why.empty()                                        ? 2
                     : title != nullptr && member.key_place.file == title->place.file ? 1
                                                                                      : 0;
    for (std::size_t o = 0; o < context.s.outcomes.size(); ++o) {
      if (context.s.outcomes[o].id == member.key) order.push_back({rank, &member.key_place, core::OutcomeId::at(o)});
    }
  }
  std::stable_sort(order.begin(), order.end(), [](const Written& a, const Written& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    return a.place->file != b.place->file ? a.place->file < b.place->file : a.place->line < b.place->line;
  });
  for (const Written& one : order) context.s.outcome_order.push_back(one.id);
}

void compile_move(Context& context, const Member& member) {
  const Value& table = member.value;
  Move move;
  move.id = member.key;
  move.outcome = id_at<core::OutcomeId>(context, table, "outcome", "outcome");
  move.path = text_of(table, "path");
  move.factor = number_of(table, "factor", 1.0);
  move.offset = number_of(table, "offset", 0.0);
  move.overlay = text_of(table, "overlay");
  move.sign = static_cast<std::int32_t>(number_of(table, "sign", 0.0));
  move.why = text_of(table, "why");
  const bool changes = move.factor != 1.0 || move.offset != 0.0;
  if (move.path.empty() == move.overlay.empty() || (!move.path.empty() && !changes)) {
    context.error("E424", table.place, "a move gives path with factor or offset, or overlay");
  } else if (!move.path.empty() && match_params(context.s, move.path).empty()) {
    std::vector<std::string> paths;
    for (const Param& param : context.s.params) paths.push_back(param.path);
    context.error("E309", place_of(table, "path"),
                  "no quantity at \"" + move.path + "\"" + did_you_mean(move.path, paths));
  }
  move.base = text_of(table, "base");
  const auto& overlays = context.assembled.overlay_names;
  for (const char* key : {"overlay", "base"}) {
    const std::string name = text_of(table, key);
    if (!name.empty() && std::find(overlays.begin(), overlays.end(), name) == overlays.end())
      context.error("E108", place_of(table, key),
                    "there is no overlay \"" + name + "\"" + did_you_mean(name, overlays));
  }
  context.s.moves.push_back(std::move(move));
}

}  // namespace

void compile_questions(Context& context) {
  compile_shocks(context);
  compile_projection(context);
  for (const Member& member : entities_of(context, "outcomes")) compile_outcome(context, member);
  order_outcomes(context);
  for (const Member& member : entities_of(context, "moves")) compile_move(context, member);
}

}  // namespace entente::scenario

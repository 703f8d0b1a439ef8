// SPDX-License-Identifier: Apache-2.0
// Effect rows and expressions of the document to their compiled forms.
#include <algorithm>

#include "scenario/context.hpp"
#include "scenario/effect_table.hpp"
#include "scenario/expr_parser.hpp"

namespace entente::scenario {

namespace {

/// Names as the document has them, for expressions met while compiling.
class DocumentNames final : public ExprNames {
 public:
  explicit DocumentNames(const Context& context) : context_(context) {}

  [[nodiscard]] std::vector<std::string> candidates(std::string_view kind) const override {
    if (kind != "decision") return context_.names.of(kind);
    std::vector<std::string> all;
    const Value* actors = context_.doc.find("actors");
    for (const Member& actor : actors != nullptr ? actors->members : std::vector<Member>{}) {
      const Value* decisions = actor.value.find("decisions");
      if (decisions == nullptr) continue;
      for (const Member& decision : decisions->members) all.push_back(actor.key + "." + decision.key);
    }
    return all;
  }

  [[nodiscard]] std::int32_t index(std::string_view kind, const std::string& id) const override {
    if (kind != "decision") return context_.names.index(kind, id);
    const std::vector<std::string> all = candidates(kind);
    const auto it = std::find(all.begin(), all.end(), id);
    return it == all.end() ? -1 : static_cast<std::int32_t>(it - all.begin());
  }

  [[nodiscard]] bool absent(std::string_view kind, const std::string& id) const override {
    return is_removed(context_.assembled.removed, std::string(kind), id);
  }

  [[nodiscard]] std::int32_t coalition_of_actor(std::int32_t actor) const override {
    const std::string& id = context_.names.of("actor")[static_cast<std::size_t>(actor)];
    const Value* entity = at_path(context_.doc, "actors." + id);
    return entity == nullptr ? -1 : context_.names.index("coalition", text_of(*entity, "coalition"));
  }

  [[nodiscard]] std::int32_t track_of_issue(std::int32_t issue) const override {
    const std::string& id = context_.names.of("issue")[static_cast<std::size_t>(issue)];
    const Value* entity = at_path(context_.doc, "issues." + id);
    return entity == nullptr ? -1 : context_.names.index("track", text_of(*entity, "track"));
  }

 private:
  const Context& context_;
};

bool has_word(std::string_view list, std::string_view word) {
  std::size_t start = 0;
  while (start <= list.size()) {
    const std::size_t end = std::min(list.find(' ', start), list.size());
    if (list.substr(start, end - start) == word) return true;
    start = end + 1;
  }
  return false;
}

/// The name under which a key stands in the `needs` and `may` columns.
std::string_view column_name(std::string_view key) {
  if (key == "zone" || key == "held_by") return "area";
  if (key == "group" || key == "asset") return "assets";
  return key;
}

class EffectCompiler {
 public:
  EffectCompiler(Context& context, const Value& row, std::string path)
      : context_(context), row_(row), path_(std::move(path)) {}

  bool compile(Effect& out, core::ActorId from, core::ActorId to) {
    const Value* op = row_.find("op");
    if (op == nullptr) {
      context_.error("E111", row_.place, "an effect needs op");
      return false;
    }
    info_ = op->is_text() ? find_op(op->text) : nullptr;
    if (info_ == nullptr) {
      std::vector<std::string> names;
      for (const OpInfo& known : all_ops()) names.emplace_back(known.key);
      context_.error("E305", op->place, "there is no operation " + brief(*op) + did_you_mean(op->text, names));
      return false;
    }
    check_keys();
    out.op = info_->op;
    out.from = core::ActorId{ref("from")};
    out.to = core::ActorId{ref("to")};
    if (!out.from.valid() && find("from") == nullptr) out.from = from;
    if (!out.to.valid() && find("to") == nullptr && has_word(info_->needs, "to")) out.to = to;
    out.on = core::ActorId{ref("on")};
    out.force = core::ForceId{ref("force")};
    out.into = core::ForceId{ref("into")};
    out.coalition = core::CoalitionId{ref("coalition")};
    out.zone = core::ZoneId{ref("zone")};
    out.held_by = core::CoalitionId{ref("held_by")};
    out.track = core::TrackId{ref("track")};
    out.mineral = core::MineralId{ref("mineral")};
    out.edge = core::EdgeId{ref("edge")};
    read_assets(out);
    read_words(out);
    read_numbers(out);
    out.when = compile_expression(context_, row_, "when");
    out.reverses = truth_of(row_, "reverses", info_->reverses);
    out.dynamic = info_->dynamic;
    check_needs(out);
    return true;
  }

 private:
  [[nodiscard]] const Value* find(std::string_view key) const {
    if (const Value* value = row_.find(key)) return value;
    const EffectKey* info = find_effect_key(key);
    return info != nullptr && !info->alias.empty() ? row_.find(info->alias) : nullptr;
  }

  void check_keys() {
    std::vector<std::string> names;
    for (const EffectKey& known : effect_keys()) names.emplace_back(known.key);
    for (const Member& member : row_.members) {
      const EffectKey* key = find_effect_key(member.key);
      if (key == nullptr) {
        context_.error("E110", member.key_place,
                       "an effect has no key \"" + member.key + "\"" + did_you_mean(member.key, names));
        continue;
      }
      std::string_view column = column_name(key->key);
      const bool always = key->key == "op" || key->key == "scale" || key->key == "lag" || key->key == "when" ||
                          key->key == "reverses" || key->key == "from";
      bool used = has_word(info_->needs, column) || has_word(info_->may, column);
      if (has_word(info_->needs, "target")) used = used || column == "assets" || column == "edge";
      if (!always && !used) {
        context_.error("E418", member.key_place,
                       "operation " + std::string(info_->key) + " does not use \"" + member.key + "\"");
      }
    }
  }

  std::int32_t ref(std::string_view key) {
    const Value* value = find(key);
    if (value == nullptr) return -1;
    if (!value->is_text()) {
      context_.error("E201", value->place, "expected an id, got " + std::string(kind_words(value->kind)));
      return -1;
    }
    return context_.resolve(find_effect_key(key)->kind, value->text, value->place);
  }

  void add_asset(Effect& out, const Value& name) {
    if (!name.is_text()) {
      context_.error("E201", name.place, "expected an id, got " + std::string(kind_words(name.kind)));
      return;
    }
    const std::int32_t index = context_.resolve("asset", name.text, name.place);
    if (index >= 0) out.assets.push_back(core::AssetId{index});
  }

  void read_assets(Effect& out) {
    if (const Value* one = find("asset")) add_asset(out, *one);
    if (const Value* list = find("assets")) {
      if (!list->is_array())
        context_.error("E201", list->place, "expected a list of ids, got " + std::string(kind_words(list->kind)));
      for (const Value& item : list->items) add_asset(out, item);
    }
    const std::int32_t group = ref("group");
    const Value* members = group < 0 ? nullptr : at_path(context_.doc, "groups." + find("group")->text + ".assets");
    for (const Value& item : members != nullptr ? members->items : std::vector<Value>{}) {
      const std::int32_t index = item.is_text() ? context_.names.index("asset", item.text) : -1;
      if (index >= 0) out.assets.push_back(core::AssetId{index});
    }
    std::sort(out.assets.begin(), out.assets.end());
    out.assets.erase(std::unique(out.assets.begin(), out.assets.end()), out.assets.end());
  }

  std::int32_t word(std::string_view key, std::string_view words, std::int32_t fallback) {
    const Value* value = find(key);
    if (value == nullptr) return fallback;
    const std::int32_t index = value->is_text() ? word_index(words, value->text) : -1;
    if (index < 0) context_.error("E213", value->place, brief(*value) + " is not one of " + std::string(words));
    return std::max(index, 0);
  }

  void read_words(Effect& out) {
    out.kind = static_cast<HoldingKind>(word("kind", "equity|offtake|royalty|rights", 0));
    out.of_granter = word("of", "asset|granter", 0) == 1;
    const Value* when = find("when");
    if (when != nullptr && !when->is_text()) {
      context_.error("E201", when->place, "expected text, got " + std::string(kind_words(when->kind)));
    }
    const Value* reverses = find("reverses");
    if (reverses != nullptr && reverses->kind != ValueKind::boolean) {
      context_.error("E201", reverses->place, "expected true or false, got " + std::string(kind_words(reverses->kind)));
    }
  }

  Num number(const char* key, core::Unit unit, std::vector<core::Unit> also, double least, Num fallback) {
    const Value* value = find(key);
    if (value == nullptr) return fallback;
    Field wanted = quantity(path_ + "." + key, unit, "");
    wanted.also = std::move(also);
    wanted.min = least;
    const auto q = read_quantity(context_, wanted, *value);
    return q ? context_.add_param(wanted.path, *q, value->place, false) : fallback;
  }

  void read_numbers(Effect& out) {
    using U = core::Unit;
    const double any = -std::numeric_limits<double>::infinity();
    out.scale = number("scale", info_->scale_unit, {U::index, U::share, U::level}, any, context_.one);
    out.lag = number("lag", U::month, {}, 0.0, context_.zero);
    out.floor = number("floor", U::index, {U::share}, 0.0, Num{});
    out.cap = number("cap", U::index, {U::share}, 0.0, Num{});
    out.gain = number("gain", U::index, {U::share}, 0.0, Num{});
    out.half = number("half", U::index, {}, 0.1, Num{});
    out.cost = number("cost", U::usd_per_month, {}, 0.0, Num{});
  }

  [[nodiscard]] bool has(std::string_view need, const Effect& out) const {
    if (need == "from") return out.from.valid() || out.from == kBrokenActor || find("from") != nullptr;
    if (need == "to") return out.to.valid() || out.to == kBrokenActor || find("to") != nullptr;
    if (need == "area") return find("zone") != nullptr || find("held_by") != nullptr;
    if (need == "assets") return find("group") != nullptr || find("assets") != nullptr || find("asset") != nullptr;
    if (need == "target") return has("assets", out) || find("edge") != nullptr;
    return find(need) != nullptr;
  }

  void check_needs(const Effect& out) {
    std::size_t start = 0;
    while (start <= info_->needs.size()) {
      const std::size_t end = std::min(info_->needs.find(' ', start), info_->needs.size());
      const std::string_view need = info_->needs.substr(start, end - start);
      start = end + 1;
      if (has(need, out)) continue;
      const std::string words = need == "area"     ? "zone or held_by"
                                : need == "assets" ? "group, assets or asset"
                                : need == "target" ? "group, assets, asset or edge"
                                                   : std::string(need);
      context_.error("E417", row_.place, "operation " + std::string(info_->key) + " needs " + words);
    }
  }

  Context& context_;
  const Value& row_;
  std::string path_;
  const OpInfo* info_ = nullptr;
};

}  // namespace

std::vector<Effect> compile_effects(Context& context, const Value& list, const std::string& path, core::ActorId from,
                                    core::ActorId to) {
  std::vector<Effect> out;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (!list.items[i].is_table()) continue;
    Effect effect;
    if (EffectCompiler(context, list.items[i], path + "." + std::to_string(i)).compile(effect, from, to)) {
      out.push_back(std::move(effect));
    }
  }
  return out;
}

Expr compile_expression(Context& context, const Value& table, std::string_view key, bool want_truth) {
  const Value* value = table.find(key);
  if (value == nullptr) return {};
  if (!value->is_text()) return {};  // the schema check, or the effect's own, has told it
  const DocumentNames names(context);
  const auto expr = parse_expression(value->text, want_truth ? ExprType::truth : ExprType::number, value->place, names,
                                     context.s.expr_slots, context.diags);
  return expr ? *expr : Expr{};
}

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// Removal to a fixed point. Field policies come from the schema; effect rows go when any of their targets is gone.
#include "scenario/absent.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "scenario/effect_table.hpp"
#include "scenario/schema.hpp"
#include "scenario/walk.hpp"

namespace entente::scenario {

namespace {

class Remover {
 public:
  Remover(Value& document, core::Diagnostics& diagnostics) : document_(document), diagnostics_(diagnostics) {}

  Removed run() {
    collect_marked();
    while (apply()) {
      walk_fields(document_, [&](const Field& field, const std::vector<std::string>& path, Value& value) {
        look_at(field, path, value);
      });
    }
    return std::move(removed_);
  }

 private:
  void collect_marked() {
    walk_fields(document_, [&](const Field& field, const std::vector<std::string>& path, Value& value) {
      if (field.type != FieldType::entities || !field.removable || !value.is_table()) return;
      const Value* mark = value.find("absent");
      if (mark == nullptr || mark->kind != ValueKind::boolean) return;
      const core::Place place = mark->place;
      if (mark->boolean && value.members.size() == 1 && mark->chain.empty()) {
        report_unknown(field, path, place);
      }
      if (mark->boolean) {
        doomed_.emplace(join_path(path), place);
      } else {
        value.erase("absent");
      }
    });
  }

  void report_unknown(const Field& field, const std::vector<std::string>& path, const core::Place& place) {
    std::vector<std::string> others;
    if (const Value* table = document_.find(path[0])) {
      for (const Member& member : table->members) {
        if (member.value.find("absent") == nullptr) others.push_back(member.key);
      }
    }
    const auto close = core::nearest(path.back(), others);
    diagnostics_.error("E306", place,
                       "there is no " + field.of + " \"" + path.back() + "\" to be absent" +
                           (close ? "; did you mean \"" + *close + "\"?" : ""));
  }

  /// Takes the doomed members out; true if there were any.
  bool apply() {
    bool changed = false;
    for (const auto& [path, place] : doomed_) {
      std::vector<std::string> parts = split_path(path);
      const std::string key = parts.back();
      parts.pop_back();
      if (parts.size() == 1) {
        if (const std::string kind = kind_of_table(parts[0]); !kind.empty()) removed_[kind].emplace(key, place);
      }
      Value* table = const_cast<Value*>(at_path(document_, join_path(parts)));
      if (table != nullptr && table->erase(key)) changed = true;
    }
    doomed_.clear();
    return changed;
  }

  [[nodiscard]] const core::Place* gone(const std::string& kind, const std::string& id) const {
    const auto kinds = removed_.find(kind);
    if (kinds == removed_.end()) return nullptr;
    const auto it = kinds->second.find(id);
    return it == kinds->second.end() ? nullptr : &it->second;
  }

  void drop(const std::string& path, const core::Place& place) { doomed_.emplace(path, place); }

  void look_at(const Field& field, const std::vector<std::string>& path, Value& value) {
    if (!field.key_of.empty()) {
      if (const core::Place* place = gone(field.key_of, path.back())) drop(join_path(path), *place);
      return;
    }
    if (field.type == FieldType::ref && value.is_text()) {
      if (const core::Place* place = gone(field.of, value.text)) act(field, path, *place);
    } else if (field.type == FieldType::decision_ref && value.is_text()) {
      const std::string actor = value.text.substr(0, value.text.find('.'));
      if (const core::Place* place = gone("actor", actor)) act(field, path, *place);
    } else if (field.type == FieldType::ref_list) {
      trim(field, path, value);
    } else if (field.type == FieldType::pairs) {
      trim_pairs(field, value);
    } else if (field.type == FieldType::effects) {
      trim_effects(field, path, value);
    } else if (field.path == "moves.*.path" && value.is_text()) {
      const std::vector<std::string> parts = split_path(value.text);
      if (parts.size() < 2) return;
      if (const core::Place* place = gone(kind_of_table(parts[0]), parts[1])) drop(owner_path(field, path), *place);
    }
  }

  void act(const Field& field, const std::vector<std::string>& path, const core::Place& place) {
    if (field.on_absent == OnAbsent::drop_owner) drop(owner_path(field, path), place);
    if (field.on_absent == OnAbsent::drop_field) drop(join_path(path), place);
  }

  void trim(const Field& field, const std::vector<std::string>& path, Value& value) {
    if (field.on_absent != OnAbsent::drop_element) return;
    const core::Place* why = nullptr;
    auto& items = value.items;
    items.erase(std::remove_if(items.begin(), items.end(),
                               [&](const Value& item) {
                                 const core::Place* place = item.is_text() ? gone(field.of, item.text) : nullptr;
                                 if (place != nullptr) why = place;
                                 return place != nullptr;
                               }),
                items.end());
    if (why != nullptr && items.size() < field.min_items) drop(owner_path(field, path), *why);
  }

  void trim_pairs(const Field& field, Value& value) {
    auto& items = value.items;
    items.erase(std::remove_if(items.begin(), items.end(),
                               [&](const Value& row) {
                                 return std::any_of(row.items.begin(), row.items.end(), [&](const Value& cell) {
                                   return cell.is_text() && gone(field.of, cell.text) != nullptr;
                                 });
                               }),
                items.end());
  }

  [[nodiscard]] const core::Place* lost_target(Value& row) const {
    for (Member& member : row.members) {
      const EffectKey* key = find_effect_key(member.key);
      if (key == nullptr || key->kind.empty()) continue;
      const std::string kind(key->kind);
      if (member.value.is_text()) {
        if (const core::Place* place = gone(kind, member.value.text)) return place;
      } else if (member.value.is_array() && key->list) {
        const core::Place* why = nullptr;
        auto& items = member.value.items;
        items.erase(std::remove_if(items.begin(), items.end(),
                                   [&](const Value& item) {
                                     const core::Place* place = item.is_text() ? gone(kind, item.text) : nullptr;
                                     if (place != nullptr) why = place;
                                     return place != nullptr;
                                   }),
                    items.end());
        if (why != nullptr && items.empty()) return why;
      }
    }
    return nullptr;
  }

  /// A row without its target is dropped; an issue, lever or shock that loses all its rows can do nothing and goes.
  void trim_effects(const Field& field, const std::vector<std::string>& path, Value& value) {
    const core::Place* why = nullptr;
    std::vector<Value> kept;
    for (Value& row : value.items) {
      const core::Place* place = lost_target(row);
      if (place != nullptr) {
        why = place;
      } else {
        kept.push_back(std::move(row));
      }
    }
    value.items = std::move(kept);
    if (why != nullptr && value.items.empty()) drop(owner_path(field, path), *why);
  }

  Value& document_;
  core::Diagnostics& diagnostics_;
  Removed removed_;
  std::map<std::string, core::Place> doomed_;
};

}  // namespace

Removed remove_absent(Value& document, core::Diagnostics& diagnostics) { return Remover(document, diagnostics).run(); }

bool is_removed(const Removed& removed, const std::string& kind, const std::string& id) {
  const auto kinds = removed.find(kind);
  return kinds != removed.end() && kinds->second.count(id) > 0;
}

}  // namespace entente::scenario

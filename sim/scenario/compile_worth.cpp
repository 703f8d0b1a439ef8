// SPDX-License-Identifier: Apache-2.0
// Utilities as stated for the positions of an issue: tables and curves by actor, and names of positions.
#include <algorithm>

#include "core/text.hpp"
#include "scenario/compile_parts.hpp"

namespace entente::scenario {
namespace {

const Value* entry_of(const Value& table, const char* what, const std::string& actor) {
  const Value* group = table.find(what);
  return group != nullptr ? group->find(actor) : nullptr;
}

void read_table(Context& context, const Value& list, const Issue& issue, Worth& worth) {
  for (const Value& item : list.items) {
    if (item.is_number()) worth.table.push_back(item.number);
  }
  if (worth.table.size() == issue.grid.size()) return;
  if (worth.table.size() == list.items.size()) {  // else E201 has been told
    context.error("E431", list.place,
                  "the table has " + std::to_string(worth.table.size()) + " utilities for " +
                      std::to_string(issue.grid.size()) + " positions of \"" + issue.id + "\"");
  }
  worth.table.resize(issue.grid.size(), 0.0);
}

/// What belongs to a curve without one, a table beside a curve, a table of a continuous issue, a peak nowhere.
void check_forms(Context& context, const Value& table, const Issue& issue, const std::string& actor) {
  const Value* list = entry_of(table, "table", actor);
  const Value* curve = entry_of(table, "curve", actor);
  const Value* power = entry_of(table, "power", actor);
  const Value* peak = entry_of(table, "peak", actor);
  const bool peaked = curve != nullptr && curve->text == "peaked";
  if (list != nullptr && curve != nullptr) {
    context.error("E432", curve->place,
                  "the worth of \"" + issue.id + "\" to \"" + actor + "\" is given twice, as table and as curve");
  }
  if (list != nullptr && issue.continuous) {
    context.error("E432", list->place,
                  "a table has no worth between positions; \"" + issue.id + "\" is continuous, give a curve");
  }
  if (power != nullptr && curve == nullptr) context.error("E432", power->place, "an exponent without a curve");
  if (peak != nullptr && !peaked) context.error("E432", peak->place, "a peak without a peaked curve");
  if (peaked && peak == nullptr) context.error("E432", curve->place, "a peaked curve needs the place of its peak");
  if (peaked && peak != nullptr && peak->is_number() && !issue.grid.empty() &&
      (peak->number < issue.grid.front() || peak->number > issue.grid.back())) {
    context.error("E432", peak->place, "the peak " + core::format_number(peak->number) + " lies outside the range");
  }
}

}  // namespace

void compile_worth(Context& context, const Value& table, Issue& issue) {
  for (std::size_t i = 0; i < context.s.actors.size(); ++i) {
    const std::string& actor = context.s.actors[i].id;
    check_forms(context, table, issue, actor);
    Worth worth;
    worth.actor = core::ActorId::at(i);
    if (const Value* list = entry_of(table, "table", actor); list != nullptr && list->is_array()) {
      worth.form = WorthForm::table;
      read_table(context, *list, issue, worth);
    } else if (const Value* curve = entry_of(table, "curve", actor); curve != nullptr && curve->is_text()) {
      worth.form = curve->text == "rising"    ? WorthForm::rising
                   : curve->text == "falling" ? WorthForm::falling
                                              : WorthForm::peaked;
      const Value* power = entry_of(table, "power", actor);
      const Value* peak = entry_of(table, "peak", actor);
      if (power != nullptr && power->is_number()) worth.power = power->number;
      if (peak != nullptr && peak->is_number()) worth.peak = peak->number;
    } else {
      continue;
    }
    issue.worth.push_back(std::move(worth));
  }
  issue.position_names = texts_at(table, "positions");
  if (!issue.position_names.empty() && issue.position_names.size() != issue.grid.size()) {
    context.error("E221", place_of(table, "positions"),
                  "expected " + std::to_string(issue.grid.size()) + " names of positions, got " +
                      std::to_string(issue.position_names.size()));
  }
}

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// Cross-rules on talks whose parties judge positions as stated, and on what talks can hold at all.
#include <algorithm>

#include "core/text.hpp"
#include "scenario/compile_parts.hpp"

namespace entente::scenario {
namespace {

constexpr std::size_t kMostParties = 4;  // what a package and its gains have room for
constexpr std::size_t kMostIssues = 12;

const Worth* worth_of(const Issue& issue, core::ActorId actor) {
  const auto it =
      std::find_if(issue.worth.begin(), issue.worth.end(), [&](const Worth& w) { return w.actor == actor; });
  return it != issue.worth.end() ? &*it : nullptr;
}

Num value_of(const Issue& issue, core::ActorId actor) {
  const auto it = std::find_if(issue.value.begin(), issue.value.end(), [&](const auto& v) { return v.first == actor; });
  return it != issue.value.end() ? it->second : Num{};
}

bool judged_as_stated(const Context& context) {
  const ModelInfo* model = context.catalog.find(Port::preference, context.s.preference.key);
  return model != nullptr && !model->needs_world;
}

/// Largest worth of an issue to an actor over the grid, with the most favourable weight of its range.
double most_of(const Context& context, const Issue& issue, core::ActorId actor) {
  const Num num = value_of(issue, actor);
  const Worth* worth = worth_of(issue, actor);
  if (!num.valid() && worth == nullptr) return 0.0;
  double low = 1.0, high = 1.0;
  if (num.valid()) {
    low = context.s.params[num.index()].quantity.lo;
    high = context.s.params[num.index()].quantity.hi;
  }
  double shape_low = 0.0, shape_high = 1.0;  // curves run from 0 to 1
  if (worth == nullptr) {
    shape_low = issue.grid.front() - issue.status_quo;
    shape_high = issue.grid.back() - issue.status_quo;
  } else if (worth->form == WorthForm::table) {
    shape_low = *std::min_element(worth->table.begin(), worth->table.end());
    shape_high = *std::max_element(worth->table.begin(), worth->table.end());
  }
  return std::max({low * shape_low, low * shape_high, high * shape_low, high * shape_high});
}

/// An issue whose worth is tabled or drawn for some parties and not stated at all for another.
void check_holes(Context& context, const Track& track) {
  for (const core::IssueId id : track.issues) {
    const Issue& issue = context.s.issues[id.index()];
    if (issue.worth.empty()) continue;
    for (const Party& party : track.parties) {
      if (worth_of(issue, party.actor) != nullptr || value_of(issue, party.actor).valid()) continue;
      const Value* table = at_path(context.doc, "issues." + issue.id);
      context.error(
          "E431", table != nullptr ? table->place : context.doc.place,
          "\"" + issue.id + "\" states no worth to \"" + context.s.actors[party.actor.index()].id + "\", a party");
    }
  }
}

}  // namespace

void check_stated_rules(Context& context) {
  for (const Track& track : context.s.tracks) {
    check_holes(context, track);
    const Value* table = at_path(context.doc, "tracks." + track.id);
    if (table == nullptr) continue;
    if (track.parties.size() > kMostParties) {
      context.error(
          "E433", place_of(*table, "parties"),
          std::to_string(track.parties.size()) + " parties; talks hold at most " + std::to_string(kMostParties));
    }
    if (track.issues.size() > kMostIssues) {
      context.error("E433", table->place,
                    std::to_string(track.issues.size()) + " issues; talks hold at most " + std::to_string(kMostIssues));
    }
  }
}

void warn_of_stated(Context& context) {
  for (const Track& track : context.s.tracks) {
    const Value* table = at_path(context.doc, "tracks." + track.id);
    if (table == nullptr || track.issues.empty()) continue;
    const bool joint = std::any_of(track.issues.begin(), track.issues.end(),
                                   [&](core::IssueId id) { return context.s.issues[id.index()].joint; });
    for (const Party& party : track.parties) {
      const std::string& name = context.s.actors[party.actor.index()].id;
      const bool grants = std::any_of(track.issues.begin(), track.issues.end(), [&](core::IssueId id) {
        return context.s.issues[id.index()].granter == party.actor;
      });
      if (!context.has_world && !joint && !grants) {  // with a world, what a party can do outside the talks counts too
        context.warning("W608", place_of(*table, "parties"),
                        "\"" + name + "\" can grant nothing in \"" + track.id + "\"");
      }
      if (!judged_as_stated(context) || !party.reservation.valid()) continue;
      double most = 0.0;
      for (const core::IssueId id : track.issues) most += most_of(context, context.s.issues[id.index()], party.actor);
      const double least = context.s.params[party.reservation.index()].quantity.lo;
      if (least <= most) continue;
      const Value* stated = at_path(*table, "reservation." + name);
      context.warning("W607", stated != nullptr ? stated->place : table->place,
                      "the reservation of \"" + name + "\", " + core::format_number(least) +
                          " at least, exceeds every outcome: its most is " + core::format_number(most));
    }
  }
}

}  // namespace entente::scenario

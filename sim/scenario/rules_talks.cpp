// SPDX-License-Identifier: Apache-2.0
// Cross-rules on tracks, issues and levers.
#include <algorithm>

#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

bool is_party(const Track& track, core::ActorId actor) {
  return std::any_of(track.parties.begin(), track.parties.end(), [&](const Party& p) { return p.actor == actor; });
}

void check_parties(Context& context) {
  for (const Member& member : entities_of(context, "tracks")) {
    const Value* parties = member.value.find("parties");
    if (parties == nullptr || !parties->is_array()) continue;
    std::vector<std::string> different;
    for (const Value& item : parties->items) different.push_back(item.text);
    std::sort(different.begin(), different.end());
    const bool doubled = std::adjacent_find(different.begin(), different.end()) != different.end();
    if (different.size() < 2 || doubled) {
      context.error("E409", parties->place, doubled ? "a party is named twice" : "a track needs two parties");
    }
  }
}

void check_tracks(Context& context) {
  for (const Member& member : entities_of(context, "tracks")) {
    const std::int32_t index = context.names.index("track", member.key);
    if (!context.s.tracks[static_cast<std::size_t>(index)].issues.empty()) continue;
    context.warning("W605", member.value.place, "track \"" + member.key + "\" has no issues");
  }
}

void check_issues(Context& context) {
  for (const Issue& issue : context.s.issues) {
    const Value* table = at_path(context.doc, "issues." + issue.id);
    if (table == nullptr || !issue.track.valid()) continue;
    const Track& track = context.s.tracks[issue.track.index()];
    const auto check = [&](core::ActorId actor, const char* key) {
      if (!actor.valid() || is_party(track, actor)) return;
      context.error("E408", place_of(*table, key),
                    "\"" + text_of(*table, key) + "\" is not a party of track \"" + track.id + "\"");
    };
    check(issue.granter, "grants");
    check(issue.receiver, "to");
    if (issue.granter.valid() && issue.granter == issue.receiver) {
      context.error("E408", place_of(*table, "to"), "granter and receiver are the same");
    }
    if (!issue.paced_by.valid()) continue;
    const Issue& pace = context.s.issues[issue.paced_by.index()];
    if (pace.id != issue.id && pace.track == issue.track) continue;
    context.error("E435", place_of(*table, "paced_by"),
                  pace.id == issue.id ? "issue \"" + issue.id + "\" is paced by itself"
                                      : "\"" + pace.id + "\" is no issue of track \"" + track.id + "\"");
  }
}

/// A list of effects that is written but empty.
void check_effects(Context& context) {
  const auto check = [&](const Member& member, const std::string& what) {
    const Value* effects = member.value.find("effects");
    if (effects == nullptr || !effects->is_array() || !effects->items.empty()) return;
    context.warning("W606", effects->place, what + " \"" + member.key + "\" has no effects");
  };
  for (const Member& member : entities_of(context, "issues")) check(member, "issue");
  for (const Member& member : entities_of(context, "shocks")) check(member, "shock");
  for (const Member& actor : entities_of(context, "actors")) {
    const Value* decisions = actor.value.find("decisions");
    for (const Member& member : decisions != nullptr ? decisions->members : std::vector<Member>{})
      check(member, "lever");
  }
}

void check_values(Context& context) {
  for (std::size_t i = 0; i < context.s.actors.size(); ++i) {
    const Actor& actor = context.s.actors[i];
    if (!actor.attributes.empty()) continue;
    const auto id = core::ActorId::at(i);
    const auto& tracks = context.s.tracks;
    if (!context.has_world) continue;  // worth is stated issue by issue
    const bool talks =
        std::any_of(tracks.begin(), tracks.end(), [&](const Track& track) { return is_party(track, id); });
    if (!talks && actor.decisions.empty()) continue;
    const Value* table = at_path(context.doc, "actors." + actor.id);
    context.warning("W604", table != nullptr ? table->place : context.doc.place,
                    "actor \"" + actor.id + "\" takes part but values nothing");
  }
}

}  // namespace

void check_talk_rules(Context& context) {
  check_parties(context);
  check_issues(context);
  check_strategies(context);
  check_waiting(context);
}

void warn_of_talks(Context& context) {
  check_tracks(context);
  check_effects(context);
  check_values(context);
}

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// Compiles tracks and issues.
#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "scenario/compile_parts.hpp"

namespace entente::scenario {

namespace {

constexpr std::size_t kMostPositions = 101;

void compile_track(Context& context, const Member& member) {
  const Value& table = member.value;
  const std::string path = "tracks." + member.key;
  Track track;
  track.id = member.key;
  track.stream = core::entity_hash(track.id);
  track.title = text_of(table, "title");
  for (core::ActorId actor : ids_at<core::ActorId>(context, table, "parties", "actor")) {
    const std::string& id = context.s.actors[actor.index()].id;
    Party party;
    party.actor = actor;
    party.reservation = context.num(path + ".reservation." + id, table.place);
    party.concession = context.num(path + ".concession." + id, table.place);
    party.votes = context.written(path + ".votes." + id);
    for (core::ActorId who : ids_at<core::ActorId>(context, table, "veto", "actor"))
      party.veto = party.veto || who == actor;
    track.parties.push_back(party);
  }
  track.protocol = text_of(table, "protocol");
  track.protocol_params = model_params(context, Port::protocol, track.protocol, path + ".parameters", table.place);
  compile_strategies(context, table, path, track);
  track.secret = truth_of(table, "secret");
  track.mediator = id_at<core::ActorId>(context, table, "mediator", "actor");
  const auto num = [&](const char* key) { return context.num(path + "." + key, table.place); };
  track.deadline = num("deadline");
  track.rounds_per_month = num("rounds_per_month");
  track.breakdown = num("breakdown");
  track.convene = num("convene");
  track.opens = compile_expression(context, table, "opens");
  track.monitor = num("monitor");
  track.hazard = num("hazard");
  context.s.tracks.push_back(std::move(track));
}

/// Decimal positions without binary residue: 0.30000000000000004 becomes 0.3.
double tidy(double x) {
  const double scaled = std::round(x * 1e9);
  return std::fabs(scaled) < 9e15 ? scaled / 1e9 : x;
}

void compile_grid(Context& context, const Value& table, Issue& issue) {
  const bool stepped = issue.kind == IssueKind::toggle || issue.kind == IssueKind::level;
  const std::vector<double> range = numbers_at(table, "range");
  const double low = range.size() == 2 ? range[0] : 0.0;
  const double high = range.size() == 2 ? range[1] : 1.0;
  const double step = number_of(table, "grid", stepped ? 1.0 : issue.continuous ? (high - low) / 100.0 : 0.0);
  const double count = step > 0.0 ? (high - low) / step : -1.0;
  const bool whole = count >= 0.0 && std::fabs(count - std::round(count)) < 1e-6 * std::max(1.0, count);
  const char* at = table.find("grid") != nullptr ? "grid" : "range";
  if (low >= high || !whole || count + 1.0 > static_cast<double>(kMostPositions)) {
    context.error("E411", place_of(table, at),
                  "range " + core::format_number(low) + " to " + core::format_number(high) + " in steps of " +
                      core::format_number(step) + " does not give 2 to 101 positions that end at its top");
    issue.grid = {issue.status_quo};
    return;
  }
  for (int i = 0; i <= static_cast<int>(std::round(count)); ++i) issue.grid.push_back(tidy(low + step * i));
  for (double position : issue.grid) {
    if (std::fabs(position - issue.status_quo) <= 1e-9 * std::max(1.0, std::fabs(position))) {
      issue.status_quo = position;
      return;
    }
  }
  context.error("E410", place_of(table, "status_quo"),
                "status quo " + core::format_number(issue.status_quo) + " is not a position of the grid");
}

void compile_unit(Context& context, const Value& table, Issue& issue) {
  issue.unit = issue.kind == IssueKind::share || issue.kind == IssueKind::area ? core::Unit::share
               : issue.kind == IssueKind::level                                ? core::Unit::level
                                                                               : core::Unit::index;
  const Value* unit = table.find("unit");
  if (unit == nullptr || !unit->is_text()) return;
  const auto known = core::parse_unit(unit->text);
  if (known) {
    issue.unit = *known;
  } else {
    context.error("E207", unit->place,
                  "unit \"" + unit->text + "\" unknown" + did_you_mean(unit->text, core::all_unit_names()));
  }
}

/// Without a world an issue may be decided jointly. The first two parties then stand where the engine wants somebody.
void make_joint(const Context& context, const Value& table, Issue& issue) {
  if (context.has_world || table.find("grants") != nullptr || table.find("to") != nullptr || !issue.track.valid())
    return;
  const std::vector<Party>& parties = context.s.tracks[issue.track.index()].parties;
  if (parties.size() < 2) return;
  issue.joint = true;
  issue.granter = parties[0].actor;
  issue.receiver = parties[1].actor;
}

void compile_issue(Context& context, const Member& member) {
  const Value& table = member.value;
  const std::string path = "issues." + member.key;
  Issue issue;
  issue.id = member.key;
  issue.stream = core::entity_hash(issue.id);
  issue.title = text_of(table, "title");
  issue.kind = word_at(table, "kind", "share|quantity|level|toggle|area", IssueKind::toggle);
  issue.track = id_at<core::TrackId>(context, table, "track", "track");
  issue.granter = id_at<core::ActorId>(context, table, "grants", "actor");
  issue.receiver = id_at<core::ActorId>(context, table, "to", "actor");
  issue.status_quo = number_of(table, "status_quo", 0.0);
  issue.continuous = truth_of(table, "continuous");
  make_joint(context, table, issue);
  compile_grid(context, table, issue);
  compile_unit(context, table, issue);
  if (const Value* effects = table.find("effects")) {
    const auto known = [](core::ActorId actor) { return actor.valid() ? actor : kBrokenActor; };
    issue.effects = compile_effects(context, *effects, path + ".effects", known(issue.granter), known(issue.receiver));
  }
  issue.term = context.written(path + ".term");
  if (!issue.term.valid() && issue.receiver.valid()) issue.term = context.s.actors[issue.receiver.index()].horizon;
  issue.starts = compile_expression(context, table, "starts");
  issue.paced_by = id_at<core::IssueId>(context, table, "paced_by", "issue");
  issue.step = number_of(table, "step", issue.step);
  issue.dynamic = std::any_of(issue.effects.begin(), issue.effects.end(), [](const Effect& e) { return e.dynamic; });
  for (std::size_t i = 0; i < context.s.actors.size(); ++i) {
    const Num worth = context.written(path + ".value." + context.s.actors[i].id);
    if (worth.valid()) issue.value.emplace_back(core::ActorId::at(i), worth);
  }
  compile_worth(context, table, issue);
  issue.matters = text_of(table, "matters");
  if (issue.track.valid())
    context.s.tracks[issue.track.index()].issues.push_back(core::IssueId::at(context.s.issues.size()));
  context.s.issues.push_back(std::move(issue));
}

}  // namespace

void compile_talks(Context& context) {
  for (const Member& member : entities_of(context, "tracks")) compile_track(context, member);
  for (const Member& member : entities_of(context, "issues")) compile_issue(context, member);
}

}  // namespace entente::scenario

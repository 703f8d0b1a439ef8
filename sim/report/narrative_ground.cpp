// SPDX-License-Identifier: Apache-2.0
// Sentences about places, men, pressure and harm. Places are those of the schematic map; no positions of units exist.
#include <cmath>

#include "core/text.hpp"
#include "report/narrative_parts.hpp"
#include "report/words.hpp"

namespace entente::report::detail {
namespace {

constexpr double kTellMen = 200.0;  // smaller movements of a month are left to the trace

/// Nobody counts parts of people, and no run can know more than three digits.
std::string people(double count) { return count < 999.5 ? core::format_grouped(count, 0) : plain_number(count); }

/// "level 3"; part of a pledge carried out stands between two steps of the ladder.
std::string sanction_words(double level) {
  const double below = std::floor(level + 1e-9);
  if (level - below < 0.005) return "level " + plain_number(below);
  return "between level " + plain_number(below) + " and level " + plain_number(below + 1.0) + " (" +
         core::format_fixed(level, 1) + ")";
}

}  // namespace

void Teller::on(const world::ControlChanged& e) {
  if (e.cause == world::Cause::advance) return;  // told when the place changes hands
  const std::string place = node_name(s_, e.node);
  const std::string to = coalition_name(s_, e.to);
  const std::string from = coalition_name(s_, e.from);
  std::string text;
  switch (e.cause) {
    case world::Cause::rout: text = place + ": " + from + " leaves in disorder, " + to + " takes it."; break;
    case world::Cause::release: text = place + ": " + from + " gives it up, " + to + " comes in."; break;
    case world::Cause::handover:
      text = place + ": passes from " + from + " to " + to + " under a text (" + percent(e.share) + " of it).";
      break;
    case world::Cause::realign:
      text = place + ": passes from " + from + " to " + to + " as a force changes sides.";
      break;
    case world::Cause::capture: text = place + ": " + to + " takes it from " + from + "."; break;
    default: text = place + ": passes from " + from + " to " + to + "."; break;
  }
  const std::string reasons = reasons_words(s_, {}, e.reasons);
  if (!reasons.empty()) text += " " + std::string("Behind it: ") + reasons + ".";
  line(StoryKind::ground, std::move(text));
}

void Teller::on(const world::Clash& e) {
  if (e.won) return;  // told where the place changes hands
  ++tally_.failed_attacks[e.node.value];
  if (tally_.attack_event < 0) tally_.attack_event = index_;
}

void Teller::on(const world::ForceChanged& e) {
  if (e.cause != world::Cause::deployed && e.cause != world::Cause::withdrawn) return;
  tally_.moved[e.force.value] += e.men;
  if (tally_.move_event < 0) tally_.move_event = index_;
}

void Teller::on(const world::CoalitionChanged& e) {
  line(StoryKind::troops, short_name(s_.forces[e.force.index()].name) + " passes from " + coalition_name(s_, e.from) +
                              " to " + coalition_name(s_, e.to) + ".");
}

void Teller::on(const world::SanctionSet& e) {
  const char* origin = e.cause == world::Cause::deal    ? " under a text"
                       : e.cause == world::Cause::shock ? " after an outside event"
                                                        : "";
  std::string text = who(e.by) + " sets sanctions on " + who(e.on) + " to " + sanction_words(e.level) + origin + ".";
  if (e.cause == world::Cause::lapse)
    text = "Sanctions of " + who(e.by) + " on " + who(e.on) + " fall to " + sanction_words(e.level) + ".";
  line(StoryKind::pressure, std::move(text));
}

void Teller::on(const world::RegimeSet& e) {
  const char* const names[] = {"free", "under a quota", "banned"};
  const char* level = e.level >= 0 && e.level <= 2 ? names[e.level] : "changed";
  std::string text = "Exports of " + s_.minerals[e.mineral.index()].name + " are now " + level + ".";
  if (e.by.valid()) text += " Set by " + who(e.by) + ".";
  line(StoryKind::pressure, std::move(text));
}

void Teller::on(const world::ShockStruck& e) {
  line(StoryKind::shock, "From outside: " + s_.shocks[e.shock.index()].title + ".");
}

void Teller::on(const world::MonthClosed& e) {
  if (e.deaths < 0.5 && e.displaced < 0.5) return;
  std::string text = "Harm this month: about " + people(e.deaths) + " people killed in the fighting";
  if (e.displaced >= 0.5) text += ", about " + people(e.displaced) + " newly displaced";
  line(StoryKind::harm, text + ".");
}

void Teller::on(const world::Looted& e) {
  constexpr double kTellMoney = 0.1;  // MUSD
  if (e.lost < kTellMoney) return;
  line(StoryKind::harm, node_name(s_, e.node) + " is looted as it falls: its people, firms and offices lose about " +
                            plain_number(e.lost) + " million USD.");
}

void Teller::close_month() {
  if (!tally_.failed_attacks.empty()) {
    std::string text = "Attacks that fail:";
    bool first = true;
    for (const auto& [node, count] : tally_.failed_attacks) {
      text += (first ? " " : ", ") + node_name(s_, core::NodeId{node}) +
              (count > 1 ? " (" + std::to_string(count) + " times)" : "");
      first = false;
    }
    late_line(StoryKind::ground, text + ".", tally_.attack_event);
  }
  for (const auto& [force, men] : tally_.moved) {
    if (std::fabs(men) < kTellMen) continue;
    const auto& unit = s_.forces[static_cast<std::size_t>(force)];
    const double size = unit.men.valid() ? d_[unit.men] : 0.0;
    std::string text =
        short_name(unit.name) + ": " + people(std::fabs(men)) + (men > 0.0 ? " men arrive" : " men leave");
    if (size > 0.0) text += " (" + percent(std::fabs(men) / size) + " of its strength at the start)";
    late_line(StoryKind::troops, text + ".", tally_.move_event);
  }
  for (const auto& [track, count] : tally_.violations) {
    late_line(StoryKind::defection,
              "Fighting in spite of the truce of " + talks(core::TrackId{track}) + ", seen " + std::to_string(count) +
                  (count == 1 ? " time." : " times."),
              tally_.violation_event);
  }
  std::int32_t track = -1;
  std::string text;
  for (const auto& [key, share] : tally_.delivered) {
    if (key.first != track && !text.empty()) late_line(StoryKind::delivery, text + ".", tally_.delivery_event);
    if (key.first != track) text = "Delivered so far under " + talks(core::TrackId{key.first}) + ":";
    text += (key.first != track ? " " : "; ") + s_.issues[static_cast<std::size_t>(key.second)].title + ": " +
            core::format_fixed(100.0 * share, 0) + " % of what was agreed";
    track = key.first;
  }
  if (!text.empty()) late_line(StoryKind::delivery, text + ".", tally_.delivery_event);
  tally_ = {};
}

}  // namespace entente::report::detail

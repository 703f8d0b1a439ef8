// SPDX-License-Identifier: Apache-2.0
// Walks the events of a run, resolves its outcomes and chooses what a page shows.
#include "report/narrative.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <variant>

#include "core/date.hpp"
#include "core/text.hpp"
#include "report/narrative_parts.hpp"
#include "report/words.hpp"
#include "world/event.hpp"

namespace entente::report {
namespace detail {

void Teller::tell(const world::Event& event, std::int32_t index) {
  if (event.month != month_) close_month();
  month_ = event.month;
  index_ = index;
  std::visit([this](const auto& body) { on(body); }, event.body);
}

void tell_outcomes(const scenario::Scenario& s, const run::RunRecord& record, std::vector<StoryLine>& lines) {
  for (std::size_t o = 0; o < std::min(s.outcomes.size(), record.outcomes.size()); ++o) {
    const auto& outcome = s.outcomes[o];
    const auto& value = record.outcomes[o];
    std::string text = outcome.title + ": ";
    if (outcome.type == scenario::OutcomeType::continuous) {
      text += with_unit(value.value, outcome.unit);
    } else if (value.value != 0.0) {
      text += outcome.at || value.month < 0 ? "yes" : "yes, from " + month_name(s, value.month);
    } else {
      text += "no";
    }
    text += outcome.at ? " (read in " : " (by ";
    lines.push_back({s.months, StoryKind::outcome, text + month_name(s, outcome.month) + ").", -1});
  }
}

namespace {

/// Lower is told first. Refusals and broken obligations: the first of each actor in each talks.
int urgency(const scenario::Scenario& s, const run::RunRecord& record, const StoryLine& line,
            std::set<std::pair<int, int>>& seen) {
  const world::Event* event = line.event >= 0 && static_cast<std::size_t>(line.event) < record.events.size()
                                  ? &record.events[static_cast<std::size_t>(line.event)]
                                  : nullptr;
  switch (line.kind) {
    case StoryKind::signature: return 0;
    case StoryKind::force:
    case StoryKind::suspension: return 1;
    case StoryKind::shock: return 2;
    case StoryKind::refusal: {
      const auto* refused = event != nullptr ? std::get_if<world::Refused>(&event->body) : nullptr;
      if (refused != nullptr && seen.insert({refused->track.value, refused->by.value}).second) return 2;
      return 9;
    }
    case StoryKind::ground: {
      const auto* change = event != nullptr ? std::get_if<world::ControlChanged>(&event->body) : nullptr;
      if (change == nullptr || !change->node.valid()) return 9;
      return s.nodes[change->node.index()].major >= 0.4 ? 3 : 6;
    }
    case StoryKind::defection: {  // one of each actor in each deal; the full story has all
      const auto* broken = event != nullptr ? std::get_if<world::Defected>(&event->body) : nullptr;
      if (broken == nullptr) return 9;
      return seen.insert({-1 - broken->track.value, broken->actor.value}).second ? 4 : 8;
    }
    case StoryKind::lever: return 4;
    case StoryKind::talks: return 5;
    case StoryKind::pressure: return 5;
    case StoryKind::ratification: return 7;
    default: return 9;
  }
}

std::string closing(const scenario::Scenario& s, const run::RunRecord& record) {
  int yes = 0;
  int asked = 0;
  for (std::size_t o = 0; o < std::min(s.outcomes.size(), record.outcomes.size()); ++o) {
    if (s.outcomes[o].type != scenario::OutcomeType::binary) continue;
    ++asked;
    yes += record.outcomes[o].value != 0.0 ? 1 : 0;
  }
  return "At the end: " + std::to_string(yes) + " of " + std::to_string(asked) +
         " yes-or-no outcomes came true. Harm over the whole " + "history: about " + plain_number(record.deaths) +
         " people killed in the fighting and about " + plain_number(record.displaced) + " newly displaced.";
}

/// The three months with most deaths, so that harm is never left out.
std::set<std::size_t> worst_months(const run::RunRecord& record, const std::vector<StoryLine>& lines) {
  std::vector<std::pair<double, std::size_t>> months;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind != StoryKind::harm || lines[i].event < 0) continue;
    const auto* closed = std::get_if<world::MonthClosed>(&record.events[static_cast<std::size_t>(lines[i].event)].body);
    if (closed != nullptr) months.push_back({-closed->deaths, i});
  }
  std::sort(months.begin(), months.end());
  std::set<std::size_t> out;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, months.size()); ++i) out.insert(months[i].second);
  return out;
}

}  // namespace

std::vector<StoryLine> choose_brief(const scenario::Scenario& s, const run::RunRecord& record,
                                    const std::vector<StoryLine>& lines) {
  constexpr std::size_t kRoom = kBriefLines - 1;  // the closing line
  const std::set<std::size_t> worst = worst_months(record, lines);
  std::vector<std::pair<int, std::size_t>> order;
  std::set<std::pair<int, int>> seen;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind == StoryKind::outcome) continue;
    const int rank = worst.count(i) > 0 ? 2 : urgency(s, record, lines[i], seen);
    if (rank < 8) order.push_back({rank, i});
  }
  std::sort(order.begin(), order.end());
  if (order.size() > kRoom) order.resize(kRoom);
  std::vector<std::size_t> chosen;
  for (const auto& [rank, i] : order) chosen.push_back(i);
  std::sort(chosen.begin(), chosen.end());
  std::vector<StoryLine> out;
  for (const std::size_t i : chosen) out.push_back(lines[i]);
  out.push_back({s.months, StoryKind::outcome, closing(s, record), -1});
  return out;
}

}  // namespace detail

std::string month_name(const scenario::Scenario& s, int month) {
  static constexpr std::array<const char*, 12> kNames = {"January",   "February", "March",    "April",
                                                         "May",       "June",     "July",     "August",
                                                         "September", "October",  "November", "December"};
  const core::Date first{s.as_of.year, s.as_of.month, 1};
  const core::Date date = core::add_months(first, month);
  return std::string(kNames[static_cast<std::size_t>(date.month - 1)]) + " " + std::to_string(date.year);
}

Story story(const scenario::Scenario& s, const scenario::Draw& draw, const run::RunRecord& record) {
  Story out;
  out.key = record.key;
  out.opening =
      "This is one simulated history of the case \"" + s.title + "\": draw " + std::to_string(record.key.draw) +
      " of the uncertain inputs, repetition " + std::to_string(record.key.replication) + " of chance, seed " +
      std::to_string(record.key.seed) +
      ". It did not happen and is not a forecast. \"Worth\" is in points on each actor's own scale: " +
      "0 is as good as no change, 1,000 is about the largest change it thinks possible in all it cares about. While a "
      "text "
      "is talked of, its worth counts the chance that all sides ratify it and what signing it would end elsewhere.";
  if (!record.failure.empty()) {
    out.opening += " This run failed: " + record.failure + ".";
    return out;
  }
  detail::Teller teller(s, draw);
  for (std::size_t i = 0; i < record.events.size(); ++i) teller.tell(record.events[i], static_cast<std::int32_t>(i));
  teller.close_month();
  detail::tell_outcomes(s, record, teller.lines());
  out.lines = std::move(teller.lines());
  out.brief = detail::choose_brief(s, record, out.lines);
  return out;
}

std::string story_text(const scenario::Scenario& s, const Story& story, bool brief) {
  std::string out = story.opening + "\n";
  std::int32_t month = -1;
  bool resolved = false;
  for (const StoryLine& line : brief ? story.brief : story.lines) {
    if (line.kind == StoryKind::outcome && !resolved) {
      out += "\nHow it ended\n";
      resolved = true;
    } else if (!resolved && line.month != month) {
      out += "\n" + month_name(s, line.month) + "\n";
    }
    month = line.month;
    out += "  " + line.text + "\n";
  }
  return out;
}

}  // namespace entente::report

// SPDX-License-Identifier: Apache-2.0
// Who refuses what, and which texts come about with which terms.
#include <algorithm>

#include "core/text.hpp"
#include "report/charts.hpp"
#include "report/markup.hpp"
#include "report/sections.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

using analysis::TrackSummary;

double part(std::uint64_t count, std::uint64_t n) {
  return n > 0 ? static_cast<double>(count) / static_cast<double>(n) : 0.0;
}

std::string refusal_cell(const TrackSummary& track, std::size_t p) {
  const double share = part(track.refused_runs[p], track.n);
  const double alone = part(track.refused_no_deal[p], track.n);
  if (track.refused_runs[p] == 0) return "no refusal in these histories";
  std::string out = "in " + percent(share) + " of histories";
  out += "<span>" + plain_number(track.refusals[p]) + " refusals a history; in " + percent(alone) +
         " no text follows</span>";
  return out;
}

std::string ended_words(const TrackSummary& track) {
  static constexpr std::pair<world::Cause, const char*> kWords[] = {
      {world::Cause::refused_ratification, "refused in ratification"},
      {world::Cause::breach, "ended after broken obligations"},
      {world::Cause::replaced, "replaced by a later text"},
      {world::Cause::lapse, "lapsed"}};
  std::string out;
  for (const auto& [cause, words] : kWords) {
    const auto at = static_cast<std::size_t>(cause);
    if (at >= track.ended.size() || track.ended[at] == 0) continue;
    out += (out.empty() ? "" : "; ") + std::to_string(track.ended[at]) + " " + words;
  }
  return out;
}

/// Ratification and standing, each a question of its own.
std::string held_words(const TrackSummary& track) {
  std::string out;
  if (track.answered > 0)
    out += " Of " + std::to_string(track.answered) + " texts put to ratification " +
           percent(part(track.ratified, track.answered)) + " are ratified by all.";
  std::string spans;
  for (const analysis::HeldFor& h : track.held) {
    if (h.of == 0) continue;
    spans += (spans.empty() ? "" : "; ") +
             ("after " + std::to_string(h.months) + " months " + frequency(h.held, h.of)) + " (" +
             hundreds_range(h.interval.lo, h.interval.hi) + " in 100)";
  }
  if (!spans.empty())
    out +=
        " The first text in force has not collapsed " + spans + ", of histories in which it came early enough to tell.";
  return out;
}

std::string most_common(const scenario::Issue& issue, const analysis::IssueSpread& spread, std::uint64_t all) {
  const auto most =
      static_cast<std::size_t>(std::max_element(spread.count.begin(), spread.count.end()) - spread.count.begin());
  return position_words(issue, issue.grid[most]) + " (" + percent(part(spread.count[most], all)) + ")";
}

std::string all_positions(const scenario::Issue& issue, const analysis::IssueSpread& spread, std::uint64_t all) {
  std::string out;
  for (std::size_t i = 0; i < spread.count.size(); ++i) {
    if (spread.count[i] == 0) continue;
    out +=
        (out.empty() ? "" : ", ") + position_words(issue, issue.grid[i]) + ": " + percent(part(spread.count[i], all));
  }
  return out;
}

std::string terms(const Page& page, const TrackSummary& track) {
  Table table("Terms of the latest text of each history that signed",
              {"Issue", "Lowest to highest position", "Most common", "Share of texts by position"});
  for (std::size_t k = 0; k < track.issues.size(); ++k) {
    const auto& spread = track.issues[k];
    const auto& issue = page.s.issues[spread.issue.index()];
    std::uint64_t all = 0;
    for (const std::uint64_t count : spread.count) all += count;
    if (all == 0) continue;
    const std::string id = "t" + std::to_string(track.track.index()) + "-" + std::to_string(k);
    table.row({text(issue.title), split_bar(id, issue.title, spread.count), text(most_common(issue, spread, all)),
               text(all_positions(issue, spread, all))});
  }
  return table.empty() ? std::string() : table.html();
}

std::string gains(const Page& page, const TrackSummary& track) {
  std::string out =
      "Mean worth at signature by each side's own reckoning (points: 0 is as good as no text, 1,000 about the largest "
      "change it thinks possible): ";
  const auto& parties = page.s.tracks[track.track.index()].parties;
  for (std::size_t p = 0; p < parties.size() && p < track.gain.size(); ++p) {
    out += (p == 0 ? "" : ", ") + actor_name(page.s, parties[p].actor) + " " +
           worth_of(page.s, parties[p].actor, track.gain[p]);
  }
  return out + ".";
}

std::string one_track(const Page& page, const TrackSummary& track) {
  const auto& t = page.s.tracks[track.track.index()];
  std::string out = "<h3>" + text(t.title) + "</h3>\n";
  std::string words = "Signed in " + frequency(track.signed_runs, track.n) +
                      " (other luck and draws: " + hundreds_range(track.signed_interval.lo, track.signed_interval.hi) +
                      " in 100).";
  if (track.signed_runs == 0) return out + paragraph(words);
  words += " Half of those by " + month_name(page.s, static_cast<int>(track.median_month + 0.5)) +
           ". In force at some time in " + percent(part(track.force_runs, track.n)) +
           " of all histories, standing at the end in " + percent(part(track.standing_runs, track.n)) +
           ". Of what was agreed, " + percent(track.delivered) + " is delivered on average.";
  words += held_words(track);
  const std::string ended = ended_words(track);
  if (!ended.empty()) words += " Texts that did not last, over all histories: " + ended + ".";
  out += paragraph(words) + terms(page, track);
  return out + paragraph(gains(page, track), "note");
}

}  // namespace

std::string section_refusals(const Page& page) {
  std::string out = "<section id=\"refusals\"><h2>3. Who refuses what</h2>\n";
  out += paragraph(
      "Share of simulated histories in which an actor refuses at least once in each of the talks, and how often no "
      "text follows at "
      "all. A refusal belongs to bargaining and is no fault; an actor that refuses often and signs in the end only "
      "bargained.");
  std::vector<core::ActorId> actors;
  for (const TrackSummary& track : page.sum.tracks) {
    for (const auto& party : page.s.tracks[track.track.index()].parties) {
      if (std::find(actors.begin(), actors.end(), party.actor) == actors.end()) actors.push_back(party.actor);
    }
  }
  std::sort(actors.begin(), actors.end());
  std::vector<std::string> head = {"Talks"};
  for (const core::ActorId actor : actors) head.push_back(actor_name(page.s, actor));
  Table table("Refusals by talks and actor", head);
  for (const TrackSummary& track : page.sum.tracks) {
    const auto& parties = page.s.tracks[track.track.index()].parties;
    std::vector<std::string> row(actors.size() + 1, "<span aria-label=\"not a party\">-</span>");
    row[0] = text(page.s.tracks[track.track.index()].title);
    for (std::size_t p = 0; p < parties.size() && p < track.refused_runs.size(); ++p) {
      const auto at = std::find(actors.begin(), actors.end(), parties[p].actor) - actors.begin();
      row[static_cast<std::size_t>(at) + 1] = refusal_cell(track, p);
    }
    table.row(row);
  }
  out += "<div class=\"refuse\">" + table.html() + "</div>\n";
  out += paragraph("Over a history " + plain_number(page.sum.defections) +
                       " obligations of texts in force are not kept, on average.",
                   "note");
  return out + "</section>\n";
}

std::string section_deals(const Page& page) {
  std::string out = "<section id=\"deals\"><h2>4. Texts that are signed, and their terms</h2>\n";
  for (const TrackSummary& track : page.sum.tracks) out += one_track(page, track);
  return out + "</section>\n";
}

}  // namespace entente::report

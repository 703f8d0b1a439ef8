// SPDX-License-Identifier: Apache-2.0
// Terms that wait, and the order of steps: texts imposed at as_of, so that keeping is asked without signing. The worth of
// keeping and breaking comes out of the run itself; this file only counts.
#include <algorithm>

#include "apps/validate/talks.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

std::size_t slot_of(const scenario::Scenario& s, const std::string& issue) {
  const core::IssueId id = find_issue(s, issue);
  return static_cast<std::size_t>(world::issue_slot(s.tracks[s.issues[id.index()].track.index()], id));
}

/// Figures of one schedule: one value a run.
struct Outcome {
  std::vector<std::vector<double>> held;  // [bar][run]
  std::vector<double> in_force, breaches, seen;
  std::vector<std::vector<double>> parts;  // [part][run]: delivered at the end
};

Outcome outcome_of(const Context& c, const TalksArguments& t, const scenario::Scenario& s,
                   const TalksArguments::Schedule& schedule) {
  const core::TrackId track = find_track(s, t.sequence_track);
  std::vector<std::size_t> slots;
  for (const auto& part : t.sequence_parts) slots.push_back(slot_of(s, part));
  Outcome out;
  out.parts.resize(slots.size());
  out.held.resize(t.sequence_bars.size());
  for (const auto& text : impose(c, s, track, schedule.terms, t.sequence_months)) {
    double most = 0.0;  // both parts at once, at the best month's end
    for (const auto& month : text.delivered) {
      double least = 1.0;
      for (const std::size_t slot : slots) least = std::min(least, month[slot]);
      most = std::max(most, least);
    }
    for (std::size_t p = 0; p < slots.size(); ++p) out.parts[p].push_back(text.delivered.back()[slots[p]]);
    out.in_force.push_back(text.ended ? 0.0 : 1.0);
    for (std::size_t b = 0; b < t.sequence_bars.size(); ++b)
      out.held[b].push_back(!text.ended && most >= t.sequence_bars[b] ? 1.0 : 0.0);
    out.breaches.push_back(text.seen + text.unseen);
    out.seen.push_back(text.seen);
  }
  return out;
}

Row schedule_row(const std::string& monitoring, const std::string& title, const Outcome& o) {
  Row row{monitoring, title};
  for (const auto& held : o.held) row.push_back(number(estimate(held).mean));
  row.push_back(number(estimate(o.in_force).mean));
  for (const auto& part : o.parts) row.push_back(number(estimate(part).mean, 2));
  row.push_back(number(estimate(o.breaches).mean, 2));
  row.push_back(number(estimate(o.seen).mean, 2));
  return row;
}

void judge_lead(const TalksArguments& t, const std::string& title, const Paired& partial, const Paired& full,
                Page& page) {
  const bool ahead = partial.difference >= t.sequence_points && partial.interval.lo > 0.0;
  page.check(ahead, "in steps and verified is held at " + std::to_string(t.sequence_months) +
                        " months more often than \"" + title + "\", by at least " +
                        number(100.0 * t.sequence_points, 0) + " points: " + with_interval(partial) +
                        (ahead ? "" : "; not shown"));
  const bool gone = full.interval.lo <= 0.0 || full.difference < 0.5 * t.sequence_points;
  page.check(gone,
             "with every breach seen within a week that lead is gone (not told from nothing, or under half as many "
             "points): " +
                 with_interval(full) + (gone ? "" : "; not shown"));
}

using Outcomes = std::vector<std::vector<Outcome>>;  // [monitoring: as in the case, every breach seen][schedule]

Outcomes schedules_under(const Context& c, const TalksArguments& t, const std::string& base, Page& page) {
  std::vector<Row> rows;
  Outcomes outcomes;
  for (const bool full : {false, true}) {
    outcomes.emplace_back();
    for (const auto& schedule : t.schedules) {
      c.tell("talks: order of steps, " + schedule.id + (full ? ", all seen" : ""));
      const auto s = variant(c, {base, schedule.overlay, full ? t.sequence_full : ""});
      outcomes.back().push_back(outcome_of(c, t, s, schedule));
      rows.push_back(
          schedule_row(full ? "every breach seen" : "as in the case", schedule.title, outcomes.back().back()));
    }
  }
  Row head{"monitoring", "schedule"};
  for (const double bar : t.sequence_bars) head.push_back("held, " + number(bar, 2) + " of each part");
  head.push_back("not collapsed");
  for (const auto& part : t.sequence_parts) head.push_back("`" + part + "` at the end");
  head.insert(head.end(), {"breaches", "of them seen"});
  page.table(head, rows);
  return outcomes;
}

void leads(const TalksArguments& t, const Outcomes& outcomes, Page& page, bool judged) {
  const auto at = std::find_if(t.schedules.begin(), t.schedules.end(),
                               [&](const TalksArguments::Schedule& s) { return s.id == t.simultaneous; });
  const auto steps = static_cast<std::size_t>(at - t.schedules.begin());
  std::vector<Row> rows;
  for (std::size_t i = 0; i < t.schedules.size(); ++i) {
    if (i == steps) continue;
    for (std::size_t b = 0; b < t.sequence_bars.size(); ++b) {
      rows.push_back({t.schedules[i].title, number(t.sequence_bars[b], 2),
                      with_interval(compare_all(outcomes[0][i].held[b], outcomes[0][steps].held[b])),
                      with_interval(compare_all(outcomes[1][i].held[b], outcomes[1][steps].held[b]))});
    }
  }
  page.text("Lead of \"" + t.schedules[steps].title +
            "\" in the frequency of being held, paired, with its 95 % interval:");
  page.table({"over", "of each part", "monitoring as in the case", "every breach seen"}, rows);
  const std::size_t b = t.sequence_bars.size() - 1;
  if (!judged) return;
  for (std::size_t i = 0; i < t.schedules.size(); ++i) {
    if (std::find(t.one_sided.begin(), t.one_sided.end(), t.schedules[i].id) == t.one_sided.end()) continue;
    judge_lead(t, t.schedules[i].title, compare_all(outcomes[0][i].held[b], outcomes[0][steps].held[b]),
               compare_all(outcomes[1][i].held[b], outcomes[1][steps].held[b]), page);
  }
}

}  // namespace

void sequence_section(const Context& c, const TalksArguments& t, Page& page) {
  page.section("The order of steps is a commitment problem");
  page.text("The same text on `" + t.sequence_track + "`, imposed at as_of in " + std::to_string(c.runs) +
            " histories of the same keys, under different orders of its two parts. *Held*: not collapsed after " +
            std::to_string(t.sequence_months) +
            " months, and both parts delivered at once to a bar at the end of some month. Checks use the highest bar. "
            "Nothing in the model says which order is better: a granter weighs, on every occasion, what breaking and "
            "keeping do to its projected future, given what it has already received, what of the rest hangs on its own "
            "next step, and how likely a breach is to be seen.");
  page.text("With both parties able to deliver (`" + t.sequence_base +
            "`), so that what fails is the will more than the means or the time:");
  leads(t, schedules_under(c, t, t.sequence_base, page), page, true);
  page.text("The same with parts that take less time (`" + t.sequence_fast +
            "`): the sooner a part is done, the shorter anybody is tempted while it is under way.");
  leads(t, schedules_under(c, t, t.sequence_fast, page), page, false);
  page.text(
      "The same with the case's own means, for comparison: what is promised can often not be delivered to such a "
      "bar, whatever the order.");
  schedules_under(c, t, "", page);
  if (!t.sequence_note.empty()) page.text(t.sequence_note);
}

void economics_section(const Context& c, const TalksArguments& t, Page& page) {
  page.section("Economic terms that wait for a withdrawal");
  page.text("`" + t.economics_issue + "` takes effect after " + number(100.0 * t.economics_share, 0) +
            " per cent of the men of `" + t.economics_force + "` have left (overlay `" + t.economics_overlay +
            "`). The text is imposed at as_of in " + std::to_string(c.runs) +
            " histories for a year. *Done*: the share was reached within the year; *stalled*: it was not.");
  std::vector<Row> rows;
  double in_stalled = 0.0, in_done = 0.0;
  std::size_t stalled_all = 0, done_all = 0;
  std::vector<std::optional<double>> waits, free;
  for (const auto& [title, overlay] : t.economics_variants) {
    c.tell("talks: economics, " + title);
    const auto s = variant(c, {t.sequence_base, overlay, t.economics_overlay});
    const core::TrackId track = s.issues[find_issue(s, t.economics_issue).index()].track;
    const std::size_t slot = slot_of(s, t.economics_issue);
    const std::size_t force = find_force(s, t.economics_force).index();
    const auto texts = impose(c, s, track, t.economics_terms, 12);
    const auto plain = impose(c, variant(c, {t.sequence_base, overlay}), track, t.economics_terms, 12);
    std::vector<double> stalled, done, left;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      double most_left = 0.0, most = 0.0, most_plain = 0.0;
      for (const auto& month : texts[i].left) most_left = std::max(most_left, month[force]);
      for (const auto& month : texts[i].delivered) most = std::max(most, month[slot]);
      for (const auto& month : plain[i].delivered) most_plain = std::max(most_plain, month[slot]);
      left.push_back(most_left);
      const bool is_done = most_left >= t.economics_share;
      (is_done ? done : stalled).push_back(most);
      waits.push_back(is_done ? std::optional<double>() : most);
      free.push_back(is_done ? std::optional<double>() : most_plain);
    }
    for (const double x : stalled) in_stalled += x;
    for (const double x : done) in_done += x;
    stalled_all += stalled.size();
    done_all += done.size();
    rows.push_back({title, number(estimate(left).mean, 2), std::to_string(stalled.size()),
                    number(estimate(stalled).mean, 3), std::to_string(done.size()), number(estimate(done).mean, 3)});
  }
  page.table({"", "largest share that left, mean", "stalled", "most delivered of the economics", "done",
              "most delivered of the economics"},
             rows);
  std::size_t pairs = 0;
  const Paired cost = compare_where(free, waits, pairs);
  page.check(stalled_all > 0 && done_all > 0 && in_stalled == 0.0 && in_done > 0.0,
             "where the withdrawal stalls nothing of the economics is delivered (" + std::to_string(stalled_all) +
                 " histories), where it is done something is (" + std::to_string(done_all) + " histories)");
  page.check(
      pairs > 1 && cost.interval.hi < 0.0,
      "without the condition the same stalled histories would have seen economics delivered; the condition takes " +
          with_interval(cost) + " of the term (" + std::to_string(pairs) + " pairs)");
}

}  // namespace entente::validate

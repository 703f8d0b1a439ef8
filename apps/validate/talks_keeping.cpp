// SPDX-License-Identifier: Apache-2.0
// Terms that wait, and the order of steps: texts imposed at as_of, so that keeping is asked without signing. The worth of
// keeping and breaking comes out of the run itself; this file only counts.
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "apps/validate/talks.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

std::size_t slot_of(const scenario::Scenario& s, const std::string& issue) {
  const core::IssueId id = find_issue(s, issue);
  return static_cast<std::size_t>(world::issue_slot(s.tracks[s.issues[id.index()].track.index()], id));
}

/// The texts of one schedule, one a run, and where its parts stand in them.
struct Outcome {
  std::vector<ImposedText> texts;
  std::vector<std::size_t> slots;

  /// Not collapsed within so many months: 1 or 0 a run.
  [[nodiscard]] std::vector<double> stands(int months) const {
    std::vector<double> out;
    for (const auto& text : texts) out.push_back(text.ended < 0 || text.ended >= months ? 1.0 : 0.0);
    return out;
  }
  /// And both parts were delivered at once to a bar at the end of one of them.
  [[nodiscard]] std::vector<double> held(double bar, int months) const {
    std::vector<double> out = stands(months);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      double most = 0.0;
      for (int m = 0; m < months; ++m) {
        double least = 1.0;
        for (const std::size_t slot : slots)
          least = std::min(least, texts[i].delivered[static_cast<std::size_t>(m)][slot]);
        most = std::max(most, least);
      }
      if (most < bar) out[i] = 0.0;
    }
    return out;
  }
  /// Delivered of one part at the end of the last of so many months.
  [[nodiscard]] std::vector<double> delivered(std::size_t part, int months) const {
    std::vector<double> out;
    for (const auto& text : texts) out.push_back(text.delivered[static_cast<std::size_t>(months - 1)][slots[part]]);
    return out;
  }
  [[nodiscard]] std::vector<double> breaches(bool seen_only, int months) const {
    std::vector<double> out;
    for (const auto& text : texts) {
      double sum = 0.0;
      for (std::size_t m = 0; m < static_cast<std::size_t>(months); ++m)
        sum += text.seen[m] + (seen_only ? 0 : text.unseen[m]);
      out.push_back(sum);
    }
    return out;
  }
};

Outcome outcome_of(const Context& c, const TalksArguments& t, const scenario::Scenario& s, const Terms& terms) {
  Outcome out;
  for (const auto& part : t.sequence_parts) out.slots.push_back(slot_of(s, part));
  const int longest = std::max(t.sequence_months, static_cast<int>(t.sequence_followed.back()));
  out.texts = impose(c, s, find_track(s, t.sequence_track), terms, longest);
  return out;
}

Row schedule_row(const TalksArguments& t, const std::string& monitoring, const std::string& title, const Outcome& o) {
  const int months = t.sequence_months;
  Row row{monitoring, title};
  for (const double bar : t.sequence_bars) row.push_back(number(estimate(o.held(bar, months)).mean));
  row.push_back(number(estimate(o.stands(months)).mean));
  for (std::size_t p = 0; p < o.slots.size(); ++p) row.push_back(number(estimate(o.delivered(p, months)).mean, 2));
  for (const bool seen_only : {false, true}) row.push_back(number(estimate(o.breaches(seen_only, months)).mean, 2));
  return row;
}

/// In how many histories every party gains by a text over none, as believed at as_of.
std::size_t suits_all(const Context& c, const TalksArguments& t, const std::string& base, const Terms& terms) {
  const auto s = variant(c, {base});
  const core::TrackId track = find_track(s, t.sequence_track);
  const world::Package package = package_of(s, track, positions_of(s, terms));
  const std::size_t parties = s.tracks[track.index()].parties.size();
  std::vector<std::uint8_t> all(c.runs, 0);
  c.executor.execute(c.runs, [&](std::uint64_t run) {
    const Bench bench(s, c.session.registry(), static_cast<std::int64_t>(run));
    std::array<double, world::kMaxParties> gain{};
    bench.preference().gains(track, package, std::span<double>(gain.data(), parties));
    all[run] =
        std::all_of(gain.begin(), gain.begin() + static_cast<std::ptrdiff_t>(parties), [](double g) { return g > 0.0; })
            ? 1
            : 0;
  });
  return static_cast<std::size_t>(std::count(all.begin(), all.end(), std::uint8_t{1}));
}

using Outcomes = std::vector<std::vector<Outcome>>;  // [monitoring: as in the case, every breach seen][schedule]

Outcomes schedules_under(const Context& c, const TalksArguments& t, const std::string& base, const Terms& terms,
                         Page& page) {
  const auto percent = [&](std::size_t n) { return number(100.0 * static_cast<double>(n) / c.runs, 0) + " per cent"; };
  page.text("Both parties gain by the text over none in " + percent(suits_all(c, t, base, terms)) +
            " of the histories, as they believe at as_of.");
  std::vector<Row> rows;
  Outcomes outcomes;
  for (const bool full : {false, true}) {
    outcomes.emplace_back();
    for (const auto& schedule : t.schedules) {
      c.tell("talks: order of steps, " + schedule.id + (full ? ", all seen" : ""));
      const auto s = variant(c, {base, schedule.overlay, full ? t.sequence_full : ""});
      outcomes.back().push_back(outcome_of(c, t, s, terms));
      rows.push_back(
          schedule_row(t, full ? "every breach seen" : "as in the case", schedule.title, outcomes.back().back()));
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

/// Paired lead of the steps over another schedule.
Paired lead(const Outcome& other, const Outcome& steps, double bar, int months) {
  return compare_all(other.held(bar, months), steps.held(bar, months));
}

std::size_t index_of_steps(const TalksArguments& t) {
  const auto at = std::find_if(t.schedules.begin(), t.schedules.end(),
                               [&](const TalksArguments::Schedule& s) { return s.id == t.simultaneous; });
  return static_cast<std::size_t>(at - t.schedules.begin());
}

bool is_one_sided(const TalksArguments& t, std::size_t schedule) {
  return std::find(t.one_sided.begin(), t.one_sided.end(), t.schedules[schedule].id) != t.one_sided.end();
}

void tell_leads(const TalksArguments& t, const Outcomes& outcomes, Page& page) {
  const std::size_t steps = index_of_steps(t);
  std::vector<Row> rows, later;
  const double last = t.sequence_bars.back();
  for (std::size_t i = 0; i < t.schedules.size(); ++i) {
    if (i == steps) continue;
    const auto row = [&](const std::string& what, double bar, int months) {
      return Row{t.schedules[i].title, what, with_interval(lead(outcomes[0][i], outcomes[0][steps], bar, months)),
                 with_interval(lead(outcomes[1][i], outcomes[1][steps], bar, months))};
    };
    for (const double bar : t.sequence_bars) rows.push_back(row(number(bar, 2), bar, t.sequence_months));
    if (!is_one_sided(t, i)) continue;
    for (const double months : t.sequence_followed)
      later.push_back(row(number(months, 0), last, static_cast<int>(months)));
  }
  page.text("Lead of \"" + t.schedules[steps].title +
            "\" in the frequency of being held, paired, with its 95 % interval:");
  page.table({"over", "of each part", "monitoring as in the case", "every breach seen"}, rows);
  page.text("The same lead at the highest bar after other numbers of months:");
  page.table({"over", "months", "monitoring as in the case", "every breach seen"}, later);
}

/// The lead over each one-sided order; and that it is gone, `until` so many months, where every breach is seen.
void judge_leads(const TalksArguments& t, const Outcomes& outcomes, const std::string& with, int until, Page& page) {
  const std::size_t steps = index_of_steps(t);
  const double bar = t.sequence_bars.back();
  for (std::size_t i = 0; i < t.schedules.size(); ++i) {
    if (!is_one_sided(t, i)) continue;
    const Paired partial = lead(outcomes[0][i], outcomes[0][steps], bar, t.sequence_months);
    const bool ahead = partial.difference >= t.sequence_points && partial.interval.lo > 0.0;
    page.check(ahead, with + ": in steps and verified is held at " + std::to_string(t.sequence_months) +
                          " months more often than \"" + t.schedules[i].title + "\", by at least " +
                          number(100.0 * t.sequence_points, 0) + " points: " + with_interval(partial) +
                          (ahead ? "" : "; not shown"));
    const Paired full = lead(outcomes[1][i], outcomes[1][steps], bar, until);
    const bool gone = full.interval.lo <= 0.0;
    page.check(gone, with + ": with every breach seen within a week that lead is not told from nothing at " +
                         std::to_string(until) + " months: " + with_interval(full) + (gone ? "" : "; not shown"));
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
            "next step, and how likely a breach is to be seen. It is a problem of commitment only where both would "
            "rather have the text kept than none.");
  page.text("With both parties able to deliver within weeks (`" + t.sequence_base +
            "`), so that what fails is the will more than the means or the time:");
  const Outcomes fast = schedules_under(c, t, t.sequence_base, t.sequence_terms, page);
  tell_leads(t, fast, page);
  judge_leads(t, fast, "parts that are done within weeks", t.sequence_months, page);
  page.text("The same with parts that take longer (`" + t.sequence_slow +
            "`): whoever waits for the other's part has less of a year left for his own, whatever is seen.");
  const Outcomes slow = schedules_under(c, t, t.sequence_slow, t.sequence_terms, page);
  tell_leads(t, slow, page);
  judge_leads(t, slow, "parts that take longer", static_cast<int>(t.sequence_followed.back()), page);
  page.text("The two parts without the rest of the text, under `" + t.sequence_slow + "`:");
  tell_leads(t, schedules_under(c, t, t.sequence_slow, t.sequence_alone, page), page);
  page.text(
      "The whole text with the case's own means, for comparison: what is promised can often not be delivered to such a "
      "bar, whatever the order.");
  schedules_under(c, t, "", t.sequence_terms, page);
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
    const auto s = variant(c, {t.sequence_slow, overlay, t.economics_overlay});
    const core::TrackId track = s.issues[find_issue(s, t.economics_issue).index()].track;
    const std::size_t slot = slot_of(s, t.economics_issue);
    const std::size_t force = find_force(s, t.economics_force).index();
    const auto texts = impose(c, s, track, t.economics_terms, 12);
    const auto plain = impose(c, variant(c, {t.sequence_slow, overlay}), track, t.economics_terms, 12);
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

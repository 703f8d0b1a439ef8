// SPDX-License-Identifier: Apache-2.0
// The page of talks: what moves terms on other tracks, what waits, what is kept, and how long it takes.
#include <algorithm>

#include "analysis/intervals.hpp"
#include "apps/validate/talks.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

/// Position of an issue in the latest text of each history, where there is one.
std::vector<std::optional<double>> positions(const scenario::Scenario& s, core::TrackId track, std::size_t k,
                                             const std::vector<TalksStory>& stories) {
  const auto& issue = s.issues[s.tracks[track.index()].issues[k].index()];
  std::vector<std::optional<double>> out;
  for (const auto& story : stories) {
    const TextStory* text = story.first(track);
    out.push_back(text == nullptr ? std::optional<double>()
                                  : world::position_in(issue, text->package, static_cast<int>(k)));
  }
  return out;
}

std::vector<double> signed_by(core::TrackId track, const std::vector<TalksStory>& stories) {
  std::vector<double> out;
  for (const auto& story : stories) out.push_back(story.first(track) != nullptr ? 1.0 : 0.0);
  return out;
}

std::vector<double> held_for(core::TrackId track, int months, const std::vector<TalksStory>& stories) {
  std::vector<double> out;
  for (const auto& story : stories) {
    bool held = false;
    for (const auto& text : story.texts)
      held = held || (text.track == track && static_cast<int>(text.delivered.size()) > months);
    out.push_back(held ? 1.0 : 0.0);
  }
  return out;
}

Row figure_row(const std::string& name, const Paired& p, int digits = 3) {
  return {name, number(p.first, digits), number(p.second, digits), change(p.difference, digits),
          change(p.interval.lo, digits) + " to " + change(p.interval.hi, digits)};
}

/// Rows for the terms of the first text of a track; true when any is told from nothing.
bool terms_moved(const scenario::Scenario& s, core::TrackId track, const std::vector<TalksStory>& first,
                 const std::vector<TalksStory>& second, std::vector<Row>& rows) {
  bool moved = false;
  for (std::size_t k = 0; k < s.tracks[track.index()].issues.size(); ++k) {
    std::size_t pairs = 0;
    const Paired p = compare_where(positions(s, track, k, first), positions(s, track, k, second), pairs);
    if (pairs < 2) continue;
    const auto& issue = s.issues[s.tracks[track.index()].issues[k].index()];
    rows.push_back(figure_row("`" + issue.id + "` in the first text (" + std::to_string(pairs) + " pairs)", p));
    moved = moved || p.seen();
  }
  return moved;
}

/// Months from the first opening to the first entry into force, where both came.
std::vector<std::optional<double>> months_to_force(core::TrackId track, const std::vector<TalksStory>& stories) {
  std::vector<std::optional<double>> out;
  for (const auto& story : stories) {
    std::optional<double> months;
    for (const auto& text : story.texts) {
      if (text.track == track && text.force >= 0 && !months) months = text.force - story.opened[track.index()];
    }
    out.push_back(months);
  }
  return out;
}

std::string median_of(const std::vector<std::optional<double>>& values) {
  std::vector<double> sorted;
  for (const auto& x : values) {
    if (x) sorted.push_back(*x);
  }
  if (sorted.empty()) return "none";
  std::sort(sorted.begin(), sorted.end());
  return number(analysis::quantile(sorted, 0.5), 1) + " (" + number(analysis::quantile(sorted, 0.1), 0) + " to " +
         number(analysis::quantile(sorted, 0.9), 0) + "; " + std::to_string(sorted.size()) + ")";
}

/// Months from as_of to the first entry into force; a history without one counts its whole length.
std::vector<double> months_from_start(const scenario::Scenario& s, core::TrackId track,
                                      const std::vector<TalksStory>& stories) {
  std::vector<double> out;
  for (const auto& story : stories) {
    double months = s.months;
    for (const auto& text : story.texts) {
      if (text.track == track && text.force >= 0) months = std::min<double>(months, text.force);
    }
    out.push_back(months);
  }
  return out;
}

}  // namespace

void counter_section(const Context& c, const TalksArguments& t, const std::vector<TalksStory>& base, Page& page) {
  page.section("A counter-offer moves the terms of the talks it is made against");
  const auto absent = variant(c, {t.counter_absent});
  const auto worthless = variant(c, {t.counter_worthless});
  c.tell("talks: counter-offer");
  const auto without = tell_ensemble(c, absent);
  const auto empty = tell_ensemble(c, worthless);
  const core::TrackId track = find_track(c.base, t.counter_track);
  page.text("`" + t.counter_issue + "` as it is, against the same histories without it (overlay `" + t.counter_absent +
            "`); " + std::to_string(c.runs) + " runs each. Terms are those of the first text of `" + t.counter_track +
            "`, over the pairs in which both sign one.");
  std::vector<Row> rows;
  const Paired signs = compare_all(signed_by(track, without), signed_by(track, base));
  rows.push_back(figure_row("a text is signed", signs));
  const bool moved = terms_moved(c.base, track, without, base, rows);
  page.table({"", "without it", "with it", "change", "95 % interval"}, rows);
  page.check(moved || signs.seen(), "with the counter-offer the terms of `" + t.counter_track +
                                        "`, or the chance of a text, are others (at least one interval without zero)");
  const std::size_t issue = find_issue(c.base, t.counter_issue).index();
  std::vector<double> made, made_empty;
  for (const auto& story : base) made.push_back(story.own_offers[issue]);
  for (const auto& story : empty) made_empty.push_back(story.own_offers[issue]);
  const Paired less = compare_all(made, made_empty);
  page.check(less.interval.hi < 0.0, "made worthless (overlay `" + t.counter_worthless +
                                         "`) it is made less often: offers of it a run " + number(less.first) +
                                         " and " + number(less.second) + ", " + with_interval(less));
}

void pressure_section(const Context& c, const TalksArguments& t, Page& page) {
  page.section("Pressure on one actor moves talks to which it is no party");
  c.tell("talks: pressure");
  const auto plain = variant(c, {t.pressure_base});
  const auto pressed = variant(c, {t.pressure_base, t.pressure_overlay});
  const auto first = tell_ensemble(c, plain);
  const auto second = tell_ensemble(c, pressed);
  const core::TrackId track = find_track(c.base, t.pressure_track);
  page.text("`" + t.pressure_track + "` under `" + t.pressure_base + "`, and the same with `" + t.pressure_overlay +
            "`; " + std::to_string(c.runs) + " runs each.");
  std::vector<Row> rows;
  const Paired signs = compare_all(signed_by(track, first), signed_by(track, second));
  const Paired held = compare_all(held_for(track, 12, first), held_for(track, 12, second));
  rows.push_back(figure_row("a text is signed", signs));
  rows.push_back(figure_row("a text has been in force for twelve months", held));
  const bool moved = terms_moved(plain, track, first, second, rows);
  page.table({"", "without", "with pressure", "change", "95 % interval"}, rows);
  page.check(signs.seen() || held.seen() || moved,
             "pressure changes what is signed on `" + t.pressure_track + "`, how often, or how long it stands");
}

void delay_section(const Context& c, const TalksArguments& t, const std::vector<TalksStory>& base, Page& page) {
  page.section("Signing takes as long as conditions and ratification make it take");
  const auto open = variant(c, {t.no_conditions});
  const auto binding = variant(c, {t.at_once});
  const auto waiting = variant(c, {t.waiting});
  c.tell("talks: delay");
  const auto free = tell_ensemble(c, open), at_once = tell_ensemble(c, binding), bound = tell_ensemble(c, waiting);
  page.text(
      "Months from the first opening of talks to the first text in force: median, 10 to 90 per cent of the "
      "histories, and their number. Talks in course when a history ends are not counted, so long waits are.");
  std::vector<Row> rows;
  for (std::size_t i = 0; i < c.base.tracks.size(); ++i) {
    const auto track = core::TrackId::at(i);
    rows.push_back({"`" + c.base.tracks[i].id + "`", median_of(months_to_force(track, base)),
                    median_of(months_to_force(track, at_once)), median_of(months_to_force(track, free)),
                    median_of(months_to_force(track, bound))});
  }
  page.table({"talks", "the case", "`" + t.at_once + "`", "`" + t.no_conditions + "`", "`" + t.waiting + "`"}, rows);
  std::vector<Row> changes;
  bool slower = false;
  for (std::size_t i = 0; i < c.base.tracks.size(); ++i) {
    const auto track = core::TrackId::at(i);
    std::size_t pairs = 0;
    const Paired ratified = compare_where(months_to_force(track, at_once), months_to_force(track, base), pairs);
    const Paired opened = compare_all(months_from_start(c.base, track, free), months_from_start(c.base, track, base));
    slower = slower || (pairs > 1 && ratified.interval.lo > 0.0);
    changes.push_back({"`" + c.base.tracks[i].id + "`", pairs > 1 ? with_interval(ratified, 2) : "none",
                       std::to_string(pairs), with_interval(opened, 2)});
  }
  page.text(
      "What each adds: months from opening to force that ratification adds, over the pairs with a text in force "
      "under both; and months from as_of to the first text in force that conditions on opening add, a history "
      "without a text counting its whole length.");
  page.table({"talks", "ratification adds", "pairs", "conditions add"}, changes);
  page.check(slower, "ratification alone delays entry into force on at least one track");
  const core::TrackId track = find_track(c.base, t.waiting_track);
  const Paired later = compare_all(months_from_start(c.base, track, base), months_from_start(c.base, track, bound));
  page.check(later.interval.lo > 0.0, "made to wait for another track (`" + t.waiting + "`), `" + t.waiting_track +
                                          "` comes into force later: months from as_of " + number(later.first, 1) +
                                          " and " + number(later.second, 1) + ", " + with_interval(later, 2));
}

Page talks_page(const Context& c) {
  Page page("Talks: what is signed, what is kept, and what hangs on what",
            "Paired runs of the case under common random numbers: one change at a time, and the interval of what it "
            "makes.");
  const TalksArguments talks = read_talks(c.folder, scenario::DiskFiles());
  c.tell("talks: the case");
  const auto base = tell_ensemble(c, c.base);
  stages_section(c, page);
  delivery_section(c, base, page);
  delay_section(c, talks, base, page);
  counter_section(c, talks, base, page);
  pressure_section(c, talks, page);
  economics_section(c, talks, page);
  sequence_section(c, talks, page);
  package_section(c, talks, page);
  signs_section(c, talks, base, page);
  return page;
}

}  // namespace entente::validate

// SPDX-License-Identifier: Apache-2.0
// From signature to a text that has held for two years, and how much of it is carried out by whom.
#include <algorithm>

#include "analysis/intervals.hpp"
#include "apps/validate/talks.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

constexpr std::int32_t kFollowed = 36;  // months

std::string share_of(double hits, double n) {
  if (n <= 0.0) return "none";
  const auto i = analysis::wilson(hits, n);
  return number(hits / n, 2) + " (" + number(i.lo, 2) + " to " + number(i.hi, 2) + ")";
}

/// Of the histories whose first text in force entered it early enough to be seen for so long, those in which it stood.
std::string held_cell(const scenario::Scenario& s, core::TrackId track, int months,
                      const std::vector<TalksStory>& stories) {
  double seen = 0.0, held = 0.0;
  for (const auto& story : stories) {
    for (const auto& text : story.texts) {
      if (text.track != track || text.force < 0) continue;
      if (text.force + months <= s.months) {
        seen += 1.0;
        held += text.ended < 0 || text.ended >= text.force + months ? 1.0 : 0.0;
      }
      break;
    }
  }
  return seen > 0.0 ? share_of(held, seen) + " of " + number(seen, 0) : "none seen so long";
}

}  // namespace

void stages_section(const Context& c, Page& page) {
  // Longer than the case, so that texts can be seen for two years; its first months are those of the case, event for event.
  scenario::Scenario longer = c.base;
  longer.months = std::max(longer.months, kFollowed);
  c.tell("talks: " + std::to_string(longer.months) + " months");
  const auto stories = tell_ensemble(c, longer);
  page.section("Signed, ratified, in force, delivered, held");
  page.text("Each a question of its own; " + std::to_string(stories.size()) + " histories of the case, followed for " +
            std::to_string(longer.months) +
            " months. Signed, in force: of all histories. Ratified: of the texts that reached an answer. "
            "Delivered: mean share of the terms after twelve months in force. Held: the first text in force has not "
            "collapsed after so many months, of those that entered into force early enough to be seen so long.");
  std::vector<Row> rows;
  for (std::size_t i = 0; i < c.base.tracks.size(); ++i) {
    const auto track = core::TrackId::at(i);
    double is_signed = 0.0, answered = 0.0, ratified = 0.0, in_force = 0.0;
    std::vector<double> delivered;
    for (const auto& story : stories) {
      bool force = false;
      is_signed += story.first(track) != nullptr ? 1.0 : 0.0;
      for (const auto& text : story.texts) {
        if (text.track != track) continue;
        answered += text.force >= 0 || text.cause == world::Cause::refused_ratification ? 1.0 : 0.0;
        ratified += text.force >= 0 ? 1.0 : 0.0;
        force = force || text.force >= 0;
        if (text.delivered.size() <= 12) continue;
        double sum = 0.0, terms = 0.0;
        for (std::size_t k = 0; k < c.base.tracks[i].issues.size(); ++k) {
          const auto& issue = c.base.issues[c.base.tracks[i].issues[k].index()];
          if (world::position_in(issue, text.package, static_cast<int>(k)) == issue.status_quo) continue;
          sum += text.delivered[12][k];
          terms += 1.0;
        }
        if (terms > 0.0) delivered.push_back(sum / terms);
      }
      in_force += force ? 1.0 : 0.0;
    }
    const auto n = static_cast<double>(stories.size());
    rows.push_back({"`" + c.base.tracks[i].id + "`", share_of(is_signed, n), share_of(ratified, answered),
                    share_of(in_force, n),
                    delivered.empty() ? "none" : with_error(estimate(delivered).mean, estimate(delivered).error, 2),
                    held_cell(longer, track, 6, stories), held_cell(longer, track, 12, stories),
                    held_cell(longer, track, 24, stories)});
  }
  page.table(
      {"talks", "signed", "ratified", "in force", "delivered", "held 6 months", "held 12 months", "held 24 months"},
      rows);
}

void delivery_section(const Context& c, const std::vector<TalksStory>& stories, Page& page) {
  page.section("Delivery falls short of what is promised");
  page.text(
      "Mean delivered share of the terms an actor has granted, by months in force, over texts that stand so long; "
      "with the standard error over histories.");
  const int months[] = {1, 3, 6, 12, 18};
  std::vector<Row> rows;
  bool short_of = true, any = false;
  for (std::size_t a = 0; a < c.base.actors.size(); ++a) {
    Row row{"`" + c.base.actors[a].id + "`"};
    std::size_t most = 0;
    for (const int month : months) {
      std::vector<double> by_run;
      for (const auto& story : stories) {
        double sum = 0.0, terms = 0.0;
        for (const auto& text : story.texts) {
          if (static_cast<int>(text.delivered.size()) <= month) continue;
          const auto& issues = c.base.tracks[text.track.index()].issues;
          for (std::size_t k = 0; k < issues.size(); ++k) {
            const auto& issue = c.base.issues[issues[k].index()];
            if (issue.granter.index() != a ||
                world::position_in(issue, text.package, static_cast<int>(k)) == issue.status_quo)
              continue;
            sum += text.delivered[static_cast<std::size_t>(month)][k];
            terms += 1.0;
          }
        }
        if (terms > 0.0) by_run.push_back(sum / terms);
      }
      const auto e = estimate(by_run);
      row.push_back(by_run.empty() ? "" : with_error(e.mean, e.error, 2) + " of " + std::to_string(by_run.size()));
      most = std::max(most, by_run.size());
      if (month == 12 && by_run.size() > 1) {
        any = true;
        short_of = short_of && e.mean + 1.96 * e.error < 1.0;
      }
    }
    if (most > 0) rows.push_back(row);
  }
  page.table({"granter", "1 month", "3 months", "6 months", "12 months", "18 months"}, rows);
  page.check(any && short_of, "after a year in force every granter has delivered less than it promised (95 %)");
}

}  // namespace entente::validate

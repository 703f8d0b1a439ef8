// SPDX-License-Identifier: Apache-2.0
// Signs of life of what else ties talks together: one change of the case, and one figure that must answer to it.
#include <stdexcept>

#include "apps/validate/talks.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

using Values = std::vector<std::optional<double>>;

core::ActorId find_actor(const scenario::Scenario& s, const std::string& id) {
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    if (s.actors[a].id == id) return core::ActorId::at(a);
  }
  throw std::invalid_argument("no actor " + id);
}

/// Mean delivered share of what the actor has granted, over texts a year in force.
std::optional<double> delivered_by(const scenario::Scenario& s, core::ActorId actor, const TalksStory& story) {
  constexpr std::size_t kYear = 12;
  double sum = 0.0, terms = 0.0;
  for (const auto& text : story.texts) {
    if (text.delivered.size() <= kYear) continue;
    const auto& issues = s.tracks[text.track.index()].issues;
    for (std::size_t k = 0; k < issues.size(); ++k) {
      const auto& issue = s.issues[issues[k].index()];
      if (issue.granter != actor || world::position_in(issue, text.package, static_cast<int>(k)) == issue.status_quo)
        continue;
      sum += text.delivered[kYear][k];
      terms += 1.0;
    }
  }
  return terms > 0.0 ? std::optional<double>(sum / terms) : std::nullopt;
}

std::optional<double> figure_of(const scenario::Scenario& s, const TalksArguments::Sign& sign,
                                const TalksStory& story) {
  if (sign.figure == "delivered") return delivered_by(s, find_actor(s, sign.of), story);
  if (sign.figure == "position") {
    const core::IssueId id = find_issue(s, sign.of);
    const auto& issue = s.issues[id.index()];
    const TextStory* text = story.first(issue.track);
    if (text == nullptr) return std::nullopt;
    return world::position_in(issue, text->package, world::issue_slot(s.tracks[issue.track.index()], id));
  }
  const core::TrackId track = find_track(s, sign.of);
  if (sign.figure == "signed") return story.first(track) != nullptr ? 1.0 : 0.0;
  if (sign.figure == "reopened") return story.reopened[track.index()];
  if (sign.figure != "believed") throw std::runtime_error("talks.toml: no figure " + sign.figure);
  double sum = 0.0;
  for (const auto& month : story.believed) sum += month[track.index()];
  return story.believed.empty() ? 0.0 : sum / static_cast<double>(story.believed.size());
}

Values figures(const scenario::Scenario& s, const TalksArguments::Sign& sign, const std::vector<TalksStory>& stories) {
  Values out;
  for (const auto& story : stories) out.push_back(figure_of(s, sign, story));
  return out;
}

}  // namespace

void signs_section(const Context& c, const TalksArguments& t, const std::vector<TalksStory>& base, Page& page) {
  page.section("What else ties talks together");
  page.text("One change of the case and one figure that must answer to it; " + std::to_string(c.runs) +
            " paired runs each. *believed*: mean over the months of the chance that outsiders give a text.");
  std::vector<Row> rows;
  std::string silent;
  for (const auto& sign : t.signs) {
    c.tell("talks: " + sign.what);
    const auto without = variant(c, {sign.base});
    const auto with =
        sign.path.empty() ? variant(c, {sign.base, sign.overlay}) : scaled(without, sign.path, sign.factor);
    std::size_t pairs = 0;
    const Paired p = compare_where(figures(without, sign, sign.base.empty() ? base : tell_ensemble(c, without)),
                                   figures(with, sign, tell_ensemble(c, with)), pairs);
    const bool seen = pairs > 1 && p.seen();
    if (!seen) silent += (silent.empty() ? ": " : "; ") + sign.what + " (" + sign.figure + " of " + sign.of + ")";
    rows.push_back({sign.what, sign.figure + " of `" + sign.of + "`", number(p.first), number(p.second),
                    with_interval(p), std::to_string(pairs), seen ? "yes" : "**not told from nothing**"});
  }
  const auto notes = [&] {
    for (const auto& sign : t.signs) {
      if (!sign.note.empty()) page.text("On \"" + sign.what + "\": " + sign.note);
    }
  };
  page.table({"change", "figure", "without", "with", "change of it", "pairs", "answers"}, rows);
  notes();
  page.check(silent.empty(),
             silent.empty() ? "every one of them answers" : "every one of them answers; not shown" + silent);
}

}  // namespace entente::validate

// SPDX-License-Identifier: Apache-2.0
#include "report/narrative.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>

#include "report/words.hpp"
#include "support/catch.hpp"
#include "support/small_ensemble.hpp"

using namespace entente;
using report::StoryKind;

namespace {

const report::StoryLine* line_of(const report::Story& story, std::size_t event) {
  for (const auto& line : story.lines) {
    if (line.event == static_cast<std::int32_t>(event)) return &line;
  }
  return nullptr;
}

bool has(const report::StoryLine& line, const std::string& part) { return line.text.find(part) != std::string::npos; }

struct Counts {
  int told = 0, refused = 0, levers = 0, ground = 0, texts = 0, broken = 0;
};

bool is_utility(const world::Reason& reason) {
  return reason.kind != world::ReasonKind::monitor && reason.kind != world::ReasonKind::chance;
}

/// The terms of a difference are one per aim and two besides (the trouble of changing and what follows; or what a breach
/// puts at risk). What the two that are told leave unsaid can be no more than each of the others at the second's size.
void check_two_largest(double difference, std::size_t aims, const world::Reasons& reasons) {
  double told = 0.0, second = 0.0;
  int count = 0;
  for (int i = 0; i < reasons.count; ++i) {
    const auto& reason = reasons.term[static_cast<std::size_t>(i)];
    if (!is_utility(reason) || count == 2) continue;
    if (count == 1) CHECK(std::abs(reason.value) <= second);
    told += reason.value;
    second = std::abs(reason.value);
    ++count;
  }
  if (count < 2) second = 0.0;
  CHECK(std::abs(difference - told) <= static_cast<double>(aims) * second + 1e-6);
}

/// What an offer lacks: the first reason is a loss, and no smaller than the mean of all terms (one may be none
/// of its aims).
void check_losses(const scenario::Scenario& s, const world::Refused& r) {
  REQUIRE(r.reasons.count > 0);
  const auto terms = 1.0 + static_cast<double>(std::max(s.actors[r.by.index()].attributes.size(),
                                                        s.tracks[r.track.index()].issues.size()));
  CHECK(r.reasons.term[0].value < 0.0);
  CHECK(r.reasons.term[0].value <= (r.gain - r.preferred_gain) / terms + 1e-6);
}

void check_event(const scenario::Scenario& s, const report::Story& story, const world::Event& event, std::size_t i,
                 Counts& counts) {
  const report::StoryLine* line = line_of(story, i);
  const auto must = [&](StoryKind kind) {
    REQUIRE(line != nullptr);
    CHECK(line->kind == kind);
    CHECK(line->month == event.month);
    ++counts.told;
  };
  if (const auto* e = std::get_if<world::Signed>(&event.body)) {
    must(StoryKind::signature);
    ++counts.texts;
    const auto& track = s.tracks[e->track.index()];
    CHECK(has(*line, report::package_words(s, track, e->package)));
    for (std::size_t p = 0; p < track.parties.size(); ++p)
      CHECK(has(*line, report::worth_of(s, track.parties[p].actor, e->gain[p])));
  } else if (const auto* r = std::get_if<world::Refused>(&event.body)) {
    must(StoryKind::refusal);
    ++counts.refused;
    CHECK(has(*line, report::actor_name(s, r->by)));
    CHECK(has(*line, report::worth_of(s, r->by, r->gain)));
    CHECK(has(*line, report::worth_of(s, r->by, r->threshold)));
    CHECK(has(*line, report::reasons_words(s, r->by, r->reasons)));
    CHECK((r->offered == r->preferred || r->preferred_gain <= r->gain
               ? has(*line, "No other text it looks at")
               : has(*line, report::worth_of(s, r->by, r->preferred_gain))));
    if (r->gain < r->preferred_gain) check_losses(s, *r);
  } else if (const auto* d = std::get_if<world::Defected>(&event.body)) {
    must(StoryKind::defection);
    ++counts.broken;
    CHECK(has(*line, report::worth_of(s, d->actor, d->gain_taken)));
    CHECK(has(*line, report::worth_of(s, d->actor, d->gain_refused)));
    CHECK(has(*line, report::reasons_words(s, d->actor, d->reasons)));
    check_two_largest(d->gain_taken - d->gain_refused, s.actors[d->actor.index()].attributes.size(), d->reasons);
  } else if (const auto* c = std::get_if<world::ControlChanged>(&event.body)) {
    must(StoryKind::ground);
    ++counts.ground;
    CHECK(has(*line, report::node_name(s, c->node)));
    CHECK(has(*line, report::coalition_name(s, c->to)));
  } else if (const auto* l = std::get_if<world::LeverSet>(&event.body)) {
    must(StoryKind::lever);
    ++counts.levers;
    const auto& decision = s.decisions[l->decision.index()];
    CHECK(has(*line, decision.title));
    CHECK(has(*line, report::worth_of(s, decision.actor, l->gain_taken)));
    CHECK(has(*line, report::reasons_words(s, decision.actor, l->reasons)));
    if (l->refused >= 0) CHECK(has(*line, report::worth_of(s, decision.actor, l->gain_refused)));
    check_two_largest(l->gain_taken - l->gain_refused, s.actors[decision.actor.index()].attributes.size(), l->reasons);
  } else if (std::holds_alternative<world::Collapsed>(event.body)) {
    must(StoryKind::suspension);
  } else if (std::holds_alternative<world::ShockStruck>(event.body)) {
    must(StoryKind::shock);
  }
}

}  // namespace

TEST_CASE("every signature, refusal, breach, capture and choice of the log is told, with the same numbers") {
  const auto& e = test::small_ensemble();
  Counts counts;
  for (const auto& record : e.records) {
    const auto story = report::story(e.scenario, e.draw(record.key.draw), record);
    for (std::size_t i = 0; i < record.events.size(); ++i) check_event(e.scenario, story, record.events[i], i, counts);
  }
  CHECK(counts.refused > 0);  // the laws above were put to the test
  CHECK(counts.ground > 0);
  CHECK(counts.levers > 0);
  CHECK(counts.texts > 0);
}

TEST_CASE("a story runs forward in time, names no id and ends with every outcome") {
  const auto& e = test::small_ensemble();
  for (std::size_t r = 0; r < 10; ++r) {
    const auto story = report::story(e.scenario, e.draw(e.records[r].key.draw), e.records[r]);
    CHECK(std::is_sorted(story.lines.begin(), story.lines.end(),
                         [](const auto& a, const auto& b) { return a.month < b.month; }));
    std::size_t outcomes = 0;
    for (const auto& line : story.lines) {
      outcomes += line.kind == StoryKind::outcome ? 1 : 0;
      CHECK(!line.text.empty());
      if (line.event >= 0) CHECK(e.records[r].events[static_cast<std::size_t>(line.event)].month == line.month);
    }
    CHECK(outcomes == e.scenario.outcomes.size());
    CHECK(story.brief.size() <= report::kBriefLines);
    for (const auto& line : story.brief) {
      if (line.event < 0) continue;
      CHECK(std::any_of(story.lines.begin(), story.lines.end(),
                        [&](const auto& other) { return other.event == line.event && other.text == line.text; }));
    }
  }
}

TEST_CASE("the short story keeps every signature and the worst month for civilians") {
  const auto& e = test::small_ensemble();
  for (const auto& record : e.records) {
    const auto story = report::story(e.scenario, e.draw(record.key.draw), record);
    double worst = 0.0;
    std::int32_t at = -1;
    for (std::size_t i = 0; i < record.events.size(); ++i) {
      const auto* closed = std::get_if<world::MonthClosed>(&record.events[i].body);
      if (closed != nullptr && closed->deaths > worst) {
        worst = closed->deaths;
        at = static_cast<std::int32_t>(i);
      }
    }
    if (worst < 0.5) continue;
    CHECK(std::any_of(story.brief.begin(), story.brief.end(), [at](const auto& line) { return line.event == at; }));
    for (const auto& line : story.lines) {
      if (line.kind != StoryKind::signature) continue;
      CHECK(std::any_of(story.brief.begin(), story.brief.end(),
                        [&](const auto& other) { return other.event == line.event; }));
    }
  }
}

TEST_CASE("months are named from the date of the case") {
  scenario::Scenario s;
  s.as_of = {2025, 3, 31};
  CHECK(report::month_name(s, 0) == "March 2025");
  CHECK(report::month_name(s, 1) == "April 2025");
  CHECK(report::month_name(s, 11) == "February 2026");
}

TEST_CASE("a failed run and a run without events are told as what they are") {
  const auto& e = test::small_ensemble();
  run::RunRecord failed;
  failed.failure = "numbers ran out";
  CHECK(report::story(e.scenario, e.draw(0), failed).opening.find("numbers ran out") != std::string::npos);
  run::RunRecord silent = e.records[0];
  silent.events.clear();
  const auto story = report::story(e.scenario, e.draw(0), silent);
  CHECK(story.lines.size() == e.scenario.outcomes.size());
  CHECK(!report::story_text(e.scenario, story).empty());
}

TEST_CASE("talks are told so that a reader can follow: short offers, wishes, half steps, parliaments, other talks") {
  const auto& e = test::small_ensemble();
  const auto& s = e.scenario;
  const auto track = core::TrackId::at(0);
  const auto a = s.tracks[0].parties[0].actor, b = s.tracks[0].parties[1].actor;
  world::Package package = {};
  package.count = static_cast<std::int8_t>(s.tracks[0].issues.size());
  world::Refused refused;
  refused.track = track;
  refused.by = b;
  refused.offered = refused.preferred = package;
  refused.preferred.at[0] = 1;
  refused.gain = 0.01;
  refused.threshold = 0.02;
  refused.preferred_gain = 0.03;
  refused.reasons.add(world::ReasonKind::forfeit, 0, -0.04);
  run::RunRecord record = e.records[0];
  const auto tell = [&](const world::Body& body) {
    record.events = {world::Event{1, 0, body}};
    const auto story = report::story(s, e.draw(record.key.draw), record);
    return *line_of(story, 0);
  };
  CHECK(has(tell(world::Offered{track, a, package, 0.038, 0.054}), "less than the 54.0 it would ask for"));
  CHECK(has(tell(world::Offered{track, a, package, 0.054, 0.038}), "it asks for at least 38.0"));
  CHECK(has(tell(refused), "It would sign, if the others did, at a worth of 30.0"));
  world::Refused short_of = refused;
  short_of.preferred_gain = 0.015;
  CHECK(has(tell(short_of), "The best for it in reach is still too little, at a worth of 15.0"));
  CHECK(has(tell(refused),
            "Counted in all of these: what signing would end in \"" + s.tracks[0].title + "\" (worse by 40.0)"));
  CHECK(has(tell(world::SanctionSet{a, b, 2.31, world::Cause::deal}), "between level 2 and level 3 (2.3)"));
  CHECK(has(tell(world::SanctionSet{a, b, 3.0, world::Cause::deal}), "to level 3 under a text"));
  const double habit = e.draw(record.key.draw)[s.actors[a.index()].ratify_chance];
  CHECK(has(tell(world::Ratified{track, a, false, habit / 2.0}), "cost it support at home"));
  CHECK(has(tell(world::Ratified{track, a, true, habit}), "%)."));
  world::Defected broken;
  broken.track = track;
  broken.actor = a;
  broken.gain_taken = -0.02;
  broken.gain_refused = -0.03;
  CHECK(has(tell(broken), "worth less to it than none"));
}

// SPDX-License-Identifier: Apache-2.0
// Signs of life: a counter-offer that is worth nothing must be made less often or more often, and every lever forced to its
// ends must be seen in something. A dead lever looks like a robust result.
#include <algorithm>
#include <cmath>

#include "apps/validate/bench.hpp"
#include "apps/validate/ensembles.hpp"

namespace entente::validate {
namespace {

/// The number behind a Num becomes a fixed one, whether or not it shares a constant with others.
scenario::Num fix_number(scenario::Scenario& s, scenario::Num old, double value, const std::string& path) {
  scenario::Param param;
  param.path = path;
  param.quantity = core::fixed_quantity(value, s.params[old.index()].quantity.unit);
  param.stream = core::entity_hash(path);
  s.params.push_back(param);
  return scenario::Num::at(s.params.size() - 1);
}

scenario::Scenario forced(const scenario::Scenario& base, std::size_t decision, std::int32_t level) {
  scenario::Scenario s = base;
  auto& d = s.decisions[decision];
  d.initial = level;
  d.review = fix_number(s, d.review, 0.0, "validation.review");
  return s;
}

scenario::Scenario priced_out(const scenario::Scenario& base, std::size_t decision) {
  constexpr double kBeyondAnyGain = 1e6;
  scenario::Scenario s = base;
  auto& d = s.decisions[decision];
  d.inertia = fix_number(s, d.inertia, kBeyondAnyGain, "validation.inertia");
  return s;
}

/// What is looked at: outcomes, then what outcomes may miss; then the mean level of every lever.
struct Watch {
  std::vector<std::string> names;
  std::size_t levels_from = 0;
};

Watch watch(const scenario::Scenario& s) {
  Watch w;
  for (const auto& o : s.outcomes) w.names.push_back(o.id);
  for (const auto& a : s.actors) w.names.push_back("money of " + a.id);
  for (const auto& c : s.coalitions) w.names.push_back("people under " + c.id);
  w.names.insert(w.names.end(), {"deaths", "texts signed"});
  w.levels_from = w.names.size();
  return w;
}

std::vector<double> figures(const scenario::Scenario& s, const run::RunRecord& r) {
  std::vector<double> out = outcome_values(r);
  const auto& end = r.trace.back();
  out.insert(out.end(), end.stock.begin(), end.stock.end());
  out.insert(out.end(), end.people.begin(), end.people.end());
  out.push_back(r.deaths);
  out.push_back(static_cast<double>(r.deals.size()));
  for (std::size_t d = 0; d < s.decisions.size(); ++d) {
    double sum = 0.0;
    for (const auto& month : r.trace) sum += s.decisions[d].levels[static_cast<std::size_t>(month.lever[d])];
    out.push_back(sum / static_cast<double>(r.trace.size()));
  }
  return out;
}

using Ensemble = std::vector<std::vector<double>>;

/// How many standard errors a difference stands from nothing; 0 where nothing differs.
double distance(const Ensemble& a, const Ensemble& b, std::size_t figure) {
  std::vector<double> first, second;
  for (std::size_t i = 0; i < a.size(); ++i) {
    first.push_back(a[i][figure]);
    second.push_back(b[i][figure]);
  }
  const auto e = estimate(minus(second, first));
  return e.error > 0.0 ? e.mean / e.error : e.mean != 0.0 ? std::copysign(1e3, e.mean) : 0.0;
}

struct Triple {
  Ensemble top, bottom, out;
};

constexpr double kSeen = 3.5;  // standard errors; with some fifty figures, chance alone shows one in forty tables

/// Figures told apart between top and bottom, the clearest first, at most `most`.
std::vector<std::size_t> told_apart(const Triple& t, std::size_t count, std::size_t most) {
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < count; ++k) {
    if (std::abs(distance(t.bottom, t.top, k)) > kSeen) out.push_back(k);
  }
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(distance(t.bottom, t.top, a)) > std::abs(distance(t.bottom, t.top, b));
  });
  if (out.size() > most) out.resize(most);
  return out;
}

double mean_of(const Ensemble& e, std::size_t figure) { return compare(e, e, figure).first; }

}  // namespace

void counter_offer_section(const Context& c, Page& page) {
  const auto issue_id = find_issue(c.base, c.arguments.counter_issue);
  const auto figures_of = [issue_id](const scenario::Scenario& s) {
    return [&s, issue_id](const run::RunRecord& r) {
      const auto& issue = s.issues[issue_id.index()];
      const auto& list = s.tracks[issue.track.index()].issues;
      const auto at = static_cast<std::size_t>(std::find(list.begin(), list.end(), issue_id) - list.begin());
      const auto quo = static_cast<std::int8_t>(quo_of(issue));
      double offers = 0.0, with = 0.0, signed_with = 0.0;
      for (const auto& event : r.events) {
        const auto* offer = std::get_if<world::Offered>(&event.body);
        if (offer == nullptr || offer->track != issue.track || offer->by != issue.granter) continue;
        offers += 1.0;
        with += offer->package.at[at] != quo ? 1.0 : 0.0;
      }
      for (const auto& deal : r.deals)
        signed_with += deal.track == issue.track && deal.package.at[at] != quo ? 1.0 : 0.0;
      return std::vector<double>{with > 0.0 ? 1.0 : 0.0, with, offers, signed_with};
    };
  };
  run::RunOptions options;
  options.keep_events = true;
  options.keep_trace = false;
  const auto worthless = with_overlay(c.session, c.folder, c.arguments.counter_overlay);
  const auto free = play_ensemble(c, c.base, options, figures_of(c.base));
  const auto none = play_ensemble(c, worthless, options, figures_of(worthless));
  page.section("A counter-offer that is worth nothing");
  page.text("`" + c.arguments.counter_issue + "` as it is, and with its worth set to nothing (overlay `" +
            c.arguments.counter_overlay + "`); " + std::to_string(c.runs) + " runs each under the same keys.");
  const Row names{"runs in which it is offered", "offers of it in a run", "offers of its granter in a run",
                  "texts signed with it in a run"};
  std::vector<Row> rows;
  for (std::size_t k = 0; k < names.size(); ++k) {
    const auto p = compare(free, none, k);
    rows.push_back({names[k], number(p.first), number(p.second), change(p.difference),
                    change(p.interval.lo) + " to " + change(p.interval.hi)});
  }
  page.table({"", "as it is", "worth nothing", "change", "95 % interval"}, rows);
  page.check(compare(free, none, 0).seen() || compare(free, none, 1).seen(),
             "(e) a counter-offer made worthless changes how often it is made");
}

void levers_section(const Context& c, Page& page) {
  const auto& s = c.base;
  const Watch seen = watch(s);
  const auto look = [&s](const run::RunRecord& r) { return figures(s, r); };
  const auto free = play_ensemble(c, s, {}, look);
  std::vector<Triple> triples;
  std::vector<Row> summary;
  Row dead;
  for (std::size_t d = 0; d < s.decisions.size(); ++d) {
    c.tell("loop: lever " + s.decisions[d].id);
    const auto last = static_cast<std::int32_t>(s.decisions[d].levels.size()) - 1;
    triples.push_back({play_ensemble(c, forced(s, d, last), {}, look), play_ensemble(c, forced(s, d, 0), {}, look),
                       play_ensemble(c, priced_out(s, d), {}, look)});
    const auto& t = triples.back();
    const auto apart = told_apart(t, seen.levels_from, seen.names.size());
    std::size_t by_choice = 0;
    for (std::size_t k = 0; k < seen.levels_from; ++k) by_choice += std::abs(distance(t.out, free, k)) > kSeen ? 1 : 0;
    if (apart.empty()) dead.push_back(s.decisions[d].id);
    const double start = s.decisions[d].levels[static_cast<std::size_t>(s.decisions[d].initial)];
    summary.push_back({"`" + s.decisions[d].id + "`", number(start, 1), number(mean_of(free, seen.levels_from + d), 2),
                       std::to_string(apart.size()), apart.empty() ? "nothing" : seen.names[apart.front()],
                       std::to_string(by_choice), apart.empty() ? "**dead**" : "live"});
  }
  page.section("Every lever forced on, forced off, priced out");
  page.text(
      "Each lever held at its highest and at its lowest level for the whole run, and left where it starts because "
      "moving it is priced beyond any "
      "gain; " +
      std::to_string(c.runs) +
      " runs each under the same keys. Figures are the outcomes, money and people at the end, deaths and "
      "texts signed. A figure counts as moved when it stands " +
      number(kSeen, 1) + " standard errors from nothing. A lever that moves nothing is dead.");
  page.table({"lever", "starts at", "mean level when free", "figures moved, highest against lowest", "clearest",
              "figures moved by free choice", "verdict"},
             summary);
  for (std::size_t d = 0; d < triples.size(); ++d) {
    const auto& t = triples[d];
    std::vector<Row> rows;
    for (const auto k : told_apart(t, seen.levels_from, 8)) {
      rows.push_back({seen.names[k], number(mean_of(free, k)), number(mean_of(t.top, k)), number(mean_of(t.bottom, k)),
                      number(mean_of(t.out, k)), change(distance(t.bottom, t.top, k), 1)});
    }
    if (rows.empty()) continue;
    page.text("`" + s.decisions[d].id + "`: " + s.decisions[d].title);
    page.table({"mean of", "free", "highest", "lowest", "priced out", "standard errors"}, rows);
  }
  std::string names;
  for (const auto& id : dead) names += (names.empty() ? ": " : ", ") + id;
  page.check(dead.empty(), "no lever is dead" + names);
}

}  // namespace entente::validate

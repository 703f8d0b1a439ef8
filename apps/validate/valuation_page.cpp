// SPDX-License-Identifier: Apache-2.0
// What projected gains are worth beside sampled ones: random packages of all talks, under several draws of the inputs, for
// everybody that counts something. Packages that move the ground are shown alone as well, since money terms hide the error.
#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/agreement.hpp"
#include "apps/validate/bench.hpp"
#include "apps/validate/packages.hpp"
#include "apps/validate/valuation.hpp"
#include "core/rng.hpp"

namespace entente::validate {
namespace {

using analysis::Agreement;
using analysis::Estimated;

/// One random package in one state of the inputs, for every judge.
struct Sample {
  core::TrackId track;
  bool moves = false;                        // has a term that moves the ground
  std::vector<Estimated> gain;               // per judge
  std::vector<std::vector<Estimated>> part;  // per judge and attribute: utility
};

std::vector<core::TrackId> talks_of(const scenario::Scenario& s) {
  std::vector<core::TrackId> out;
  for (std::size_t t = 0; t < s.tracks.size(); ++t) {
    if (s.tracks[t].parties.size() > 1 && !s.tracks[t].issues.empty()) out.push_back(core::TrackId::at(t));
  }
  return out;
}

core::TrackId random_track(const scenario::Scenario& s, std::uint32_t number) {
  const auto talks = talks_of(s);
  const core::Streams streams(s.seed, number, 0);
  const double u = streams.uniform(core::entity_hash("random package"), 0, core::Purpose::design);
  return talks[static_cast<std::size_t>(u * static_cast<double>(talks.size()))];
}

/// Random positions; without `dynamic` the issues that move the ground stay at the status quo, with it at least one moves.
world::Package random_package(const scenario::Scenario& s, core::TrackId track, std::uint32_t number, bool dynamic) {
  const core::Streams streams(s.seed, number, 0);
  const auto& issues = s.tracks[track.index()].issues;
  Positions at;
  std::size_t moving = 0;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const auto& issue = s.issues[issues[i].index()];
    if (issue.dynamic && !dynamic) continue;
    const double u = streams.uniform(issue.stream, 0, core::Purpose::design);
    const auto k = static_cast<std::size_t>(u * static_cast<double>(issue.grid.size()));
    at.emplace_back(issues[i], k);
    moving += issue.dynamic && k != quo_of(issue) ? 1 : 0;
  }
  for (std::size_t i = 0; dynamic && moving == 0 && i < issues.size(); ++i) {
    if (!s.issues[issues[i].index()].dynamic) continue;
    for (auto& [issue, k] : at) {
      if (issue == issues[i]) k = s.issues[issue.index()].grid.size() - 1;
    }
    moving = 1;
  }
  return package_of(s, track, at);
}

bool any_dynamic(const scenario::Scenario& s, core::TrackId track) {
  const auto& issues = s.tracks[track.index()].issues;
  return std::any_of(issues.begin(), issues.end(), [&](core::IssueId i) { return s.issues[i.index()].dynamic; });
}

void fill(const Bench& bench, const world::Package& package, const valuation::SampledFuture& without, int paths,
          Sample& out) {
  const auto& preference = bench.preference();
  const auto with = bench.play(out.track, package, paths);
  std::array<double, valuation::kMaxAttributes> projected{};
  for (std::size_t j = 0; j < preference.space().judges.size(); ++j) {
    const core::ActorId actor = preference.space().judges[j];
    const auto sampled = bench.sampler().gain(with, without, actor);
    out.gain.push_back({preference.outsider_gain(out.track, package, actor), sampled.mean, sampled.error});
    preference.gain_by_attribute(out.track, package, actor, projected);
    out.part.emplace_back();
    for (std::size_t k = 0; k < bench.scenario().actors[actor.index()].attributes.size(); ++k) {
      const auto change = bench.sampler().difference(with, without, actor, k);
      out.part.back().push_back({projected[k], preference.utility().part(actor, k, change.mean), 0.0});
    }
  }
}

/// Sampled futures hold no other talks; so that both sides ask the same, nobody expects any to conclude.
scenario::Scenario without_other_talks(const scenario::Scenario& s) { return fixed(s, "tracks.*.hazard", 0.0); }

/// Package k is valued in state k mod (draws + 1): the modes first, then the draws; every second one moves the ground.
std::vector<Sample> sample_packages(const Context& c, const scenario::Scenario& s) {
  const auto states = static_cast<std::uint32_t>(c.draws) + 1;
  const auto talks = talks_of(s);
  std::vector<Sample> out(c.packages);
  c.executor.execute(states * talks.size(), [&](std::uint64_t task) {
    const auto state = static_cast<std::uint32_t>(task / talks.size());
    const core::TrackId track = talks[task % talks.size()];
    const Bench bench(s, c.session.registry(), static_cast<std::int64_t>(state) - 1);
    const auto none = bench.play(track, package_of(s, track), c.paths);
    for (std::uint32_t k = state; k < c.packages; k += states) {
      if (random_track(s, k) != track) continue;
      out[k].track = track;
      out[k].moves = any_dynamic(s, track) && k / states % 2 == 0;
      fill(bench, random_package(s, track, k, out[k].moves), none, c.paths, out[k]);
    }
  });
  return out;
}

/// Judges in scenario order, as a bench has them.
std::vector<core::ActorId> judges_of(const scenario::Scenario& s) {
  std::vector<core::ActorId> out;
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    if (!s.actors[a].attributes.empty()) out.push_back(core::ActorId::at(a));
  }
  return out;
}

bool is_party(const scenario::Track& track, core::ActorId actor) {
  return std::any_of(track.parties.begin(), track.parties.end(),
                     [&](const scenario::Party& p) { return p.actor == actor; });
}

std::vector<Estimated> gains_of(const std::vector<Sample>& samples, core::TrackId track, std::size_t judge,
                                bool moving_only) {
  std::vector<Estimated> out;
  for (const Sample& x : samples) {
    if (x.track == track && (x.moves || !moving_only)) out.push_back(x.gain[judge]);
  }
  return out;
}

Row agreement_row(Row head, const Agreement& a, int digits) {
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? std::string("-") : std::to_string(part) + " of " + std::to_string(whole);
  };
  head.insert(head.end(),
              {std::to_string(a.n), number(a.size, digits), number(a.rmse, digits), change(a.bias, digits),
               number(a.correlation, 2), share(a.wrong_clear, a.clear), share(a.wrong, a.n), number(a.error, digits)});
  return head;
}

const Row kColumns{"number",          "root mean square gain",
                   "error (RMSE)",    "bias",
                   "correlation",     "wrong sign, sampled gain above 5 % of scale",
                   "wrong sign, all", "standard error of sampling"};

constexpr double kUntouched = 1e-6;  // utility: what nothing can reach

void table_by_actor(const Context& c, Page& page, const std::vector<Sample>& samples) {
  std::vector<Row> rows;
  const auto judges = judges_of(c.base);
  for (const auto track : talks_of(c.base)) {
    for (std::size_t j = 0; j < judges.size(); ++j) {
      const auto all = gains_of(samples, track, j, false);
      const double scale = analysis::agreement(all).size;
      if (scale < kUntouched) continue;
      for (const bool moving : {false, true}) {
        const auto some = gains_of(samples, track, j, moving);
        if (some.empty()) continue;
        rows.push_back(agreement_row(
            {"`" + c.base.tracks[track.index()].id + "`", "`" + c.base.actors[judges[j].index()].id + "`",
             is_party(c.base.tracks[track.index()], judges[j]) ? "party" : "outside", moving ? "security" : "all"},
            analysis::agreement(some, scale), 4));
      }
    }
  }
  Row head{"talks", "actor", "role", "packages"};
  head.insert(head.end(), kColumns.begin(), kColumns.end());
  page.table(head, rows);
}

/// Gains over the scale of their talks and actor, so that actors can be pooled.
std::vector<Estimated> pooled(const Context& c, const std::vector<Sample>& samples, bool moving_only, bool parties) {
  std::vector<Estimated> out;
  const auto judges = judges_of(c.base);
  for (const auto track : talks_of(c.base)) {
    for (std::size_t j = 0; j < judges.size(); ++j) {
      if (is_party(c.base.tracks[track.index()], judges[j]) != parties) continue;
      const double scale = analysis::agreement(gains_of(samples, track, j, false)).size;
      if (scale < kUntouched) continue;
      for (const auto& x : gains_of(samples, track, j, moving_only))
        out.push_back({x.estimate / scale, x.reference / scale, x.error / scale});
    }
  }
  return out;
}

void pooled_section(const Context& c, Page& page, const std::vector<Sample>& samples) {
  page.text("All talks and actors together, each gain over its scale:");
  std::vector<Row> rows;
  Agreement security;
  for (const bool parties : {true, false}) {
    for (const bool moving : {false, true}) {
      const auto a = analysis::agreement(pooled(c, samples, moving, parties), 1.0);
      if (a.n == 0) continue;
      rows.push_back(agreement_row({parties ? "parties" : "outsiders", moving ? "security" : "all"}, a, 3));
      if (parties && moving) security = a;
    }
  }
  Row head{"actors", "packages"};
  head.insert(head.end(), kColumns.begin(), kColumns.end());
  page.table(head, rows);
  if (security.n == 0) return;
  const double wrong =
      security.clear > 0 ? static_cast<double>(security.wrong_clear) / static_cast<double>(security.clear) : 0.0;
  page.check(security.correlation >= kLeastCorrelation,
             "parties' gains from security packages correlate with sampled ones at " + number(security.correlation, 2) +
                 ", at least " + number(kLeastCorrelation, 2));
  page.check(wrong <= kMostWrongSigns, "of parties' gains from security packages above 5 % of scale " +
                                           number(100.0 * wrong, 1) + " in 100 have the wrong sign, at most " +
                                           number(100.0 * kMostWrongSigns, 0));
}

/// Where the error sits: utility by attribute, security packages of all talks.
void attributes_section(const Context& c, Page& page, const std::vector<Sample>& samples) {
  page.text(
      "Where the error sits: the same security packages, attribute by attribute (utility of the attribute's change; "
      "parties and outsiders, all talks):");
  const auto judges = judges_of(c.base);
  std::vector<Row> rows;
  for (std::size_t j = 0; j < judges.size(); ++j) {
    const auto& list = c.base.actors[judges[j].index()].attributes;
    for (std::size_t k = 0; k < list.size(); ++k) {
      std::vector<Estimated> parts;
      for (const Sample& x : samples) {
        if (x.moves) parts.push_back(x.part[j][k]);
      }
      const auto a = analysis::agreement(parts);
      if (a.size < kUntouched && a.rmse < kUntouched) continue;
      rows.push_back({"`" + c.base.actors[judges[j].index()].id + "`", "`" + list[k].id + "`", std::to_string(a.n),
                      number(a.size, 4), number(a.rmse, 4), change(a.bias, 4), number(a.correlation, 2)});
    }
  }
  page.table({"actor", "attribute", "number", "root mean square", "error (RMSE)", "bias", "correlation"}, rows);
}

/// Every term that moves the ground, alone at its far end.
void terms_section(const Context& c, const scenario::Scenario& s, Page& page) {
  c.tell("valuation: single terms");
  std::vector<core::IssueId> issues;
  for (const auto track : talks_of(s)) {
    for (const auto issue : s.tracks[track.index()].issues) {
      if (s.issues[issue.index()].dynamic) issues.push_back(issue);
    }
  }
  std::vector<Sample> terms(issues.size());
  c.executor.execute(issues.size(), [&](std::uint64_t number) {
    const auto& issue = s.issues[issues[number].index()];
    const Bench bench(s, c.session.registry(), -1);
    std::size_t far = 0;
    for (std::size_t k = 0; k < issue.grid.size(); ++k) {
      if (std::fabs(issue.grid[k] - issue.status_quo) > std::fabs(issue.grid[far] - issue.status_quo)) far = k;
    }
    terms[number].track = issue.track;
    const auto none = bench.play(issue.track, package_of(s, issue.track), 2 * c.paths);
    fill(bench, package_of(s, issue.track, {{issues[number], far}}), none, 2 * c.paths, terms[number]);
  });
  page.text("Every term that moves the ground, alone at its far end, at the modes: projected / sampled by " +
            std::to_string(2 * c.paths) + " futures.");
  const auto judges = judges_of(s);
  Row head{"term"};
  for (const auto actor : judges) head.push_back("`" + s.actors[actor.index()].id + "`");
  head.push_back("largest standard error");
  std::vector<Row> rows;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    Row row{"`" + s.issues[issues[t].index()].id + "`"};
    double error = 0.0;
    for (const auto& gain : terms[t].gain) {
      row.push_back(change(gain.estimate) + " / " + change(gain.reference));
      error = std::max(error, gain.error);
    }
    row.push_back(number(error));
    rows.push_back(std::move(row));
  }
  page.table(head, rows);
  const scenario::DiskFiles files;
  for (const auto& [issue, note] : read_packages(c.folder, c.base, files).terms) page.text("`" + issue + "`: " + note);
}

void random_section(const Context& c, Page& page) {
  c.tell("valuation: random packages");
  const auto alone = without_other_talks(c.base);
  const auto samples = sample_packages(c, alone);
  const auto moving = std::count_if(samples.begin(), samples.end(), [](const Sample& x) { return x.moves; });
  page.section("Random packages: projected against sampled");
  page.text(std::to_string(samples.size()) + " packages of random talks with random positions, " +
            std::to_string(moving) +
            " of them *security packages* with at least one term that moves the ground; valued at as_of, at the modes "
            "and in " +
            std::to_string(c.draws) + " draws of the inputs in turn. Sampled gains by " + std::to_string(c.paths) +
            " futures with and as many without the package under the same luck. Futures hold no other talks, so nobody "
            "is taken to expect any: the prior chance of all other talks is 0 in this section.");
  page.text(
      "*Scale*: the root mean square of the sampled gains of that actor on that track over all packages. A sign is "
      "judged where the sampled gain is farther from 0 than 5 % of it, and over all. Actors whom no package of the "
      "talks reaches have no row.");
  table_by_actor(c, page, samples);
  pooled_section(c, page, samples);
  attributes_section(c, page, samples);
  terms_section(c, alone, page);
}

}  // namespace

Page valuation_page(const Context& c) {
  Page page("Valuation: what projected gains are worth",
            "Talks, levers and `entente value` score packages on a small library of expected paths. This page sets "
            "those gains "
            "against full sampled valuation, against what was expected of packages written by hand before any was "
            "valued, and the reaction rule inside "
            "projections against what actors then do.");
  random_section(c, page);
  hand_made_section(c, page);
  reaction_section(c, page);
  return page;
}

}  // namespace entente::validate

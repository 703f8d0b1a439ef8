// SPDX-License-Identifier: Apache-2.0
// What the shortcuts cost: the expected paths of the library against the mean of luck at every grid point of the drivers,
// and projected gains of random packages against sampled ones.
#include <algorithm>
#include <cmath>

#include "apps/validate/bench.hpp"
#include "apps/validate/closure_paths.hpp"
#include "apps/validate/worth.hpp"

namespace entente::validate {
namespace {

void control_section(const Context& c, Page& page) {
  Bench first(c.base, c.session.registry(), -1);
  const auto& space = first.preference().space();
  const auto points = static_cast<std::size_t>(space.grid_size());
  std::vector<std::vector<double>> expected(points), sampled(points);
  c.executor.execute(points, [&](std::uint64_t point) {
    Bench bench(c.base, c.session.registry(), -1);
    expected[point] = expected_control(bench, static_cast<int>(point));
    sampled[point] = sampled_control(bench, static_cast<int>(point), 2 * c.paths);
  });
  const auto side = holding_side(first);
  const std::size_t coalitions = c.base.coalition_count();
  const std::vector<std::size_t> held = held_places(first, side);
  page.section("Control after " + std::to_string(kClosureMonths) + " months: expected path against the mean of luck");
  page.text("Share of the side that holds them (" + c.base.coalitions[side.index()].id + ") in the " +
            std::to_string(held.size()) +
            " contested places it holds at as_of, drivers held at each grid point of the library, all numbers at their "
            "modes, " +
            std::to_string(2 * c.paths) + " sampled histories.");
  std::vector<Row> rows;
  double total = 0.0, worst = 0.0;
  for (std::size_t g = 0; g < points; ++g) {
    double e = 0.0, m = 0.0, squares = 0.0, largest = 0.0;
    std::size_t where = held.empty() ? 0 : held.front();
    for (const auto n : held) {
      const std::size_t at = n * coalitions + side.index();
      const double bias = expected[g][at] - sampled[g][at];
      e += expected[g][at] / static_cast<double>(held.size());
      m += sampled[g][at] / static_cast<double>(held.size());
      squares += bias * bias / static_cast<double>(held.size());
      if (std::abs(bias) > std::abs(largest)) {
        largest = bias;
        where = n;
      }
    }
    total += (e - m) / static_cast<double>(points);
    worst = std::max(worst, std::abs(e - m));
    rows.push_back({point_name(space, static_cast<int>(g)), number(e), number(m), change(e - m),
                    number(std::sqrt(squares)), change(largest) + " at " + c.base.nodes[where].id});
  }
  page.table({"drivers", "expected", "sampled", "bias", "root mean square over places", "largest"}, rows);
  page.text("Mean bias over grid points " + change(total) + ", largest " + number(worst) + ".");
  Row head{"place"};
  for (std::size_t g = 0; g < points; ++g) head.push_back(point_name(space, static_cast<int>(g)));
  std::vector<Row> places;
  for (const auto n : held) {
    Row row{c.base.nodes[n].id};
    const std::size_t at = n * coalitions + side.index();
    for (std::size_t g = 0; g < points; ++g)
      row.push_back(number(expected[g][at], 2) + " / " + number(sampled[g][at], 2));
    places.push_back(row);
  }
  page.text("Place by place, expected / sampled:");
  page.table(head, places);
}

struct Sample {
  bool moves = false;  ///< has a term that moves the ground
  double projected = 0.0, sampled = 0.0, error = 0.0;
};

/// A random package; every second one keeps the dynamic issues at the status quo.
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

/// [party][sample] over the modes and the first draws.
std::vector<std::vector<Sample>> gain_samples(const Context& c, core::TrackId track) {
  const auto& s = c.base;
  const std::size_t parties = s.tracks[track.index()].parties.size();
  constexpr std::uint32_t kPackages = 32;
  const auto draws = static_cast<std::uint64_t>(std::min(c.draws, 3)) + 1;
  const auto& issues = s.tracks[track.index()].issues;
  const bool any_dynamic =
      std::any_of(issues.begin(), issues.end(), [&](core::IssueId i) { return s.issues[i.index()].dynamic; });
  std::vector<std::vector<Sample>> out(parties, std::vector<Sample>(kPackages * draws));
  c.executor.execute(draws * 4, [&](std::uint64_t task) {
    const Bench bench(s, c.session.registry(), static_cast<std::int64_t>(task / 4) - 1);
    const auto none = bench.play(track, package_of(s, track), c.paths);
    std::vector<double> gain(parties);
    for (auto k = static_cast<std::uint32_t>(task % 4); k < kPackages; k += 4) {
      const bool dynamic = any_dynamic && k % 8 < 4;  // half of each task's share
      const auto package = random_package(s, track, k, dynamic);
      bench.preference().gains(track, package, gain);
      const auto with = bench.play(track, package, c.paths);
      for (std::size_t i = 0; i < parties; ++i) {
        const auto sampled = bench.sampler().gain(with, none, s.tracks[track.index()].parties[i].actor);
        out[i][task / 4 * kPackages + k] = {dynamic, gain[i], sampled.mean, sampled.error};
      }
    }
  });
  return out;
}

struct Errors {
  std::size_t n = 0, signs = 0;
  double rmse = 0.0, size = 0.0, bias = 0.0, correlation = 0.0, noise = 0.0;
};

Errors errors_of(const std::vector<Sample>& samples, bool moving_only) {
  Errors e;
  double sp = 0.0, ss = 0.0, spp = 0.0, sss = 0.0, sps = 0.0;
  for (const auto& x : samples) {
    if (moving_only && !x.moves) continue;
    ++e.n;
    const double d = x.projected - x.sampled;
    e.rmse += d * d;
    e.bias += d;
    e.noise += x.error;
    e.signs += (x.projected > 0.0) != (x.sampled > 0.0) ? 1 : 0;
    sp += x.projected;
    ss += x.sampled;
    spp += x.projected * x.projected;
    sss += x.sampled * x.sampled;
    sps += x.projected * x.sampled;
  }
  if (e.n == 0) return e;
  const auto n = static_cast<double>(e.n);
  e.rmse = std::sqrt(e.rmse / n);
  e.bias /= n;
  e.noise /= n;
  e.size = std::sqrt(sss / n);
  const double vp = spp - sp * sp / n, vs = sss - ss * ss / n;
  e.correlation = vp > 0.0 && vs > 0.0 ? (sps - sp * ss / n) / std::sqrt(vp * vs) : 0.0;
  return e;
}

void gains_section(const Context& c, Page& page) {
  page.section("Gains of random packages: projected against sampled");
  page.text(
      "32 packages of each track at the modes and in three draws; half of them with a term that moves the ground, "
      "shown alone as well, since "
      "money terms hide the error. Utility; sampled gains by " +
      std::to_string(c.paths) +
      " futures. The gain from keeping a rival text away is in "
      "the projected figures only.");
  std::vector<Row> rows;
  for (std::size_t t = 0; t < c.base.tracks.size(); ++t) {
    const auto& track = c.base.tracks[t];
    if (track.parties.size() < 2) continue;
    c.tell("closure: gains on " + track.id);
    const auto samples = gain_samples(c, core::TrackId::at(t));
    for (std::size_t i = 0; i < track.parties.size(); ++i) {
      for (const bool moving : {false, true}) {
        const Errors e = errors_of(samples[i], moving);
        if (e.n == 0) continue;
        rows.push_back({"`" + track.id + "`", "`" + c.base.actors[track.parties[i].actor.index()].id + "`",
                        moving ? "moving the ground" : "all", std::to_string(e.n), number(e.size, 4), number(e.rmse, 4),
                        change(e.bias, 4), number(e.correlation, 2),
                        number(100.0 * static_cast<double>(e.signs) / static_cast<double>(e.n), 1),
                        number(e.noise, 4)});
      }
    }
  }
  page.table({"track", "party", "packages", "number", "root mean square gain", "error (RMSE)", "bias", "correlation",
              "wrong sign, per cent", "standard error of sampling"},
             rows);
}

}  // namespace

Page closure_page(const Context& c) {
  Page page("Closure: what the shortcuts cost",
            "Talks value packages on a small library of expected paths. This page sets the library against sampled "
            "futures of the same world.");
  c.tell("closure: control");
  control_section(c, page);
  gains_section(c, page);
  return page;
}

}  // namespace entente::validate

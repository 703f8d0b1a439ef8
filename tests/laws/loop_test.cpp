// SPDX-License-Identifier: Apache-2.0
// Law 6 with few futures, as a fast gate: the exact zero of closed channels, the size of the background return, and what
// reactions are for. Sizes and series stand in the validation pages, which take more futures.
#include "laws/law_fixture.hpp"
#include "scenario/inputs.hpp"
#include "support/catch.hpp"
#include "valuation/sampled.hpp"

using namespace entente;

namespace {

void fix(scenario::Scenario& s, const std::string& path, double value) {
  const auto found = scenario::match_params(s, path);
  REQUIRE_FALSE(found.empty());
  for (const auto num : found) {
    auto& q = s.params[num.index()].quantity;
    q = core::fixed_quantity(value, q.unit);
  }
}

/// What the whole right adds to the buyer's supply in each future, with the levers given.
std::vector<double> worth(const scenario::Scenario& s, std::int64_t draw, const std::string& track_id,
                          const std::string& right, std::vector<std::pair<std::string, int>> levers, int paths) {
  test::Held held(s, draw);
  auto& preference = held.look();
  const model::PreferencePorts ports{*held.models.conflict, *held.models.economy, *held.models.policy};
  const valuation::Sampler sampler(preference, {s, held.draw}, ports);
  const std::size_t track = test::index_of(s.tracks, track_id);
  const auto buyer = s.issues[test::index_of(s.issues, right)].receiver;
  const auto& list = s.actors[buyer.index()].attributes;
  std::size_t supply = 0;
  while (list.at(supply).measure != scenario::Measure::supply) ++supply;
  const core::Streams streams(s.seed, 0, 0);
  const auto without =
      sampler.play(held.engine.world, {core::TrackId::at(track), test::package_with(s, track, levers)}, streams, paths);
  levers.emplace_back(right, -1);
  const auto with =
      sampler.play(held.engine.world, {core::TrackId::at(track), test::package_with(s, track, levers)}, streams, paths);
  const auto judge = static_cast<std::size_t>(preference.space().judge_index[buyer.index()]);
  std::vector<double> out;
  for (std::size_t p = 0; p < with.path.size(); ++p)
    out.push_back(with.path[p][judge][supply] - without.path[p][judge][supply]);
  return out;
}

bool all_zero(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double x) { return x == 0.0; });
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double x : values) sum += x;
  return sum / static_cast<double>(values.size());
}

/// The seller's projected gain from the best pledge alone (above the status quo).
double best_pledge(const scenario::Scenario& s, std::int64_t draw, const std::string& track_id,
                   const std::string& pledge) {
  test::Held held(s, draw);
  auto& preference = held.look();
  const std::size_t track = test::index_of(s.tracks, track_id);
  const auto& issue = s.issues[test::index_of(s.issues, pledge)];
  std::vector<double> gain(s.tracks[track].parties.size());
  double best = -1e9;
  for (std::size_t level = 0; level < issue.grid.size(); ++level) {
    if (issue.grid[level] == issue.status_quo) continue;
    preference.gains(core::TrackId::at(track), test::package_with(s, track, {{pledge, static_cast<int>(level)}}), gain);
    for (std::size_t i = 0; i < gain.size(); ++i) {
      if (s.tracks[track].parties[i].actor == issue.receiver) best = std::max(best, gain[i]);
    }
  }
  return best;
}

void close_channels(scenario::Scenario& s) {
  fix(s, "parameters.conflict.force_channel", 0.0);
  fix(s, "parameters.conflict.release_rate", 0.0);
}

}  // namespace

TEST_CASE("with force and release closed a right in held ground is worth exactly nothing, whatever else is pledged") {
  CHECK(rc::check([] {
    test::SmallWorldOptions o = test::any_small_world();
    o.tracks = 1 + test::pick(0, 2);
    o.rights = o.security = o.sponsor = true;
    auto s = test::small(o);
    close_channels(s);
    RC_ASSERT(all_zero(worth(s, test::pick(0, 100), "bargain", "rights", {{"training", -1}, {"pledge", -1}}, 2)));
  }));
  auto s = test::shipped();
  close_channels(s);
  for (int draw = -1; draw < 2; ++draw) {
    CHECK(all_zero(worth(s, draw, "us_drc", "east_rights", {}, 6)));
    CHECK(all_zero(worth(s, draw, "us_drc", "east_rights", {{"us_training", -1}, {"us_pressure", -1}}, 6)));
  }
}

TEST_CASE("with the channels open the right is worth something, and never less than nothing") {
  const auto s = test::shipped();
  const auto background = worth(s, -1, "us_drc", "east_rights", {}, 40);
  const auto helped = worth(s, -1, "us_drc", "east_rights", {{"us_training", -1}, {"us_pressure", -1}}, 40);
  for (const double x : background) CHECK(x >= 0.0);
  for (const double x : helped) CHECK(x >= 0.0);
  CHECK(mean(background) > 0.0);
  CHECK(mean(helped) > 0.0);
}

TEST_CASE("a pledge of sanctions is worth nothing while others stand still, and something once they react") {
  for (const bool real : {false, true}) {
    INFO((real ? "shipped case" : "small world"));
    auto s = real ? test::shipped() : test::small({});
    const std::string track = real ? "us_drc" : "bargain", pledge = real ? "us_pressure" : "pledge";
    CHECK(best_pledge(s, -1, track, pledge) > 0.0);
    fix(s, "parameters.preference.reactions", 0.0);
    for (int draw = -1; draw < 3; ++draw) CHECK(best_pledge(s, draw, track, pledge) == 0.0);
  }
}

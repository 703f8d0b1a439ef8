// SPDX-License-Identifier: Apache-2.0
// Projected gains of packages that move the ground against sampled ones, on the shipped case: a smaller sample of what the
// page on valuation measures. The tolerances notice a projection that lost its sense; they do not say that it is exact:
// about one clear sign in ten is wrong, most of them of parties whom the package hardly concerns (docs/validation/valuation.md).
#include <cmath>

#include "analysis/agreement.hpp"
#include "laws/law_fixture.hpp"
#include "support/catch.hpp"
#include "valuation/sampled.hpp"

using namespace entente;
using analysis::Estimated;

namespace {

constexpr int kPaths = 100;
constexpr std::uint32_t kPackages = 8;  // of each talks in each state

/// The shipped case in which nobody expects other talks to conclude: sampled futures hold none.
scenario::Scenario alone() {
  auto s = test::shipped();
  for (const auto num : scenario::match_params(s, "tracks.*.hazard")) {
    auto& quantity = s.params[num.index()].quantity;
    quantity = core::fixed_quantity(0.0, quantity.unit);
  }
  return s;
}

/// Random positions, with at least one ground-moving issue at its far end.
world::Package security_package(const scenario::Scenario& s, std::size_t track, std::uint32_t number) {
  const core::Streams streams(s.seed, number, 1);
  world::Package out = test::package_with(s, track);
  const auto& issues = s.tracks[track].issues;
  std::vector<std::size_t> moving;
  for (std::size_t k = 0; k < issues.size(); ++k) {
    const auto& issue = s.issues[issues[k].index()];
    const double u = streams.uniform(issue.stream, 1, core::Purpose::design);
    out.at[k] = static_cast<std::int8_t>(u * static_cast<double>(issue.grid.size()));
    if (issue.dynamic) moving.push_back(k);
  }
  const auto k = moving.at(number % moving.size());
  out.at[k] = static_cast<std::int8_t>(s.issues[issues[k].index()].grid.size() - 1);
  return out;
}

/// Parties' gains over their scale on the talks, in one state of the inputs.
void add(const scenario::Scenario& s, std::int64_t draw, std::size_t track,
         std::vector<std::vector<Estimated>>& gains) {
  test::Held held(s, draw);
  const auto& preference = held.look();
  const model::Setting setting{s, held.draw};
  const valuation::Sampler sampler(preference, setting,
                                   {*held.models.conflict, *held.models.economy, *held.models.policy});
  const core::Streams luck(s.seed, static_cast<std::uint32_t>(draw + 1), 0);
  const auto id = core::TrackId::at(track);
  const auto none = sampler.play(held.engine.world, {id, test::package_with(s, track)}, luck, kPaths);
  for (std::uint32_t k = 0; k < kPackages; ++k) {
    const auto package = security_package(s, track, static_cast<std::uint32_t>(draw + 1) * kPackages + k);
    const auto with = sampler.play(held.engine.world, {id, package}, luck, kPaths);
    for (std::size_t p = 0; p < s.tracks[track].parties.size(); ++p) {
      const auto actor = s.tracks[track].parties[p].actor;
      const auto sampled = sampler.gain(with, none, actor);
      gains[p].push_back({preference.outsider_gain(id, package, actor), sampled.mean, sampled.error});
    }
  }
}

}  // namespace

TEST_CASE("parties' gains from security packages go with sampled ones in size and sign", "[slow]") {
  const auto s = alone();
  std::vector<Estimated> pooled;
  for (std::size_t track = 0; track < s.tracks.size(); ++track) {
    std::vector<std::vector<Estimated>> gains(s.tracks[track].parties.size());
    for (std::int64_t draw = -1; draw < 3; ++draw) add(s, draw, track, gains);
    for (const auto& one : gains) {
      const double scale = analysis::agreement(one).size;
      REQUIRE(scale > 0.0);
      for (const auto& x : one) pooled.push_back({x.estimate / scale, x.reference / scale, x.error / scale});
    }
  }
  const auto a = analysis::agreement(pooled, 1.0);
  INFO("correlation " << a.correlation << ", error " << a.rmse << ", bias " << a.bias << ", wrong " << a.wrong_clear
                      << " of " << a.clear << ", sampling error " << a.error);
  REQUIRE(a.n >= 200);
  CHECK(a.correlation >= 0.85);
  CHECK(a.rmse <= 0.5);
  CHECK(std::fabs(a.bias) <= 0.2);
  CHECK(a.wrong_clear * 100 <= 12 * a.clear);
}

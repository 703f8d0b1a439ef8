// SPDX-License-Identifier: Apache-2.0
// Prepares many expected paths at once for the lanes: what supply, rent and the map decide on every path alike is worked out
// once, then the widest loop that this processor has is taken. All widths give the same bits.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/detmath.hpp"
#include "core/processor.hpp"
#include "models/support/burst_contest.hpp"
#include "models/support/burst_contest_job.hpp"

namespace entente::models::burst {
namespace {

struct Shared {
  std::vector<Place> place;
  std::vector<std::uint16_t> neighbour;
  std::vector<float> approach, still;
};

float single(double x) { return static_cast<float>(x); }

/// What supply, rent and the map decide on every path alike.
Shared share(const Tables& t, const Params& p, const model::GroundInputs& in, const model::GroundState& start) {
  const auto felt = [&](std::size_t c, std::size_t n) {
    const double now = in.supply[c * t.nodes + n];
    return felt_supply(p, now > 0.0 ? now : t.open_supply[c * t.nodes + n]);
  };
  Shared out;
  out.place.reserve(t.contested.size());
  out.neighbour.reserve(t.neighbour.size());
  out.approach.reserve(t.neighbour.size());
  out.still.reserve(2 * t.near.size());
  std::vector<std::int32_t> position(t.nodes, -1);
  for (std::size_t i = 0; i < t.contested.size(); ++i)
    position[static_cast<std::size_t>(t.contested[i])] = static_cast<std::int32_t>(i);
  std::int32_t next = static_cast<std::int32_t>(t.contested.size());
  for (const std::int32_t place : t.near) {
    const auto n = static_cast<std::size_t>(place);
    if (position[n] >= 0) continue;
    position[n] = next++;
    double armed = 0.0;
    for (const std::size_t c : t.fighters) armed += start.control[n * t.coalitions + c];
    for (const std::size_t c : t.fighters)
      out.still.push_back(single(
          std::max(t.staging[c * t.nodes + n], armed > 0.0 ? start.control[n * t.coalitions + c] / armed : 0.0)));
  }
  for (const std::int32_t contested : t.contested) {
    const auto n = static_cast<std::size_t>(contested);
    Place place{};
    for (std::size_t f = 0; f < 2; ++f) {
      const std::size_t c = t.fighters[f], d = t.fighters[f ^ 1], cell = c * t.nodes + n;
      const double here = felt(c, n);
      place.weight[f] = single(here * t.prize[n]);
      place.local_odds[f] = single(std::min(1e30, odds_against(p, here, felt(d, n) * t.terrain[n])));
      place.base_pull[f] = single(release_pull(p, 0.0, p.overextension * (1.0 - here), in.rent[cell] + t.status[n]));
      place.open[f] = in.supply[cell] > 0.0;
      place.stranger[f] = single(t.stranger[cell]);
    }
    place.major = single(t.major[n]);
    place.crowding = single(t.crowding[n]);
    place.front = static_cast<std::uint16_t>(t.front[n]);
    place.first = static_cast<std::uint16_t>(out.neighbour.size());
    for (std::int32_t a = t.first[n]; a < t.first[n + 1]; ++a) {
      const auto beside = static_cast<std::size_t>(t.neighbour[static_cast<std::size_t>(a)]);
      out.neighbour.push_back(static_cast<std::uint16_t>(position[beside]));
      out.approach.push_back(single(t.approach[static_cast<std::size_t>(a)]));
    }
    place.last = static_cast<std::uint16_t>(out.neighbour.size());
    out.place.push_back(place);
  }
  return out;
}

}  // namespace

void expect_paths(const Tables& t, const Params& p, const model::GroundInputs& in, const model::PathInputs& paths,
                  const model::GroundState& start, double months, int steps, model::PathStates& out) {
  out.resize(paths.paths, t.nodes * t.coalitions, steps);
  if (!(months > 0.0) || paths.paths == 0) return;
  constexpr double kLn2 = 0.6931471805599453;
  const Shared shared = share(t, p, in, start);
  PathJob job;
  job.params = p;
  job.months = months;
  job.steps = steps;
  job.paths = paths.paths;
  job.places = t.contested.size();
  job.coalitions = t.coalitions;
  job.fronts = t.fronts;
  job.entries = out.entries;
  job.still_count = shared.still.size() / 2;
  for (std::size_t f = 0; f < 2; ++f) job.fighter[f] = t.fighters[f];
  job.unaligned = t.unaligned;
  const double half_lives = months / p.freshness_half_life;
  job.fresh_decay = det::exp(-kLn2 * half_lives);
  job.fresh_mean = (1.0 - job.fresh_decay) / (kLn2 * half_lives);
  job.shaken = det::pow(p.contagion, p.exponent);
  job.rout_odds = det::pow(p.rout_ratio, -p.exponent);
  Side one;
  one.men = one.enemy_men = 1.0;
  job.clash = clash_deaths(p, one);
  job.armed = t.armed.data();
  job.place = shared.place.data();
  job.neighbour = shared.neighbour.data();
  job.approach = shared.approach.data();
  job.still = shared.still.data();
  job.contested = t.contested.data();
  job.control = start.control.data();
  job.fresh = start.fresh.data();
  job.mode = start.mode.data();
  if (!start.drift.empty()) job.drift = start.drift.data();
  job.strength = paths.strength.data();
  job.men = paths.men.data();
  job.restraint = paths.restraint.data();
  job.pressure = paths.pressure.data();
  if (in.regroup.size() == in.strength.size() && in.regroup_rate.size() == in.strength.size()) {
    job.regroup = in.regroup.data();
    job.regroup_rate = in.regroup_rate.data();
  }
  job.out_control = out.control.get();
  job.out_deaths = out.deaths.data();
  static const bool wide = avx2_built() && core::processor_has_avx2();
  if (wide) {
    run_paths_avx2(job);
  } else {
    run_paths_plain(job);
  }
}

}  // namespace entente::models::burst

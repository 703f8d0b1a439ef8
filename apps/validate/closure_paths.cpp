// SPDX-License-Identifier: Apache-2.0
// See the header.
#include "apps/validate/closure_paths.hpp"

#include "apps/validate/page.hpp"

namespace entente::validate {

using scenario::AxisKind;

std::vector<double> sampled_control(Bench& bench, int point, int paths) {
  const auto& s = bench.scenario();
  const auto& space = bench.preference().space();
  const auto& conflict = *bench.models().conflict;
  const core::Streams streams(s.seed, 0, 0);
  std::vector<double> mean(bench.world().control.size(), 0.0);
  model::GroundInputs inputs;
  world::EventSink sink;
  for (int p = 0; p < paths; ++p) {
    const core::Streams luck = streams.child(static_cast<std::uint32_t>(p));
    world::World w = bench.world();
    world::Derived derived = bench.engine().derived;
    for (std::size_t x = 0; x < space.grid.size(); ++x) {
      const auto& axis = space.grid[x];
      const double level = axis.levels[static_cast<std::size_t>(space.level_of(point, x))];
      if (axis.kind == AxisKind::force_men) w.men[axis.force.index()] = level;
      if (axis.kind == AxisKind::restraint) derived.restraint[axis.coalition.index()] = level;
    }
    std::uint32_t version = ~0u;
    for (int month = 1; month <= kClosureMonths; ++month) {
      for (int week = 1; week <= s.weeks_per_month; ++week) {
        sink.set_time(month, week);
        model::ground_inputs(s, bench.draw(), w, derived, bench.engine().ledger, conflict.ground_params(), version,
                             inputs);
        conflict.sample(w, inputs, luck, sink);
        for (const auto& event : sink.events()) world::apply(s, bench.draw(), w, event);
        sink.clear();
        ++w.week;
      }
      ++w.month;
    }
    for (std::size_t e = 0; e < mean.size(); ++e) mean[e] += w.control[e] / paths;
  }
  return mean;
}

std::vector<double> expected_control(Bench& bench, int point) {
  const auto& preference = bench.preference();
  model::GroundInputs inputs;
  std::uint32_t version = ~0u;
  model::ground_inputs(bench.scenario(), bench.draw(), bench.world(), bench.engine().derived, bench.engine().ledger,
                       bench.models().conflict->ground_params(), version, inputs);
  const auto path = preference.library().trajectory(bench.world(), *bench.models().conflict, inputs, point);
  const auto step = static_cast<std::size_t>(kClosureMonths / preference.space().step_months + 0.5);
  return path[std::min(path.size(), std::max<std::size_t>(step, 1)) - 1];
}

core::CoalitionId holding_side(const Bench& bench) {
  const auto& space = bench.preference().space();
  for (const auto& axis : space.grid) {
    if (axis.kind == AxisKind::restraint) return axis.coalition;
  }
  return core::CoalitionId::at(
      static_cast<std::size_t>(bench.world().force_coalition[space.grid.front().force.index()]));
}

std::string point_name(const valuation::Space& space, int point) {
  std::string out;
  for (std::size_t x = 0; x < space.grid.size(); ++x) {
    const auto& axis = space.grid[x];
    const double level = axis.levels[static_cast<std::size_t>(space.level_of(point, x))];
    out += (out.empty() ? "" : ", ");
    out += axis.kind == AxisKind::force_men ? number(level, 0) + " men" : "restraint " + number(level, 1);
  }
  return out;
}

std::vector<std::size_t> held_places(const Bench& bench, core::CoalitionId side) {
  const auto& s = bench.scenario();
  std::vector<std::size_t> held;
  for (std::size_t n = 0; n < s.nodes.size(); ++n) {
    const bool contested = !s.nodes[n].outside && s.nodes[n].front.valid();
    if (contested && bench.world().holder(s, core::NodeId::at(n)) == side) held.push_back(n);
  }
  return held;
}

}  // namespace entente::validate

// SPDX-License-Identifier: Apache-2.0
// Draws every uncertain number of a scenario once. Members of a correlation group share one uniform, opposed members its
// complement; sets of shares or weights are renormalised afterwards.
#include "core/rng.hpp"
#include "scenario/scenario.hpp"

namespace entente::scenario {

namespace {

void renormalise(const Scenario& scenario, std::vector<double>& values) {
  const auto sets = static_cast<std::size_t>(scenario.normal_sets);
  std::vector<double> sum(sets, 0.0);
  std::vector<int> count(sets, 0);
  for (std::size_t i = 0; i < scenario.params.size(); ++i) {
    const std::int32_t set = scenario.params[i].normal_set;
    if (set < 0) continue;
    sum[static_cast<std::size_t>(set)] += values[i];
    ++count[static_cast<std::size_t>(set)];
  }
  for (std::size_t i = 0; i < scenario.params.size(); ++i) {
    const std::int32_t set = scenario.params[i].normal_set;
    if (set < 0) continue;
    const auto s = static_cast<std::size_t>(set);
    values[i] = sum[s] > 0.0 ? values[i] / sum[s] : 1.0 / count[s];  // all zero: nothing to prefer, so equal
  }
}

}  // namespace

Draw make_draw(const Scenario& scenario, std::uint64_t seed, std::int64_t draw) {
  std::vector<double> values;
  values.reserve(scenario.params.size());
  const core::Streams streams(seed, static_cast<std::uint32_t>(draw < 0 ? 0 : draw), 0);
  for (const Param& param : scenario.params) {
    if (draw < 0 || !core::is_uncertain(param.quantity)) {
      values.push_back(param.quantity.v);
      continue;
    }
    const double u = streams.uniform(param.stream, 0, core::Purpose::parameter);
    values.push_back(core::draw(param.quantity, param.opposed ? 1.0 - u : u));
  }
  renormalise(scenario, values);
  return Draw(std::move(values));
}

}  // namespace entente::scenario

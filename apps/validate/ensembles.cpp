// SPDX-License-Identifier: Apache-2.0
// Running and pairing.
#include "apps/validate/ensembles.hpp"

#include <stdexcept>

namespace entente::validate {

std::vector<std::vector<double>> play_ensemble(const Context& context, const scenario::Scenario& scenario,
                                               const run::RunOptions& options, const Figures& figures) {
  std::vector<std::vector<double>> out(context.runs);
  constexpr std::uint32_t kBlock = 8;
  const std::uint32_t blocks = (context.runs + kBlock - 1) / kBlock;
  context.executor.execute(blocks, [&](std::uint64_t block) {
    for (auto i = static_cast<std::uint32_t>(block) * kBlock; i < context.runs && i < (block + 1) * kBlock; ++i) {
      const auto record = run::run_one(scenario, context.session.registry(), {scenario.seed, i, 0}, options);
      if (!record.failure.empty()) throw std::runtime_error("run " + std::to_string(i) + ": " + record.failure);
      out[i] = figures(record);
    }
  });
  return out;
}

std::vector<double> outcome_values(const run::RunRecord& record) {
  std::vector<double> out;
  for (const auto& outcome : record.outcomes) out.push_back(outcome.value);
  return out;
}

Paired compare(const std::vector<std::vector<double>>& first, const std::vector<std::vector<double>>& second,
               std::size_t figure) {
  analysis::Moments a, b, change;
  for (std::size_t i = 0; i < first.size(); ++i) {
    a.add(first[i][figure]);
    b.add(second[i][figure]);
    change.add(second[i][figure] - first[i][figure]);
  }
  return {a.mean(), b.mean(), change.mean(), analysis::mean_interval(change.mean(), change.variance(), change.n())};
}

}  // namespace entente::validate

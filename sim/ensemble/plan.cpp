// SPDX-License-Identifier: Apache-2.0
// Positions and keys of a plan's runs.
#include "ensemble/plan.hpp"

namespace entente::ensemble {

std::uint64_t run_count(const Plan& plan) noexcept { return std::uint64_t{plan.draws} * plan.replications; }

bool is_valid(const Plan& plan) noexcept {
  return plan.draws >= 1 && plan.replications >= 1 && plan.replications <= kMaxReplications &&
         run_count(plan) <= kMaxRuns;
}

run::RunKey key_at(const Plan& plan, std::uint64_t index) noexcept {
  run::RunKey key;
  key.seed = plan.seed;
  key.draw = static_cast<std::uint32_t>(index / plan.replications);
  key.replication = static_cast<std::uint32_t>(index % plan.replications);
  return key;
}

std::optional<std::uint64_t> index_of(const Plan& plan, const run::RunKey& key) noexcept {
  if (key.seed != plan.seed || key.draw >= plan.draws || key.replication >= plan.replications) {
    return std::nullopt;
  }
  return std::uint64_t{key.draw} * plan.replications + key.replication;
}

}  // namespace entente::ensemble

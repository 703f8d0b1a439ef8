// SPDX-License-Identifier: Apache-2.0
// Bookkeeping of finished runs and the test whether two ensembles are the same work.
#include "ensemble/manifest.hpp"

#include <utility>

namespace entente::ensemble {

Manifest::Manifest(Plan plan, std::string scenario_digest, std::string engine_version)
    : plan_(plan), scenario_digest_(std::move(scenario_digest)), engine_version_(std::move(engine_version)),
      done_(static_cast<std::size_t>(run_count(plan)), false) {}

void Manifest::mark_done(std::uint64_t index) {
  if (index >= done_.size() || done_[static_cast<std::size_t>(index)]) {
    return;
  }
  done_[static_cast<std::size_t>(index)] = true;
  ++done_count_;
}

bool Manifest::is_done(std::uint64_t index) const noexcept {
  return index < done_.size() && done_[static_cast<std::size_t>(index)];
}

std::vector<std::uint64_t> Manifest::missing() const {
  std::vector<std::uint64_t> out;
  out.reserve(done_.size() - static_cast<std::size_t>(done_count_));
  for (std::size_t i = 0; i < done_.size(); ++i) {
    if (!done_[i]) {
      out.push_back(i);
    }
  }
  return out;
}

std::string mismatch(const Manifest& stored, const Manifest& wanted) {
  if (stored.scenario_digest() != wanted.scenario_digest()) {
    return "the scenario differs: finished runs are of " + stored.scenario_digest() + ", this is " +
           wanted.scenario_digest();
  }
  if (stored.plan().seed != wanted.plan().seed) {
    return "the seed differs: finished runs have " + std::to_string(stored.plan().seed) + ", wanted is " +
           std::to_string(wanted.plan().seed);
  }
  if (stored.engine_version() != wanted.engine_version()) {
    return "the engine differs: finished runs are from " + stored.engine_version() + ", this is " +
           wanted.engine_version();
  }
  if (stored.plan().replications != wanted.plan().replications) {
    return "the number of replications differs: finished runs have " + std::to_string(stored.plan().replications) +
           ", wanted is " + std::to_string(wanted.plan().replications);
  }
  if (wanted.plan().draws < stored.plan().draws) {
    return "fewer draws are wanted (" + std::to_string(wanted.plan().draws) + ") than planned before (" +
           std::to_string(stored.plan().draws) + ")";
  }
  return {};
}

}  // namespace entente::ensemble

// SPDX-License-Identifier: Apache-2.0
// One draw of a scenario ready to be measured: models, world at as_of, projections, sampler. Also the ways a scenario is
// varied for a measurement. Nothing here prints or decides.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "apps/session/session.hpp"
#include "run/engine.hpp"
#include "scenario/inputs.hpp"
#include "valuation/sampled.hpp"

namespace entente::validate {

/// Multiplies and shifts every number that matches; throws std::invalid_argument when none does.
[[nodiscard]] scenario::Scenario scaled(const scenario::Scenario& scenario, const std::string& path, double factor,
                                        double offset = 0.0);
/// Fixes every number that matches at a value in its engine unit; throws when none does.
[[nodiscard]] scenario::Scenario fixed(const scenario::Scenario& scenario, const std::string& path, double value);
/// The case with one of its overlays; throws std::runtime_error with the diagnostics.
[[nodiscard]] scenario::Scenario with_overlay(const session::Session& session, const std::string& case_folder,
                                              const std::string& overlay);

[[nodiscard]] core::IssueId find_issue(const scenario::Scenario& scenario, const std::string& id);

/// Position of an issue on its grid, for packages.
using Positions = std::vector<std::pair<core::IssueId, std::size_t>>;
/// A package of the track at the status quo but for the positions named.
[[nodiscard]] world::Package package_of(const scenario::Scenario& scenario, core::TrackId track,
                                        const Positions& positions = {});
/// Grid index of the status quo.
[[nodiscard]] std::size_t quo_of(const scenario::Issue& issue);

class Bench {
 public:
  /// `draw` < 0: all numbers at their modes. The scenario must outlive the bench. Serves one thread.
  Bench(const scenario::Scenario& scenario, const model::Registry& registry, std::int64_t draw);
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  [[nodiscard]] const scenario::Scenario& scenario() const { return s_; }
  [[nodiscard]] const scenario::Draw& draw() const { return d_; }
  [[nodiscard]] const model::Models& models() const { return models_; }
  [[nodiscard]] const world::World& world() const { return engine_.world; }
  [[nodiscard]] run::Engine& engine() { return engine_; }
  [[nodiscard]] const valuation::ProjectedPreference& preference() const { return *preference_; }
  [[nodiscard]] const valuation::Sampler& sampler() const { return *sampler_; }

  /// Sampled futures with a package in force. The same luck for every package and every scenario of the same draw number.
  [[nodiscard]] valuation::SampledFuture play(core::TrackId track, const world::Package& package, int paths) const;

 private:
  const scenario::Scenario& s_;
  scenario::Draw d_;
  model::Models models_;
  run::Engine engine_;
  core::Streams streams_;
  const valuation::ProjectedPreference* preference_ = nullptr;
  std::unique_ptr<valuation::Sampler> sampler_;
};

}  // namespace entente::validate

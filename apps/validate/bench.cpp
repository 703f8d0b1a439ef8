// SPDX-License-Identifier: Apache-2.0
// Making benches and variants.
#include "apps/validate/bench.hpp"

#include <algorithm>
#include <stdexcept>

namespace entente::validate {

scenario::Scenario scaled(const scenario::Scenario& scenario, const std::string& path, double factor, double offset) {
  scenario::Scenario out = scenario;
  if (scenario::scale_param(out, path, factor, offset) == 0) throw std::invalid_argument("no number at " + path);
  return out;
}

scenario::Scenario fixed(const scenario::Scenario& scenario, const std::string& path, double value) {
  scenario::Scenario out = scenario;
  const auto found = scenario::match_params(out, path);
  if (found.empty()) throw std::invalid_argument("no number at " + path);
  for (const scenario::Num num : found) {
    auto& quantity = out.params[num.index()].quantity;
    quantity = core::fixed_quantity(value, quantity.unit);
  }
  return out;
}

scenario::Scenario with_overlay(const session::Session& session, const std::string& case_folder,
                                const std::string& overlay) {
  const scenario::DiskFiles files;
  const session::Case loaded = session::load(session, case_folder + "+" + overlay, files);
  if (!loaded.ok()) throw std::runtime_error(core::render_all(loaded.diagnostics()));
  return loaded.scenario();
}

core::IssueId find_issue(const scenario::Scenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
    if (scenario.issues[i].id == id) return core::IssueId::at(i);
  }
  throw std::invalid_argument("no issue " + id);
}

std::size_t quo_of(const scenario::Issue& issue) {
  const auto at = std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo);
  return at == issue.grid.end() ? 0 : static_cast<std::size_t>(at - issue.grid.begin());
}

world::Package package_of(const scenario::Scenario& scenario, core::TrackId track, const Positions& positions) {
  const auto& issues = scenario.tracks[track.index()].issues;
  world::Package out;
  out.count = static_cast<std::int8_t>(issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    out.at[i] = static_cast<std::int8_t>(quo_of(scenario.issues[issues[i].index()]));
    for (const auto& [issue, at] : positions) {
      if (issue == issues[i]) out.at[i] = static_cast<std::int8_t>(at);
    }
  }
  return out;
}

Bench::Bench(const scenario::Scenario& scenario, const model::Registry& registry, std::int64_t draw)
    : s_(scenario), d_(scenario::make_draw(scenario, scenario.seed, draw)),
      models_(model::make_models(registry, scenario, d_)),
      engine_(s_, d_, models_,
              core::Streams(scenario.seed, static_cast<std::uint32_t>(std::max<std::int64_t>(draw, 0)), 0), {}),
      streams_(engine_.streams) {
  preference_ = dynamic_cast<const valuation::ProjectedPreference*>(models_.preference.get());
  if (preference_ == nullptr) throw std::invalid_argument("the validation pages need the projected preference");
  // twice: the second look knows what the other tracks are believed to conclude
  for (int look = 0; look < 2; ++look) models_.preference->refresh(engine_.world, engine_.derived, engine_.ledger);
  sampler_ = std::make_unique<valuation::Sampler>(
      *preference_, model::Setting{s_, d_},
      model::PreferencePorts{*models_.conflict, *models_.economy, *models_.policy});
}

valuation::SampledFuture Bench::play(core::TrackId track, const world::Package& package, int paths) const {
  return sampler_->play(engine_.world, {track, package}, streams_, paths);
}

}  // namespace entente::validate

// SPDX-License-Identifier: Apache-2.0
// The registry's own work: describing the registered families, reading drawn parameters, making the ports of one run.
// It knows no family by name; the generated model index fills it.
#include "model/registry.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/idle.hpp"
#include "model/param.hpp"
#include "model/politics.hpp"

namespace entente::model {
namespace {

template <class Family>
void tell_abilities(const Family& family, scenario::ModelInfo& info) {
  info.needs = family.needs;
  info.gives = family.gives;
  info.standard = family.standard;
}
void tell_abilities(const PreferenceFamily&, scenario::ModelInfo&) {}

template <class Families>
std::vector<scenario::ModelInfo> describe(const Families& families) {
  std::vector<scenario::ModelInfo> infos;  // a std::map iterates by key, so the order is the reader's order
  for (const auto& entry : families) {
    scenario::ModelInfo info;
    info.key = entry.first;
    info.title = entry.second.title;
    info.doc = entry.second.doc;
    info.params = entry.second.params;
    tell_abilities(entry.second, info);
    infos.push_back(std::move(info));
  }
  return infos;
}

template <class Families>
const typename Families::mapped_type& family(const Families& families, const char* port, const std::string& key) {
  const auto it = families.find(key);
  if (it == families.end()) {
    throw std::invalid_argument(std::string("no ") + port + " model is called '" + key + "'");
  }
  return it->second;
}

}  // namespace

scenario::ParamSpec param(std::string key, core::Unit unit, double v, double lo, double hi, double min, double max,
                          std::string doc, std::string source, core::Shape shape) {
  scenario::ParamSpec spec;
  spec.key = std::move(key);
  spec.unit = unit;
  spec.min = min;
  spec.max = max;
  spec.fallback = core::fixed_quantity(v, unit);
  spec.fallback.lo = lo;
  spec.fallback.hi = hi;
  if (lo < hi) spec.fallback.shape = shape;
  spec.fallback.why = doc;
  spec.doc = std::move(doc);
  spec.source = source.empty() ? "judgement" : std::move(source);
  return spec;
}

ParamValues::ParamValues(const std::vector<scenario::ParamSpec>& specs,
                         const std::vector<std::pair<std::string, scenario::Num>>& given, const scenario::Draw& draw) {
  values_.reserve(specs.size());
  for (const scenario::ParamSpec& spec : specs) {
    values_.emplace_back(spec.key, core::to_canonical(spec.fallback.v, spec.unit));
  }
  for (const auto& one : given) {
    const auto it =
        std::find_if(values_.begin(), values_.end(), [&one](const auto& v) { return v.first == one.first; });
    if (it == values_.end()) throw std::invalid_argument("the model declares no parameter '" + one.first + "'");
    if (one.second.valid()) it->second = draw[one.second];
  }
}

double ParamValues::operator[](std::string_view key) const {
  for (const auto& value : values_) {
    if (value.first == key) return value.second;
  }
  throw std::logic_error("parameter '" + std::string(key) + "' is read but not declared");
}

scenario::ModelCatalog Registry::catalog() const {
  scenario::ModelCatalog catalog;
  catalog.of(scenario::Port::conflict) = describe(conflict);
  catalog.of(scenario::Port::economy) = describe(economy);
  catalog.of(scenario::Port::policy) = describe(policy);
  catalog.of(scenario::Port::protocol) = describe(protocol);
  catalog.of(scenario::Port::preference) = describe(preference);
  for (scenario::ModelInfo& info : catalog.of(scenario::Port::preference)) {
    info.needs_world = preference.at(info.key).needs_world;
  }
  catalog.of(scenario::Port::offering) = describe(offering);
  catalog.of(scenario::Port::acceptance) = describe(acceptance);
  catalog.of(scenario::Port::belief) = describe(belief);
  catalog.of(scenario::Port::politics) = {scenario::ModelInfo{
      "politics", "Politics and compliance", "Ratification, delivery, breach, truces: one table, no choice of family.",
      politics_params()}};
  return catalog;
}

namespace {

/// The strategies a track names, party by party.
void make_strategies(const Registry& registry, const Setting& setting, const scenario::Track& track, Models& models) {
  models.strategies.emplace_back();
  const auto make = [&setting](const auto& families, const char* port, const scenario::ModelChoice& choice) {
    const auto& made = family(families, port, choice.key);
    return made.make(setting, ParamValues(made.params, choice.params, setting.draw));
  };
  for (const scenario::Party& party : track.parties) {
    if (!party.strategy.stated) return;  // told for all parties or for none
    StrategyParts parts;
    if (!party.strategy.offering.key.empty())
      parts.offering = make(registry.offering, "offering", party.strategy.offering);
    if (!party.strategy.acceptance.key.empty())
      parts.acceptance = make(registry.acceptance, "acceptance", party.strategy.acceptance);
    if (!party.strategy.belief.key.empty()) parts.belief = make(registry.belief, "belief", party.strategy.belief);
    models.strategies.back().push_back({parts.offering.get(), parts.acceptance.get(), parts.belief.get()});
    models.parts.push_back(std::move(parts));
  }
}

}  // namespace

Models make_models(const Registry& registry, const scenario::Scenario& scenario, const scenario::Draw& draw) {
  const Setting setting{scenario, draw};
  const auto values = [&draw](const auto& made, const std::vector<std::pair<std::string, scenario::Num>>& given) {
    return ParamValues(made.params, given, draw);
  };
  Models models;
  const auto made = [&](const auto& families, const char* port, const scenario::ModelChoice& choice, auto idle) {
    if (choice.key.empty()) return idle();
    const auto& chosen = family(families, port, choice.key);
    return chosen.make(setting, values(chosen, choice.params));
  };
  models.conflict = made(registry.conflict, "conflict", scenario.conflict, idle_conflict);
  models.economy = made(registry.economy, "economy", scenario.economy, idle_economy);
  models.policy = made(registry.policy, "policy", scenario.policy, idle_policy);
  const auto& preference = family(registry.preference, "preference", scenario.preference.key);
  const PreferencePorts ports{*models.conflict, *models.economy, *models.policy};
  models.preference = preference.make(setting, values(preference, scenario.preference.params), ports);
  models.protocol.reserve(scenario.tracks.size());
  for (const scenario::Track& track : scenario.tracks) {
    const auto& protocol = family(registry.protocol, "protocol", track.protocol);
    models.protocol.push_back(protocol.make(setting, values(protocol, track.protocol_params)));
    make_strategies(registry, setting, track, models);
  }
  return models;
}

}  // namespace entente::model

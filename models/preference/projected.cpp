// SPDX-License-Identifier: Apache-2.0
// Registration of the projected preference (sim/valuation): worth = projected future with minus without.
#include "valuation/projected.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"

namespace entente::models {
void preference_projected_entry(model::Registry& registry) {
  using core::Unit;
  model::PreferenceFamily family;
  family.title = "Projected";
  family.doc =
      "A package is worth the actor's projected future with it minus the future without it, over a library of expected "
      "paths conditional on the "
      "scenario's projection drivers; other actors react by the policy port.";
  family.params = {
      model::param(
          "reactions", Unit::index, 1, 1, 1, 0, 1,
          "1: reactive actors answer inside projections; 0: they stand still (then no threat is worth anything)"),
      model::param("truce_life", Unit::month, 4, 1, 10, 0.1, 60,
                   "months an unmonitored truce is believed to restrain offensives"),
      model::param("truce_monitor", Unit::index, 20, 5, 60, 0, 200,
                   "relative lengthening of a truce per unit of weekly detection probability"),
      model::param("hazard_precision", Unit::index, 25, 10, 60, 0, 500,
                   "growth of the log-odds that a track concludes, per unit of its smaller surplus"),
      model::param("attention_floor", Unit::share, 0.8, 0.5, 0.95, 0, 1,
                   "share of a distant patron's pledges that outlasts its attention"),
      model::param("breach_horizon", Unit::month, 12, 6, 24, 1, 60,
                   "months over which a breach can be found out and punished"),
      model::param("refresh_control", Unit::share, 8, 8, 8, 0.001, 50,
                   "summed change of control shares that makes stored paths stale"),
      model::param("refresh_price", Unit::share, 0.15, 0.15, 0.15, 0.001, 1,
                   "change of any log price at which static terms are scored again"),
      model::param("seen_talks", Unit::index, 0, 0, 0, -10, 10,
                   "log-odds that a track concludes, added for outsiders while its talks are held openly"),
      model::param("seen_failure", Unit::index, 0, 0, 0, -10, 10,
                   "log-odds taken away while its last open talks ended without a text"),
      model::param("seen_signal", Unit::index, 0.5, 0.5, 0.5, 0, 10,
                   "log-odds taken away per unit of what its parties let be seen of their resolve (effect `signal`)"),
  };
  family.make = [](const model::Setting& setting, const model::ParamValues& v,
                   const model::PreferencePorts& ports) -> std::unique_ptr<model::Preference> {
    valuation::ProjectedParams p;
    p.reactions = v["reactions"] >= 0.5;
    p.truce_life = v["truce_life"];
    p.truce_monitor = v["truce_monitor"];
    p.hazard_precision = v["hazard_precision"];
    p.attention_floor = v["attention_floor"];
    p.breach_horizon = v["breach_horizon"];
    p.refresh_control = v["refresh_control"];
    p.refresh_price = v["refresh_price"];
    p.seen_talks = v["seen_talks"];
    p.seen_failure = v["seen_failure"];
    p.seen_signal = v["seen_signal"];
    return std::make_unique<valuation::ProjectedPreference>(setting, p, ports);
  };
  registry.preference["projected"] = std::move(family);
}

}  // namespace entente::models

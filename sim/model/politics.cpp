// SPDX-License-Identifier: Apache-2.0
// The table of politics parameters and its values in one draw. Defaults are judgements: orders of magnitude that leave
// truces of weeks to months, deployments of weeks and deliveries that lag; their ranges are wide on purpose.
#include "model/politics.hpp"

#include "model/param.hpp"
#include "model/registry.hpp"

namespace entente::model {

std::vector<scenario::ParamSpec> politics_params() {
  using core::Unit;
  return {
      param("ratify_audience", Unit::index, 0.5, 0.1, 1.5, 0.0, 10.0,
            "shift of the log-odds of ratification per audience point that the deal's own terms give or cost the actor "
            "at home"),
      param("deploy_lag", Unit::month, 1.0, 0.5, 2.0, 0.0, 24.0,
            "mean time in which a force is brought up to the men its lever sets"),
      param("withdraw_lag", Unit::month, 2.0, 1.0, 4.0, 0.0, 36.0,
            "mean time in which a force is brought down, by a lever or by a withdrawal term"),
      param("delivery_step", Unit::share, 0.05, 0.05, 0.05, 0.01, 0.5,
            "smallest change of a term's delivered share that is recorded"),
      param("learning", Unit::share, 0.15, 0.05, 0.3, 0.0, 1.0,
            "part of the gap between observed and believed delivery that beliefs close in a month"),
      param("defect_rate", Unit::per_month, 0.5, 0.2, 1.0, 0.0, 10.0,
            "occasions a month at which a granter weighs breaking a term"),
      param("breach_depth", Unit::share, 0.5, 0.25, 1.0, 0.0, 1.0,
            "part of a term's delivered share that one breach takes back"),
      param("suspend_chance", Unit::share, 0.3, 0.1, 0.6, 0.0, 1.0, "chance that a detected breach suspends the deal"),
      param("collapse_breaches", Unit::index, 6.0, 3.0, 12.0, 1.0, 1000.0,
            "detected breaches at which a deal collapses"),
      param("suspension_limit", Unit::month, 3.0, 2.0, 6.0, 0.0, 60.0,
            "months of suspension after which a deal collapses"),
      param("resume_rate", Unit::per_month, 0.4, 0.2, 0.8, 0.0, 10.0,
            "rate at which a suspended deal resumes while every granter would rather keep its terms"),
      param("truce_break", Unit::per_month, 0.45, 0.15, 1.2, 0.0, 10.0,
            "rate at which a truce breaks with no monitor, no talks, no pressure and a granter that is indifferent"),
      param("truce_monitor", Unit::index, 3.0, 1.0, 6.0, 0.0, 50.0,
            "fall of the log rate of truce breaking per unit of weekly detection probability"),
      param("truce_talks", Unit::share, 0.5, 0.2, 0.8, 0.0, 1.0,
            "part of that rate which goes while a party of the truce also talks, or has a deal, on another track"),
      param("truce_pressure", Unit::share, 0.5, 0.2, 0.8, 0.0, 1.0,
            "part of that rate which goes while the sponsor is under the highest sanction level"),
      param("truce_strain", Unit::index, 0.1, 0.0, 0.3, 0.0, 10.0,
            "rise of that rate per front on which the truce was violated in the week"),
      param("intelligence_life", Unit::month, 1.5, 0.5, 4.0, 0.1, 60.0,
            "time in which half of what a force learnt by shared intelligence is out of date once it stops"),
  };
}

PoliticsParams politics_values(const scenario::Scenario& scenario, const scenario::Draw& draw) {
  static const std::vector<scenario::ParamSpec> specs = politics_params();  // the same in every run
  const ParamValues values(specs, scenario.politics.params, draw);
  PoliticsParams p;
  p.ratify_audience = values["ratify_audience"];
  p.deploy_lag = values["deploy_lag"];
  p.withdraw_lag = values["withdraw_lag"];
  p.delivery_step = values["delivery_step"];
  p.learning = values["learning"];
  p.defect_rate = values["defect_rate"];
  p.breach_depth = values["breach_depth"];
  p.suspend_chance = values["suspend_chance"];
  p.collapse_breaches = values["collapse_breaches"];
  p.suspension_limit = values["suspension_limit"];
  p.resume_rate = values["resume_rate"];
  p.truce_break = values["truce_break"];
  p.truce_monitor = values["truce_monitor"];
  p.truce_talks = values["truce_talks"];
  p.truce_pressure = values["truce_pressure"];
  p.truce_strain = values["truce_strain"];
  p.intelligence_life = values["intelligence_life"];
  return p;
}

}  // namespace entente::model

// SPDX-License-Identifier: Apache-2.0
// Parameters of politics and compliance: ratification, deployment, delivery, breach, truce. One table with ranges, read by
// scenarios as [parameters.politics]; the functions that use it stand in run/politics and run/compliance.
// All are judgements; no family choice exists yet.
#pragma once

#include <vector>

#include "scenario/catalog.hpp"
#include "scenario/scenario.hpp"

namespace entente::model {

struct PoliticsParams {
  double ratify_audience = 0.0;    // logit per audience point
  double deploy_lag = 0.0;         // months
  double withdraw_lag = 0.0;       // months
  double delivery_step = 0.0;      // share
  double learning = 0.0;           // share a month
  double defect_rate = 0.0;        // 1/month
  double breach_depth = 0.0;       // share
  double suspend_chance = 0.0;     // share
  double collapse_breaches = 0.0;  // count
  double suspension_limit = 0.0;   // months
  double resume_rate = 0.0;        // 1/month
  double truce_break = 0.0;        // 1/month
  double truce_monitor = 0.0;      // per unit of weekly detection probability
  double truce_talks = 0.0;        // share
  double truce_pressure = 0.0;     // share
  double truce_strain = 0.0;       // per violated front and week
  double intelligence_life = 1.0;  // months
};

/// Keys, ranges and documentation, in the order of the struct.
[[nodiscard]] std::vector<scenario::ParamSpec> politics_params();

/// Drawn values; defaults where the scenario is silent. Throws std::invalid_argument for a key that is not declared.
[[nodiscard]] PoliticsParams politics_values(const scenario::Scenario& scenario, const scenario::Draw& draw);

}  // namespace entente::model

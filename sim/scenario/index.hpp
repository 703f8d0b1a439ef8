// SPDX-License-Identifier: Apache-2.0
// Tables that follow from a compiled scenario and save every run a search.
#pragma once

#include "scenario/scenario.hpp"

namespace entente::scenario {

/// Orders holdings by asset (those of one asset as they were) and notes where each asset's begin; notes which atoms the
/// conditions of terms and effects read. The last step of loading; to be repeated by who changes these parts afterwards.
void index_scenario(Scenario& scenario);

}  // namespace entente::scenario

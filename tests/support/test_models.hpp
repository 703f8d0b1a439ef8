// SPDX-License-Identifier: Apache-2.0
// A catalog of models that exist in name only, for tests of the reader.
#pragma once

#include "scenario/catalog.hpp"

namespace entente::test {

inline scenario::ModelCatalog test_models() {
  using scenario::ModelInfo;
  using scenario::Port;
  scenario::ParamSpec tempo;
  tempo.key = "tempo";
  tempo.unit = core::Unit::per_month;
  tempo.min = 0.0;
  tempo.max = 10.0;
  tempo.fallback = core::fixed_quantity(1.5, core::Unit::per_month);
  tempo.doc = "Attacks a month.";
  scenario::ModelCatalog catalog;
  catalog.of(Port::conflict) = {ModelInfo{"contest", "Contest", "", {tempo}}, ModelInfo{"fatigue", "Fatigue", "", {}}};
  catalog.of(Port::economy) = {ModelInfo{"rents", "Rents", "", {}}};
  catalog.of(Port::policy) = {ModelInfo{"choice", "Choice", "", {}}};
  catalog.of(Port::preference) = {ModelInfo{"projected", "Projected", "", {}},
                                  ModelInfo{"stated", "Stated", "", {}, false}};
  using namespace entente::scenario;
  catalog.of(Port::protocol) = {ModelInfo{"offers", "Offers", "", {}},
                                ModelInfo{"turns", "Turns", "", {}, true, 0, kStrategies | kOffers | kHearing},
                                ModelInfo{"draft", "Draft", "", {}, true, kStrategies | kMediator, kStrategies}};
  catalog.of(Port::offering) = {ModelInfo{"steps", "Steps", "", {}, true, kOffers, 0, true},
                                ModelInfo{"mirror", "Mirror", "", {}, true, kOffers | kHearing | kPair}};
  catalog.of(Port::acceptance) = {ModelInfo{"floor", "Floor", "", {}, true, 0, 0, true},
                                  ModelInfo{"weighing", "Weighing", "", {}, true, kChances}};
  catalog.of(Port::belief) = {ModelInfo{"open", "Open", "", {}, true, 0, kWorth, true}};
  return catalog;
}

}  // namespace entente::test

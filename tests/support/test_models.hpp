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
  catalog.of(Port::protocol) = {ModelInfo{"offers", "Offers", "", {}}};
  return catalog;
}

}  // namespace entente::test

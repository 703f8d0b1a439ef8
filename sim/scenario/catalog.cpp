// SPDX-License-Identifier: Apache-2.0
// Look-ups in the catalog of models.
#include "scenario/catalog.hpp"

namespace entente::scenario {

std::string_view port_name(Port port) {
  switch (port) {
    case Port::protocol:
      return "protocol";
    case Port::preference:
      return "preference";
    case Port::policy:
      return "policy";
    case Port::conflict:
      return "conflict";
    case Port::economy:
      return "economy";
    case Port::politics:
      break;
  }
  return "politics";
}

const ParamSpec* ModelInfo::find(std::string_view param) const {
  for (const ParamSpec& spec : params) {
    if (spec.key == param) return &spec;
  }
  return nullptr;
}

const ModelInfo* ModelCatalog::find(Port port, std::string_view key) const {
  for (const ModelInfo& model : of(port)) {
    if (model.key == key) return &model;
  }
  return nullptr;
}

}  // namespace entente::scenario

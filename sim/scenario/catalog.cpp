// SPDX-License-Identifier: Apache-2.0
// Look-ups in the catalog of models.
#include "scenario/catalog.hpp"

namespace entente::scenario {

std::string_view port_name(Port port) {
  switch (port) {
    case Port::protocol: return "protocol";
    case Port::preference: return "preference";
    case Port::policy: return "policy";
    case Port::conflict: return "conflict";
    case Port::economy: return "economy";
    case Port::offering: return "offering";
    case Port::acceptance: return "acceptance";
    case Port::belief: return "belief";
    case Port::politics: break;
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

const ModelInfo* ModelCatalog::standard(Port port) const {
  for (const ModelInfo& model : of(port)) {
    if (model.standard) return &model;
  }
  return nullptr;
}

std::string ability_words(Abilities abilities) {
  constexpr std::array<std::string_view, 7> kWords{"strategies", "offers", "hearing", "pair",
                                                   "mediator",   "worth",  "chances"};
  std::string out;
  for (std::size_t k = 0; k < kWords.size(); ++k) {
    if ((abilities >> k & 1U) == 0U) continue;
    if (!out.empty()) out += ", ";
    out += kWords[k];
  }
  return out;
}

}  // namespace entente::scenario

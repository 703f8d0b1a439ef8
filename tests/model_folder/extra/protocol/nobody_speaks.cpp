// SPDX-License-Identifier: Apache-2.0
// A protocol in a second model folder, for the test that such a folder is picked up: a session in
// which nobody makes an offer.
#include "model/registry.hpp"
#include "models/index.hpp"

namespace entente::models {
namespace {

class NobodySpeaks final : public model::Protocol {
 public:
  void negotiate(const model::SessionView&, const model::Preference&, const core::Streams&,
                 world::EventSink&) const override {}
};

}  // namespace

void protocol_nobody_speaks_entry(model::Registry& registry);

void protocol_nobody_speaks_entry(model::Registry& registry) {
  model::Family<model::Protocol> family;
  family.title = "Nobody speaks";
  family.doc = "Talks in which no offer is made.";
  family.make = [](const model::Setting&, const model::ParamValues&) {
    return std::unique_ptr<model::Protocol>(std::make_unique<NobodySpeaks>());
  };
  registry.protocol.emplace("nobody_speaks", std::move(family));
}

}  // namespace entente::models

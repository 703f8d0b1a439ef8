// SPDX-License-Identifier: Apache-2.0
// Protocol "stacked_offers": two to four parties with strategies speak in turn; each answers the standing offer and, when it
// falls, the next makes its own (Aydogan, Festen, Hindriks, Jonker 2017). Votes may weigh differently, parties may hold a veto,
// and nobody can be voted into giving. A party that only hears worthless offers leaves; it may come back at the next session.
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/rounds.hpp"

namespace entente::models {
namespace {

class StackedOffers final : public model::Protocol {
 public:
  StackedOffers(const model::Setting& setting, const model::ParamValues& values)
      : scenario_(setting.scenario), draw_(setting.draw) {
    rules_.quota = values["quota"];
    rules_.walkout = static_cast<int>(values["walkout"] + 0.5);
  }

  [[nodiscard]] std::unique_ptr<model::Prepared> prepare(const model::SessionView& session) const override {
    return std::make_unique<SeatTables>(session);
  }

  void negotiate(const model::SessionView& session, const model::Preference& preference, const core::Streams& streams,
                 world::EventSink& out) const override {
    if (session.reservation.size() < 2) return;  // such a track does not convene
    play_rounds(rules_, scenario_, draw_, session, preference, streams, out);
  }

 private:
  const scenario::Scenario& scenario_;
  const scenario::Draw& draw_;
  Rules rules_;
};

}  // namespace

void protocol_stacked_offers_entry(model::Registry& registry);

void protocol_stacked_offers_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Protocol> family;
  family.title = "Stacked offers with votes";
  family.doc =
      "Parties with strategies offer in turn; an offer passes with the quota of votes, with every veto party and with "
      "all who grant "
      "something in it. Who was outvoted has not signed and grants nothing.";
  family.params = {
      model::param("quota", Unit::share, 1.0, 1.0, 1.0, 0.01, 1.0,
                   "share of all votes, by weight, that an offer needs; 1: everybody must accept"),
      model::param("walkout", Unit::index, 6.0, 3.0, 12.0, 0.0, 1000.0,
                   "offers in a row below its reservation after which a party leaves the talks; 0: it never does"),
  };
  family.needs = scenario::kStrategies;
  family.gives = scenario::kStrategies | scenario::kOffers | scenario::kHearing;
  family.make = [](const model::Setting& setting,
                   const model::ParamValues& values) -> std::unique_ptr<model::Protocol> {
    return std::make_unique<StackedOffers>(setting, values);
  };
  registry.protocol.emplace("stacked_offers", std::move(family));
}

}  // namespace entente::models

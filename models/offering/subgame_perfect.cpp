// SPDX-License-Identifier: Apache-2.0
// Offering "subgame_perfect": what backward induction over the rounds left prescribes when all gains, reservations, patience and
// the order of speaking are common knowledge (Rubinstein 1982; with a last round, Stahl 1972). A benchmark, not a description.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/backward_induction.hpp"

namespace entente::models {
namespace {

class SubgamePerfect final : public model::Offering {
 public:
  [[nodiscard]] double asks(const model::Seat& seat) const override {
    const std::int32_t at = offers(seat, -1.0);
    return at >= 0 ? own_gain(seat, at) : seat.best;
  }
  [[nodiscard]] std::int32_t offers(const model::Seat& seat, double) const override {
    const std::int32_t best = seat.order.empty() ? -1 : seat.order.front();
    const std::int32_t at = solve_backwards(seat, seat.round).offer;
    return at >= 0 ? at : best;
  }
  [[nodiscard]] unsigned looks() const override { return 0U; }
};

}  // namespace

void offering_subgame_perfect_entry(model::Registry& registry);

void offering_subgame_perfect_entry(model::Registry& registry) {
  model::Family<model::Offering> family;
  family.title = "Subgame-perfect";
  family.doc =
      "What backward induction over the rounds left prescribes when everything is common knowledge. A benchmark for "
      "two to four parties who must all agree.";
  family.needs = scenario::kOffers;
  family.make = [](const model::Setting&, const model::ParamValues&) -> std::unique_ptr<model::Offering> {
    return std::make_unique<SubgamePerfect>();
  };
  registry.offering.emplace("subgame_perfect", std::move(family));
}

}  // namespace entente::models

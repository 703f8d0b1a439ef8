// SPDX-License-Identifier: Apache-2.0
// Acceptance "subgame_perfect": yes when the surplus is at least what backward induction over the rounds left gives by refusing.
// The companion of the offering of that name.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/backward_induction.hpp"

namespace entente::models {
namespace {

class SubgamePerfect final : public model::Acceptance {
 public:
  [[nodiscard]] double wants(const model::Seat& now, const model::Seat&) const override {
    return now.reservation + now.patience * solve_backwards(now, now.round + 1).value[now.party];
  }
  [[nodiscard]] bool hears() const override { return false; }
};

}  // namespace

void acceptance_subgame_perfect_entry(model::Registry& registry);

void acceptance_subgame_perfect_entry(model::Registry& registry) {
  model::Family<model::Acceptance> family;
  family.title = "Subgame-perfect";
  family.doc =
      "Accepts what is at least the discounted outcome of backward induction from the next round on. A benchmark.";
  family.needs = scenario::kOffers;
  family.make = [](const model::Setting&, const model::ParamValues&) -> std::unique_ptr<model::Acceptance> {
    return std::make_unique<SubgamePerfect>();
  };
  registry.acceptance.emplace("subgame_perfect", std::move(family));
}

}  // namespace entente::models

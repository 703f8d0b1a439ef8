// SPDX-License-Identifier: Apache-2.0
// Acceptance "projected": yes when the deal beats the continuation with breakdown risk. The continuation is solved backwards over
// the own turns left: at each the best of surplus x believed chance + (1 - chance) x what comes after. Beliefs stand still.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class Projected final : public model::Acceptance {
 public:
  [[nodiscard]] double wants(const model::Seat& now, const model::Seat& next) const override {
    const auto gap = static_cast<double>(std::max<std::int64_t>(1, next.round - now.round));
    const double to_next = det::pow(now.patience, gap);
    const double cycle = det::pow(now.patience, static_cast<double>(now.turns.size()));
    const std::int64_t left =
        next.round < next.rounds ? (next.rounds - next.round - 1) / static_cast<std::int64_t>(now.turns.size()) + 1 : 0;
    double value = 0.0;  // after the last own turn nothing is left but the reservation
    for (std::int64_t turn = 0; turn < std::min(left, kMostTurns); ++turn) {
      double best = 0.0;
      for (const std::int32_t c : now.order) {
        const double p = now.chance[static_cast<std::size_t>(c)];
        best = std::max(best, p * (own_gain(now, c) - now.reservation) + (1.0 - p) * cycle * value);
      }
      const bool settled = best - value < 1e-12 * best;
      value = best;
      if (settled) break;
    }
    return now.reservation + to_next * value;
  }
  [[nodiscard]] unsigned looks() const override { return model::kLookOthers | model::kLookChance; }
  [[nodiscard]] bool hears() const override { return false; }

 private:
  static constexpr std::int64_t kMostTurns = 256;
};

}  // namespace

void acceptance_projected_entry(model::Registry& registry);

void acceptance_projected_entry(model::Registry& registry) {
  model::Family<model::Acceptance> family;
  family.title = "Projected";
  family.doc =
      "Accepts what beats the continuation: the best of surplus x believed chance over the own turns left, after "
      "impatience and the risk of breakdown.";
  family.needs = scenario::kOffers | scenario::kChances;
  family.make = [](const model::Setting&, const model::ParamValues&) -> std::unique_ptr<model::Acceptance> {
    return std::make_unique<Projected>();
  };
  registry.acceptance.emplace("projected", std::move(family));
}

}  // namespace entente::models

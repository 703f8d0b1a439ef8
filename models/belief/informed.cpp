// SPDX-License-Identifier: Apache-2.0
// Belief "informed": knows the others' gains, reservations and patience, and expects each to settle for about what the
// bargaining solution gives it (Nash 1950, weighted by patience). No learning; the assumption behind the protocol's own rule.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/resolve.hpp"

namespace entente::models {
namespace {

class Informed final : public model::Belief {
 public:
  explicit Informed(const model::ParamValues& values) : precision_(values["precision"]) {}

  void worth(const model::Seat& seat, std::size_t other, std::span<double> out) const override {
    true_worth(seat, other, out);
  }

  void accepts(const model::Seat& seat, std::size_t other, std::span<double> out) const override {
    true_worth(seat, other, out);
    const std::int32_t fair = bargaining_solution(seat);
    const double settles = fair >= 0 ? out[static_cast<std::size_t>(fair)] : 1.0;
    for (double& x : out) x = x < 0.0 ? 0.0 : det::logistic(precision_ * (x - settles));
  }
  [[nodiscard]] bool learns() const override { return false; }

 private:
  double precision_;
};

}  // namespace

void belief_informed_entry(model::Registry& registry);

void belief_informed_entry(model::Registry& registry) {
  model::Family<model::Belief> family;
  family.title = "Informed";
  family.doc =
      "Knows what packages are worth to the others and what they must have, and expects each to settle for about what "
      "the bargaining solution gives it.";
  family.params = {
      model::param("precision", core::Unit::index, 12.0, 6.0, 25.0, 0.1, 1000.0,
                   "steepness of the believed chance of acceptance, per unit of the other's relative surplus"),
  };
  family.gives = scenario::kWorth | scenario::kChances;
  family.standard = true;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Belief> {
    return std::make_unique<Informed>(values);
  };
  registry.belief.emplace("informed", std::move(family));
}

}  // namespace entente::models

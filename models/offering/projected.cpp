// SPDX-License-Identifier: Apache-2.0
// Offering "projected": puts forward what makes own surplus times the believed chance of acceptance largest; luck picks among
// offers of nearly that worth. No backward induction: what refusal leads to enters the acceptance part only.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class Projected final : public model::Offering {
 public:
  explicit Projected(const model::ParamValues& values) : precision_(values["precision"]) {}

  [[nodiscard]] double asks(const model::Seat& seat) const override {
    const std::int32_t at = offers(seat, -1.0);
    return at >= 0 ? own_gain(seat, at) : seat.best;
  }

  [[nodiscard]] std::int32_t offers(const model::Seat& seat, double u) const override {
    if (seat.order.empty()) return -1;
    std::int32_t top = seat.order.front();
    for (const std::int32_t c : seat.order) {
      if (worth(seat, c) > worth(seat, top)) top = c;
    }
    const double best = worth(seat, top);
    if (u < 0.0 || best <= 0.0) return top;
    const auto weight = [&](std::int32_t c) {
      const double x = precision_ * (worth(seat, c) / best - 1.0);
      return x > -40.0 ? det::exp(x) : 0.0;
    };
    double total = 0.0;
    for (const std::int32_t c : seat.order) total += weight(c);
    double left = u * total;
    for (const std::int32_t c : seat.order) {
      left -= weight(c);
      if (left < 0.0) return c;
    }
    return top;
  }
  [[nodiscard]] unsigned looks() const override { return model::kLookOthers | model::kLookChance; }

 private:
  static double worth(const model::Seat& seat, std::int32_t c) {
    return (own_gain(seat, c) - seat.reservation) * seat.chance[static_cast<std::size_t>(c)];
  }
  double precision_;
};

}  // namespace

void offering_projected_entry(model::Registry& registry);

void offering_projected_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Offering> family;
  family.title = "Projected";
  family.doc = "Offers what makes its own surplus times the believed chance that all others accept largest.";
  family.params = {
      model::param("precision", Unit::index, 40.0, 20.0, 100.0, 0.0, 1000.0,
                   "precision of the logit choice, per relative loss of expected surplus"),
  };
  family.needs = scenario::kOffers | scenario::kChances;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Offering> {
    return std::make_unique<Projected>(values);
  };
  registry.offering.emplace("projected", std::move(family));
}

}  // namespace entente::models

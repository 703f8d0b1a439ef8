// SPDX-License-Identifier: Apache-2.0
// Acceptance "next": yes when the offer is worth at least what the party would itself put forward next, AC_next(a, b) of Baarslag,
// Hindriks and Jonker (2014): a x gain + b x scale >= gain of the next own offer, scale the party's largest surplus.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class Next final : public model::Acceptance {
 public:
  explicit Next(const model::ParamValues& values) : factor_(values["factor"]), bonus_(values["bonus"]) {}

  [[nodiscard]] double wants(const model::Seat& now, const model::Seat& next) const override {
    const std::int32_t at = next.offering->offers(next, -1.0);
    const double own = (at >= 0 ? own_gain(next, at) : next.best) - next.reservation;
    return now.reservation + (own - bonus_ * (now.best - now.reservation)) / factor_;
  }
  [[nodiscard]] bool hears() const override { return false; }

 private:
  double factor_, bonus_;
};

}  // namespace

void acceptance_next_entry(model::Registry& registry);

void acceptance_next_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Acceptance> family;
  family.title = "As good as the next own offer";
  family.doc =
      "Accepts what gives at least the surplus of the offer the party would make next: factor x surplus + bonus x "
      "largest surplus >= that.";
  family.params = {
      model::param("factor", Unit::index, 1.0, 1.0, 1.0, 0.1, 10.0, "factor a on the surplus of the offer heard"),
      model::param("bonus", Unit::share, 0.0, 0.0, 0.0, -1.0, 1.0,
                   "bonus b to the offer heard, as a share of the party's largest surplus"),
  };
  family.needs = scenario::kOffers;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Acceptance> {
    return std::make_unique<Next>(values);
  };
  registry.acceptance.emplace("next", std::move(family));
}

}  // namespace entente::models

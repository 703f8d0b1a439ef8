// SPDX-License-Identifier: Apache-2.0
// Offering "nash_seeking": offers and asks for about what the bargaining solution gives it, by its own beliefs (Nash 1950, with
// bargaining weights by patience), whatever the time.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class NashSeeking final : public model::Offering {
 public:
  explicit NashSeeking(const model::ParamValues& values) : share_(values["share"]), precision_(values["precision"]) {}

  [[nodiscard]] double asks(const model::Seat& seat) const override {
    return seat.reservation + share_ * (seat.fair - seat.reservation);
  }
  [[nodiscard]] std::int32_t offers(const model::Seat& seat, double u) const override {
    return pick(seat, asks(seat), u);
  }
  [[nodiscard]] double precision() const override { return precision_; }
  [[nodiscard]] unsigned looks() const override { return model::kLookOthers | model::kLookFair; }

 private:
  double share_, precision_;
};

}  // namespace

void offering_nash_seeking_entry(model::Registry& registry);

void offering_nash_seeking_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Offering> family;
  family.title = "Nash-seeking";
  family.doc =
      "Asks, at any time, for a share of its surplus at the believed bargaining solution, and offers what pleases the "
      "others most among that.";
  family.params = {
      model::param("share", Unit::share, 0.9, 0.85, 1.0, 0.0, 1.0,
                   "share of its surplus at the believed bargaining solution that it asks for"),
      model::param("precision", Unit::index, 25.0, 10.0, 60.0, 0.0, 1000.0,
                   "precision of the logit choice among packages that give the party what it asks for"),
  };
  family.needs = scenario::kOffers | scenario::kWorth;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Offering> {
    return std::make_unique<NashSeeking>(values);
  };
  registry.offering.emplace("nash_seeking", std::move(family));
}

}  // namespace entente::models

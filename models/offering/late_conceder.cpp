// SPDX-License-Identifier: Apache-2.0
// Offering "late_conceder": asks for its best until late, then goes down in a straight line to what it must have. The very late
// conceder is a strong strategy of recent automated-negotiation competitions. Hears nobody.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class LateConceder final : public model::Offering {
 public:
  explicit LateConceder(const model::ParamValues& values)
      : start_(values["start"]), margin_(values["margin"]), precision_(values["precision"]) {}

  [[nodiscard]] double asks(const model::Seat& seat) const override {
    if (seat.turn != nullptr) return seat.turn->asked;
    const double conceded = std::min(1.0, std::max(0.0, seat.time - start_) / std::max(1.0 - start_, 1e-9));
    const double least = seat.reservation + margin_ * (seat.best - seat.reservation);
    return seat.best - (seat.best - least) * conceded;
  }
  [[nodiscard]] std::int32_t offers(const model::Seat& seat, double u) const override {
    return pick(seat, asks(seat), u);
  }
  [[nodiscard]] bool hears() const override { return false; }
  [[nodiscard]] bool draws(const model::Seat& seat) const override { return open_to_luck(seat); }
  [[nodiscard]] double precision() const override { return precision_; }

 private:
  double start_, margin_, precision_;
};

}  // namespace

void offering_late_conceder_entry(model::Registry& registry);

void offering_late_conceder_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Offering> family;
  family.title = "Late conceder";
  family.doc =
      "Asks for its best until `start` of the session is gone, then concedes in a straight line to its reservation "
      "plus a margin.";
  family.params = {
      model::param("start", Unit::share, 0.9, 0.8, 0.98, 0.0, 1.0,
                   "share of the session after which it begins to concede"),
      model::param("margin", Unit::share, 0.1, 0.0, 0.2, 0.0, 1.0,
                   "share of its largest surplus that it still asks for at the end"),
      model::param("precision", Unit::index, 25.0, 10.0, 60.0, 0.0, 1000.0,
                   "precision of the logit choice among packages that give the party what it asks for"),
  };
  family.needs = scenario::kOffers | scenario::kWorth;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Offering> {
    return std::make_unique<LateConceder>(values);
  };
  registry.offering.emplace("late_conceder", std::move(family));
}

}  // namespace entente::models

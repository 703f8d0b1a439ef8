// SPDX-License-Identifier: Apache-2.0
// Offering "time_dependent": asks for r + (best - r)(1 - t^e), t the share of the session gone (Faratin, Sierra, Jennings 1998);
// e is the party's concession exponent on its track, times a factor. Hears nobody.
#include <algorithm>

#include "core/detmath.hpp"
#include "core/detmath_many.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class TimeDependent final : public model::Offering {
 public:
  explicit TimeDependent(const model::ParamValues& values)
      : factor_(values["exponent"]), precision_(values["precision"]) {}

  [[nodiscard]] double asks(const model::Seat& seat) const override {
    if (seat.turn != nullptr) return seat.turn->asked;
    return asks_for(seat, det::pow(seat.time, exponent(seat)));
  }
  void asks_at(const model::Seat& seat, std::span<const std::int64_t>, std::span<const double> times,
               std::span<double> asked) const override {
    det::pow_many(times, exponent(seat), asked);
    for (double& one : asked) one = asks_for(seat, one);
  }
  [[nodiscard]] std::int32_t offers(const model::Seat& seat, double u) const override {
    return pick(seat, asks(seat), u);
  }
  [[nodiscard]] bool hears() const override { return false; }
  [[nodiscard]] bool draws(const model::Seat& seat) const override { return open_to_luck(seat); }
  [[nodiscard]] double precision() const override { return precision_; }

 private:
  [[nodiscard]] double exponent(const model::Seat& seat) const { return std::max(seat.concession * factor_, 0.01); }
  [[nodiscard]] static double asks_for(const model::Seat& seat, double conceded) {
    return seat.reservation + (seat.best - seat.reservation) * (1.0 - conceded);
  }

  double factor_, precision_;
};

}  // namespace

void offering_time_dependent_entry(model::Registry& registry);

void offering_time_dependent_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Offering> family;
  family.title = "Time-dependent concession";
  family.doc =
      "Asks for less as time passes: reservation + (best - reservation) x (1 - t^e). e = exponent x the party's "
      "concession on the "
      "track; above 1 it holds out until late, below 1 it concedes early. Some tools write t^(1/e) instead.";
  family.params = {
      model::param("exponent", Unit::index, 1.0, 1.0, 1.0, 0.01, 100.0,
                   "factor on the concession exponent that the track gives the party"),
      model::param("precision", Unit::index, 25.0, 10.0, 60.0, 0.0, 1000.0,
                   "precision of the logit choice among packages that give the party what it asks for"),
  };
  family.needs = scenario::kOffers | scenario::kWorth;
  family.standard = true;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Offering> {
    return std::make_unique<TimeDependent>(values);
  };
  registry.offering.emplace("time_dependent", std::move(family));
}

}  // namespace entente::models

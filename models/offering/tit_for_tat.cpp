// SPDX-License-Identifier: Apache-2.0
// Offering "tit_for_tat": concedes what the others conceded last, measured in its own utility (after Axelrod 1984; Faratin,
// Sierra, Jennings 1998). With several others it answers the mean of their last concessions.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class TitForTat final : public model::Offering {
 public:
  explicit TitForTat(const model::ParamValues& values)
      : reciprocity_(values["reciprocity"]), opening_(values["opening"]), precision_(values["precision"]) {}

  [[nodiscard]] double asks(const model::Seat& seat) const override {
    const double opening = seat.best - opening_ * (seat.best - seat.reservation);
    const double target = last_own(seat, opening) - reciprocity_ * conceded(seat);
    return std::min(seat.best, std::max(seat.reservation, target));
  }
  [[nodiscard]] std::int32_t offers(const model::Seat& seat, double u) const override {
    return pick(seat, asks(seat), u);
  }
  [[nodiscard]] double precision() const override { return precision_; }

 private:
  static double last_own(const model::Seat& seat, double opening) {
    for (std::size_t k = seat.said.size(); k-- > 0;) {
      if (seat.said[k].by == static_cast<std::int8_t>(seat.party)) return seat.said[k].gain[seat.party];
    }
    return opening;
  }

  /// What each other's last offer gave more than the one before it, in the party's own utility; mean over the others.
  static double conceded(const model::Seat& seat) {
    double sum = 0.0;
    const std::size_t parties = seat.session->reservation.size();
    for (std::size_t other = 0; other < parties; ++other) {
      if (other == seat.party) continue;
      double last = 0.0;
      int found = 0;
      for (std::size_t k = seat.said.size(); k-- > 0 && found < 2;) {
        if (seat.said[k].by != static_cast<std::int8_t>(other)) continue;
        const double gain = seat.said[k].gain[seat.party];
        if (found++ == 0)
          last = gain;
        else
          sum += last - gain;
      }
    }
    return sum / static_cast<double>(parties - 1);
  }

  double reciprocity_, opening_, precision_;
};

}  // namespace

void offering_tit_for_tat_entry(model::Registry& registry);

void offering_tit_for_tat_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Offering> family;
  family.title = "Tit for tat";
  family.doc =
      "Opens near its best and then goes down by what the others' last offers were better for it than those before; it "
      "goes up "
      "again when they take back.";
  family.params = {
      model::param("reciprocity", Unit::index, 1.0, 0.8, 1.2, 0.0, 5.0,
                   "own concession for each unit of the others' last concession, in own utility"),
      model::param("opening", Unit::share, 0.1, 0.0, 0.2, 0.0, 1.0,
                   "share of its largest surplus that it concedes before it has heard anything; at 0 two such parties "
                   "never move"),
      model::param("precision", Unit::index, 25.0, 10.0, 60.0, 0.0, 1000.0,
                   "precision of the logit choice among packages that give the party what it asks for"),
  };
  family.needs = scenario::kOffers | scenario::kHearing | scenario::kWorth;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Offering> {
    return std::make_unique<TitForTat>(values);
  };
  registry.offering.emplace("tit_for_tat", std::move(family));
}

}  // namespace entente::models

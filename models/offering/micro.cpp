// SPDX-License-Identifier: Apache-2.0
// Offering "micro": proposes its next best package only while it has made no more different proposals than it has received, else
// repeats an earlier one (MiCRO: de Jonge, IJCAI 2022). No parameters, no belief; needs only the order of its own packages.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class Micro final : public model::Offering {
 public:
  [[nodiscard]] double asks(const model::Seat& seat) const override {
    const std::int32_t at = lowest_ready(seat);
    return at >= 0 ? own_gain(seat, at) : seat.best;
  }

  [[nodiscard]] std::int32_t offers(const model::Seat& seat, double u) const override {
    if (seat.order.empty()) return -1;
    const Counts counts = count(seat);
    if (counts.own <= counts.heard || counts.own == 0 || u < 0.0) return lowest_ready(seat);
    const auto earlier = std::min(counts.own, seat.order.size());
    return seat.order[std::min(earlier - 1, static_cast<std::size_t>(u * static_cast<double>(earlier)))];
  }
  [[nodiscard]] unsigned looks() const override { return 0U; }

 private:
  struct Counts {
    std::size_t own = 0, heard = 0;
  };
  static Counts count(const model::Seat& seat) {
    Counts counts;
    for (const model::Said& one : seat.said) {
      if (one.first) ++(one.by == static_cast<std::int8_t>(seat.party) ? counts.own : counts.heard);
    }
    return counts;
  }
  /// The lowest package it is ready to propose: the next one if it may concede, else the last proposed.
  static std::int32_t lowest_ready(const model::Seat& seat) {
    if (seat.order.empty()) return -1;
    const Counts counts = count(seat);
    const std::size_t place = counts.own <= counts.heard ? counts.own : counts.own - 1;
    return seat.order[std::min(place, seat.order.size() - 1)];
  }
};

}  // namespace

void offering_micro_entry(model::Registry& registry);

void offering_micro_entry(model::Registry& registry) {
  model::Family<model::Offering> family;
  family.title = "MiCRO";
  family.doc =
      "Makes its next best proposal while it has made no more different ones than it has received, else repeats an "
      "earlier one. "
      "For two parties.";
  family.needs = scenario::kOffers | scenario::kHearing | scenario::kPair;
  family.make = [](const model::Setting&, const model::ParamValues&) -> std::unique_ptr<model::Offering> {
    return std::make_unique<Micro>();
  };
  registry.offering.emplace("micro", std::move(family));
}

}  // namespace entente::models

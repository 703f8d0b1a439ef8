// SPDX-License-Identifier: Apache-2.0
// Acceptance "combi": AC_combi(T, MAX^W) of Baarslag, Hindriks and Jonker (2014): AC_next, or, once T of the time is gone, what is
// at least the best offer heard within as long a time back as is left.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class Combi final : public model::Acceptance {
 public:
  explicit Combi(const model::ParamValues& values) : late_(values["late"]) {}

  [[nodiscard]] double wants(const model::Seat& now, const model::Seat& next) const override {
    const std::int32_t at = next.offering->offers(next, -1.0);
    const double own = at >= 0 ? own_gain(next, at) : next.best;
    return now.time >= late_ ? std::min(own, best_in_window(now, own)) : own;
  }

 private:
  /// Largest gain among others' offers of the window [2t - 1, t]; offers stand one a round, the offer being answered included.
  static double best_in_window(const model::Seat& seat, double fallback) {
    const auto span = static_cast<std::int64_t>((1.0 - seat.time) * static_cast<double>(seat.rounds) + 1e-9);
    double best = 0.0;
    bool any = false;
    std::int64_t back = 0;
    for (std::size_t k = seat.said.size(); k-- > 0 && back <= span; ++back) {
      if (seat.said[k].by == static_cast<std::int8_t>(seat.party)) continue;
      best = any ? std::max(best, seat.said[k].gain[seat.party]) : seat.said[k].gain[seat.party];
      any = true;
    }
    return any ? best : fallback;
  }
  double late_;
};

}  // namespace

void acceptance_combi_entry(model::Registry& registry);

void acceptance_combi_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Acceptance> family;
  family.title = "Combined, with a window of the best heard";
  family.doc =
      "Accepts what is at least its own next offer; late in the session also what is at least the best offer heard "
      "within as long "
      "a time back as is left, since no better can be hoped for.";
  family.params = {
      model::param("late", Unit::share, 0.98, 0.9, 0.99, 0.0, 1.0,
                   "share of the session after which the window counts"),
  };
  family.needs = scenario::kOffers | scenario::kHearing;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Acceptance> {
    return std::make_unique<Combi>(values);
  };
  registry.acceptance.emplace("combi", std::move(family));
}

}  // namespace entente::models

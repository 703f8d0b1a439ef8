// SPDX-License-Identifier: Apache-2.0
// Acceptance "breakdown_aware": yes when the surplus is at least what waiting for the own next turn is worth, after impatience and
// the risk that talks break down until then (in the manner of Rubinstein 1982).
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class BreakdownAware final : public model::Acceptance {
 public:
  explicit BreakdownAware(const model::ParamValues& values) : tolerance_(values["tolerance"]) {}

  [[nodiscard]] double wants(const model::Seat& now, const model::Seat& next) const override {
    const double asked = next.offering != nullptr ? next.offering->asks(next) : asks_by_time(next);
    const double waits = static_cast<double>(next.round - now.round);
    const double waiting = det::pow(now.patience, waits) * (asked - now.reservation);
    const double slack = tolerance_ * (now.best - now.reservation);
    return now.reservation + std::max(0.0, waiting - slack);
  }
  [[nodiscard]] bool hears() const override { return false; }

 private:
  double tolerance_;
};

}  // namespace

void acceptance_breakdown_aware_entry(model::Registry& registry);

void acceptance_breakdown_aware_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Acceptance> family;
  family.title = "Aware of breakdown";
  family.doc =
      "Accepts at or above reservation + patience x (what it will ask next - reservation): what waiting is worth after "
      "impatience and the risk of breakdown.";
  family.params = {
      model::param("tolerance", Unit::share, 0.02, 0.0, 0.05, 0.0, 0.5,
                   "shortfall it forgives, as a share of its largest surplus; never below its reservation"),
  };
  family.standard = true;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Acceptance> {
    return std::make_unique<BreakdownAware>(values);
  };
  registry.acceptance.emplace("breakdown_aware", std::move(family));
}

}  // namespace entente::models

// SPDX-License-Identifier: Apache-2.0
// Belief "bayesian": another party is of one of five types, by the share of its largest surplus below which it will not go. It
// accepts what gives it that much; its own offers come down to it with time. Offers of its own move the odds (likelihood exp(-(asked - expected)^2 / 2 s^2), after Zeng and Sycara 1998; Hindriks and Tykhonov 2008),
// letters and interviews move the prior. Values of packages are known; only resolve is not.
#include <algorithm>
#include <array>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/resolve.hpp"

namespace entente::models {
namespace {

class Bayesian final : public model::Belief {
 public:
  explicit Bayesian(const model::ParamValues& values)
      : prior_(values["prior"]), noise_(values["noise"]), precision_(values["precision"]) {}

  void worth(const model::Seat& seat, std::size_t other, std::span<double> out) const override {
    true_worth(seat, other, out);
    const Types odds = posterior(seat, other);
    double floor = 0.0;
    for (std::size_t k = 0; k < kTypes; ++k) floor += odds[k] * resolve(k);
    for (double& x : out) x = (x - floor) / std::max(1.0 - floor, 1e-9);
  }

  void accepts(const model::Seat& seat, std::size_t other, std::span<double> out) const override {
    true_worth(seat, other, out);
    const Types odds = posterior(seat, other);
    for (double& x : out) {
      double sum = 0.0;
      for (std::size_t k = 0; k < kTypes && x >= 0.0; ++k)
        sum += odds[k] * det::logistic(precision_ * (x - resolve(k)));
      x = sum;
    }
  }
  [[nodiscard]] bool learns() const override { return true; }

 private:
  static constexpr std::size_t kTypes = 5;
  using Types = std::array<double, kTypes>;
  static double resolve(std::size_t type) {
    return 0.2 * static_cast<double>(type);
  }  // 0 to 0.8 of its largest surplus

  /// Log-odds tilt the five types evenly from the softest (-1/2) to the hardest (+1/2).
  [[nodiscard]] Types posterior(const model::Seat& seat, std::size_t other) const {
    const double tilt = prior_ + (other < seat.session->signals.size() ? seat.session->signals[other] : 0.0);
    Types log_odds{};
    for (std::size_t k = 0; k < kTypes; ++k) log_odds[k] = tilt * (static_cast<double>(k) / (kTypes - 1) - 0.5);
    double best = seat.session->reservation[other];
    for (const model::Candidate& candidate : seat.session->candidates) best = std::max(best, candidate.gain[other]);
    const double range = std::max(best - seat.session->reservation[other], 1e-12);
    std::int64_t spoken = 0;
    for (const model::Said& said : seat.said) {
      const double time = seat.rounds > 0 ? static_cast<double>(spoken) / static_cast<double>(seat.rounds) : 1.0;
      ++spoken;  // one offer a round
      if (said.by != static_cast<std::int8_t>(other)) continue;
      const double asked = (said.gain[other] - seat.session->reservation[other]) / range;
      for (std::size_t k = 0; k < kTypes; ++k) {
        const double gap = (asked - least_wanted(resolve(k), time, seat.session->concession[other])) / noise_;
        log_odds[k] -= 0.5 * gap * gap;
      }
    }
    const double top = *std::max_element(log_odds.begin(), log_odds.end());
    double total = 0.0;
    for (double& x : log_odds) {
      x = det::exp(x - top);
      total += x;
    }
    for (double& x : log_odds) x /= total;
    return log_odds;
  }

  double prior_, noise_, precision_;
};

}  // namespace

void belief_bayesian_entry(model::Registry& registry);

void belief_bayesian_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Belief> family;
  family.title = "Bayesian over types of resolve";
  family.doc =
      "Five types, by the share of its largest surplus that the other will never give up (0, 0.2, 0.4, 0.6, 0.8). Its "
      "offers move "
      "the odds, and letters and interviews (effect `signal`) tilt them before the first offer.";
  family.params = {
      model::param("prior", Unit::index, 0.0, -1.0, 1.0, -20.0, 20.0,
                   "log-odds of the hardest type against the softest before anything is seen"),
      model::param("noise", Unit::share, 0.15, 0.08, 0.3, 0.01, 5.0,
                   "spread of a type's offers around what it asks for, as a share of its largest surplus"),
      model::param("precision", Unit::index, 12.0, 6.0, 25.0, 0.1, 1000.0,
                   "steepness of the believed chance of acceptance, per unit of the other's relative surplus"),
  };
  family.needs = scenario::kHearing;
  family.gives = scenario::kWorth | scenario::kChances;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Belief> {
    return std::make_unique<Bayesian>(values);
  };
  registry.belief.emplace("bayesian", std::move(family));
}

}  // namespace entente::models

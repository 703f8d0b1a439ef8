// SPDX-License-Identifier: Apache-2.0
// Belief "frequency": guesses another's values from its offers alone. An issue gains weight each time its position stays from
// one of its offers to the next; a position is worth how often it was offered (the frequency model of the negotiation
// literature, after van Krimpen, Looije and Hajizadeh 2013). Knows no gains, no reservations and no chances.
#include <algorithm>
#include <array>

#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/seats.hpp"

namespace entente::models {
namespace {

class Frequency final : public model::Belief {
 public:
  explicit Frequency(const model::ParamValues& values) : step_(values["step"]) {}

  void worth(const model::Seat& seat, std::size_t other, std::span<double> out) const override {
    Tally tally;
    const model::Said* before = nullptr;
    for (const model::Said& said : seat.said) {
      if (said.by != static_cast<std::int8_t>(other)) continue;
      count(said.package, before, tally);
      before = &said;
    }
    std::array<double, world::kMaxIssues> most{};
    for (std::size_t k = 0; k < most.size(); ++k)
      most[k] = *std::max_element(tally.times[k].begin(), tally.times[k].end());
    double total = 0.0;
    const auto issues =
        seat.session->candidates.empty() ? 0 : static_cast<std::size_t>(seat.session->candidates.front().package.count);
    for (std::size_t k = 0; k < issues; ++k) total += 1.0 + tally.weight[k];
    for (std::size_t c = 0; c < out.size(); ++c) {
      const world::Package& package = seat.session->candidates[c].package;
      double sum = 0.0;
      for (std::size_t k = 0; k < issues; ++k) {
        const double times = tally.times[k][slot(package.at[k])];
        sum += (1.0 + tally.weight[k]) * (most[k] > 0.0 ? times / most[k] : 0.0);
      }
      out[c] = sum / std::max(total, 1e-12);
    }
  }
  /// Says nothing about chances: it does not know what the other must have.
  void accepts(const model::Seat&, std::size_t, std::span<double> out) const override {
    std::fill(out.begin(), out.end(), 0.0);
  }
  [[nodiscard]] bool learns() const override { return true; }

 private:
  static constexpr std::size_t kPositions = 128;  // of one issue
  struct Tally {
    std::array<std::array<float, kPositions>, world::kMaxIssues> times{};
    std::array<double, world::kMaxIssues> weight{};
  };
  static std::size_t slot(std::int8_t at) { return static_cast<std::size_t>(std::max<std::int8_t>(at, 0)); }

  void count(const world::Package& package, const model::Said* before, Tally& tally) const {
    for (std::size_t k = 0; k < static_cast<std::size_t>(package.count); ++k) {
      tally.times[k][slot(package.at[k])] += 1.0F;
      if (before != nullptr && before->package.at[k] == package.at[k]) tally.weight[k] += step_;
    }
  }

  double step_;
};

}  // namespace

void belief_frequency_entry(model::Registry& registry);

void belief_frequency_entry(model::Registry& registry) {
  model::Family<model::Belief> family;
  family.title = "Frequency of what is offered";
  family.doc =
      "Takes positions that another offers often for dear to it, and issues on which it does not move for important. "
      "Learns from "
      "offers alone.";
  family.params = {
      model::param("step", core::Unit::index, 0.1, 0.05, 0.3, 0.0, 10.0,
                   "weight an issue gains each time the other leaves its position unchanged"),
  };
  family.needs = scenario::kHearing;
  family.gives = scenario::kWorth;
  family.make = [](const model::Setting&, const model::ParamValues& values) -> std::unique_ptr<model::Belief> {
    return std::make_unique<Frequency>(values);
  };
  registry.belief.emplace("frequency", std::move(family));
}

}  // namespace entente::models

// SPDX-License-Identifier: Apache-2.0
// Policy "logit": a level is chosen with probability proportional to exp(precision x utility), so better levels are
// likelier and none is ruled out. Precision 0 is a fair die, a large one the best level.
// Source: Luce (1959); McFadden (1974); as a model of imperfect play, McKelvey and Palfrey (1995).
#include <cstddef>

#include "core/detmath.hpp"
#include "core/lanes.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"

namespace entente::models {
namespace {

class Logit final : public model::Policy {
 public:
  /// The largest utility is taken off first, so the sum lies between 1 and the number of levels whatever the scale.
  void expect(std::span<const double> utility, double precision, std::span<double> probability) const override {
    if (utility.empty()) return;
    double best = utility[0];
    for (const double u : utility) best = u > best ? u : best;
    double total = 0.0;
    for (std::size_t i = 0; i < utility.size(); i += core::kLanes) {
      const std::size_t here = utility.size() - i < core::kLanes ? utility.size() - i : core::kLanes;
      core::Pack x{};
      for (std::size_t l = 0; l < here; ++l) x[l] = precision * (utility[i + l] - best);
      x = core::exponential(x);
      for (std::size_t l = 0; l < here; ++l) {
        probability[i + l] = x[l];
        total += x[l];
      }
    }
    for (std::size_t i = 0; i < utility.size(); ++i) probability[i] /= total;
  }

  /// Inverse of the cumulated weights; two passes instead of a buffer.
  [[nodiscard]] int sample(std::span<const double> utility, double precision, double u) const override {
    if (utility.empty()) return -1;
    double best = utility[0];
    for (const double v : utility) best = v > best ? v : best;
    double total = 0.0;
    for (const double v : utility) total += det::exp(precision * (v - best));
    double left = u * total;
    int last = 0;
    for (std::size_t i = 0; i < utility.size(); ++i) {
      const double weight = det::exp(precision * (utility[i] - best));
      if (weight > 0.0) last = static_cast<int>(i);  // rounding at the end must not select a level without weight
      left -= weight;
      if (left < 0.0) return static_cast<int>(i);
    }
    return last;
  }
};

}  // namespace

void policy_logit_entry(model::Registry& registry);

void policy_logit_entry(model::Registry& registry) {
  model::Family<model::Policy> family;
  family.title = "Logit choice";
  family.doc = "Chooses a level with probability proportional to exp(precision x projected utility).";
  family.make = [](const model::Setting&, const model::ParamValues&) -> std::unique_ptr<model::Policy> {
    return std::make_unique<Logit>();
  };
  registry.policy.emplace("logit", std::move(family));
}

}  // namespace entente::models

// SPDX-License-Identifier: Apache-2.0
// Policy "scripted": nobody revises a lever by itself, so levers stay as the file sets them and move only by shocks and
// deals. The comparison in which actors do not react. It does not read a schedule.
// By the port's convention utilities are relative to the present level, whose own utility is therefore exactly 0.
#include <cstddef>

#include "model/registry.hpp"
#include "models/index.hpp"

namespace entente::models {
namespace {

class Scripted final : public model::Policy {
 public:
  /// All weight on the levels that make no difference to the present one; evenly where several do not.
  void expect(std::span<const double> utility, double, std::span<double> probability) const override {
    std::size_t same = 0;
    for (const double u : utility) same += u == 0.0 ? 1 : 0;
    for (std::size_t i = 0; i < utility.size(); ++i) {
      if (same > 0) {
        probability[i] = utility[i] == 0.0 ? 1.0 / static_cast<double>(same) : 0.0;
      } else {
        probability[i] = 1.0 / static_cast<double>(utility.size());  // no present level given: nothing is known
      }
    }
  }

  /// -1: keep the present level.
  [[nodiscard]] int sample(std::span<const double>, double, double) const override { return -1; }
};

}  // namespace

void policy_scripted_entry(model::Registry& registry);

void policy_scripted_entry(model::Registry& registry) {
  model::Family<model::Policy> family;
  family.title = "Scripted";
  family.doc = "Every lever keeps its present level; only shocks and deals change anything.";
  family.make = [](const model::Setting&, const model::ParamValues&) -> std::unique_ptr<model::Policy> {
    return std::make_unique<Scripted>();
  };
  registry.policy.emplace("scripted", std::move(family));
}

}  // namespace entente::models

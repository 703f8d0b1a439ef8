// SPDX-License-Identifier: Apache-2.0
// The three ports that do nothing.
#include "model/idle.hpp"

#include <algorithm>

namespace entente::model {
namespace {

class IdleConflict final : public Conflict {
 public:
  [[nodiscard]] GroundParams ground_params() const override { return {}; }
  void sample(const world::World&, const GroundInputs&, const core::Streams&, world::EventSink&) const override {}
  void expect(const GroundInputs&, GroundState&, double) const override {}
};

class IdleEconomy final : public Economy {
 public:
  void prices(const world::World&, const core::Streams&, world::EventSink&) const override {}
  void flows(const world::World&, const world::Derived&, const core::Streams&, world::EventSink&) const override {}
  void ledger(const world::World&, const world::Derived&, Ledger& out) const override { out = Ledger{}; }
};

class IdlePolicy final : public Policy {
 public:
  void expect(std::span<const double> utility, double, std::span<double> probability) const override {
    std::fill(probability.begin(), probability.end(),
              utility.empty() ? 0.0 : 1.0 / static_cast<double>(utility.size()));
  }
  [[nodiscard]] int sample(std::span<const double>, double, double) const override { return -1; }
};

}  // namespace

std::unique_ptr<Conflict> idle_conflict() { return std::make_unique<IdleConflict>(); }
std::unique_ptr<Economy> idle_economy() { return std::make_unique<IdleEconomy>(); }
std::unique_ptr<Policy> idle_policy() { return std::make_unique<IdlePolicy>(); }

}  // namespace entente::model

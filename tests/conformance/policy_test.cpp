// SPDX-License-Identifier: Apache-2.0
// Every registered policy: probabilities are probabilities, samples follow them, the order of levels does not matter.
#include <algorithm>
#include <cmath>
#include <vector>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

/// Utilities relative to the present level, which is the third and the only one with exactly 0.
const std::vector<std::vector<double>> kUtilities{{-0.4, 0.3, 0.0, 0.1},
                                                  {-1e-9, 1e-9, 0.0, 2e-9},
                                                  {-50.0, 700.0, 0.0, 3.0},
                                                  {-1e8, -2e8, 0.0, -3e8},
                                                  {0.5, 0.5, 0.0, 0.5}};
constexpr std::size_t kPresent = 2;

template <class Check>
void for_each_policy(Check check) {
  model::Registry registry;
  models::register_all(registry);
  REQUIRE_FALSE(registry.policy.empty());
  const scenario::Scenario scenario;
  const scenario::Draw draw;
  for (const auto& entry : registry.policy) {
    INFO("policy " << entry.first);
    const auto policy = entry.second.make({scenario, draw}, model::ParamValues(entry.second.params, {}, draw));
    check(*policy);
  }
}

}  // namespace

TEST_CASE("every policy's probabilities are non-negative and sum to 1") {
  for_each_policy([](const model::Policy& policy) {
    for (const auto& utility : kUtilities) {
      for (const double precision : {0.0, 0.3, 5.0, 1e6}) {
        std::vector<double> p(utility.size());
        policy.expect(utility, precision, p);
        double sum = 0.0;
        for (const double one : p) {
          CHECK(one >= 0.0);
          sum += one;
        }
        CHECK(sum == Approx(1.0));
      }
    }
  });
}

TEST_CASE("every policy's samples follow its probabilities, -1 counting as the present level") {
  for_each_policy([](const model::Policy& policy) {
    for (const auto& utility : kUtilities) {
      const double precision = 2.0;
      std::vector<double> p(utility.size()), seen(utility.size(), 0.0);
      policy.expect(utility, precision, p);
      const int draws = 20000;
      for (int k = 0; k < draws; ++k) {
        const int level = policy.sample(utility, precision, (k + 0.5) / draws);
        REQUIRE(level >= -1);
        REQUIRE(level < static_cast<int>(utility.size()));
        seen[level < 0 ? kPresent : static_cast<std::size_t>(level)] += 1.0 / draws;
      }
      for (std::size_t i = 0; i < p.size(); ++i) CHECK(std::fabs(seen[i] - p[i]) < 2e-4);
    }
  });
}

TEST_CASE("every policy treats levels alike whatever their order") {
  for_each_policy([](const model::Policy& policy) {
    for (const auto& utility : kUtilities) {
      std::vector<double> turned(utility.rbegin(), utility.rend()), p(utility.size()), q(utility.size());
      policy.expect(utility, 3.0, p);
      policy.expect(turned, 3.0, q);
      std::reverse(q.begin(), q.end());
      for (std::size_t i = 0; i < p.size(); ++i) CHECK(p[i] == Approx(q[i]));
    }
  });
}

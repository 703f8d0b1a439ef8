// SPDX-License-Identifier: Apache-2.0
// Closed forms and limits of logit choice.
#include <cmath>
#include <vector>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {
std::unique_ptr<model::Policy> make(const std::string& key) {
  model::Registry registry;
  models::register_all(registry);
  const scenario::Scenario scenario;
  const scenario::Draw draw;
  const auto& family = registry.policy.at(key);
  return family.make({scenario, draw}, model::ParamValues(family.params, {}, draw));
}
std::vector<double> probabilities(const model::Policy& policy, const std::vector<double>& utility, double precision) {
  std::vector<double> p(utility.size());
  policy.expect(utility, precision, p);
  return p;
}
}  // namespace

TEST_CASE("the log-odds of two levels are precision times their difference in utility") {
  const auto logit = make("logit");
  const auto p = probabilities(*logit, {0.2, 0.7, -1.0}, 3.0);
  CHECK(std::log(p[1] / p[0]) == Approx(3.0 * 0.5));
  CHECK(std::log(p[1] / p[2]) == Approx(3.0 * 1.7));
}

TEST_CASE("a common shift of utility changes no choice") {
  const auto logit = make("logit");
  const auto p = probabilities(*logit, {0.25, 0.75, -1.0}, 3.0);
  const auto q = probabilities(*logit, {1024.25, 1024.75, 1023.0}, 3.0);
  for (std::size_t i = 0; i < p.size(); ++i) CHECK(p[i] == q[i]);
}

TEST_CASE("precision 0 is a fair die and a large precision takes the best level") {
  const auto logit = make("logit");
  for (const double one : probabilities(*logit, {0.2, 0.7, -1.0, 5.0}, 0.0)) CHECK(one == 0.25);
  CHECK(probabilities(*logit, {0.2, 0.7, -1.0}, 1e9)[1] == 1.0);
  CHECK(logit->sample(std::vector<double>{0.2, 0.7, -1.0}, 1e9, 0.9999999) == 1);
  CHECK(logit->sample(std::vector<double>{0.7, 0.2, -1.0}, 1e9, 0.9999999) == 0);
}

TEST_CASE("a level that gets better is never chosen less often") {
  const auto logit = make("logit");
  double before = 0.0;
  for (const double u : {-5.0, -1.0, 0.0, 0.5, 2.0, 9.0}) {
    const double p = probabilities(*logit, {0.2, u, -1.0}, 2.0)[1];
    CHECK(p > before);
    before = p;
  }
}

TEST_CASE("a scripted actor keeps its levers whatever it could gain") {
  const auto scripted = make("scripted");
  CHECK(scripted->sample(std::vector<double>{0.0, 100.0}, 5.0, 0.7) == -1);
  CHECK(probabilities(*scripted, {0.0, 100.0}, 5.0)[0] == 1.0);
}

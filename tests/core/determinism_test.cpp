// SPDX-License-Identifier: Apache-2.0
// One digest of many results of detmath, the streams and the distributions. It must be the same on every compiler, optimisation
// level and machine; a change of any of these functions changes it, and with it every recorded result.
#include <cstdint>
#include <vector>

#include "core/detmath.hpp"
#include "core/digest.hpp"
#include "core/rng.hpp"
#include "core/sampling.hpp"
#include "support/catch.hpp"

using namespace entente;
using core::Purpose;

namespace {

constexpr std::uint32_t kCount = 20000;

double spread(const core::Streams& streams, std::uint32_t i, double lo, double hi) {
  return core::uniform(streams.uniform(core::entity_hash("spread"), i, Purpose::other), lo, hi);
}

}  // namespace

TEST_CASE("elementary functions have the recorded bits") {
  const core::Streams streams(1, 2, 3);
  core::Digest digest;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const double x = spread(streams, i, -30.0, 30.0);
    const double positive = spread(streams, i + kCount, 0.0, 5.0);
    digest.f64(det::exp(x));
    digest.f64(det::log(positive));
    digest.f64(det::expm1(x));
    digest.f64(det::log1p(positive));
    digest.f64(det::pow(positive, x));
    digest.f64(det::tanh(0.1 * x));
    digest.f64(det::logistic(x));
    digest.f64(det::normal_cdf(0.5 * x));
    digest.f64(det::normal_quantile(0.2 * positive));
  }
  CHECK(digest.hex() == "c541ff7bc984879b5727a04f5fe6e1df");
}

TEST_CASE("draws have the recorded bits") {
  const core::Streams parent(20250310, 17, 5);
  const core::Streams child = parent.child(9);
  const std::vector<double> weights = {0.2, 0.0, 1.3, 0.5};
  core::Digest digest;
  for (std::uint32_t i = 0; i < kCount; ++i) {
    const double u = parent.uniform(core::entity_hash("node"), i, Purpose::attack_time, 3);
    digest.f64(u);
    digest.f64(child.normal(core::entity_hash("actor"), i, Purpose::projection));
    digest.f64(core::triangular(u, 1.0, 2.5, 7.0));
    digest.f64(core::lognormal_truncated(u, 3.0, 1.0, 20.0));
    digest.f64(core::exponential(u, 0.7));
    digest.i64(core::poisson(u, 12.5));
    digest.i64(core::pick(u, weights));
    digest.f64(core::student_t(parent, 1, i, Purpose::price_shock, 0, 5));
  }
  CHECK(digest.hex() == "0b38653065c6475ec12d8f4f94e07baf");
}

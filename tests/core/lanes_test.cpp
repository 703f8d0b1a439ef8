// SPDX-License-Identifier: Apache-2.0
// The short vectors' functions against the exact ones, and that lanes never mix.
#include "core/lanes.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

core::Pack spread(double x) {
  core::Pack out{};
  for (std::size_t l = 0; l < core::kLanes; ++l) out[l] = x + 0.37 * static_cast<double>(l);
  return out;
}

}  // namespace

TEST_CASE("exp, log and tanh of packs stay within 1e-9 of the exact ones, lane by lane") {
  double exp_error = 0.0, log_error = 0.0, tanh_error = 0.0;
  for (int i = -4000; i <= 4000; ++i) {
    const core::Pack x = spread(i * 0.173);
    const core::Pack e = core::exponential(x), t = core::hyperbolic_tangent(x * core::all(0.02));
    const core::Pack y = core::exponential(x * core::all(0.5)), g = core::logarithm(y);
    for (std::size_t l = 0; l < core::kLanes; ++l) {
      exp_error = std::max(exp_error, std::abs(e[l] / det::exp(std::clamp(x[l], -700.0, 700.0)) - 1.0));
      tanh_error = std::max(tanh_error, std::abs(t[l] - det::tanh(x[l] * 0.02)));
      log_error = std::max(log_error, std::abs(g[l] - det::log(y[l])));
    }
  }
  CHECK(exp_error < 1e-9);
  CHECK(tanh_error < 1e-9);
  CHECK(log_error < 1e-9);
}

TEST_CASE("the points that laws lean on are exact: e^0, log 1, tanh 0, and tanh is odd") {
  const core::Pack zero = core::all(0.0), one = core::all(1.0);
  for (std::size_t l = 0; l < core::kLanes; ++l) {
    CHECK(core::exponential(zero)[l] == 1.0);
    CHECK(core::logarithm(one)[l] == 0.0);
    CHECK(core::hyperbolic_tangent(zero)[l] == 0.0);
    CHECK(core::hyperbolic_tangent(core::all(-0.7))[l] == -core::hyperbolic_tangent(core::all(0.7))[l]);
  }
}

TEST_CASE("a lane's result does not depend on its neighbours") {
  core::Pack mixed = core::all(1.25);
  mixed[1] = -300.0;
  CHECK(core::exponential(mixed)[0] == core::exponential(core::all(1.25))[0]);
  CHECK(core::hyperbolic_tangent(mixed)[0] == core::hyperbolic_tangent(core::all(1.25))[0]);
  CHECK(core::choose(mixed > core::all(0.0), core::all(2.0), core::all(3.0))[0] == 2.0);
  CHECK(core::choose(mixed > core::all(0.0), core::all(2.0), core::all(3.0))[1] == 3.0);
}

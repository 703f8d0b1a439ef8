// SPDX-License-Identifier: Apache-2.0
// The single-precision vectors' functions against the exact ones, and that lanes never mix.
#include "core/single_lanes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/detmath.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

constexpr double kUnit = 0x1p-23;  // one unit of the last place of a number between 1 and 2

core::Singles spread(double x) {
  core::Singles out{};
  for (std::size_t l = 0; l < core::kSingles; ++l) out[l] = static_cast<float>(x + 0.37 * static_cast<double>(l));
  return out;
}

}  // namespace

TEST_CASE("exp, expm1 and log of singles stay within a few units of the last place, lane by lane") {
  double exp_error = 0.0, less_error = 0.0, log_error = 0.0;
  for (int i = -4000; i <= 4000; ++i) {
    const core::Singles x = spread(i * 0.0207);
    const core::Singles e = core::exponential(x), m = core::exponential_less_one(x), g = core::logarithm(e);
    for (std::size_t l = 0; l < core::kSingles; ++l) {
      const double exact = x[l];
      exp_error = std::max(exp_error, std::abs(e[l] / det::exp(exact) - 1.0));
      if (exact != 0.0) less_error = std::max(less_error, std::abs(m[l] / det::expm1(exact) - 1.0));
      log_error = std::max(log_error, std::abs(g[l] - det::log(e[l])) / std::max(1.0, std::abs(exact)));
    }
  }
  CHECK(exp_error < 3.0 * kUnit);
  CHECK(less_error < 3.0 * kUnit);
  CHECK(log_error < 3.0 * kUnit);
}

TEST_CASE("expm1 of singles keeps its digits near 0, where exp less 1 has none") {
  for (const double x : {-1e-3, -1e-7, -1e-12, 1e-12, 1e-5}) {
    const float exact = static_cast<float>(x);
    CHECK(std::abs(core::exponential_less_one(core::singles(x))[0] / det::expm1(exact) - 1.0) < 3.0 * kUnit);
  }
}

TEST_CASE("the points that laws lean on are exact in singles: e^0, e^0 - 1, log 1, and roots of squares") {
  for (std::size_t l = 0; l < core::kSingles; ++l) {
    CHECK(core::exponential(core::singles(0.0))[l] == 1.0F);
    CHECK(core::exponential_less_one(core::singles(0.0))[l] == 0.0F);
    CHECK(core::logarithm(core::singles(1.0))[l] == 0.0F);
    CHECK(core::root(core::singles(2.25))[l] == 1.5F);
  }
}

TEST_CASE("singles are clamped where e^x leaves their range") {
  CHECK(core::exponential(core::singles(1e6))[0] == core::exponential(core::singles(87.0))[0]);
  CHECK(core::exponential(core::singles(-1e6))[0] == core::exponential(core::singles(-87.0))[0]);
  CHECK(core::exponential_less_one(core::singles(-1e6))[0] == -1.0F);
}

TEST_CASE("a single's result does not depend on its neighbours, and choices are made lane by lane") {
  core::Singles mixed = core::singles(1.25);
  mixed[1] = -30.0F;
  CHECK(core::exponential(mixed)[0] == core::exponential(core::singles(1.25))[0]);
  CHECK(core::logarithm(core::most(mixed, core::singles(0.5)))[0] == core::logarithm(core::singles(1.25))[0]);
  const core::Singles chosen = core::choose(mixed > core::singles(0.0), core::singles(2.0), core::singles(3.0));
  CHECK(chosen[0] == 2.0F);
  CHECK(chosen[1] == 3.0F);
  CHECK(core::only(mixed > core::singles(0.0), mixed)[1] == 0.0F);
  CHECK(core::any(mixed < core::singles(0.0)));
  CHECK_FALSE(core::any(mixed > core::singles(2.0)));
}

TEST_CASE("singles are stored as doubles in order") {
  std::array<double, core::kSingles> out{};
  core::store(spread(0.5), out.data());
  for (std::size_t l = 0; l < core::kSingles; ++l)
    CHECK(out[l] == static_cast<double>(static_cast<float>(0.5 + 0.37 * static_cast<double>(l))));
}

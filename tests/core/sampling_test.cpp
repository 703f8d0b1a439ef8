// SPDX-License-Identifier: Apache-2.0
// Distributions against their closed forms: quantiles, means over an even grid of uniforms, bounds, monotonicity.
#include "core/sampling.hpp"

#include <cmath>
#include <functional>
#include <vector>

#include "core/detmath.hpp"
#include "support/catch.hpp"

using namespace entente::core;

namespace {

/// Mean of f over the midpoints of `cells` equal cells of (0,1): the expectation under a uniform.
double mean_over(const std::function<double(double)>& f, int cells = 200000) {
  double sum = 0.0;
  for (int i = 0; i < cells; ++i) {
    sum += f((i + 0.5) / cells);
  }
  return sum / cells;
}

/// True when f never decreases over a fine grid and stays within [lo, hi].
bool rises_within(const std::function<double(double)>& f, double lo, double hi) {
  double last = lo;
  for (int i = 0; i < 20000; ++i) {
    const double x = f((i + 0.5) / 20000);
    if (x < last || x > hi) {
      return false;
    }
    last = x;
  }
  return true;
}

}  // namespace

TEST_CASE("uniform draws are linear in u and stay in their interval") {
  CHECK(uniform(0.25, 2.0, 6.0) == 3.0);
  CHECK(mean_over([](double u) { return uniform(u, -1.0, 5.0); }) == Approx(2.0));
  CHECK(rises_within([](double u) { return uniform(u, 0.1, 0.7); }, 0.1, 0.7));
  CHECK(uniform(0.3, 4.0, 4.0) == 4.0);
}

TEST_CASE("triangular draws have the mean and variance of the triangular distribution") {
  const double lo = 1.0, mode = 2.0, hi = 7.0;
  const auto f = [&](double u) { return triangular(u, lo, mode, hi); };
  const double mean = (lo + mode + hi) / 3;
  const double variance = (lo * lo + mode * mode + hi * hi - lo * mode - lo * hi - mode * hi) / 18;
  CHECK(mean_over(f) == Approx(mean).epsilon(1e-8));
  CHECK(mean_over([&](double u) { return (f(u) - mean) * (f(u) - mean); }) == Approx(variance).epsilon(1e-6));
  CHECK(f((mode - lo) / (hi - lo)) == Approx(mode));
  CHECK(rises_within(f, lo, hi));
}

TEST_CASE("triangular draws allow the mode at either end and an interval of no width") {
  CHECK(mean_over([](double u) { return triangular(u, 0.0, 0.0, 3.0); }) == Approx(1.0).epsilon(1e-6));
  CHECK(mean_over([](double u) { return triangular(u, 0.0, 3.0, 3.0); }) == Approx(2.0).epsilon(1e-6));
  CHECK(triangular(0.7, 2.0, 2.0, 2.0) == 2.0);
}

TEST_CASE("a truncated lognormal keeps its median, its hard bounds and its two spreads") {
  const double median = 10.0, lo = 4.0, hi = 60.0;
  const auto f = [&](double u) { return lognormal_truncated(u, median, lo, hi); };
  CHECK(f(0.5) == Approx(median));
  CHECK(rises_within(f, lo, hi));
  CHECK(f(1e-16) == Approx(lo).epsilon(1e-12));
  CHECK(f(1 - 1e-16) == Approx(hi).epsilon(1e-12));
  // On each side log(x) is a normal whose 5th or 95th percentile is the bound: check the quantile 0.05 + 0.9 u.
  for (const double u : {0.1, 0.3, 0.6, 0.9}) {
    const double z = entente::det::normal_quantile(0.05 + 0.9 * u);
    const double bound = z < 0 ? lo : hi;
    CHECK(std::log(f(u) / median) == Approx(std::fabs(z) / 1.6448536269514722 * std::log(bound / median)));
  }
}

TEST_CASE("a symmetric truncated lognormal mirrors u around the median in ratio") {
  for (const double u : {0.01, 0.2, 0.4}) {
    CHECK(lognormal_truncated(u, 6.0, 2.0, 18.0) * lognormal_truncated(1 - u, 6.0, 2.0, 18.0) == Approx(36.0));
  }
}

TEST_CASE("a lognormal without positive bounds stays within its bounds all the same") {
  CHECK(rises_within([](double u) { return lognormal_truncated(u, 1.0, 0.0, 3.0); }, 0.0, 3.0));
}

TEST_CASE("normal draws have their mean and standard deviation") {
  CHECK(mean_over([](double u) { return normal(u, 3.0, 2.0); }) == Approx(3.0));
  CHECK(mean_over([](double u) { return std::pow(normal(u, 3.0, 2.0) - 3.0, 2); }) == Approx(4.0).epsilon(1e-3));
  CHECK(normal(0.2, 3.0, 0.0) == 3.0);
}

TEST_CASE("exponential draws invert the survival function") {
  for (const double u : {1e-12, 0.1, 0.5, 0.99}) {
    CHECK(std::exp(-2.5 * exponential(u, 2.5)) == Approx(1 - u));
  }
  CHECK(exponential(1e-12, 1.0) == Approx(1e-12));
  CHECK(mean_over([](double u) { return exponential(u, 4.0); }) == Approx(0.25).epsilon(1e-4));
  CHECK(std::isinf(exponential(0.5, 0.0)));
}

TEST_CASE("poisson draws have probability mass, mean and variance of the Poisson law") {
  for (const double mean : {0.01, 0.7, 3.0, 20.0, 50.0, 499.0}) {
    const auto f = [&](double u) { return static_cast<double>(poisson(u, mean)); };
    CHECK(mean_over(f) == Approx(mean).epsilon(1e-3));
    CHECK(mean_over([&](double u) { return (f(u) - mean) * (f(u) - mean); }) == Approx(mean).epsilon(5e-3));
    CHECK(mean_over([&](double u) { return f(u) == 0 ? 1.0 : 0.0; }) == Approx(std::exp(-mean)).margin(1e-5));
  }
  for (const double mean : {1e-12, 1e-3, 0.4, 0.99}) {  // nothing happens exactly up to e^-mean
    const double none = std::exp(-mean);
    CHECK(poisson(none * (1.0 - 1e-14), mean) == 0);
    CHECK(poisson(none + 1e-14, mean) == 1);
  }
  CHECK(poisson(0.3, 0.0) == 0);
  CHECK(poisson(0.3, -1.0) == 0);
}

TEST_CASE("poisson draws end and stay plausible at the extremes of u and of the mean") {
  CHECK(poisson(1e-16, 50.0) < 20);
  CHECK(poisson(1 - 0x1p-53, 50.0) > 90);
  CHECK(poisson(1 - 0x1p-53, 50.0) < 150);
  CHECK(std::fabs(static_cast<double>(poisson(0.5, 1e6)) - 1e6) <= 1.0);
  CHECK(poisson(1e-16, 501.0) < poisson(1 - 1e-16, 501.0));
}

TEST_CASE("pick chooses each position in proportion to its weight and never one of weight zero") {
  const std::vector<double> weights = {0.0, 1.0, 0.0, 3.0, -2.0, 4.0, 0.0};
  std::vector<int> counts(weights.size(), 0);
  for (int i = 0; i < 8000; ++i) {
    ++counts[static_cast<std::size_t>(pick((i + 0.5) / 8000, weights))];
  }
  CHECK(counts == std::vector<int>{0, 1000, 0, 3000, 0, 4000, 0});
  CHECK(pick(1 - 0x1p-53, weights) == 5);
  CHECK(pick(0x1p-53, weights) == 1);
  CHECK(pick(0.5, std::vector<double>{0.0, 0.0}) == -1);
  CHECK(pick(0.5, std::vector<double>{}) == -1);
  CHECK(pick(0.5, std::vector<double>{std::nan(""), 1.0}) == 1);
}

TEST_CASE("levels give the chosen value, or equal chances without weights") {
  const std::vector<double> values = {5.0, 7.0, 9.0};
  CHECK(levels(0.2, values, std::vector<double>{0.5, 0.25, 0.25}) == 5.0);
  CHECK(levels(0.6, values, std::vector<double>{0.5, 0.25, 0.25}) == 7.0);
  CHECK(levels(0.9, values, std::vector<double>{0.5, 0.25, 0.25}) == 9.0);
  CHECK(mean_over([&](double u) { return levels(u, values, {}); }) == Approx(7.0).epsilon(1e-4));
  CHECK(levels(0.5, {}, {}) == 0.0);
}

TEST_CASE("chi-square and unit-variance t draws have their moments") {
  const Streams streams(3, 0, 0);
  constexpr std::uint32_t kCount = 200000;
  for (const int df : {5, 6, 8, 9}) {
    double chi = 0.0, chi_squares = 0.0, t_sum = 0.0, t_squares = 0.0;
    std::vector<double> u(chi_square_uniforms(df));
    for (std::uint32_t i = 0; i < kCount; ++i) {
      for (std::uint32_t k = 0; k < u.size(); ++k) {
        u[k] = streams.uniform(1, i, Purpose::other, k + 1);
      }
      const double x = chi_square(u, df);
      chi += x;
      chi_squares += x * x;
      const double t = student_t(streams, 1, i, Purpose::other, 0, df);
      REQUIRE(t == student_t(streams.normal(1, i, Purpose::other, 0), x, df));
      t_sum += t;
      t_squares += t * t;
    }
    CHECK(chi / kCount == Approx(df).epsilon(0.01));
    CHECK(chi_squares / kCount - df * df == Approx(2 * df).epsilon(0.05));
    CHECK(std::fabs(t_sum / kCount) < 0.012);
    CHECK(t_squares / kCount == Approx(1.0).epsilon(0.05));
  }
}

TEST_CASE("t draws with 3 degrees of freedom follow the closed-form distribution function") {
  // F(t) = 1/2 + (atan(s) + s / (1 + s^2)) / pi with s = t / sqrt(3); ours has unit variance, so t = sqrt(3) * draw.
  const Streams streams(4, 0, 0);
  constexpr std::uint32_t kCount = 200000;
  for (const double s : {-3.0, -1.0, -0.2, 0.5, 2.0}) {
    int below = 0;
    for (std::uint32_t i = 0; i < kCount; ++i) {
      below += student_t(streams, 1, i, Purpose::other, 0, 3) < s ? 1 : 0;
    }
    const double expected = 0.5 + (std::atan(s) + s / (1 + s * s)) / 3.141592653589793;
    CHECK(static_cast<double>(below) / kCount == Approx(expected).margin(4.5 * std::sqrt(0.25 / kCount)));
  }
}

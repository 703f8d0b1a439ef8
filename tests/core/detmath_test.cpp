// SPDX-License-Identifier: Apache-2.0
// Elementary functions against MPFR, their special values and their laws. The tables are recomputed entry by entry.
#include "core/detmath.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/detmath_bits.hpp"
#include "core/detmath_many.hpp"
#include "core/detmath_tables.hpp"
#include "core/mpfr_reference.hpp"
#include "core/rng.hpp"
#include "support/catch.hpp"

namespace det = entente::det;
using entente::core::Purpose;
using entente::core::Streams;
using entente::test::Real;
using entente::test::ulp_error;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kTiny = std::numeric_limits<double>::denorm_min();
constexpr double kHuge = std::numeric_limits<double>::max();

using Function = double (*)(double);

double unit(std::uint32_t i, std::uint32_t stream) {
  return Streams(7, 0, 0).uniform(entente::core::entity_hash("test"), i, Purpose::other, stream);
}

/// The largest error of `f` over `count` points spread evenly over [lo, hi].
double worst_even(Function f, entente::test::Unary reference, double lo, double hi, std::uint32_t count,
                  std::uint32_t stream) {
  double worst = 0.0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double x = lo + (hi - lo) * unit(i, stream);
    const double error = ulp_error(f(x), x, reference);
    if (error > worst) {
      worst = error;
    }
  }
  return worst;
}

/// The same over random bit patterns: every magnitude from subnormal to the largest, of one sign.
double worst_magnitudes(Function f, entente::test::Unary reference, int sign, std::uint32_t count) {
  const Streams streams(11, 0, 0);
  double worst = 0.0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t bits = streams.bits(1, i, Purpose::other) & 0x7FFFFFFFFFFFFFFFu;
    const double x = det::detail::from_bits(bits) * sign;
    if (std::isfinite(x)) {
      const double error = ulp_error(f(x), x, reference);
      if (error > worst) {
        worst = error;
      }
    }
  }
  return worst;
}

void same(double got, double expected) {
  if (std::isnan(expected)) {
    CHECK(std::isnan(got));
  } else {
    CHECK(got == expected);
    CHECK(std::signbit(got) == std::signbit(expected));
  }
}

double pow_error(double x, double y) {
  Real exact(x);
  Real power(y);
  mpfr_pow(exact.get(), exact.get(), power.get(), MPFR_RNDN);
  return ulp_error(det::pow(x, y), exact);
}

}  // namespace

TEST_CASE("every entry of the exponential table is 2^(j/128) in two doubles") {
  for (int j = 0; j < 128; ++j) {
    Real exact(j / 128.0);
    mpfr_exp2(exact.get(), exact.get(), MPFR_RNDN);
    CHECK(det::tables::kExp[j].hi == exact.to_double());
    mpfr_sub_d(exact.get(), exact.get(), det::tables::kExp[j].hi, MPFR_RNDN);
    CHECK(det::tables::kExp[j].lo == exact.to_double());
  }
}

TEST_CASE("every entry of the logarithm table is minus the logarithm of its reciprocal") {
  for (const auto& entry : det::tables::kLog) {
    Real exact(entry.reciprocal);
    mpfr_log(exact.get(), exact.get(), MPFR_RNDN);
    mpfr_neg(exact.get(), exact.get(), MPFR_RNDN);
    mpfr_sub_d(exact.get(), exact.get(), entry.hi, MPFR_RNDN);
    CHECK(entry.lo == exact.to_double());
    CHECK(std::fabs(entry.lo) <= 0x1p-43);
    CHECK(std::fmod(entry.hi, 0x1p-42) == 0.0);
    CHECK(std::fmod(entry.reciprocal, 0x1p-10) == 0.0);
  }
}

TEST_CASE("exp is within one unit in the last place of MPFR") {
  CHECK(worst_even(det::exp, mpfr_exp, -708.0, 709.78, 100000, 1) <= 1.0);
  CHECK(worst_even(det::exp, mpfr_exp, -1.0, 1.0, 50000, 2) <= 1.0);
  CHECK(worst_even(det::exp, mpfr_exp, -745.2, -708.0, 20000, 3) <= 1.0);  // subnormal results
  CHECK(worst_magnitudes(det::exp, mpfr_exp, 1, 20000) <= 1.0);
  CHECK(worst_magnitudes(det::exp, mpfr_exp, -1, 20000) <= 1.0);
}

TEST_CASE("log is within one unit in the last place of MPFR") {
  CHECK(worst_even(det::log, mpfr_log, 0.5, 2.0, 100000, 1) <= 1.0);
  CHECK(worst_even(det::log, mpfr_log, 0.99, 1.01, 50000, 2) <= 1.0);
  CHECK(worst_magnitudes(det::log, mpfr_log, 1, 50000) <= 1.0);
  CHECK(ulp_error(det::log(kTiny), kTiny, mpfr_log) <= 1.0);
}

TEST_CASE("expm1 is within one unit in the last place of MPFR") {
  CHECK(worst_even(det::expm1, mpfr_expm1, -0.01, 0.01, 50000, 1) <= 1.0);
  CHECK(worst_even(det::expm1, mpfr_expm1, -1.0, 1.0, 100000, 2) <= 1.0);
  CHECK(worst_even(det::expm1, mpfr_expm1, -45.0, 709.7, 50000, 3) <= 1.0);
  CHECK(worst_magnitudes(det::expm1, mpfr_expm1, 1, 20000) <= 1.0);
  CHECK(worst_magnitudes(det::expm1, mpfr_expm1, -1, 20000) <= 1.0);
}

TEST_CASE("log1p is within one unit in the last place of MPFR") {
  CHECK(worst_even(det::log1p, mpfr_log1p, -0.02, 0.02, 50000, 1) <= 1.0);
  CHECK(worst_even(det::log1p, mpfr_log1p, -1.0, 2.0, 100000, 2) <= 1.0);
  CHECK(worst_even(det::log1p, mpfr_log1p, 0.0, 1e6, 20000, 3) <= 1.0);
  CHECK(worst_magnitudes(det::log1p, mpfr_log1p, 1, 20000) <= 1.0);
}

TEST_CASE("tanh is within one and a half units of MPFR and odd") {
  CHECK(worst_even(det::tanh, mpfr_tanh, -1.0, 1.0, 100000, 1) <= 1.5);
  CHECK(worst_even(det::tanh, mpfr_tanh, -0.02, 0.02, 50000, 2) <= 1.5);
  CHECK(worst_even(det::tanh, mpfr_tanh, 0.9, 1.1, 20000, 3) <= 1.5);
  CHECK(worst_even(det::tanh, mpfr_tanh, 1.0, 25.0, 50000, 4) <= 1.5);
  CHECK(worst_magnitudes(det::tanh, mpfr_tanh, 1, 20000) <= 1.5);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const double x = 30.0 * unit(i, 5);
    CHECK(det::tanh(-x) == -det::tanh(x));
  }
}

TEST_CASE("pow is within one unit in the last place of MPFR") {
  double worst = 0.0;
  const auto note = [&worst](double x, double y) {
    const double error = pow_error(x, y);
    worst = error > worst ? error : worst;
  };
  for (std::uint32_t i = 0; i < 60000; ++i) {
    note(3.0 * unit(i, 1), 40.0 * unit(i, 2) - 20.0);                // everyday values
    note(0.97 + 0.06 * unit(i, 3), 40000.0 * unit(i, 4) - 20000.0);  // near 1, large powers
    note(std::ldexp(1.0 + unit(i, 5), static_cast<int>(2000 * unit(i, 6)) - 1000), 1.4 * unit(i, 7) - 0.7);
  }
  CHECK(worst <= 1.0);
  worst = 0.0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    note(std::exp(unit(i, 8)), -745.0 / unit(i, 9));  // towards and into subnormal results
    note(1.0 + 0x1p-52 * (1.0 + std::floor(1000 * unit(i, 10))), 1e15 * unit(i, 11));
    note(kTiny * std::floor(1.0 + 1e6 * unit(i, 12)), 2.0 * unit(i, 13) - 1.0);
  }
  CHECK(worst <= 1.0);
}

TEST_CASE("powers of many numbers have the bits of powers one by one, special cases among them") {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  const entente::core::Streams luck(23, 0, 0);
  std::vector<double> x{0.0, -0.0, 1.0, 0.5, -2.0, kInf, 0x1p-1060, 3.0, 1e300, 1e-300};
  for (std::uint32_t k = 0; k < 4001; ++k) {
    const double u = luck.uniform(1, k / 4096, entente::core::Purpose::design, k % 4096);
    x.push_back(k % 3 == 0 ? u : k % 3 == 1 ? det::exp(1400.0 * (u - 0.5)) : 1.0 + (u - 0.5) * 1e-6);
  }
  std::vector<double> y{0.0, 1.0, 0.5, -1.0, 2.0, 4.0, 0.6, 1.3, -0.7, 100.0, 1e-3, 3e5, kInf};
  for (const double exponent : y) {
    std::vector<double> many(x.size());
    det::pow_many(x, exponent, many);
    int different = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      const double one = det::pow(x[k], exponent);
      if (det::detail::to_bits(many[k]) != det::detail::to_bits(one) && (one == one || many[k] == many[k])) ++different;
    }
    INFO("exponent " << exponent);
    CHECK(different == 0);
  }
}

TEST_CASE("powers of a few numbers in place have the bits of powers one by one, whatever their number") {
  const std::vector<double> given{0.0, 0.125, 0.3, 0.7, 1.0, 1.5, 1e200, 0.9, 2.5};
  for (std::size_t count = 0; count <= given.size(); ++count) {
    std::vector<double> many(given.begin(), given.begin() + static_cast<std::ptrdiff_t>(count));
    many.push_back(-5.0);  // not asked for
    det::pow_many(std::span<const double>(many.data(), count), 1.7, std::span<double>(many.data(), count));
    for (std::size_t k = 0; k < count; ++k) {
      CHECK(det::detail::to_bits(many[k]) == det::detail::to_bits(det::pow(given[k], 1.7)));
    }
    CHECK(many.back() == -5.0);
  }
}

TEST_CASE("pow is exact where the result is a small integer") {
  for (int base = 1; base <= 12; ++base) {
    double expected = 1.0;
    for (int power = 0; power <= 12; ++power) {
      CHECK(det::pow(base, power) == expected);
      CHECK(det::pow(-base, power) == (power % 2 == 0 ? expected : -expected));
      expected *= base;
    }
  }
  CHECK(det::pow(2.0, -1074.0) == kTiny);
  CHECK(det::pow(2.0, 1023.0) == 0x1p1023);
  CHECK(det::pow(2.0, 1024.0) == kInf);
}

TEST_CASE("special values of exp, expm1, log, log1p, tanh and logistic follow IEC 60559") {
  same(det::exp(0.0), 1.0);
  same(det::exp(-0.0), 1.0);
  same(det::exp(kInf), kInf);
  same(det::exp(-kInf), 0.0);
  same(det::exp(kNan), kNan);
  same(det::exp(710.0), kInf);
  same(det::exp(-kHuge), 0.0);
  same(det::expm1(-0.0), -0.0);
  same(det::expm1(kInf), kInf);
  same(det::expm1(-kInf), -1.0);
  same(det::expm1(kNan), kNan);
  same(det::log(1.0), 0.0);
  same(det::log(0.0), -kInf);
  same(det::log(-0.0), -kInf);
  same(det::log(-1.0), kNan);
  same(det::log(kInf), kInf);
  same(det::log(kNan), kNan);
  same(det::log1p(-0.0), -0.0);
  same(det::log1p(-1.0), -kInf);
  same(det::log1p(-1.5), kNan);
  same(det::log1p(kInf), kInf);
  same(det::log1p(kNan), kNan);
  same(det::tanh(-0.0), -0.0);
  same(det::tanh(kInf), 1.0);
  same(det::tanh(-kInf), -1.0);
  same(det::tanh(kNan), kNan);
  same(det::logistic(0.0), 0.5);
  same(det::logistic(kInf), 1.0);
  same(det::logistic(-kInf), 0.0);
  same(det::logistic(kNan), kNan);
}

TEST_CASE("special values of pow equal those of the C standard for every pair") {
  const std::vector<double> values = {0.0,   -0.0,   1.0,    -1.0,       2.0,         -2.0, 3.0,   -3.0,
                                      0.5,   -0.5,   1.5,    kInf,       -kInf,       kNan, kTiny, -kTiny,
                                      kHuge, -kHuge, 0x1p53, 0x1p53 - 1, -0x1p53 + 1, 1e300};
  for (const double x : values) {
    for (const double y : values) {
      INFO("pow(" << x << ", " << y << ")");
      const double expected = std::pow(x, y);
      const double got = det::pow(x, y);
      const bool exact = std::isnan(expected) || std::isinf(expected) || expected == 0.0 || std::fabs(expected) == 1.0;
      if (exact) {
        same(got, expected);
      } else {
        CHECK(pow_error(x, y) <= 1.0);
      }
    }
  }
}

TEST_CASE("exp and log are inverse, and expm1 and log1p agree with them") {
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const double x = 40.0 * unit(i, 1) - 20.0;
    CHECK(det::log(det::exp(x)) == Approx(x).epsilon(1e-14).margin(1e-15));
    CHECK(det::expm1(x) + 1.0 == Approx(det::exp(x)).epsilon(1e-15).margin(1e-15));
    CHECK(det::log1p(det::expm1(0.5 * x)) == Approx(0.5 * x).epsilon(1e-11).margin(1e-15));
  }
}

TEST_CASE("exp, log and tanh do not decrease over neighbouring doubles") {
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const double x = 20.0 * unit(i, 1) - 10.0;
    const double next = std::nextafter(x, kInf);
    CHECK(det::exp(next) >= det::exp(x) * (1 - 0x1p-52));
    CHECK(det::tanh(next) >= det::tanh(x) - 0x1p-52);
    CHECK(det::log(next + 20.0) >= det::log(x + 20.0) - 0x1p-51);
  }
}

TEST_CASE("the logistic function is the inverse of the log odds and complements to one") {
  double worst = 0.0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    const double x = 1400.0 * unit(i, 1) - 700.0;
    Real exact(-x);
    mpfr_exp(exact.get(), exact.get(), MPFR_RNDN);
    mpfr_add_ui(exact.get(), exact.get(), 1, MPFR_RNDN);
    mpfr_ui_div(exact.get(), 1, exact.get(), MPFR_RNDN);
    const double relative = std::fabs(det::logistic(x) / exact.to_double() - 1.0);
    worst = relative > worst ? relative : worst;
    CHECK(det::logistic(x) + det::logistic(-x) == Approx(1.0).epsilon(1e-15));
  }
  CHECK(worst <= 5e-16);  // 4e-16 of the function and the rounding of the comparison
}

TEST_CASE("the normal distribution function agrees with MPFR's erfc in both tails") {
  double worst = 0.0;
  for (std::uint32_t i = 0; i < 6000; ++i) {
    const double x = 46.0 * unit(i, 1) - 37.0;
    Real exact(0.5);
    mpfr_sqrt(exact.get(), exact.get(), MPFR_RNDN);
    mpfr_mul_d(exact.get(), exact.get(), -x, MPFR_RNDN);
    mpfr_erfc(exact.get(), exact.get(), MPFR_RNDN);
    mpfr_div_ui(exact.get(), exact.get(), 2, MPFR_RNDN);
    const double relative = std::fabs(det::normal_cdf(x) / exact.to_double() - 1.0);
    worst = relative > worst ? relative : worst;
  }
  CHECK(worst <= 1e-14);
  CHECK(det::normal_cdf(0.0) == Approx(0.5).epsilon(1e-15));
  same(det::normal_cdf(-kInf), 0.0);
  same(det::normal_cdf(kInf), 1.0);
  same(det::normal_cdf(kNan), kNan);
}

TEST_CASE("the normal quantile solves MPFR's distribution function to 1e-14") {
  // One Newton step with 160 bits from our answer gives the exact quantile.
  double worst = 0.0;
  for (std::uint32_t i = 0; i < 6000; ++i) {
    double p = unit(i, 1);
    if (i % 3 == 1) p = std::pow(2.0, -1000.0 * unit(i, 2));
    if (i % 3 == 2) p = 0.5 + (unit(i, 3) - 0.5) * 1e-3;
    const double x = det::normal_quantile(p);
    Real residual(0.5);
    mpfr_sqrt(residual.get(), residual.get(), MPFR_RNDN);
    mpfr_mul_d(residual.get(), residual.get(), -x, MPFR_RNDN);
    mpfr_erfc(residual.get(), residual.get(), MPFR_RNDN);
    mpfr_div_ui(residual.get(), residual.get(), 2, MPFR_RNDN);
    mpfr_sub_d(residual.get(), residual.get(), p, MPFR_RNDN);
    Real density(x);
    mpfr_mul_d(density.get(), density.get(), -0.5 * x, MPFR_RNDN);
    mpfr_exp(density.get(), density.get(), MPFR_RNDN);
    mpfr_mul_d(density.get(), density.get(), 0.3989422804014327, MPFR_RNDN);
    mpfr_div(residual.get(), residual.get(), density.get(), MPFR_RNDN);
    const double relative = std::fabs(residual.to_double() / x);
    worst = relative > worst ? relative : worst;
  }
  CHECK(worst <= 1e-14);
}

TEST_CASE("the normal quantile is odd about one half and has infinite ends") {
  CHECK(det::normal_quantile(0.5) == 0.0);
  for (std::uint32_t i = 1; i < 1024; ++i) {
    const double p = i / 1024.0;
    CHECK(det::normal_quantile(p) == -det::normal_quantile(1.0 - p));
  }
  CHECK(det::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  same(det::normal_quantile(0.0), -kInf);
  same(det::normal_quantile(1.0), kInf);
  same(det::normal_quantile(-0.1), kNan);
  same(det::normal_quantile(1.1), kNan);
  same(det::normal_quantile(kNan), kNan);
}

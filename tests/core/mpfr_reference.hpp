// SPDX-License-Identifier: Apache-2.0
// Reference values from MPFR and the error of a double against them, in units in the last place.
#pragma once

#include <mpfr.h>

#include <cmath>
#include <limits>

namespace entente::test {

/// An MPFR number of 160 bits that frees itself.
class Real {
 public:
  Real() { mpfr_init2(value_, 160); }
  explicit Real(double x) : Real() { mpfr_set_d(value_, x, MPFR_RNDN); }
  Real(const Real&) = delete;
  Real& operator=(const Real&) = delete;
  ~Real() { mpfr_clear(value_); }
  mpfr_ptr get() { return value_; }
  double to_double() { return mpfr_get_d(value_, MPFR_RNDN); }

 private:
  mpfr_t value_;
};

using Unary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

/// |got - exact| in units in the last place of the exact value (subnormal: the smallest subnormal). Exact values that round to
/// infinity or zero must be met exactly; anything else is infinitely wrong.
inline double ulp_error(double got, Real& exact) {
  const double rounded = exact.to_double();
  if (std::isnan(rounded)) return std::isnan(got) ? 0.0 : std::numeric_limits<double>::infinity();
  if (std::isinf(rounded)) return got == rounded ? 0.0 : std::numeric_limits<double>::infinity();
  if (!std::isfinite(got)) return std::numeric_limits<double>::infinity();
  int exponent = -1022;
  if (rounded != 0.0) {
    std::frexp(rounded, &exponent);
    exponent = exponent - 1 < -1022 ? -1022 : exponent - 1;
  }
  Real difference(got);
  mpfr_sub(difference.get(), difference.get(), exact.get(), MPFR_RNDN);
  mpfr_abs(difference.get(), difference.get(), MPFR_RNDN);
  mpfr_mul_2si(difference.get(), difference.get(), 52 - exponent, MPFR_RNDN);
  return difference.to_double();
}

inline double ulp_error(double got, double x, Unary reference) {
  Real exact(x);
  reference(exact.get(), exact.get(), MPFR_RNDN);
  return ulp_error(got, exact);
}

}  // namespace entente::test

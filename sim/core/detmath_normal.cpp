// SPDX-License-Identifier: Apache-2.0
// The standard normal distribution function and its inverse, on detmath's exp and log.
// Inverse: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988). Distribution function: Mills' ratio as a
// Chebyshev series in (x - 4) / (x + 4), after Schonfelder (1978); the coefficients were computed with 200 bits.
#include <array>
#include <cstddef>
#include <limits>

#include "core/detmath.hpp"
#include "core/detmath_bits.hpp"

namespace entente::det {
namespace {

using Coefficients = std::array<double, 8>;

// AS 241: numerators and denominators of its three rational forms.
constexpr Coefficients kCentralTop = {3.3871328727963666080,   1.3314166789178437745e2, 1.9715909503065514427e3,
                                      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                      3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr Coefficients kCentralBottom = {1.0,
                                         4.2313330701600911252e1,
                                         6.8718700749205790830e2,
                                         5.3941960214247511077e3,
                                         2.1213794301586595867e4,
                                         3.9307895800092710610e4,
                                         2.8729085735721942674e4,
                                         5.2264952788528545610e3};
constexpr Coefficients kMiddleTop = {1.42343711074968357734,    4.63033784615654529590,   5.76949722146069140550,
                                     3.64784832476320460504,    1.27045825245236838258,   2.41780725177450611770e-1,
                                     2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients kMiddleBottom = {1.0,
                                        2.05319162663775882187,
                                        1.67638483018380384940,
                                        6.89767334985100004550e-1,
                                        1.48103976427480074590e-1,
                                        1.51986665636164571966e-2,
                                        5.47593808499534494600e-4,
                                        1.05075007164441684324e-9};
constexpr Coefficients kTailTop = {6.65790464350110377720,    5.46378491116411436990,    1.78482653991729133580,
                                   2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients kTailBottom = {1.0,
                                      5.99832206555887937690e-1,
                                      1.36929880922735805310e-1,
                                      1.48753612908506148525e-2,
                                      7.86869131145613259100e-4,
                                      1.84631831751005468180e-5,
                                      1.42151175831644588870e-7,
                                      2.04426310338993978564e-15};

/// Estrin's scheme: shorter chains than Horner's, and this is the hottest function of a run.
double polynomial(const Coefficients& c, double x) noexcept {
  const double x2 = x * x;
  const double low = (c[0] + c[1] * x) + x2 * (c[2] + c[3] * x);
  const double high = (c[4] + c[5] * x) + x2 * (c[6] + c[7] * x);
  return low + (x2 * x2) * high;
}

// (1 + x) * (upper tail at x) / density(x), for x >= 0, in Chebyshev polynomials of (x - 4) / (x + 4).
constexpr std::array<double, 26> kMills = {
    0x1.2ac3f476eafc7p0,   -0x1.49c4a1c00032ep-3,  -0x1.cacc58fbe801ap-6,  0x1.037a49749dcc6p-5,
    -0x1.8c994302546cap-7, 0x1.62a14e7f394b4p-9,   -0x1.39db1fc6ead51p-12, -0x1.20031ff9ba88ep-16,
    0x1.55888e992146p-17,  -0x1.06ca067d80a9fp-21, -0x1.315f7495ba51dp-22, 0x1.0847c5fbcfa36p-25,
    0x1.3b6f76fd1d71ap-27, -0x1.5ea316dee7bdap-30, -0x1.9273b488ed50cp-32, 0x1.93f8f7a920486p-35,
    0x1.2e65ca8d87173p-36, -0x1.663a80692d82ap-40, -0x1.e7f839bba3656p-41, 0x1.3ed3e2cdd41e7p-50,
    0x1.810f464f4eb98p-45, 0x1.112a751938eb9p-48,  -0x1.0a3d68f7cca59p-49, -0x1.d2001c08cbb23p-52,
    0x1.ec9b5c09c8d98p-55, 0x1.0f4dbb6ca5919p-55};

/// Upper tail probability over density at x >= 0 (Mills' ratio), by Clenshaw's recurrence.
double mills_ratio(double x) noexcept {
  const double t = (x - 4.0) / (x + 4.0);
  double b1 = 0.0;
  double b2 = 0.0;
  for (std::size_t i = kMills.size() - 1; i > 0; --i) {
    const double b0 = (2.0 * t * b1 - b2) + kMills[i];
    b2 = b1;
    b1 = b0;
  }
  return ((t * b1 - b2) + kMills[0]) / (1.0 + x);
}

/// e^(-x^2/2) for 0 <= x < 40. x^2/2 is split so that its rounding does not grow with x.
double gauss(double x) noexcept {
  const double head = detail::clear_low(x, 27);
  return exp(-0.5 * head * head) * exp(-0.5 * (x - head) * (x + head));
}

}  // namespace

double normal_cdf(double x) noexcept {
  constexpr double kInvSqrtTwoPi = 0x1.9884533d43651p-2;
  if (x != x) {
    return x;
  }
  const double a = x < 0 ? -x : x;
  if (a >= 39.0) {
    return x < 0 ? 0.0 : 1.0;
  }
  const double tail = kInvSqrtTwoPi * gauss(a) * mills_ratio(a);
  return x < 0 ? tail : 1.0 - tail;
}

double normal_quantile(double p) noexcept {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kCentralTop, r) / polynomial(kCentralBottom, r);
  }
  if (!(p > 0.0 && p < 1.0)) {
    if (p == 0.0) {
      return -kInf;
    }
    return p == 1.0 ? kInf : std::numeric_limits<double>::quiet_NaN();
  }
  const double r = det::sqrt(-det::log(q < 0 ? p : 1.0 - p));
  double size = 0.0;
  if (r <= 5.0) {
    size = polynomial(kMiddleTop, r - 1.6) / polynomial(kMiddleBottom, r - 1.6);
  } else {
    size = polynomial(kTailTop, r - 5.0) / polynomial(kTailBottom, r - 5.0);
  }
  return q < 0 ? -size : size;
}

}  // namespace entente::det

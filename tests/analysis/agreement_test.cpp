// SPDX-License-Identifier: Apache-2.0
// Agreement of estimates with a reference: closed forms and limits.
#include "analysis/agreement.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace entente::analysis;

namespace {

std::vector<Estimated> line(double slope, double shift) {
  std::vector<Estimated> out;
  for (int k = -5; k <= 5; ++k) out.push_back({slope * k + shift, static_cast<double>(k), 0.1});
  return out;
}

}  // namespace

TEST_CASE("an estimate that is the reference has no error, and correlation one") {
  const Agreement a = agreement(line(1.0, 0.0));
  CHECK(a.n == 11);
  CHECK(a.rmse == 0.0);
  CHECK(a.bias == 0.0);
  CHECK(a.correlation == Approx(1.0));
  CHECK(a.size == Approx(std::sqrt(10.0)));
  CHECK(a.error == Approx(0.1));
  CHECK(a.wrong == 0);
  CHECK(a.clear == 10);  // nothing is clear of nothing
}

TEST_CASE("a shift is bias alone, a flipped sign wrong wherever the reference is not nothing") {
  const Agreement shifted = agreement(line(1.0, 0.25));
  CHECK(shifted.bias == Approx(0.25));
  CHECK(shifted.rmse == Approx(0.25));
  CHECK(shifted.correlation == Approx(1.0));
  CHECK(shifted.wrong == 1);  // where the reference is 0 the estimate is not
  CHECK(shifted.wrong_clear == 0);
  const Agreement flipped = agreement(line(-1.0, 0.0));
  CHECK(flipped.correlation == Approx(-1.0));
  CHECK(flipped.wrong == 10);
  CHECK(flipped.wrong_clear == 10);
}

TEST_CASE("the scale decides which references are clear: five hundredths of it, or of their own size") {
  const std::vector<Estimated> pairs{{-1.0, 1.0, 0.0}, {-1.0, 10.0, 0.0}, {1.0, -100.0, 0.0}};
  CHECK(agreement(pairs).clear == 2);
  CHECK(agreement(pairs, 10.0).clear == 3);
  CHECK(agreement(pairs, 1000.0).clear == 1);
  CHECK(agreement(pairs, 1000.0).wrong_clear == 1);
  CHECK(agreement(pairs, 1000.0).wrong == 3);
  CHECK(agreement({}).n == 0);
}

TEST_CASE("mean square error is the square of bias plus the spread around it, whatever the pairs") {
  rc::check([] {
    const auto n = *rc::gen::inRange(1, 40);
    std::vector<Estimated> pairs;
    for (int k = 0; k < n; ++k)
      pairs.push_back({*rc::gen::inRange(-1000, 1000) * 0.01, *rc::gen::inRange(-1000, 1000) * 0.01, 0.0});
    const Agreement a = agreement(pairs);
    double spread = 0.0;
    for (const auto& p : pairs) spread += (p.estimate - p.reference - a.bias) * (p.estimate - p.reference - a.bias) / n;
    RC_ASSERT(std::fabs(a.rmse * a.rmse - a.bias * a.bias - spread) < 1e-9);
    RC_ASSERT(a.correlation <= 1.0 + 1e-12 && a.correlation >= -1.0 - 1e-12);
    RC_ASSERT(a.wrong_clear <= a.wrong && a.wrong_clear <= a.clear && a.clear <= a.n);
  });
}

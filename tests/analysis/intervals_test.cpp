// SPDX-License-Identifier: Apache-2.0
#include "analysis/intervals.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "core/rng.hpp"
#include "support/catch.hpp"

using namespace entente;
using analysis::Interval;

TEST_CASE("the Wilson interval solves its defining equation") {
  for (const double n : {5.0, 40.0, 1000.0}) {
    for (const double p : {0.2, 0.5, 0.8}) {
      const Interval i = analysis::wilson(p * n, n);
      const double z = det::normal_quantile(0.975);
      for (const double end : {i.lo, i.hi}) {
        CHECK(std::fabs(p - end) == Approx(z * std::sqrt(end * (1.0 - end) / n)).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("an interval of a frequency stays in 0 to 1, holds the frequency and mirrors") {
  for (int k = 0; k <= 20; ++k) {
    const Interval i = analysis::wilson(k, 20.0);
    const Interval mirrored = analysis::wilson(20 - k, 20.0);
    CHECK(i.lo >= 0.0);
    CHECK(i.hi <= 1.0);
    CHECK(i.lo <= k / 20.0);
    CHECK(i.hi >= k / 20.0);
    CHECK(i.lo == Approx(1.0 - mirrored.hi).margin(1e-12));
  }
  CHECK(analysis::wilson(0.0, 50.0).hi > 0.0);  // nothing seen is not nothing possible
  CHECK(analysis::wilson(50.0, 50.0).lo < 1.0);
  CHECK(analysis::wilson(0.0, 0.0).hi == 1.0);
}

TEST_CASE("more runs make intervals narrower") {
  const Interval few = analysis::wilson(10, 20);
  const Interval many = analysis::wilson(1000, 2000);
  CHECK(many.hi - many.lo < (few.hi - few.lo) / 5.0);
  const Interval a = analysis::mean_interval(0.0, 1.0, 10.0);
  const Interval b = analysis::mean_interval(0.0, 1.0, 1000.0);
  CHECK(b.hi < a.hi);
}

TEST_CASE("the interval of a mean uses Student's quantiles") {
  // tabulated two-sided 95 % quantiles of t
  const std::pair<double, double> known[] = {{2, 12.7062},  {3, 4.30265},  {4, 3.18245},   {6, 2.57058},
                                             {11, 2.22814}, {31, 2.04227}, {1001, 1.96234}};
  for (const auto& [n, t] : known) CHECK(analysis::mean_interval(5.0, n, n).hi - 5.0 == Approx(t).epsilon(0.002));
  CHECK(analysis::mean_interval(5.0, 0.0, 1.0).hi == 5.0);
}

TEST_CASE("intervals cover the truth about as often as they say") {
  const core::Streams streams(11, 0, 0);
  int covered = 0;
  for (std::uint32_t trial = 0; trial < 1000; ++trial) {
    int hits = 0;
    for (std::uint32_t i = 0; i < 60; ++i) hits += streams.uniform(1, trial, core::Purpose::other, i) < 0.3 ? 1 : 0;
    const Interval interval = analysis::wilson(hits, 60);
    covered += interval.lo <= 0.3 && 0.3 <= interval.hi ? 1 : 0;
  }
  CHECK(covered > 925);
  CHECK(covered < 975);
}

TEST_CASE("quantiles interpolate, are monotone and end at the extremes") {
  const std::vector<double> v = {1, 2, 3, 4, 10};
  CHECK(analysis::quantile(v, 0.0) == 1.0);
  CHECK(analysis::quantile(v, 0.5) == 3.0);
  CHECK(analysis::quantile(v, 0.9) == Approx(7.6));
  CHECK(analysis::quantile(v, 1.0) == 10.0);
  CHECK(analysis::quantile({}, 0.5) == 0.0);
}

TEST_CASE("moments agree with the two-pass formulas") {
  analysis::Moments m;
  for (const double x : {1e6 + 1.0, 1e6 + 2.0, 1e6 + 4.0}) m.add(x);
  CHECK(m.mean() == Approx(1e6 + 7.0 / 3.0));
  CHECK(m.variance() == Approx(7.0 / 3.0));
}

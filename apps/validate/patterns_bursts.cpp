// SPDX-License-Identifier: Apache-2.0
// Two states against one: does a process that switches between lulls and bursts, with the rates of the model's own
// histories, forecast the record of captures better than a constant hazard that knows the record's mean? Scored by the
// continuous ranked probability score (Matheson and Winkler 1976) of counts in blocks of four weeks, one block ahead.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "apps/validate/bench.hpp"
#include "apps/validate/patterns_ground.hpp"

namespace entente::validate {
namespace {

constexpr int kBlock = 4;          // weeks of one forecast
constexpr std::size_t kMost = 24;  // counts beyond are put together
constexpr int kTwoYears = 96;
constexpr double kWeeksOfSubstep = 7.609375 / 7.0;

/// Weekly chances of changing state and captures a week, in lull and burst.
struct TwoState {
  double on = 0.0, off = 0.0, lull = 0.0, burst = 0.0;
};

using Counts = std::array<double, kMost + 1>;

double poisson(double mean, std::size_t k) {
  double p = std::exp(-mean);
  for (std::size_t i = 1; i <= k; ++i) p *= mean / static_cast<double>(i);
  return p;
}

/// Distribution of captures in a block when the chance of being in a burst at its beginning is `burst`.
Counts forecast(const TwoState& m, double burst) {
  std::array<Counts, 2> at{};
  at[0][0] = 1.0 - burst;
  at[1][0] = burst;
  for (int week = 0; week < kBlock; ++week) {
    std::array<Counts, 2> next{};
    for (std::size_t k = 0; k <= kMost; ++k) {
      const double in_burst = at[1][k] * (1.0 - m.off) + at[0][k] * m.on;
      const double in_lull = at[0][k] * (1.0 - m.on) + at[1][k] * m.off;
      for (std::size_t j = 0; k + j <= kMost; ++j) {
        next[0][k + j] += in_lull * poisson(m.lull, j);
        next[1][k + j] += in_burst * poisson(m.burst, j);
      }
    }
    at = next;
  }
  Counts out{};
  for (std::size_t k = 0; k <= kMost; ++k) out[k] = at[0][k] + at[1][k];
  return out;
}

Counts constant(double per_week) {
  Counts out{};
  for (std::size_t k = 0; k <= kMost; ++k) out[k] = poisson(per_week * kBlock, k);
  return out;
}

double crps(const Counts& p, int seen) {
  double sum = 0.0, below = 0.0;
  for (std::size_t k = 0; k <= kMost; ++k) {
    below += p[k];
    const double step = static_cast<int>(k) >= seen ? 1.0 : 0.0;
    sum += (below - step) * (below - step);
  }
  return sum;
}

/// Chance of a burst after a week with `seen` captures.
double updated(const TwoState& m, double burst, int seen) {
  const double before = burst * (1.0 - m.off) + (1.0 - burst) * m.on;
  const double up = before * poisson(m.burst, static_cast<std::size_t>(seen));
  const double down = (1.0 - before) * poisson(m.lull, static_cast<std::size_t>(seen));
  return up + down > 0.0 ? up / (up + down) : before;
}

TwoState measured(const Context& c, const Patterns& p, const scenario::Scenario& s, double men) {
  std::vector<std::array<double, 6>> sums(c.runs, std::array<double, 6>{});
  play_ground(c, s, false, c.runs, [&](std::uint32_t r, GroundHistory& h) {
    h.world.men[p.sponsor.index()] = men;
    auto& sum = sums[r];
    bool before = false;
    for (int w = 0; w < kTwoYears; ++w) {
      const int taken = h.week(core::Streams(11, r, 0), p.aggressor);
      const bool burst = h.offensive(p.aggressor);
      sum[burst ? 1 : 0] += kWeeksOfSubstep;
      sum[burst ? 3 : 2] += taken;
      if (w > 0 && burst != before) sum[burst ? 4 : 5] += 1.0;
      before = burst;
    }
  });
  std::array<double, 6> all{};
  for (const auto& sum : sums)
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += sum[i];
  const double lull = std::max(1.0, all[0]), burst = std::max(1.0, all[1]);
  return {all[4] / lull, all[5] / burst, all[2] / lull, all[3] / burst};
}

struct Score {
  double two = 0.0, one = 0.0, known = 0.0;
  int blocks = 0;
};

Score score(const std::vector<int>& weeks, const TwoState& m) {
  Score s;
  double total = 0.0, seen = 0.0, passed = 0.0;
  for (const int n : weeks) total += n;
  const double mean = total / static_cast<double>(weeks.size());
  double burst = m.on + m.off > 0.0 ? m.on / (m.on + m.off) : 0.0;
  for (std::size_t w = 0; w + kBlock <= weeks.size(); w += kBlock) {
    int count = 0;
    for (std::size_t i = w; i < w + kBlock; ++i) count += weeks[i];
    s.two += crps(forecast(m, burst), count);
    s.one += crps(constant(mean), count);
    s.known += crps(constant((seen + mean * 13.0) / (passed + 13.0)),
                    count);  // what was known, with a quarter's weight of the mean
    for (std::size_t i = w; i < w + kBlock; ++i) burst = updated(m, burst, weeks[i]);
    seen += count;
    passed += kBlock;
    ++s.blocks;
  }
  return s;
}

}  // namespace

void bursts_section(const Context& c, const Patterns& p, Page& page) {
  page.section("Two states against a constant hazard");
  std::vector<int> weeks(static_cast<std::size_t>(p.record_days / 7), 0);
  for (const auto day : p.captures)
    if (static_cast<std::size_t>(day / 7) < weeks.size()) ++weeks[static_cast<std::size_t>(day / 7)];
  page.text("Record: " + std::to_string(p.captures.size()) + " named places taken and kept in " +
            std::to_string(weeks.size()) +
            " weeks. The two-state process has the rates that the model's own histories show at each level of the "
            "sponsor's men (two\n"
            "years from the earlier map, modes, " +
            std::to_string(c.runs) +
            " runs); it is never fitted to the record and follows the state by Bayes' rule from\n"
            "the weeks before. The constant hazard is given the mean of the whole record. Score: CRPS of the count in "
            "the next four\n"
            "weeks, mean over blocks; smaller is better.");
  const auto s = with_overlay(c.session, c.folder, p.overlay);
  std::vector<Row> rows;
  std::size_t better = 0;
  std::string where;
  for (const double men : p.men) {
    const TwoState m = measured(c, p, s, men);
    const Score x = score(weeks, m);
    const double n = x.blocks;
    rows.push_back({number(men, 0), number(m.lull, 3), number(m.burst, 2), number(m.on > 0.0 ? 1.0 / m.on : 0.0, 0),
                    number(m.off > 0.0 ? 1.0 / m.off : 0.0, 0), number(x.two / n, 3), number(x.one / n, 3),
                    number(x.known / n, 3)});
    if (x.two >= x.one) continue;
    ++better;
    where += (where.empty() ? "" : ", ") + number(men, 0);
  }
  page.table({"sponsor's men", "captures a week, lull", "burst", "weeks of a lull", "of a burst", "CRPS two states",
              "constant, mean of the record", "constant, mean so far"},
             rows);
  page.text("It wins at " + std::to_string(better) + " of " + std::to_string(p.men.size()) +
            " levels of the sponsor's men: " + (where.empty() ? "none" : where) +
            ". The record spans years in which these men varied; with as many as at the record's end all the time, "
            "bursts last too long.");
  page.check(2 * better > p.men.size(),
             "the two-state process beats the constant hazard on CRPS at most levels of the sponsor's men");
}

}  // namespace entente::validate

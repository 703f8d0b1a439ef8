// SPDX-License-Identifier: Apache-2.0
// Two states against one: does a process that switches between lulls and bursts, with the rates of the model's own
// histories, forecast the record of captures better than a constant hazard that knows the record's mean? Scored by the
// continuous ranked probability score (Matheson and Winkler 1976) of counts in blocks of four weeks, one block ahead.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>

#include "apps/validate/bench.hpp"
#include "apps/validate/patterns_ground.hpp"

namespace entente::validate {
namespace {

constexpr int kBlock = 4;          // weeks of one forecast
constexpr std::size_t kMost = 24;  // counts beyond are put together
constexpr int kTwoYears = 96;
constexpr int kYoung = 9;  // sub-steps of a young burst: as long as the one on record
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

/// What histories show with so many of the sponsor's men: the two states, and the pace while a burst is young.
struct Measured {
  TwoState states;
  double young = 0.0;  // captures a week in the first kYoung sub-steps of a burst
};

Measured measured(const Context& c, const Patterns& p, const scenario::Scenario& s, double men) {
  constexpr std::size_t kSums = 8;
  std::vector<std::array<double, kSums>> sums(c.runs, std::array<double, kSums>{});
  play_ground(c, s, false, c.runs, [&](std::uint32_t r, GroundHistory& h) {
    h.world.men[p.sponsor.index()] = men;
    auto& sum = sums[r];
    bool before = false;
    int age = 0;
    for (int w = 0; w < kTwoYears; ++w) {
      const int taken = h.week(core::Streams(11, r, 0), p.aggressor);
      const bool burst = h.offensive(p.aggressor);
      sum[burst ? 1 : 0] += kWeeksOfSubstep;
      sum[burst ? 3 : 2] += taken;
      if (w > 0 && burst != before) sum[burst ? 4 : 5] += 1.0;
      age = burst ? age + 1 : 0;
      if (burst && age <= kYoung) {
        sum[6] += kWeeksOfSubstep;
        sum[7] += taken;
      }
      before = burst;
    }
  });
  std::array<double, kSums> all{};
  for (const auto& sum : sums)
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += sum[i];
  const double lull = std::max(1.0, all[0]), burst = std::max(1.0, all[1]);
  return {{all[4] / lull, all[5] / burst, all[2] / lull, all[3] / burst}, all[7] / std::max(1.0, all[6])};
}

/// Rates between two levels of men, on the straight line between what was measured there.
TwoState between(const std::vector<double>& levels, const std::vector<Measured>& at, double men) {
  std::size_t i = 0;
  while (i + 2 < levels.size() && men > levels[i + 1]) ++i;
  if (levels.size() < 2) return at.front().states;
  const double part = std::clamp((men - levels[i]) / (levels[i + 1] - levels[i]), 0.0, 1.0);
  const auto mix = [part](double a, double b) { return a + part * (b - a); };
  const TwoState &a = at[i].states, &b = at[i + 1].states;
  return {mix(a.on, b.on), mix(a.off, b.off), mix(a.lull, b.lull), mix(a.burst, b.burst)};
}

/// The sponsor's men in a week of the record, as reported then.
double present(const Patterns& p, std::size_t week) {
  double men = p.presence.front().second;
  for (const auto& [day, count] : p.presence)
    if (day <= static_cast<std::int64_t>(week) * 7) men = count;
  return men;
}

struct Score {
  double two = 0.0, one = 0.0, known = 0.0;
  int blocks = 0;
};

/// `at(week)`: the process in force in that week.
Score score(const std::vector<int>& weeks, const std::function<TwoState(std::size_t)>& at) {
  Score s;
  double total = 0.0, seen = 0.0, passed = 0.0;
  for (const int n : weeks) total += n;
  const double mean = total / static_cast<double>(weeks.size());
  const TwoState start = at(0);
  double burst = start.on + start.off > 0.0 ? start.on / (start.on + start.off) : 0.0;
  for (std::size_t w = 0; w + kBlock <= weeks.size(); w += kBlock) {
    int count = 0;
    for (std::size_t i = w; i < w + kBlock; ++i) count += weeks[i];
    s.two += crps(forecast(at(w), burst), count);
    s.one += crps(constant(mean), count);
    s.known += crps(constant((seen + mean * 13.0) / (passed + 13.0)),
                    count);  // what was known, with a quarter's weight of the mean
    for (std::size_t i = w; i < w + kBlock; ++i) burst = updated(at(i), burst, weeks[i]);
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
  std::vector<Measured> at;
  const auto add = [&](const std::string& name, const Measured* m, const Score& x) {
    const double n = x.blocks;
    const auto weeks_of = [](double chance) { return number(chance > 0.0 ? 1.0 / chance : 0.0, 0); };
    rows.push_back({name, m ? number(m->states.lull, 3) : "", m ? number(m->states.burst, 2) : "",
                    m ? number(m->young, 2) : "", m ? weeks_of(m->states.on) : "", m ? weeks_of(m->states.off) : "",
                    number(x.two / n, 3), number(x.one / n, 3), number(x.known / n, 3)});
  };
  for (const double men : p.men) {
    at.push_back(measured(c, p, s, men));
    const TwoState states = at.back().states;
    const Score x = score(weeks, [&states](std::size_t) { return states; });
    add(number(men, 0), &at.back(), x);
    if (x.two >= x.one) continue;
    ++better;
    where += (where.empty() ? "" : ", ") + number(men, 0);
  }
  const Score dated = score(weeks, [&](std::size_t week) { return between(p.men, at, present(p, week)); });
  add("as reported", nullptr, dated);
  page.table(
      {"sponsor's men", "captures a week, lull", "burst", "its first " + std::to_string(kYoung) + " weeks",
       "weeks of a lull", "of a burst", "CRPS two states", "constant, mean of the record", "constant, mean so far"},
      rows);
  std::string reported;
  for (const auto& [day, men] : p.presence)
    reported += (reported.empty() ? "" : ", then ") + number(men, 0) + " from week " + std::to_string(day / 7);
  page.text("It wins at " + std::to_string(better) + " of " + std::to_string(p.men.size()) +
            " levels of the sponsor's men: " + (where.empty() ? "none" : where) +
            ". The record spans years in which these men varied; the last row follows what was reported of them (" +
            reported + ").");
  page.check(dated.two < dated.one,
             "with the sponsor's men as reported the two-state process beats the constant hazard");
  page.check(2 * better > p.men.size(),
             "the two-state process beats the constant hazard on CRPS at most levels of the sponsor's men");
}

}  // namespace entente::validate

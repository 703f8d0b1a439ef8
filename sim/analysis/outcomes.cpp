// SPDX-License-Identifier: Apache-2.0
// Folding the values of one outcome. A draw with its replications is one cluster.
#include "analysis/outcomes.hpp"

#include <algorithm>

#include "core/detmath.hpp"

namespace entente::analysis {
namespace {

/// Variance of the mean with draws as clusters, and the number of clusters.
double cluster_variance(const FoldData& data, const std::vector<double>& values, double mean) {
  const std::size_t clusters = data.first_of_draw.size();
  if (clusters < 2) return 0.0;
  double sum = 0.0;
  for (std::size_t c = 0; c < clusters; ++c) {
    const std::size_t end = c + 1 < clusters ? data.first_of_draw[c + 1] : values.size();
    double off = 0.0;
    for (std::size_t i = data.first_of_draw[c]; i < end; ++i) off += values[i] - mean;
    sum += off * off;
  }
  const double n = static_cast<double>(values.size());
  const double g = static_cast<double>(clusters);
  return sum / (n * n) * g / (g - 1.0);
}

/// n divided by the design effect (never above n, never below the number of draws). One draw only: n, since then the interval
/// speaks of luck alone.
double effective_size(const FoldData& data, const std::vector<double>& values, const Moments& moments) {
  const double n = static_cast<double>(values.size());
  const double draws = static_cast<double>(data.first_of_draw.size());
  if (draws < 2.0 || draws >= n) return n;
  const double simple = moments.variance() / n;
  if (!(simple > 0.0)) return draws;
  const double effect = cluster_variance(data, values, moments.mean()) / simple;
  return std::clamp(effect > 0.0 ? n / effect : n, draws, n);
}

void fill_binary(const FoldData& data, std::size_t o, OutcomeSummary& out) {
  std::vector<double> months;
  for (std::size_t i = 0; i < data.values[o].size(); ++i) {
    if (data.values[o][i] == 0.0) continue;
    ++out.hits;
    if (data.months[o][i] >= 0) months.push_back(data.months[o][i]);
  }
  out.value = out.n > 0 ? static_cast<double>(out.hits) / static_cast<double>(out.n) : 0.0;
  out.sampling = wilson(out.value * out.effective_n, out.effective_n);
  std::sort(months.begin(), months.end());
  if (!months.empty()) out.median_month = quantile(months, 0.5);
}

void fill_continuous(const FoldData& data, std::size_t o, const Moments& moments, OutcomeSummary& out) {
  std::vector<double> sorted = data.values[o];
  std::sort(sorted.begin(), sorted.end());
  out.value = moments.mean();
  out.sampling = mean_interval(moments.mean(), moments.variance(), out.effective_n);
  out.fan = {quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9)};
  out.p05 = quantile(sorted, 0.05);
  out.p95 = quantile(sorted, 0.95);
  if (sorted.empty()) return;
  for (std::size_t i = 0; i < kDots; ++i) {
    out.dots.push_back(quantile(sorted, (static_cast<double>(i) + 0.5) / static_cast<double>(kDots)));
  }
}

/// Squared distance of a run from the middle of the ensemble, each outcome on its own scale.
double distance(const FoldData& data, const std::vector<OutcomeSummary>& outcomes, std::size_t i) {
  double sum = 0.0;
  for (const OutcomeSummary& outcome : outcomes) {
    const double value = data.values[outcome.outcome.index()][i];
    double off = value - outcome.value;
    if (!outcome.binary) {
      const double width = outcome.fan.high - outcome.fan.low;
      off = width > 0.0 ? std::clamp((value - outcome.fan.mid) / width, -2.0, 2.0) : 0.0;
    }
    sum += off * off;
  }
  return sum;
}

}  // namespace

Fan fan(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {quantile(values, 0.1), quantile(values, 0.5), quantile(values, 0.9)};
}

OutcomeSummary outcome_summary(const FoldData& data, core::OutcomeId outcome) {
  const std::size_t o = outcome.index();
  OutcomeSummary out;
  out.outcome = outcome;
  out.binary = data.scenario->outcomes[o].type == scenario::OutcomeType::binary;
  out.n = data.values[o].size();
  Moments moments;
  for (const double value : data.values[o]) moments.add(value);
  out.effective_n = effective_size(data, data.values[o], moments);
  if (out.binary) {
    fill_binary(data, o, out);
  } else {
    fill_continuous(data, o, moments, out);
  }
  return out;
}

std::vector<ToldRun> told_runs(const FoldData& data, const std::vector<OutcomeSummary>& outcomes) {
  std::vector<ToldRun> out;
  const std::size_t n = data.keys.size();
  std::vector<double> off(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) off[i] = distance(data, outcomes, i);
  std::vector<bool> taken(n, false);
  const auto pick = [&](ToldRun::Why why, const std::vector<double>& score, double sign) {
    std::size_t best = n;
    for (std::size_t i = 0; i < n; ++i) {
      if (!taken[i] && (best == n || sign * score[i] > sign * score[best])) best = i;
    }
    if (best == n) return;
    taken[best] = true;
    out.push_back({why, data.keys[best]});
  };
  pick(ToldRun::Why::typical, off, -1.0);
  pick(ToldRun::Why::worst_for_civilians, data.deaths, 1.0);
  pick(ToldRun::Why::surprising, off, 1.0);
  return out;
}

}  // namespace entente::analysis

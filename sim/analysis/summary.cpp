// SPDX-License-Identifier: Apache-2.0
// From a fold to a summary: outcomes with baselines and influences, tracks, months.
#include "analysis/summary.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/fold.hpp"
#include "analysis/fold_data.hpp"
#include "analysis/outcomes.hpp"
#include "analysis/timeline.hpp"

namespace entente::analysis {
namespace {

using scenario::Scenario;

TrackSummary track_summary(const FoldData& data, std::size_t t) {
  const TrackData& track = data.tracks[t];
  TrackSummary out;
  out.track = core::TrackId::at(t);
  out.n = data.keys.size();
  out.signed_runs = track.signed_runs;
  out.force_runs = track.force_runs;
  out.standing_runs = track.standing_runs;
  const double n = static_cast<double>(out.n);
  const double draws = static_cast<double>(data.first_of_draw.size());
  const double share = n > 0.0 ? static_cast<double>(track.signed_runs) / n : 0.0;
  const double size = draws > 1.0 ? draws : n;  // careful: replications of one draw are not counted as independent
  out.signed_interval = wilson(share * size, size);
  out.answered = track.answered;
  out.ratified = track.ratified;
  for (std::size_t i = 0; i < kHeldMonths.size(); ++i) {
    const auto of = static_cast<double>(track.held_of[i]);
    const double less = n > 0.0 ? size / n : 1.0;
    out.held.push_back({kHeldMonths[i], track.held[i], track.held_of[i],
                        wilson(static_cast<double>(track.held[i]) * less, of * less)});
  }
  const double signed_runs = static_cast<double>(track.signed_runs);
  std::vector<double> months = track.first_months;
  std::sort(months.begin(), months.end());
  if (!months.empty()) {
    out.median_month = quantile(months, 0.5);
    out.delivered = track.delivered / signed_runs;
  }
  out.texts = n > 0.0 ? static_cast<double>(track.texts) / n : 0.0;
  for (std::size_t k = 0; k < track.at.size(); ++k) {
    out.issues.push_back({data.scenario->tracks[t].issues[k], track.at[k]});
  }
  for (std::size_t p = 0; p < track.gain.size(); ++p) {
    out.gain.push_back(signed_runs > 0.0 ? track.gain[p] / signed_runs : 0.0);
    out.refusals.push_back(n > 0.0 ? static_cast<double>(track.refusals[p]) / n : 0.0);
  }
  out.refused_runs = track.refused_runs;
  out.refused_no_deal = track.refused_no_deal;
  out.ended = track.ended;
  return out;
}

/// Mean of an outcome per draw, over the draws whose inputs are known.
std::vector<double> per_draw(const FoldData& data, std::size_t o, std::size_t draws) {
  std::vector<double> out;
  for (std::size_t d = 0; d < draws; ++d) {
    const std::size_t begin = data.first_of_draw[d];
    const std::size_t end = d + 1 < data.first_of_draw.size() ? data.first_of_draw[d + 1] : data.keys.size();
    double sum = 0.0;
    for (std::size_t i = begin; i < end; ++i) sum += data.values[o][i];
    out.push_back(sum / static_cast<double>(end - begin));
  }
  return out;
}

void add_influences(const FoldData& data, Summary& out) {
  const Scenario& s = *data.scenario;
  out.param_influence.assign(s.params.size(), 0.0);
  const std::size_t draws = data.drawn.empty() ? 0 : data.drawn.front().size();
  out.influence_n = draws;
  const double bound = chance_bound(draws, data.inputs.size());
  if (bound >= 1.0) return;
  std::vector<std::vector<double>> input_ranks;
  for (const auto& values : data.drawn) input_ranks.push_back(ranks({values.begin(), values.end()}));
  for (OutcomeSummary& outcome : out.outcomes) {
    const std::vector<double> mine = ranks(per_draw(data, outcome.outcome.index(), draws));
    std::vector<Influence> firm;
    for (std::size_t i = 0; i < data.inputs.size(); ++i) {
      const double rho = rank_correlation(input_ranks[i], mine);
      if (std::fabs(rho) <= bound) continue;
      double& most = out.param_influence[data.inputs[i].index()];
      most = std::max(most, std::fabs(rho));
      firm.push_back(with_interval(data.inputs[i], rho, draws));
    }
    std::stable_sort(firm.begin(), firm.end(),
                     [](const Influence& a, const Influence& b) { return std::fabs(a.rho) > std::fabs(b.rho); });
    for (const Influence& one : firm) {
      const std::uint64_t stream = s.params[one.param.index()].stream;
      const bool told = std::any_of(outcome.influence.begin(), outcome.influence.end(), [&](const Influence& other) {
        return s.params[other.param.index()].stream == stream;
      });
      if (!told) outcome.influence.push_back(one);
      if (outcome.influence.size() == kTopInfluences) break;
    }
  }
}

Baseline no_deal_guess(const FoldData& other, const OutcomeSummary& outcome) {
  const OutcomeSummary without = outcome_summary(other, outcome.outcome);
  Baseline out;
  out.id = "no_deal";
  out.title = "No deal ever";
  out.value = without.value;
  out.has_range = true;
  out.lo = without.sampling.lo;
  out.hi = without.sampling.hi;
  out.formula = "The same scenario and luck with talks that never convene, over " + std::to_string(without.n) +
                " simulated histories; the range is its 95 % sampling interval.";
  return out;
}

}  // namespace

Summary summarise(const Fold& fold, const Fold* no_deal) {
  const FoldData& data = fold.data();
  Summary out;
  out.n = data.keys.size();
  out.failed = data.failed;
  out.draws = data.first_of_draw.size();
  const auto baselines = simple_baselines(*data.scenario);
  for (std::size_t o = 0; o < data.values.size(); ++o) {
    out.outcomes.push_back(outcome_summary(data, core::OutcomeId::at(o)));
    out.outcomes.back().baselines = baselines[o];
    if (no_deal != nullptr && no_deal->size() > 0 && o < no_deal->data().values.size()) {
      out.outcomes.back().baselines.push_back(no_deal_guess(no_deal->data(), out.outcomes.back()));
    }
  }
  out.no_deal_n = no_deal != nullptr ? no_deal->size() : 0;
  for (std::size_t t = 0; t < data.tracks.size(); ++t) out.tracks.push_back(track_summary(data, t));
  out.timeline = timeline(data);
  out.deaths = fan(data.deaths);
  out.displaced = fan(data.displaced);
  const double n = out.n > 0 ? static_cast<double>(out.n) : 1.0;
  for (const double value : data.deaths) out.mean_deaths += value / n;
  for (const double value : data.displaced) out.mean_displaced += value / n;
  out.defections = data.defections / n;
  out.captures = data.captures / n;
  add_influences(data, out);
  out.told = told_runs(data, out.outcomes);
  return out;
}

std::vector<const OutcomeSummary*> in_file_order(const scenario::Scenario& scenario, const Summary& summary) {
  std::vector<const OutcomeSummary*> out;
  for (const core::OutcomeId id : scenario.outcome_order) {
    for (const OutcomeSummary& one : summary.outcomes) {
      if (one.outcome == id) out.push_back(&one);
    }
  }
  if (out.size() == summary.outcomes.size()) return out;
  out.clear();
  for (const OutcomeSummary& one : summary.outcomes) out.push_back(&one);
  return out;
}

}  // namespace entente::analysis

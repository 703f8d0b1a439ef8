// SPDX-License-Identifier: Apache-2.0
// What an ensemble says, as plain data for reports, JSON and pages: outcomes, deals, refusals, timeline, influence.
// It holds numbers and ids only; names and words come from the scenario and the report.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/baselines.hpp"
#include "analysis/influence.hpp"
#include "analysis/intervals.hpp"
#include "core/ids.hpp"
#include "run/record.hpp"
#include "scenario/scenario.hpp"

namespace entente::analysis {

inline constexpr std::size_t kDots = 50;

/// 10th, 50th and 90th percentile.
struct Fan {
  double low = 0.0;
  double mid = 0.0;
  double high = 0.0;
};

struct OutcomeSummary {
  core::OutcomeId outcome;
  bool binary = true;
  std::uint64_t n = 0;
  std::uint64_t hits = 0;       ///< binary: histories in which it is true
  double value = 0.0;           ///< frequency (binary) or mean
  Interval sampling;            ///< 95 % of `value`, for other luck and other draws of the same inputs
  double effective_n = 0.0;     ///< n less what replications of one draw share
  Fan fan;                      ///< continuous: percentiles of the histories
  double p05 = 0.0, p95 = 0.0;  ///< continuous
  std::vector<double> dots;     ///< continuous: kDots quantiles at (i + 1/2) / kDots
  double median_month = -1.0;   ///< binary: month of becoming true, among hits; -1 without hits
  std::vector<Baseline> baselines;
  std::vector<Influence> influence;  ///< strongest first, at most kTopInfluences, one per group drawn together,
                                     ///< only those beyond chance_bound
};
inline constexpr std::size_t kTopInfluences = 10;

/// How the position of one issue is spread over the signed texts of a track.
struct IssueSpread {
  core::IssueId issue;
  std::vector<std::uint64_t> count;  ///< per grid position, of the latest text of each history that signed
};

/// How many texts that entered into force early enough to be seen so long had not collapsed after so many months.
struct HeldFor {
  int months = 0;
  std::uint64_t held = 0, of = 0;  ///< histories, by the first text in force of each
  Interval interval;               ///< 95 % of held / of
};
inline constexpr std::array<int, 3> kHeldMonths = {6, 12, 24};

struct TrackSummary {
  core::TrackId track;
  std::uint64_t n = 0;
  std::uint64_t signed_runs = 0, force_runs = 0,
                standing_runs = 0;           ///< histories with a signature, in force ever, in force at the end
  Interval signed_interval;                  ///< 95 % of signed_runs / n
  std::uint64_t answered = 0, ratified = 0;  ///< texts that all sides ratified or one refused; those that all ratified
  std::vector<HeldFor> held;                 ///< for each of kHeldMonths
  double median_month = -1.0;                ///< first signature, among histories that signed
  double delivered = 0.0;                    ///< mean delivered share of the latest text, among histories that signed
  double texts = 0.0;                        ///< mean number of texts signed
  std::vector<IssueSpread> issues;
  std::vector<double> gain;          ///< per party: mean gain by its own projection at its latest signature
  std::vector<std::uint64_t> ended;  ///< per world::Cause: texts that ended so
  // refusals
  std::vector<double> refusals;                ///< per party: mean number a history
  std::vector<std::uint64_t> refused_runs;     ///< per party: histories with at least one refusal
  std::vector<std::uint64_t> refused_no_deal;  ///< the same among histories without a signature
};

/// One month over all histories. Month 0 is as_of.
struct TimelineMonth {
  std::vector<double> control;                   ///< [node * coalitions + coalition], mean share
  std::vector<double> disagreement;              ///< per node: 1 - share of histories with the most common holder
  std::vector<std::int32_t> holder;              ///< per node: most common holder (coalition), -1 if it is "nobody"
  std::vector<Fan> people;                       ///< per coalition, thousands
  Fan deaths, displaced;                         ///< of the month, persons
  std::vector<Fan> price;                        ///< per mineral, in its unit
  std::vector<double> lever;                     ///< per decision: mean level
  std::vector<std::vector<double>> lever_share;  ///< per decision, per level: share of histories
  std::vector<double> signed_share;              ///< per track: share of histories that have signed so far
  std::vector<double> force_share;               ///< per track: share of histories with a text in force now
  std::vector<Fan> men;                          ///< per force
};

/// A history worth telling, by rule.
struct ToldRun {
  enum class Why : std::uint8_t { typical, surprising, worst_for_civilians };
  Why why = Why::typical;
  run::RunKey key;
};

struct Summary {
  std::uint64_t n = 0;  ///< good histories folded
  std::uint64_t failed = 0;
  std::uint64_t draws = 0;        ///< different draws among them
  std::uint64_t influence_n = 0;  ///< histories behind the correlations
  std::vector<OutcomeSummary> outcomes;
  std::vector<TrackSummary> tracks;
  std::vector<TimelineMonth> timeline;  ///< empty when runs kept no trace
  Fan deaths, displaced;                ///< totals of a history, persons
  double mean_deaths = 0.0, mean_displaced = 0.0;
  double defections = 0.0, captures = 0.0;  ///< mean of a history
  std::vector<double>
      param_influence;  ///< per param of the scenario: largest |rho| over outcomes where it is beyond chance_bound, else 0
  std::vector<ToldRun> told;    ///< up to three different runs
  std::uint64_t no_deal_n = 0;  ///< histories of the "no deal ever" ensemble, 0 when there is none
};

/// The outcomes in the order in which the case lists them; in the order of the summary for a scenario without files.
[[nodiscard]] std::vector<const OutcomeSummary*> in_file_order(const scenario::Scenario& scenario,
                                                               const Summary& summary);

}  // namespace entente::analysis

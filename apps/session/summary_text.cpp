// SPDX-License-Identifier: Apache-2.0
// The findings in words for a terminal: what the answer is, beside its simple baselines, and the harm to civilians.
#include "apps/session/findings.hpp"
#include "apps/session/session.hpp"
#include "apps/session/words.hpp"
#include "core/text.hpp"
#include "report/words.hpp"

namespace entente::session {
namespace {

std::string count_text(std::uint64_t value) { return core::format_grouped(static_cast<double>(value), 0); }

std::string baseline_value(const analysis::OutcomeSummary& summary, const analysis::Baseline& baseline,
                           const std::string& unit) {
  if (!summary.binary) {
    return report::with_unit(baseline.value, unit);
  }
  if (baseline.id == "persistence") {  // a statement, not a chance
    return baseline.value >= 0.5 ? "yes" : "no";
  }
  return report::chance(baseline.value);
}

std::string baselines_text(const analysis::OutcomeSummary& summary, const std::string& unit) {
  std::string out;
  for (const analysis::Baseline& baseline : summary.baselines) {
    out += out.empty() ? "" : "; ";
    out += baseline.title + ": " + baseline_value(summary, baseline, unit);
  }
  return out;
}

std::string outcome_text(const scenario::Scenario& s, const analysis::OutcomeSummary& summary) {
  const scenario::Outcome& outcome = s.outcomes[summary.outcome.index()];
  std::string out = "  " + (outcome.title.empty() ? outcome.id : outcome.title) + " (" + outcome.id + ", " +
                    (outcome.at ? "at " : "by ") + month_text(s, outcome.month) + ")\n      ";
  if (summary.n == 0) {
    return out + "no finished history\n";
  }
  if (summary.binary) {
    out += report::frequency(summary.hits, summary.n) + " (sampling " +
           report::hundreds_range(summary.sampling.lo, summary.sampling.hi) + " in 100)\n";
  } else {
    out += report::with_unit(summary.fan.mid, outcome.unit) + " in the middle history, 8 in 10 between " +
           report::range_words(summary.fan.low, summary.fan.high, outcome.unit, " and ") + "; mean " +
           report::with_unit(summary.value, outcome.unit) + " (sampling " +
           report::range_words(summary.sampling.lo, summary.sampling.hi, outcome.unit) + ")\n";
  }
  const std::string baselines = baselines_text(summary, outcome.unit);
  return baselines.empty() ? out : out + "      beside: " + baselines + "\n";
}

std::string fan_text(const char* what, const analysis::Fan& fan, double mean) {
  return std::string("  ") + what + ": " + report::plain_number(fan.mid) + " in the middle history, 8 in 10 between " +
         report::plain_number(fan.low) + " and " + report::plain_number(fan.high) + "; mean " +
         report::plain_number(mean) + "\n";
}

}  // namespace

std::string result_text(const Case& loaded, const Findings& findings) {
  const scenario::Scenario& s = loaded.scenario();
  const analysis::Summary& summary = findings.summary;
  std::string out = s.title + "\n";
  out += "purpose: " + s.purpose + "; as of " + core::to_string(s.as_of) + "; " + count_text(findings.made) +
         " simulated histories of " + std::to_string(s.months) + " months, seed " + std::to_string(findings.plan.seed) +
         "\n";
  if (findings.made < ensemble::run_count(findings.plan)) {
    out += "incomplete: " + count_text(findings.made) + " of " + count_text(ensemble::run_count(findings.plan)) +
           " planned\n";
  }
  if (findings.failed > 0) {
    out += "failed and left out: " + count_text(findings.failed) + "; first: draw " +
           std::to_string(findings.failures[0].key.draw) + ", replication " +
           std::to_string(findings.failures[0].key.replication) + ": " + findings.failures[0].cause + "\n";
  }
  out +=
      "\nOutcomes, under these assumptions. Sampling: where 95 in 100 repetitions with other luck and other draws of "
      "the\n"
      "same inputs would put the number; it knows nothing of wrong ranges or a wrong model.\n";
  bool any_harm = false;
  const auto outcomes = analysis::in_file_order(s, summary);
  for (const analysis::OutcomeSummary* outcome : outcomes) {
    any_harm = any_harm || s.outcomes[outcome->outcome.index()].harm;
    if (!s.outcomes[outcome->outcome.index()].harm) {
      out += outcome_text(s, *outcome);
    }
  }
  out += "\nHarm to civilians and fighters, whole run\n";
  if (summary.n > 0) {
    out += fan_text("deaths", summary.deaths, summary.mean_deaths);
    out += fan_text("displaced", summary.displaced, summary.mean_displaced);
  }
  if (any_harm) {
    for (const analysis::OutcomeSummary* outcome : outcomes) {
      if (s.outcomes[outcome->outcome.index()].harm) {
        out += outcome_text(s, *outcome);
      }
    }
  }
  out += "\nNot for:\n";
  for (const std::string& line : s.not_for) {
    out += "  - " + line + "\n";
  }
  return out + "result digest " + findings.result_digest + "\n";
}

}  // namespace entente::session

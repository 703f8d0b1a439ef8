// SPDX-License-Identifier: Apache-2.0
// run.json, schema entente-run/1, as documented in docs/run-json.md. No clock, no machine, no paths: the same runs give the
// same bytes.
#include <nlohmann/json.hpp>

#include "apps/session/findings.hpp"
#include "apps/session/session.hpp"
#include "apps/session/words.hpp"
#include "core/version.hpp"
#include "report/words.hpp"

namespace entente::session {
namespace {

using Json = nlohmann::ordered_json;

Json fan_json(const analysis::Fan& fan) { return {{"p10", fan.low}, {"p50", fan.mid}, {"p90", fan.high}}; }

/// A month number with its name, or null for "never".
Json month_json(const scenario::Scenario& s, double month) {
  if (month < 0.0) {
    return nullptr;
  }
  return {{"month", month}, {"when", month_text(s, static_cast<int>(month))}};
}

Json baselines_json(const std::vector<analysis::Baseline>& baselines) {
  Json out = Json::object();
  for (const analysis::Baseline& baseline : baselines) {
    Json one{{"title", baseline.title}, {"value", baseline.value}};
    if (baseline.has_range) {
      one["lo"] = baseline.lo;
      one["hi"] = baseline.hi;
    }
    one["formula"] = baseline.formula;
    out[baseline.id] = std::move(one);
  }
  return out;
}

Json influence_json(const scenario::Scenario& s, const std::vector<analysis::Influence>& influence) {
  Json out = Json::array();
  for (const analysis::Influence& one : influence) {
    out.push_back(
        {{"path", s.params[one.param.index()].path}, {"rank_correlation", one.rho}, {"lo", one.lo}, {"hi", one.hi}});
  }
  return out;
}

Json outcome_json(const scenario::Scenario& s, const analysis::OutcomeSummary& summary) {
  const scenario::Outcome& outcome = s.outcomes[summary.outcome.index()];
  Json out{{"id", outcome.id},
           {"title", outcome.title},
           {"rule", outcome.rule},
           {"type", summary.binary ? "binary" : "continuous"},
           {outcome.at ? "at" : "by", month_text(s, outcome.month)},
           {"harm", outcome.harm}};
  if (!outcome.unit.empty()) {
    out["unit"] = outcome.unit;
  }
  if (summary.n == 0) {
    out[summary.binary ? "frequency" : "value"] = nullptr;
    out["lo"] = nullptr;
    out["hi"] = nullptr;
  } else {
    out[summary.binary ? "frequency" : "value"] = summary.value;
    out["lo"] = summary.sampling.lo;
    out["hi"] = summary.sampling.hi;
  }
  out["n"] = summary.n;
  out["effective_n"] = summary.effective_n;
  if (summary.binary) {
    out["hits"] = summary.hits;
    out["text"] = report::frequency(summary.hits, summary.n);
    out["median_month"] = month_json(s, summary.median_month);
  } else {
    out["percentiles"] = {{"p05", summary.p05},
                          {"p10", summary.fan.low},
                          {"p50", summary.fan.mid},
                          {"p90", summary.fan.high},
                          {"p95", summary.p95}};
  }
  out["baselines"] = baselines_json(summary.baselines);
  out["moves_with"] = influence_json(s, summary.influence);
  return out;
}

Json terms_json(const scenario::Scenario& s, const std::vector<analysis::IssueSpread>& issues) {
  Json out = Json::array();
  for (const analysis::IssueSpread& spread : issues) {
    const scenario::Issue& issue = s.issues[spread.issue.index()];
    Json positions = Json::array();
    for (std::size_t i = 0; i < spread.count.size() && i < issue.grid.size(); ++i) {
      if (spread.count[i] > 0) {
        positions.push_back({{"position", issue.grid[i]}, {"histories", spread.count[i]}});
      }
    }
    out.push_back({{"issue", issue.id},
                   {"title", issue.title},
                   {"unit", std::string(core::unit_name(issue.unit))},
                   {"status_quo", issue.status_quo},
                   {"positions", std::move(positions)}});
  }
  return out;
}

Json deal_json(const scenario::Scenario& s, const analysis::TrackSummary& summary) {
  const scenario::Track& track = s.tracks[summary.track.index()];
  Json refusals = Json::array();
  for (std::size_t i = 0; i < track.parties.size() && i < summary.refusals.size(); ++i) {
    Json one{{"party", s.actors[track.parties[i].actor.index()].id}, {"mean_refusals", summary.refusals[i]}};
    if (i < summary.refused_runs.size()) {
      one["histories"] = summary.refused_runs[i];
    }
    if (i < summary.refused_no_deal.size()) {
      one["histories_without_signature"] = summary.refused_no_deal[i];
    }
    refusals.push_back(std::move(one));
  }
  Json held = Json::array();
  for (const analysis::HeldFor& h : summary.held) {
    held.push_back(
        {{"months", h.months}, {"held", h.held}, {"of", h.of}, {"lo", h.interval.lo}, {"hi", h.interval.hi}});
  }
  return {{"track", track.id},
          {"title", track.title},
          {"n", summary.n},
          {"signed", summary.signed_runs},
          {"signed_lo", summary.signed_interval.lo},
          {"signed_hi", summary.signed_interval.hi},
          {"texts_answered", summary.answered},
          {"texts_ratified", summary.ratified},
          {"in_force_ever", summary.force_runs},
          {"in_force_at_end", summary.standing_runs},
          {"median_signed", month_json(s, summary.median_month)},
          {"mean_delivered", summary.delivered},
          {"held", std::move(held)},
          {"terms", terms_json(s, summary.issues)},
          {"refusals", std::move(refusals)}};
}

Json harm_json(const analysis::Summary& summary) {
  return {{"deaths", {{"mean", summary.mean_deaths}, {"percentiles", fan_json(summary.deaths)}}},
          {"displaced", {{"mean", summary.mean_displaced}, {"percentiles", fan_json(summary.displaced)}}},
          {"unit", "person"},
          {"n", summary.n}};
}

Json input_json(const scenario::EffectiveInput& input) {
  Json out{{"path", input.path},
           {"v", input.v},
           {"lo", input.lo},
           {"hi", input.hi},
           {"unit", input.unit},
           {"shape", input.shape},
           {"src", input.sources},
           {"tier", input.tier},
           {"ped", input.ped},
           {"judgement", input.judgement},
           {"default", input.is_default},
           {"hindsight", input.hindsight}};
  if (!input.corr.empty()) {
    out["corr"] = input.corr;
  }
  if (!input.why.empty()) {
    out["why"] = input.why;
  }
  return out;
}

Json models_json(const scenario::Scenario& s) {
  Json out{{"conflict", s.conflict.key},
           {"economy", s.economy.key},
           {"policy", s.policy.key},
           {"preference", s.preference.key},
           {"protocol", Json::object()}};
  for (const scenario::Track& track : s.tracks) {
    out["protocol"][track.id] = track.protocol;
  }
  return out;
}

Json sources_json(const scenario::Scenario& s) {
  Json out = Json::array();
  for (const scenario::Source& source : s.sources) {
    Json one{{"id", source.id}, {"what", source.what}, {"tier", source.tier}};
    one["date"] = source.date ? Json(core::to_string(*source.date)) : Json(nullptr);
    if (!source.url.empty()) {
      one["url"] = source.url;
    }
    out.push_back(std::move(one));
  }
  return out;
}

Json failures_json(const Findings& findings) {
  Json out = Json::array();
  for (const FailedRun& failed : findings.failures) {
    out.push_back({{"draw", failed.key.draw}, {"replication", failed.key.replication}, {"cause", failed.cause}});
  }
  return out;
}

}  // namespace

std::string result_document(const Case& loaded, const Findings& findings) {
  const scenario::Scenario& s = loaded.scenario();
  const std::uint64_t planned = ensemble::run_count(findings.plan);
  Json out;
  out["schema"] = "entente-run/1";
  out["engine_version"] = std::string(core::kVersion);
  out["scenario"] = s.id;
  out["title"] = s.title;
  out["purpose"] = s.purpose;
  out["as_of"] = core::to_string(s.as_of);
  out["months"] = s.months;
  out["not_for"] = s.not_for;
  out["scenario_digest"] = s.digest;
  out["models"] = models_json(s);
  out["seed"] = findings.plan.seed;
  out["draws"] = findings.plan.draws;
  out["replications"] = findings.plan.replications;
  out["planned"] = planned;
  out["runs"] = findings.made;
  out["complete"] = findings.made == planned;
  out["failed"] = findings.failed;
  out["failures"] = failures_json(findings);
  out["no_deal_runs"] = findings.summary.no_deal_n;
  out["result_digest"] = findings.result_digest;
  out["outcomes"] = Json::array();
  for (const analysis::OutcomeSummary* outcome : analysis::in_file_order(s, findings.summary)) {
    out["outcomes"].push_back(outcome_json(s, *outcome));
  }
  out["deals"] = Json::array();
  for (const analysis::TrackSummary& track : findings.summary.tracks) {
    out["deals"].push_back(deal_json(s, track));
  }
  out["harm"] = harm_json(findings.summary);
  out["sources"] = sources_json(s);
  out["effective_inputs"] = Json::array();
  for (const scenario::EffectiveInput& input : loaded.result->origins.inputs) {
    out["effective_inputs"].push_back(input_json(input));
  }
  // A title in a broken encoding must not stop the results of a long run.
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string check_json(const Case& loaded, bool strict) {
  Json out;
  out["schema"] = "entente-check/1";
  out["ok"] = check(loaded, strict);
  out["errors"] = loaded.diagnostics().error_count();
  out["warnings"] = loaded.diagnostics().warning_count();
  if (loaded.ok()) {
    out["scenario"] = loaded.scenario().id;
    out["scenario_digest"] = loaded.scenario().digest;
  }
  out["diagnostics"] = Json::array();
  for (const core::Diagnostic& one : loaded.diagnostics().items()) {
    out["diagnostics"].push_back({{"severity", one.severity == core::Severity::error ? "error" : "warning"},
                                  {"code", one.code},
                                  {"file", one.place.file},
                                  {"line", one.place.line},
                                  {"col", one.place.col},
                                  {"message", one.message}});
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace entente::session

// SPDX-License-Identifier: Apache-2.0
// Replaying one run and telling it.
#include <nlohmann/json.hpp>

#include "apps/session/session.hpp"
#include "ensemble/result_digest.hpp"
#include "run/run.hpp"
#include "scenario/scenario.hpp"

namespace entente::session {
namespace {

const char* kind_text(report::StoryKind kind) {
  switch (kind) {
    case report::StoryKind::talks: return "talks";
    case report::StoryKind::offer: return "offer";
    case report::StoryKind::refusal: return "refusal";
    case report::StoryKind::signature: return "signature";
    case report::StoryKind::ratification: return "ratification";
    case report::StoryKind::force: return "force";
    case report::StoryKind::delivery: return "delivery";
    case report::StoryKind::defection: return "defection";
    case report::StoryKind::suspension: return "suspension";
    case report::StoryKind::lever: return "lever";
    case report::StoryKind::pressure: return "pressure";
    case report::StoryKind::shock: return "shock";
    case report::StoryKind::ground: return "ground";
    case report::StoryKind::troops: return "troops";
    case report::StoryKind::harm: return "harm";
    case report::StoryKind::outcome: return "outcome";
  }
  return "other";
}

}  // namespace

Explanation explain(const Session& session, const Case& loaded, const run::RunKey& key) {
  run::RunOptions options;
  options.keep_events = true;
  Explanation out;
  out.record = run::run_one(loaded.scenario(), session.registry(), key, options);
  const scenario::Draw draw = scenario::make_draw(loaded.scenario(), key.seed, key.draw);
  out.story = report::story(loaded.scenario(), draw, out.record);
  return out;
}

std::string story_text(const Case& loaded, const Explanation& explanation) {
  if (!explanation.record.failure.empty()) {
    return "This run failed: " + explanation.record.failure + "\n";
  }
  return report::story_text(loaded.scenario(), explanation.story);
}

std::string story_json(const Case& loaded, const Explanation& explanation) {
  const scenario::Scenario& s = loaded.scenario();
  nlohmann::ordered_json out;
  out["schema"] = "entente-story/1";
  out["scenario"] = s.id;
  out["purpose"] = s.purpose;
  out["as_of"] = core::to_string(s.as_of);
  out["not_for"] = s.not_for;
  out["seed"] = explanation.record.key.seed;
  out["draw"] = explanation.record.key.draw;
  out["replication"] = explanation.record.key.replication;
  out["digest"] = ensemble::digest_hex(explanation.record.digest);
  out["failure"] = explanation.record.failure;
  out["opening"] = explanation.story.opening;
  out["lines"] = nlohmann::ordered_json::array();
  for (const report::StoryLine& line : explanation.story.lines) {
    out["lines"].push_back({{"month", line.month},
                            {"when", core::to_month_string(core::add_months(s.as_of, line.month))},
                            {"kind", kind_text(line.kind)},
                            {"text", line.text},
                            {"event", line.event}});
  }
  return out.dump(2) + "\n";
}

}  // namespace entente::session

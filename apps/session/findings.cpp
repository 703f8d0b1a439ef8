// SPDX-License-Identifier: Apache-2.0
// From finished runs to findings, and from findings to the report.
#include "apps/session/findings.hpp"

#include <optional>

#include "analysis/fold.hpp"
#include "apps/session/session.hpp"
#include "core/version.hpp"
#include "ensemble/result_digest.hpp"
#include "report/html.hpp"
#include "scenario/scenario.hpp"

namespace entente::session {
namespace {

/// The draw of a run; runs of one draw follow each other, so one is kept.
class Draws {
 public:
  explicit Draws(const scenario::Scenario& scenario) : scenario_(scenario) {}
  const scenario::Draw* of(const run::RunKey& key) {
    if (!draw_ || key.draw != at_) {
      draw_ = scenario::make_draw(scenario_, key.seed, key.draw);
      at_ = key.draw;
    }
    return &*draw_;
  }

 private:
  const scenario::Scenario& scenario_;
  std::optional<scenario::Draw> draw_;
  std::uint32_t at_ = 0;
};

}  // namespace

std::shared_ptr<const Findings> analyse(const Case& loaded, const ensemble::Plan& plan, const RunSource& runs) {
  const scenario::Scenario& scenario = loaded.scenario();
  auto out = std::make_shared<Findings>();
  out->plan = plan;
  analysis::Fold fold(scenario);
  Draws draws(scenario);
  ensemble::DigestSink digest;
  runs(ensemble::Arm::main, [&](std::uint64_t index, const run::RunRecord& record) {
    digest.accept(index, record);
    ++out->made;
    if (!record.failure.empty()) {
      ++out->failed;
      if (out->failures.size() < kFailuresKept) {
        out->failures.push_back({record.key, record.failure});
      }
    }
    fold.add(record, fold.size() < analysis::kInfluenceRuns ? draws.of(record.key) : nullptr);
  });
  out->result_digest = digest.hex();
  analysis::Fold no_deal(scenario);
  bool any = false;
  runs(ensemble::Arm::no_deal, [&](std::uint64_t, const run::RunRecord& record) {
    any = true;
    no_deal.add(record, nullptr);
  });
  out->summary = analysis::summarise(fold, any ? &no_deal : nullptr);
  return out;
}

std::string result_report(const Session& session, const Case& loaded, const Findings& findings,
                          const std::string& command) {
  report::ReportInput input;
  input.scenario = &loaded.scenario();
  input.summary = &findings.summary;
  input.seed = findings.plan.seed;
  input.engine_version = std::string(core::kVersion);
  input.result_digest = findings.result_digest;
  input.command = command;
  for (const analysis::ToldRun& told : findings.summary.told) {
    const auto number = ensemble::index_of(findings.plan, told.key);
    input.stories.push_back(
        {told, explain(session, loaded, told.key).story, number ? static_cast<std::int64_t>(*number) : -1});
  }
  return report::html(input);
}

}  // namespace entente::session

// SPDX-License-Identifier: Apache-2.0
// Load, check and run.
#include "apps/session/session.hpp"

#include <algorithm>
#include <utility>

#include "apps/session/recording_files.hpp"
#include "models/index.hpp"
#include "run/run.hpp"

namespace entente::session {

Session::Session() {
  models::register_all(registry_);
  catalog_ = registry_.catalog();
}

Case load(const Session& session, const std::string& case_path, const scenario::FileSource& files) {
  const RecordingFiles recorder(files);
  Case out;
  out.path = case_path;
  out.result = std::make_shared<const scenario::LoadResult>(scenario::load(case_path, recorder, session.catalog()));
  out.files = recorder.files();
  return out;
}

bool check(const Case& loaded, bool strict) {
  return loaded.ok() && !loaded.diagnostics().has_errors() && !(strict && loaded.diagnostics().warning_count() > 0);
}

scenario::Scenario without_talks(const scenario::Scenario& scenario) {
  scenario::Scenario out = scenario;
  scenario::ExprNode never;
  never.kind = scenario::ExprKind::constant;
  never.value = 0.0;
  for (scenario::Track& track : out.tracks) {
    track.opens.nodes = {never};
    track.opens.root = 0;
    track.opens.text = "never";
  }
  return out;
}

RunRequest request_all(const ensemble::Plan& plan) {
  RunRequest request;
  request.plan = plan;
  request.pending = ensemble::all_runs(plan);
  request.no_deal_draws = std::min(plan.draws, kMostNoDealDraws);
  request.no_deal_pending = ensemble::all_runs({plan.seed, request.no_deal_draws, 1});
  return request;
}

ensemble::Status run(const Session& session, const Case& loaded, const RunRequest& request,
                     ensemble::Executor& executor, ensemble::ResultSink& main_sink,
                     ensemble::ResultSink& no_deal_sink) {
  const std::uint64_t total = request.pending.size() + request.no_deal_pending.size();
  ensemble::Status sum;
  const auto part = [&](const scenario::Scenario& scenario, const ensemble::Plan& plan,
                        const std::vector<std::uint64_t>& pending, ensemble::ResultSink& sink) {
    ensemble::Options options;
    options.cancel = request.cancel;
    const ensemble::Status before = sum;
    options.progress = [&](const ensemble::Progress& progress) {
      if (request.progress) {
        request.progress({before.done + progress.done, total, before.failed + progress.failed});
      }
    };
    const ensemble::Runner runner = [&](const run::RunKey& key) {
      return run::run_one(scenario, session.registry(), key);
    };
    const ensemble::Status status = ensemble::run_ensemble(plan, pending, runner, executor, sink, options);
    sum.done += status.done;
    sum.failed += status.failed;
    sum.cancelled = sum.cancelled || status.cancelled;
  };
  part(loaded.scenario(), request.plan, request.pending, main_sink);
  if (!request.no_deal_pending.empty() && !sum.cancelled) {
    part(without_talks(loaded.scenario()), {request.plan.seed, request.no_deal_draws, 1}, request.no_deal_pending,
         no_deal_sink);
  }
  return sum;
}

}  // namespace entente::session

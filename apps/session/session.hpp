// SPDX-License-Identifier: Apache-2.0
// The façade: everything a front end can ask of Entente, over plain structs. Command line, other languages and browser are
// thin layers over this page. It opens no files, starts no threads, prints nothing and reads no clock: those come in
// through FileSource, Executor and ResultSink.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/cancel.hpp"
#include "core/diagnostic.hpp"
#include "ensemble/ensemble.hpp"
#include "ensemble/plan.hpp"
#include "model/registry.hpp"
#include "report/narrative.hpp"
#include "run/record.hpp"
#include "scenario/file_source.hpp"
#include "scenario/load.hpp"
#include "scenario/scenario.hpp"

namespace entente::session {

/// The models this program was built with. Make one and keep it.
class Session {
 public:
  Session();
  [[nodiscard]] const model::Registry& registry() const { return registry_; }
  [[nodiscard]] const scenario::ModelCatalog& catalog() const { return catalog_; }

 private:
  model::Registry registry_;
  scenario::ModelCatalog catalog_;
};

// --- load and check ------------------------------------------------------------------------------------------------

/// A case as read: a scenario unless there are errors, all diagnostics, and the files it came from.
struct Case {
  std::string path;
  std::shared_ptr<const scenario::LoadResult> result;
  std::map<std::string, std::string> files;

  [[nodiscard]] bool ok() const { return result && result->scenario.has_value(); }
  /// Precondition: ok().
  [[nodiscard]] const scenario::Scenario& scenario() const { return *result->scenario; }
  [[nodiscard]] const core::Diagnostics& diagnostics() const { return result->diagnostics; }
};

/// 1. Reads "CASE" or "CASE+overlay+…".
[[nodiscard]] Case load(const Session& session, const std::string& case_path, const scenario::FileSource& files);

/// 2. True when the case can be run; `strict` counts warnings as errors.
[[nodiscard]] bool check(const Case& loaded, bool strict);
/// The diagnostics as a JSON document (schema "entente-check/1").
[[nodiscard]] std::string check_json(const Case& loaded, bool strict);

// --- run -----------------------------------------------------------------------------------------------------------

struct RunRequest {
  ensemble::Plan plan;                         ///< the ensemble
  std::uint32_t no_deal_draws = 0;             ///< draws of the "no deal ever" baseline, 1 replication each
  std::vector<std::uint64_t> pending;          ///< positions to run, ascending
  std::vector<std::uint64_t> no_deal_pending;  ///< the same for the baseline
  core::CancelToken cancel;
  std::function<void(const ensemble::Progress&)> progress;  ///< counts over both; the caller derives rate and ETA
};

/// A request for all runs of an ensemble of `draws` x `replications` with its baseline (at most 400 draws).
[[nodiscard]] RunRequest request_all(const ensemble::Plan& plan);
inline constexpr std::uint32_t kMostNoDealDraws = 400;

/// The same scenario with talks that never open: the world of the "no deal ever" baseline.
[[nodiscard]] scenario::Scenario without_talks(const scenario::Scenario& scenario);

/// 3. Makes the pending runs and hands each to the sink of its arm, in any order.
ensemble::Status run(const Session& session, const Case& loaded, const RunRequest& request,
                     ensemble::Executor& executor, ensemble::ResultSink& main_sink, ensemble::ResultSink& no_deal_sink);

// --- results -------------------------------------------------------------------------------------------------------

/// Gives every finished run of an arm in run-key order.
using RunSource = std::function<void(ensemble::Arm, const std::function<void(std::uint64_t, const run::RunRecord&)>&)>;

/// Everything a front end shows about an ensemble (findings.hpp).
struct Findings;

/// 4. Folds finished runs into findings. Equal runs give equal findings, whatever order they were made in.
[[nodiscard]] std::shared_ptr<const Findings> analyse(const Case& loaded, const ensemble::Plan& plan,
                                                      const RunSource& runs);

/// 5. run.json, as documented in docs/run-json.md. Same runs, same bytes.
[[nodiscard]] std::string result_document(const Case& loaded, const Findings& findings);
/// The same in words for a terminal.
[[nodiscard]] std::string result_text(const Case& loaded, const Findings& findings);
/// The one-file report. `command` is the line that makes these results again.
[[nodiscard]] std::string result_report(const Session& session, const Case& loaded, const Findings& findings,
                                        const std::string& command);

// --- explain -------------------------------------------------------------------------------------------------------

struct Explanation {
  run::RunRecord record;  ///< with events
  report::Story story;
};

/// 6. Replays one run from its key and tells it.
[[nodiscard]] Explanation explain(const Session& session, const Case& loaded, const run::RunKey& key);
[[nodiscard]] std::string story_text(const Case& loaded, const Explanation& explanation);
[[nodiscard]] std::string story_json(const Case& loaded, const Explanation& explanation);

}  // namespace entente::session

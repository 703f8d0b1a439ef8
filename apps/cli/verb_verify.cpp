// SPDX-License-Identifier: Apache-2.0
// entente verify: makes the runs of a results folder again and compares every digest.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/native/interrupt.hpp"
#include "apps/native/thread_executor.hpp"
#include "core/version.hpp"
#include "ensemble/result_digest.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string folder;
  unsigned jobs = 0;
};

/// Swallows the baseline, which verify leaves out.
class NoSink final : public ensemble::ResultSink {
 public:
  void accept(std::uint64_t, const run::RunRecord&) override {}
};

int do_verify(const Program& program, const Options& o) {
  const auto path = locate_results(o.folder);
  if (!path) {
    return kBadInput;
  }
  const auto store = native::ResultsStore::open(*path);
  const auto loaded = stored_case(program, store);
  if (!loaded) {
    return kBadInput;
  }
  std::map<std::uint64_t, ensemble::RunDigest> stored;
  session::RunRequest request;
  request.plan = store.header().plan;
  for (const auto& run : store.digests(ensemble::Arm::main)) {
    stored[run.index] = run;
    request.pending.push_back(run.index);
  }
  const native::InterruptGuard interrupt;
  native::ThreadExecutor executor(o.jobs);
  ProgressBar bar("runs");
  request.cancel = interrupt.token();
  request.progress = [&](const ensemble::Progress& progress) { bar.show(progress.done, progress.total); };
  ensemble::DigestSink again;
  NoSink none;
  const auto status = session::run(program.session(), *loaded, request, executor, again, none);
  bar.close();
  if (status.cancelled) {
    tell("entente: interrupted; nothing is claimed\n");
    return kInterrupted;
  }
  std::uint64_t different = 0;
  for (const auto& run : again.runs()) {
    const auto& before = stored.at(run.index);
    if (before.value == run.value && before.failed == run.failed) {
      continue;
    }
    if (++different <= 10) {
      print("run " + std::to_string(run.index) + ": stored " + ensemble::digest_hex(before.value) + ", again " +
            ensemble::digest_hex(run.value) + "\n");
    }
  }
  if (different == 0) {
    print("identical: " + std::to_string(stored.size()) + " runs, result digest " + again.hex() + "\n");
    return kOk;
  }
  print("different: " + std::to_string(different) + " of " + std::to_string(stored.size()) + " runs\n");
  tell("made by version " + store.header().engine_version + ", compared by " + std::string(core::kVersion) + "\n");
  return kBadInput;
}

}  // namespace

void add_verify(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb = program.add_verb(parent, "verify", "Make the runs of a results folder again and compare.",
                                     "  entente verify out/base");
  verb.add_option("results", options->folder, "Folder that a run has written").required().type_name("DIR");
  verb.add_option("-j,--jobs", options->jobs, "Threads (default: all)").within(1, 1024).type_name("J");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_verify(program, *options); }); });
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// entente explain: replays one run of a results folder and tells it; checks that the replay is that run.
#include <memory>
#include <optional>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "ensemble/plan.hpp"
#include "ensemble/result_digest.hpp"
#include "report/narrative.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string folder;
  std::uint64_t run = 0;
  bool json = false;
  bool brief = false;
};

std::optional<ensemble::RunDigest> stored_digest(const native::ResultsStore& store, std::uint64_t index) {
  for (const auto& run : store.digests(ensemble::Arm::main)) {
    if (run.index == index) {
      return run;
    }
  }
  return std::nullopt;
}

int do_explain(const Program& program, const Options& o) {
  const auto path = locate_results(o.folder);
  if (!path) {
    return kBadInput;
  }
  const auto store = native::ResultsStore::open(*path);
  const ensemble::Plan& plan = store.header().plan;
  const std::uint64_t count = ensemble::run_count(plan);
  if (o.run >= count) {
    tell("entente: these results hold runs 0 to " + std::to_string(count - 1) + ", not " + std::to_string(o.run) +
         "\n");
    return kBadInput;
  }
  const auto loaded = stored_case(program, store);
  if (!loaded) {
    return kBadInput;
  }
  const auto told = session::explain(program.session(), *loaded, ensemble::key_at(plan, o.run));
  const auto stored = stored_digest(store, o.run);
  if (stored && stored->value != told.record.digest) {
    tell("entente: warning: run " + std::to_string(o.run) +
         " replays differently from what is stored; the story is of the replay\n");
    program.hint("look further", "verify", shell_word(o.folder));
  } else if (!stored) {
    tell("entente: run " + std::to_string(o.run) + " was not made before the interruption; this is what it would be\n");
  }
  if (o.brief && !o.json && told.record.failure.empty()) {
    print(report::story_text(loaded->scenario(), told.story, true));
  } else {
    print(o.json ? session::story_json(*loaded, told) : session::story_text(*loaded, told));
  }
  return kOk;
}

}  // namespace

void add_explain(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb =
      program.add_verb(parent, "explain", "The story of one simulated history, offer by offer, with reasons.",
                       "  entente explain out/base --run 99\n"
                       "  entente explain out/base --run 99 --brief      the turning points alone\n"
                       "  entente explain out/base --run 99 --json");
  verb.add_option("results", options->folder, "Folder that a run has written").required().type_name("DIR");
  verb.add_option("--run", options->run, "Which one, counted from 0").required().type_name("K");
  verb.add_flag("--brief", options->brief, "Only the turning points");
  verb.add_flag("--json", options->json, "Print JSON");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_explain(program, *options); }); });
}

}  // namespace entente::cli

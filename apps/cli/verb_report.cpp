// SPDX-License-Identifier: Apache-2.0
// entente report: makes run.json and report.html again from results.sqlite, also of an interrupted ensemble.
#include <memory>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/results_files.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/native/files.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string folder;
  std::string output;
  bool json = false;
};

std::string command_of(const native::StoreHeader& header, const std::string& folder) {
  std::string out = "entente run " + shell_word(header.case_path) + " -n " + std::to_string(header.plan.draws);
  if (header.plan.replications != 1) {
    out += " --reps " + std::to_string(header.plan.replications);
  }
  return out + " --seed " + std::to_string(header.plan.seed) + " -o " + shell_word(folder);
}

int do_report(const Program& program, const Options& o) {
  const auto path = locate_results(o.folder);
  if (!path) {
    return kBadInput;
  }
  const auto store = native::ResultsStore::open(*path);
  const auto loaded = stored_case(program, store);
  if (!loaded) {
    return kBadInput;
  }
  const auto findings = session::analyse(*loaded, store.header().plan, runs_of(store));
  const std::string command = command_of(store.header(), o.folder);
  if (!o.output.empty()) {
    if (native::exists(o.output)) {
      tell("entente: " + o.output + " exists; nothing is overwritten\n");
      return kCannotCreate;
    }
    native::write_whole(o.output, session::result_report(program.session(), *loaded, *findings, command));
    tell("report: " + o.output + "\n");
  } else {
    const std::string folder = native::is_folder(o.folder) ? o.folder : path->substr(0, path->rfind('/'));
    write_results(program, *loaded, *findings, folder, command);
    tell("report: " + folder + "/report.html\n");
  }
  print(o.json ? session::result_document(*loaded, *findings) : session::result_text(*loaded, *findings));
  return kOk;
}

}  // namespace

void add_report(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb = program.add_verb(parent, "report", "Summary, run.json and report.html again from finished runs.",
                                     "  entente report out/base\n"
                                     "  entente report out/base -o note.html       the report alone, elsewhere");
  verb.add_option("results", options->folder, "Folder that a run has written").required().type_name("DIR");
  verb.add_option("-o,--output", options->output, "Write only the report, to this new file").type_name("FILE");
  verb.add_flag("--json", options->json, "Print run.json instead of the summary");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_report(program, *options); }); });
}

}  // namespace entente::cli

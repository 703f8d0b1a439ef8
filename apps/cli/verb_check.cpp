// SPDX-License-Identifier: Apache-2.0
// entente check: every problem of a case at once; the problems are the data, on standard output.
#include <memory>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "scenario/file_source.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string name;
  bool strict = false;
  bool json = false;
};

std::string counted(std::size_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

int do_check(const Program& program, const Options& o) {
  const auto path = locate_case(program, o.name);
  if (!path) {
    return kBadInput;
  }
  const scenario::DiskFiles files;
  const session::Case loaded = session::load(program.session(), *path, files);
  const bool good = session::check(loaded, o.strict);
  if (o.json) {
    print(session::check_json(loaded, o.strict));
    return good ? kOk : kBadInput;
  }
  const core::Diagnostics& found = loaded.diagnostics();
  print(core::render_all(found));
  tell(o.name + ": " + counted(found.error_count(), "error") + ", " + counted(found.warning_count(), "warning") +
       (good                              ? ""
        : o.strict && !found.has_errors() ? " (strict: a warning counts)"
                                          : "") +
       "\n");
  if (good) {
    program.hint("next", "run", shell_word(o.name));
  } else {
    program.hint("what a code means", "list", "diagnostics --explain " + found.items().front().code);
  }
  return good ? kOk : kBadInput;
}

}  // namespace

void add_check(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb = program.add_verb(parent, "check", "Check a case: schema, units, references, sources, dates.",
                                     "  entente check mycase\n"
                                     "  entente check mycase+overlay --strict      warnings count as errors\n"
                                     "  entente check mycase --json                for editors and scripts");
  verb.add_option("case", options->name, "Folder of the case, or its name; +NAME lays an overlay over it")
      .required()
      .type_name("CASE");
  verb.add_flag("--strict", options->strict, "Fail on warnings too");
  verb.add_flag("--json", options->json, "Print the diagnostics as JSON");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_check(program, *options); }); });
}

}  // namespace entente::cli

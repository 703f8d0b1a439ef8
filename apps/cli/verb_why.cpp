// SPDX-License-Identifier: Apache-2.0
// entente why: where one value of a case comes from.
#include <memory>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/session/inquiry.hpp"
#include "scenario/file_source.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string name;
  std::string path;
};

int do_why(const Program& program, const Options& o) {
  const auto loaded = load_case(program, o.name);
  if (!loaded) {
    return kBadInput;
  }
  const session::Why answer = session::why(*loaded, o.path);
  if (!answer.found) {
    tell("entente: the case has no value '" + o.path + "'\n");
    if (!answer.nearest.empty()) {
      tell("did you mean " + answer.nearest + "?\n");
    } else if (!answer.parent.empty()) {
      tell("what " + answer.parent + " holds: entente why " + shell_word(o.name) + " " + answer.parent + "\n");
    }
    return kBadInput;
  }
  print(answer.text);
  return kOk;
}

}  // namespace

void add_why(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb =
      program.add_verb(parent, "why", "Where a value comes from: file and line, what it replaced, sources.",
                       "  entente why mycase actors.buyer.income\n"
                       "  entente why mycase+overlay run.months");
  verb.add_option("case", options->name, "Folder of the case, or its name; +NAME lays an overlay over it")
      .required()
      .type_name("CASE");
  verb.add_option("path", options->path, "Dotted path of the value").required().type_name("PATH");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_why(program, *options); }); });
}

}  // namespace entente::cli

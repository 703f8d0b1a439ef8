// SPDX-License-Identifier: Apache-2.0
// entente new: a case of one's own, copied from a defended one.
#include <memory>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/native/files.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string name;
  std::string from;
};

int do_new(const Program& program, const Options& o) {
  if (o.from.find('+', o.from.rfind('/') == std::string::npos ? 0 : o.from.rfind('/')) != std::string::npos) {
    tell("entente: copy a case without overlays; they come along in its folder\n");
    return kUsage;
  }
  const auto from = locate_case(program, o.from);
  if (!from) {
    return kBadInput;
  }
  if (!native::is_folder(*from)) {
    tell("entente: " + *from + " is a file; name the folder of the case\n");
    return kBadInput;
  }
  if (native::exists(o.name)) {
    tell("entente: " + o.name + " exists; nothing is overwritten\n");
    return kCannotCreate;
  }
  native::copy_case(*from, o.name);
  tell("copied " + *from + " to " + o.name + "; edit " + o.name + "/scenario.toml\n");
  program.hint("then", "check", shell_word(o.name));
  print(o.name + "/scenario.toml\n");
  return kOk;
}

}  // namespace

void add_new(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb = program.add_verb(parent, "new", "Start a case of your own as a copy of another.",
                                     "  entente new mycase --from scenarios/baseline");
  verb.add_option("name", options->name, "New folder").required().type_name("NAME");
  verb.add_option("--from", options->from, "Case to copy").required().type_name("CASE");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_new(program, *options); }); });
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// entente diff: the inputs in which two cases differ.
#include <memory>
#include <string>
#include <vector>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/session/inquiry.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string before, after;
  bool json = false;
};

int do_diff(const Program& program, const Options& o) {
  const auto before = load_case(program, o.before);
  if (!before) {
    return kBadInput;
  }
  const auto after = load_case(program, o.after);
  if (!after) {
    return kBadInput;
  }
  const std::vector<session::Difference> found = session::difference(*before, *after);
  if (o.json) {
    print(session::difference_json(found));
    return kOk;
  }
  std::string out;
  for (const auto& d : found) {
    out += strong(d.path) + "\n  - " + (d.before.empty() ? "(not there)" : d.before) + "\n  + " +
           (d.after.empty() ? "(not there)" : d.after) + "\n";
  }
  print(out);
  tell(std::to_string(found.size()) + (found.size() == 1 ? " input differs\n" : " inputs differ\n"));
  return kOk;
}

}  // namespace

void add_diff(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb = program.add_verb(parent, "diff", "The inputs in which two cases differ.",
                                     "  entente diff mycase mycase+overlay\n"
                                     "  entente diff scenarios/baseline mycase --json");
  verb.add_option("before", options->before, "A case").required().type_name("A");
  verb.add_option("after", options->after, "Another").required().type_name("B");
  verb.add_flag("--json", options->json, "Print JSON");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_diff(program, *options); }); });
}

}  // namespace entente::cli

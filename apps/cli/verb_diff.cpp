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

/// "actors.x" of "actors.x.income": the thing a value belongs to; empty for a value of the case itself.
std::string thing_of(const std::string& path) {
  const std::size_t first = path.find('.');
  const std::size_t second = first == std::string::npos ? first : path.find('.', first + 1);
  return second == std::string::npos ? std::string() : path.substr(0, second);
}

bool holds(const session::Case& loaded, const std::string& thing) { return session::why(loaded, thing).found; }

/// Value by value; a thing that only one case has is one line.
std::string difference_text(const std::vector<session::Difference>& found, const session::Case& before,
                            const session::Case& after) {
  std::string out;
  for (std::size_t i = 0; i < found.size();) {
    const std::string thing = thing_of(found[i].path);
    const bool gone = !thing.empty() && !holds(after, thing);
    const bool fresh = !thing.empty() && !holds(before, thing);
    std::size_t values = 0;
    while ((gone || fresh) && i + values < found.size() && thing_of(found[i + values].path) == thing) {
      ++values;
    }
    if (values > 0) {
      out += strong(thing) + (gone ? "\n  - taken away" : "\n  + added") + " (" + std::to_string(values) +
             (values == 1 ? " value" : " values") + ")\n";
      i += values;
      continue;
    }
    const session::Difference& d = found[i++];
    out += strong(d.path) + "\n  - " + (d.before.empty() ? "(not there)" : d.before) + "\n  + " +
           (d.after.empty() ? "(not there)" : d.after) + "\n";
  }
  return out;
}

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
  print(difference_text(found, *before, *after));
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

// SPDX-License-Identifier: Apache-2.0
// The frame around the verbs.
#include "apps/cli/program.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "apps/cli/terminal.hpp"
#include "apps/native/files.hpp"

namespace entente::cli {

Program::Program(std::string path) : roots_(native::case_roots(path)) {}

CLI::App* Program::add_verb(CLI::App& parent, const std::string& name, const std::string& doc,
                            const std::string& examples) {
  verbs_.push_back(name);
  CLI::App* verb = parent.add_subcommand(name, doc);
  // The parent's list shows the first line; the verb's own help opens with the examples.
  verb->callback([] {});
  verb->preparse_callback([verb, doc, examples](std::size_t) {
    verb->description(doc + "\n\nExamples:\n" + examples);
  });
  return verb;
}

void Program::hint(const std::string& why, const std::string& verb, const std::string& rest) const {
  if (std::find(verbs_.begin(), verbs_.end(), verb) != verbs_.end()) {
    tell(why + ": entente " + verb + (rest.empty() ? "" : " " + rest) + "\n");
  }
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// The frame around the verbs.
#include "apps/cli/program.hpp"

#include <algorithm>
#include <utility>

#include "apps/cli/terminal.hpp"
#include "apps/native/files.hpp"

namespace entente::cli {

Program::Program(std::string path) : roots_(native::case_roots(path)) {}

void Program::hint(const std::string& why, const std::string& verb, const std::string& rest) const {
  if (std::find(verbs_.begin(), verbs_.end(), verb) != verbs_.end()) {
    tell(why + ": entente " + verb + (rest.empty() ? "" : " " + rest) + "\n");
  }
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// The files beside results.sqlite that a person or another program reads: run.json and report.html.
#pragma once

#include <string>

#include "apps/cli/program.hpp"
#include "apps/session/session.hpp"

namespace entente::cli {

/// Writes run.json and report.html into the folder, each whole or not at all.
void write_results(const Program& program, const session::Case& loaded, const session::Findings& findings,
                   const std::string& folder, const std::string& command);

}  // namespace entente::cli

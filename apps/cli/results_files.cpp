// SPDX-License-Identifier: Apache-2.0
// Writing what the façade renders.
#include "apps/cli/results_files.hpp"

#include "apps/native/files.hpp"

namespace entente::cli {

void write_results(const Program& program, const session::Case& loaded, const session::Findings& findings,
                   const std::string& folder, const std::string& command) {
  native::write_whole(folder + "/run.json", session::result_document(loaded, findings));
  native::write_whole(folder + "/report.html", session::result_report(program.session(), loaded, findings, command));
}

}  // namespace entente::cli

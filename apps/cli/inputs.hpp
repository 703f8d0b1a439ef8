// SPDX-License-Identifier: Apache-2.0
// What several verbs do with their inputs: load a case or a results folder, with suggestions when it is not there.
#pragma once

#include <optional>
#include <string>

#include "apps/cli/program.hpp"
#include "apps/native/results_store.hpp"
#include "apps/session/session.hpp"

namespace entente::cli {

/// The path of a named case, or nothing after telling what was not found and what is near.
[[nodiscard]] std::optional<std::string> locate_case(const Program& program, const std::string& named);

/// A case that can be run, or nothing after telling its errors. Warnings are told too.
[[nodiscard]] std::optional<session::Case> load_case(const Program& program, const std::string& named);

/// results.sqlite of a folder (or the file itself), or nothing after telling what is wrong.
[[nodiscard]] std::optional<std::string> locate_results(const std::string& named);

/// The case a results file was made from, read from the texts inside it; checks that it is still the same scenario for
/// this version of the program. Nothing after telling why not.
[[nodiscard]] std::optional<session::Case> stored_case(const Program& program, const native::ResultsStore& store);

/// The runs of a results file as the façade wants them. The store must outlive the result.
[[nodiscard]] session::RunSource runs_of(const native::ResultsStore& store);

}  // namespace entente::cli

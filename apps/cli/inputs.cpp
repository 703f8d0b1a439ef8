// SPDX-License-Identifier: Apache-2.0
// Loading with suggestions.
#include "apps/cli/inputs.hpp"

#include <span>
#include <vector>

#include "apps/cli/terminal.hpp"
#include "apps/native/files.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "scenario/file_source.hpp"

namespace entente::cli {

std::optional<std::string> locate_case(const Program& program, const std::string& named) {
  const std::string path = native::find_case(named, program.case_roots());
  if (native::case_exists(path)) {
    return path;
  }
  tell("entente: there is no case '" + named + "' (a folder with a scenario.toml)\n");
  const std::string base = named.substr(0, named.find('+'));
  const std::vector<std::string> known = native::known_cases(base, program.case_roots());
  if (const auto nearest = core::nearest(base, std::span<const std::string>(known))) {
    tell("did you mean " + *nearest + "?\n");
  } else if (!known.empty()) {
    tell("cases here: " + core::join(std::span<const std::string>(known), ", ") + "\n");
  }
  return std::nullopt;
}

std::optional<session::Case> load_case(const Program& program, const std::string& named) {
  const auto path = locate_case(program, named);
  if (!path) {
    return std::nullopt;
  }
  const scenario::DiskFiles files;
  session::Case loaded = session::load(program.session(), *path, files);
  if (!loaded.diagnostics().empty()) {
    tell(core::render_all(loaded.diagnostics()));
  }
  if (!loaded.ok()) {
    program.hint("all of it", "check", shell_word(named));
    return std::nullopt;
  }
  return loaded;
}

std::optional<std::string> locate_results(const std::string& named) {
  const std::string path = native::is_folder(named) ? named + "/results.sqlite" : named;
  if (native::exists(path)) {
    return path;
  }
  tell("entente: " + named + " holds no results (no results.sqlite)\n");
  return std::nullopt;
}

std::optional<session::Case> stored_case(const Program& program, const native::ResultsStore& store) {
  const native::StoreHeader& header = store.header();
  const scenario::MemoryFiles files(header.files);
  session::Case loaded = session::load(program.session(), header.case_path, files);
  if (!loaded.ok()) {
    tell(core::render_all(loaded.diagnostics()));
    tell("entente: the scenario inside these results cannot be read by version " + std::string(core::kVersion) +
         "; they were made by " + header.engine_version + "\n");
    return std::nullopt;
  }
  if (loaded.scenario().digest != header.scenario_digest) {
    tell("entente: these results were made by version " + header.engine_version +
         ", which read the same scenario differently; run it again with this version\n");
    return std::nullopt;
  }
  return loaded;
}

session::RunSource runs_of(const native::ResultsStore& store) {
  return [&store](ensemble::Arm arm, const std::function<void(std::uint64_t, const run::RunRecord&)>& use) {
    (void)store.for_each(arm, use);
  };
}

}  // namespace entente::cli

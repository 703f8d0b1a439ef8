// SPDX-License-Identifier: Apache-2.0
// entente_validate: runs the laws and the predicted signs on a shipped case and rewrites the pages that show them.
// Exit codes: 0 all hold, 1 a law or a predicted sign fails, 64 wrong usage, 65 the case cannot be used, 70 failure.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "apps/native/files.hpp"
#include "apps/native/thread_executor.hpp"
#include "apps/validate/argument_file.hpp"
#include "apps/validate/context.hpp"

using namespace entente;

namespace {

/// The first case, by name, that says what to validate.
std::string default_case() {
  std::vector<std::string> found;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("scenarios", none)) {
    if (native::exists(entry.path().string() + "/validation.toml")) found.push_back(entry.path().generic_string());
  }
  std::sort(found.begin(), found.end());
  return found.empty() ? std::string() : found.front();
}

struct Choice {
  std::string case_path, out = "docs/validation", only;
  unsigned jobs = 0;
  std::uint32_t runs = 300, packages = 240;
  int paths = 600, draws = 8;
};

bool wanted(const Choice& choice, const std::string& page) { return choice.only.empty() || choice.only == page; }

int write_pages(const Choice& choice) {
  const session::Session session;
  const scenario::DiskFiles files;
  const session::Case loaded = session::load(session, choice.case_path, files);
  if (!loaded.ok()) {
    std::cerr << core::render_all(loaded.diagnostics());
    return 65;
  }
  const validate::Arguments arguments = validate::read_arguments(choice.case_path, files);
  native::ThreadExecutor executor(choice.jobs);
  const validate::Context context{session,           choice.case_path,
                                  loaded.scenario(), arguments,
                                  executor,          choice.runs,
                                  choice.paths,      choice.draws,
                                  choice.packages,   [](const std::string& what) { std::cerr << what << '\n'; }};
  std::vector<std::string> failures;
  const auto write = [&](const std::string& name, validate::Page (*make)(const validate::Context&)) {
    if (!wanted(choice, name)) return;
    const validate::Page page = make(context);
    native::write_whole(choice.out + "/" + name + ".md", page.markdown());
    for (const auto& [file, svg] : page.pictures()) native::write_whole(choice.out + "/" + file, svg);
    for (const auto& failure : page.failures()) failures.push_back(name + ": " + failure);
  };
  native::make_folder(choice.out);
  write("loop", validate::loop_page);
  write("closure", validate::closure_page);
  write("valuation", validate::valuation_page);
  write("moves", validate::moves_page);
  write("patterns", validate::patterns_page);
  write("families", validate::families_page);
  write("history", validate::history_page);
  write("talks", validate::talks_page);
  for (const auto& failure : failures) std::cout << "fails: " << failure << '\n';
  std::cout << (failures.empty() ? "all laws and signs hold" : std::to_string(failures.size()) + " checks fail")
            << "; pages in " << choice.out << '\n';
  return failures.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Choice choice;
  CLI::App app("Runs the laws and the predicted signs on a case and rewrites the validation pages.");
  app.add_option("--case", choice.case_path,
                 "the case; needs a validation.toml (default: the first below scenarios/ that has one)");
  app.add_option("--out", choice.out, "folder of the pages")->capture_default_str();
  app.add_option("-j,--jobs", choice.jobs, "threads (0: all)")->capture_default_str();
  app.add_option("--runs", choice.runs, "runs of each ensemble")
      ->check(CLI::Range(2u, 1'000'000u))
      ->capture_default_str();
  app.add_option("--paths", choice.paths, "sampled futures of each package")
      ->check(CLI::Range(2, 100'000))
      ->capture_default_str();
  app.add_option("--draws", choice.draws, "draws of the inputs beside the modes")
      ->check(CLI::Range(2, 1000))
      ->capture_default_str();
  app.add_option("--packages", choice.packages, "random packages of the page on valuation")
      ->check(CLI::Range(1u, 1'000'000u))
      ->capture_default_str();
  app.add_option("--only", choice.only, "one page")
      ->check(CLI::IsMember({"loop", "closure", "valuation", "moves", "patterns", "families", "history", "talks"}));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 64;
  }
  try {
    if (choice.case_path.empty()) choice.case_path = default_case();
    if (choice.case_path.empty()) {
      std::cerr << "entente_validate: no case below scenarios/ has a validation.toml\n";
      return 65;
    }
    return write_pages(choice);
  } catch (const validate::BadArguments& error) {
    std::cerr << "entente_validate: " << error.what() << '\n';
    return 65;
  } catch (const std::exception& error) {
    std::cerr << "entente_validate: " << error.what() << '\n';
    return 70;
  }
}

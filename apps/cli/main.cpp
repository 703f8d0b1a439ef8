// SPDX-License-Identifier: Apache-2.0
// The command line: verbs, help, suggestions for what was mistyped, and one place that turns failures into exit codes.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/native/files.hpp"
#include "apps/native/store_error.hpp"
#include "core/text.hpp"
#include "core/version.hpp"

namespace {

using namespace entente;

constexpr const char* kDescription =
    R"(Simulates negotiations in which minerals are traded for security.

Examples:
  entente check mycase --strict              every problem of a case, with file, line and column
  entente run mycase -n 400 -o out/base      400 simulated histories: results.sqlite, run.json, report.html
  entente run mycase+overlay -o out/option   the same case with one of its overlays
  entente explain out/base --run 99          the story of one history, offer by offer
  entente value mycase --deal offer.toml     what a package is worth to whom, and who blocks it
  entente list models                        what can be chosen in a case)";

void add_verbs(CLI::App& app, cli::Program& program) {
  cli::add_run(app, program);
  cli::add_value(app, program);
  cli::add_check(app, program);
  cli::add_why(app, program);
  cli::add_list(app, program);
  cli::add_explain(app, program);
  cli::add_report(app, program);
  cli::add_new(app, program);
  cli::add_diff(app, program);
  cli::add_verify(app, program);
  cli::add_solutions(app, program);
  cli::add_negotiate(app, program);
}

/// The verb on the command line: the first word that is no option.
std::string verb_of(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (!argument.empty() && argument[0] != '-') {
      return argument;
    }
  }
  return {};
}

const CLI::App* find_verb(CLI::App& app, const std::string& name) {
  for (const CLI::App* verb : app.get_subcommands(nullptr)) {
    if (verb->get_name() == name) {
      return verb;
    }
  }
  return nullptr;
}

/// A word for an unknown option: the nearest one of the verb.
std::string option_help(CLI::App& app, const std::vector<std::string>& arguments) {
  const CLI::App* verb = find_verb(app, verb_of(arguments));
  if (verb == nullptr) {
    return {};
  }
  std::vector<std::string> names;
  for (const CLI::Option* option : verb->get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  for (const std::string& argument : arguments) {
    const std::string name = argument.substr(0, argument.find('='));
    if (name.rfind("--", 0) == 0 && std::find(names.begin(), names.end(), name) == names.end()) {
      const auto nearest = core::nearest(name, std::span<const std::string>(names));
      return nearest ? "did you mean " + *nearest + "?\n" : std::string();
    }
  }
  return {};
}

int usage_error(CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& arguments) {
  if (error.get_exit_code() == 0) {
    app.exit(error);  // help and version, on standard output
    return cli::flush_output() ? cli::kOk : cli::kInOut;
  }
  const std::string verb = verb_of(arguments);
  cli::tell("entente: " + std::string(error.what()) + "\n");
  cli::tell(option_help(app, arguments));
  cli::tell("try: entente " + (verb.empty() ? std::string() : verb + " ") + "--help\n");
  return cli::kUsage;
}

int unknown_verb(const std::string& verb, const cli::Program& program) {
  cli::tell("entente: there is no verb '" + verb + "'\n");
  const auto nearest = core::nearest(verb, std::span<const std::string>(program.verbs()));
  cli::tell(nearest ? "did you mean: entente " + *nearest + "\n"
                    : "verbs: " + core::join(std::span<const std::string>(program.verbs()), ", ") + "\n");
  return cli::kUsage;
}

/// Runs the chosen verb; every failure that reaches this place is told once and has its exit code.
int guarded(const cli::Program& program) {
  try {
    const int code = program.work()();
    if (!cli::flush_output()) {
      if (!cli::reader_left()) {
        cli::tell("entente: standard output could not be written\n");
      }
      return cli::kInOut;
    }
    return code;
  } catch (const native::StoreError& error) {
    cli::tell("entente: " + std::string(error.what()) + "\n");
    switch (error.fault()) {
      case native::StoreFault::cannot_create: return cli::kCannotCreate;
      case native::StoreFault::not_results: return cli::kBadInput;
      case native::StoreFault::failed: return cli::kInOut;
    }
    return cli::kInOut;
  } catch (const native::FileError& error) {
    cli::tell("entente: " + std::string(error.what()) + "\n");
    return error.fault() == native::FileFault::cannot_create ? cli::kCannotCreate : cli::kInOut;
  } catch (const std::exception& error) {
    cli::tell("entente: a defect of this program: " + std::string(error.what()) +
              "\nPlease report it with the command line and the case.\n");
    return cli::kOurFault;
  }
}

int run_program(int argc, char** argv) {
  CLI::App app{kDescription, "entente"};
  app.set_version_flag("--version", "entente " + std::string(core::kVersion));
  app.require_subcommand(1);
  app.fallthrough(false);
  cli::Program program(argv[0]);
  add_verbs(app, program);

  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::string verb = verb_of(arguments);
  if (arguments.empty()) {
    cli::tell(app.help());
    return cli::kUsage;
  }
  if (!verb.empty() && find_verb(app, verb) == nullptr) {
    return unknown_verb(verb, program);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error, arguments);
  }
  return guarded(program);
}

}  // namespace

int main(int argc, char** argv) {
  // A reader of the talk that leaves early must not end a long run.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run_program(argc, argv);
  } catch (const std::exception& error) {
    cli::tell("entente: a defect of this program: " + std::string(error.what()) + "\n");
    return cli::kOurFault;
  }
}

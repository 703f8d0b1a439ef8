// SPDX-License-Identifier: Apache-2.0
// entente run: many simulated histories of a case into a folder; goes on where an interrupted one stopped.
#include <algorithm>
#include <memory>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/results_files.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/native/files.hpp"
#include "apps/native/interrupt.hpp"
#include "apps/native/log.hpp"
#include "apps/native/results_store.hpp"
#include "apps/native/thread_executor.hpp"
#include "apps/session/findings.hpp"
#include "core/text.hpp"
#include "core/version.hpp"
#include "ensemble/manifest.hpp"

namespace entente::cli {
namespace {

constexpr std::uint32_t kDefaultDraws = 400;

struct Options {
  std::string name;
  std::string output;
  std::uint32_t draws = kDefaultDraws;
  std::uint32_t replications = 1;
  unsigned jobs = 0;
  std::string seed;    // empty: the scenario's
  std::string models;  // port=key, comma-separated
  bool no_baseline = false;
  bool json = false;
  bool resume = false;
  bool quiet = false;
  bool verbose = false;
};

/// A folder name that says which case and overlays: "mycase+overlay".
std::string folder_name(std::string named, const std::string& id) {
  while (!named.empty() && named.back() == '/') {
    named.pop_back();
  }
  const std::string last = named.substr(named.rfind('/') + 1);
  return last.empty() || last[0] == '.' || last.rfind("scenario.toml", 0) == 0 ? id : last;
}

/// The options again as a command line, without --resume.
std::string command_line(const Options& o) {
  std::string out = "entente run " + shell_word(o.name) + " -n " + std::to_string(o.draws);
  if (o.replications != 1) {
    out += " --reps " + std::to_string(o.replications);
  }
  if (!o.seed.empty()) {
    out += " --seed " + o.seed;
  }
  if (o.no_baseline) {
    out += " --no-baseline";
  }
  return out + " -o " + shell_word(o.output);
}

native::StoreHeader header_for(const session::Case& loaded, const session::RunRequest& request) {
  const scenario::Scenario& s = loaded.scenario();
  native::StoreHeader header;
  header.case_path = loaded.path;
  header.files = loaded.files;
  header.engine_version = core::kVersion;
  header.scenario_digest = s.digest;
  header.scenario_id = s.id;
  header.title = s.title;
  header.purpose = s.purpose;
  header.as_of = core::to_string(s.as_of);
  header.plan = request.plan;
  header.no_deal_plan = {request.plan.seed, request.no_deal_draws, 1};
  return header;
}

/// Positions of a plan that the store does not hold whole.
std::vector<std::uint64_t> missing_in(const native::ResultsStore& store, ensemble::Arm arm,
                                      const ensemble::Plan& plan) {
  ensemble::Manifest manifest(plan, "", "");
  (void)store.for_each(arm, [&](std::uint64_t index, const run::RunRecord&) { manifest.mark_done(index); });
  return manifest.missing();
}

/// Opens the store of an interrupted ensemble and leaves in the request only what is missing. Tells why not.
std::optional<native::ResultsStore> reopen(const std::string& path, const session::Case& loaded,
                                           session::RunRequest& request) {
  auto store = native::ResultsStore::open_to_write(path, loaded.scenario());
  const auto& header = store.header();
  const ensemble::Manifest stored(header.plan, header.scenario_digest, header.engine_version);
  const ensemble::Manifest wanted(request.plan, loaded.scenario().digest, std::string(core::kVersion));
  if (const std::string why = ensemble::mismatch(stored, wanted); !why.empty()) {
    tell("entente: cannot go on with " + path + ": " + why + "\n");
    tell("give the options of the first run, or another folder with -o\n");
    return std::nullopt;
  }
  // Never fewer baseline runs than are there already.
  request.no_deal_draws = std::max(request.no_deal_draws, header.no_deal_plan.draws);
  store.set_plans(request.plan, {request.plan.seed, request.no_deal_draws, 1});
  request.pending = missing_in(store, ensemble::Arm::main, request.plan);
  request.no_deal_pending = missing_in(store, ensemble::Arm::no_deal, {request.plan.seed, request.no_deal_draws, 1});
  return store;
}

std::optional<native::ResultsStore> open_store(const Options& o, const session::Case& loaded,
                                               session::RunRequest& request, int& code) {
  const std::string path = o.output + "/results.sqlite";
  const bool begun = o.resume && native::exists(path) && !native::ResultsStore::is_blank(path);
  if (begun) {
    auto store = reopen(path, loaded, request);
    code = store ? kOk : kBadInput;
    return store;
  }
  const bool blank = o.resume && native::exists(path);  // and not begun
  if (!blank && !native::is_vacant(o.output)) {
    tell("entente: " + o.output + " exists and is not empty; nothing in it is overwritten\n");
    tell("go on with it: add --resume; or choose another folder: -o DIR\n");
    code = kCannotCreate;
    return std::nullopt;
  }
  native::make_folder(o.output);
  return native::ResultsStore::create(path, header_for(loaded, request), loaded.scenario());
}

/// Makes the pending runs with a progress bar.
ensemble::Status execute(const Program& program, const session::Case& loaded, session::RunRequest& request,
                         native::ResultsStore& store, const Options& o, native::Log& log) {
  const native::InterruptGuard interrupt;
  native::ThreadExecutor executor(o.jobs);
  ProgressBar bar("runs", !o.quiet);
  const std::uint64_t total = request.pending.size() + request.no_deal_pending.size();
  log.detail(std::to_string(total) + " runs on " + std::to_string(executor.threads()) + " threads");
  // A kill loses at most one batch: about one run in a hundred, and no more than the store writes well at once.
  store.set_batch(std::clamp<std::uint64_t>(total / 100, 16, 500));
  request.cancel = interrupt.token();
  request.progress = [&](const ensemble::Progress& progress) { bar.show(progress.done, progress.total); };
  native::StoreSink main_sink(store, ensemble::Arm::main);
  native::StoreSink no_deal_sink(store, ensemble::Arm::no_deal);
  return session::run(program.session(), loaded, request, executor, main_sink, no_deal_sink);
}

void tell_hints(const Program& program, const Options& o) {
  tell("report: " + o.output + "/report.html\n");
  program.hint("next", "explain", shell_word(o.output) + " --run 0");
  program.hint("  or", "value", shell_word(o.name) + " --deal FILE");
  program.hint("  or", "verify", shell_word(o.output));
}

/// Talk after the results are written, and the exit code.
int conclude(const Program& program, const Options& o, const session::Findings& findings,
             const ensemble::Status& status, native::Log& log) {
  if (status.cancelled) {
    log.warning("interrupted; " + core::format_grouped(static_cast<double>(status.done), 0) +
                " runs of this call are finished and kept");
    tell("go on: " + command_line(o) + " --resume\n");
    return kInterrupted;
  }
  if (findings.failed > 0 && findings.failed == findings.made) {
    log.error("every run failed; first cause: " + findings.failures[0].cause);
    return kOurFault;
  }
  if (findings.failed > 0) {
    log.warning(core::format_grouped(static_cast<double>(findings.failed), 0) +
                " runs failed and are left out; run.json lists them");
  }
  if (!o.quiet) {
    tell_hints(program, o);
  }
  return kOk;
}

int do_run(const Program& program, Options o) {
  native::Log log(o.quiet ? native::LogLevel::quiet : o.verbose ? native::LogLevel::verbose : native::LogLevel::normal);
  if (!o.models.empty()) {  // part of the case's name from here on, so that results say which models made them
    std::replace(o.models.begin(), o.models.end(), ',', '+');
    o.name += "+" + o.models;
    o.models.clear();
  }
  const auto loaded = load_case(program, o.name);
  if (!loaded) {
    return kBadInput;
  }
  const ensemble::Plan plan{o.seed.empty() ? loaded->scenario().seed : std::stoull(o.seed), o.draws, o.replications};
  if (!ensemble::is_valid(plan)) {
    tell("entente: at most " + core::format_grouped(static_cast<double>(ensemble::kMaxRuns), 0) + " runs and " +
         std::to_string(ensemble::kMaxReplications) + " replications\n");
    return kUsage;
  }
  if (o.output.empty()) {
    o.output = "out/" + folder_name(o.name, loaded->scenario().id);
  }
  session::RunRequest request = session::request_all(plan);
  if (o.no_baseline) {
    request.no_deal_draws = 0;
    request.no_deal_pending.clear();
  }
  int code = kOk;
  auto store = open_store(o, *loaded, request, code);
  if (!store) {
    return code;
  }
  const ensemble::Status status = execute(program, *loaded, request, *store, o, log);
  store->finish();

  const auto findings = session::analyse(*loaded, plan, runs_of(*store));
  write_results(program, *loaded, *findings, o.output, command_line(o));
  print(o.json ? session::result_document(*loaded, *findings) : session::result_text(*loaded, *findings));
  return conclude(program, o, *findings, status, log);
}

}  // namespace

void add_run(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb = program.add_verb(
      parent, "run", "Simulate many histories of a case and write results, run.json and a report.",
      "  entente run mycase -n 400 -o out/base\n"
      "  entente run mycase+overlay -n 400 -o out/option      same luck, one overlay\n"
      "  entente run mycase --model conflict=lanchester_fatigue     same luck, another family\n"
      "  entente run mycase -n 2000 -o out/base --resume      go on after an interruption, or add draws");
  verb.add_option("case", options->name, "Folder of the case, or its name; +NAME lays an overlay over it")
      .required()
      .type_name("CASE");
  verb.add_option("-n,--draws", options->draws, "Draws of the uncertain inputs (default 400)")
      .positive()
      .type_name("N");
  verb.add_option("--reps", options->replications, "Repetitions of chance for each draw (default 1)")
      .positive()
      .type_name("R");
  verb.add_option("-j,--jobs", options->jobs, "Threads (default: all); results do not depend on it")
      .within(1, 1024)
      .type_name("J");
  verb.add_option(
          "--model", options->models,
          "Another model in place of the case's: conflict=KEY (also economy, policy, preference; several with commas)")
      .check([](const std::string& text) {
        const bool pairs = text.find("=,") == std::string::npos && text.find(",,") == std::string::npos &&
                           text.find('=') != std::string::npos && text.front() != '=' && text.back() != '=';
        return pairs ? std::string() : "a model is given as port=key, got '" + text + "'";
      })
      .type_name("PORT=KEY");
  verb.add_option("--seed", options->seed, "Seed of all chance (default: the scenario's)")
      .check([](const std::string& text) {
        const bool digits =
            !text.empty() && text.size() <= 19 && text.find_first_not_of("0123456789") == std::string::npos;
        return digits ? std::string() : "a seed is a whole number of at most 19 digits, got '" + text + "'";
      })
      .type_name("S");
  verb.add_option("-o,--output", options->output, "New or empty folder (default out/ID); nothing is overwritten")
      .type_name("DIR");
  verb.add_flag("--resume", options->resume, "Go on with the runs missing in the folder");
  verb.add_flag("--no-baseline", options->no_baseline, "Leave out the second ensemble without any talks");
  verb.add_flag("--json", options->json, "Print run.json instead of the summary");
  verb.add_flag("-q,--quiet", options->quiet, "No progress and no hints");
  verb.add_flag("-v,--verbose", options->verbose, "More talk on standard error");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_run(program, *options); }); });
}

}  // namespace entente::cli

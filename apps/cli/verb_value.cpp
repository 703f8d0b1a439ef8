// SPDX-License-Identifier: Apache-2.0
// entente value: what a package is worth to each actor, term by term, who would sign it and who blocks.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/native/thread_executor.hpp"
#include "apps/session/value.hpp"
#include "core/date.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string name, deal, at;
  std::uint32_t draws = 100, sampled = 0;
  std::uint32_t jobs = 0;
  bool json = false, quiet = false;
};

/// The deal, or nothing after telling everything that is wrong in the file.
std::optional<scenario::DealFile> load_deal(const session::Case& loaded, const std::string& path) {
  const scenario::DiskFiles files;
  core::Diagnostics diagnostics;
  auto deal = scenario::read_deal(path, loaded.scenario(), files, diagnostics);
  if (!diagnostics.empty()) tell(core::render_all(diagnostics));
  return deal;
}

/// The month that --at names; false after telling that the run has none such.
bool read_month(const session::Case& loaded, const std::string& at, std::optional<std::int32_t>& out) {
  if (at.empty()) return true;
  const scenario::Scenario& s = loaded.scenario();
  out = scenario::run_month(s, *core::parse_date(at));
  if (out) return true;
  tell("entente: --at " + at + " lies outside the run, which has the months " + core::to_month_string(s.as_of) +
       " to " + core::to_month_string(core::add_months({s.as_of.year, s.as_of.month, 1}, s.months)) + "\n");
  return false;
}

int do_value(const Program& program, const Options& o) {
  const auto loaded = load_case(program, o.name);
  if (!loaded) return kBadInput;
  const auto deal = load_deal(*loaded, o.deal);
  session::ValueRequest request;
  if (!read_month(*loaded, o.at, request.month) || !deal) return kBadInput;
  request.deal = *deal;
  request.draws = o.draws;
  request.sampled_paths = o.sampled;
  native::ThreadExecutor executor(o.jobs);
  ProgressBar bar("valuations", !o.quiet);
  request.progress = [&bar](std::uint64_t done, std::uint64_t total) { bar.show(done, total); };
  session::ValueResult result;
  const session::Refusal no = session::value(program.session(), *loaded, request, executor, result);
  bar.close();
  if (no) {
    tell("entente: " + *no + "\n");
    return kBadInput;
  }
  print(o.json ? session::value_json(*loaded, result) : session::value_text(*loaded, result));
  if (!o.json && !o.quiet && !result.stated)
    program.hint("how often it is signed", "run", shell_word(o.name) + " -n 400");
  return result.draws.empty() && result.failed > 0 ? kOurFault : kOk;
}

}  // namespace

void add_value(CLI::App& parent, Program& program) {
  auto o = std::make_shared<Options>();
  const Verb verb = program.add_verb(
      parent, "value", "What a package is worth to each actor, term by term; who would sign it and who blocks.",
      "  entente value mycase --deal offer.toml                     at as_of: the modes and 100 draws of the inputs\n"
      "  entente value mycase --deal offer.toml --at 2025-06        in the world of that month\n"
      "  entente value mycase+overlay --deal offer.toml -n 400      under an overlay, more draws\n"
      "  entente value mycase --deal offer.toml --sampled 600       beside sampled futures, with standard errors\n"
      "  entente value mycase --deal offer.toml --json\n\n"
      "A deal file names the talks and positions; what it does not name stays as it is:\n"
      "  [deal]\n  track = \"TALKS\"\n  [terms]\n  ISSUE = 0.4");
  verb.add_option("case", o->name, "Folder, file or name; +NAME lays an overlay over it").required().type_name("CASE");
  verb.add_option("--deal", o->deal, "Deal file").required().type_name("FILE");
  verb.add_option("--at", o->at, "Month at which it is valued, YYYY-MM; default: the deal file's, else as_of")
      .check([](const std::string& text) {
        return text.size() == 7 && core::parse_date(text) ? std::string() : "a month is YYYY-MM, not '" + text + "'";
      })
      .type_name("MONTH");
  verb.add_option("-n,--draws", o->draws, "Draws of the inputs beside the modes; default: 100")
      .within(0, 100000)
      .type_name("N");
  verb.add_option("--sampled", o->sampled, "Also play so many futures with and without the package, at the modes")
      .within(2, 1000000)
      .type_name("PATHS");
  verb.add_option("-j,--jobs", o->jobs, "Threads; 0: as many as the machine has").within(0, 1024).type_name("N");
  verb.add_flag("-q,--quiet", o->quiet, "No progress and no hints");
  verb.add_flag("--json", o->json, "Print JSON (schema entente-value/1)");
  verb.final_callback([&program, o] { program.choose([&program, o] { return do_value(program, *o); }); });
}

}  // namespace entente::cli

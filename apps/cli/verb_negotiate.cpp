// SPDX-License-Identifier: Apache-2.0
// entente negotiate: the talks of a case alone, by the protocol it names: one session offer by offer, or many as statistics.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/inputs.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/session/bargain.hpp"

namespace entente::cli {
namespace {

struct Options {
  std::string name;
  session::NegotiateRequest request;
  std::optional<std::uint64_t> seed;
  std::uint32_t sessions = 1;
  bool json = false;
};

int do_negotiate(const Program& program, const Options& o) {
  const auto loaded = load_case(program, o.name);
  if (!loaded) return kBadInput;
  session::NegotiateRequest request = o.request;
  request.seed = o.seed.value_or(loaded->scenario().seed);
  core::TrackId track;
  if (const session::Refusal no = session::choose_track(*loaded, request.track, track)) {
    tell("entente: " + *no + "\n");
    return kBadInput;
  }
  if (o.sessions == 1) {
    const run::SessionRecord record = session::negotiate_once(program.session(), *loaded, track, request);
    print(o.json ? session::session_json(*loaded, track, record) : session::session_text(*loaded, track, record));
    if (!o.json) program.hint("where it could end", "solutions", shell_word(o.name));
    return record.failure.empty() ? kOk : kOurFault;
  }
  const session::NegotiateResult result =
      session::negotiate_many(program.session(), *loaded, track, request, o.sessions);
  print(o.json ? session::negotiate_json(*loaded, result, request) : session::negotiate_text(*loaded, result));
  return result.failed == 0 ? kOk : kOurFault;
}

}  // namespace

void add_negotiate(CLI::App& parent, Program& program) {
  auto o = std::make_shared<Options>();
  const Verb verb = program.add_verb(
      parent, "negotiate", "Play the talks of a case alone: one session offer by offer, or many as statistics.",
      "  entente negotiate teaching/pie                      one session with its trace\n"
      "  entente negotiate teaching/pie -n 1000 --seed 7     how often, how soon, who gains what\n"
      "  entente negotiate teaching/pie --draw 12 --json");
  verb.add_option("case", o->name, "Folder, file or name; +NAME lays an overlay over it. A world, if any, stands still")
      .required()
      .type_name("CASE");
  verb.add_option("--track", o->request.track, "Which talks; needed where there are several").type_name("ID");
  verb.add_option("-n,--sessions", o->sessions, "Sessions to play; each draws its numbers and its luck anew")
      .within(1, 10000000)
      .type_name("N");
  verb.add_option("--seed", o->seed, "Seed; default: the case's").type_name("S");
  verb.add_option("--draw", o->request.draw, "First draw; the one that is played with -n 1").type_name("K");
  verb.add_flag("--at-mode", o->request.at_mode, "Central values instead of draws; luck still differs");
  verb.add_flag("--json", o->json, "Print JSON (schema entente-session/1 or entente-sessions/1)");
  verb.final_callback([&program, o] { program.choose([&program, o] { return do_negotiate(program, *o); }); });
}

}  // namespace entente::cli

// SPDX-License-Identifier: Apache-2.0
// entente list: models, effects, scenario keys, words of conditions and diagnostics, and the explanation of one of them.
#include <algorithm>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "apps/cli/exit_codes.hpp"
#include "apps/cli/program.hpp"
#include "apps/cli/terminal.hpp"
#include "apps/cli/verb.hpp"
#include "apps/session/inquiry.hpp"
#include "core/text.hpp"

namespace entente::cli {
namespace {

struct Options {
  session::Listing what = session::Listing::models;
  std::string explain;
  bool json = false;
};

void print_entries(const std::vector<session::Entry>& entries) {
  std::size_t width = 0;
  for (const auto& entry : entries) {
    width = std::max(width, entry.key.size());
  }
  width = std::min<std::size_t>(width, 40);
  std::string group;
  std::string out;
  for (const auto& entry : entries) {
    if (entry.group != group) {
      group = entry.group;
      out += strong(group) + "\n";
    }
    const std::size_t pad = entry.key.size() < width ? width - entry.key.size() : 0;
    out += "  " + entry.key + std::string(pad, ' ') + "  " + entry.text + "\n";
  }
  print(out);
}

int do_list(const Program& program, const Options& o) {
  const auto entries = session::list(program.session(), o.what);
  if (o.explain.empty()) {
    if (o.json) {
      print(session::list_json(entries));
    } else {
      print_entries(entries);
    }
    return kOk;
  }
  const auto text = session::explain_key(program.session(), o.what, o.explain);
  if (text) {
    print(o.json ? session::list_json({{"", o.explain, *text}}) : *text);
    return kOk;
  }
  tell("entente: nothing is called '" + o.explain + "' here\n");
  std::vector<std::string> keys;
  for (const auto& entry : entries) {
    keys.push_back(entry.key);
  }
  if (o.what == session::Listing::keys) {  // a key of the format may also be a word of its expressions
    for (const auto& entry : session::list(program.session(), session::Listing::conditions)) {
      keys.push_back(entry.key);
    }
  }
  if (const auto nearest = core::nearest(o.explain, std::span<const std::string>(keys))) {
    tell("did you mean " + *nearest + "?\n");
  }
  return kBadInput;
}

}  // namespace

void add_list(CLI::App& parent, Program& program) {
  auto options = std::make_shared<Options>();
  const Verb verb = program.add_verb(parent, "list", "What there is to choose from, and what a key means.",
                                     "  entente list models\n"
                                     "  entente list models --explain alternating_offers\n"
                                     "  entente list effects --explain sanction\n"
                                     "  entente list keys --explain run.months\n"
                                     "  entente list conditions --explain signed\n"
                                     "  entente list diagnostics --json");
  verb.add_choice("what", options->what,
                  {{"models", session::Listing::models},
                   {"effects", session::Listing::effects},
                   {"keys", session::Listing::keys},
                   {"conditions", session::Listing::conditions},
                   {"diagnostics", session::Listing::diagnostics}},
                  "models, effects, keys, conditions or diagnostics")
      .required()
      .type_name("WHAT");
  verb.add_option("--explain", options->explain, "One entry in full").type_name("KEY");
  verb.add_flag("--json", options->json, "Print JSON");
  verb.final_callback(
      [&program, options] { program.choose([&program, options] { return do_list(program, *options); }); });
}

}  // namespace entente::cli

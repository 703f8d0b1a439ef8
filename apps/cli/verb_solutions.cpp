// SPDX-License-Identifier: Apache-2.0
// entente solutions: where bargaining theory says talks could end, for utilities that a file states.
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <vector>

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
  session::SolutionsRequest request;
  std::vector<std::string> weights, disagreement;
  bool frontier = false;
  bool json = false;
};

/// "party=0.5" in parts; false and a word on standard error when it is something else.
bool read_pairs(const std::vector<std::string>& given, const char* option,
                std::vector<std::pair<std::string, double>>& out) {
  for (const std::string& text : given) {
    const std::size_t equals = text.find('=');
    char* end = nullptr;
    const std::string number = equals == std::string::npos ? "" : text.substr(equals + 1);
    const double value = std::strtod(number.c_str(), &end);
    if (equals == 0 || number.empty() || *end != '\0') {
      tell(std::string("entente: ") + option + " takes PARTY=NUMBER, not '" + text + "'\n");
      return false;
    }
    out.emplace_back(text.substr(0, equals), value);
  }
  return true;
}

int do_solutions(const Program& program, const Options& o) {
  session::SolutionsRequest request = o.request;
  if (!read_pairs(o.weights, "--weight", request.weights) ||
      !read_pairs(o.disagreement, "--disagreement", request.disagreement)) {
    return kUsage;
  }
  const auto loaded = load_case(program, o.name);
  if (!loaded) return kBadInput;
  session::SolutionsResult result;
  if (const session::Refusal no = session::solutions(program.session(), *loaded, request, result)) {
    tell("entente: " + *no + "\n");
    return kBadInput;
  }
  print(o.json ? session::solutions_json(*loaded, result) : session::solutions_text(*loaded, result, o.frontier));
  if (!o.json) program.hint("play it", "negotiate", shell_word(o.name));
  return kOk;
}

}  // namespace

void add_solutions(CLI::App& parent, Program& program) {
  auto o = std::make_shared<Options>();
  const Verb verb =
      program.add_verb(parent, "solutions",
                       "Where bargaining theory says talks could end: frontier, Nash, Kalai-Smorodinsky and others.",
                       "  entente solutions teaching/pie                            every rule with its answer, or who "
                       "stands in the way\n"
                       "  entente solutions teaching/pie --weight PARTY=3          other bargaining weights\n"
                       "  entente solutions teaching/pie --disagreement PARTY=0.2 --set lotteries\n"
                       "  entente solutions teaching/pie --frontier --json");
  verb.add_option("case", o->name, "Case whose preference is stated (additive): a folder, a file or a name")
      .required()
      .type_name("CASE");
  verb.add_option("--track", o->request.track, "Which talks; needed where there are several").type_name("ID");
  verb.add_choice(
          "--set", o->request.set,
          {{"auto", session::OutcomeSet::automatic},
           {"grid", session::OutcomeSet::grid},
           {"continuous", session::OutcomeSet::continuous},
           {"lotteries", session::OutcomeSet::lotteries}},
          "Outcomes allowed: grid, continuous (positions between), lotteries (convex hull), or auto: continuous "
          "where every worth is concave, else grid")
      .type_name("SET");
  verb.add_option("--weight", o->weights, "Bargaining weight of a party, above 0; others have 1").type_name("PARTY=W");
  verb.add_option("--disagreement", o->disagreement,
                  "Utility without agreement, from which surpluses are counted; default: the reservation")
      .type_name("PARTY=U");
  verb.add_option("--draw", o->request.draw, "Numbers of this draw; default: central values")
      .not_negative()
      .type_name("K");
  verb.add_flag("--frontier", o->frontier, "Print the Pareto frontier too (JSON always has it)");
  verb.add_flag("--json", o->json, "Print JSON (schema entente-solutions/1)");
  verb.final_callback([&program, o] { program.choose([&program, o] { return do_solutions(program, *o); }); });
}

}  // namespace entente::cli

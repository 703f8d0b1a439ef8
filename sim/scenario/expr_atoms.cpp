// SPDX-License-Identifier: Apache-2.0
// The table of atoms, and its documentation; names of a compiled scenario.
#include "scenario/expr_atoms.hpp"

#include "scenario/explain.hpp"
#include "scenario/expr_parser.hpp"

namespace entente::scenario {

const std::vector<AtomInfo>& all_atoms() {
  static const std::vector<AtomInfo> kAtoms = {
      {Atom::signed_, "signed", {"track", ""}, true, "a deal of the track is signed, now or at any time"},
      {Atom::in_force, "in_force", {"track", ""}, true, "the track's deal is ratified, not suspended, not collapsed"},
      {Atom::delivered,
       "delivered",
       {"track", "issue"},
       false,
       "delivered share of the deal's term on that issue, 0 to 1; without an issue the mean over the deal's terms",
       true},
      {Atom::held,
       "held",
       {"track", "months"},
       true,
       "the deal has been in force without collapse for that many months"},
      {Atom::talks, "talks", {"track", ""}, true, "the track's session is or has been open"},
      {Atom::control, "control", {"node", "side"}, false, "share of the node under the coalition (or the actor's)"},
      {Atom::holds, "holds", {"node", "side"}, true, "that share is above one half"},
      {Atom::took,
       "took",
       {"node", "side"},
       true,
       "the side has taken the node by force since as_of, in whatever week, whoever holds it now"},
      {Atom::gave_up,
       "gave_up",
       {"node", "side"},
       true,
       "the side has given the node up without a fight since as_of: under pressure or by a deal"},
      {Atom::withdrawn, "withdrawn", {"force", ""}, false, "share of the force's men at as_of that has left, 0 to 1"},
      {Atom::men, "men", {"force", ""}, false, "men of the force now"},
      {Atom::sanction, "sanction", {"actor", "actor"}, false, "sanction level of the first on the second"},
      {Atom::regime, "regime", {"mineral", ""}, false, "export regime: free (0), quota (1), ban (2)"},
      {Atom::price, "price", {"mineral", ""}, false, "price in the mineral's unit"},
      {Atom::issue, "issue", {"track", "issue"}, false, "agreed position of the issue; its status quo without a deal"},
      {Atom::lever, "lever", {"actor", "decision"}, false, "present level of the actor's lever"},
      {Atom::deaths, "deaths", {"", ""}, false, "conflict deaths since as_of"},
      {Atom::displaced, "displaced", {"", ""}, false, "people displaced since as_of"},
      {Atom::looted,
       "looted",
       {"", ""},
       false,
       "MUSD of money and goods lost to looting in places that fell by force since as_of"},
      {Atom::nodes, "nodes", {"side", ""}, false, "number of nodes held, outside nodes not counted"},
      {Atom::people, "people", {"side", ""}, false, "people living under the coalition, thousands"},
      {Atom::shock, "shock", {"shock", ""}, true, "the shock has struck"},
      {Atom::month, "month", {"", ""}, false, "months since as_of"},
  };
  return kAtoms;
}

std::vector<ExpressionWord> expression_words() {
  std::vector<ExpressionWord> out;
  for (const AtomInfo& info : all_atoms()) {
    std::string signature = std::string(info.name) + "(" + std::string(info.args[0]);
    if (!info.args[1].empty())
      signature += (info.may_stop ? " [, " : ", ") + std::string(info.args[1]) + (info.may_stop ? "]" : "");
    out.push_back({std::string(info.name), signature + ")", info.truth ? "truth" : "number", std::string(info.doc)});
  }
  out.push_back({"ever", "ever(e)", "truth", "e has been true at the end of some month so far"});
  out.push_back({"for", "for(e, n)", "truth", "e has been true at the end of each of the last n months"});
  return out;
}

std::string expressions_markdown() {
  std::string out = "| atom | yields | meaning |\n|---|---|---|\n";
  for (const ExpressionWord& word : expression_words()) {
    out += "| " + word.signature + " | " + word.yields + " | " + word.meaning + " |\n";
  }
  return out;
}

namespace {

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& entities) {
  std::vector<std::string> ids;
  for (const T& entity : entities) ids.push_back(entity.id);
  return ids;
}

}  // namespace

std::vector<std::string> ScenarioNames::candidates(std::string_view kind) const {
  if (kind == "track") return ids_of(scenario_.tracks);
  if (kind == "node") return ids_of(scenario_.nodes);
  if (kind == "coalition") return ids_of(scenario_.coalitions);
  if (kind == "actor") return ids_of(scenario_.actors);
  if (kind == "force") return ids_of(scenario_.forces);
  if (kind == "mineral") return ids_of(scenario_.minerals);
  if (kind == "shock") return ids_of(scenario_.shocks);
  if (kind == "issue") return ids_of(scenario_.issues);
  if (kind == "decision") return ids_of(scenario_.decisions);
  return {};
}

std::int32_t ScenarioNames::index(std::string_view kind, const std::string& id) const {
  const std::vector<std::string> ids = candidates(kind);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] == id) return static_cast<std::int32_t>(i);
  }
  return -1;
}

std::int32_t ScenarioNames::coalition_of_actor(std::int32_t actor) const {
  return scenario_.actors[static_cast<std::size_t>(actor)].coalition.value;
}

std::int32_t ScenarioNames::track_of_issue(std::int32_t issue) const {
  return scenario_.issues[static_cast<std::size_t>(issue)].track.value;
}

}  // namespace entente::scenario

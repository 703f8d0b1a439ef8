// SPDX-License-Identifier: Apache-2.0
// The diagnostics table. Codes are stable: a code keeps its meaning, a new problem gets a new code.
#include "scenario/codes.hpp"

namespace entente::scenario {

const std::vector<CodeInfo>& all_codes() {
  static const std::vector<CodeInfo> kCodes = {
      {"E101", "a file cannot be read", "check the path; a case is a folder with scenario.toml"},
      {"E102", "a file is empty", "write the scenario, or remove the reference to the file"},
      {"E103", "a file is binary (it holds a zero byte)", "scenarios and tables are plain text"},
      {"E104", "a file is not UTF-8", "save it as UTF-8"},
      {"E105", "a file is larger than 16 MB", "split it, or thin the table"},
      {"E106", "the text is not valid TOML", "see the message of the parser at that place"},
      {"E107", "`extends` goes round in a circle", "let each file extend one that does not lead back to it"},
      {"E108", "a named overlay does not exist", "overlays stand in the case's folder overlays/"},
      {"E109", "the schema version is not supported", "write schema = \"entente-scenario/1\" or use a newer program"},
      {"E110", "a key that the format does not know", "use the nearest valid name, or remove it"},
      {"E111", "a required key is missing", "add it"},
      {"E112", "an id is malformed", "ids are [a-z][a-z0-9_]*; nodes, edges and control codes may use capitals"},
      {"E113", "an id or key is defined twice", "remove or rename one"},
      {"E114", "a table row has another number of cells than its header", "add or remove cells"},
      {"E115", "an overlay does not declare itself as one, or lacks its reason", "overlay = \"1\", title and why"},
      {"E116", "a table's header is unusable (no header, empty or repeated column)", "one name for each column"},

      {"E201", "a value has the wrong type", "see what was expected"},
      {"E202", "a quantity has no value", "give v (or values with shape = \"levels\")"},
      {"E203", "a quantity has no range", "give lo and hi, or shape = \"fixed\""},
      {"E204", "a range is out of order", "lo must not exceed hi"},
      {"E205", "the value lies outside its own bounds", "lo <= v <= hi"},
      {"E206", "a quantity has no unit", "give unit"},
      {"E207", "an unknown unit", "use the nearest one, or see the list of units"},
      {"E208", "a unit of another dimension than the key wants", "convert the number to the unit shown"},
      {"E209", "a number outside the range the key allows", "see the range"},
      {"E210", "a magnitude below 1e-300", "write 0"},
      {"E211", "a number that is not finite", "write a number"},
      {"E212", "a bare number where a quantity is needed", "{ v, lo, hi, unit, src }"},
      {"E213", "a word that the key does not allow", "use one of the words shown"},
      {"E214", "levels and their weights do not match", "as many weights as values, none negative"},
      {"E215", "weights that are all zero", "at least one must be positive"},
      {"E216", "a lognormal quantity that is not positive", "0 < lo <= v <= hi"},
      {"E217", "an expression does not parse", "see the column inside the text"},
      {"E218", "an expression has the wrong type", "comparisons take numbers; and, or, not take truth"},
      {"E219", "a table cell cannot be read as what its column wants", "see what was expected"},
      {"E220", "a month is malformed", "\"YYYY-MM\""},
      {"E221", "a list of the wrong length", "see what was expected"},
      {"E222", "a deal's position that the issue does not have", "use one of the positions shown"},
      {"E223", "a deal's month outside the run", "a month from that of as_of to the last of the run"},

      {"E301", "a reference to something that does not exist", "use the nearest name, or define it"},
      {"E302", "a source that is not declared", "declare it under [sources], or use \"judgement\""},
      {"E303", "a model that does not exist", "entente list models"},
      {"E304", "a parameter that the chosen model does not have", "entente list models --explain MODEL"},
      {"E305", "an effect operation that does not exist", "see the table of effects"},
      {"E306", "`absent` on something that does not exist", "use the nearest name"},
      {"E307", "an unknown name in an expression", "use the nearest name"},
      {"E308", "a reference to something that is absent", "remove the reference too, or keep the thing"},
      {"E309", "a move changes a path that does not exist", "use the path of a quantity"},
      {"E310", "a lever that does not exist", "write actor.decision"},
      {"E311", "an actor that belongs to no coalition where one is needed", "name a coalition, or give the actor one"},

      {"E401", "the run does not start in the month of as_of", "run.start must be the month of as_of"},
      {"E402", "fixed shares that do not sum to one", "make them sum to 1, or give ranges"},
      {"E403", "a set of shares or weights that cannot be positive", "at least one must be able to be above 0"},
      {"E404", "holdings of one kind on one asset exceed the whole", "shares of one kind sum to 1 at most"},
      {"E405", "a sink that an asset's node cannot reach", "join them by edges"},
      {"E406", "a base from which a force cannot reach the contested nodes", "join it by edges that troops can use"},
      {"E407", "a node without any edge, or cut off from the rest", "join it by edges"},
      {"E408", "an issue's granter or receiver is not a party of its track", "both must be parties"},
      {"E409", "a track with fewer than two different parties", "a talk needs two"},
      {"E410", "the status quo is not a position of the grid", "choose range and grid so that it is one"},
      {"E411", "a range and grid that give no usable positions",
       "range = [low, high], 0 < grid, at most 101 positions"},
      {"E412", "the initial level is not among the levels", "write one of the levels"},
      {"E413", "levels that do not ascend", "write them in ascending order, each once"},
      {"E414", "a zone or group without members", "name at least one"},
      {"E415", "price correlations that no set of prices can have",
       "weaken them until the matrix is positive definite"},
      {"E416", "an outcome resolved before the first or after the last step", "choose a month inside the run"},
      {"E417", "an effect lacks a key that its operation needs", "see the table of effects"},
      {"E418", "an effect has a key that its operation does not use", "remove it"},
      {"E419", "an attribute lacks what its measure needs", "population, zone: coalition; zone: zone; force: force"},
      {"E420", "a projection axis lacks what its kind needs",
       "force_men, strength: force; restraint, pressure: coalition"},
      {"E421", "two edges of one type between the same nodes", "merge them"},
      {"E422", "an edge that joins a node to itself", "name two nodes"},
      {"E423", "an outcome without a clear resolution", "binary: when; continuous: value; and one of by, at"},
      {"E424", "a move that changes nothing, or two things", "give path with factor or offset, or overlay"},
      {"E425", "a shock without a trigger, or with a date and a hazard", "one of at, hazard; or when"},
      {"E426", "not exactly one unaligned coalition", "mark one coalition with unaligned = true"},
      {"E427", "a priced mineral's asset without output", "give output, or leave the mineral without a price"},
      {"E428", "a pair of minerals correlated twice or with itself", "one row for each pair"},
      {"E429", "a strategy or protocol that needs what its talks do not give",
       "choose parts that fit: entente list models --explain KEY shows what each needs and gives"},
      {"E430", "conditions of talks that wait for each other in a circle", "let one of them start without the other"},
      {"E431", "a table of utilities with a hole", "one utility for each position, and a worth for each party"},
      {"E432", "a worth that is stated twice or in part", "one table or one curve; peaked: with its peak"},
      {"E433", "more parties or issues than talks can hold", "at most 4 parties and 12 issues on a track"},
      {"E434", "a preference that needs a world, in a case without one", "use additive, or describe a world"},
      {"E435", "a term paced by itself or by a term of other talks", "name another issue of the same track"},
      {"E436", "a deal's term on an issue of another track", "one deal holds issues of one track"},

      {"E501", "a source dated after as_of", "what was not known then must not be used"},
      {"E502", "a quantity without a source", "src = [\"id\"] or src = [\"judgement\"]"},
      {"E503", "an undated source that stands alone", "date it, or add \"judgement\""},
      {"E504", "hindsight that is not marked as judgement", "add \"judgement\" to src"},

      {"W601", "a declared source that nothing uses", "remove it, or cite it"},
      {"W602", "a judgement with neither range nor reason", "give lo and hi, or why"},
      {"W603", "a zone or group that nothing uses", "remove it"},
      {"W604", "an actor who takes part but values nothing", "give it attributes"},
      {"W605", "a track without issues", "give it at least two"},
      {"W606", "an issue, lever or shock without effects", "it can move nobody"},
      {"W607", "a reservation above every outcome", "the party can never sign: lower it, or widen the issues"},
      {"W608", "a party that can grant nothing", "it can only say no: give it an issue to grant, or leave it out"},
  };
  return kCodes;
}

std::string diagnostics_markdown() {
  std::string out = "| code | meaning | what to do |\n|---|---|---|\n";
  for (const CodeInfo& info : all_codes()) {
    out += "| " + std::string(info.code) + " | " + std::string(info.meaning) + " | " + std::string(info.cure) + " |\n";
  }
  return out;
}

}  // namespace entente::scenario

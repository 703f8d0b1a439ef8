// SPDX-License-Identifier: Apache-2.0
// Two cases on one set of laws: what they may differ in is the state at as_of, dated shocks, prices and questions; who and
// what stands in one of them alone is listed by name, so that nothing slips in unseen.
#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "apps/session/inquiry.hpp"
#include "apps/session/session.hpp"
#include "scenario/file_source.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace entente;

namespace {

// A key of both cases that may have two values, and why it is no parameter.
const std::vector<std::pair<std::string, std::string>> kMayDiffer{
    {R"(id|title|purpose|as_of|extends|not_for)", "which case it is"},
    {R"(run\.(start|months|seed))", "its clock and its luck"},
    {R"((actors|coalitions|issues)\.\w+\.(name|title))", "words"},
    {R"(nodes\.\w+\.(control|population))", "initial state: ground and people"},
    {R"(forces\.\w+\.(men|cohesion|bases|front_share\.\w+))", "initial state: who stands where, in what shape"},
    {R"(actors\.\w+\.(stock|income|overhead|attention))", "initial state: money and attention"},
    {R"(actors\.\w+\.decisions\.\w+\.initial)", "initial state: levers"},
    {R"(tracks\.\w+\.mediator)", "initial state: who is in the chair"},
    {R"(control_codes\.\w+\.share\.\w+)", "initial state: what a code of the map means"},
    {R"(parameters\.conflict\.start_offensive)", "initial state: who was attacking"},
    {R"(minerals\.\w+\.(price|volatility)|price_correlation\.pairs)", "prices"},
};

// Whole entities of one case alone.
const std::set<std::string> kOnlyEarlier{"actors.donors", "actors.un",     "forces.brigade", "nodes.KBT",
                                         "nodes.KBM",     "nodes.RMG",     "nodes.CHZ",      "edges.GOM_KBT",
                                         "edges.KBT_KBM", "edges.KBM_GIS", "edges.KBM_RMG",  "edges.RMG_RUT",
                                         "edges.RMG_CHZ", "edges.CHZ_BUN", "edges.CHZ_KGL"};
// Single keys of an entity that both cases have.
const std::set<std::string> kOneSided{"nodes.BUJ.owner",
                                      "actors.rwanda.air_denial",  // of 2024: nobody flew unmanned aircraft in 2012
                                      "actors.m23.air_denial"};
// What the later case has and the earlier one has no use for: minerals where nobody has a mine, unmanned aircraft.
const std::regex kMineralsOfLater(
    R"(actors\.drc\.decisions\.(cobalt_regime|drones)\..*|actors\.us\.attributes\.supply\.criticality\.(cobalt|lithium|tantalum))");

const std::regex kOwnTables(R"((sources|shocks|outcomes|moves|tables|control_codes)\..*|extends)");

session::Case open(const session::Session& session, const std::string& name) {
  auto loaded = session::load(session, test::source_dir() + "/scenarios/" + name, scenario::DiskFiles());
  INFO(core::render_all(loaded.diagnostics()));
  REQUIRE(loaded.ok());
  return loaded;
}

std::string entity(const std::string& path) {
  const std::size_t first = path.find('.');
  return first == std::string::npos ? path : path.substr(0, path.find('.', first + 1));
}

std::set<std::string> entities_of(const session::Case& loaded) {
  std::set<std::string> out;
  for (const auto& entry : loaded.result->origins.entries) out.insert(entity(entry.path));
  return out;
}

bool may_differ(const std::string& path) {
  return std::any_of(kMayDiffer.begin(), kMayDiffer.end(),
                     [&](const auto& rule) { return std::regex_match(path, std::regex(rule.first)); });
}

}  // namespace

TEST_CASE("the cases of 2012 and 2025 share every number but initial state, dated shocks and prices") {
  const session::Session session;
  const auto later = open(session, "drc_2025_03"), earlier = open(session, "drc_2012_11");
  const auto in_later = entities_of(later), in_earlier = entities_of(earlier);
  std::vector<std::string> strange;
  std::map<std::string, int> used;
  for (const auto& d : session::difference(later, earlier)) {
    if (std::regex_match(d.path, kOwnTables)) continue;
    const std::string whose = entity(d.path);
    if (!d.before.empty() && !d.after.empty()) {
      if (!may_differ(d.path)) strange.push_back(d.path + ": " + d.before + " | " + d.after);
    } else if (d.before.empty() && in_later.count(whose) == 0) {
      if (kOnlyEarlier.count(whose) == 0) strange.push_back(whose + " stands in the earlier case alone");
    } else if (d.after.empty() && in_earlier.count(whose) == 0) {
      ++used[whose.substr(0, whose.find('.'))];  // the later case is the wider one
    } else if (d.after.empty() && std::regex_match(d.path, kMineralsOfLater)) {
      ++used["minerals"];
    } else if (kOneSided.count(d.path) == 0 && !may_differ(d.path)) {
      strange.push_back(d.path + " stands in one case alone: " + d.before + d.after);
    }
  }
  for (const auto& s : strange) UNSCOPED_INFO(s);
  CHECK(strange.empty());
  CHECK(used["minerals"] > 0);
  CHECK(used["tracks"] > 0);  // the minerals talks of the later case
}

TEST_CASE("the shared numbers come from one file, so that they cannot drift apart") {
  const session::Session session;
  const auto later = open(session, "drc_2025_03"), earlier = open(session, "drc_2012_11");
  for (const char* path :
       {"parameters.conflict.exponent", "parameters.conflict.rout", "parameters.conflict.contagion",
        "parameters.conflict.on_rate", "parameters.conflict.off_rate", "parameters.conflict.release_rate",
        "parameters.conflict.outcry", "forces.fardc.quality", "forces.m23.quality", "forces.rdf.quality",
        "actors.rwanda.precision", "actors.drc.discount", "actors.us.delivery", "actors.us.attention_half_life",
        "actors.us.bite.4", "actors.us.sanction_cost.4", "actors.rwanda.decisions.support.review"}) {
    INFO(path);
    for (const auto* loaded : {&later, &earlier}) {
      const auto answer = session::why(*loaded, path);
      CHECK(answer.found);
      CHECK_THAT(answer.text, Catch::Contains("library/kivu.toml"));
    }
  }
}

TEST_CASE("numbers that were chosen with later knowledge say so in the earlier case, and none does in the later one") {
  const session::Session session;
  const auto count = [&](const std::string& name) {
    const auto loaded = open(session, name);
    const auto& all = loaded.result->origins.inputs;
    return std::count_if(all.begin(), all.end(), [](const auto& input) { return input.hindsight; });
  };
  CHECK(count("drc_2025_03") == 0);
  CHECK(count("drc_2012_11") >= 14);
  CHECK(count("drc_2012_11+brigade") > count("drc_2012_11"));
}

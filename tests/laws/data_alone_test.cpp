// SPDX-License-Identifier: Apache-2.0
// By data alone: a further actor, an issue, a mine, a town with its road and a further track, each given as an overlay on the
// shipped case, each change the digest of a run and at least one projected value. No code knows of them.
#include <map>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

std::string q(const std::string& v, const std::string& unit) {
  return "{ v = " + v + ", unit = \"" + unit + "\", shape = \"fixed\", src = [\"judgement\"], why = \"test\" }";
}

const std::string kActor =
    "[actors.sixth]\nname = \"A sixth principal\"\nkind = \"state\"\nrelief_credibility = " + q("0.9", "share") +
    "\nbite = [" + q("0", "MUSD/month") + ", " + q("40", "MUSD/month") + "]\nsanction_cost = [" + q("0", "MUSD/month") +
    ", " + q("1", "MUSD/month") + "]\n" +
    "[actors.sixth.attributes.cash]\nmeasure = \"cash\"\nweight = " + q("1", "share") +
    "\nscale = " + q("10", "MUSD/month") + "\n" +
    "[actors.sixth.decisions.press]\ntitle = \"Pressure\"\nlevels = [0, 1]\ninitial = 1\n"
    "effects = [{ op = \"sanction\", by = \"sixth\", on = \"rwanda\", force = \"rdf\" }]\n";

const std::string kIssue =
    "[issues.new_fee]\ntrack = \"us_drc\"\ntitle = \"A yearly fee\"\nkind = \"quantity\"\ngrants = \"us\"\nto = "
    "\"drc\"\nrange = [0.0, 10.0]\ngrid = 5.0\n"
    "unit = \"MUSD/month\"\neffects = [{ op = \"pay\", from = \"us\", to = \"drc\" }]\n";

const std::string kMine =
    "[assets.new_tin]\nname = \"A new mine\"\nnode = \"RUB\"\nmineral = \"tin\"\noutput = " + q("2000", "t/yr") +
    "\nartisanal = true\nlicit_sink = \"DAR\"\nillicit_sink = \"KGL\"\n";

const std::string kTown =
    "[nodes.NEW]\nname = \"A new town\"\nlat = -1.3\nlon = 28.6\npopulation = " + q("400", "people_k") +
    "\ncontrol = \"M\"\nfront = \"north\"\nterrain = " + q("1.2", "index") + "\nmajor = 0.3\n" +
    "[edges.NEW_GOM]\na = \"NEW\"\nb = \"GOM\"\ntype = \"road\"\nkm = " + q("40", "km") + "\n";

const std::string kTrack =
    "[tracks.fifth]\ntitle = \"A fifth track\"\nparties = [\"rwanda\", \"m23\"]\nprotocol = "
    "\"alternating_offers\"\ndeadline = " +
    q("12", "month") + "\nconvene = " + q("5", "1/month") + "\nreservation = { rwanda = " + q("0", "index") +
    ", m23 = " + q("0", "index") + " }\n" +
    "[issues.fifth_fee]\ntrack = \"fifth\"\ntitle = \"A fee\"\nkind = \"quantity\"\ngrants = \"rwanda\"\nto = "
    "\"m23\"\nrange = [0.0, 2.0]\ngrid = 1.0\n"
    "unit = \"MUSD/month\"\neffects = [{ op = \"pay\", from = \"rwanda\", to = \"m23\" }]\n";

/// Everything projected at as_of: attributes along every path, and what each single term is worth to each party, by name.
std::map<std::string, double> projected(const scenario::Scenario& s) {
  test::Held held(s, -1);
  auto& preference = held.look();
  std::map<std::string, double> out;
  for (const auto judge : preference.space().judges) {
    const auto& actor = s.actors[judge.index()];
    for (std::size_t k = 0; k < actor.attributes.size(); ++k) {
      out[actor.id + "." + actor.attributes[k].id] =
          preference.library().value(valuation::Span::deal, judge, static_cast<int>(k), 0);
    }
  }
  for (std::size_t t = 0; t < s.tracks.size(); ++t) {
    const auto& track = s.tracks[t];
    std::vector<double> gain(track.parties.size());
    for (const auto issue : track.issues) {
      const std::string& id = s.issues[issue.index()].id;
      preference.gains(core::TrackId::at(t), test::package_with(s, t, {{id, -1}}), gain);
      for (std::size_t i = 0; i < gain.size(); ++i)
        out[id + " to " + s.actors[track.parties[i].actor.index()].id] = gain[i];
    }
  }
  return out;
}

}  // namespace

TEST_CASE(
    "a sixth actor, an issue, a mine, a town with its road and a fifth track each change digest and projected values "
    "by data alone") {
  auto base = test::shipped();
  base.months = 6;
  const auto values = projected(base);
  const auto run = run::run_one(base, test::registry(), {base.seed, 0, 0});
  REQUIRE(run.failure.empty());
  const std::vector<std::pair<std::string, std::string>> additions{
      {"actor", kActor}, {"issue", kIssue}, {"mine", kMine}, {"town", kTown}, {"track", kTrack}};
  for (const auto& [name, text] : additions) {
    INFO(name);
    auto s = test::shipped({test::overlay(text)});
    s.months = base.months;
    CHECK(s.digest != base.digest);
    const auto changed = run::run_one(s, test::registry(), {s.seed, 0, 0});
    CHECK(changed.failure.empty());
    CHECK(changed.digest != run.digest);
    int moved = 0, fresh = 0;
    for (const auto& [key, value] : projected(s)) {
      const auto old = values.find(key);
      moved += old != values.end() && old->second != value ? 1 : 0;
      fresh += old == values.end() && value != 0.0 ? 1 : 0;
    }
    INFO("values moved " << moved << ", new ones " << fresh);
    CHECK(moved + fresh > 0);
    if (name != "issue" && name != "track") CHECK(moved > 0);
  }
}

// SPDX-License-Identifier: Apache-2.0
// absent = true removes a thing with everything that only it can do, and nothing else.
#include "scenario/absent.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace entente;

namespace {

scenario::LoadResult without(const std::string& path, const std::string& more = "") {
  test::SmallWorldOptions options;
  options.extra =
      "[shocks.storm]\ntitle = \"Storm\"\nat = 2020-05-01\neffects = [{ op = \"audience\", on = \"sponsor\" }]\n"
      "[moves.more]\noutcome = \"deal\"\npath = \"actors.sponsor.stock\"\nfactor = 2.0\nsign = 1\nwhy = \"test\"\n";
  return test::load_text(test::small_world_toml(options), {},
                         {{"overlay", "overlay = \"1\"\ntitle = \"T\"\nwhy = \"test\"\n" +
                                          (path.empty() ? "" : "[" + path + "]\nabsent = true\n") + more}});
}

template <class T>
bool has(const std::vector<T>& list, const std::string& id) {
  return std::any_of(list.begin(), list.end(), [&](const T& item) { return item.id == id; });
}

}  // namespace

TEST_CASE("an absent actor takes its force, levers, tracks, issues, axes, shocks and moves along") {
  const auto whole = without("");
  REQUIRE(whole.scenario);
  REQUIRE(has(whole.scenario->tracks, "peace"));
  REQUIRE(has(whole.scenario->shocks, "storm"));
  REQUIRE(has(whole.scenario->moves, "more"));
  const auto result = without("actors.sponsor");
  INFO(core::render_all(result.diagnostics));
  REQUIRE(result.scenario);
  const scenario::Scenario& s = *result.scenario;
  CHECK_FALSE(has(s.actors, "sponsor"));
  CHECK_FALSE(has(s.forces, "lent"));
  CHECK_FALSE(has(s.tracks, "peace"));     // one party left
  CHECK_FALSE(has(s.issues, "pullback"));  // of that track
  CHECK_FALSE(has(s.issues, "pledge"));    // its only effect was on the sponsor
  CHECK_FALSE(has(s.decisions, "patron.press"));
  CHECK_FALSE(has(s.decisions, "sponsor.support"));
  CHECK_FALSE(has(s.projection.axes, "support"));
  CHECK_FALSE(has(s.shocks, "storm"));
  CHECK_FALSE(has(s.moves, "more"));
  CHECK(has(s.tracks, "bargain"));
  CHECK(has(s.issues, "offtake"));
  CHECK(has(s.decisions, "rebel.posture"));
  CHECK(s.actors.size() == whole.scenario->actors.size() - 1);
}

TEST_CASE("an expression over an absent track reads as false") {
  const auto result = without("tracks.peace");
  REQUIRE(result.scenario);
  const auto outcome = std::find_if(result.scenario->outcomes.begin(), result.scenario->outcomes.end(),
                                    [](const auto& o) { return o.id == "peace_text"; });
  REQUIRE(outcome != result.scenario->outcomes.end());
  REQUIRE(outcome->expr.nodes.size() == 1);
  CHECK(outcome->expr.nodes[0].kind == scenario::ExprKind::constant);
  CHECK(outcome->expr.nodes[0].value == 0.0);
}

TEST_CASE("an absent node takes its edges, assets and holdings, and leaves zones") {
  const auto result = without("nodes.n4",
                              "[edges.n3_abroad]\na = \"n3\"\nb = \"abroad\"\nkm = { v = 9, unit = \"km\", shape = "
                              "\"fixed\", src = \"judgement\", why = \"test\" }\n");
  INFO(core::render_all(result.diagnostics));
  REQUIRE(result.scenario);
  CHECK_FALSE(has(result.scenario->edges, "n3_n4"));
  CHECK_FALSE(has(result.scenario->edges, "n4_abroad"));
  CHECK_FALSE(has(result.scenario->assets, "far_grey"));
  CHECK_FALSE(has(result.scenario->groups, "held"));  // its only asset
  CHECK_FALSE(has(result.scenario->issues, "rights"));
  REQUIRE(result.scenario->zones.size() == 1);
  CHECK(result.scenario->zones[0].nodes.size() == 1);
}

TEST_CASE("absent = false keeps a thing, also after an overlay took it out") {
  const auto result = without("", "[tracks.peace]\nabsent = false\n");
  REQUIRE(result.scenario);
  CHECK(has(result.scenario->tracks, "peace"));
  CHECK(result.scenario->digest == without("").scenario->digest);
}

TEST_CASE("what nothing else refers to can go without a trace elsewhere") {
  const auto whole = without("");
  for (const std::string path : {"issues.fee", "outcomes.killed", "shocks.storm", "assets.near_grey"}) {
    INFO(path);
    const auto result = without(path);
    REQUIRE(result.scenario);
    CHECK(result.scenario->actors.size() == whole.scenario->actors.size());
    CHECK(result.scenario->tracks.size() == whole.scenario->tracks.size());
    CHECK(result.scenario->digest != whole.scenario->digest);
  }
}

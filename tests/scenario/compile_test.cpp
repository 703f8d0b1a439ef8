// SPDX-License-Identifier: Apache-2.0
// What compiling makes of a document: grids, terms, defaults of effects, sides, months of outcomes, small worlds.
#include <algorithm>

#include "core/rng.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace entente;
using scenario::Op;

namespace {

template <class T>
const T& get(const std::vector<T>& list, const std::string& id) {
  const auto it = std::find_if(list.begin(), list.end(), [&](const T& item) { return item.id == id; });
  REQUIRE(it != list.end());
  return *it;
}

}  // namespace

TEST_CASE("positions are clean decimals from low to high with the status quo among them") {
  const scenario::Scenario world = test::small_world();
  CHECK(get(world.issues, "offtake").grid == std::vector<double>{0.0, 0.2, 0.4});
  CHECK(get(world.issues, "truce").grid == std::vector<double>{0.0, 1.0});
  CHECK(get(world.issues, "pledge").grid == std::vector<double>{0.0, 1.0, 2.0});
  for (const scenario::Issue& issue : world.issues) {
    CHECK(std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo) != issue.grid.end());
    CHECK(issue.term == world.actors[issue.receiver.index()].horizon);
  }
}

TEST_CASE("effects take granter and receiver, actor and defaults from where they stand") {
  const scenario::Scenario world = test::small_world();
  const scenario::Issue& offtake = get(world.issues, "offtake");
  REQUIRE(offtake.effects.size() == 1);
  const scenario::Effect& effect = offtake.effects[0];
  CHECK(effect.op == Op::set_share);
  CHECK(effect.from == offtake.granter);
  CHECK(effect.to == offtake.receiver);
  CHECK(effect.kind == scenario::HoldingKind::offtake);
  CHECK(effect.of_granter);
  CHECK(effect.assets.size() == 1);
  CHECK(world.params[effect.scale.index()].quantity.v == 1.0);
  CHECK(world.params[effect.lag.index()].quantity.v == 0.0);
  CHECK_FALSE(effect.floor.valid());
  const scenario::Decision& press = get(world.decisions, "patron.press");
  CHECK(press.effects[0].from == press.actor);
  CHECK(get(world.issues, "training").dynamic);
  CHECK_FALSE(get(world.issues, "offtake").dynamic);
  CHECK_FALSE(get(world.issues, "training").effects[0].reverses);  // what was trained stays
  CHECK(get(world.issues, "truce").effects[0].reverses);
}

TEST_CASE("a lent force fights for the side it names, others for their actor's") {
  const scenario::Scenario world = test::small_world();
  const auto& lent = get(world.forces, "lent");
  CHECK(world.coalitions[lent.coalition.index()].id == "rebel_side");
  CHECK(lent.sponsor);
  CHECK_FALSE(world.actors[lent.actor.index()].coalition.valid());
  const auto& army = get(world.forces, "army");
  CHECK(army.coalition == world.actors[army.actor.index()].coalition);
}

TEST_CASE("outcomes are resolved at steps counted from as_of") {
  test::SmallWorldOptions options;
  options.months = 9;
  const scenario::Scenario world = test::small_world(options);
  for (const scenario::Outcome& outcome : world.outcomes) CHECK(outcome.month == 9);
  CHECK_FALSE(get(world.outcomes, "deal").at);
  CHECK(get(world.outcomes, "killed").at);
  CHECK(get(world.outcomes, "killed").harm);
}

TEST_CASE("levers of all actors form one list, each with its actor") {
  const scenario::Scenario world = test::small_world();
  for (std::size_t a = 0; a < world.actors.size(); ++a) {
    for (core::DecisionId id : world.actors[a].decisions) {
      CHECK(world.decisions[id.index()].actor == core::ActorId::at(a));
    }
  }
  const auto& axis = get(world.projection.axes, "support");
  CHECK(world.decisions[axis.decision.index()].id == "sponsor.support");
  CHECK(get(world.decisions, "sponsor.support").initial == 2);
}

TEST_CASE("the map has the scenario's nodes and edges in its order") {
  const scenario::Scenario world = test::small_world();
  REQUIRE(world.map.node_count() == static_cast<int>(world.nodes.size()));
  REQUIRE(world.map.edge_count() == static_cast<int>(world.edges.size()));
  CHECK(world.map.connected());
  for (std::size_t e = 0; e < world.edges.size(); ++e) {
    CHECK(world.map.endpoints(static_cast<int>(e)) ==
          std::pair<int, int>(world.edges[e].a.value, world.edges[e].b.value));
  }
}

TEST_CASE("every knob of the small world gives a scenario without errors") {
  for (int bits = 0; bits < 64; ++bits) {
    for (int tracks = 0; tracks <= 2; ++tracks) {
      test::SmallWorldOptions options;
      options.nodes = 2 + bits % 5;
      options.tracks = tracks;
      options.rights = (bits & 1) != 0;
      options.security = (bits & 2) != 0;
      options.sponsor = (bits & 4) != 0;
      options.symmetric = (bits & 8) != 0;
      options.uncertain = (bits & 16) != 0;
      options.levers = (bits & 32) != 0;
      options.prefix = bits % 3 == 0 ? "z_" : "";
      const auto result = test::load_text(test::small_world_toml(options));
      INFO(core::render_all(result.diagnostics));
      CHECK(result.scenario.has_value());
    }
  }
}

TEST_CASE("renaming by a prefix keeps every index") {
  test::SmallWorldOptions renamed;
  renamed.prefix = "z_";
  const scenario::Scenario a = test::small_world();
  const scenario::Scenario b = test::small_world(renamed);
  REQUIRE(a.nodes.size() == b.nodes.size());
  for (std::size_t i = 0; i < a.nodes.size(); ++i) CHECK("z_" + a.nodes[i].id == b.nodes[i].id);
  REQUIRE(a.issues.size() == b.issues.size());
  for (std::size_t i = 0; i < a.issues.size(); ++i) CHECK("z_" + a.issues[i].id == b.issues[i].id);
}

TEST_CASE("every entity carries the hash of its id as its stream") {
  const scenario::Scenario world = test::small_world();
  for (const auto& actor : world.actors) CHECK(actor.stream == core::entity_hash(actor.id));
  for (const auto& node : world.nodes) CHECK(node.stream == core::entity_hash(node.id));
  for (const auto& side : world.coalitions) CHECK(side.stream == core::entity_hash(side.id));
  for (const auto& front : world.fronts) CHECK(front.stream == core::entity_hash(front.id));
  for (const auto& force : world.forces) CHECK(force.stream == core::entity_hash(force.id));
  for (const auto& mineral : world.minerals) CHECK(mineral.stream == core::entity_hash(mineral.id));
  for (const auto& asset : world.assets) CHECK(asset.stream == core::entity_hash(asset.id));
  for (const auto& issue : world.issues) CHECK(issue.stream == core::entity_hash(issue.id));
  for (const auto& track : world.tracks) CHECK(track.stream == core::entity_hash(track.id));
  for (const auto& lever : world.decisions) CHECK(lever.stream == core::entity_hash(lever.id));
}

TEST_CASE("an outside node may have an owner, an issue a worth to each actor, and politics its parameters") {
  scenario::ParamSpec lag;
  lag.key = "lag";
  lag.unit = core::Unit::day;
  lag.fallback = core::fixed_quantity(30.4375, core::Unit::day);
  scenario::ModelCatalog catalog;
  catalog.of(scenario::Port::politics) = {scenario::ModelInfo{"politics", "", "", {lag}}};
  const std::string overlay =
      "overlay = \"1\"\ntitle = \"T\"\nwhy = \"test\"\n[nodes.abroad]\nowner = \"sponsor\"\n"
      "[issues.offtake.value]\npatron = { v = 2, lo = 1, hi = 3, unit = \"index\", src = \"judgement\" }\n";
  const auto load = [&](const std::string& more) {
    return test::load_text(test::small_world_toml(), catalog, {{"o", overlay + more}});
  };
  const auto result = load("");
  REQUIRE(result.scenario);
  const scenario::Scenario& world = *result.scenario;
  CHECK(world.actors[get(world.nodes, "abroad").owner.index()].id == "sponsor");
  CHECK_FALSE(get(world.nodes, "home").owner.valid());
  const auto& value = get(world.issues, "offtake").value;
  REQUIRE(value.size() == 1);
  CHECK(world.actors[value[0].first.index()].id == "patron");
  REQUIRE(world.politics.params.size() == 1);
  const auto months = [](const scenario::Scenario& s) {
    return scenario::make_draw(s, 1, -1)[s.politics.params[0].second];
  };
  CHECK(months(world) == Approx(1.0));  // a day's parameter is read in months, as models read it
  const auto longer = load(
      "[parameters.politics]\nlag = { v = 2, unit = \"month\", shape = \"fixed\", src = "
      "\"judgement\", why = \"test\" }\n");
  REQUIRE(longer.scenario);
  CHECK(months(*longer.scenario) == Approx(2.0));
  const auto gone = load("[actors.sponsor]\nabsent = true\n");
  REQUIRE(gone.scenario);
  CHECK_FALSE(get(gone.scenario->nodes, "abroad").owner.valid());
}

// SPDX-License-Identifier: Apache-2.0
// The way in: case paths, parents, overlays, origins, defaults, in-memory overlays, order of files.
#include "scenario/load.hpp"

#include <algorithm>

#include <rapidcheck.h>

#include "scenario/schema.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/small_world.hpp"
#include "support/test_models.hpp"

using namespace entente;
using scenario::MemoryFiles;

namespace {

const std::string kBase = test::source_dir() + "/tests/invalid/base/base.toml";

scenario::LoadResult load_base(const std::string& overlay = "") {
  std::vector<scenario::TextOverlay> extra;
  if (!overlay.empty())
    extra.push_back({"test overlay", "overlay = \"1\"\ntitle = \"T\"\nwhy = \"because\"\n" + overlay});
  return scenario::load(kBase, scenario::DiskFiles(), test::test_models(), extra);
}

double value_at(const scenario::LoadResult& result, const std::string& path) {
  for (const auto& input : result.origins.inputs) {
    if (input.path == path) return input.v;
  }
  FAIL("no input " << path);
  return 0.0;
}

}  // namespace

TEST_CASE("a case path names a folder, a file, and overlays left to right") {
  CHECK(scenario::split_case_path("a/b").file == "a/b/scenario.toml");
  CHECK(scenario::split_case_path("a/b/").file == "a/b/scenario.toml");
  CHECK(scenario::split_case_path("a/b/x.toml").file == "a/b/x.toml");
  const auto parts = scenario::split_case_path("a+1/b+x+y");
  CHECK(parts.file == "a+1/b/scenario.toml");
  CHECK(parts.overlays == std::vector<std::string>{"x", "y"});
}

TEST_CASE("a missing case is one error at its own first line") {
  const auto result = scenario::load("nowhere", MemoryFiles(), {});
  REQUIRE(result.diagnostics.items().size() == 1);
  CHECK(result.diagnostics.items()[0].code == "E101");
  CHECK(result.diagnostics.items()[0].place.file == "nowhere/scenario.toml");
  CHECK(result.diagnostics.items()[0].place.line == 1);
  CHECK_FALSE(result.scenario.has_value());
}

TEST_CASE("overlays are laid in order, the last one wins, and the chain remembers all") {
  MemoryFiles files;
  files.put("c/scenario.toml", test::small_world_toml());
  const auto overlay = [](const std::string& men) {
    return "overlay = \"1\"\ntitle = \"T\"\nwhy = \"why " + men + "\"\n[forces.army]\nmen = { v = " + men +
           ", lo = 1, hi = 9000, "
           "unit = \"person\", src = [\"judgement\"] }\n";
  };
  files.put("c/overlays/few.toml", overlay("100"));
  files.put("c/overlays/many.toml", overlay("8000"));
  CHECK(value_at(scenario::load("c", files, {}), "forces.army.men") == 4000);
  CHECK(value_at(scenario::load("c+few+many", files, {}), "forces.army.men") == 8000);
  const auto result = scenario::load("c+many+few", files, {});
  CHECK(value_at(result, "forces.army.men") == 100);
  const auto answer = scenario::why(result.origins, "forces.army.men");
  REQUIRE(answer.entry);
  CHECK(answer.entry->place.file == "c/overlays/few.toml");
  CHECK(answer.entry->place.line == 5);
  CHECK(answer.entry->why == "why 100");
  REQUIRE(answer.entry->chain.size() == 2);
  CHECK(answer.entry->chain[0].place.file == "c/scenario.toml");
  CHECK(answer.entry->chain[1].place.file == "c/overlays/many.toml");
  CHECK(answer.entry->sources == std::vector<std::string>{"judgement"});
}

TEST_CASE("a quantity without v is merged into the one below, with v it replaces it") {
  const auto merged = load_base("[forces.army]\nmen = { hi = 3000 }\n");
  REQUIRE(merged.scenario);
  CHECK(value_at(merged, "forces.army.men") == 1000);
  CHECK(scenario::why(merged.origins, "forces.army.men").entry->chain.size() == 1);
  const auto replaced = load_base("[forces.army]\nmen = { v = 3000, unit = \"person\", src = [\"paper\"] }\n");
  REQUIRE(replaced.diagnostics.items().size() == 1);
  CHECK(replaced.diagnostics.items()[0].code == "E203");  // the old bounds did not survive
}

TEST_CASE("a child sees its parent's paths relative to the parent's folder") {
  MemoryFiles files;
  const std::string text = scenario::DiskFiles().read(kBase).value();
  const std::string csv =
      "# defaults: population_unit=people_k population_src=paper\n"
      "id,name,lat,lon,population_v,population_lo,population_hi,control\nR1,R1,0,3,2,1,3,L\n";
  files.put(
      "base/scenario.toml",
      "tables = { nodes = \"n.csv\" }\nextends = \"root.toml\"\n"
      "edges.R1_P = { a = \"R1\", b = \"P\", km = { v = 3, unit = \"km\", shape = \"fixed\", src = [\"paper\"] } }\n");
  files.put("base/root.toml", text);
  files.put("base/n.csv", csv);
  files.put("child/scenario.toml", "extends = \"../base/scenario.toml\"\ntitle = \"Child\"\n");
  const auto result = scenario::load("child", files, test::test_models());
  INFO(core::render_all(result.diagnostics));
  REQUIRE(result.scenario);
  CHECK(result.scenario->title == "Child");
  CHECK(result.scenario->nodes.size() == 4);
  CHECK(result.origins.files.size() == 4);
}

TEST_CASE("indices are ranks of ids, whatever the order in the file") {
  const auto result = load_base();
  REQUIRE(result.scenario);
  const auto& nodes = result.scenario->nodes;
  CHECK(std::is_sorted(nodes.begin(), nodes.end(), [](const auto& a, const auto& b) { return a.id < b.id; }));
  CHECK(result.scenario->decisions[0].id == "seller.posture");
}

TEST_CASE("readers meet outcomes as the files list them: the parent's, the case's own, those of overlays") {
  const auto outcome = [](const std::string& id) {
    return "[outcomes." + id + "]\ntitle = \"" + id +
           "\"\nrule = \"as stated\"\nwhen = \"month() > 1\"\nby = \"2020-03\"\n";
  };
  MemoryFiles files;
  test::SmallWorldOptions options;
  options.conflict = "contest";
  options.economy = "rents";
  options.policy = "choice";
  options.protocol = "offers";
  const std::string parent = test::small_world_toml(options);
  files.put("b/scenario.toml", parent);
  files.put("a/scenario.toml", "schema = \"entente-scenario/1\"\nid = \"a\"\nextends = \"../b/scenario.toml\"\n" +
                                   outcome("zz_own") + outcome("aa_own"));
  const std::string overlay =
      "overlay = \"1\"\ntitle = \"T\"\nwhy = \"because\"\nsrc = [\"judgement\"]\n" + outcome("a_late");
  const auto result = scenario::load("a", files, test::test_models(), {{"later", overlay}});
  INFO(core::render_all(result.diagnostics));
  REQUIRE(result.scenario);
  const auto& s = *result.scenario;
  REQUIRE(s.outcome_order.size() == s.outcomes.size());
  REQUIRE(s.outcomes.size() > 4);
  std::vector<std::string> read;
  for (const auto id : s.outcome_order) read.push_back(s.outcomes[id.index()].id);
  CHECK(std::vector<std::string>(read.end() - 3, read.end()) == std::vector<std::string>{"zz_own", "aa_own", "a_late"});
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i + 3 < read.size(); ++i) at.push_back(parent.find("[outcomes." + read[i] + "]"));
  CHECK(std::is_sorted(at.begin(), at.end()));
}

TEST_CASE("what a file leaves out takes the documented default and is shown as such") {
  const auto result = load_base();
  const auto& inputs = result.origins.inputs;
  const auto at = [&](const std::string& path) {
    return std::find_if(inputs.begin(), inputs.end(), [&](const auto& input) { return input.path == path; });
  };
  const auto discount = at("actors.buyer.discount");
  REQUIRE(discount != inputs.end());
  CHECK(discount->is_default);
  CHECK(discount->judgement);
  CHECK(discount->v == scenario::schema().find("actors.*.discount")->fallback->v);
  const auto tempo = at("parameters.conflict.tempo");
  REQUIRE(tempo != inputs.end());
  CHECK(tempo->is_default);
  const auto price = at("minerals.ore.price");
  REQUIRE(price != inputs.end());
  CHECK_FALSE(price->is_default);
  CHECK(price->tier == "academic");
  CHECK(at("constants.one") == inputs.end());
  CHECK(scenario::render(scenario::why(result.origins, "actors.buyer.discount"), "actors.buyer.discount")
            .find("default") != std::string::npos);
}

TEST_CASE("units are converted to the unit of the key, prices stay as written") {
  const auto result = load_base(
      "[assets.mine]\noutput = { v = 10, lo = 10, hi = 10, unit = \"koz/yr\", src = [\"paper\"] }\n"
      "[minerals.ore]\nprice = { v = 2000, lo = 1900, hi = 2100, unit = \"USD/oz\", src = [\"paper\"] }\n");
  REQUIRE(result.scenario);
  CHECK(value_at(result, "assets.mine.output") == Approx(10 * 1000 * 31.1034768e-6).epsilon(1e-9));
  const auto& ore = result.scenario->minerals[1];
  REQUIRE(ore.id == "ore");
  CHECK(ore.price_unit == core::Unit::usd_per_oz);
  CHECK(value_at(result, "minerals.ore.price") == 2000);
  CHECK(ore.price_to_musd * 31.1034768e-6 == Approx(1e-6).epsilon(1e-9));
}

TEST_CASE("all errors of a file are told together") {
  const auto result = load_base(
      "[nodes.P]\nfront = \"lime\"\nlat = 100.0\n[actors.buyer]\nkind = \"sate\"\nstock = 5\n[outcomes.deal]\nwhen = "
      "\"x\"\n");
  CHECK(result.diagnostics.error_count() == 5);
  CHECK_FALSE(result.scenario);
}

TEST_CASE("text that is damaged anywhere is refused or read, never a crash", "[properties]") {
  const std::string good = test::small_world_toml();
  const bool held = rc::check("damaged text", [&]() {
    std::string text = good;
    const int edits = *rc::gen::inRange(1, 6);
    for (int i = 0; i < edits; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      const auto length = *rc::gen::inRange<std::size_t>(0, 40);
      switch (*rc::gen::inRange(0, 4)) {
        case 0: text.erase(at, length); break;
        case 1: text.insert(at, text.substr(*rc::gen::inRange<std::size_t>(0, text.size()), length)); break;
        case 2: text[at] = static_cast<char>(*rc::gen::inRange(32, 127)); break;
        default:
          text.insert(at, *rc::gen::element<std::string>("absent = true\n", "[", "{", "-1", "inf", "\"\"", ".", "[]",
                                                         "1e-320"));
          break;
      }
    }
    const auto result = test::load_text(text);
    RC_ASSERT(result.scenario.has_value() == !result.diagnostics.has_errors());
  });
  CHECK(held);
}

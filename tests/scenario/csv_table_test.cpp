// SPDX-License-Identifier: Apache-2.0
// A CSV table gives the same tree as the TOML it stands for.
#include "scenario/csv_table.hpp"

#include <rapidcheck.h>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace entente;

namespace {

scenario::Value read(const std::string& text, const std::string& kind, core::Diagnostics& diagnostics) {
  scenario::Value into;
  scenario::read_csv_table("t.csv", text, kind, into, diagnostics);
  return into;
}

}  // namespace

TEST_CASE("cells become keys and parts of quantities, with the place of the cell") {
  core::Diagnostics diagnostics;
  const auto table = read(
      "# a comment\r\n# defaults: output_unit=t/yr output_src=a;b\r\n"
      "id,name,output_v,output_lo,output_hi,artisanal\r\nx,\"One, \"\"two\"\"\",5,4,6.5,true\r\ny,Z,,,,\r\n",
      "assets", diagnostics);
  CHECK(diagnostics.empty());
  const scenario::Value* x = table.find("x");
  REQUIRE(x != nullptr);
  CHECK(x->find("name")->text == "One, \"two\"");
  CHECK(x->find("artisanal")->boolean);
  const scenario::Value* output = x->find("output");
  REQUIRE(output != nullptr);
  CHECK(output->find("v")->number == 5);
  CHECK(output->find("hi")->number == 6.5);
  CHECK(output->find("unit")->text == "t/yr");
  CHECK(output->find("src")->items.size() == 2);
  CHECK(output->find("v")->place.line == 4);
  CHECK(output->find("v")->place.col == 18);
  REQUIRE(table.find("y") != nullptr);
  CHECK(table.find("y")->find("output") == nullptr);  // a default alone makes no quantity
}

TEST_CASE("columns count characters, not bytes") {
  core::Diagnostics diagnostics;
  const auto table = read("id,name,lat\nA,\xC3\x89\xC3\xA9,oops\n", "nodes", diagnostics);
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].place.col == 6);
}

TEST_CASE("edges and holdings may go without an id") {
  core::Diagnostics diagnostics;
  CHECK(read("a,b,km_v\nP,Q,5\n", "edges", diagnostics).find("P_Q") != nullptr);
  CHECK(read("asset,holder,kind,share_v\nm,f,equity,0.5\n", "holdings", diagnostics).find("m_f_equity") != nullptr);
  CHECK(diagnostics.empty());
  CHECK(read("name\nx\n", "nodes", diagnostics).members.empty());
  CHECK(diagnostics.items()[0].code == "E111");
}

TEST_CASE("a world with its edges in a table has the digest of the world with its edges in TOML") {
  test::SmallWorldOptions options;
  options.uncertain = false;
  std::string text = test::small_world_toml(options);
  const std::string whole = test::small_world(options).digest;
  std::string csv =
      "# defaults: km_unit=km km_shape=fixed km_src=judgement "
      "km_why=test\na,b,type,km_v\nhome,pit,road,100\nhome,n1,road,50\n";
  csv += "n1,n2,road,50\nn2,n3,road,50\nn3,n4,road,50\nn4,abroad,road,50\n";
  std::string rest;
  bool skipping = false;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string line = text.substr(start, end - start);
    start = end + 1;
    if (line.rfind("[", 0) == 0) skipping = line.rfind("[edges.", 0) == 0;
    if (!skipping) rest += line + "\n";
  }
  scenario::MemoryFiles files;
  files.put("case/scenario.toml", "tables = { edges = \"edges.csv\" }\n" + rest);
  files.put("case/edges.csv", csv);
  const auto result = scenario::load("case", files, {});
  INFO(core::render_all(result.diagnostics));
  REQUIRE(result.scenario);
  CHECK(result.scenario->digest == whole);
}

TEST_CASE("a damaged table is refused or read, never a crash", "[properties]") {
  const std::string good =
      "# defaults: output_unit=t/yr output_src=a;b\nid,name,output_v,output_lo,output_hi,artisanal\n"
      "x,\"One, \"\"two\"\"\",5,4,6.5,true\ny,Z,1,,,false\n";
  const bool held = rc::check("damaged table", [&]() {
    std::string text = good;
    for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      text.replace(at, *rc::gen::inRange<std::size_t>(0, 6),
                   *rc::gen::element<std::string>("\"", ",", "\n", "#", ";", "\r", "id", "", "\xC3"));
      if (text.empty()) text = "x";
    }
    core::Diagnostics diagnostics;
    const auto table = read(text, "assets", diagnostics);
    for (const scenario::Member& row : table.members) RC_ASSERT(!row.key.empty());
  });
  CHECK(held);
}

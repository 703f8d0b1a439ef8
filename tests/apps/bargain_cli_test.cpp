// SPDX-License-Identifier: Apache-2.0
// solutions and negotiate as a user meets them: closed forms in the JSON, words for what cannot be answered, exit codes.
#include <nlohmann/json.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/program.hpp"
#include "support/small_case.hpp"

using namespace entente;
using nlohmann::json;
using test::call;
using test::TempFolder;

namespace {

const std::string kGames = test::source_dir() + "/scenarios/teaching/";

json rule(const json& document, const std::string& key) {
  for (const json& one : document.at("rules")) {
    if (one.at("key") == key) return one;
  }
  return {};
}

double utility(const json& document, const std::string& key, const std::string& party) {
  return rule(document, key).at("utility").at(party).get<double>();
}

json solved(const TempFolder& folder, const std::string& arguments) {
  const auto ran = call(folder, "solutions --json " + arguments);
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  return json::parse(ran.out);
}

}  // namespace

TEST_CASE("solutions of the textbook curve are its closed forms, between the positions of the grid") {
  const TempFolder folder;
  const json even = solved(folder, kGames + "root");
  CHECK(even.at("set") == "continuous");
  CHECK(utility(even, "nash", "ann") == Approx(2.0 / 3.0).margin(1e-6));
  CHECK(utility(even, "kalai_smorodinsky", "ann") == Approx(0.6180339887).margin(1e-8));
  CHECK(utility(even, "egalitarian", "bob") == Approx(0.6180339887).margin(1e-8));
  CHECK(utility(solved(folder, kGames + "root --weight bob=3"), "nash", "ann") == Approx(0.4).margin(1e-6));
  CHECK(utility(solved(folder, kGames + "root --weight ann=3"), "nash", "ann") == Approx(6.0 / 7.0).margin(1e-6));
  const json moved = solved(folder, kGames + "root --disagreement ann=0.2 --disagreement bob=0.1");
  CHECK(utility(moved, "nash", "ann") == Approx(0.696613).margin(1e-6));
  const json grid = solved(folder, kGames + "root --set grid");
  CHECK(utility(grid, "nash", "ann") == Approx(0.67));
  CHECK(grid.at("frontier").size() == 101);
}

TEST_CASE("alternating offers on the pie give Rubinstein's shares") {
  const TempFolder folder;
  const json document = solved(folder, kGames + "pie");
  REQUIRE(document.at("alternating_offers").size() == 2);
  CHECK(document.at("alternating_offers").at(0).at("at").at("utility").at("ann").get<double>() ==
        Approx(0.2 / 0.28).margin(1e-6));
  CHECK(document.at("alternating_offers").at(1).at("at").at("utility").at("bob").get<double>() ==
        Approx(0.1 / 0.28).margin(1e-6));
}

TEST_CASE("no zone of agreement is an answer, with every party's gap") {
  const TempFolder folder;
  const auto ran = call(folder, "solutions " + kGames + "root --disagreement ann=0.9 --disagreement bob=0.9");
  CHECK(ran.code == 0);
  CHECK_THAT(ran.out, Catch::Contains("no zone of agreement") && Catch::Contains("ann: needs 0.9") &&
                          Catch::Contains("come down by"));
  const json document = solved(folder, kGames + "root --set grid --disagreement ann=2");
  CHECK(document.at("agreement_zone") == false);
  CHECK(document.at("gaps").at("alone").at("ann").get<double>() == Approx(1.0));
  CHECK(rule(document, "nash").at("answer") == "no_zone");
}

TEST_CASE("what cannot be answered is said, with exit code 65, and mistyped pairs are usage errors") {
  const TempFolder folder;
  const auto stranger = call(folder, "solutions " + kGames + "root --weight zoe=2");
  CHECK(stranger.code == 65);
  CHECK_THAT(stranger.err, Catch::Contains("zoe") && Catch::Contains("ann, bob"));
  CHECK(call(folder, "solutions " + kGames + "root --weight ann=0").code == 65);
  CHECK(call(folder, "solutions " + kGames + "root --weight ann").code == 64);
  CHECK(call(folder, "solutions " + kGames + "root --set everything").code == 64);
  const auto stepped = call(folder, "solutions " + kGames + "trade --set continuous");
  CHECK(stepped.code == 65);
  CHECK_THAT(stepped.err, Catch::Contains("--set grid"));
  const auto world = call(folder, "solutions " + test::write_small_case(folder));
  CHECK(world.code == 65);
  CHECK(world.out.empty());
  CHECK(call(folder, "negotiate " + kGames + "root --track nowhere").code == 65);
  CHECK(call(folder, "negotiate " + kGames + "nothing").code == 65);
  CHECK(call(folder, "negotiate " + kGames + "root -n 0").code == 64);
}

TEST_CASE("a session is told offer by offer, the same for the same seed, and as JSON") {
  const TempFolder folder;
  const auto one = call(folder, "negotiate " + kGames + "trade --seed 3 --draw 2");
  REQUIRE(one.code == 0);
  CHECK_THAT(one.out, Catch::Contains("offers [") && Catch::Contains("month 1, offer 1"));
  CHECK(call(folder, "negotiate " + kGames + "trade --seed 3 --draw 2").out == one.out);
  CHECK(call(folder, "negotiate " + kGames + "trade --seed 4 --draw 2").out != one.out);
  const json document = json::parse(call(folder, "negotiate --json " + kGames + "trade --seed 3 --draw 2").out);
  CHECK(document.at("schema") == "entente-session/1");
  CHECK(document.at("steps").at(0).at("kind") == "offer");
  const std::string last = document.at("steps").back().at("kind");
  CHECK(last == (document.at("agreed").get<bool>() ? "signature" : "end"));
}

TEST_CASE("many sessions are counted: agreements and failures to agree add up") {
  const TempFolder folder;
  const auto ran = call(folder, "negotiate --json -n 60 " + kGames + "three");
  REQUIRE(ran.code == 0);
  const json document = json::parse(ran.out);
  CHECK(document.at("schema") == "entente-sessions/1");
  std::uint64_t none = 0;
  for (const auto& entry : document.at("without_agreement").items()) none += entry.value().get<std::uint64_t>();
  CHECK(document.at("agreed").at("count").get<std::uint64_t>() + none == 60);
  CHECK(document.at("failed") == 0);
  CHECK_THAT(call(folder, "negotiate -n 60 " + kGames + "three").out, Catch::Contains("60 sessions"));
}

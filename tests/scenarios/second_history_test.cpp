// SPDX-License-Identifier: Apache-2.0
// The war of 2012-13 on the numbers of 2025: what the case must be able to tell, and which way its levers point. Frequencies
// are the model's; the observed ending was never an input but where an overlay says so.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/program.hpp"
#include "support/temp_folder.hpp"

using namespace entente;
using nlohmann::json;

namespace {

json results(const test::TempFolder& folder, const std::string& name, const std::string& path, int runs) {
  const auto ran = test::call(
      folder, "run " + path + " -n " + std::to_string(runs) + " --no-baseline --json -q -o " + folder / name);
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  return json::parse(ran.out);
}

std::string shipped(const std::string& overlays = "") {
  return test::source_dir() + "/scenarios/drc_2012_11" + overlays;
}

json outcome(const json& all, const std::string& id) {
  for (const auto& o : all["outcomes"])
    if (o["id"] == id) return o;
  FAIL("no outcome " + id);
  return {};
}

double frequency(const json& all, const std::string& id) { return outcome(all, id)["frequency"].get<double>(); }

void print(const char* what, const json& o) {
  std::printf("[2012, %s] %.3f (%.3f to %.3f)\n", what, o["frequency"].get<double>(), o["lo"].get<double>(),
              o["hi"].get<double>());
}

}  // namespace

TEST_CASE("Goma falls and is left under pressure within two months in most histories", "[slow]") {
  const test::TempFolder folder;
  const auto base = results(folder, "base", shipped(), 1000);
  const auto left = outcome(base, "goma_left_2m");
  print("Goma falls and is left", left);
  CHECK(left["frequency"].get<double>() >= 0.6);
  CHECK(left["lo"].get<double>() > 0.5);
}

TEST_CASE(
    "M23 is beaten within thirteen months with a brigade and without its sponsor, not with more support and no brigade",
    "[slow]") {
  const test::TempFolder folder;
  const auto ended = outcome(results(folder, "ended", shipped("+brigade+support_cut"), 1000), "m23_beaten_13m");
  const auto raised = outcome(results(folder, "raised", shipped("+support_raised+no_brigade"), 1000), "m23_beaten_13m");
  print("M23 beaten, brigade and no sponsor", ended);
  print("M23 beaten, more support and no brigade", raised);
  CHECK(ended["frequency"].get<double>() >= 0.6);
  CHECK(ended["lo"].get<double>() > 0.5);
  CHECK(raised["frequency"].get<double>() <= 0.2);
}

TEST_CASE("the levers of 2012 point the way they should under the same luck", "[slow]") {
  const test::TempFolder folder;
  const int runs = 400;
  const auto base = results(folder, "base", shipped(), runs);
  const auto no_pressure = results(folder, "no_pressure", shipped("+no_pressure"), runs);
  CHECK(frequency(no_pressure, "goma_left_2m") < frequency(base, "goma_left_2m") - 0.3);
  CHECK(frequency(no_pressure, "goma_held_6w") > frequency(base, "goma_held_6w"));
  const auto ended = results(folder, "ended", shipped("+brigade+support_cut"), runs);
  const auto cut = results(folder, "cut", shipped("+no_brigade+support_cut"), runs);
  const auto kept = results(folder, "kept", shipped("+brigade"), runs);
  const auto split = results(folder, "split", shipped("+brigade+support_cut+split"), runs);
  const double all = frequency(ended, "m23_beaten_13m");
  CHECK(frequency(cut, "m23_beaten_13m") < all - 0.1);   // without the brigade
  CHECK(frequency(kept, "m23_beaten_13m") < all - 0.1);  // with the sponsor's own choice
  CHECK(frequency(split, "m23_beaten_13m") > all);       // with the loss of a wing
}

TEST_CASE("with the minerals arena empty, prices change nothing but themselves") {
  const test::TempFolder folder;
  const std::string mine = folder / "mine";
  REQUIRE(test::call(folder, "new " + mine + " --from " + shipped()).code == 0);
  test::write_file(mine + "/overlays/dear.toml", R"(overlay = "1"
title = "Metals at five times their price"
why   = "nobody in this case has a mine"
src   = ["judgement"]
[minerals.copper]
price = { v = 40000, unit = "USD/t", shape = "fixed", src = ["judgement"], why = "forced" }
[minerals.gold]
price = { v = 8700, unit = "USD/oz", shape = "fixed", src = ["judgement"], why = "forced" }
)");
  const auto base = results(folder, "base", mine, 40), dear = results(folder, "dear", mine + "+dear", 40);
  CHECK(outcome(dear, "price_gold_13m")["value"].get<double>() >
        3.0 * outcome(base, "price_gold_13m")["value"].get<double>());
  for (const auto& o : base["outcomes"]) {
    const std::string id = o["id"];
    if (id.rfind("price_", 0) == 0) continue;
    INFO(id);
    auto one = o, other = outcome(dear, id);
    one.erase("moves_with");  // what may be called more than chance depends on how many inputs there are
    other.erase("moves_with");
    CHECK(other.dump() == one.dump());
  }
}

TEST_CASE("the frame of July 2013 starts from the enclave of that month") {
  const test::TempFolder folder;
  const auto checked = test::call(folder, "check " + shipped("+frame_2013_07"));
  INFO(checked.err);
  CHECK(checked.code == 0);
  const auto frame = results(folder, "frame", shipped("+frame_2013_07"), 40);
  CHECK(frame["as_of"] == "2013-07-31");
  CHECK(outcome(frame, "rutshuru_13m")["baselines"]["persistence"]["value"] == 1.0);
}

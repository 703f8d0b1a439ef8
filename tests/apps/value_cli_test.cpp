// SPDX-License-Identifier: Apache-2.0
// value as a user meets it: the shipped deal files, the document, every problem of a bad file at once, exit codes.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/program.hpp"

using namespace entente;
using nlohmann::json;
using test::call;
using test::TempFolder;

namespace {

const std::string kCase = test::source_dir() + "/scenarios/drc_2025_03";
const std::string kDeals = kCase + "/deals/";

}  // namespace

TEST_CASE("every shipped deal file can be valued, and says who would sign") {
  const TempFolder folder;
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kDeals)) {
    const auto ran = call(folder, "value " + kCase + " -n 2 --deal " + entry.path().string());
    INFO(entry.path() << ran.err);
    CHECK(ran.code == 0);
    CHECK_THAT(ran.out, Catch::Contains("Who would sign") && Catch::Contains("suits every party in") &&
                            Catch::Contains("What each term gives alone") && Catch::Contains("Not for:"));
    CHECK(ran.out.find('\x1b') == std::string::npos);
    ++seen;
  }
  CHECK(seen >= 3);
}

TEST_CASE("the document holds what the text says, and repeats byte for byte") {
  const TempFolder folder;
  const std::string command = "value --json " + kCase + " -n 3 --sampled 10 --deal " + kDeals + "grand_pact.toml";
  const auto ran = call(folder, command);
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  const json document = json::parse(ran.out);
  CHECK(document.at("schema") == "entente-value/1");
  CHECK(document.at("draws") == 3);
  CHECK(document.at("by_draw").size() == 3);
  CHECK(document.at("terms").size() == 7);
  CHECK(document.at("sampled").at("paths") == 10);
  CHECK(document.at("rights_and_security").contains("together_more_than_apart"));
  CHECK(document.at("actors").at(0).at("gain").contains("p90"));
  CHECK(ran.out == call(folder, command + " -j 2").out);
}

TEST_CASE(
    "everything wrong in a deal file is told at once, with its place and the nearest name, and nothing is valued") {
  const TempFolder folder;
  test::write_file(folder / "offer.toml",
                   "[deal]\ntrack = \"us_drc\"\ntitel = \"x\"\n[terms]\nsouth_offtake = 0.27\neast_right = 1\n");
  const auto ran = call(folder, "value " + kCase + " --deal " + folder / "offer.toml");
  CHECK(ran.code == 65);
  CHECK(ran.out.empty());
  CHECK_THAT(ran.err, Catch::Contains("offer.toml:3:1  E110") && Catch::Contains("did you mean \"title\"") &&
                          Catch::Contains("offer.toml:5:17  E222") && Catch::Contains("nearest are 0.2 and 0.3") &&
                          Catch::Contains("offer.toml:6:1  E301") && Catch::Contains("did you mean \"east_rights\""));
}

TEST_CASE("usage errors of value are told apart from input that cannot be used") {
  const TempFolder folder;
  const std::string good = "value " + kCase + " -n 0 --deal " + kDeals + "modest_pact.toml";
  CHECK(call(folder, "value " + kCase).code == 64);
  CHECK(call(folder, good + " --at June").code == 64);
  CHECK(call(folder, good + " --sampled 1").code == 64);
  const auto late = call(folder, good + " --at 2031-01");
  CHECK(late.code == 65);
  CHECK_THAT(late.err, Catch::Contains("2025-03 to 2027-03"));
  CHECK(call(folder, "value " + kCase + " --deal " + folder / "none.toml").code == 65);
  const auto bare = call(folder, good);
  CHECK(bare.code == 0);
  CHECK_THAT(bare.out, !Catch::Contains("draws"));
}

TEST_CASE("a month on the command line is the world of that month; that of as_of changes nothing") {
  const TempFolder folder;
  const std::string command = "value --json " + kCase + " -n 1 --deal " + kDeals + "modest_pact.toml";
  const std::string plain = call(folder, command).out;
  CHECK(call(folder, command + " --at 2025-03").out == plain);
  const auto later = call(folder, command + " --at 2025-06");
  REQUIRE(later.code == 0);
  CHECK(later.out != plain);
  CHECK(json::parse(later.out).at("at").at("month") == 3);
}

TEST_CASE("stated utilities of a game are valued as they stand") {
  const TempFolder folder;
  test::write_file(folder / "offer.toml",
                   "[deal]\ntrack = \"talks_trade\"\n[terms]\nprice = 150\nguarantee = \"one year\"\n");
  const std::string game = test::source_dir() + "/scenarios/teaching/trade";
  const auto ran = call(folder, "value --json -n 2 " + game + " --deal " + folder / "offer.toml");
  REQUIRE(ran.code == 0);
  const json document = json::parse(ran.out);
  CHECK(document.at("utilities") == "stated");
  CHECK(document.at("actors").at(0).at("gain").at("modes").get<double>() == Approx(30.0 + 5.0));
  CHECK(document.at("interaction").at("buyer").at("modes").get<double>() == Approx(0.0).margin(1e-9));
  CHECK(call(folder, "value " + game + " --sampled 10 --deal " + folder / "offer.toml").code == 65);
}

// SPDX-License-Identifier: Apache-2.0
// Deal files that are right: what is read, in which order, and the months of a run. Bad ones: invalid_files_test.cpp.
#include "scenario/deal_file.hpp"

#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/test_models.hpp"

using namespace entente;

namespace {

scenario::Scenario two_tracks() {
  auto loaded = scenario::load(test::source_dir() + "/tests/invalid/base/two_tracks.toml", scenario::DiskFiles(),
                               test::test_models());
  REQUIRE(loaded.scenario.has_value());
  return std::move(*loaded.scenario);
}

std::optional<scenario::DealFile> read(const scenario::Scenario& s, const std::string& text) {
  scenario::MemoryFiles files;
  files.put("deal.toml", text);
  core::Diagnostics diagnostics;
  auto deal = scenario::read_deal("deal.toml", s, files, diagnostics);
  INFO(core::render_all(diagnostics));
  CHECK(deal.has_value() == !diagnostics.has_errors());
  return deal;
}

}  // namespace

TEST_CASE("a deal is read with positions by number, by name and as yes or no, in the order of the track's issues") {
  const auto s = two_tracks();
  const auto deal = read(s, "[deal]\ntrack = \"other\"\ntitle = \"Both\"\n[terms]\nvisit = true\nspeed = \"fast\"\n");
  REQUIRE(deal);
  CHECK(deal->title == "Both");
  CHECK(s.tracks[deal->track.index()].id == "other");
  CHECK_FALSE(deal->month.has_value());
  REQUIRE(deal->terms.size() == 2);
  CHECK(s.issues[deal->terms[0].issue.index()].id == "speed");
  CHECK(deal->terms[0].at == 2);
  CHECK(deal->terms[1].at == 1);
  const auto numbers = read(s, "[deal]\ntrack = \"other\"\n[terms]\nspeed = 2\nvisit = 1.0\n");
  REQUIRE(numbers);
  for (std::size_t t = 0; t < 2; ++t) {
    CHECK(numbers->terms[t].issue == deal->terms[t].issue);
    CHECK(numbers->terms[t].at == deal->terms[t].at);
  }
}

TEST_CASE("a position that rounding moved by a hair is the position meant, and no other") {
  const auto s = two_tracks();
  const auto deal = read(s, "[deal]\ntrack = \"talk\"\n[terms]\nsale = 0.30000000000000004\n");
  REQUIRE(deal);
  CHECK(deal->terms[0].at == 3);
  CHECK_FALSE(read(s, "[deal]\ntrack = \"talk\"\n[terms]\nsale = 0.3001\n"));
}

TEST_CASE("months of a deal count from that of as_of to the last of the run") {
  const auto s = two_tracks();
  const std::string rest = "\ntrack = \"talk\"\n[terms]\n";
  CHECK(read(s, "[deal]\nat = \"2020-01\"" + rest)->month == 0);
  CHECK(read(s, "[deal]\nat = \"2021-01\"" + rest)->month == 12);
  CHECK(read(s, "[deal]\nat = 2020-03-01" + rest)->month == 2);
  CHECK(scenario::run_month(s, {2019, 12, 1}) == std::nullopt);
  CHECK(scenario::run_month(s, {2021, 2, 1}) == std::nullopt);
}

TEST_CASE("a deal file that is not there is an error at its own path, with the nearest name") {
  const auto s = two_tracks();
  scenario::MemoryFiles files;
  files.put("offers/first.toml", "[deal]\n");
  core::Diagnostics diagnostics;
  CHECK_FALSE(scenario::read_deal("offers/fisrt.toml", s, files, diagnostics));
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.items()[0].code == "E101");
  CHECK_THAT(diagnostics.items()[0].message, Catch::Contains("first.toml"));
}

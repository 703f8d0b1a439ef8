// SPDX-License-Identifier: Apache-2.0
// The program as a user meets it: exit codes, streams, suggestions, nothing overwritten, resume, the same digest.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
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

std::string digest_in(const std::string& folder) {
  return json::parse(test::read_file(folder + "/run.json")).at("result_digest").get<std::string>();
}

}  // namespace

TEST_CASE("help and version answer on standard output with exit code 0") {
  const TempFolder folder;
  const auto help = call(folder, "--help");
  CHECK(help.code == 0);
  CHECK(help.err.empty());
  CHECK(help.out.find("Examples:") < help.out.find("Usage:"));
  const auto version = call(folder, "--version");
  CHECK(version.code == 0);
  CHECK_THAT(version.out, Catch::StartsWith("entente "));
}

TEST_CASE("every verb has help that opens with examples of that verb") {
  const TempFolder folder;
  for (const std::string verb :
       {"run", "check", "why", "list", "explain", "report", "new", "diff", "verify", "solutions", "negotiate"}) {
    const auto help = call(folder, verb + " --help");
    CHECK(help.code == 0);
    CHECK_THAT(help.out, Catch::Contains("  entente " + verb));
    CHECK(help.out.find("Examples:") < help.out.find("Usage:"));
  }
}

TEST_CASE("an unknown verb or option is a usage error with a suggestion") {
  const TempFolder folder;
  CHECK(call(folder, "").code == 64);
  const auto verb = call(folder, "chekc x");
  CHECK(verb.code == 64);
  CHECK(verb.out.empty());
  CHECK_THAT(verb.err, Catch::Contains("did you mean: entente check"));
  const auto option = call(folder, "check x --stric");
  CHECK(option.code == 64);
  CHECK_THAT(option.err, Catch::Contains("did you mean --strict?"));
  CHECK(call(folder, "run").code == 64);
  CHECK(call(folder, "run x -n none").code == 64);
  CHECK(call(folder, "run x -n 0").code == 64);
  CHECK(call(folder, "run x --seed -3").code == 64);
  CHECK(call(folder, "list nothing").code == 64);
}

TEST_CASE("a case that is not there is bad input, with the nearest name") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const auto missing = call(folder, "check " + path.substr(0, path.size() - 1));
  CHECK(missing.code == 65);
  CHECK_THAT(missing.err, Catch::Contains("did you mean " + path + "?"));
  CHECK(call(folder, "run " + path + "+no_such_overlay -o " + (folder / "out")).code == 65);
  CHECK_FALSE(std::filesystem::exists(folder / "out"));
}

TEST_CASE("check prints problems as data and says in its exit code whether the case can be used") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  CHECK(call(folder, "check " + path).code == 0);
  test::write_file(path + "/scenario.toml", test::read_file(path + "/scenario.toml") + "\n[no_such_table]\nx = 1\n");
  const auto bad = call(folder, "check " + path);
  CHECK(bad.code == 65);
  CHECK_THAT(bad.out, Catch::Contains("no_such_table") && Catch::Contains("scenario.toml:"));
  const auto as_json = call(folder, "check --json " + path);
  CHECK(as_json.code == 65);
  const auto document = json::parse(as_json.out);
  CHECK(document.at("schema") == "entente-check/1");
  CHECK(document.at("ok") == false);
  REQUIRE(document.at("diagnostics").size() >= 1);
  const auto& first = document.at("diagnostics").at(0);
  for (const char* key : {"severity", "code", "file", "line", "col", "message"}) {
    CHECK(first.contains(key));
  }
  CHECK(call(folder, "run " + path + " -n 2 -o " + (folder / "out")).code == 65);
}

TEST_CASE("lists give models, effects, keys and diagnostics, and explain one of each") {
  const TempFolder folder;
  for (const std::string what : {"models", "effects", "keys", "diagnostics"}) {
    const auto text = call(folder, "list " + what);
    CHECK(text.code == 0);
    CHECK_FALSE(text.out.empty());
    const auto document = json::parse(call(folder, "list --json " + what).out);
    REQUIRE(document.at("entries").size() > 3);
    const std::string key = document.at("entries").at(1).at("key");
    const auto one = call(folder, "list " + what + " --explain '" + key + "'");
    CHECK(one.code == 0);
    CHECK_THAT(one.out, Catch::Contains(key));
    const auto none = call(folder, "list " + what + " --explain '" + key + "x'");
    CHECK(none.code == 65);
    CHECK_THAT(none.err, Catch::Contains("did you mean"));
  }
}

TEST_CASE("an output folder that is not empty is left alone") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  test::write_file(folder / "out/mine.txt", "mine");
  const auto ran = call(folder, "run " + path + " -n 2 -o " + (folder / "out"));
  CHECK(ran.code == 73);
  CHECK_THAT(ran.err, Catch::Contains("--resume"));
  CHECK(test::read_file(folder / "out/mine.txt") == "mine");
  CHECK_FALSE(std::filesystem::exists(folder / "out/results.sqlite"));
  test::write_file(folder / "file", "");
  CHECK(call(folder, "run " + path + " -n 2 -o " + (folder / "file/out")).code == 73);
}

TEST_CASE("threads do not change the digest, nor does making more draws later") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const auto one = call(folder, "run " + path + " -n 12 -j 1 -o " + (folder / "one"));
  INFO(one.err);
  REQUIRE(one.code == 0);
  REQUIRE(call(folder, "run " + path + " -n 12 -j 4 -o " + (folder / "four")).code == 0);
  REQUIRE(call(folder, "run " + path + " -n 5 -j 2 -o " + (folder / "more")).code == 0);
  CHECK(digest_in(folder / "more") != digest_in(folder / "one"));
  REQUIRE(call(folder, "run " + path + " -n 12 -j 2 --resume -o " + (folder / "more")).code == 0);
  CHECK(digest_in(folder / "four") == digest_in(folder / "one"));
  CHECK(digest_in(folder / "more") == digest_in(folder / "one"));
  // Not the digest alone: the whole document.
  CHECK(test::read_file(folder / "four/run.json") == test::read_file(folder / "one/run.json"));
  CHECK(test::read_file(folder / "more/run.json") == test::read_file(folder / "one/run.json"));
}

TEST_CASE("going on with another scenario or seed is refused") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  REQUIRE(call(folder, "run " + path + " -n 3 -o " + (folder / "out")).code == 0);
  const auto seed = call(folder, "run " + path + " -n 3 --seed 999 --resume -o " + (folder / "out"));
  CHECK(seed.code == 65);
  CHECK_THAT(seed.err, Catch::Contains("seed"));
  test::replace_in(path + "/scenario.toml", "months = ", "months = 1");
  const auto changed = call(folder, "run " + path + " -n 3 --resume -o " + (folder / "out"));
  CHECK(changed.code == 65);
  CHECK_THAT(changed.err, Catch::Contains("scenario"));
}

TEST_CASE("an interrupted run exits with 75, says how to go on, and what it kept verifies") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const std::string program = test::binary_dir() + "/entente";
  const std::string out = folder / "out";
  // Enough runs that the signal comes in between on any machine; it is sent once the store exists.
  const auto stopped = test::run_shell(folder, program + " run " + path + " -n 200000 --no-baseline -j 2 -o " + out +
                                                   " & pid=$!; while [ ! -s " + out +
                                                   "/results.sqlite ]; do sleep 0.02; done; sleep 0.3; "
                                                   "kill -TERM $pid; wait $pid");
  INFO(stopped.err);
  REQUIRE(stopped.code == 75);
  CHECK_THAT(stopped.err, Catch::Contains("go on: entente run " + path) && Catch::Contains("--resume"));
  const auto partial = json::parse(test::read_file(out + "/run.json"));
  CHECK(partial.at("complete") == false);
  CHECK(partial.at("planned") == 200000);
  const auto made = partial.at("runs").get<std::uint64_t>();
  CHECK(made < 200000);
  CHECK(call(folder, "verify " + out).code == 0);
  CHECK(call(folder, "report " + out).code == 0);
}

TEST_CASE("a killed run goes on to the digest of one that was not killed") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const std::string program = test::binary_dir() + "/entente";
  const std::string out = folder / "out";
  (void)test::run_shell(folder, program + " run " + path + " -n 500 -j 1 -o " + out + " & pid=$!; while [ ! -s " + out +
                                    "/results.sqlite ]; do sleep 0.01; done; "
                                    "sleep 0.05; kill -KILL $pid; wait $pid; true");
  const auto resumed = call(folder, "run " + path + " -n 500 --resume -o " + out);
  INFO(resumed.err);
  REQUIRE(resumed.code == 0);
  REQUIRE(call(folder, "run " + path + " -n 500 -o " + (folder / "whole")).code == 0);
  CHECK(digest_in(out) == digest_in(folder / "whole"));
}

TEST_CASE("a run killed before it began its file starts afresh with --resume") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const std::string out = folder / "out";
  test::write_file(out + "/results.sqlite", "");
  CHECK(call(folder, "run " + path + " -n 3 -o " + out).code == 73);  // not without being asked
  const auto resumed = call(folder, "run " + path + " -n 3 --resume -o " + out);
  INFO(resumed.err);
  CHECK(resumed.code == 0);
  CHECK(call(folder, "verify " + out).code == 0);
}

TEST_CASE("results alone rebuild the report, explain a run and verify, without the case") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const std::string out = folder / "out";
  REQUIRE(call(folder, "run " + path + " -n 6 -o " + out).code == 0);
  const std::string document = test::read_file(out + "/run.json");
  std::filesystem::remove_all(path);
  std::filesystem::remove(out + "/run.json");
  CHECK(call(folder, "report " + out).code == 0);
  CHECK(test::read_file(out + "/run.json") == document);
  CHECK_FALSE(test::read_file(out + "/report.html").empty());
  const auto told = call(folder, "explain " + out + " --run 3");
  CHECK(told.code == 0);
  CHECK_FALSE(told.out.empty());
  CHECK(told.err.empty());
  const auto story = json::parse(call(folder, "explain --json --run 3 " + out).out);
  CHECK(story.at("schema") == "entente-story/1");
  CHECK(story.at("lines").size() > 0);
  CHECK(call(folder, "explain " + out + " --run 6").code == 65);
  const auto same = call(folder, "verify " + out);
  CHECK(same.code == 0);
  CHECK_THAT(same.out, Catch::Contains("identical: 6 runs") && Catch::Contains(digest_in(out)));
  CHECK(call(folder, "report " + out + " -o " + (folder / "note.html")).code == 0);
  CHECK(call(folder, "report " + out + " -o " + (folder / "note.html")).code == 73);
}

TEST_CASE("what is no results folder is bad input") {
  const TempFolder folder;
  CHECK(call(folder, "report " + (folder / "none")).code == 65);
  test::write_file(folder / "odd/results.sqlite", std::string(4096, 'x'));
  CHECK(call(folder, "explain " + (folder / "odd") + " --run 0").code == 65);
}

TEST_CASE("output that cannot be written is a write failure") {
  const TempFolder folder;
  if (std::filesystem::exists("/dev/full")) {
    const auto full = test::run_shell(folder, test::binary_dir() + "/entente list models >/dev/full");
    CHECK(full.code == 74);
    CHECK_THAT(full.err, Catch::Contains("could not be written"));
  }
}

TEST_CASE("a reader that leaves early gets no complaint") {
  const TempFolder folder;
  const auto ran = test::run_shell(folder, test::binary_dir() + "/entente list keys --json | head -c 10");
  CHECK(ran.out.size() == 10);
  CHECK(ran.err.empty());
}

TEST_CASE("a new case is a copy that checks and never an overwriting") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const std::string mine = folder / "mine";
  const auto made = call(folder, "new " + mine + " --from " + path);
  CHECK(made.code == 0);
  CHECK_THAT(made.err, Catch::Contains("entente check"));
  CHECK(call(folder, "check " + mine).code == 0);
  CHECK(call(folder, "new " + mine + " --from " + path).code == 73);
  CHECK(call(folder, "diff " + path + " " + mine).out.empty());
  CHECK(call(folder, "new " + (folder / "other") + " --from " + (folder / "nowhere")).code == 65);
}

TEST_CASE("a copy of a case that extends another goes on extending it, from wherever it lies") {
  const TempFolder folder;
  const std::string shipped = test::source_dir() + "/scenarios/drc_2025_03";
  const std::string mine = folder / "deep/mine";
  CHECK(call(folder, "new " + mine + " --from " + shipped).code == 0);
  CHECK(call(folder, "check " + mine).code == 0);
  const auto differences = call(folder, "diff " + shipped + " " + mine);
  CHECK(differences.code == 0);
  CHECK_THAT(differences.err, Catch::Contains("1 input differs"));
  CHECK_THAT(differences.out, Catch::Contains("extends"));
}

TEST_CASE("why tells file and line of a value and suggests near paths") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const auto found = call(folder, "why " + path + " run.months");
  CHECK(found.code == 0);
  CHECK_THAT(found.out, Catch::Contains("scenario.toml:"));
  const auto missing = call(folder, "why " + path + " run.month");
  CHECK(missing.code == 65);
  CHECK_THAT(missing.err, Catch::Contains("did you mean run.months?"));
}

TEST_CASE("data goes to standard output, talk to standard error, and no progress bar into a file") {
  const TempFolder folder;
  const std::string path = test::write_small_case(folder);
  const auto ran = call(folder, "run " + path + " -n 3 --json -o " + (folder / "out"));
  REQUIRE(ran.code == 0);
  CHECK(json::parse(ran.out).at("schema") == "entente-run/1");
  CHECK(ran.out == test::read_file(folder / "out/run.json"));
  CHECK(ran.err.find('\r') == std::string::npos);
  CHECK(ran.err.find('\x1b') == std::string::npos);
}

// SPDX-License-Identifier: Apache-2.0
// The validation program on a shipped case, at toy sizes: it writes its pages, and threads do not reach their bytes.
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/program.hpp"

using namespace entente;

namespace {

test::Ran validate(const test::TempFolder& folder, const std::string& arguments) {
  return test::run_shell(folder, test::binary_dir() + "/entente_validate " + arguments);
}

}  // namespace

TEST_CASE("the validation pages have the same bytes with one thread and with three") {
  const test::TempFolder folder;
  const std::string sizes = " --only closure --runs 2 --paths 2 --draws 2 ";
  const auto one = validate(folder, sizes + "-j 1 --out " + folder / "one");
  const auto three = validate(folder, sizes + "-j 3 --out " + folder / "three");
  INFO(one.err);
  CHECK(one.code == 0);
  CHECK(three.code == 0);
  const std::string page = test::read_file(folder / "one/closure.md");
  CHECK(page.find("| expected | sampled | bias |") != std::string::npos);
  CHECK(page == test::read_file(folder / "three/closure.md"));
}

TEST_CASE(
    "the page on valuation lists every hand-made package, explains what came out otherwise, and repeats byte for "
    "byte") {
  const test::TempFolder folder;
  const std::string sizes = " --only valuation --runs 2 --paths 3 --draws 2 --packages 9 ";
  const auto one = validate(folder, sizes + "-j 1 --out " + folder / "one");
  const auto three = validate(folder, sizes + "-j 3 --out " + folder / "three");
  INFO(one.err);
  CHECK((one.code == 0 || one.code == 1));  // a handful of futures says little: tolerances may fail
  CHECK(three.code == one.code);
  const std::string page = test::read_file(folder / "one/valuation.md");
  CHECK(page == test::read_file(folder / "three/valuation.md"));
  CHECK(page.find("| `grand_pact` | `us` | + |") != std::string::npos);
  CHECK(page.find("| `client_needs_sponsor` | `m23` |") != std::string::npos);
  CHECK(page.find("every package that came out otherwise is explained\n") != std::string::npos);
  CHECK(page.find("not explained yet") == std::string::npos);
  CHECK(page.find("`rwanda.support`: the mean gap of") != std::string::npos);
}

TEST_CASE("wrong usage and a case without validation.toml are told apart from laws that fail") {
  const test::TempFolder folder;
  CHECK(validate(folder, "--only nothing").code == 64);
  CHECK(validate(folder, "--case " + folder / "nowhere").code == 65);
}

TEST_CASE("a fault in a file of arguments is told with its place") {
  const test::TempFolder folder;
  REQUIRE(test::run_shell(folder, "cp -r scenarios " + folder / "scenarios").code == 0);
  const std::string own = folder / "scenarios/drc_2025_03";
  const auto spoil = [&](const std::string& name, const std::string& from, const std::string& to) {
    std::string text = test::read_file(own + "/" + name);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    test::write_file(own + "/" + name, text.replace(at, from.size(), to));
  };
  const std::string run = " --case " + own + " --runs 2 --paths 2 --draws 2 --out " + folder / "out";
  spoil("talks.toml", "points       = 0.1", "points       = \"many\"");
  const auto talks = validate(folder, "--only talks" + run);
  CHECK(talks.code == 65);
  CHECK(talks.err.find("talks.toml:") != std::string::npos);
  CHECK(talks.err.find("sequence.points must be a number") != std::string::npos);
  spoil("validation.toml", "least_share = 0.01", "");
  const auto loop = validate(folder, "--only loop" + run);
  CHECK(loop.code == 65);
  CHECK(loop.err.find("required key \"loop.least_share\" is missing") != std::string::npos);
}

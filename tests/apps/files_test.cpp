// SPDX-License-Identifier: Apache-2.0
// Files: nothing overwritten unasked, nothing half written, cases found by name.
#include "apps/native/files.hpp"

#include <unistd.h>

#include <filesystem>

#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace entente;
using native::FileError;

TEST_CASE("a file is written whole and leaves no other file behind") {
  const test::TempFolder folder;
  native::write_whole(folder / "a.txt", "first");
  native::write_whole(folder / "a.txt", std::string("sec\0nd", 6));
  CHECK(test::read_file(folder / "a.txt") == std::string("sec\0nd", 6));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("what cannot be created is told apart from what cannot be written") {
  const test::TempFolder folder;
  try {
    native::write_whole(folder / "no/a.txt", "x");
    FAIL("written");
  } catch (const FileError& error) {
    CHECK(error.fault() == native::FileFault::cannot_create);
  }
  if (native::exists("/dev/full")) {
    std::filesystem::create_symlink("/dev/full", folder / "full.part");
    try {
      native::write_whole(folder / "full", "x");
      FAIL("written");
    } catch (const FileError& error) {
      CHECK(error.fault() == native::FileFault::failed);
    }
  }
}

TEST_CASE("a folder is vacant when it is missing or empty") {
  const test::TempFolder folder;
  CHECK(native::is_vacant(folder / "none"));
  native::make_folder(folder / "a/b");
  CHECK(native::is_vacant(folder / "a/b"));
  CHECK_FALSE(native::is_vacant(folder / "a"));
  test::write_file(folder / "file", "");
  CHECK_FALSE(native::is_vacant(folder / "file"));
  CHECK_THROWS_AS(native::make_folder(folder / "file"), FileError);
  CHECK_THROWS_AS(native::make_folder(folder / "file/below"), FileError);
}

TEST_CASE("a case is copied with everything in it and never over something") {
  const test::TempFolder folder;
  test::write_file(folder / "one/scenario.toml", "id = 'one'");
  test::write_file(folder / "one/overlays/a.toml", "overlay = '1'");
  native::copy_folder(folder / "one", folder / "deep/two");
  CHECK(test::read_file(folder / "deep/two/overlays/a.toml") == "overlay = '1'");
  CHECK_THROWS_AS(native::copy_folder(folder / "one", folder / "deep/two"), FileError);
}

TEST_CASE("a case is found as given or below a root, with its overlays") {
  const test::TempFolder folder;
  const std::string root = folder / "scenarios";
  test::write_file(folder / "scenarios/one/scenario.toml", "");
  test::write_file(folder / "scenarios/nothing/readme.txt", "");
  CHECK(native::find_case("one+a+b", {root}) == root + "/one+a+b");
  CHECK(native::find_case(root + "/one", {}) == root + "/one");
  CHECK(native::find_case(root + "/one/scenario.toml+a", {}) == root + "/one/scenario.toml+a");
  CHECK(native::case_exists(root + "/one+a"));
  CHECK(native::find_case("nothing", {root}) == "nothing");
  CHECK_FALSE(native::case_exists("nothing"));
  CHECK(native::known_cases("won", {root}) == std::vector<std::string>{"one"});
  CHECK(native::known_cases(root + "/won", {}) == std::vector<std::string>{root + "/one"});
}

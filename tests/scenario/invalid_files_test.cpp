// SPDX-License-Identifier: Apache-2.0
// Every bad file in tests/invalid/ yields exactly the diagnostics of its .expect file, and every code has such a file.
// A line is "CODE line col [file]"; "# pad N" pads the text in memory, "# overlays a b" adds overlays.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "scenario/codes.hpp"
#include "scenario/deal_file.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"
#include "support/test_models.hpp"

namespace {

namespace fs = std::filesystem;
using namespace entente;

const std::string kFolder = test::source_dir() + "/tests/invalid/";

struct Expectation {
  std::vector<std::string> lines;  // "CODE line col file"
  std::size_t pad = 0;
  std::string overlays;
};

Expectation read_expectation(const std::string& path, const std::string& main_file) {
  Expectation out;
  std::ifstream in(path);
  REQUIRE(in);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string first;
    words >> first;
    if (first.empty()) continue;
    if (first == "#") {
      std::string what;
      words >> what;
      if (what == "pad") words >> out.pad;
      for (std::string name; what == "overlays" && words >> name;) out.overlays += "+" + name;
      continue;
    }
    int row = 0;
    int col = 0;
    std::string file = main_file;
    words >> row >> col >> file;
    if (file.empty()) file = main_file;
    out.lines.push_back(first + " " + std::to_string(row) + " " + std::to_string(col) + " " + file);
  }
  std::sort(out.lines.begin(), out.lines.end());
  return out;
}

class PaddedFiles final : public scenario::FileSource {
 public:
  explicit PaddedFiles(std::size_t pad) : pad_(pad) {}
  std::optional<std::string> read(const std::string& path) const override {
    auto text = disk_.read(path);
    if (text && text->size() < pad_) text->resize(pad_, '#');
    return text;
  }
  std::vector<std::string> list(const std::string& folder) const override { return disk_.list(folder); }

 private:
  scenario::DiskFiles disk_;
  std::size_t pad_;
};

/// Names without extension, in order; `folder` below the folder of bad files.
std::vector<std::string> bad_files(const std::string& folder = "") {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder + folder)) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string code_of(const std::string& name) {
  std::string code = name.substr(0, 4);
  code[0] = static_cast<char>(code[0] - 'a' + 'A');
  return code;
}

/// "CODE line col file" of all, with files named below `folder`.
std::vector<std::string> lines_of(const core::Diagnostics& diagnostics, const std::string& folder) {
  std::vector<std::string> out;
  for (const core::Diagnostic& item : diagnostics.items()) {
    std::string file = item.place.file;
    if (file.rfind(folder, 0) == 0) file = file.substr(folder.size());
    out.push_back(item.code + " " + std::to_string(item.place.line) + " " + std::to_string(item.place.col) + " " +
                  file);
  }
  std::sort(out.begin(), out.end());
  return out;
}

scenario::LoadResult load_bad(const std::string& name, const Expectation& expected) {
  return scenario::load(kFolder + name + ".toml" + expected.overlays, PaddedFiles(expected.pad), test::test_models());
}

}  // namespace

TEST_CASE("the base of the bad files is itself good, without a warning") {
  const auto result = scenario::load(kFolder + "base/base.toml", scenario::DiskFiles(), test::test_models());
  INFO(core::render_all(result.diagnostics));
  CHECK(result.scenario.has_value());
  CHECK(result.diagnostics.empty());
}

TEST_CASE("every bad file yields exactly the diagnostics it should") {
  const std::vector<std::string> names = bad_files();
  REQUIRE(names.size() >= 35);
  for (const std::string& name : names) {
    const Expectation expected = read_expectation(kFolder + name + ".expect", name + ".toml");
    const auto result = load_bad(name, expected);
    const std::vector<std::string> got = lines_of(result.diagnostics, kFolder);
    INFO(name << "\n" << core::render_all(result.diagnostics));
    CHECK(got == expected.lines);
    CHECK(result.scenario.has_value() == !result.diagnostics.has_errors());
  }
}

TEST_CASE("every code of the table has a bad file of its own, and every file expects its own code") {
  std::set<std::string> covered;
  for (const std::string& name : bad_files()) {
    const std::string code = code_of(name);
    const Expectation expected = read_expectation(kFolder + name + ".expect", name + ".toml");
    const bool own = std::any_of(expected.lines.begin(), expected.lines.end(),
                                 [&](const std::string& line) { return line.rfind(code + " ", 0) == 0; });
    INFO(name);
    CHECK(own);
    covered.insert(code);
  }
  for (const std::string& name : bad_files("deals")) covered.insert(code_of(name));
  for (const scenario::CodeInfo& info : scenario::all_codes()) {
    INFO(info.code);
    CHECK(covered.count(std::string(info.code)) == 1);
  }
  CHECK(covered.size() == scenario::all_codes().size());
  CHECK(scenario::all_codes().size() >= 35);
}

TEST_CASE("every bad deal file yields exactly the diagnostics it should, its own code among them, and no deal") {
  const auto loaded = scenario::load(kFolder + "base/two_tracks.toml", scenario::DiskFiles(), test::test_models());
  INFO(core::render_all(loaded.diagnostics));
  REQUIRE(loaded.scenario.has_value());
  const std::vector<std::string> names = bad_files("deals");
  REQUIRE(names.size() >= 12);
  for (const std::string& name : names) {
    const std::string folder = kFolder + "deals/";
    const Expectation expected = read_expectation(folder + name + ".expect", name + ".toml");
    core::Diagnostics diagnostics;
    const auto deal =
        scenario::read_deal(folder + name + ".toml", *loaded.scenario, scenario::DiskFiles(), diagnostics);
    INFO(name << "\n" << core::render_all(diagnostics));
    CHECK_FALSE(deal.has_value());
    CHECK(lines_of(diagnostics, folder) == expected.lines);
    CHECK(expected.lines.front().rfind(code_of(name) + " ", 0) == 0);
    for (const core::Diagnostic& item : diagnostics.items()) CHECK(item.message.size() >= 12);
  }
}

TEST_CASE("every error says something that helps: what was met or expected") {
  for (const std::string& name : bad_files()) {
    const auto result = load_bad(name, read_expectation(kFolder + name + ".expect", name + ".toml"));
    for (const core::Diagnostic& item : result.diagnostics.items()) CHECK(item.message.size() >= 12);
  }
}

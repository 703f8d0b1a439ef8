// SPDX-License-Identifier: Apache-2.0
// Every bad file in tests/invalid/ yields exactly the diagnostics of its .expect file, and every code has such a file.
// A line is "CODE line col [file]"; "# pad N" pads the text in memory, "# overlays a b" adds overlays.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "scenario/codes.hpp"
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

std::vector<std::string> bad_files() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
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
    std::vector<std::string> got;
    for (const core::Diagnostic& item : result.diagnostics.items()) {
      std::string file = item.place.file;
      if (file.rfind(kFolder, 0) == 0) file = file.substr(kFolder.size());
      got.push_back(item.code + " " + std::to_string(item.place.line) + " " + std::to_string(item.place.col) + " " +
                    file);
    }
    std::sort(got.begin(), got.end());
    INFO(name << "\n" << core::render_all(result.diagnostics));
    CHECK(got == expected.lines);
    CHECK(result.scenario.has_value() == !result.diagnostics.has_errors());
  }
}

TEST_CASE("every code of the table has a bad file of its own, and every file expects its own code") {
  std::set<std::string> covered;
  for (const std::string& name : bad_files()) {
    std::string code = name.substr(0, 4);
    code[0] = static_cast<char>(code[0] - 'a' + 'A');
    const Expectation expected = read_expectation(kFolder + name + ".expect", name + ".toml");
    const bool own = std::any_of(expected.lines.begin(), expected.lines.end(),
                                 [&](const std::string& line) { return line.rfind(code + " ", 0) == 0; });
    INFO(name);
    CHECK(own);
    covered.insert(code);
  }
  for (const scenario::CodeInfo& info : scenario::all_codes()) {
    INFO(info.code);
    CHECK(covered.count(std::string(info.code)) == 1);
  }
  CHECK(covered.size() == scenario::all_codes().size());
  CHECK(scenario::all_codes().size() >= 35);
}

TEST_CASE("every error says something that helps: what was met or expected") {
  for (const std::string& name : bad_files()) {
    const auto result = load_bad(name, read_expectation(kFolder + name + ".expect", name + ".toml"));
    for (const core::Diagnostic& item : result.diagnostics.items()) CHECK(item.message.size() >= 12);
  }
}

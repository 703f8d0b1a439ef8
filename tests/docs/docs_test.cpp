// SPDX-License-Identifier: Apache-2.0
// The documents against the code: what they name exists, the parameter page is what the program prints, every parameter is
// explained. It does not judge whether an explanation is right.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "apps/session/inquiry.hpp"
#include "apps/session/parameter_table.hpp"
#include "apps/session/session.hpp"
#include "core/diagnostic.hpp"
#include "scenario/explain.hpp"
#include "scenario/file_source.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

namespace {

using namespace entente;
namespace fs = std::filesystem;

const fs::path kRoot = entente::test::source_dir();

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> pages() {
  std::vector<fs::path> out{kRoot / "README.md", kRoot / "bench" / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "docs")) {
    if (entry.path().extension() == ".md") out.push_back(entry.path());
  }
  return out;
}

std::vector<std::smatch> matches(const std::string& text, const std::regex& pattern) {
  return {std::sregex_iterator(text.begin(), text.end(), pattern), std::sregex_iterator()};
}

/// Files named in backticks, as written: a path from the root whose first part is a folder of the repository.
std::vector<std::string> files_named(const std::string& text) {
  static const std::regex kFile(
      "`((?:sim|models|apps|tests|tools|cmake|bench|docs|scenarios)/[A-Za-z0-9_./-]*[A-Za-z0-9_])`");
  std::vector<std::string> out;
  for (const auto& m : matches(text, kFile)) out.push_back(m[1]);
  return out;
}

bool defines(const std::string& source, const std::string& function) {
  return std::regex_search(source, std::regex("\\b" + function + "\\s*\\("));
}

/// `function()` in `path`: pairs of a function and the file said to hold it.
std::vector<std::pair<std::string, std::string>> functions_named(const std::string& text) {
  static const std::regex kPair("`([A-Za-z_]+)\\(\\)` in `([a-z_/]+\\.[a-z]+)`");
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& m : matches(text, kPair)) out.emplace_back(m[1], m[2]);
  return out;
}

/// Keys by table as tags write them: "conflict", "economy", …; the keys of all families of a port together.
std::set<std::string> catalog_keys(const scenario::ModelCatalog& catalog) {
  std::set<std::string> out;
  for (std::size_t port = 0; port < scenario::kPortCount; ++port) {
    const auto which = static_cast<scenario::Port>(port);
    for (const auto& model : catalog.of(which)) {
      for (const auto& param : model.params) out.insert(std::string(scenario::port_name(which)) + "." + param.key);
    }
  }
  return out;
}

std::set<std::string> tagged_keys(const std::string& text) {
  static const std::regex kTag("ASSUMPTION\\(([a-z_]+\\.[a-z_]+)\\)");
  std::set<std::string> out;
  for (const auto& m : matches(text, kTag)) out.insert(m[1]);
  return out;
}

/// The page on disk is the generated one. With ENTENTE_WRITE_DOCS set it is written first.
void expect_page(const std::string& path, const std::string& page) {
  if (std::getenv("ENTENTE_WRITE_DOCS") != nullptr) std::ofstream(kRoot / path, std::ios::binary) << page;
  const bool current = read(kRoot / path) == page;
  INFO(path << " is out of date: ENTENTE_WRITE_DOCS=1 build/release/tests/entente_tests_docs");
  CHECK(current);
}

}  // namespace

TEST_CASE("every file that a document names in backticks exists") {
  std::size_t named = 0;
  for (const auto& page : pages()) {
    for (const auto& file : files_named(read(page))) {
      INFO(page << " names " << file);
      CHECK(fs::exists(kRoot / file));
      ++named;
    }
  }
  CHECK(named > 50);
}

TEST_CASE("every function that a document places in a file stands in that file") {
  std::size_t named = 0;
  for (const auto& page : pages()) {
    for (const auto& [function, file] : functions_named(read(page))) {
      INFO(page << " places " << function << "() in " << file);
      REQUIRE(fs::exists(kRoot / file));
      CHECK(defines(read(kRoot / file), function));
      ++named;
    }
  }
  CHECK(named > 30);
}

TEST_CASE("the check of named functions can fail") {
  CHECK(functions_named("`no_such()` in `sim/run/step.cpp`").size() == 1);
  CHECK_FALSE(defines(read(kRoot / "sim/run/step.cpp"), "no_such"));
  CHECK(files_named("`sim/run/no_such.cpp`") == std::vector<std::string>{"sim/run/no_such.cpp"});
}

TEST_CASE("links between documents lead to files") {
  static const std::regex kLink("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  for (const auto& page : pages()) {
    const std::string text = read(page);
    for (const auto& m : matches(text, kLink)) {
      INFO(page << " links to " << m[1]);
      CHECK(fs::exists(page.parent_path() / m[1].str()));
    }
  }
}

TEST_CASE("the model page tags every parameter of the shipped models, and only those") {
  const session::Session session;
  auto known = catalog_keys(session.catalog());
  known.erase("conflict.force_channel");  // a switch, not an assumption
  CHECK(tagged_keys(read(kRoot / "docs/model.md")) == known);
}

TEST_CASE("the data snippets of the page on adding things fit the shipped case together") {
  static const std::regex kBlock("```toml\n([^`]*)```");
  const std::string page = read(kRoot / "docs/adding.md");
  std::string overlay = "overlay = \"1\"\ntitle = \"Snippets\"\nwhy = \"test\"\nsrc = [\"judgement\"]\n";
  int blocks = 0;
  for (const auto& m : matches(page, kBlock)) {
    if (m[1].str().rfind("overlay", 0) == 0) continue;  // a whole file of its own
    overlay += m[1].str() + "\n";
    ++blocks;
  }
  CHECK(blocks >= 4);
  const session::Session session;
  const scenario::DiskFiles files;
  const auto result =
      scenario::load((kRoot / "scenarios/drc_2025_03").string(), files, session.catalog(), {{"snippets", overlay}});
  INFO(core::render_all(result.diagnostics));
  CHECK(result.scenario.has_value());
}

namespace {

/// Section 9 of the model page: a table for each model that has parameters, in the order of ports and of names.
std::string parameter_section(const session::Session& session) {
  std::string out;
  for (std::size_t port = 0; port < scenario::kPortCount; ++port) {
    const auto which = static_cast<scenario::Port>(port);
    for (const auto& model : session.catalog().of(which)) {
      if (model.params.empty()) continue;
      out += "\n### " + std::string(scenario::port_name(which)) + ": `" + model.key + "`\n\n" +
             session::parameter_table(session, which, model.key).value();
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the parameter tables of the model page are what the program says of its models") {
  const session::Session session;
  const std::string path = "docs/model.md", begin = "<!-- generated: parameters -->\n", end = "\n<!-- end -->\n";
  std::string page = read(kRoot / path);
  const auto from = page.find(begin), to = page.find(end);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  page.replace(from + begin.size(), to - from - begin.size(), parameter_section(session));
  expect_page(path, page);
}

TEST_CASE("every parameter says where its default comes from, and pedigree follows from that") {
  const session::Session session;
  std::size_t seen = 0;
  for (std::size_t port = 0; port < scenario::kPortCount; ++port) {
    for (const auto& model : session.catalog().of(static_cast<scenario::Port>(port))) {
      for (const auto& p : model.params) {
        INFO(model.key << "." << p.key);
        CHECK_FALSE(p.source.empty());
        CHECK_FALSE(p.doc.empty());
        ++seen;
      }
    }
  }
  CHECK(seen > 70);
  scenario::ParamSpec p;
  CHECK(session::pedigree_of(p) == "0 guess");
  p.source = "judgement on Boulding 1962";
  CHECK(session::pedigree_of(p) == "1 argued");
  p.source = "World Bank 2025";
  CHECK(session::pedigree_of(p) == "2 sourced");
  p.source = "fixed: a switch";
  CHECK(session::pedigree_of(p) == "-");
}

TEST_CASE("docs/parameters.md is what the program says of its models") {
  const session::Session session;
  std::string page =
      "# Parameters of the models\n\n"
      "Generated from the program; a test fails when this page is out of date ([adding.md](adding.md) says how to make "
      "it again). "
      "What each parameter does in the equations: [model.md](model.md). A scenario changes one under "
      "`[parameters.PORT]`, "
      "for protocols under `[tracks.T.parameters]`; what it does not name is drawn from the range shown here and "
      "counted in "
      "the report as an assumption. `entente list models --explain KEY` prints one entry.\n\n"
      "In square brackets: the unit and the values that are allowed at all. After \"default\": the central value, the "
      "range "
      "that is drawn from, the shape. After \"from\": where the default comes from; `judgement` means that no "
      "measurement "
      "stands behind it.\n";
  for (const auto& entry : session::list(session, session::Listing::models)) {
    const auto text = session::explain_key(session, session::Listing::models, entry.key);
    REQUIRE(text);
    page += "\n## " + entry.key + "\n\n```text\n" + *text + "```\n";
  }
  expect_page("docs/parameters.md", page);
}

TEST_CASE("docs/scenario-format.md is what the program says of its format") {
  expect_page("docs/scenario-format.md", scenario::schema_markdown());
}

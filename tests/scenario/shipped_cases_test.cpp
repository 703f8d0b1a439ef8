// SPDX-License-Identifier: Apache-2.0
// Every case that is shipped loads, alone and with each of its overlays.
#include <filesystem>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace entente;
namespace fs = std::filesystem;

TEST_CASE("every shipped case and overlay loads without an error") {
  model::Registry registry;
  models::register_all(registry);
  int cases = 0;
  for (const auto& entry : fs::recursive_directory_iterator(test::source_dir() + "/scenarios")) {
    if (entry.path().filename() != "scenario.toml") continue;
    ++cases;
    const std::string folder = entry.path().parent_path().string();
    std::vector<std::string> paths = {folder};
    for (const std::string& name : scenario::DiskFiles().list(folder + "/overlays")) {
      if (name.size() > 5) paths.push_back(folder + "+" + name.substr(0, name.size() - 5));
    }
    for (const std::string& path : paths) {
      const auto result = scenario::load(path, scenario::DiskFiles(), registry.catalog());
      INFO(path << "\n" << core::render_all(result.diagnostics));
      CHECK(result.scenario.has_value());
    }
  }
  CHECK(cases >= 1);
}

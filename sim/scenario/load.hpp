// SPDX-License-Identifier: Apache-2.0
// The way in: a case path to a constant scenario, or to everything that is wrong with it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/assemble.hpp"
#include "scenario/catalog.hpp"
#include "scenario/file_source.hpp"
#include "scenario/inputs.hpp"
#include "scenario/scenario.hpp"

namespace entente::scenario {

struct LoadResult {
  std::optional<Scenario> scenario;  ///< present when there is no error; warnings do not hinder
  core::Diagnostics diagnostics;     ///< sorted by place
  Origins origins;                   ///< empty when the files could not be read
};

/// Loads "dir", "dir/scenario.toml" or "dir+overlay+overlay"; `extra` overlays are laid last, in order. "dir+conflict=KEY"
/// puts another model in place of the file's: parameters it also has keep their values, the others fall away. All problems are
/// collected. An entity's index is the rank of its id in byte order, so nothing depends on the order in the files.
[[nodiscard]] LoadResult load(const std::string& case_path, const FileSource& files, const ModelCatalog& catalog,
                              const std::vector<TextOverlay>& extra = {});

}  // namespace entente::scenario

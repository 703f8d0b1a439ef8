// SPDX-License-Identifier: Apache-2.0
// From "CASE+a+b" to one merged document: finds the files, follows `extends`, reads side tables, lays overlays.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/absent.hpp"
#include "scenario/file_source.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

/// An overlay given as text instead of a file: a name for positions, and the text.
struct TextOverlay {
  std::string name;
  std::string text;
};

struct CasePath {
  std::string file;                   ///< the main file
  std::vector<std::string> overlays;  ///< names, left to right
};

/// A model put in place of the one the files name: "port=key" among the overlays of a case path.
struct ModelSwap {
  std::string port, key;
};

/// "dir", "dir/scenario.toml" or "dir+a+b" in parts. A '+' counts after the last '/' only.
[[nodiscard]] CasePath split_case_path(const std::string& case_path);

struct Assembled {
  Value document;                          ///< merged, members in key order
  std::vector<std::string> files;          ///< every file read, in reading order
  std::vector<std::string> overlay_names;  ///< of the overlays beside the case, for references
  std::vector<Value> overlay_sources;      ///< `src` of the overlays
  std::vector<ModelSwap> swaps;            ///< models asked for that differ from the files'
  Removed removed;
};

/// Nothing when a file could not be used at all; the diagnostics say why.
[[nodiscard]] std::optional<Assembled> assemble(const std::string& case_path, const std::vector<TextOverlay>& extra,
                                                const FileSource& files, core::Diagnostics& diagnostics);

}  // namespace entente::scenario

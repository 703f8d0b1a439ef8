// SPDX-License-Identifier: Apache-2.0
// The small world as a case on disk, with one overlay, for tests of the programs.
#pragma once

#include <stdexcept>
#include <string>

#include "support/small_world.hpp"
#include "support/temp_folder.hpp"

namespace entente::test {

/// Writes the case folder and returns its path. It has the overlay "longer" (a month more), which a move names.
inline std::string write_small_case(const TempFolder& folder, int months = 5) {
  SmallWorldOptions options;
  options.months = months;
  options.nodes = 2;
  options.extra =
      "\n[moves.longer]\noutcome = \"killed\"\noverlay = \"longer\"\nsign = 1\nwhy = \"more months, more deaths\"\n";
  const std::string path = folder / "cases/small_world";
  write_file(path + "/scenario.toml", small_world_toml(options));
  write_file(
      path + "/overlays/longer.toml",
      "overlay = \"1\"\ntitle = \"Longer\"\nwhy = \"to see a month more\"\nsrc = [\"judgement\"]\n[run]\nmonths = " +
          std::to_string(months + 1) + "\n");
  return path;
}

/// Replaces the first occurrence in a file; throws when there is none.
inline void replace_in(const std::string& path, const std::string& from, const std::string& to) {
  std::string text = read_file(path);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    throw std::runtime_error(from + " is not in " + path);
  }
  text.replace(at, from.size(), to);
  write_file(path, text);
}

}  // namespace entente::test

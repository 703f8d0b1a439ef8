// SPDX-License-Identifier: Apache-2.0
// Text of one file to a document tree with positions. The only place that knows the TOML parser. It does not know
// the schema; it refuses files that no scenario can be: unreadable, empty, binary, not UTF-8, too large, not TOML.
#pragma once

#include <optional>
#include <string>

#include "core/diagnostic.hpp"
#include "scenario/file_source.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

/// The text of a file, or nothing and a diagnostic (E101..E105). `asked_at` is where the file is referred to.
[[nodiscard]] std::optional<std::string> read_text(const std::string& path, const FileSource& files,
                                                   const core::Place& asked_at, core::Diagnostics& diagnostics);

/// Checks a text that is already in memory the same way (E102..E105).
[[nodiscard]] bool text_is_usable(const std::string& path, const std::string& text, core::Diagnostics& diagnostics);

/// The tree of a TOML text, or nothing and a diagnostic (E106, E113).
[[nodiscard]] std::optional<Value> parse_toml(const std::string& path, const std::string& text,
                                              core::Diagnostics& diagnostics);

}  // namespace entente::scenario

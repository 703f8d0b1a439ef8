// SPDX-License-Identifier: Apache-2.0
// The table of everything the reader can find wrong: code, what it means, what to do. Every code has a bad file
// in tests/invalid/ that produces it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::scenario {

struct CodeInfo {
  std::string_view code;  ///< E1xx file, E2xx value and unit, E3xx reference, E4xx cross-rule, E5xx source, W6xx
  std::string_view meaning;
  std::string_view cure;
};

[[nodiscard]] const std::vector<CodeInfo>& all_codes();

/// The table as Markdown, for the reference documentation.
[[nodiscard]] std::string diagnostics_markdown();

}  // namespace entente::scenario

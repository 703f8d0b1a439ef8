// SPDX-License-Identifier: Apache-2.0
// The scenario format explained from its own tables: one key, one effect, or the whole reference page.
#pragma once

#include <string>
#include <vector>

namespace entente::scenario {

/// What a key ("actors.*.stock", "actors.x.stock"), a table, an effect operation, an effect key or an atom means.
/// Unknown names get the nearest known one.
[[nodiscard]] std::string explain_key(const std::string& path);

/// A word of the expression grammar, with what it takes and yields.
struct ExpressionWord {
  std::string word, signature, yields, meaning;
};
[[nodiscard]] std::vector<ExpressionWord> expression_words();

/// The reference page of the format: keys by part, quantities, units, effects, expressions, diagnostics.
[[nodiscard]] std::string schema_markdown();

}  // namespace entente::scenario

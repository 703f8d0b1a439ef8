// SPDX-License-Identifier: Apache-2.0
// Text of a condition or number to a compiled, type-checked expression. Grammar, loosest first: or, and, not,
// comparisons, + -, *, then atoms, numbers, parentheses. It stops at the first problem and says its column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "scenario/expr.hpp"
#include "scenario/scenario.hpp"

namespace entente::scenario {

/// How the parser finds what a name in an expression means.
class ExprNames {
 public:
  virtual ~ExprNames() = default;
  /// Index of an id of a kind (track, node, coalition, actor, force, mineral, shock, issue, "decision" as
  /// "actor.decision"), or -1.
  [[nodiscard]] virtual std::int32_t index(std::string_view kind, const std::string& id) const = 0;
  [[nodiscard]] virtual std::vector<std::string> candidates(std::string_view kind) const = 0;
  /// True when that id was made absent: its atoms read as 0.
  [[nodiscard]] virtual bool absent(std::string_view kind, const std::string& id) const = 0;
  [[nodiscard]] virtual std::int32_t coalition_of_actor(std::int32_t actor) const = 0;
  [[nodiscard]] virtual std::int32_t track_of_issue(std::int32_t issue) const = 0;
};

/// Names of a compiled scenario, for expressions that come later than the file.
class ScenarioNames final : public ExprNames {
 public:
  explicit ScenarioNames(const Scenario& scenario) : scenario_(scenario) {}
  [[nodiscard]] std::int32_t index(std::string_view kind, const std::string& id) const override;
  [[nodiscard]] std::vector<std::string> candidates(std::string_view kind) const override;
  [[nodiscard]] bool absent(std::string_view, const std::string&) const override { return false; }
  [[nodiscard]] std::int32_t coalition_of_actor(std::int32_t actor) const override;
  [[nodiscard]] std::int32_t track_of_issue(std::int32_t issue) const override;

 private:
  const Scenario& scenario_;
};

enum class ExprType : std::uint8_t { truth, number };

/// The expression, or nothing and one diagnostic (E217, E218, E307, E308, E311). `place` is that of the text in its
/// file: its opening quote. Temporal operators take slots from `slots`, which grows.
[[nodiscard]] std::optional<Expr> parse_expression(const std::string& text, ExprType wanted, const core::Place& place,
                                                   const ExprNames& names, std::int32_t& slots,
                                                   core::Diagnostics& diagnostics);

/// The atoms with signature and meaning, in Markdown.
[[nodiscard]] std::string expressions_markdown();

}  // namespace entente::scenario

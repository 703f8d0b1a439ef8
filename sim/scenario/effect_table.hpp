// SPDX-License-Identifier: Apache-2.0
// The table of effect operations: key, meaning, the keys each needs and may have, who bears the cost, when it starts,
// how fast it comes, what happens on breach, whether it moves the ground. It drives compiling and the documentation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/quantity.hpp"
#include "scenario/effect.hpp"

namespace entente::scenario {

struct OpInfo {
  Op op = Op::audience;
  std::string_view key;
  std::string_view meaning;  ///< x is the position of the issue or the level of the lever
  std::string_view needs;    ///< keys, separated by spaces; "area" is zone or held_by; "assets" group, assets or asset
  std::string_view may;      ///< further keys, the same way
  core::Unit scale_unit = core::Unit::index;
  std::string_view cost;  ///< who bears it
  std::string_view start;
  std::string_view speed;
  std::string_view reversal;
  bool reverses = true;  ///< default of `reverses`
  bool dynamic = false;  ///< moves the ground
};

[[nodiscard]] const std::vector<OpInfo>& all_ops();
[[nodiscard]] const OpInfo* find_op(std::string_view key);
[[nodiscard]] const OpInfo& op_info(Op op);

/// One key that an effect row may have: the kind it refers to ("" for none), and what it says.
struct EffectKey {
  std::string_view key;
  std::string_view alias;  ///< another spelling, or ""
  std::string_view kind;   ///< kind referred to
  bool list = false;
  std::string_view doc;
};

[[nodiscard]] const std::vector<EffectKey>& effect_keys();
[[nodiscard]] const EffectKey* find_effect_key(std::string_view key);

/// The table of operations, and one operation, in Markdown and plain text.
[[nodiscard]] std::string effects_markdown();
[[nodiscard]] std::string explain_op(const OpInfo& info);

}  // namespace entente::scenario

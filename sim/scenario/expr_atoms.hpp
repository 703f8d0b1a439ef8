// SPDX-License-Identifier: Apache-2.0
// Signatures of the atoms of the expression grammar. Internal to the scenario room.
#pragma once

#include <string_view>
#include <vector>

#include "scenario/expr.hpp"

namespace entente::scenario {

struct AtomInfo {
  Atom atom = Atom::month;
  std::string_view name;
  std::string_view args[2];  ///< kinds; "side" is an actor or a coalition, "months" a plain number, "" nothing
  bool truth = false;        ///< else a number
  std::string_view doc;
  bool may_stop = false;  ///< the second argument may be left out; its id is then -1
};

[[nodiscard]] const std::vector<AtomInfo>& all_atoms();

}  // namespace entente::scenario

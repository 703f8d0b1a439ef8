// SPDX-License-Identifier: Apache-2.0
// `absent = true` takes a thing out of the document together with everything that only it can do: fields that refer to
// it follow the policy of their schema row, until nothing changes. Expressions keep their atoms; they read as 0.
#pragma once

#include <map>
#include <string>

#include "core/diagnostic.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

/// What was removed, by kind and id, with the place of the `absent` that started it.
using Removed = std::map<std::string, std::map<std::string, core::Place>>;

/// Applies every `absent` of the document. E306: the target does not exist.
[[nodiscard]] Removed remove_absent(Value& document, core::Diagnostics& diagnostics);

[[nodiscard]] bool is_removed(const Removed& removed, const std::string& kind, const std::string& id);

}  // namespace entente::scenario

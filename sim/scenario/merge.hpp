// SPDX-License-Identifier: Apache-2.0
// Laying one document over another. Maps merge; lists and scalars replace; a quantity is replaced as a whole when the
// upper one gives v (or values), else merged. Every replaced value leaves its place and text in the origin chain.
#pragma once

#include <string>

#include "scenario/spec.hpp"

namespace entente::scenario {

/// `over` laid over `base`.
[[nodiscard]] Value merged(Value base, const Value& over);

/// Notes the reason of an overlay on every value in it.
void set_why(Value& value, const std::string& why);

}  // namespace entente::scenario

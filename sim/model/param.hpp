// SPDX-License-Identifier: Apache-2.0
// Short ways to declare a model's parameter: key, unit, value with range, bounds of what a file may say, one line of
// documentation. A default is a judgement unless a source is named.
#pragma once

#include <string>

#include "core/quantity.hpp"
#include "scenario/catalog.hpp"

namespace entente::model {

/// Value v with range lo..hi, drawn by `shape` (fixed when lo == hi); a file may say min..max. All in `unit`.
[[nodiscard]] scenario::ParamSpec param(std::string key, core::Unit unit, double v, double lo, double hi, double min,
                                        double max, std::string doc, std::string source = {},
                                        core::Shape shape = core::Shape::triangular);

}  // namespace entente::model

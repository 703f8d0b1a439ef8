// SPDX-License-Identifier: Apache-2.0
// The parameters of one model as a Markdown table, for pages that must equal the code.
#pragma once

#include <optional>
#include <string>

#include "scenario/catalog.hpp"

namespace entente::session {

class Session;

/// "0 guess", "1 argued" ...: how well the default of a parameter is founded, from what it says of its source. A fixed
/// switch has none.
[[nodiscard]] std::string pedigree_of(const scenario::ParamSpec& param);

/// Head, one row for each parameter in the order the model declares them. Nothing when no model of the port has this key.
[[nodiscard]] std::optional<std::string> parameter_table(const Session& session, scenario::Port port,
                                                         const std::string& model);

}  // namespace entente::session

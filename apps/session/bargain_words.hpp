// SPDX-License-Identifier: Apache-2.0
// Small words shared by the texts about pure negotiation: numbers, packages, utilities of the parties.
#pragma once

#include <string>
#include <vector>

#include "apps/session/bargain.hpp"

namespace entente::session::detail {

/// At most six decimals, no trailing zeros; "-0" is "0".
[[nodiscard]] std::string short_number(double x);
/// "price 0.35, delivery early": every issue, by its title.
[[nodiscard]] std::string positions_text(const scenario::Scenario& scenario, const scenario::Track& track,
                                         const std::vector<double>& position);
/// "a 0.5, b 0.5"
[[nodiscard]] std::string by_party(const scenario::Scenario& scenario, const scenario::Track& track,
                                   const std::vector<double>& number);
[[nodiscard]] const std::string& party_id(const scenario::Scenario& scenario, const scenario::Track& track,
                                          std::size_t party);
/// Positions of a package, per issue.
[[nodiscard]] std::vector<double> positions_of(const scenario::Scenario& scenario, const scenario::Track& track,
                                               const world::Package& package);
[[nodiscard]] std::string cause_text(world::Cause cause);

}  // namespace entente::session::detail

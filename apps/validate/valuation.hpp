// SPDX-License-Identifier: Apache-2.0
// Sections and tolerances of the page on valuation.
#pragma once

#include "apps/validate/context.hpp"

namespace entente::validate {

// Parties' gains from security packages against sampled ones, pooled over their scales. Set after the first measurement
// (0.89 and 7 in 100), so that a change that makes projections worse is seen; they say nothing of how good is good enough.
inline constexpr double kLeastCorrelation = 0.85;
inline constexpr double kMostWrongSigns = 0.12;

/// Packages written by hand: expected signs and orders against projected and sampled gains.
void hand_made_section(const Context& context, Page& page);
/// Levels of levers that the reaction rule predicts against those of runs.
void reaction_section(const Context& context, Page& page);

}  // namespace entente::validate

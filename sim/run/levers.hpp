// SPDX-License-Identifier: Apache-2.0
// Actors revise their own levers: each lever comes up for review with its hazard, its levels are valued by the preference,
// and the policy port picks one. Levels whose condition `available` fails cannot be taken up.
#pragma once

#include "model/registry.hpp"
#include "run/politics.hpp"

namespace entente::run {

/// Emits LeverSet for every reviewed lever whose level changes, with the best option refused and the largest differences
/// between the two. All reviews read the same world.
void review_levers(const Moment& moment, const model::Models& models, world::EventSink& out);

}  // namespace entente::run

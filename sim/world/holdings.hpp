// SPDX-License-Identifier: Apache-2.0
// Shares in assets: moving, creating and ending them without a kind of share in one asset ever exceeding 1.
#pragma once

#include <cstdint>
#include <vector>

#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace entente::world {

/// Sum of the shares of one kind in an asset.
[[nodiscard]] double total_share(const std::vector<HoldingState>& holdings, core::AssetId asset,
                                 scenario::HoldingKind kind);

/// Moves up to `share` of the asset from one holder to another; returns what moved. from = -1 creates the share (at most
/// what is free of that kind), to = -1 ends it. Appends an entry when the receiver had none.
double move_share(std::vector<HoldingState>& holdings, core::AssetId asset, std::int32_t from, std::int32_t to,
                  scenario::HoldingKind kind, double share);

/// Holder through which an actor receives shares: its own first holder, else the first of its bloc, else -1.
[[nodiscard]] std::int32_t receiving_holder(const scenario::Scenario& scenario, core::ActorId actor);

/// The share term of an effect at magnitude x (a share of the asset, or of what the granter holds), on each of its assets.
/// Equity passes from the granter; where the granter holds none it consents to a sale by the present holders pro rata.
/// Offtake, royalty and rights are granted anew beside equity.
void grant_share(const scenario::Scenario& scenario, const scenario::Effect& effect, double x,
                 std::vector<HoldingState>& holdings);

}  // namespace entente::world

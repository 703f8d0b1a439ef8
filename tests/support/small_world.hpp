// SPDX-License-Identifier: Apache-2.0
// A small valid scenario as text, with knobs, for laws on generated worlds: a chain of nodes between two outside ends,
// a patron who buys, a government, a rebel and its sponsor, two minerals, one or two tracks. Not a model of any place.
#pragma once

#include <cstdint>
#include <string>

#include "scenario/catalog.hpp"
#include "scenario/load.hpp"
#include "scenario/scenario.hpp"

namespace entente::test {

struct SmallWorldOptions {
  int nodes = 4;   ///< nodes of the front, at least 2; the first half starts with the government
  int tracks = 2;  ///< 0: none; 1: bargain (patron, government); 2: also peace (government, sponsor)
  int months = 12;
  std::uint64_t seed = 7;
  bool rights = true;      ///< the bargain holds rights in the ground that the rebel holds
  bool security = true;    ///< the bargain holds training and a sanctions pledge
  bool sponsor = true;     ///< the sponsor exists and lends men; without it, peace is between government and rebel
  bool symmetric = false;  ///< both sides alike in men, quality, ground, mines; no sponsor, no patron, no tracks
  bool uncertain = true;   ///< numbers have ranges; false: all fixed
  bool levers = true;      ///< actors have levers
  double government_men = 4000, rebel_men = 2000, sponsor_men = 1000;
  double government_quality = 0.5, rebel_quality = 1.0, sponsor_quality = 1.5;
  double pledge_bite = 20;  ///< cost to the sponsor of the highest sanction level, MUSD a month
  double relief = 0.5;      ///< patron's relief credibility
  double delivery = 0.6;    ///< of all actors
  std::string prefix;       ///< put before every id, to rename the world
  std::string conflict = "burst_contest", economy = "routes_and_rents", policy = "logit", preference = "projected",
              protocol = "alternating_offers";
  std::string extra;  ///< TOML appended at the end, for example [parameters.conflict]
};

/// The scenario text. Ids (with the prefix): actors patron, government, rebel, sponsor; coalitions state_side, rebel_side,
/// unaligned; front line; forces army, fighters, lent; nodes home (outside), n1..nN, abroad (outside), pit (south mine,
/// no front); minerals red (priced, at pit), grey (priced, at n1 and nN); assets pit_red, near_grey, far_grey; zone
/// border (the last half of n1..nN); groups held (far_grey), pits; tracks bargain, peace; issues offtake, aid, rights, training,
/// pledge, pullback, truce, fee; outcomes deal, peace_text, rebel_people, killed.
[[nodiscard]] std::string small_world_toml(const SmallWorldOptions& options = {});

/// The loaded scenario. Throws std::runtime_error with the diagnostics when it does not load.
[[nodiscard]] scenario::Scenario small_world(const SmallWorldOptions& options = {},
                                             const scenario::ModelCatalog& catalog = {});

/// Loads any text as a case of its own, with in-memory overlays laid over it.
[[nodiscard]] scenario::LoadResult load_text(const std::string& text, const scenario::ModelCatalog& catalog = {},
                                             const std::vector<scenario::TextOverlay>& overlays = {});

}  // namespace entente::test

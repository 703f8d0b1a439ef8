// SPDX-License-Identifier: Apache-2.0
// One session of talks on one track, played to its end while the world stands still: the protocol of the track, the
// preference of the case, one stream of luck. It opens at once; ratification, delivery and everything later are left out.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/registry.hpp"
#include "run/record.hpp"
#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::run {

struct SessionRecord {
  RunKey key;
  std::vector<world::Event> events;  ///< offers, refusals, signature or end
  bool agreed = false;
  world::Package package;                         ///< if agreed
  std::array<double, world::kMaxParties> gain{};  ///< if agreed; as the parties judged it
  std::array<double, world::kMaxParties> reservation{};
  world::Cause cause = world::Cause::none;  ///< if not agreed
  int month = 0;                            ///< in which it ended, 1 the first
  int offers = 0;
  std::string failure;  ///< empty, or why it could not be played
};

/// The talks of one track with its numbers and models made once, to be played many times with other luck.
class SessionTable {
 public:
  /// The scenario and the registry must outlive this. Throws std::invalid_argument for a model that does not exist.
  SessionTable(const scenario::Scenario& scenario, const model::Registry& registry, core::TrackId track,
               scenario::Draw draw);
  ~SessionTable();
  SessionTable(const SessionTable&) = delete;
  SessionTable& operator=(const SessionTable&) = delete;

  /// One session with the luck of `key`. Talks that do not end themselves are cut a month after their deadline and count as
  /// run out.
  [[nodiscard]] SessionRecord play(RunKey key);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Draws the numbers of `key` (at_mode: takes their central values), makes the table and plays one session. Never throws for
/// a failing session: the record has the cause.
[[nodiscard]] SessionRecord play_session(const scenario::Scenario& scenario, const model::Registry& registry,
                                         core::TrackId track, RunKey key, bool at_mode);

}  // namespace entente::run

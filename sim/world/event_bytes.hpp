// SPDX-License-Identifier: Apache-2.0
// The canonical words of an event, fed into a digest: time, kind, then every field in declaration order. Entities are written
// as hashes of their ids, not by table positions, so that an unrelated entity does not change the words.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/digest.hpp"
#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::world {

/// What events name, as one 64-bit hash (core::entity_hash) of each id, worked out once. Refers to nothing of the scenario.
class EventNames {
 public:
  explicit EventNames(const scenario::Scenario& scenario);

  enum Table : std::uint8_t {
    actor,
    coalition,
    force,
    front,
    node,
    asset,
    mineral,
    issue,
    track,
    shock,
    decision,
    holder
  };
  /// 0 where the index points to nothing.
  [[nodiscard]] std::uint64_t of(Table table, std::int32_t index) const noexcept {
    const std::uint32_t first = first_[table], size = first_[table + 1U] - first;
    return static_cast<std::uint32_t>(index) < size ? hash_[first + static_cast<std::uint32_t>(index)] : 0;
  }

 private:
  static constexpr std::size_t kTables = static_cast<std::size_t>(holder) + 1;
  template <class Rows>
  void add(Table table, const Rows& rows);

  std::vector<std::uint64_t> hash_;  // all tables, one after the other
  std::array<std::uint32_t, kTables + 1> first_{};
};

/// Adds one event to the digest. A new kind of event or a new field does not compile until it is written here.
void event_bytes(const EventNames& names, const Event& event, core::Digest& digest);

/// Name of the event's kind ("price_moved"); its hash is what stands in the words.
[[nodiscard]] std::string_view event_name(const Body& body);

}  // namespace entente::world

// SPDX-License-Identifier: Apache-2.0
// Strong index types: an Id<Tag> is a position in the scenario's table of that kind, never a hash key.
// It does not hold the entity's name; the scenario does. Streams and digests use names, not these indices.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace entente::core {

/// Index of an entity of kind Tag. Default-constructed ids are invalid (-1).
template <class Tag>
struct Id {
  std::int32_t value = -1;

  [[nodiscard]] constexpr bool valid() const noexcept { return value >= 0; }
  constexpr explicit operator bool() const noexcept { return valid(); }
  /// Position for indexing a table. Precondition: valid().
  [[nodiscard]] constexpr std::size_t index() const noexcept { return static_cast<std::size_t>(value); }
  /// The id at a table position.
  [[nodiscard]] static constexpr Id at(std::size_t position) noexcept {
    return Id{static_cast<std::int32_t>(position)};
  }

  friend constexpr auto operator<=>(Id, Id) noexcept = default;
};

using ActorId = Id<struct ActorTag>;
using CoalitionId = Id<struct CoalitionTag>;
using ForceId = Id<struct ForceTag>;
using FrontId = Id<struct FrontTag>;
using NodeId = Id<struct NodeTag>;
using EdgeId = Id<struct EdgeTag>;
using AssetId = Id<struct AssetTag>;
using MineralId = Id<struct MineralTag>;
using ZoneId = Id<struct ZoneTag>;
using GroupId = Id<struct GroupTag>;
using IssueId = Id<struct IssueTag>;
using TrackId = Id<struct TrackTag>;
using DecisionId = Id<struct DecisionTag>;
using OutcomeId = Id<struct OutcomeTag>;
using SourceId = Id<struct SourceTag>;
using ShockId = Id<struct ShockTag>;
using ParamId = Id<struct ParamTag>;

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Which runs an ensemble consists of: draws of the uncertain numbers times replications of luck, in run-key order.
// It runs nothing and knows nothing of what is already done (manifest).
#pragma once

#include <cstdint>
#include <optional>

#include "run/record.hpp"

namespace entente::ensemble {

inline constexpr std::uint64_t kMaxRuns = 100'000'000;
inline constexpr std::uint32_t kMaxReplications = 4096;  // width of the replication field of core::Streams

/// `draws` draws of the inputs, each with `replications` repetitions of chance.
struct Plan {
  std::uint64_t seed = 0;
  std::uint32_t draws = 0;
  std::uint32_t replications = 1;

  friend bool operator==(const Plan&, const Plan&) = default;
};

/// The two ensembles of one result: the scenario itself, and the same scenario and luck with talks that never convene,
/// which is the "no deal ever" baseline.
enum class Arm : std::uint8_t { main = 0, no_deal = 1 };

/// Runs in the plan.
[[nodiscard]] std::uint64_t run_count(const Plan& plan) noexcept;

/// True when both counts are at least 1 and they and their product are within the limits above.
[[nodiscard]] bool is_valid(const Plan& plan) noexcept;

/// Key of the run at a position in run-key order: all replications of draw 0, then of draw 1, ...
/// Precondition: index < run_count(plan).
[[nodiscard]] run::RunKey key_at(const Plan& plan, std::uint64_t index) noexcept;

/// Position of a key, or nothing when the plan does not hold it.
[[nodiscard]] std::optional<std::uint64_t> index_of(const Plan& plan, const run::RunKey& key) noexcept;

}  // namespace entente::ensemble

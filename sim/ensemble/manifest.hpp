// SPDX-License-Identifier: Apache-2.0
// What an ensemble is to run and which of it is done. Two manifests with equal identity describe the same work, so that
// one can go on where the other stopped. It stores nothing itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ensemble/plan.hpp"

namespace entente::ensemble {

class Manifest {
 public:
  Manifest() = default;
  Manifest(Plan plan, std::string scenario_digest, std::string engine_version);

  [[nodiscard]] const Plan& plan() const noexcept { return plan_; }
  [[nodiscard]] const std::string& scenario_digest() const noexcept { return scenario_digest_; }
  [[nodiscard]] const std::string& engine_version() const noexcept { return engine_version_; }

  /// Marks a run as done; out-of-range positions are ignored. Marking twice is harmless.
  void mark_done(std::uint64_t index);
  [[nodiscard]] bool is_done(std::uint64_t index) const noexcept;
  [[nodiscard]] std::uint64_t done_count() const noexcept { return done_count_; }
  /// Positions still to run, ascending.
  [[nodiscard]] std::vector<std::uint64_t> missing() const;

 private:
  Plan plan_;
  std::string scenario_digest_;
  std::string engine_version_;
  std::vector<bool> done_;
  std::uint64_t done_count_ = 0;
};

/// Why finished runs of `stored` cannot serve `wanted`: a sentence, or empty when they can. More draws than stored are
/// fine (a run does not depend on how many there are); another replication count moves positions and is not.
[[nodiscard]] std::string mismatch(const Manifest& stored, const Manifest& wanted);

}  // namespace entente::ensemble

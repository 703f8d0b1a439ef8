// SPDX-License-Identifier: Apache-2.0
// One 128-bit digest for a whole ensemble: over the digests of its runs in run-key order. Depends on no thread, order,
// partition or interruption. Hash: core/digest.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ensemble/sink.hpp"
#include "run/record.hpp"

namespace entente::ensemble {

/// What of a run enters the digest of its ensemble.
struct RunDigest {
  std::uint64_t index = 0;
  std::uint32_t draw = 0;
  std::uint32_t replication = 0;
  std::pair<std::uint64_t, std::uint64_t> value{};
  bool failed = false;
};

[[nodiscard]] RunDigest digest_of(std::uint64_t index, const run::RunRecord& record);

/// 32 hexadecimal digits. The order of the argument does not matter.
[[nodiscard]] std::string result_digest(std::vector<RunDigest> runs);

/// Hexadecimal text of one run's digest.
[[nodiscard]] std::string digest_hex(const std::pair<std::uint64_t, std::uint64_t>& value);

/// Collects run digests from an ensemble.
class DigestSink final : public ResultSink {
 public:
  void accept(std::uint64_t index, const run::RunRecord& record) override { runs_.push_back(digest_of(index, record)); }
  [[nodiscard]] const std::vector<RunDigest>& runs() const noexcept { return runs_; }
  [[nodiscard]] std::string hex() const { return result_digest(runs_); }

 private:
  std::vector<RunDigest> runs_;
};

}  // namespace entente::ensemble

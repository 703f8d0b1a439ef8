// SPDX-License-Identifier: Apache-2.0
// The ensemble's digest from the digests of its runs.
#include "ensemble/result_digest.hpp"

#include <algorithm>

#include "core/digest.hpp"

namespace entente::ensemble {

RunDigest digest_of(std::uint64_t index, const run::RunRecord& record) {
  RunDigest out;
  out.index = index;
  out.draw = record.key.draw;
  out.replication = record.key.replication;
  out.value = record.digest;
  out.failed = !record.failure.empty();
  return out;
}

std::string result_digest(std::vector<RunDigest> runs) {
  std::sort(runs.begin(), runs.end(), [](const RunDigest& a, const RunDigest& b) { return a.index < b.index; });
  core::Digest digest;
  digest.text("entente-result/1");
  for (const RunDigest& run : runs) {
    digest.u32(run.draw);
    digest.u32(run.replication);
    // A failure's text may differ between platforms; that it failed may not.
    digest.boolean(run.failed);
    digest.u64(run.value.first);
    digest.u64(run.value.second);
  }
  return digest.hex();
}

std::string digest_hex(const std::pair<std::uint64_t, std::uint64_t>& value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (const std::uint64_t half : {value.first, value.second}) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out.push_back(kDigits[(half >> shift) & 15u]);
    }
  }
  return out;
}

}  // namespace entente::ensemble

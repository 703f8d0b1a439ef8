// SPDX-License-Identifier: Apache-2.0
// A run's record as bytes and back, without loss (events excepted: a run replays from its key). For stores and for
// passing runs between processes. Own format: little-endian, months as differences, runs of zero bytes shortened.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "run/record.hpp"

namespace entente::ensemble {

/// Changes whenever the bytes of a record change meaning.
inline constexpr int kRecordFormat = 1;

[[nodiscard]] std::string to_bytes(const run::RunRecord& record);

/// The record, or nothing when the bytes are damaged, cut or of another format.
[[nodiscard]] std::optional<run::RunRecord> from_bytes(std::string_view bytes);

}  // namespace entente::ensemble

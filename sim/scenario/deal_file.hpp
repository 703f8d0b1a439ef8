// SPDX-License-Identifier: Apache-2.0
// Reads a deal file: positions on the issues of one track of a case, and the month at which the deal is looked at.
// All problems are collected with file, line and column. It does not value anything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/ids.hpp"
#include "scenario/file_source.hpp"
#include "scenario/scenario.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

inline constexpr std::string_view kDealSchemaName = "entente-deal/1";

/// A position on one issue: its place on the issue's grid.
struct DealTerm {
  core::IssueId issue;
  std::size_t at = 0;
};

struct DealFile {
  std::string title;  ///< empty when the file gives none
  core::TrackId track;
  std::vector<DealTerm> terms;        ///< in the order of the track's issues, whatever the order in the file
  std::optional<std::int32_t> month;  ///< months after as_of; nothing when the file names none
};

/// Month of the run that a calendar month is ("YYYY-MM"; that of as_of is 0), or nothing when the run has no such month.
[[nodiscard]] std::optional<std::int32_t> run_month(const Scenario& scenario, const core::Date& date);

/// The deal, or nothing and the diagnostics (E101..E106, E109..E111, E113, E201, E211, E220, E222, E223, E301, E409, E436).
[[nodiscard]] std::optional<DealFile> read_deal(const std::string& path, const Scenario& scenario,
                                                const FileSource& files, core::Diagnostics& diagnostics);

/// The same of a document that was read already: tables `deal` and `terms`.
[[nodiscard]] std::optional<DealFile> deal_of(const Value& root, const Scenario& scenario,
                                              core::Diagnostics& diagnostics);

}  // namespace entente::scenario

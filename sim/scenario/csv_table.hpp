// SPDX-License-Identifier: Apache-2.0
// A CSV side table to the same tree the TOML text would give: one member for each row, by id. Columns are the keys of
// the kind; a quantity's column is spread over name_v, name_lo, ... ; "# defaults: name_unit=t/yr" lines fill gaps.
#pragma once

#include <string>

#include "core/diagnostic.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

/// Adds the rows of `text` to `into` (a table of entities of the schema path `prefix`, such as "nodes"). Cells of lists
/// are separated by ';'. Quoted cells may hold commas and doubled quotes. Positions are those of the cells.
void read_csv_table(const std::string& path, const std::string& text, const std::string& prefix, Value& into,
                    core::Diagnostics& diagnostics);

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// Walks a document along the schema: every known entity and field, with its concrete path.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scenario/schema.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

using FieldVisitor = std::function<void(const Field&, const std::vector<std::string>& path, Value&)>;

/// Calls `visit` for every value whose path the schema knows, outer before inner. Unknown keys are passed over.
/// The visitor may change the value it gets, not its siblings.
void walk_fields(Value& document, const FieldVisitor& visit);

/// Path of the entity that owns a field, or "" when the field belongs to the case itself.
[[nodiscard]] std::string owner_path(const Field& field, const std::vector<std::string>& path);

/// Kind of a top-level table's entities ("actors" -> "actor"); empty when it holds none.
[[nodiscard]] std::string kind_of_table(std::string_view table);

}  // namespace entente::scenario

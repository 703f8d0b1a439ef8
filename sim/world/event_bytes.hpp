// SPDX-License-Identifier: Apache-2.0
// The canonical bytes of an event, fed into a digest: month, week, tag, then every field in declaration order. Entities are
// written by their ids, not by table positions, so that an unrelated entity does not change the bytes.
#pragma once

#include <string_view>

#include "core/digest.hpp"
#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::world {

/// Adds one event to the digest. A new kind of event or a new field does not compile until it is written here.
void event_bytes(const scenario::Scenario& scenario, const Event& event, core::Digest& digest);

/// Name of the event's kind, as written in the bytes ("price_moved").
[[nodiscard]] std::string_view event_name(const Body& body);

}  // namespace entente::world

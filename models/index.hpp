// SPDX-License-Identifier: Apache-2.0
// The one door to the models: registers every model found under models/ (and any extra model
// folder) at configure time. The body is generated: cmake/EntenteModelIndex.cmake.
#pragma once

namespace entente::model {
class Registry;
}

namespace entente::models {

/// Adds every compiled model to the registry, ordered by port and name.
void register_all(entente::model::Registry& registry);

}  // namespace entente::models

// SPDX-License-Identifier: Apache-2.0
// Lists the models of an installed Entente; fails when there are none.
#include <cstdio>

#include "core/version.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"

int main() {
  entente::model::Registry registry;
  entente::models::register_all(registry);
  std::printf("Entente %s, %d protocols\n", entente::core::kVersion.data(), static_cast<int>(registry.protocol.size()));
  return registry.protocol.empty() ? 1 : 0;
}

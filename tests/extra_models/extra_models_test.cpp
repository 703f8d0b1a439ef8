// SPDX-License-Identifier: Apache-2.0
// A protocol from a second model folder is registered beside the shipped ones and passes their suite unchanged.
#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"

using namespace entente;

TEST_CASE("a protocol from a second model folder is registered beside the shipped ones") {
  model::Registry registry;
  models::register_all(registry);
  CHECK(registry.protocol.count("take_it_or_leave_it") == 1);
  CHECK(registry.protocol.count("alternating_offers") == 1);
}

// SPDX-License-Identifier: Apache-2.0
// Every registered protocol passes the suite. The same file is built a second time with an extra model folder.
#include "conformance/protocol_conformance.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"

using namespace entente;

TEST_CASE("every registered protocol ends, stays in range and never signs below a reservation") {
  model::Registry registry;
  models::register_all(registry);
  REQUIRE_FALSE(registry.protocol.empty());
  for (const auto& entry : registry.protocol) {
    CHECK_FALSE(entry.second.title.empty());
    CHECK_FALSE(entry.second.doc.empty());
    test::check_protocol(entry.first, entry.second);
  }
}

// SPDX-License-Identifier: Apache-2.0
// Models are found by file name: the shipped ones under models/, and those of a second folder
// given to CMake, with no list edited anywhere.
#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"

using namespace entente;

TEST_CASE("a protocol in a second model folder is registered under its file name") {
  model::Registry registry;
  models::register_all(registry);
  REQUIRE(registry.protocol.count("nobody_speaks") == 1);
  CHECK(registry.protocol.at("nobody_speaks").title == "Nobody speaks");
}

TEST_CASE("a second model folder adds to the shipped models and replaces none") {
  model::Registry registry;
  models::register_all(registry);
  CHECK(registry.protocol.size() > 1);
  CHECK_FALSE(registry.conflict.empty());
  CHECK_FALSE(registry.economy.empty());
  CHECK_FALSE(registry.policy.empty());
  CHECK_FALSE(registry.preference.empty());
}

// SPDX-License-Identifier: Apache-2.0
// A protocol from a second model folder is registered beside the shipped ones, selected by a scenario as they are, and
// passes their suite unchanged (conformance/protocol_test.cpp is built into this program too).
#include <string>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "run/run.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace entente;

namespace {

scenario::Scenario world_with(const std::string& protocol, const model::Registry& registry) {
  std::string text = test::small_world_toml({});
  const std::string shipped = "\"alternating_offers\"";
  REQUIRE(text.find(shipped) != std::string::npos);
  for (std::size_t at = text.find(shipped); at != std::string::npos; at = text.find(shipped, at + 1)) {
    text.replace(at, shipped.size(), "\"" + protocol + "\"");
  }
  const scenario::MemoryFiles files({{"case/scenario.toml", text}});
  auto result = scenario::load("case", files, registry.catalog());
  INFO(core::render_all(result.diagnostics));
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

}  // namespace

TEST_CASE("a protocol from a second model folder is registered beside the shipped ones") {
  model::Registry registry;
  models::register_all(registry);
  CHECK(registry.protocol.count("take_it_or_leave_it") == 1);
  CHECK(registry.protocol.count("alternating_offers") == 1);
  CHECK_FALSE(registry.conflict.empty());
  CHECK_FALSE(registry.preference.empty());
}

TEST_CASE("a scenario that names a protocol of the second folder talks by its rules") {
  model::Registry registry;
  models::register_all(registry);
  const auto shipped = world_with("alternating_offers", registry);
  const auto extra = world_with("take_it_or_leave_it", registry);
  CHECK(shipped.digest != extra.digest);
  int offers = 0;
  bool other = false;
  for (std::uint32_t draw = 0; draw < 10; ++draw) {
    const auto before = run::run_one(shipped, registry, {shipped.seed, draw, 0}, {true, true, false});
    const auto after = run::run_one(extra, registry, {extra.seed, draw, 0}, {true, true, false});
    REQUIRE(after.failure.empty());
    other = other || before.digest != after.digest;
    for (const auto& event : after.events) {
      const auto* offered = std::get_if<world::Offered>(&event.body);
      if (offered == nullptr) continue;
      ++offers;
      CHECK(offered->by == extra.tracks[offered->track.index()].parties[0].actor);  // only the first party may offer
    }
  }
  CHECK(other);
  CHECK(offers > 0);
}

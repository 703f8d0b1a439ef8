// SPDX-License-Identifier: Apache-2.0
// A single session: it ends, says how, signs nothing below a reservation, and is the same again from its key.
#include "run/session.hpp"

#include "models/index.hpp"
#include "run/run.hpp"
#include "scenario/file_source.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace entente;

namespace {

struct Games {
  model::Registry registry;
  Games() { models::register_all(registry); }
  [[nodiscard]] scenario::Scenario load(const std::string& name) const {
    const auto result =
        scenario::load(test::source_dir() + "/scenarios/teaching/" + name, scenario::DiskFiles(), registry.catalog());
    INFO(core::render_all(result.diagnostics));
    REQUIRE(result.scenario.has_value());
    CHECK(result.diagnostics.empty());
    return *result.scenario;
  }
};

}  // namespace

TEST_CASE("sessions of the teaching games end, and what is signed suits everybody") {
  const Games games;
  for (const char* name : {"pie", "root", "trade", "three"}) {
    const scenario::Scenario s = games.load(name);
    int agreed = 0;
    for (std::uint32_t draw = 0; draw < 40; ++draw) {
      const run::SessionRecord record = run::play_session(s, games.registry, core::TrackId::at(0), {5, draw, 0}, false);
      INFO(name << " " << record.failure);
      REQUIRE(record.failure.empty());
      CHECK(record.offers > 0);
      CHECK(record.agreed == (record.cause == world::Cause::none));
      agreed += record.agreed ? 1 : 0;
      for (std::size_t p = 0; record.agreed && p < s.tracks[0].parties.size(); ++p)
        CHECK(record.gain[p] >= record.reservation[p]);
      const run::SessionRecord again = run::play_session(s, games.registry, core::TrackId::at(0), {5, draw, 0}, false);
      CHECK(again.events.size() == record.events.size());
      CHECK(again.package == record.package);
    }
    CHECK(agreed > 0);
  }
}

TEST_CASE("a case without a world runs through all its months") {
  const Games games;
  const scenario::Scenario s = games.load("trade");
  CHECK(s.conflict.key.empty());
  const run::RunRecord record = run::run_one(s, games.registry, {1, 0, 0});
  INFO(record.failure);
  CHECK(record.failure.empty());
}

TEST_CASE("a session that cannot be made is a record with its cause") {
  const Games games;
  scenario::Scenario s = games.load("pie");
  s.preference.key = "no such preference";
  CHECK_FALSE(run::play_session(s, games.registry, core::TrackId::at(0), {1, 0, 0}, true).failure.empty());
}

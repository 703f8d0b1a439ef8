// SPDX-License-Identifier: Apache-2.0
// What talks offer must come from the projected world: where ground never moves, or always moves, the offers of every track
// are others. The extreme models live in a registry of this test alone.
#include "laws/law_fixture.hpp"
#include "support/catch.hpp"
#include "support/ground_models.hpp"

using namespace entente;

namespace {

model::Registry with_extremes(const std::string& taker) {
  model::Registry r = test::registry();
  model::Family<model::Conflict> still;
  still.make = [](const model::Setting&, const model::ParamValues&) { return std::make_unique<test::StillGround>(); };
  r.conflict["still"] = still;
  model::Family<model::Conflict> sliding;
  sliding.make = [taker](const model::Setting& setting, const model::ParamValues&) {
    const auto side = core::CoalitionId::at(test::index_of(setting.scenario.coalitions, taker));
    return std::make_unique<test::SlidingGround>(setting.scenario, side);
  };
  r.conflict["sliding"] = sliding;
  return r;
}

/// All packages a track would consider, with what they are worth.
std::vector<std::vector<double>> offers(const scenario::Scenario& base, const model::Registry& registry,
                                        const std::string& conflict) {
  scenario::Scenario s = base;
  if (!conflict.empty()) {
    s.conflict.key = conflict;
    s.conflict.params.clear();
  }
  test::Held held(s, -1, {}, registry);
  auto& preference = held.look();
  std::vector<std::vector<double>> out(s.tracks.size());
  std::vector<model::Candidate> candidates;
  for (std::size_t t = 0; t < s.tracks.size(); ++t) {
    preference.candidates(core::TrackId::at(t), candidates);
    for (const auto& c : candidates) {
      for (const auto at : c.package.at) out[t].push_back(at);
      out[t].insert(out[t].end(), c.gain.begin(), c.gain.end());
    }
  }
  return out;
}

}  // namespace

TEST_CASE("ground that never moves and ground that always moves change the offers of every track") {
  for (const bool real : {false, true}) {
    const auto s = real ? test::shipped() : test::small({});
    const auto registry = with_extremes(real ? "government" : "state_side");
    const auto usual = offers(s, registry, "");
    const auto still = offers(s, registry, "still");
    const auto sliding = offers(s, registry, "sliding");
    CHECK(still != sliding);
    for (std::size_t t = 0; t < s.tracks.size(); ++t) {
      INFO(s.tracks[t].id);
      REQUIRE_FALSE(usual[t].empty());
      CHECK(usual[t] != still[t]);
      CHECK(usual[t] != sliding[t]);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
// What projections make of looting on the shipped case: money to the group that takes places, a loss to the treasury of who
// held them, nothing to others, and about as much as sampled futures bring.
#include <cmath>
#include <utility>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"
#include "valuation/sampled.hpp"

using namespace entente;

namespace {

scenario::Scenario with_loot(double usd) {
  auto s = test::shipped();
  for (const auto& [path, value] :
       {std::pair{"parameters.economy.loot", usd}, std::pair{"parameters.economy.loot_ore", 0.0}}) {
    const auto found = scenario::match_params(s, path);
    REQUIRE_FALSE(found.empty());
    for (const auto num : found) {
      auto& quantity = s.params[num.index()].quantity;
      quantity = core::fixed_quantity(value, quantity.unit);
    }
  }
  return s;
}

struct Money {
  double projected = 0.0, sampled = 0.0;  // MUSD a month, with looting less without
};

/// Cash of an actor on the path on which things stay as they are, and in sampled futures.
Money money(const std::string& id) {
  Money out;
  for (const double usd : {8.0, 0.0}) {
    const auto s = with_loot(usd);
    const double sign = usd > 0.0 ? 1.0 : -1.0;
    test::Held held(s, -1);
    const auto& preference = held.look();
    std::size_t a = 0;
    while (s.actors[a].id != id) ++a;
    const auto actor = core::ActorId::at(a);
    std::size_t cash = 0;
    while (s.actors[a].attributes[cash].measure != scenario::Measure::cash) ++cash;
    const auto& space = preference.space();
    int path = 0;
    for (int g = 0; g < space.grid_size(); ++g) {
      bool present = true;
      for (std::size_t x = 0; x < space.grid.size(); ++x) {
        const auto& axis = space.grid[x];
        const double level = axis.levels[static_cast<std::size_t>(space.level_of(g, x))];
        const double now = axis.kind == scenario::AxisKind::force_men ? held.engine.world.men[axis.force.index()] : 0.0;
        present = present && level == now;
      }
      if (present) path = g;
    }
    REQUIRE(path > 0);
    out.projected += sign * preference.library().value(valuation::Span::deal, actor, static_cast<int>(cash), path);
    const valuation::Sampler sampler(preference, {s, held.draw},
                                     {*held.models.conflict, *held.models.economy, *held.models.policy});
    const auto future = sampler.play(held.engine.world, {}, core::Streams(s.seed, 0, 0), 60);
    out.sampled += sign * future.mean[static_cast<std::size_t>(space.judge_index[a])][cash];
  }
  return out;
}

}  // namespace

TEST_CASE("projections count looting with the sign and about the size of sampled futures", "[slow]") {
  const Money group = money("m23"), state = money("drc"), buyer = money("us");
  INFO("group " << group.projected << " against " << group.sampled << ", state " << state.projected << " against "
                << state.sampled);
  CHECK(group.projected > 0.0);
  CHECK(group.sampled > 0.0);
  CHECK(std::abs(std::log(group.projected / group.sampled)) < std::log(3.0));
  CHECK(state.projected < 0.0);
  CHECK(state.sampled < 0.0);
  CHECK(buyer.projected == 0.0);
}

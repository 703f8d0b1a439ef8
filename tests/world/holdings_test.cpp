// SPDX-License-Identifier: Apache-2.0
// Shares in assets: conserved when they pass, never above one when they are created.
#include "world/holdings.hpp"

#include <algorithm>

#include "core/rng.hpp"
#include "scenario/index.hpp"
#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using namespace entente::testing;
using scenario::HoldingKind;

TEST_CASE("moving a share conserves the whole and never takes more than is there") {
  const auto t = tiny_scenario();
  auto h = t.world().holdings;
  const auto shaft = t.asset("shaft");
  CHECK(world::move_share(h, shaft, 2, 1, HoldingKind::equity, 0.5) == Approx(0.5));
  CHECK(world::total_share(h, shaft, HoldingKind::equity) == Approx(1.0));
  CHECK(world::move_share(h, shaft, 2, 1, HoldingKind::equity, 0.5) == Approx(0.2));
  CHECK(world::move_share(h, shaft, 1, -1, HoldingKind::equity, 0.1) == Approx(0.1));
  CHECK(world::total_share(h, shaft, HoldingKind::equity) == Approx(0.9));
}

TEST_CASE("created shares stop at the whole asset") {
  const auto t = tiny_scenario();
  auto h = t.world().holdings;
  const auto shaft = t.asset("shaft");
  CHECK(world::move_share(h, shaft, -1, 1, HoldingKind::rights, 0.7) == Approx(0.7));
  CHECK(world::move_share(h, shaft, -1, 2, HoldingKind::rights, 0.7) == Approx(0.3));
  CHECK(world::move_share(h, shaft, -1, 2, HoldingKind::rights, -1.0) == 0.0);
}

TEST_CASE("a granter gives from its own part; where it has none the present owners sell pro rata") {
  const auto t = tiny_scenario();
  scenario::Effect e;
  e.from = t.actor("state");
  e.to = t.actor("patron");
  e.kind = HoldingKind::equity;
  e.assets = {t.asset("shaft")};
  auto own = t.world().holdings;
  world::grant_share(t.s, e, 0.2, own);
  CHECK(own[0].share == Approx(0.1));
  CHECK(own[1].share == Approx(0.7));
  e.from = t.actor("sponsor");
  auto sold = t.world().holdings;
  world::grant_share(t.s, e, 0.5, sold);
  CHECK(sold[0].share == Approx(0.15));
  CHECK(sold[1].share == Approx(0.35));
  CHECK(world::total_share(sold, t.asset("shaft"), HoldingKind::equity) == Approx(1.0));
}

TEST_CASE("a share of what the granter holds is smaller than the same share of the asset") {
  const auto t = tiny_scenario();
  scenario::Effect e;
  e.from = t.actor("state");
  e.to = t.actor("patron");
  e.kind = HoldingKind::offtake;
  e.assets = {t.asset("shaft")};
  e.of_granter = true;
  auto h = t.world().holdings;
  world::grant_share(t.s, e, 0.5, h);
  CHECK(world::total_share(h, t.asset("shaft"), HoldingKind::offtake) == Approx(0.15));
}

TEST_CASE("shares granted in an indexed case are those granted without the index, also to new holders") {
  auto t = tiny_scenario();
  const auto plain = t;
  scenario::index_scenario(t.s);
  auto listed = plain.world().holdings;
  auto indexed = t.world().holdings;
  const core::Streams luck(11, 0, 0);
  for (std::uint32_t i = 0; i < 300; ++i) {
    const auto pick = [&](std::size_t size, std::uint32_t n) {
      return static_cast<std::size_t>(luck.uniform(1, i, core::Purpose::other, n) * static_cast<double>(size));
    };
    scenario::Effect e;
    e.from = core::ActorId::at(pick(t.s.actors.size(), 0));
    e.to = core::ActorId::at(pick(t.s.actors.size(), 1));
    e.kind = static_cast<HoldingKind>(pick(4, 2));
    e.assets = {core::AssetId::at(pick(t.s.assets.size(), 3)), core::AssetId::at(pick(t.s.assets.size(), 4))};
    e.of_granter = i % 2 == 0;
    const double x = luck.uniform(1, i, core::Purpose::other, 5);
    world::grant_share(plain.s, e, 0.3 * x, listed);
    world::grant_share(t.s, e, 0.3 * x, indexed);
    REQUIRE(indexed.size() == listed.size());
    for (const auto& h : listed) {
      const auto other = std::find_if(indexed.begin(), indexed.end(), [&h](const world::HoldingState& o) {
        return o.asset == h.asset && o.holder == h.holder && o.kind == h.kind;
      });
      REQUIRE(other != indexed.end());
      REQUIRE(other->share == h.share);
    }
  }
  CHECK(indexed.size() > t.s.holdings.size());
}

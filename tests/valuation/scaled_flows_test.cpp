// SPDX-License-Identifier: Apache-2.0
// What a term changes in the ledger is scaled when prices move: for one asset it must be what the economy says when asked
// anew, and where nothing was grossed there is nothing to scale from.
#include <cmath>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"
#include "valuation/terms.hpp"

using namespace entente;

namespace {

void check_alike(const std::vector<model::LedgerChange::Entry>& scaled,
                 const std::vector<model::LedgerChange::Entry>& asked) {
  REQUIRE(scaled.size() == asked.size());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    REQUIRE(scaled[i].cell == asked[i].cell);
    REQUIRE(scaled[i].actor == asked[i].actor);
    CHECK(std::abs(scaled[i].change - asked[i].change) <= 1e-9 * std::abs(asked[i].change));
  }
}

}  // namespace

TEST_CASE("flows of an asset scaled by what it grosses are those that the economy tells at the new price") {
  const auto s = test::shipped();
  test::Held held(s);
  const auto& economy = *held.models.economy;
  const world::Derived& derived = held.engine.derived;
  const model::Ledger before = held.engine.ledger;
  std::vector<std::uint8_t> done(s.minerals.size(), 0);
  int changed = 0;
  for (std::size_t h = 0; h < derived.holdings.size(); ++h) {
    const core::AssetId asset = derived.holdings[h].asset;
    const std::size_t mineral = s.assets[asset.index()].mineral.index();
    if (done[mineral] != 0 || !(before.gross[asset.index()] > 0.0)) continue;
    world::Derived with = derived;
    with.holdings[h].share *= 0.5;
    valuation::Scored kept;
    kept.change.resize(1);
    kept.gross = before.gross;
    economy.ledger_change(held.engine.world, derived, with, kept.change[0]);
    if (kept.change[0].cash.empty()) continue;
    done[mineral] = 1;
    ++changed;
    world::World dearer = held.engine.world;
    dearer.log_price[mineral] += 0.3;
    model::Ledger after;
    economy.ledger(dearer, derived, after);
    REQUIRE(after.gross[asset.index()] > 1.01 * before.gross[asset.index()]);
    model::LedgerChange asked;
    economy.ledger_change(dearer, derived, with, asked);
    scenario::Effect effect;
    effect.assets = {asset};
    REQUIRE(valuation::scale_flows(s, std::span(&effect, 1), after.gross, kept));
    check_alike(kept.change[0].cash, asked.cash);
    check_alike(kept.change[0].supply, asked.supply);
    kept.gross.assign(kept.gross.size(), 0.0);
    CHECK_FALSE(valuation::scale_flows(s, std::span(&effect, 1), after.gross, kept));
  }
  CHECK(changed >= 3);  // minerals
}

// SPDX-License-Identifier: Apache-2.0
// What is indexed after loading: holdings by asset, and what the conditions of terms and effects read.
#include "scenario/index.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using namespace entente::testing;
using scenario::Atom;

TEST_CASE("each asset's holdings stand together in their own order, however the case lists them") {
  auto t = tiny_scenario();
  const std::vector<scenario::Holding> listed = t.s.holdings;
  REQUIRE(listed.size() > 2);
  std::rotate(t.s.holdings.begin(), t.s.holdings.begin() + 1, t.s.holdings.end());
  const std::vector<scenario::Holding> turned = t.s.holdings;
  scenario::index_scenario(t.s);
  REQUIRE(t.s.first_holding.size() == t.s.assets.size() + 1);
  CHECK(t.s.first_holding.back() == static_cast<std::int32_t>(listed.size()));
  for (std::size_t a = 0; a < t.s.assets.size(); ++a) {
    std::vector<std::int32_t> expected, found;
    for (const auto& h : turned)
      if (h.asset == core::AssetId::at(a)) expected.push_back(h.share.value);
    for (std::int32_t h = t.s.first_holding[a]; h < t.s.first_holding[a + 1]; ++h) {
      CHECK(t.s.holdings[static_cast<std::size_t>(h)].asset == core::AssetId::at(a));
      found.push_back(t.s.holdings[static_cast<std::size_t>(h)].share.value);
    }
    CHECK(found == expected);
  }
}

TEST_CASE("before indexing everything may change what is imposed, afterwards only what conditions read") {
  auto t = tiny_scenario();
  CHECK(t.s.imposed_reads_atom(Atom::control));
  CHECK(t.s.imposed_reads_atom(Atom::gave_up));
  scenario::index_scenario(t.s);
  CHECK(!t.s.imposed_reads_atom(Atom::control));
  CHECK(!t.s.imposed_reads_atom(Atom::price));
  t.s.issues[0].starts = atom_expr(Atom::control, 0, 0);
  t.s.decisions[0].effects[0].when = wrap(scenario::ExprKind::ever, atom_expr(Atom::deaths, -1, -1), 0.0, 0);
  t.s.issues[1].effects[0].mineral = core::MineralId{0};
  scenario::index_scenario(t.s);
  CHECK(t.s.imposed_reads_atom(Atom::control));
  CHECK(t.s.imposed_reads_atom(Atom::deaths));
  CHECK(t.s.imposed_reads_atom(Atom::price));
  CHECK(!t.s.imposed_reads_atom(Atom::men));
}

// SPDX-License-Identifier: Apache-2.0
// Indexing of holdings by asset. Changes no meaning: nothing depends on the order of holdings of different assets.
#include "scenario/index.hpp"

#include <algorithm>

namespace entente::scenario {

void index_scenario(Scenario& s) {
  std::stable_sort(s.holdings.begin(), s.holdings.end(),
                   [](const Holding& a, const Holding& b) { return a.asset < b.asset; });
  s.first_holding.assign(s.assets.size() + 1, 0);
  for (const Holding& holding : s.holdings)
    if (holding.asset.valid()) ++s.first_holding[holding.asset.index() + 1];
  for (std::size_t a = 0; a < s.assets.size(); ++a) s.first_holding[a + 1] += s.first_holding[a];
}

}  // namespace entente::scenario

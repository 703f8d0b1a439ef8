// SPDX-License-Identifier: Apache-2.0
// The difference of two ledgers for economy families that have no shorter way to it.
#include <algorithm>

#include "model/ports.hpp"

namespace entente::model {
namespace {

/// Tables are [actor][cell]; entries come by cell, then actor.
void compare(const std::vector<double>& before, const std::vector<double>& after, std::size_t actors,
             std::vector<LedgerChange::Entry>& out) {
  out.clear();
  const std::size_t cells = actors > 0 ? after.size() / actors : 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    for (std::size_t a = 0; a < actors; ++a) {
      const double change = after[a * cells + cell] - before[a * cells + cell];
      if (change != 0.0) out.push_back({static_cast<std::int32_t>(a), static_cast<std::int32_t>(cell), change});
    }
  }
}

}  // namespace

void Economy::ledger_change(const world::World& world, const world::Derived& base, const world::Derived& with,
                            LedgerChange& out) const {
  Ledger before, after;
  ledger(world, base, before);
  ledger(world, with, after);
  const std::size_t actors = after.cash_fixed.size();
  compare(before.cash, after.cash, actors, out.cash);
  compare(before.supply, after.supply, actors, out.supply);
  out.cash_fixed.assign(actors, 0.0);
  for (std::size_t a = 0; a < actors; ++a) out.cash_fixed[a] = after.cash_fixed[a] - before.cash_fixed[a];
}

}  // namespace entente::model

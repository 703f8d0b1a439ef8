// SPDX-License-Identifier: Apache-2.0
// Indexing of holdings by asset and of what decides on imposed terms. Changes no meaning: nothing depends on the order of
// holdings of different assets.
#include "scenario/index.hpp"

#include <algorithm>

namespace entente::scenario {
namespace {

static_assert(static_cast<unsigned>(Atom::gave_up) < 32, "one bit per atom");

void note(Atom atom, std::uint32_t& reads) { reads |= 1U << static_cast<unsigned>(atom); }

void note(const Expr& expr, std::uint32_t& reads) {
  for (const ExprNode& node : expr.nodes)
    if (node.kind == ExprKind::atom) note(node.atom, reads);
}

void note(const std::vector<Effect>& effects, std::uint32_t& reads) {
  for (const Effect& effect : effects) {
    note(effect.when, reads);
    if (effect.mineral.valid() && effect.op != Op::export_regime) note(Atom::price, reads);
  }
}

}  // namespace

void index_scenario(Scenario& s) {
  std::stable_sort(s.holdings.begin(), s.holdings.end(),
                   [](const Holding& a, const Holding& b) { return a.asset < b.asset; });
  s.first_holding.assign(s.assets.size() + 1, 0);
  for (const Holding& holding : s.holdings)
    if (holding.asset.valid()) ++s.first_holding[holding.asset.index() + 1];
  for (std::size_t a = 0; a < s.assets.size(); ++a) s.first_holding[a + 1] += s.first_holding[a];
  s.imposed_reads = 0;
  for (const Issue& issue : s.issues) {
    note(issue.starts, s.imposed_reads);
    note(issue.effects, s.imposed_reads);
  }
  for (const Decision& decision : s.decisions) note(decision.effects, s.imposed_reads);
  for (const Shock& shock : s.shocks) note(shock.effects, s.imposed_reads);
}

}  // namespace entente::scenario

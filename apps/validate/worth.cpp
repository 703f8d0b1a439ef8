// SPDX-License-Identifier: Apache-2.0
// One task per variant and draw; each makes its own bench, so that nothing is shared between threads.
#include "apps/validate/worth.hpp"

#include <stdexcept>

namespace entente::validate {
namespace {

std::vector<double> worth_of(const Bench& bench, const Parts& parts, core::IssueId right, const Levers& levers,
                             int paths) {
  const auto& s = bench.scenario();
  const std::size_t whole = s.issues[right.index()].grid.size() - 1;
  const Positions without{{parts.aid, levers.aid}, {parts.pledge, levers.pledge}};
  Positions with = without;
  with.emplace_back(right, whole);
  const auto richer = bench.play(parts.track, package_of(s, parts.track, with), paths);
  const auto poorer = bench.play(parts.track, package_of(s, parts.track, without), paths);
  const auto judge = static_cast<std::size_t>(bench.preference().space().judge_index[parts.buyer.index()]);
  std::vector<double> out;
  for (std::size_t p = 0; p < richer.path.size(); ++p) {
    out.push_back(richer.path[p][judge][parts.supply] - poorer.path[p][judge][parts.supply]);
  }
  return out;
}

}  // namespace

Parts parts_of(const scenario::Scenario& s, const Arguments& a) {
  Parts p;
  p.held = find_issue(s, a.held_rights);
  p.safe = find_issue(s, a.safe_rights);
  p.aid = find_issue(s, a.aid);
  p.pledge = find_issue(s, a.pledge);
  const auto& held = s.issues[p.held.index()];
  p.track = held.track;
  p.buyer = held.receiver;
  p.seller = held.granter;
  for (const auto id : {p.safe, p.aid, p.pledge}) {
    if (s.issues[id.index()].track != p.track)
      throw std::invalid_argument("the issues of the loop must lie on one track");
  }
  const auto& list = s.actors[p.buyer.index()].attributes;
  for (p.supply = 0; p.supply < list.size() && list[p.supply].measure != scenario::Measure::supply;) ++p.supply;
  if (p.supply == list.size()) throw std::invalid_argument("the buyer has no supply attribute");
  p.off = {quo_of(s.issues[p.aid.index()]), quo_of(s.issues[p.pledge.index()])};
  p.top = {s.issues[p.aid.index()].grid.size() - 1, s.issues[p.pledge.index()].grid.size() - 1};
  return p;
}

std::vector<std::vector<Worth>> measure(const Context& context, const Parts& parts, core::IssueId right,
                                        const std::vector<Variant>& variants) {
  std::vector<std::vector<Worth>> out;
  for (const auto& v : variants) {
    out.emplace_back(v.levers.size());
    for (auto& worth : out.back()) worth.draws.assign(static_cast<std::size_t>(context.draws), 0.0);
  }
  const auto per_variant = static_cast<std::uint64_t>(context.draws) + 1;
  context.executor.execute(variants.size() * per_variant, [&](std::uint64_t task) {
    const std::size_t v = task / per_variant;
    const auto draw = static_cast<std::int64_t>(task % per_variant) - 1;
    const Bench bench(*variants[v].scenario, context.session.registry(), draw);
    for (std::size_t l = 0; l < variants[v].levers.size(); ++l) {
      auto paths = worth_of(bench, parts, right, variants[v].levers[l], context.paths);
      if (draw < 0) {
        out[v][l].paths = std::move(paths);
      } else {
        out[v][l].draws[static_cast<std::size_t>(draw)] = estimate(paths).mean;
      }
    }
  });
  return out;
}

}  // namespace entente::validate

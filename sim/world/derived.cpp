// SPDX-License-Identifier: Apache-2.0
// Sums up what levers, struck shocks and deals impose this month, always from the state alone: a lever's rows at its level,
// a shock's at 1, a deal's at (position - status quo) x delivered share while it is in force and its conditions hold.
// Rows that do not reverse keep what was delivered, whatever became of the deal.
#include "world/derived.hpp"

#include <algorithm>
#include <cmath>

#include "core/same_bytes.hpp"
#include "world/effects.hpp"
#include "world/holdings.hpp"
#include "world/lookup.hpp"

namespace entente::world {
namespace {

using scenario::Draw;
using scenario::Scenario;

constexpr double kNoCap = 1e18;

void reset(const Scenario& s, const Draw& draw, Derived& out) {
  const std::size_t forces = s.forces.size(), actors = s.actors.size(), coalitions = s.coalition_count();
  out.extra_men.assign(forces, 0.0);
  out.quality_factor.assign(forces, 1.0);
  out.aircraft.assign(forces, 0.0);
  out.air_gain.assign(forces, 0.0);
  out.insight.assign(forces, 0.0);
  out.target_men.assign(forces, -1.0);
  out.men_cap.assign(forces, kNoCap);
  out.restraint.assign(coalitions, 0.0);
  out.truce.assign(coalitions, 0.0);
  out.sanction.assign(actors * actors, 0.0);
  out.regime.assign(s.minerals.size(), -1);
  out.monitor.resize(s.tracks.size());
  for (std::size_t t = 0; t < s.tracks.size(); ++t) out.monitor[t] = value_or(draw, s.tracks[t].monitor, 0.0);
  out.audience.assign(actors, 0.0);
  out.recognised.assign(actors, 0.0);
  out.signal.assign(actors, 0.0);
  out.investment.assign(s.assets.size(), 0.0);
  out.edge_investment.assign(s.edges.size(), 0.0);
  out.withheld.assign(actors, 0.0);
  out.lever_cost.assign(actors, 0.0);
  out.handovers.clear();
  out.realigns.clear();
  out.payments.clear();
}

/// Part of an effect of a lever or a shock that its lag has let through after some months: evenly over the lag.
double arrived(const Draw& draw, const scenario::Effect& effect, int months) {
  const double lag = value_or(draw, effect.lag, 0.0);
  return lag > 0.0 ? std::clamp((static_cast<double>(months) + 1.0) / lag, 0.0, 1.0) : 1.0;
}

/// Whether an operation says something even where it moves nothing: it sets men, a cap or a regime.
bool acts_at_zero(scenario::Op op) {
  using scenario::Op;
  return op == Op::deploy || op == Op::withdraw || op == Op::integrate || op == Op::export_regime;
}

void add_levers(const Scenario& s, const Draw& draw, const World& w, Derived& out) {
  for (std::size_t d = 0; d < s.decisions.size(); ++d) {
    const auto& decision = s.decisions[d];
    const int at = w.lever[d];
    if (at < 0 || static_cast<std::size_t>(at) >= decision.levels.size()) continue;
    const double level = decision.levels[static_cast<std::size_t>(at)];
    if (decision.actor.valid()) out.lever_cost[decision.actor.index()] += level * value_or(draw, decision.cost, 0.0);
    const int from = w.lever_before[d];
    const double before = from >= 0 && static_cast<std::size_t>(from) < decision.levels.size()
                              ? decision.levels[static_cast<std::size_t>(from)]
                              : level;
    EffectUse use;
    use.collect = true;
    use.origin = EffectOrigin::lever;
    use.since = static_cast<std::int16_t>(w.month);
    const bool idle = level == 0.0 && before == 0.0;
    for (const auto& effect : decision.effects) {
      if (idle && !acts_at_zero(effect.op)) continue;
      if (evaluate(s, draw, w, effect.when) == 0.0) continue;
      use.level = use.change = before + (level - before) * arrived(draw, effect, w.month - w.lever_month[d]);
      add_effect(s, draw, w, effect, use, out);
    }
  }
}

void add_shocks(const Scenario& s, const Draw& draw, const World& w, Derived& out) {
  EffectUse use;
  use.collect = true;
  use.origin = EffectOrigin::shock;
  use.since = static_cast<std::int16_t>(w.month);
  for (std::size_t k = 0; k < s.shocks.size(); ++k) {
    if (w.struck[k] == 0) continue;
    for (const auto& effect : s.shocks[k].effects) {
      if (evaluate(s, draw, w, effect.when) == 0.0) continue;
      use.level = use.change = arrived(draw, effect, w.month - w.struck_month[k]);
      add_effect(s, draw, w, effect, use, out);
    }
  }
}

void add_issue(const Scenario& s, const Draw& draw, const World& w, const scenario::Issue& issue, const DealState& deal,
               int k, double position, Derived& out) {
  const double moved = position - issue.status_quo;
  const double delivered = deal.delivered[static_cast<std::size_t>(k)];
  const double kept = deal.kept[static_cast<std::size_t>(k)];
  const bool in_force = deal.status == DealStatus::in_force && moved != 0.0;
  const bool starts = in_force && evaluate(s, draw, w, issue.starts) != 0.0;
  for (const auto& effect : issue.effects) {
    EffectUse use;
    use.collect = true;
    use.origin = EffectOrigin::deal;
    use.since = deal.force_month;
    use.running = starts && evaluate(s, draw, w, effect.when) != 0.0;
    use.delivered = delivered;
    use.level = position;
    use.promised = moved;
    use.change = moved * delivered;
    if (!effect.reverses) {
      if (std::fabs(kept) > std::fabs(use.change)) {
        use.change = kept;
        use.level = issue.status_quo + kept;
        use.delivered = 1.0;
      }
    } else if (!use.running) {
      continue;
    }
    if (use.change != 0.0 || use.running) add_effect(s, draw, w, effect, use, out);
  }
}

void add_deals(const Scenario& s, const Draw& draw, const World& w, core::TrackId without, Derived& out) {
  for (std::size_t t = 0; t < s.tracks.size(); ++t) {
    if (without == core::TrackId::at(t)) continue;
    const DealState& deal = w.deals[t];
    if (!deal.ever_signed) continue;
    const auto& track = s.tracks[t];
    const std::size_t issues = std::min(track.issues.size(), static_cast<std::size_t>(kMaxIssues));
    for (std::size_t k = 0; k < issues; ++k) {
      const scenario::Issue& issue = s.issues[track.issues[k].index()];
      const double position = position_in(issue, deal.package, static_cast<int>(k));
      if (position == issue.status_quo && deal.kept[k] == 0.0) continue;
      add_issue(s, draw, w, issue, deal, static_cast<int>(k), position, out);
    }
  }
}

/// Grants what has been collected since `before`; the holdings stay if the same was granted of the same before.
void grant_shares(const Scenario& s, const World& w, std::size_t before, Derived& out) {
  const auto now = out.grants.begin() + static_cast<std::ptrdiff_t>(before);
  const bool same = std::equal(out.grants.begin(), now, now, out.grants.end()) &&
                    core::same_bytes(out.held_before, w.holdings) && !out.holdings.empty();
  out.grants.erase(out.grants.begin(), now);
  if (same) return;
  out.held_before = w.holdings;
  out.holdings = w.holdings;
  for (const Grant& grant : out.grants) grant_share(s, *grant.effect, grant.amount, out.holdings);
}

}  // namespace

void derive(const Scenario& s, const Draw& draw, const World& w, Derived& out, core::TrackId without) {
  const std::size_t before = out.grants.size();  // those that made the holdings stand first, those of now after them
  reset(s, draw, out);
  add_levers(s, draw, w, out);
  add_shocks(s, draw, w, out);
  add_deals(s, draw, w, without, out);
  grant_shares(s, w, before, out);
}

}  // namespace entente::world

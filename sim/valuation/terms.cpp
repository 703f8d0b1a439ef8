// SPDX-License-Identifier: Apache-2.0
// Scoring of terms on stored paths. Everything here is linear in control, hence exact on a path; only the drivers' part of
// a term moves path weights.
#include "valuation/terms.hpp"

#include <algorithm>
#include <cmath>

#include "model/pressure.hpp"
#include "world/effects.hpp"

namespace entente::valuation {

using scenario::Measure;
using scenario::Op;

namespace {

bool touches_ledger(std::span<const scenario::Effect> effects) {
  return std::any_of(effects.begin(), effects.end(), [](const scenario::Effect& e) {
    return e.op == Op::set_share || e.op == Op::operate || e.op == Op::export_regime || e.op == Op::invest;
  });
}

/// Can the effects move a driver, a sanction or a monitor? The others leave every stance as it is.
bool touches_stance(std::span<const scenario::Effect> effects) {
  return std::any_of(effects.begin(), effects.end(), [](const scenario::Effect& e) {
    switch (e.op) {
      case Op::set_share:
      case Op::operate:
      case Op::pay:
      case Op::export_regime:
      case Op::invest:
      case Op::recognise:
      case Op::audience:
      case Op::handover: return false;
      default: return true;
    }
  });
}

}  // namespace

void TermScorer::base(const world::World& world, const world::Derived& derived, const world::Derived& present,
                      double truce_share) {
  world_ = &world;
  base_ = &derived;
  present_ = &present;
  truce_share_ = truce_share;
  base_stance_ = stance_of(space_, world, derived, present, truce_share);
}

/// The Derived with one issue at a position, believed in part. Without `flows` shares stay as they are: no driver sees them.
void TermScorer::imposed(const scenario::Issue& issue, double position, double believed, bool flows) {
  with_ = *base_;
  world::EffectUse use;
  use.origin = world::EffectOrigin::deal;
  use.level = position;
  use.promised = position - issue.status_quo;
  use.change = use.promised * believed;
  use.delivered = believed;
  use.since = static_cast<std::int16_t>(world_->month);
  for (const auto& effect : issue.effects) {
    if (!flows && effect.op == Op::set_share) continue;
    if (world::evaluate(space_.scenario, space_.draw, *world_, effect.when) == 0.0) continue;
    world::add_effect(space_.scenario, space_.draw, *world_, effect, use, with_);
  }
}

void TermScorer::score(const scenario::Issue& issue, const TermBelief& belief, double right_months,
                       std::vector<PositionTerm>& out) {
  out.resize(issue.grid.size());
  const bool by_level = std::any_of(issue.effects.begin(), issue.effects.end(),
                                    [](const scenario::Effect& e) { return e.op == Op::export_regime; });
  const bool stance = touches_stance(issue.effects);
  std::size_t far = 0;  // the position farthest from the status quo: flows are scored there and scaled
  for (std::size_t g = 0; g < issue.grid.size(); ++g) {
    if (std::abs(issue.grid[g] - issue.status_quo) > std::abs(issue.grid[far] - issue.status_quo)) far = g;
  }
  for (std::size_t g = 0; g < issue.grid.size(); ++g) {
    PositionTerm& term = out[g];
    if (issue.grid[g] == issue.status_quo) {
      term = {};
      continue;
    }
    const bool scored = by_level || g == far;
    if (stance || scored) imposed(issue, issue.grid[g], belief.delivered, scored);
    if (stance) {
      term.stance = difference(space_, stance_of(space_, *world_, with_, *present_, truce_share_), base_stance_);
      for (std::size_t t = 0; t < with_.monitor.size(); ++t)
        term.stance.monitor = std::max(term.stance.monitor, with_.monitor[t] - base_->monitor[t]);
    }
    // flows are proportional to the position (shares, payments, points, men); only export regimes are not
    term.like = static_cast<int>(by_level ? g : far);
    term.factor = by_level ? 1.0 : (issue.grid[g] - issue.status_quo) / (issue.grid[far] - issue.status_quo);
    if (scored) score_static(issue, right_months, term.fixed);
  }
  for (std::size_t g = 0; g < issue.grid.size(); ++g) {
    PositionTerm& term = out[g];
    if (issue.grid[g] == issue.status_quo) continue;
    term.matters = term.stance.any || out[static_cast<std::size_t>(term.like)].fixed.any || term.stance.monitor != 0.0;
  }
}

/// Static part of what is imposed now.
void TermScorer::score_static(const scenario::Issue& issue, double right_months, StaticBlock& out) {
  double lag = 1.0;
  for (const auto& effect : issue.effects) lag = std::max(lag, space_.draw[effect.lag]);
  clear(out);
  if (touches_ledger(issue.effects)) flow_statics(with_, right_months, Span::deal, out);
  statics(with_, lag, out);
  handover_statics(with_, Span::deal, out);
  finish(out);
}

void TermScorer::score_derived(const world::Derived& with, bool flows, Span span, StaticBlock& out) {
  clear(out);
  if (flows) flow_statics(with, 0.0, span, out);
  statics(with, 1e9, out);
  handover_statics(with, span, out);
  finish(out);
}

void TermScorer::clear(StaticBlock& out) {
  const auto paths = static_cast<std::size_t>(space_.path_count());
  const std::size_t size = space_.judges.size() * kMaxAttributes * paths;
  if (out.value.size() != size) {
    out.value.assign(size, 0.0);
  } else {
    for (const std::int32_t row : out.cells)
      std::fill_n(out.value.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * paths), paths, 0.0);
  }
  out.cells.clear();
  out.any = false;
  written_.assign(space_.judges.size() * kMaxAttributes, 0);
}

/// Lists the rows that are not all zero, so that sums over terms skip the rest.
void TermScorer::finish(StaticBlock& out) {
  const auto paths = static_cast<std::size_t>(space_.path_count());
  out.first.assign(space_.judges.size() + 1, 0);
  for (std::size_t at = 0; at < written_.size(); ++at) {
    if (at % kMaxAttributes == 0) out.first[at / kMaxAttributes] = static_cast<std::int32_t>(out.cells.size());
    if (written_[at] == 0) continue;
    const double* v = &out.value[at * paths];
    if (std::any_of(v, v + paths, [](double x) { return x != 0.0; }))
      out.cells.push_back(static_cast<std::int32_t>(at));
  }
  out.first.back() = static_cast<std::int32_t>(out.cells.size());
  out.any = !out.cells.empty();
}

/// Changes of cash and supply that follow control: difference of ledgers along every path.
void TermScorer::flow_statics(const world::Derived& with, double right_months, Span span, StaticBlock& out) {
  economy_.ledger_change(*world_, *base_, with, change_);
  const auto& s = space_.scenario;
  const auto paths = static_cast<std::size_t>(space_.path_count());
  for (std::size_t j = 0; j < space_.judges.size(); ++j) {
    const core::ActorId actor = space_.judges[j];
    const auto& list = s.actors[actor.index()].attributes;
    double tail = -1.0;  // worked out when first needed
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].measure != Measure::cash && list[k].measure != Measure::supply) continue;
      const bool cash = list[k].measure == Measure::cash;
      for (const auto& entry : cash ? change_.cash : change_.supply) {
        if (entry.actor != actor.value) continue;
        const auto e = static_cast<std::size_t>(entry.cell);
        const std::int32_t live = space_.live_of[e];
        if (live < 0 && world_->control[e] == 0.0) continue;
        if (tail < 0.0) tail = span == Span::deal ? space_.tail_factor(actor, right_months) : 0.0;
        double* v = row(out, j, k);
        if (live < 0) {
          const double held = world_->control[e] * (1.0 + tail);
          for (std::size_t p = 0; p < paths; ++p) v[p] += entry.change * held;
        } else {
          for (int p = 0; p < static_cast<int>(paths); ++p) {
            v[p] += entry.change * (library_.control(span, actor, p, live) + tail * library_.control_end(p, live));
          }
        }
      }
      if (!cash || change_.cash_fixed.empty() || change_.cash_fixed[actor.index()] == 0.0) continue;
      double* v = row(out, j, k);
      for (std::size_t p = 0; p < paths; ++p) v[p] += change_.cash_fixed[actor.index()];
    }
  }
}

/// Change of the men of a force that no driver carries (a driver's men are on the paths), after both caps.
double TermScorer::men_change(const world::Derived& with, core::ForceId force) const {
  const std::size_t f = force.index();
  if (with.men_cap[f] == base_->men_cap[f]) return 0.0;
  for (const auto& axis : space_.grid) {
    if (axis.kind == scenario::AxisKind::force_men && axis.force == force) return 0.0;
  }
  return std::min(world_->men[f], with.men_cap[f]) - std::min(world_->men[f], base_->men_cap[f]);
}

/// Payments, lever costs, pay of men, audience and men of forces that no driver carries: the same on every path.
void TermScorer::statics(const world::Derived& with, double invest_months, StaticBlock& out) {
  const auto& s = space_.scenario;
  const auto paths = static_cast<std::size_t>(space_.path_count());
  for (std::size_t j = 0; j < space_.judges.size(); ++j) {
    const core::ActorId actor = space_.judges[j];
    const auto& list = s.actors[actor.index()].attributes;
    double cash = base_->lever_cost[actor.index()] - with.lever_cost[actor.index()];
    const double invested = std::min(1.0, invest_months / std::max(1.0, space_.draw[s.actors[actor.index()].horizon]));
    const auto paid = [&](const world::Payment& p) {
      const double amount =
          p.kind == world::MoneyKind::investment ? p.amount * invested : p.amount;  // ends when all is spent
      return p.to == actor ? amount : p.from == actor ? -amount : 0.0;
    };
    for (const auto& p : with.payments) cash += paid(p);
    for (const auto& p : base_->payments) cash -= paid(p);
    cash -= with.withheld[actor.index()] - base_->withheld[actor.index()];
    for (std::size_t f = 0; f < s.forces.size(); ++f) {
      if (s.forces[f].actor != actor) continue;
      const double men = men_change(with, core::ForceId::at(f));
      if (men != 0.0) cash -= model::force_cost(s, space_.draw, core::ForceId::at(f), men);
    }
    for (std::size_t k = 0; k < list.size(); ++k) {
      double change = 0.0;
      if (list[k].measure == Measure::cash) change = cash;
      if (list[k].measure == Measure::audience) change = with.audience[actor.index()] - base_->audience[actor.index()];
      if (list[k].measure == Measure::force) change = men_change(with, list[k].force);
      if (change == 0.0) continue;
      double* v = row(out, j, k);
      for (std::size_t p = 0; p < paths; ++p) v[p] += change;
    }
  }
}

/// Hand-over of zones: the share that passes is taken from every other coalition's control along the path and valued by
/// the same linear maps as the path itself. The dynamics that follow a hand-over are left out (sampled valuation has them).
void TermScorer::handover_statics(const world::Derived& with, Span span, StaticBlock& out) {
  const auto& s = space_.scenario;
  const std::size_t coalitions = s.coalition_count();
  std::vector<core::NodeId> dynamic_zone;
  for (std::size_t h = base_->handovers.size(); h < with.handovers.size(); ++h) {
    const auto& pass = with.handovers[h];
    const auto to = pass.to.index();
    dynamic_zone.clear();
    if (!pass.zone.valid()) {
      for (std::size_t n = 0; n < s.nodes.size(); ++n) {
        if (world_->holder(s, core::NodeId::at(n)) == pass.held_by) dynamic_zone.push_back(core::NodeId::at(n));
      }
    }
    for (const auto node : pass.zone.valid() ? s.zones[pass.zone.index()].nodes : dynamic_zone) {
      const std::int32_t target = space_.live_of[node.index() * coalitions + to];
      if (target < 0) continue;
      for (std::size_t c = 0; c < coalitions; ++c) {
        if (c == to || s.coalitions[c].unaligned) continue;
        pass_share(pass.share, target, space_.live_of[node.index() * coalitions + c], span, out);
      }
    }
  }
}

/// Moves `share` of what one live entry holds along every path to another, for every attribute that depends on control.
void TermScorer::pass_share(double share, std::int32_t target, std::int32_t from, Span span, StaticBlock& out) {
  const auto& s = space_.scenario;
  for (std::size_t j = 0; j < space_.judges.size(); ++j) {
    const core::ActorId actor = space_.judges[j];
    const std::size_t attributes = s.actors[actor.index()].attributes.size();
    for (std::size_t k = 0; k < attributes; ++k) {
      const auto& map = library_.map(actor, static_cast<int>(k));
      if (map.coef.empty()) continue;
      const double gain = map.coef[static_cast<std::size_t>(target)] - map.coef[static_cast<std::size_t>(from)];
      if (gain == 0.0) continue;
      double* v = row(out, j, k);
      for (int p = 0; p < space_.path_count(); ++p) v[p] += share * gain * library_.control(span, actor, p, from);
    }
  }
}

}  // namespace entente::valuation

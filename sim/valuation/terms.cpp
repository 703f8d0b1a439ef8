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

bool touches_ledger(std::span<const scenario::Effect> effects) {
  return std::any_of(effects.begin(), effects.end(), [](const scenario::Effect& e) {
    return e.op == Op::set_share || e.op == Op::operate || e.op == Op::export_regime || e.op == Op::invest;
  });
}

bool scale_flows(const scenario::Scenario& scenario, std::span<const scenario::Effect> effects,
                 std::span<const double> gross, Scored& kept) {
  if (kept.gross.size() != gross.size() || gross.size() != scenario.assets.size()) return false;
  std::vector<std::uint8_t> touched(gross.size(), 0);
  for (const auto& effect : effects) {
    for (const auto asset : effect.assets) touched[asset.index()] = 1;
    for (std::size_t i = 0; effect.mineral.valid() && i < touched.size(); ++i)
      if (scenario.assets[i].mineral == effect.mineral) touched[i] = 1;
  }
  std::vector<double> before(scenario.nodes.size(), 0.0), now(scenario.nodes.size(), 0.0);
  for (std::size_t i = 0; i < touched.size(); ++i) {
    if (touched[i] == 0) continue;
    before[scenario.assets[i].node.index()] += kept.gross[i];
    now[scenario.assets[i].node.index()] += gross[i];
  }
  const std::size_t coalitions = scenario.coalition_count();
  const auto known = [&](const model::LedgerChange::Entry& e) {
    const std::size_t n = static_cast<std::size_t>(e.cell) / coalitions;
    return before[n] > 0.0 && now[n] > 0.0;
  };
  const auto scale = [&](std::vector<model::LedgerChange::Entry>& entries) {
    for (auto& e : entries) {
      const std::size_t n = static_cast<std::size_t>(e.cell) / coalitions;
      e.change *= now[n] / before[n];
    }
  };
  for (const auto& change : kept.change) {
    if (!std::all_of(change.cash.begin(), change.cash.end(), known) ||
        !std::all_of(change.supply.begin(), change.supply.end(), known) || !change.cash_fixed.empty())
      return false;
  }
  for (auto& change : kept.change) {
    scale(change.cash);
    scale(change.supply);
  }
  kept.gross.assign(gross.begin(), gross.end());
  return true;
}

namespace {
bool alike(const world::Payment& x, const world::Payment& y) {
  return x.from == y.from && x.to == y.to && x.amount == y.amount && x.kind == y.kind;
}
}  // namespace

void TermScorer::base(const world::World& world, const world::Derived& derived, const world::Derived& present) {
  world_ = &world;
  base_ = &derived;
  present_ = &present;
  copied_ = false;
}

const Stance& TermScorer::stand(double truce_share) {
  truce_share_ = truce_share;
  base_stance_ = stance_of(space_, *world_, *base_, *present_, truce_share);
  return base_stance_;
}

/// with_ as the base has it again.
void TermScorer::take_back() {
  for (const auto& effect : imposed_) {
    if (imposed_shares_ || effect.op != Op::set_share) world::take_back(effect, *base_, with_);
  }
}

/// The Derived with one issue at a position, believed in part. Without `flows` shares stay as they are: the ledger alone
/// sees them.
void TermScorer::imposed(const scenario::Issue& issue, double position, double believed, bool flows) {
  if (copied_) {
    take_back();
  } else {
    with_ = *base_;
  }
  copied_ = true;
  imposed_ = issue.effects;
  imposed_shares_ = flows;
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

void TermScorer::score(const scenario::Issue& issue, const TermBelief& belief, double right_months, bool ask,
                       Scored& kept, std::vector<PositionTerm>& out) {
  out.resize(issue.grid.size());
  kept.change.resize(issue.grid.size());
  const bool flows = touches_ledger(issue.effects);
  if (ask) kept.asked = belief.delivered;
  const double scale = kept.asked > 0.0 ? belief.delivered / kept.asked : 1.0;
  const bool stance = touches_stance(issue.effects);
  std::size_t far = 0;  // the position farthest from the status quo: flows are scored there and scaled
  for (std::size_t g = 0; g < issue.grid.size(); ++g) {
    if (std::abs(issue.grid[g] - issue.status_quo) > std::abs(issue.grid[far] - issue.status_quo)) far = g;
  }
  bool asked_far = false;  // what the farthest position changes is known from there
  if (kept.bent < 0) kept.bent = flows && is_bent(issue, belief.delivered, far, kept.change[far], asked_far) ? 1 : 0;
  const bool by_level = kept.bent > 0;
  for (std::size_t g = 0; g < issue.grid.size(); ++g) {
    PositionTerm& term = out[g];
    if (issue.grid[g] == issue.status_quo) continue;  // as it was made: nothing changes
    const bool scored = by_level || g == far;
    if (stance || scored) imposed(issue, issue.grid[g], belief.delivered, scored && ask);
    if (stance) term.stance = term_of(space_, *world_, with_, *present_, truce_share_, *base_, base_stance_);
    term.like = static_cast<int>(by_level ? g : far);
    term.factor = by_level ? 1.0 : (issue.grid[g] - issue.status_quo) / (issue.grid[far] - issue.status_quo);
    if (!scored) continue;
    if (ask && flows && !(asked_far && g == far)) economy_.ledger_change(*world_, *base_, with_, kept.change[g]);
    score_static(issue, right_months, kept.change[g], scale, term.fixed);
  }
  for (std::size_t g = 0; g < issue.grid.size(); ++g) {
    PositionTerm& term = out[g];
    if (issue.grid[g] == issue.status_quo) continue;
    term.matters = term.stance.any || out[static_cast<std::size_t>(term.like)].fixed.any || term.stance.monitor != 0.0;
  }
}

/// Export regimes act by level. Shares are proportional to the position unless somebody's part is cut off at the whole: the
/// ledger is asked at another position and compared.
bool TermScorer::is_bent(const scenario::Issue& issue, double believed, std::size_t far, model::LedgerChange& whole,
                         bool& asked) {
  const auto regime = [](const scenario::Effect& e) { return e.op == Op::export_regime; };
  if (std::any_of(issue.effects.begin(), issue.effects.end(), regime)) return true;
  std::size_t other = far;  // the position nearest to the status quo
  for (std::size_t g = 0; g < issue.grid.size(); ++g) {
    const double gap = std::abs(issue.grid[g] - issue.status_quo);
    if (gap > 0.0 && gap < std::abs(issue.grid[other] - issue.status_quo)) other = g;
  }
  if (other == far) return false;
  model::LedgerChange part;
  asked = true;
  imposed(issue, issue.grid[far], believed, true);
  economy_.ledger_change(*world_, *base_, with_, whole);
  imposed(issue, issue.grid[other], believed, true);
  economy_.ledger_change(*world_, *base_, with_, part);
  const double factor = (issue.grid[other] - issue.status_quo) / (issue.grid[far] - issue.status_quo);
  const auto bends = [&](const std::vector<model::LedgerChange::Entry>& x,
                         const std::vector<model::LedgerChange::Entry>& y) {
    if (x.size() != y.size()) return true;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (x[i].cell != y[i].cell || x[i].actor != y[i].actor ||
          std::abs(factor * x[i].change - y[i].change) > 1e-6 * std::abs(x[i].change))
        return true;
    }
    return false;
  };
  return bends(whole.cash, part.cash) || bends(whole.supply, part.supply);
}

/// Static part of what is imposed now.
void TermScorer::score_static(const scenario::Issue& issue, double right_months, const model::LedgerChange& change,
                              double scale, StaticBlock& out) {
  double lag = 1.0;
  for (const auto& effect : issue.effects) lag = std::max(lag, space_.draw[effect.lag]);
  clear(out);
  if (touches_ledger(issue.effects)) flow_statics(change, scale, right_months, Span::deal, out);
  statics(with_, lag, out);
  handover_statics(with_, Span::deal, out);
  finish(out);
}

void TermScorer::score_derived(const world::Derived& with, bool flows, Span span, std::int32_t judge,
                               StaticBlock& out) {
  first_judge_ = static_cast<std::size_t>(judge);
  end_judge_ = first_judge_ + 1;
  clear(out);
  if (flows) {
    economy_.ledger_change(*world_, *base_, with, change_);
    flow_statics(change_, 1.0, 0.0, span, out);
  }
  statics(with, 1e9, out);
  handover_statics(with, span, out);
  finish(out);
  first_judge_ = 0;
  end_judge_ = space_.judges.size();
}

void TermScorer::clear(StaticBlock& out) {
  out.paths = static_cast<std::size_t>(space_.path_count());
  out.value.clear();
  out.cells.clear();
  if (out.place.empty()) {
    out.place.assign(space_.judges.size() * kMaxAttributes, -1);
    out.flat.resize(space_.judges.size() * kMaxAttributes);
    out.first.resize(space_.judges.size() + 1);
  }
  for (const std::int32_t at : out.written) out.place[static_cast<std::size_t>(at)] = -1;
  out.written.clear();
  out.any = false;
}

double* TermScorer::row(StaticBlock& b, std::size_t judge, std::size_t attribute) const {
  const std::size_t at = judge * kMaxAttributes + attribute;
  std::int32_t& place = b.place[at];
  if (place < 0) {
    place = static_cast<std::int32_t>(b.written.size());
    b.written.push_back(static_cast<std::int32_t>(at));
    constexpr std::size_t kFew = 4;
    if (b.value.empty()) b.value.reserve(kFew * b.paths);
    b.value.resize(b.value.size() + b.paths, 0.0);
  }
  return &b.value[static_cast<std::size_t>(place) * b.paths];
}

/// Lists the rows that are not all zero, so that sums over terms skip the rest.
void TermScorer::finish(StaticBlock& out) {
  out.cells = out.written;
  std::sort(out.cells.begin(), out.cells.end());
  const auto empty = [&](std::int32_t cell) {
    const auto at = static_cast<std::size_t>(cell);
    const double* v = &out.value[static_cast<std::size_t>(out.place[at]) * out.paths];
    out.flat[at] = std::all_of(v, v + out.paths, [v](double x) { return x == *v; }) ? 1 : 0;
    return out.flat[at] != 0 && *v == 0.0;
  };
  out.cells.erase(std::remove_if(out.cells.begin(), out.cells.end(), empty), out.cells.end());
  std::size_t begin = 0;
  for (std::size_t j = 0; j < out.first.size(); ++j) {
    while (begin < out.cells.size() && out.cells[begin] < static_cast<std::int32_t>(j) * kMaxAttributes) ++begin;
    out.first[j] = static_cast<std::int32_t>(begin);
  }
  out.any = !out.cells.empty();
}

/// Changes of cash and supply that follow control: difference of ledgers along every path, times `scale`.
void TermScorer::flow_statics(const model::LedgerChange& change, double scale, double right_months, Span span,
                              StaticBlock& out) {
  add_flows(change.cash, Measure::cash, scale, right_months, span, out);
  add_flows(change.supply, Measure::supply, scale, right_months, span, out);
  if (change.cash_fixed.empty()) return;
  for (std::size_t j = first_judge_; j < end_judge_; ++j) {
    const auto& list = space_.scenario.actors[space_.judges[j].index()].attributes;
    const double fixed = scale * change.cash_fixed[space_.judges[j].index()];
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].measure != Measure::cash || fixed == 0.0) continue;
      double* v = row(out, j, k);
      for (int p = 0; p < space_.path_count(); ++p) v[p] += fixed;
    }
  }
}

void TermScorer::add_flows(const std::vector<model::LedgerChange::Entry>& entries, Measure measure, double scale,
                           double right_months, Span span, StaticBlock& out) {
  if (entries.empty()) return;
  const auto paths = static_cast<std::size_t>(space_.path_count());
  for (std::size_t j = first_judge_; j < end_judge_; ++j) {
    const core::ActorId actor = space_.judges[j];
    const auto& list = space_.scenario.actors[actor.index()].attributes;
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].measure != measure) continue;
      const double tail = span == Span::deal ? tail_factor(actor, right_months) : 0.0;
      double flat = 0.0;  // where no path leads, control stays as it is
      for (const auto& entry : entries) {
        if (entry.actor != actor.value) continue;
        const auto e = static_cast<std::size_t>(entry.cell);
        const std::int32_t live = space_.live_of[e];
        if (live < 0) {
          flat += entry.change * world_->control[e];
          continue;
        }
        double* v = row(out, j, k);
        const double* held = library_.control(span, actor, live);
        const double* end = library_.control_end(live);
        const double x = scale * entry.change, y = x * tail;
        for (std::size_t p = 0; p < paths; ++p) v[p] += x * held[p] + y * end[p];
      }
      if (flat == 0.0) continue;
      flat *= scale * (1.0 + tail);
      double* v = row(out, j, k);
      for (std::size_t p = 0; p < paths; ++p) v[p] += flat;
    }
  }
}

/// Space::tail_factor; there are few terms of rights in a case.
double TermScorer::tail_factor(core::ActorId actor, double months) {
  for (const Tail& tail : tails_) {
    if (tail.actor == actor && tail.months == months) return tail.factor;
  }
  tails_.push_back({actor, months, space_.tail_factor(actor, months)});
  return tails_.back().factor;
}

/// Change of the men of a force that no driver carries (a driver's men are on the paths), after both caps.
double TermScorer::men_change(const world::Derived& with, core::ForceId force) const {
  const std::size_t f = force.index();
  if (with.men_cap[f] == base_->men_cap[f]) return 0.0;
  if (space_.driven[f] != 0) return 0.0;
  return std::min(world_->men[f], with.men_cap[f]) - std::min(world_->men[f], base_->men_cap[f]);
}

/// Payments, lever costs, aid withheld and pay of men: change of each actor's cash. Investment ends when all is spent.
void TermScorer::find_cash(const world::Derived& with, double invest_months) {
  const auto& s = space_.scenario;
  cash_.assign(s.actors.size(), 0.0);
  men_.assign(s.forces.size(), 0.0);
  const auto pay = [&](const world::Payment& p, double sign) {
    const auto add = [&](core::ActorId actor, double amount) {
      if (!actor.valid()) return;
      const double horizon = std::max(1.0, space_.draw[s.actors[actor.index()].horizon]);
      cash_[actor.index()] +=
          p.kind == world::MoneyKind::investment ? amount * std::min(1.0, invest_months / horizon) : amount;
    };
    add(p.to, sign * p.amount);
    add(p.from, -sign * p.amount);
  };
  // what is alike in both needs no sum
  std::size_t same = 0;
  const std::size_t common = std::min(with.payments.size(), base_->payments.size());
  while (same < common && alike(with.payments[same], base_->payments[same])) ++same;
  for (std::size_t i = same; i < with.payments.size(); ++i) pay(with.payments[i], 1.0);
  for (std::size_t i = same; i < base_->payments.size(); ++i) pay(base_->payments[i], -1.0);
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    cash_[a] += base_->lever_cost[a] - with.lever_cost[a];
    cash_[a] -= with.withheld[a] - base_->withheld[a];
  }
  for (std::size_t f = 0; f < s.forces.size(); ++f) {
    men_[f] = men_change(with, core::ForceId::at(f));
    if (men_[f] == 0.0 || !s.forces[f].actor.valid()) continue;
    cash_[s.forces[f].actor.index()] -= model::force_cost(s, space_.draw, core::ForceId::at(f), men_[f]);
  }
}

/// Cash, audience and men of forces that no driver carries: the same on every path.
void TermScorer::statics(const world::Derived& with, double invest_months, StaticBlock& out) {
  const auto& s = space_.scenario;
  const auto paths = static_cast<std::size_t>(space_.path_count());
  if (with.payments.size() == base_->payments.size() && with.audience == base_->audience &&
      with.men_cap == base_->men_cap && with.lever_cost == base_->lever_cost && with.withheld == base_->withheld &&
      std::equal(with.payments.begin(), with.payments.end(), base_->payments.begin(), alike))
    return;
  find_cash(with, invest_months);
  for (std::size_t j = first_judge_; j < end_judge_; ++j) {
    const core::ActorId actor = space_.judges[j];
    const auto& list = s.actors[actor.index()].attributes;
    for (std::size_t k = 0; k < list.size(); ++k) {
      double change = 0.0;
      if (list[k].measure == Measure::cash) change = cash_[actor.index()];
      if (list[k].measure == Measure::audience) change = with.audience[actor.index()] - base_->audience[actor.index()];
      if (list[k].measure == Measure::force) change = men_[list[k].force.index()];
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
  for (std::size_t j = first_judge_; j < end_judge_; ++j) {
    const core::ActorId actor = space_.judges[j];
    const std::size_t attributes = s.actors[actor.index()].attributes.size();
    for (std::size_t k = 0; k < attributes; ++k) {
      const auto& map = library_.map(actor, static_cast<int>(k));
      if (map.coef.empty()) continue;
      const double gain = map.coef[static_cast<std::size_t>(target)] - map.coef[static_cast<std::size_t>(from)];
      if (gain == 0.0) continue;
      double* v = row(out, j, k);
      const double* held = library_.control(span, actor, from);
      for (int p = 0; p < space_.path_count(); ++p) v[p] += share * gain * held[p];
    }
  }
}

}  // namespace entente::valuation

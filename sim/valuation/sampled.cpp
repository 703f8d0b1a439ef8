// SPDX-License-Identifier: Apache-2.0
// Playing futures: levers that follow the reaction rule are redrawn at their review hazards, the conflict port is sampled
// week by week, money and supply follow the economy's ledger at present prices.
#include "valuation/sampled.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "model/pressure.hpp"
#include "world/derived.hpp"
#include "world/terms.hpp"

namespace entente::valuation {

using scenario::AxisKind;
using scenario::Measure;

/// What stays the same over all paths of one deal.
struct Sampler::Tables {
  world::Derived derived;
  model::Ledger ledger;
  Stance stance;
  Response response;
  std::vector<double> fixed_audience;          // per actor
  std::vector<std::vector<double>> weight;     // [judge][month]: discount weights, tail on the last month
  std::vector<double> tail_cash, tail_supply;  // per judge and ledger entry: flow per control held at the end of a path
  std::vector<core::ForceId> beside;  // forces beside the drivers: paid for as many men as a term or lever leaves
  double truce_hazard = 0.0;          // 1/month
  int months = 0;
  std::vector<double>
      invested;  // per judge: mean cash a month over its horizon that investment under the deal costs it
};

Sampler::Sampler(const ProjectedPreference& preference, const model::Setting& setting,
                 const model::PreferencePorts& ports)
    : preference_(preference), s_(setting.scenario), d_(setting.draw), ports_(ports) {}

namespace {

std::vector<double> month_weights(const scenario::Scenario& s, const scenario::Draw& d, core::ActorId actor,
                                  int months) {
  const double delta = d[s.actors[actor.index()].discount];
  const int horizon = std::max(months, static_cast<int>(d[s.actors[actor.index()].horizon] + 0.5));
  std::vector<double> w(static_cast<std::size_t>(months), 0.0);
  double total = 0.0, factor = 1.0;
  for (int t = 0; t < horizon; ++t) {
    w[static_cast<std::size_t>(std::min(t, months - 1))] += factor;
    total += factor;
    factor *= delta;
  }
  for (double& x : w) x /= total;
  return w;
}

}  // namespace

SampledFuture Sampler::play(const world::World& world, const SampledDeal& deal, const core::Streams& streams,
                            int paths) const {
  const Space& space = preference_.space();
  world::World start = world;
  Tables t;
  t.months = static_cast<int>(space.steps * space.step_months + 0.5);
  double detection = 0.0, invest_months = 1.0;
  if (deal.track) {
    const auto& track = s_.tracks[deal.track.index()];
    auto& state = start.deals[deal.track.index()];
    state = {};
    state.status = world::DealStatus::in_force;
    state.ever_signed = state.ever_in_force = true;
    state.package = deal.package;
    state.signed_month = state.force_month = static_cast<std::int16_t>(world.month);
    for (std::size_t i = 0; i < track.issues.size(); ++i) {
      const auto& issue = s_.issues[track.issues[i].index()];
      double lag = 0.0;
      for (const auto& e : issue.effects) lag = std::max(lag, d_[e.lag]);
      for (const auto& e : issue.effects) {
        if (e.op == scenario::Op::invest) invest_months = std::max(invest_months, d_[e.lag]);
      }
      state.delivered[i] = believed_delivery(s_, d_, world, issue.granter, lag, preference_.params().attention_floor);
    }
  }
  world::derive(s_, d_, start, t.derived);
  start.sanction = t.derived.sanction;
  if (deal.track) detection = t.derived.monitor[deal.track.index()];
  t.truce_hazard =
      1.0 / std::max(0.1, preference_.params().truce_life * (1.0 + preference_.params().truce_monitor * detection));
  world::EventSink sink;
  world::execute_terms(s_, start, t.derived, sink);
  for (const auto& event : sink.events()) world::apply(s_, d_, start, event);
  ports_.economy.ledger(start, t.derived, t.ledger);
  if (deal.track) {
    bool moved = false;
    t.stance = preference_.package_stance(deal.track, deal.package, moved);
  } else {
    t.stance = preference_.standing();
  }
  preference_.reaction().respond(preference_.present(), t.stance, t.response);
  for (const auto judge : space.judges) t.weight.push_back(month_weights(s_, d_, judge, t.months));
  // an investment is paid over its own lag, which ends within the horizon: it must not be held on with the last month
  for (const auto judge : space.judges) {
    double paid = 0.0;
    for (const auto& p : t.derived.payments) {
      if (p.kind != world::MoneyKind::investment) continue;
      paid += p.from == judge ? p.amount : p.to == judge ? -p.amount : 0.0;
    }
    t.invested.push_back(paid * std::min(1.0, invest_months / std::max(1.0, d_[s_.actors[judge.index()].horizon])));
  }
  for (std::size_t f = 0; f < s_.forces.size(); ++f) {
    const auto drives = [&](const GridAxis& axis) {
      return axis.kind == AxisKind::force_men && axis.force.index() == f;
    };
    if (std::none_of(space.grid.begin(), space.grid.end(), drives)) t.beside.push_back(core::ForceId::at(f));
  }
  // a cap on men that no driver carries binds at once; drivers keep theirs where keeping pays
  for (const auto force : t.beside)
    start.men[force.index()] = std::min(start.men[force.index()], t.derived.men_cap[force.index()]);
  if (deal.track) tails(world, deal, start.deals[deal.track.index()], t);
  SampledFuture out;
  out.mean.assign(space.judges.size(), {});
  out.control.assign(world.control.size(), 0.0);
  out.end_control.assign(world.control.size(), 0.0);
  out.lever.assign(space.grid.size(), 0.0);
  for (int p = 0; p < paths; ++p) {
    std::vector<std::array<double, kMaxAttributes>> attributes(space.judges.size());
    one(start, t, streams.child(static_cast<std::uint32_t>(p)), out, attributes);
    for (std::size_t j = 0; j < attributes.size(); ++j) {
      for (std::size_t k = 0; k < kMaxAttributes; ++k) out.mean[j][k] += attributes[j][k] / paths;
    }
    out.path.push_back(std::move(attributes));
  }
  const double n = static_cast<double>(paths) * t.months;
  for (double& x : out.control) x /= n;
  for (double& x : out.end_control) x /= paths;
  for (double& x : out.lever) x /= n;
  return out;
}

/// Rights that outlast a horizon: what each term alone adds to the ledger, held as at the end of a path until the right ends.
void Sampler::tails(const world::World& world, const SampledDeal& deal, const world::DealState& delivered,
                    Tables& t) const {
  const Space& space = preference_.space();
  const auto& track = s_.tracks[deal.track.index()];
  const std::size_t entries = world.control.size();
  t.tail_cash.assign(space.judges.size() * entries, 0.0);
  t.tail_supply.assign(space.judges.size() * entries, 0.0);
  world::Derived derived;
  model::Ledger without, with;
  world::derive(s_, d_, world, derived);
  ports_.economy.ledger(world, derived, without);
  for (std::size_t i = 0; i < track.issues.size(); ++i) {
    const double months = d_[s_.issues[track.issues[i].index()].term];
    world::World alone = world;
    auto& state = alone.deals[deal.track.index()];
    state = delivered;
    for (std::size_t k = 0; k < track.issues.size(); ++k) {
      if (k != i) state.delivered[k] = 0.0;
    }
    world::derive(s_, d_, alone, derived);
    ports_.economy.ledger(alone, derived, with);
    for (std::size_t j = 0; j < space.judges.size(); ++j) {
      const std::size_t actor = space.judges[j].index();
      const double tail = space.tail_factor(space.judges[j], months);
      if (tail == 0.0) continue;
      for (std::size_t e = 0; e < entries; ++e) {
        t.tail_cash[j * entries + e] += tail * (with.cash[actor * entries + e] - without.cash[actor * entries + e]);
        t.tail_supply[j * entries + e] +=
            tail * (with.supply[actor * entries + e] - without.supply[actor * entries + e]);
      }
    }
  }
}

void Sampler::one(const world::World& start, const Tables& t, const core::Streams& streams, SampledFuture& sum,
                  std::vector<std::array<double, kMaxAttributes>>& out) const {
  const Space& space = preference_.space();
  const std::size_t coalitions = s_.coalition_count();
  world::World w = start;
  world::Derived derived = t.derived;
  world::EventSink sink;
  model::GroundInputs inputs;
  std::uint32_t version = ~0u;
  double truce_left = 1.0;
  model::GroundBefore before;
  std::vector<double> looted(s_.actors.size(), 0.0);  // MUSD of the month, by actor
  for (std::size_t x = 0; x < space.grid.size(); ++x) {
    const auto& axis = space.grid[x];
    if (axis.kind != AxisKind::force_men || !axis.decision || w.men[axis.force.index()] <= t.stance.cap[x]) continue;
    const auto now = static_cast<std::size_t>(w.lever[axis.decision.index()]);
    w.men[axis.force.index()] =
        std::min(w.men[axis.force.index()], men_at(t, streams, static_cast<std::uint32_t>(w.month), x, now));
  }
  for (int month = 0; month < t.months; ++month) {
    const auto step = static_cast<std::uint32_t>(w.month + 1);
    for (std::size_t x = 0; x < space.grid.size(); ++x) {
      const auto& axis = space.grid[x];
      if (!axis.decision) continue;
      const auto& decision = s_.decisions[axis.decision.index()];
      const double due = 1.0 - det::exp(-d_[decision.review]);
      const double luck = streams.uniform(decision.stream, step, core::Purpose::lever_revision);
      if (luck >= due) continue;
      const double u = streams.uniform(decision.stream, step, core::Purpose::lever_choice);
      double cumulative = 0.0;
      std::size_t option = axis.lever_levels.size() - 1;
      for (std::size_t o = 0; o < axis.lever_levels.size(); ++o) {
        cumulative += t.response.choice[x][o];
        if (u < cumulative) {
          option = o;
          break;
        }
      }
      w.lever[axis.decision.index()] = static_cast<std::int8_t>(option);
      if (axis.kind == AxisKind::force_men) w.men[axis.force.index()] = men_at(t, streams, step, x, option);
    }
    const double truce_luck = streams.uniform(core::entity_hash("truce"), step, core::Purpose::truce);
    if (truce_luck < 1.0 - det::exp(-t.truce_hazard)) truce_left = 0.0;
    derived.restraint.assign(coalitions, 0.0);
    for (std::size_t c = 0; c < coalitions; ++c) derived.restraint[c] = t.derived.truce[c] * truce_left;
    for (std::size_t x = 0; x < space.grid.size(); ++x) {
      const auto& axis = space.grid[x];
      if (axis.kind != AxisKind::restraint || !axis.decision) continue;
      const double posture = axis.lever_levels[static_cast<std::size_t>(w.lever[axis.decision.index()])];
      double& r = derived.restraint[axis.coalition.index()];
      r = 1.0 - (1.0 - r) * (1.0 - posture);
      sum.lever[x] += posture;
    }
    for (std::size_t x = 0; x < space.grid.size(); ++x) {
      if (space.grid[x].kind == AxisKind::force_men) sum.lever[x] += w.men[space.grid[x].force.index()];
    }
    const double deaths_before = w.deaths;
    std::fill(looted.begin(), looted.end(), 0.0);
    for (int week = 1; week <= s_.weeks_per_month; ++week) {
      sink.set_time(w.month + 1, week);
      model::ground_inputs(s_, d_, w, derived, t.ledger, ports_.conflict.ground_params(), version, inputs);
      before.remember(w, t.ledger.spoils);
      ports_.conflict.sample(w, inputs, streams, sink);
      for (const auto& event : sink.events()) world::apply(s_, d_, w, event);
      plunder(w, t, before, sink, looted);
      sink.clear();
      ++w.week;
    }
    ++w.month;
    for (std::size_t j = 0; j < space.judges.size(); ++j) {
      const core::ActorId actor = space.judges[j];
      const auto& list = s_.actors[actor.index()].attributes;
      const double weight = t.weight[j][static_cast<std::size_t>(month)];
      // money that passes once is not held on with the last month
      const double once = month > 0 && month + 1 == t.months
                              ? t.weight[j][static_cast<std::size_t>(month) - 1] * d_[s_.actors[actor.index()].discount]
                              : weight;
      for (std::size_t k = 0; k < list.size(); ++k)
        out[j][k] += weight * measure(w, t, actor, list[k], w.deaths - deaths_before) +
                     (list[k].measure == Measure::cash ? once * looted[actor.index()] : 0.0);
    }
    for (std::size_t e = 0; e < w.control.size(); ++e) sum.control[e] += w.control[e];
  }
  for (std::size_t e = 0; e < w.control.size(); ++e) sum.end_control[e] += w.control[e];
  if (t.tail_cash.empty()) return;
  for (std::size_t j = 0; j < space.judges.size(); ++j) {
    const auto& list = s_.actors[space.judges[j].index()].attributes;
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].measure != Measure::cash && list[k].measure != Measure::supply) continue;
      const auto& flow = list[k].measure == Measure::cash ? t.tail_cash : t.tail_supply;
      for (std::size_t e = 0; e < w.control.size(); ++e) out[j][k] += flow[j * w.control.size() + e] * w.control[e];
    }
  }
}

/// Looting that follows a week's fighting; treasuries are taken to suffice, as everywhere in a future.
void Sampler::plunder(const world::World& w, const Tables& t, const model::GroundBefore& before,
                      const world::EventSink& fought, std::vector<double>& looted) const {
  world::EventSink sink;
  model::loot(s_, w, t.ledger.spoils, before, fought.events(), sink);
  for (const auto& event : sink.events()) {
    const auto* moved = std::get_if<world::MoneyMoved>(&event.body);
    if (moved == nullptr) continue;
    if (moved->from.valid()) looted[moved->from.index()] -= moved->amount;
    if (moved->to.valid()) looted[moved->to.index()] += moved->amount;
  }
}

/// Men of a driver at a lever level; above a cap, within it if it is kept this time.
double Sampler::men_at(const Tables& t, const core::Streams& streams, std::uint32_t step, std::size_t axis,
                       std::size_t option) const {
  const auto& a = preference_.space().grid[axis];
  const double level = a.lever_levels[option];
  if (level <= t.stance.cap[axis]) return level;
  const double luck = streams.uniform(s_.decisions[a.decision.index()].stream, step, core::Purpose::lever_choice, 1);
  return luck < t.response.keep[axis][option] ? t.stance.cap[axis] : level;
}

/// One attribute in one month, by its definition (not through the library's maps: this is the reference).
double Sampler::measure(const world::World& w, const Tables& t, core::ActorId actor,
                        const scenario::Attribute& attribute, double deaths) const {
  const Space& space = preference_.space();
  const std::size_t coalitions = s_.coalition_count();
  const std::size_t entries = w.control.size();
  const auto conduct = [&](const SanctionPair& pair) {
    if (!pair.conduct || pair.men_reference <= 0.0) return 1.0;
    const double credibility = d_[s_.actors[pair.by.index()].relief_credibility];
    return 1.0 - credibility + credibility * std::clamp(w.men[pair.conduct.index()] / pair.men_reference, 0.0, 1.0);
  };
  double v = 0.0;
  switch (attribute.measure) {
    case Measure::cash:
    case Measure::supply: {
      const bool cash = attribute.measure == Measure::cash;
      const double* flow = cash ? &t.ledger.cash[actor.index() * entries] : &t.ledger.supply[actor.index() * entries];
      for (std::size_t e = 0; e < entries; ++e) v += flow[e] * w.control[e];
      if (!cash) break;
      v -= t.invested[static_cast<std::size_t>(space.judge_index[actor.index()])];
      v += t.ledger.cash_fixed[actor.index()] - t.derived.lever_cost[actor.index()] - t.derived.withheld[actor.index()];
      for (const auto& p : t.derived.payments) {
        if (p.kind != world::MoneyKind::investment) v += p.to == actor ? p.amount : p.from == actor ? -p.amount : 0.0;
      }
      for (const auto& axis : space.grid) {
        if (axis.kind == AxisKind::force_men && s_.forces[axis.force.index()].actor == actor)
          v -= model::force_cost(s_, d_, axis.force, w.men[axis.force.index()]);
      }
      for (const auto force : t.beside) {
        if (s_.forces[force.index()].actor == actor)
          v -= model::force_cost(s_, d_, force, std::min(w.men[force.index()], t.derived.men_cap[force.index()]));
      }
      for (std::size_t p = 0; p < space.pairs.size(); ++p) {
        const auto& pair = space.pairs[p];
        if (pair.on == actor) v -= conduct(pair) * model::sanction_bite(s_, d_, pair.by, t.stance.level[p]);
        if (pair.by == actor) v -= conduct(pair) * model::sanction_cost(s_, d_, pair.by, t.stance.level[p]);
      }
      break;
    }
    case Measure::population:
      for (std::size_t n = 0; n < s_.nodes.size(); ++n) {
        const bool inside =
            !attribute.zone.valid() ||
            std::find(s_.zones[attribute.zone.index()].nodes.begin(), s_.zones[attribute.zone.index()].nodes.end(),
                      core::NodeId::at(n)) != s_.zones[attribute.zone.index()].nodes.end();
        if (inside && !s_.nodes[n].outside)
          v += d_[s_.nodes[n].population] * w.control[n * coalitions + attribute.coalition.index()];
      }
      break;
    case Measure::zone: {
      const auto& nodes = s_.zones[attribute.zone.index()].nodes;
      for (const auto n : nodes)
        v += w.control[n.index() * coalitions + attribute.coalition.index()] / static_cast<double>(nodes.size());
      break;
    }
    case Measure::force:
      v = std::min(w.men[attribute.force.index()], t.derived.men_cap[attribute.force.index()]);
      break;
    case Measure::deaths: v = deaths; break;
    case Measure::sanctioned:
      for (std::size_t p = 0; p < space.pairs.size(); ++p) {
        if (space.pairs[p].on == actor) v += conduct(space.pairs[p]) * t.stance.level[p];
      }
      break;
    case Measure::audience: v = t.derived.audience[actor.index()]; break;
  }
  return v;
}

PairedDifference Sampler::difference(const SampledFuture& with, const SampledFuture& without, core::ActorId actor,
                                     std::size_t attribute) const {
  const auto judge = static_cast<std::size_t>(preference_.space().judge_index[actor.index()]);
  const std::size_t n = std::min(with.path.size(), without.path.size());
  double sum = 0.0, squares = 0.0;
  for (std::size_t p = 0; p < n; ++p) {
    const double x = with.path[p][judge][attribute] - without.path[p][judge][attribute];
    sum += x;
    squares += x * x;
  }
  const double mean = sum / static_cast<double>(n);
  const double variance =
      n > 1 ? std::max(0.0, squares / static_cast<double>(n) - mean * mean) / static_cast<double>(n - 1) : 0.0;
  return {mean, det::sqrt(variance)};
}

PairedDifference Sampler::gain(const SampledFuture& with, const SampledFuture& without, core::ActorId actor) const {
  const auto judge = static_cast<std::size_t>(preference_.space().judge_index[actor.index()]);
  const std::size_t count = s_.actors[actor.index()].attributes.size();
  std::array<double, kMaxAttributes> d{};
  // the curve applies to expected differences, as in the projected preference; the error is that of single paths' utility
  for (std::size_t k = 0; k < count; ++k) d[k] = with.mean[judge][k] - without.mean[judge][k];
  PairedDifference out;
  out.mean = preference_.utility()(actor, d);
  double variance = 0.0;
  const std::size_t n = std::min(with.path.size(), without.path.size());
  double sum = 0.0, squares = 0.0;
  for (std::size_t p = 0; p < n; ++p) {
    double x = 0.0;
    for (std::size_t k = 0; k < count; ++k)
      x += preference_.utility().part(actor, k, with.path[p][judge][k] - without.path[p][judge][k]);
    sum += x;
    squares += x * x;
  }
  if (n > 1) {
    const double mean = sum / static_cast<double>(n);
    variance = std::max(0.0, squares / static_cast<double>(n) - mean * mean) / static_cast<double>(n - 1);
  }
  out.error = det::sqrt(variance);
  return out;
}

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// The operations' meaning for the world, one small function each. Magnitudes in MUSD/month, men, shares or points as the
// effect table says; nothing here changes the state. Restraints of several sources combine as 1 - prod(1 - each).
#include "world/effects.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "world/holdings.hpp"
#include "world/lookup.hpp"

namespace entente::world {
namespace {

using scenario::Effect;
using scenario::Op;

/// Part of the sky that opposed actors with men in the field leave open to aircraft over a force.
double open_sky(const scenario::Scenario& s, const scenario::Draw& draw, const World& w, std::size_t force) {
  double open = 1.0;
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    const double denial = std::clamp(value_or(draw, s.actors[a].air_denial, 0.0), 0.0, 1.0);
    if (denial <= 0.0) continue;
    for (std::size_t f = 0; f < s.forces.size(); ++f) {
      const std::int32_t side = w.force_coalition[f];
      if (s.forces[f].actor != core::ActorId::at(a) || w.men[f] <= 0.0 || side < 0 ||
          side == w.force_coalition[force] || s.coalitions[static_cast<std::size_t>(side)].unaligned)
        continue;
      open *= 1.0 - denial;
      break;
    }
  }
  return open;
}

struct Adder {
  const scenario::Scenario& s;
  const scenario::Draw& draw;
  const World& w;
  const Effect& effect;
  const EffectUse& use;
  Derived& out;
  double amount = 0.0;    // change x scale
  double level = 0.0;     // level x scale
  double promised = 0.0;  // change x scale at full delivery

  void pay(core::ActorId from, core::ActorId to, double musd, MoneyKind kind) const {
    if (musd == 0.0 || (!from.valid() && !to.valid())) return;
    out.payments.push_back(musd > 0.0 ? Payment{from, to, musd, kind} : Payment{to, from, -musd, kind});
  }

  /// Present price over the price at as_of, within floor and cap; 1 without an index.
  [[nodiscard]] double index_factor() const {
    if (!effect.mineral.valid() || !s.minerals[effect.mineral.index()].priced) return 1.0;
    const double start = value_or(draw, s.minerals[effect.mineral.index()].price, 0.0);
    double factor = start > 0.0 ? det::exp(w.log_price[effect.mineral.index()]) / start : 1.0;
    if (effect.floor.valid()) factor = std::max(factor, value_or(draw, effect.floor, factor));
    if (effect.cap.valid()) factor = std::min(factor, value_or(draw, effect.cap, factor));
    return factor;
  }

  void payment(MoneyKind kind) const { pay(effect.from, effect.to, amount * index_factor(), kind); }

  /// Aid withheld is not a payment back: the receiver's outside income falls by it.
  void aid() const {
    if (amount < 0.0 && effect.to.valid()) {
      out.withheld[effect.to.index()] -= amount;
    } else {
      payment(MoneyKind::aid);
    }
  }

  /// Men beside a force, and their upkeep at the force's own cost per man.
  void men_beside(core::ForceId force, double men, core::ActorId payer, MoneyKind kind) const {
    if (!force.valid() || men <= 0.0) return;
    out.extra_men[force.index()] += men;
    pay(payer, {}, men * value_or(draw, s.forces[force.index()].cost, 0.0) * 1e-6, kind);
  }

  /// USD a month for each of so many, paid to the world outside.
  void upkeep(double count) const {
    if (effect.cost.valid())
      pay(effect.from, {}, std::max(0.0, count) * value_or(draw, effect.cost, 0.0) * 1e-6, MoneyKind::deployment);
  }

  /// What the aircraft over a force add to its quality: gain x u / (1 + u) x open sky, u the aircraft in units of `half`.
  /// Diminishing returns in the form of a rectangular hyperbola.
  [[nodiscard]] double air_quality(std::size_t f, double sky) const {
    const double u = out.aircraft[f];
    return u > 0.0 ? out.air_gain[f] * u / (1.0 + u) * sky : 0.0;
  }

  /// Rows of one force add their aircraft; the largest gain that one of them can bring is that of all.
  void drones() const {
    if (!effect.force.valid() || amount <= 0.0) return;
    const std::size_t f = effect.force.index();
    const double sky = open_sky(s, draw, w, f);
    const double before = air_quality(f, sky);
    out.aircraft[f] += amount / std::max(0.1, value_or(draw, effect.half, 1.0));
    out.air_gain[f] = std::max(out.air_gain[f], value_or(draw, effect.gain, 0.0));
    out.quality_factor[f] += air_quality(f, sky) - before;
    upkeep(amount);
  }

  void cap_men(double men) const {
    if (effect.force.valid())
      out.men_cap[effect.force.index()] = std::min(out.men_cap[effect.force.index()], std::max(0.0, men));
  }
  /// A shock that is only partly in effect has brought the force part of the way from its men at as_of.
  [[nodiscard]] double arriving(double men) const { return men + (1.0 - std::min(1.0, use.level)) * first_men(); }

  [[nodiscard]] double first_men() const {
    return effect.force.valid() ? value_or(draw, s.forces[effect.force.index()].men, 0.0) : 0.0;
  }

  void restrain(std::vector<double>& table) const {
    const double x = std::clamp(amount, 0.0, 1.0);
    for (std::size_t c = 0; c < s.coalition_count(); ++c) {
      const bool meant = effect.coalition.valid() ? effect.coalition.index() == c : !s.coalitions[c].unaligned;
      if (meant) table[c] = 1.0 - (1.0 - table[c]) * (1.0 - x);
    }
  }

  void sanction() const {
    if (!effect.from.valid() || !effect.on.valid()) return;
    double& held = out.sanction[effect.from.index() * s.actors.size() + effect.on.index()];
    // a pledge rises from the status quo with its delivery; a lever or a shock stands at its level
    held = std::max(held, use.origin == EffectOrigin::deal ? level - promised + amount : level * use.delivered);
  }

  /// A deal's regime replaces the levers'; among levers the strictest counts.
  void regime() const {
    if (!effect.mineral.valid() || use.delivered < 0.5) return;
    int& set = out.regime[effect.mineral.index()];
    const int wanted = static_cast<int>(std::clamp(std::floor(level + 0.5), 0.0, 2.0));
    set = use.origin == EffectOrigin::deal ? wanted : std::max(set, wanted);
  }

  /// Spread over the assets (or on the edge); paid in equal parts over the lag, at the payer's own delivery.
  void invest() const {
    const double done = std::max(0.0, amount);
    for (const auto asset : effect.assets)
      out.investment[asset.index()] += done / static_cast<double>(effect.assets.size());
    if (effect.edge.valid()) out.edge_investment[effect.edge.index()] += done;
    if (use.origin != EffectOrigin::deal || !use.running) return;
    const double lag = std::max(1.0, value_or(draw, effect.lag, 1.0));
    if (static_cast<double>(w.month - use.since) >= lag) return;
    const double delivery = effect.from.valid() ? value_or(draw, s.actors[effect.from.index()].delivery, 1.0) : 1.0;
    pay(effect.from, {}, std::max(0.0, promised) * delivery / lag, MoneyKind::investment);
  }

  void points(core::ActorId actor) const {
    if (actor.valid()) out.audience[actor.index()] += amount;
  }

  void recognise() const {
    if (!effect.to.valid()) return;
    out.recognised[effect.to.index()] += amount;
    points(effect.to);
  }

  void handover() const {
    if (use.running && effect.coalition.valid() && amount > 0.0)
      out.handovers.push_back({effect.zone, effect.held_by, effect.coalition, std::min(1.0, amount), use.since});
  }

  void force_terms() const {
    switch (effect.op) {
      case Op::train:
        men_beside(effect.force, amount, effect.force.valid() ? s.forces[effect.force.index()].actor : core::ActorId{},
                   MoneyKind::war);
        break;
      case Op::contractors: men_beside(effect.force, amount, effect.from, MoneyKind::deployment); break;
      case Op::equip:
        if (effect.force.valid()) out.quality_factor[effect.force.index()] += std::max(0.0, amount);
        break;
      case Op::drones: drones(); break;
      case Op::intelligence:
        if (!effect.force.valid()) break;
        out.quality_factor[effect.force.index()] += std::max(0.0, amount);
        out.insight[effect.force.index()] += std::max(0.0, amount);
        upkeep(use.change);
        break;
      case Op::withdraw: cap_men((1.0 - std::clamp(amount, 0.0, 1.0)) * first_men()); break;
      case Op::integrate:
        cap_men(first_men() - amount);
        if (effect.into.valid())
          men_beside(effect.into, std::min(amount, first_men()), s.forces[effect.into.index()].actor, MoneyKind::war);
        break;
      case Op::deploy:
        if (effect.force.valid() && use.delivered > 0.0)
          out.target_men[effect.force.index()] =
              std::max(0.0, use.origin == EffectOrigin::shock ? arriving(level) : level);
        break;
      case Op::realign:
        if (use.running && effect.force.valid() && effect.coalition.valid() && amount >= 0.5)
          out.realigns.push_back({effect.force, effect.coalition});
        break;
      default: break;
    }
  }

  /// Shares are granted one after the other; derive does so itself, since what it finds is mostly what it found before.
  void grant() const {
    out.grants.push_back({&effect, amount});
    if (!use.collect) grant_share(s, effect, amount, out.holdings);
  }

  void add() const {
    switch (effect.op) {
      case Op::set_share: grant(); break;
      case Op::operate: break;  // who operates changes no flow of its own; the shares do
      case Op::pay: payment(MoneyKind::payment); break;
      case Op::aid: aid(); break;
      case Op::train:
      case Op::equip:
      case Op::contractors:
      case Op::drones:
      case Op::intelligence:
      case Op::withdraw:
      case Op::integrate:
      case Op::deploy:
      case Op::realign: force_terms(); break;
      case Op::sanction: sanction(); break;
      case Op::handover: handover(); break;
      case Op::ceasefire:
        restrain(out.truce);
        restrain(out.restraint);
        break;
      case Op::posture: restrain(out.restraint); break;
      case Op::export_regime: regime(); break;
      case Op::invest: invest(); break;
      case Op::recognise: recognise(); break;
      case Op::monitor:
        if (effect.track.valid())
          out.monitor[effect.track.index()] = std::clamp(out.monitor[effect.track.index()] + amount, 0.0, 1.0);
        break;
      case Op::audience: points(effect.on); break;
      case Op::signal:
        if (effect.on.valid()) out.signal[effect.on.index()] += amount;
        break;
    }
  }
};

}  // namespace

void add_effect(const scenario::Scenario& s, const scenario::Draw& draw, const World& w, const Effect& effect,
                const EffectUse& use, Derived& out) {
  const double scale = value_or(draw, effect.scale, 1.0);
  Adder adder{s, draw, w, effect, use, out, use.change * scale, use.level * scale};
  adder.promised = use.promised * scale;
  adder.add();
}

void take_back(const Effect& effect, const Derived& base, Derived& out) {
  out.payments.resize(base.payments.size());  // these are only appended to
  out.handovers.resize(base.handovers.size());
  out.realigns.resize(base.realigns.size());
  switch (effect.op) {
    case Op::set_share:
      out.holdings = base.holdings;
      out.grants = base.grants;
      break;
    case Op::operate:
    case Op::pay:
    case Op::handover:
    case Op::realign: break;
    case Op::aid: out.withheld = base.withheld; break;
    case Op::train:
    case Op::contractors: out.extra_men = base.extra_men; break;
    case Op::equip: out.quality_factor = base.quality_factor; break;
    case Op::drones:
      out.quality_factor = base.quality_factor;
      out.aircraft = base.aircraft;
      out.air_gain = base.air_gain;
      break;
    case Op::intelligence:
      out.quality_factor = base.quality_factor;
      out.insight = base.insight;
      break;
    case Op::withdraw:
    case Op::integrate:
      out.men_cap = base.men_cap;
      out.extra_men = base.extra_men;
      break;
    case Op::deploy: out.target_men = base.target_men; break;
    case Op::sanction: out.sanction = base.sanction; break;
    case Op::ceasefire:
    case Op::posture:
      out.truce = base.truce;
      out.restraint = base.restraint;
      break;
    case Op::export_regime: out.regime = base.regime; break;
    case Op::invest:
      out.investment = base.investment;
      out.edge_investment = base.edge_investment;
      break;
    case Op::recognise:
    case Op::audience:
      out.audience = base.audience;
      out.recognised = base.recognised;
      break;
    case Op::monitor: out.monitor = base.monitor; break;
    case Op::signal: out.signal = base.signal; break;
  }
}

}  // namespace entente::world

// SPDX-License-Identifier: Apache-2.0
// Turning imposed effects into driver coordinates. Pressure is what leaving would relieve: bite times the sanctioner's
// credibility of relief, summed over the coalition's members.
#include "valuation/stance.hpp"

#include <algorithm>
#include <limits>

#include "model/pressure.hpp"

namespace entente::valuation {
namespace {

constexpr double kNoCap = std::numeric_limits<double>::max();

double effective(const world::World& world, const world::Derived& derived, std::size_t f) {
  const double men = std::min(world.men[f], derived.men_cap[f]) + derived.extra_men[f];
  return men * world.quality[f] * derived.quality_factor[f] * world.cohesion[f];
}

/// Restraint of a coalition: its own lasts; what stems from a truce, as long as truces are believed to.
double restraint(const world::Derived& derived, core::CoalitionId coalition, double truce_share) {
  const double truce = derived.truce[coalition.index()];
  const double own = truce < 1.0 ? 1.0 - (1.0 - derived.restraint[coalition.index()]) / (1.0 - truce) : 0.0;
  return 1.0 - (1.0 - own) * (1.0 - truce * truce_share);
}

/// Has the coalition a strength driver of its own?
bool has_strength(const Space& space, const world::World& world, std::int32_t coalition) {
  return std::any_of(space.linear.begin(), space.linear.end(), [&](const LinearAxis& a) {
    return a.kind == scenario::AxisKind::strength && world.force_coalition[a.force.index()] == coalition;
  });
}

/// Does anything differ that strength is made of?
bool strengths_differ(const world::Derived& a, const world::Derived& b) {
  return a.men_cap != b.men_cap || a.extra_men != b.extra_men || a.quality_factor != b.quality_factor;
}

/// Effective men gained by a coalition; men its opponents lose count at the ratio of the two sides, since contests turn
/// on that ratio, unless the opponents have a strength driver of their own. Forces that a driver carries are left to it.
double strength(const Space& space, const world::World& world, const world::Derived& derived,
                const world::Derived& present, std::int32_t coalition) {
  if (!strengths_differ(derived, present)) return 0.0;
  const auto& s = space.scenario;
  const auto moved = [&](std::size_t f) {
    return space.driven[f] == 0 &&
           (derived.men_cap[f] != present.men_cap[f] || derived.extra_men[f] != present.extra_men[f] ||
            derived.quality_factor[f] != present.quality_factor[f]);
  };
  bool any = false;
  for (std::size_t f = 0; f < s.forces.size(); ++f) any = any || moved(f);
  if (!any) return 0.0;
  double gained = 0.0, lost = 0.0, own = 0.0, opposed = 0.0;
  for (std::size_t f = 0; f < s.forces.size(); ++f) {
    const double now = effective(world, present, f);
    const double then = moved(f) ? effective(world, derived, f) : now;
    if (world.force_coalition[f] == coalition) {
      own += now;
      gained += then - now;
    } else {
      opposed += now;
      if (!has_strength(space, world, world.force_coalition[f])) lost += now - then;
    }
  }
  return gained + (opposed > 0.0 ? lost * own / opposed : 0.0);
}

}  // namespace

Stance neutral_stance() {
  Stance s;
  s.free.fill(1.0);
  s.cap.fill(kNoCap);
  s.cap_chance.fill(1.0);
  return s;
}

StanceTerm neutral_term() {
  StanceTerm t;
  t.free.fill(1.0);
  t.cap.fill(kNoCap);
  return t;
}

Stance stance_of(const Space& space, const world::World& world, const world::Derived& derived,
                 const world::Derived& present, double truce_share) {
  const auto& s = space.scenario;
  Stance out = neutral_stance();
  for (std::size_t p = 0; p < space.pairs.size(); ++p) {
    const auto& pair = space.pairs[p];
    out.level[p] = derived.sanction[pair.by.index() * s.actors.size() + pair.on.index()];
  }
  for (std::size_t j = 0; j < space.linear.size(); ++j) {
    const auto& axis = space.linear[j];
    double x = axis.levels.front();
    if (axis.kind == scenario::AxisKind::strength) {
      x += strength(space, world, derived, present, world.force_coalition[axis.force.index()]);
    } else if (axis.kind == scenario::AxisKind::pressure) {
      for (std::size_t p = 0; p < space.pairs.size(); ++p) {
        const auto& pair = space.pairs[p];
        if (s.actors[pair.on.index()].coalition != axis.coalition) continue;
        x += model::sanction_bite(s, space.draw, pair.by, out.level[p]) *
             space.draw[s.actors[pair.by.index()].relief_credibility];
      }
    } else if (axis.kind == scenario::AxisKind::restraint) {
      x += restraint(derived, axis.coalition, truce_share);
    }
    out.linear[j] = x;
  }
  for (std::size_t g = 0; g < space.grid.size(); ++g) {
    const auto& axis = space.grid[g];
    if (axis.kind == scenario::AxisKind::restraint) {
      out.free[g] = 1.0 - derived.truce[axis.coalition.index()] * truce_share;
    } else if (axis.kind == scenario::AxisKind::force_men) {
      out.cap[g] = derived.men_cap[axis.force.index()];
    }
  }
  return out;
}

StanceTerm term_of(const Space& space, const world::World& world, const world::Derived& with,
                   const world::Derived& present, double truce_share, const world::Derived& without,
                   const Stance& stands) {
  const auto& s = space.scenario;
  StanceTerm t = neutral_term();
  const bool stronger = strengths_differ(with, without),
             calmer = with.restraint != without.restraint || with.truce != without.truce;
  for (std::size_t j = 0; j < space.linear.size(); ++j) {
    const auto& axis = space.linear[j];
    double x = stands.linear[j];  // of pressure, which follows from the levels
    if (axis.kind == scenario::AxisKind::strength && stronger)
      x = axis.levels.front() + strength(space, world, with, present, world.force_coalition[axis.force.index()]);
    if (axis.kind == scenario::AxisKind::restraint && calmer)
      x = axis.levels.front() + restraint(with, axis.coalition, truce_share);
    t.linear[j] = x - stands.linear[j];
    t.any = t.any || t.linear[j] != 0.0;
  }
  for (std::size_t g = 0; g < space.grid.size(); ++g) {
    const auto& axis = space.grid[g];
    if (axis.kind == scenario::AxisKind::restraint) {
      const double free = 1.0 - with.truce[axis.coalition.index()] * truce_share;
      t.free[g] = stands.free[g] > 0.0 ? free / stands.free[g] : 1.0;
    } else if (axis.kind == scenario::AxisKind::force_men) {
      const double cap = with.men_cap[axis.force.index()];
      t.cap[g] = cap < stands.cap[g] ? cap : kNoCap;
    }
    t.any = t.any || t.free[g] != 1.0 || t.cap[g] < kNoCap;
  }
  for (std::size_t p = 0; p < space.pairs.size(); ++p) {
    const auto& pair = space.pairs[p];
    const double level = with.sanction[pair.by.index() * s.actors.size() + pair.on.index()];
    t.level[p] = level > stands.level[p] ? level : 0.0;
    t.sanctions = t.sanctions || t.level[p] > 0.0;
  }
  t.any = t.any || t.sanctions;
  for (std::size_t k = 0; k < with.monitor.size(); ++k)
    t.monitor = std::max(t.monitor, with.monitor[k] - without.monitor[k]);
  return t;
}

void add_term(const Space& space, Stance& stance, const StanceTerm& term, double h) {
  const auto& s = space.scenario;
  for (std::size_t p = 0; term.sanctions && p < space.pairs.size(); ++p) {
    if (term.level[p] <= stance.level[p]) continue;
    const auto& pair = space.pairs[p];
    const double raised = stance.level[p] + h * (term.level[p] - stance.level[p]);
    const double relief = space.draw[s.actors[pair.by.index()].relief_credibility];
    const double more = (model::sanction_bite(s, space.draw, pair.by, raised) -
                         model::sanction_bite(s, space.draw, pair.by, stance.level[p])) *
                        relief;
    for (std::size_t j = 0; j < space.linear.size(); ++j) {
      const auto& axis = space.linear[j];
      if (space.reacts && axis.kind == scenario::AxisKind::pressure &&
          s.actors[pair.on.index()].coalition == axis.coalition) {
        stance.linear[j] += more;
      }
    }
    stance.level[p] = raised;
  }
  for (std::size_t j = 0; j < space.linear.size(); ++j) stance.linear[j] += h * term.linear[j];
  for (std::size_t g = 0; g < space.grid.size(); ++g) {
    stance.free[g] *= 1.0 - h * (1.0 - term.free[g]);
    if (term.cap[g] >= stance.cap[g]) continue;
    stance.cap[g] = term.cap[g];
    stance.cap_chance[g] = h;
  }
}

}  // namespace entente::valuation

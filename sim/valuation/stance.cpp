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

/// Has the coalition a strength driver of its own?
bool has_strength(const Space& space, const world::World& world, std::int32_t coalition) {
  return std::any_of(space.linear.begin(), space.linear.end(), [&](const LinearAxis& a) {
    return a.kind == scenario::AxisKind::strength && world.force_coalition[a.force.index()] == coalition;
  });
}

/// Effective men gained by a coalition; men its opponents lose count at the ratio of the two sides, since contests turn
/// on that ratio, unless the opponents have a strength driver of their own. Forces that a driver carries are left to it.
double strength(const Space& space, const world::World& world, const world::Derived& derived,
                const world::Derived& present, std::int32_t coalition) {
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
      // own restraint lasts; what stems from a truce, as long as truces are believed to
      const double truce = derived.truce[axis.coalition.index()];
      const double own = truce < 1.0 ? 1.0 - (1.0 - derived.restraint[axis.coalition.index()]) / (1.0 - truce) : 0.0;
      x += 1.0 - (1.0 - own) * (1.0 - truce * truce_share);
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

StanceTerm difference(const Space& space, const Stance& with, const Stance& without) {
  StanceTerm t = neutral_term();
  for (std::size_t j = 0; j < space.linear.size(); ++j) {
    t.linear[j] = with.linear[j] - without.linear[j];
    if (space.linear[j].kind == scenario::AxisKind::pressure) t.linear[j] = 0.0;  // follows from the levels
    t.any = t.any || t.linear[j] != 0.0;
  }
  for (std::size_t g = 0; g < space.grid.size(); ++g) {
    t.free[g] = without.free[g] > 0.0 ? with.free[g] / without.free[g] : 1.0;
    t.cap[g] = with.cap[g] < without.cap[g] ? with.cap[g] : kNoCap;
    t.any = t.any || t.free[g] != 1.0 || t.cap[g] < kNoCap;
  }
  for (std::size_t p = 0; p < space.pairs.size(); ++p) {
    t.level[p] = with.level[p] > without.level[p] ? with.level[p] : 0.0;
    t.any = t.any || t.level[p] > 0.0;
  }
  return t;
}

void add_term(const Space& space, Stance& stance, const StanceTerm& term, double h) {
  const auto& s = space.scenario;
  for (std::size_t p = 0; p < space.pairs.size(); ++p) {
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

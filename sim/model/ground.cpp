// SPDX-License-Identifier: Apache-2.0
// Assembles what a conflict model sees: strength and men by front, supply by distance over the ground that a coalition may
// use, restraint, pressure, rent. Supply is exponential in effective distance (a loss-of-strength gradient: Boulding 1962).
#include "model/ground.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/detmath.hpp"
#include "core/same_bytes.hpp"
#include "graph/routes.hpp"
#include "model/pressure.hpp"
#include "world/lookup.hpp"

namespace entente::model {
namespace {

using scenario::Draw;
using scenario::Scenario;
using world::World;

constexpr double kClosed = std::numeric_limits<double>::infinity();

bool armed(const Scenario& s, std::size_t c) { return !s.coalitions[c].unaligned; }

/// Powers with one exponent, remembered: roads of one kind have one capacity.
class Powers {
 public:
  explicit Powers(double exponent) : exponent_(exponent) {}
  double of(double base) {
    const auto known = std::find(base_.begin(), base_.end(), base);
    if (known != base_.end()) return power_[static_cast<std::size_t>(known - base_.begin())];
    base_.push_back(base);
    power_.push_back(det::pow(base, exponent_));
    return power_.back();
  }

 private:
  double exponent_;
  std::vector<double> base_, power_;
};

/// Bases of the coalition's forces that still have men.
void find_bases(const Scenario& s, const World& w, std::size_t c, std::vector<std::uint8_t>& base) {
  base.assign(s.nodes.size(), 0);
  for (std::size_t f = 0; f < s.forces.size(); ++f) {
    if (w.force_coalition[f] != static_cast<std::int32_t>(c) || w.men[f] <= 0.0) continue;
    for (const auto node : s.forces[f].bases) base[node.index()] = 1;
  }
}

/// Ground that troops may cross: not held by an opposed armed coalition. Foreign ground only where the coalition has a base
/// or the owner is one of its members: nobody marches through a neutral country.
void find_open_ground(const Scenario& s, std::size_t c, const std::vector<std::int32_t>& holder,
                      const std::vector<std::uint8_t>& base, std::vector<std::uint8_t>& open) {
  open.resize(s.nodes.size());
  for (std::size_t n = 0; n < s.nodes.size(); ++n) {
    if (s.nodes[n].outside) {
      const auto owner = s.nodes[n].owner;
      const bool own = owner.valid() && s.actors[owner.index()].coalition == core::CoalitionId::at(c);
      open[n] = own || base[n] != 0 ? 1 : 0;
      continue;
    }
    const std::int32_t h = holder[n];
    open[n] = h < 0 || h == static_cast<std::int32_t>(c) || !armed(s, static_cast<std::size_t>(h)) ? 1 : 0;
  }
}

/// Supply of one coalition at every node. A node held by the enemy is reached from the nearest passable neighbour. What is
/// as far as before is supplied as before.
void solve_supply(const Scenario& s, double length, std::size_t c, SupplyBasis& basis, double* supply) {
  const std::size_t count = s.nodes.size();
  double* const reached = basis.reached.data() + c * count;
  basis.sources.clear();
  for (std::size_t n = 0; n < count; ++n)
    if (basis.now_base[n] != 0) basis.sources.push_back(static_cast<int>(n));
  if (basis.sources.empty()) {
    std::fill(supply, supply + count, 0.0);
    std::fill(reached, reached + count, kClosed);
    return;
  }
  const std::vector<double>& distance = basis.distance;
  graph::distances_from(s.map, basis.sources, basis.cost, basis.now_open, basis.distance, basis.scratch);
  for (std::size_t n = 0; n < count; ++n) {
    double best = distance[n];
    if (basis.now_open[n] == 0 && !s.nodes[n].outside) {
      const auto neighbours = s.map.neighbours(static_cast<int>(n));
      const auto edges = s.map.edges_of(static_cast<int>(n));
      for (std::size_t k = 0; k < neighbours.size(); ++k)
        best = std::min(
            best, distance[static_cast<std::size_t>(neighbours[k])] + basis.cost[static_cast<std::size_t>(edges[k])]);
    }
    if (best == reached[n]) continue;
    reached[n] = best;
    supply[n] = best < kClosed ? det::exp(-best / length) : 0.0;
  }
}

/// Supply of every armed coalition whose ways differ from those of the last solution, or of all.
void update_supply(const Scenario& s, const Draw& draw, const World& w, const GroundParams& params, bool all,
                   GroundInputs& out) {
  const std::size_t count = s.coalition_count(), nodes = s.nodes.size();
  SupplyBasis& basis = out.basis;
  if (all) {
    out.supply.assign(count * nodes, 0.0);
    basis.cost = effective_lengths(s, draw, params.capacity_exponent, Traffic::troops);
    basis.open.assign(count * nodes, 0);
    basis.base.assign(count * nodes, 0);
    basis.reached.assign(count * nodes, kClosed);
  }
  basis.holder.resize(nodes);
  for (std::size_t n = 0; n < nodes; ++n) basis.holder[n] = w.holder(s, core::NodeId::at(n)).value;
  for (std::size_t c = 0; c < count; ++c) {
    if (!armed(s, c)) continue;
    find_bases(s, w, c, basis.now_base);
    find_open_ground(s, c, basis.holder, basis.now_base, basis.now_open);
    const auto open = basis.open.begin() + static_cast<std::ptrdiff_t>(c * nodes);
    const auto base = basis.base.begin() + static_cast<std::ptrdiff_t>(c * nodes);
    if (!all && std::equal(basis.now_open.begin(), basis.now_open.end(), open) &&
        std::equal(basis.now_base.begin(), basis.now_base.end(), base))
      continue;
    std::copy(basis.now_open.begin(), basis.now_open.end(), open);
    std::copy(basis.now_base.begin(), basis.now_base.end(), base);
    solve_supply(s, params.supply_length, c, basis, out.supply.data() + c * nodes);
  }
}

/// Sums over forces by side, [front * C + c].
struct Sides {
  double *men, *strength, *regroup, *regroup_rate, *whole;
};

/// An optional number of the draw, not below 0.
double part_of(const std::vector<double>& values, scenario::Num num) {
  const std::size_t at = static_cast<std::uint32_t>(num.value);
  return at < values.size() ? std::max(0.0, values[at]) : 0.0;
}

/// Also what rest would add: cohesion comes back to where it began or to `rested`, whichever is more, at the force's recruit
/// rate (averaged over the coalition's forces by their rested strength; divided out by the caller).
void add_force(const Scenario& s, const Draw& draw, const World& w, const world::Derived& derived, double rested,
               std::size_t f, std::size_t count, std::size_t cells, const Sides& out) {
  const std::int32_t side = w.force_coalition[f];
  if (side < 0 || static_cast<std::size_t>(side) >= count) return;
  const double men = w.men[f] + derived.extra_men[f];
  if (men == 0.0) return;  // nothing to add
  // what intelligence has taught outlives it for a while
  const double learnt =
      f < w.insight.size() && f < derived.insight.size() ? std::max(0.0, w.insight[f] - derived.insight[f]) : 0.0;
  const double quality = w.quality[f] * (derived.quality_factor[f] + learnt);
  const double target = std::max({rested, world::value_or(draw, s.forces[f].cohesion, 0.0), w.cohesion[f]});
  const std::vector<double>& values = draw.values();
  const double recruit = part_of(values, s.forces[f].recruit), cohesion = w.cohesion[f];
  std::size_t k = static_cast<std::size_t>(side);
  for (const scenario::Num share : s.forces[f].front_share) {
    if (k >= cells) break;
    const double here = men * part_of(values, share);
    const std::size_t next = k + count;
    if (here == 0.0) {  // nothing to add
      k = next;
      continue;
    }
    const double worth = here * quality;
    out.men[k] += here;
    out.strength[k] += worth * cohesion;
    out.regroup[k] += worth * (target - cohesion);
    out.regroup_rate[k] += worth * target * recruit;
    out.whole[k] += worth * target;
    k = next;
  }
}

void fill_pressure(const Scenario& s, const Draw& draw, const World& w, const world::Derived& derived,
                   GroundInputs& out) {
  out.pressure.assign(s.coalition_count(), 0.0);
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    const auto coalition = s.actors[a].coalition;
    if (coalition.valid())
      out.pressure[coalition.index()] += relief_at_stake(s, draw, w, derived, core::ActorId::at(a));
  }
}

/// Pressure, worked out again only when sanctions or withheld aid have changed.
void update_pressure(const Scenario& s, const Draw& draw, const World& w, const world::Derived& derived, bool fresh,
                     GroundInputs& out) {
  SupplyBasis& basis = out.basis;
  if (fresh || !core::same_bytes(basis.sanction, w.sanction) || !core::same_bytes(basis.withheld, derived.withheld)) {
    fill_pressure(s, draw, w, derived, out);
    basis.pressure = out.pressure;
    basis.sanction = w.sanction;
    basis.withheld = derived.withheld;
  } else {
    out.pressure = basis.pressure;
  }
}

/// Everything about sides but pressure.
void fill_sides(const Scenario& s, const Draw& draw, const World& w, const world::Derived& derived,
                const GroundParams& params, GroundInputs& out) {
  const std::size_t count = s.coalition_count(), cells = s.fronts.size() * count, forces = s.forces.size();
  std::vector<double>& whole = out.basis.whole;
  for (auto* table : {&out.strength, &out.men, &out.regroup, &out.regroup_rate, &whole}) table->assign(cells, 0.0);
  const Sides sides{out.men.data(), out.strength.data(), out.regroup.data(), out.regroup_rate.data(), whole.data()};
  for (std::size_t f = 0; f < forces; ++f)
    add_force(s, draw, w, derived, params.rested_cohesion, f, count, cells, sides);
  for (std::size_t k = 0; k < cells; ++k) out.regroup_rate[k] = whole[k] > 0.0 ? out.regroup_rate[k] / whole[k] : 0.0;
  out.restraint = derived.restraint;
}

}  // namespace

std::vector<double> effective_lengths(const Scenario& s, const Draw& draw, double exponent, Traffic traffic) {
  std::vector<double> length(s.edges.size(), kClosed);
  Powers powers(exponent);
  for (std::size_t e = 0; e < s.edges.size(); ++e) {
    const double capacity = world::value_or(draw, s.edges[e].capacity, 1.0);
    if (capacity <= 0.0 || (traffic == Traffic::troops && !s.edges[e].troops)) continue;
    length[e] = std::max(0.0, world::value_or(draw, s.edges[e].km, 0.0)) / powers.of(capacity);
  }
  return length;
}

void ground_inputs(const Scenario& s, const Draw& draw, const World& w, const world::Derived& derived,
                   const Ledger& ledger, const GroundParams& params, std::uint32_t& cache_version, GroundInputs& out) {
  const std::size_t count = s.coalition_count(), nodes = s.nodes.size();
  const bool fresh = cache_version == ~0u || out.supply.size() != count * nodes;
  if (fresh || cache_version != w.ground_version) {
    update_supply(s, draw, w, params, fresh, out);
    cache_version = w.ground_version;
  }
  fill_sides(s, draw, w, derived, params, out);
  update_pressure(s, draw, w, derived, fresh, out);
  if (ledger.rent.size() == count * nodes) {
    out.rent = ledger.rent;
  } else {
    out.rent.assign(count * nodes, 0.0);
  }
}

void ground_sides(const Scenario& s, const Draw& draw, const World& w, const world::Derived& derived,
                  const GroundParams& params, GroundInputs& out) {
  fill_sides(s, draw, w, derived, params, out);
  fill_pressure(s, draw, w, derived, out);
}

void ground_state(const Scenario& s, const World& w, GroundState& out, const GroundParams& params) {
  constexpr int kForgotten = 60;  // months after which no capture is fresh
  out.control = w.control;
  out.mode.assign(w.offensive.begin(), w.offensive.end());
  out.fresh.assign(s.nodes.size(), 0.0);
  for (std::size_t n = 0; n < s.nodes.size(); ++n) {
    const int age = std::max(0, w.month - w.captured_month[n]);
    if (age < kForgotten) out.fresh[n] = det::exp(-det::kLn2 * age / params.freshness_half_life);
  }
  out.drift.assign(w.offensive.size(), 0.0);
  out.deaths = 0.0;
  out.displaced = 0.0;
}

}  // namespace entente::model

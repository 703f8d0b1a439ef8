// SPDX-License-Identifier: Apache-2.0
// Standing charges of pressure and force, from the actors' own tables.
#include <algorithm>
#include <cmath>

#include "model/pressure.hpp"
#include "world/lookup.hpp"

namespace entente::model {

using scenario::Draw;
using scenario::Scenario;

double by_level(const Draw& draw, const std::vector<scenario::Num>& table, double level) {
  if (table.empty() || !(level >= 0.0)) return 0.0;
  const double last = static_cast<double>(table.size() - 1);
  const double at = std::min(level, last);
  const auto low = static_cast<std::size_t>(at);
  const double part = at - static_cast<double>(low);
  const double below = world::value_or(draw, table[low], 0.0);
  if (part == 0.0) return below;  // most levels are whole
  const std::size_t high = std::min(low + 1, table.size() - 1);
  return below + part * (world::value_or(draw, table[high], below) - below);
}

double sanction_bite(const Scenario& s, const Draw& draw, core::ActorId by, double level) {
  return by_level(draw, s.actors[by.index()].bite, level);
}

double sanction_cost(const Scenario& s, const Draw& draw, core::ActorId by, double level) {
  return by_level(draw, s.actors[by.index()].sanction_cost, level);
}

double bite_on(const Scenario& s, const Draw& draw, const world::World& w, core::ActorId on) {
  double sum = 0.0;
  const std::size_t actors = s.actors.size();
  for (std::size_t by = 0; by < actors; ++by) {
    const double level = w.sanction[by * actors + on.index()];
    if (level > 0.0) sum += sanction_bite(s, draw, core::ActorId::at(by), level);
  }
  return sum;
}

double relief_at_stake(const Scenario& s, const Draw& draw, const world::World& w, const world::Derived& derived,
                       core::ActorId on) {
  double sum = on.index() < derived.withheld.size() ? derived.withheld[on.index()] : 0.0;
  const std::size_t actors = s.actors.size();
  for (std::size_t by = 0; by < actors; ++by) {
    const double level = w.sanction[by * actors + on.index()];
    if (level > 0.0)
      sum += sanction_bite(s, draw, core::ActorId::at(by), level) *
             std::clamp(world::value_or(draw, s.actors[by].relief_credibility, 1.0), 0.0, 1.0);
  }
  return sum;
}

double force_cost(const Scenario& s, const Draw& draw, core::ForceId force, double men) {
  constexpr double kMillion = 1e6;  // costs of a man are in USD, money in MUSD
  return men * world::value_or(draw, s.forces[force.index()].cost, 0.0) / kMillion;
}

}  // namespace entente::model

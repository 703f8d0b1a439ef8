// SPDX-License-Identifier: Apache-2.0
// Auxiliaries that go over to the winner where their side loses ground. Independent of the conflict family, which only says
// what fell to whom.
#include <variant>

#include "run/politics.hpp"
#include "world/lookup.hpp"

namespace entente::run {
namespace {

/// Places that `from` lost to `to` by force on each front this week.
int lost_places(const Moment& m, std::span<const world::Event> events, std::int32_t from, std::int32_t to,
                std::size_t front) {
  int count = 0;
  for (const world::Event& event : events) {
    const auto* change = std::get_if<world::ControlChanged>(&event.body);
    if (change == nullptr || change->from.value != from || change->to.value != to || !change->node.valid()) continue;
    if (change->cause != world::Cause::capture && change->cause != world::Cause::rout) continue;
    const auto where = m.scenario.nodes[change->node.index()].front;
    count += where.valid() && where.index() == front ? 1 : 0;
  }
  return count;
}

}  // namespace

void turn_coats(const Moment& m, std::span<const world::Event> week_events, world::EventSink& out) {
  constexpr double kOneMan = 1.0;
  for (std::size_t f = 0; f < m.scenario.forces.size(); ++f) {
    const scenario::Force& force = m.scenario.forces[f];
    const double turns = world::value_or(m.draw, force.turns, 0.0);
    if (!force.turns_to.valid() || turns <= 0.0 || m.world.men[f] < kOneMan) continue;
    const std::int32_t side = m.world.force_coalition[f], other = m.world.force_coalition[force.turns_to.index()];
    if (side == other) continue;
    double stay = 1.0;
    for (std::size_t front = 0; front < force.front_share.size(); ++front) {
      const double here = turns * world::value_or(m.draw, force.front_share[front], 0.0);
      for (int i = lost_places(m, week_events, side, other, front); i > 0; --i) stay *= 1.0 - here;
    }
    const double leave = m.world.men[f] * (1.0 - stay);
    if (leave < kOneMan) continue;
    out.emit(world::ForceChanged{core::ForceId::at(f), -leave, 0.0, 0.0, world::Cause::desertion});
    out.emit(world::ForceChanged{force.turns_to, leave, 0.0, 0.0, world::Cause::integrated});
  }
}

}  // namespace entente::run

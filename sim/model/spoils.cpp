// SPDX-License-Identifier: Apache-2.0
// Who takes what when a place falls. Every sum has a payer: a treasury, or the people and firms of the place, who are part of
// the world outside.
#include "model/spoils.hpp"

#include <algorithm>
#include <variant>

#include "core/detmath.hpp"

namespace entente::model {
namespace {

core::ActorId of(const std::vector<core::ActorId>& table, core::CoalitionId side) {
  return side.valid() && side.index() < table.size() ? table[side.index()] : core::ActorId{};
}

void share_out(const Spoils& spoils, const world::Looted& fall, world::EventSink& out) {
  const core::ActorId looter = of(spoils.looter, fall.by), treasury = of(spoils.treasury, fall.from);
  const double kept = looter.valid() ? spoils.kept : 0.0;
  const double state = treasury.valid() ? fall.lost * spoils.public_part : 0.0;
  const auto move = [&](core::ActorId from, core::ActorId to, double amount) {
    if (amount > 0.0 && (from.valid() || to.valid()))
      out.emit(world::MoneyMoved{from, to, world::MoneyKind::looted, amount});
  };
  move(treasury, looter, state * kept);
  move(treasury, {}, state * (1.0 - kept));
  move({}, looter, (fall.lost - state) * kept);
}

}  // namespace

void GroundBefore::remember(const world::World& world, const Spoils& spoils) {
  if (spoils.goods.empty()) return;
  control = world.control;
  captured_month = world.captured_month;
}

double stores(const Spoils& spoils, int months) {
  return -det::expm1(-det::kLn2 * static_cast<double>(std::max(0, months)) / spoils.refill);
}

void loot(const scenario::Scenario& s, const world::World& w, const Spoils& spoils, const GroundBefore& before,
          std::span<const world::Event> week_events, world::EventSink& out) {
  if (spoils.goods.empty()) return;
  std::vector<std::size_t> seen;
  for (const world::Event& event : week_events) {
    const auto* change = std::get_if<world::ControlChanged>(&event.body);
    if (change == nullptr || !change->node.valid() || change->node.index() >= spoils.goods.size()) continue;
    if (change->cause != world::Cause::capture && change->cause != world::Cause::rout &&
        change->cause != world::Cause::advance)
      continue;
    const std::size_t n = change->node.index();
    const core::CoalitionId now = w.holder(s, change->node);
    if (now != change->to || now == world::holder_of(s, before.control, change->node)) continue;
    if (std::find(seen.begin(), seen.end(), n) != seen.end()) continue;
    seen.push_back(n);
    const double lost = spoils.goods[n] * stores(spoils, event.month - before.captured_month[n]);
    if (!(lost > 0.0)) continue;
    const world::Looted fall{change->node, change->to, change->from, lost};
    out.emit(fall);
    share_out(spoils, fall, out);
  }
}

}  // namespace entente::model

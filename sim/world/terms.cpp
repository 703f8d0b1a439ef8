// SPDX-License-Identifier: Apache-2.0
// Hand-overs and changes of side as events.
#include "world/terms.hpp"

#include <algorithm>

namespace entente::world {
namespace {

// Below this a share is as good as there: no event for a rounding error.
constexpr double kNegligible = 1e-6;

/// The armed coalition other than `to` with the largest share of the node; nobody's share is not anybody's to give.
core::CoalitionId giver(const scenario::Scenario& s, const World& w, std::size_t node, core::CoalitionId to) {
  core::CoalitionId best;
  double most = kNegligible;
  for (std::size_t c = 0; c < s.coalition_count(); ++c) {
    if (s.coalitions[c].unaligned || c == to.index()) continue;
    const double share = w.control[node * s.coalition_count() + c];
    if (share > most) {
      most = share;
      best = core::CoalitionId::at(c);
    }
  }
  return best;
}

void hand_over(const scenario::Scenario& s, const World& w, const Handover& h, std::size_t node, EventSink& out) {
  if (s.nodes[node].outside) return;
  const std::size_t count = s.coalition_count();
  const double have = w.control[node * count + h.to.index()];
  const auto holder = w.holder(s, core::NodeId::at(node));
  if (h.held_by.valid() && !h.zone.valid() && holder != h.held_by) return;
  const bool opposed = holder.valid() && holder != h.to && !s.coalitions[holder.index()].unaligned;
  if (opposed && w.captured_month[node] > h.since) return;
  const auto from = giver(s, w, node, h.to);
  if (have >= h.share - kNegligible || !from.valid()) return;
  const double held = w.control[node * count + from.index()];
  ControlChanged change;
  change.node = core::NodeId::at(node);
  change.from = from;
  change.to = h.to;
  change.cause = Cause::handover;
  change.share = std::min(1.0, (h.share - have) / held);
  out.emit(change);
}

}  // namespace

void execute_terms(const scenario::Scenario& s, const World& w, const Derived& derived, EventSink& out) {
  for (const auto& h : derived.handovers) {
    if (!h.to.valid()) continue;
    if (h.zone.valid()) {
      for (const auto node : s.zones[h.zone.index()].nodes) hand_over(s, w, h, node.index(), out);
    } else if (h.held_by.valid()) {
      for (std::size_t n = 0; n < s.nodes.size(); ++n) hand_over(s, w, h, n, out);
    }
  }
  for (const auto& r : derived.realigns) {
    const std::int32_t side = w.force_coalition[r.force.index()];
    if (side != r.to.value) out.emit(CoalitionChanged{r.force, core::CoalitionId{side}, r.to});
  }
}

}  // namespace entente::world

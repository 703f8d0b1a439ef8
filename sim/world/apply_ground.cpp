// SPDX-License-Identifier: Apache-2.0
// Changes of control and of forces. Control shares of a node stay in [0,1] and sum to 1; a change of holder, of a force's
// side, or of which forces exist moves ground_version, which tells readers to solve routes and supply again.
#include <algorithm>
#include <cmath>

#include "world/apply_parts.hpp"

namespace entente::world::detail {
namespace {

// Share that a coalition holds of a node it has just taken: town and main road, not every hill (as in the control codes).
constexpr double kCapturedShare = 0.95;

int unaligned_coalition(const scenario::Scenario& s) {
  for (std::size_t c = 0; c < s.coalition_count(); ++c)
    if (s.coalitions[c].unaligned) return static_cast<int>(c);
  return -1;
}

/// The taker holds kCapturedShare; the rest is nobody's, or stays with the others in proportion.
void capture(const scenario::Scenario& s, double* row, std::size_t to) {
  const std::size_t count = s.coalition_count();
  const int nobody = unaligned_coalition(s);
  double others = 0.0;
  for (std::size_t c = 0; c < count; ++c)
    if (c != to) others += row[c];
  for (std::size_t c = 0; c < count; ++c) {
    if (c == to) continue;
    const bool spread = nobody < 0 || static_cast<std::size_t>(nobody) == to;
    if (spread) {
      row[c] = others > 0.0 ? row[c] * ((1.0 - kCapturedShare) / others) : 0.0;
    } else {
      row[c] = c == static_cast<std::size_t>(nobody) ? 1.0 - kCapturedShare : 0.0;
    }
  }
  double rest = 0.0;
  for (std::size_t c = 0; c < count; ++c)
    if (c != to) rest += row[c];
  row[to] = 1.0 - rest;
}

/// Summed in fixed point: the same to the last bit however the case lists its coalitions.
void renormalise(double* row, std::size_t count) {
  constexpr double kOne = 4503599627370496.0;  // 2^52
  std::int64_t units = 0;
  for (std::size_t c = 0; c < count; ++c) {
    row[c] = std::clamp(row[c], 0.0, 1.0);
    units += static_cast<std::int64_t>(row[c] * kOne + 0.5);
  }
  const double sum = static_cast<double>(units) / kOne;
  if (sum > 0.0)
    for (std::size_t c = 0; c < count; ++c) row[c] /= sum;
}

/// What a month's end no longer shows: a place may be taken and given up again within it.
void remember(const Change& change, const ControlChanged& e, core::CoalitionId before, core::CoalitionId after) {
  std::uint8_t* row = change.w.past.data() + e.node.index() * change.s.coalition_count();
  const bool force = e.cause == Cause::capture || e.cause == Cause::rout || e.cause == Cause::advance;
  if (force && after == e.to) row[e.to.index()] |= kTook;
  if (!force && before.valid() && after != before) row[before.index()] |= kGaveUp;
}

}  // namespace

void apply_control(const Change& change, const ControlChanged& e) {
  const auto& s = change.s;
  const std::size_t count = s.coalition_count();
  if (!in_table(e.node, s.nodes.size()) || !in_table(e.to, count) || s.nodes[e.node.index()].outside) return;
  const auto before = change.w.holder(s, e.node);
  double* row = change.w.control.data() + e.node.index() * count;
  if ((e.cause == Cause::capture || e.cause == Cause::rout) && e.share >= 1.0) {
    capture(s, row, e.to.index());
  } else {
    if (!in_table(e.from, count) || e.from == e.to || !std::isfinite(e.share)) return;
    const double moved = row[e.from.index()] * std::clamp(e.share, 0.0, 1.0);
    row[e.from.index()] -= moved;
    row[e.to.index()] += moved;
  }
  renormalise(row, count);
  const auto after = change.w.holder(s, e.node);
  remember(change, e, before, after);
  if (after != before) {
    change.w.captured_month[e.node.index()] = static_cast<std::int16_t>(change.month);
    ++change.w.ground_version;
  }
}

void apply_force(const Change& change, const ForceChanged& e) {
  World& w = change.w;
  if (!in_table(e.force, w.men.size()) || !std::isfinite(e.men) || !std::isfinite(e.quality) ||
      !std::isfinite(e.cohesion))
    return;
  const std::size_t f = e.force.index();
  const bool present = w.men[f] > 0.0;
  w.men[f] = std::max(0.0, w.men[f] + e.men);
  w.quality[f] = std::max(0.0, w.quality[f] + e.quality);
  w.cohesion[f] = std::clamp(w.cohesion[f] + e.cohesion, 0.0, 1.0);
  if (present == (w.men[f] > 0.0)) return;
  ++w.ground_version;   // its bases begin or cease to supply
  ++w.imposed_version;  // and it takes its air defence with it
}

void apply_coalition(const Change& change, const CoalitionChanged& e) {
  World& w = change.w;
  if (!in_table(e.force, w.force_coalition.size()) || !in_table(e.to, change.s.coalition_count())) return;
  if (w.force_coalition[e.force.index()] == e.to.value) return;
  w.force_coalition[e.force.index()] = e.to.value;
  ++w.ground_version;
}

}  // namespace entente::world::detail

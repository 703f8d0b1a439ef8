// SPDX-License-Identifier: Apache-2.0
// The world at as_of: every table sized by the scenario and filled from one draw. Levers stand at their initial level, and
// what they impose (sanctions, export regimes) is in place; no deal, no talks, no shock yet.
#include "world/world.hpp"

#include <algorithm>

#include "core/detmath.hpp"
#include "world/derived.hpp"
#include "world/lookup.hpp"

namespace entente::world {
namespace {

constexpr std::int16_t kLongAgo = -120;  // months: before as_of, with nothing left of it

using scenario::Draw;
using scenario::Scenario;

std::size_t fallback_coalition(const Scenario& s) {
  for (std::size_t c = 0; c < s.coalitions.size(); ++c)
    if (s.coalitions[c].unaligned) return c;
  return 0;
}

/// Shares of the node's control code, renormalised; a node without a code belongs to nobody (the unaligned coalition).
void fill_control(const Scenario& s, const Draw& draw, std::vector<double>& control) {
  const std::size_t count = s.coalition_count();
  control.assign(s.nodes.size() * count, 0.0);
  if (count == 0) return;
  for (std::size_t n = 0; n < s.nodes.size(); ++n) {
    double* row = control.data() + n * count;
    double sum = 0.0;
    const std::int32_t code = s.nodes[n].control_code;
    if (code >= 0 && static_cast<std::size_t>(code) < s.control_codes.size()) {
      const auto& share = s.control_codes[static_cast<std::size_t>(code)].share;
      for (std::size_t c = 0; c < count && c < share.size(); ++c) {
        row[c] = std::max(0.0, value_or(draw, share[c], 0.0));
        sum += row[c];
      }
    }
    if (sum > 0.0) {
      for (std::size_t c = 0; c < count; ++c) row[c] /= sum;
    } else {
      row[fallback_coalition(s)] = 1.0;
    }
  }
}

void fill_forces(const Scenario& s, const Draw& draw, World& w) {
  for (auto* table : {&w.men, &w.quality, &w.cohesion, &w.insight}) table->reserve(s.forces.size());
  w.force_coalition.reserve(s.forces.size());
  for (const auto& force : s.forces) {
    w.men.push_back(std::max(0.0, value_or(draw, force.men, 0.0)));
    w.quality.push_back(std::max(0.0, value_or(draw, force.quality, 1.0)));
    w.cohesion.push_back(std::clamp(value_or(draw, force.cohesion, 1.0), 0.0, 1.0));
    w.insight.push_back(0.0);
    w.force_coalition.push_back(force.coalition.value);
  }
}

void fill_economy(const Scenario& s, const Draw& draw, World& w) {
  w.operating.reserve(s.assets.size());
  w.log_price.reserve(s.minerals.size());
  w.holdings.reserve(s.holdings.size());
  for (const auto& asset : s.assets) w.operating.push_back(std::max(0.0, value_or(draw, asset.operating, 1.0)));
  for (const auto& mineral : s.minerals) {
    const double price = mineral.priced ? value_or(draw, mineral.price, 0.0) : 0.0;
    w.log_price.push_back(price > 0.0 ? det::log(price) : 0.0);
  }
  w.price_shift.assign(s.minerals.size(), 0.0);
  w.price_buffer.assign(s.minerals.size(), 0.0);
  w.regime.assign(s.minerals.size(), 0);
  for (const auto& holding : s.holdings)
    w.holdings.push_back(
        {holding.asset, holding.holder, holding.kind, std::max(0.0, value_or(draw, holding.share, 0.0))});
}

void fill_actors(const Scenario& s, const Draw& draw, World& w) {
  for (auto* table : {&w.stock, &w.attention, &w.believed_delivery}) table->reserve(s.actors.size());
  for (const auto& actor : s.actors) {
    w.stock.push_back(std::max(0.0, value_or(draw, actor.stock, 0.0)));
    w.attention.push_back(std::clamp(value_or(draw, actor.attention, 0.0), 0.0, 1.0));
    w.believed_delivery.push_back(std::clamp(value_or(draw, actor.believed_delivery, 1.0), 0.0, 1.0));
  }
  w.audience.assign(s.actors.size(), 0.0);
  w.reputation.assign(s.actors.size(), 0.0);
  w.sanction.assign(s.actors.size() * s.actors.size(), 0.0);
}

void fill_talks(const Scenario& s, const Draw& draw, World& w) {
  for (const auto& track : s.tracks) w.hazard.push_back(std::clamp(value_or(draw, track.hazard, 0.0), 0.0, 1.0));
  w.sessions.resize(s.tracks.size());
  w.deals.resize(s.tracks.size());
  for (const auto& decision : s.decisions) w.lever.push_back(static_cast<std::int8_t>(decision.initial));
  w.lever_before = w.lever;
  w.lever_month.assign(w.lever.size(), kLongAgo);
  w.struck.assign(s.shocks.size(), 0);
  w.struck_month.assign(s.shocks.size(), kLongAgo);
  w.memory.assign(static_cast<std::size_t>(std::max(0, s.expr_slots)), 0);
}

}  // namespace

core::CoalitionId holder_of(const Scenario& s, const std::vector<double>& control, core::NodeId n) {
  for (std::size_t c = 0; c < s.coalition_count(); ++c)
    if (control[n.index() * s.coalition_count() + c] > 0.5) return core::CoalitionId::at(c);
  return {};
}

std::vector<double> initial_control(const Scenario& s, const Draw& draw) {
  std::vector<double> control;
  fill_control(s, draw, control);
  return control;
}

World initial_world(const Scenario& s, const Draw& draw) {
  Derived imposed;
  return initial_world(s, draw, imposed);
}

World initial_world(const Scenario& s, const Draw& draw, Derived& imposed) {
  World w;
  fill_control(s, draw, w.control);
  w.captured_month.assign(s.nodes.size(), kLongAgo);
  w.past.assign(s.nodes.size() * s.coalition_count(), 0);
  fill_forces(s, draw, w);
  w.offensive.assign(s.fronts.size() * s.coalition_count(), 0);
  fill_economy(s, draw, w);
  fill_actors(s, draw, w);
  fill_talks(s, draw, w);
  // What the levers at as_of already impose is part of the state at as_of.
  derive(s, draw, w, imposed);
  w.sanction = imposed.sanction;
  for (std::size_t m = 0; m < s.minerals.size(); ++m)
    w.regime[m] = static_cast<std::int8_t>(std::max(0, imposed.regime[m]));
  return w;
}

}  // namespace entente::world

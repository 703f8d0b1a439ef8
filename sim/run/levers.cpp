// SPDX-License-Identifier: Apache-2.0
// Reviews of levers. Choice precision is the actor's own; reasons compare the option taken with the best one refused.
#include "run/levers.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/detmath.hpp"

namespace entente::run {
namespace {

constexpr std::size_t kMaxOptions = 16;
constexpr std::size_t kMaxSplit = 16;
constexpr double kNothing = 1e-9;  // utility; below it a remainder is rounding

/// The differences of the option taken to the best one refused add up to what one is worth more than the other: aims, the
/// trouble of changing, and what no aim carries (penalties, talks that an option opens).
void explain(const Moment& m, const model::Preference& preference, double inertia, world::LeverSet& set) {
  std::array<double, kMaxSplit> a{}, b{};
  const auto& actor = m.scenario.actors[m.scenario.decisions[set.decision.index()].actor.index()];
  const std::size_t count = std::min(kMaxSplit, actor.attributes.size());
  preference.lever_by_attribute(set.decision, set.to, a);
  preference.lever_by_attribute(set.decision, set.refused, b);
  world::TwoLargest largest;
  double rest = set.gain_taken - set.gain_refused;
  for (std::size_t k = 0; k < count; ++k) {
    largest.offer(world::ReasonKind::attribute, static_cast<int>(k), a[k] - b[k]);
    rest -= a[k] - b[k];
  }
  if (set.refused == set.from) {  // both options changed something otherwise, and the trouble is the same
    largest.offer(world::ReasonKind::inertia, -1, -inertia);
    rest += inertia;
  }
  if (std::abs(rest) > kNothing) largest.offer(world::ReasonKind::cost, -1, rest);
  largest.into(set.reasons);
}

/// A move just made is seldom looked at again: the chance of a review comes back over the actor's commitment.
double binding(const Moment& m, std::size_t decision) {
  const auto& actor = m.scenario.actors[m.scenario.decisions[decision].actor.index()];
  const double commitment = actor.commitment.valid() ? m.draw[actor.commitment] : 0.0;
  const double since = m.world.month - m.world.lever_month[decision];
  return since < commitment ? since / commitment : 1.0;
}

}  // namespace

void review_levers(const Moment& m, const model::Models& models, world::EventSink& out) {
  std::array<double, kMaxOptions> utility{};
  for (std::size_t d = 0; d < m.scenario.decisions.size(); ++d) {
    const auto& decision = m.scenario.decisions[d];
    const auto id = core::DecisionId::at(d);
    const std::size_t options = std::min(kMaxOptions, decision.levels.size());
    const double due = (1.0 - det::exp(-m.draw[decision.review])) * binding(m, d);
    const double luck = m.streams.uniform(decision.stream, m.step(), core::Purpose::lever_revision);
    if (luck >= due || options < 2) continue;
    if (world::evaluate(m.scenario, m.draw, m.world, decision.available) == 0.0) continue;
    models.preference->lever_values(id, std::span<double>(utility.data(), options));
    const double u = m.streams.uniform(decision.stream, m.step(), core::Purpose::lever_choice);
    const int taken = models.policy->sample(std::span<const double>(utility.data(), options),
                                            m.draw[m.scenario.actors[decision.actor.index()].precision], u);
    const int now = m.world.lever[d];
    if (taken < 0 || taken == now) continue;  // a policy may also answer: keep
    int refused = -1;
    for (int l = 0; l < static_cast<int>(options); ++l) {
      if (l != taken &&
          (refused < 0 || utility[static_cast<std::size_t>(l)] > utility[static_cast<std::size_t>(refused)]))
        refused = l;
    }
    world::LeverSet set;
    set.decision = id;
    set.from = static_cast<std::int8_t>(now);
    set.to = static_cast<std::int8_t>(taken);
    set.refused = static_cast<std::int8_t>(refused);
    set.gain_taken = utility[static_cast<std::size_t>(taken)];
    set.gain_refused = utility[static_cast<std::size_t>(refused)];
    explain(m, *models.preference, m.draw[decision.inertia], set);
    out.emit(set);
  }
}

}  // namespace entente::run

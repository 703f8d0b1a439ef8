// SPDX-License-Identifier: Apache-2.0
// Guesses are computed at the modes of the inputs from the initial world; their ranges come from the inputs' own bounds.
#include "analysis/baselines.hpp"

#include <algorithm>

#include "core/detmath.hpp"
#include "core/quantity.hpp"
#include "core/text.hpp"
#include "world/derived.hpp"
#include "world/world.hpp"

namespace entente::analysis {
namespace {

using scenario::Atom;
using scenario::ExprKind;
using scenario::Outcome;
using scenario::OutcomeType;
using scenario::Scenario;

std::string months_text(int months) { return std::to_string(months) + (months == 1 ? " month" : " months"); }

std::string brief(double value) { return core::format_grouped(value, value < 10.0 && value > -10.0 ? 3 : 0); }

Baseline persistence(const Scenario& s, const scenario::Draw& mode, const world::World& start, const Outcome& outcome) {
  Baseline out;
  out.id = "persistence";
  out.title = "Nothing changes";
  const double now = world::evaluate(s, mode, start, outcome.expr);
  if (outcome.type == OutcomeType::binary) {
    out.value = now != 0.0 ? 1.0 : 0.0;
    out.formula = std::string("The answer at as_of stays the answer: it is ") + (now != 0.0 ? "true" : "not true") +
                  " in the world of " + core::to_string(s.as_of) + " at the central values of all inputs.";
  } else {
    out.value = now;
    out.formula = "The value of " + core::to_string(s.as_of) +
                  " at the central values of all inputs stays as it is; what is " +
                  "counted from that day on stays at 0.";
  }
  return out;
}

Baseline constant_hazard(const Scenario& s, const Outcome& outcome) {
  const auto& hazard = s.params[outcome.hazard.index()].quantity;
  const double months = outcome.month;
  const auto chance = [months](double h) { return -det::expm1(-std::max(0.0, h) * months); };
  Baseline out;
  out.id = "constant_hazard";
  out.title = "Constant chance";
  out.value = chance(hazard.v);
  out.has_range = core::is_uncertain(hazard);
  out.lo = chance(hazard.lo);
  out.hi = chance(hazard.hi);
  out.formula = "1 - exp(-h x months) with h = " + core::format_number(hazard.v) + " a month";
  if (out.has_range) {
    out.formula += " (" + core::format_number(hazard.lo) + " to " + core::format_number(hazard.hi) + ")";
  }
  out.formula += " over " + months_text(outcome.month) + ".";
  return out;
}

/// The mineral when the outcome is nothing but its price.
core::MineralId price_of(const Outcome& outcome) {
  if (outcome.expr.root < 0) return {};
  const auto& node = outcome.expr.nodes[static_cast<std::size_t>(outcome.expr.root)];
  if (node.kind != ExprKind::atom || node.atom != Atom::price || node.arg[0] < 0) return {};
  return core::MineralId{node.arg[0]};
}

Baseline random_walk(const scenario::Draw& mode, const scenario::Mineral& mineral, const Outcome& outcome, double now) {
  const double sigma = mineral.volatility.valid() ? mode[mineral.volatility] : 0.0;
  const double spread = sigma * det::sqrt(outcome.month / 12.0);
  const double z = det::normal_quantile(0.9);
  Baseline out;
  out.id = "random_walk";
  out.title = "Random walk";
  out.value = now;
  out.has_range = sigma > 0.0;
  out.lo = now * det::exp(-z * spread);
  out.hi = now * det::exp(z * spread);
  out.formula = "Median: the price at as_of, " + brief(now) + "; 10th to 90th percentile: price x exp(-+1.28 x " +
                core::format_number(sigma) + " x square root of years) over " + months_text(outcome.month) +
                ", with the mineral's yearly volatility.";
  return out;
}

}  // namespace

std::vector<std::vector<Baseline>> simple_baselines(const Scenario& s) {
  std::vector<std::vector<Baseline>> out(s.outcomes.size());
  const scenario::Draw mode = scenario::make_draw(s, s.seed, -1);
  const world::World start = world::initial_world(s, mode);
  for (std::size_t o = 0; o < s.outcomes.size(); ++o) {
    const Outcome& outcome = s.outcomes[o];
    out[o].push_back(persistence(s, mode, start, outcome));
    if (outcome.type == OutcomeType::binary && outcome.hazard.valid()) out[o].push_back(constant_hazard(s, outcome));
    const core::MineralId mineral = outcome.type == OutcomeType::continuous ? price_of(outcome) : core::MineralId{};
    if (mineral.valid() && s.minerals[mineral.index()].priced) {
      out[o].push_back(random_walk(mode, s.minerals[mineral.index()], outcome, out[o].front().value));
    }
  }
  return out;
}

}  // namespace entente::analysis

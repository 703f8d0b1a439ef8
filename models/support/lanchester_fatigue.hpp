// SPDX-License-Identifier: Apache-2.0
// The laws of the attrition-and-fatigue family, written once for luck and for expectation: how hard each side fights, what
// that costs it, and how shares of control move with the local balance of force. No states, no single attacks, no rout.
// Attrition: Lanchester 1916 in Helmbold's 1965 form; fatigue: Rubio-Campillo 2016; moving fronts: Epstein 1985.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/support/burst_contest.hpp"

namespace entente::models::lanchester {

/// `common`: supply, garrisons, staging, prizes, release and skirmishes, which are laws of the ground and not of fighting.
struct Params {
  burst::Params common;
  double attrition = 0.15, law = 0.5, fatigue = 1.5, initiative = 4.0;
  double advance = 18.0, threshold = 0.05, fortune = 1.0;
  double clash_rate = 2.0, clash_harm = 0.5;
};

/// The ground as it stands for one step. Sides are indexed [front * C + c], cells [c * N + n].
struct Field {
  explicit Field(const burst::Tables& t);

  std::vector<double> held;             // cells: part of the armed share; readiness at an outside base
  std::vector<double> strength;         // sides: present strength
  std::vector<burst::Side> sides;       // sides: what garrisons leave
  std::vector<double> intensity;        // sides: 0..1, how hard it fights
  std::vector<double> line;             // cells: how surely the side stands next to what it lacks
  std::vector<double> attack, defence;  // cells: strength brought to the place and met there
  std::vector<double> rate;             // cells: 1/month at full effort against nothing
  std::vector<double> contact;          // sides: length of its line in places, at most 1
  std::vector<double> release_mass;     // per coalition
  std::vector<double> acute;            // per coalition: outcry over fresh captures of major places, 0..1
};

/// Reads shares, sides, intensities and targets from control shares [n * C + c]. `ahead`: a side that reaches a place behind
/// the enemy's lines is supplied there over the ground it opened (expected paths). Sums do not depend on the order of places.
void read_field(const burst::Tables& t, const Params& p, const model::GroundInputs& in,
                const std::vector<double>& control, const std::vector<double>& strength,
                const std::vector<double>& fresh, bool ahead, Field& field);

/// Part of its full advance that a side makes: balance b = (A - D) / (A + D), of which `threshold` is needed to move at all.
[[nodiscard]] double advance_factor(const Params& p, double attack, double defence);
/// The same, averaged over the lognormal fortunes of a month (five-point Gauss-Hermite quadrature).
[[nodiscard]] double mean_advance(const Params& p, double attack, double defence);

/// Share of its strength that a side loses in a month at effort 1: attrition x (enemy / own)^law.
[[nodiscard]] double loss_rate(const Params& p, const burst::Side& side, double strength);

/// Mean deaths of one clash on the front of this side.
[[nodiscard]] double clash_deaths(const Params& p, const burst::Side& side);
/// People one clash drives from a node.
[[nodiscard]] double clash_displaced(const Params& p, const burst::Tables& t, std::size_t node);

/// One week of luck as events.
void sample(const burst::Tables& t, const Params& p, const scenario::Scenario& scenario, const scenario::Draw& draw,
            const world::World& world, const model::GroundInputs& in, const core::Streams& streams, Field& field,
            world::EventSink& out);

/// The same laws on mean shares over `months`.
void expect(const burst::Tables& t, const Params& p, const model::GroundInputs& in, Field& field,
            model::GroundState& state, double months);

}  // namespace entente::models::lanchester

// SPDX-License-Identifier: Apache-2.0
// The laws of the burst-and-contest family, written once for luck (sample) and for probabilities (expect): rates, chance of
// an attack, worth of giving ground back, casualties. Tables are made once per run; nothing here knows a case.
// Contest in ratio form: Tullock 1980, Hirshleifer 1989, Skaperdas 1996. Rout and the weight of quality: Dupuy 1979.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/rng.hpp"
#include "model/ports.hpp"
#include "models/support/burst_contest_params.hpp"

namespace entente::models::burst {

/// Sizes and static tables of one (scenario, draw). Node-and-coalition tables are indexed [c * N + n].
struct Tables {
  Tables(const scenario::Scenario& scenario, const scenario::Draw& draw, const Params& params);

  std::size_t nodes = 0, coalitions = 0, fronts = 0;
  double week = 0.25;                                      // months
  std::vector<std::uint8_t> armed;                         // [c]: may fight (not `unaligned`)
  std::vector<std::size_t> fighters;                       // those coalitions, in the order of their streams
  std::int32_t unaligned = -1;                             // first coalition that never fights, or -1
  std::vector<std::int32_t> front;                         // [n]: front of a node that can change hands, or -1
  std::vector<std::int32_t> contested;                     // those nodes
  std::vector<std::int32_t> near;                          // those nodes and all beside them
  std::vector<double> terrain, status, population, prize;  // [n]; terrain with what a town adds to a defence
  std::vector<double> major;                               // [n]: 0..1
  std::vector<double> crowding;                            // [n]: factor on deaths by the people there
  std::vector<std::int32_t> first, neighbour;              // troops' ways out of n: neighbour[first[n] .. first[n + 1])
  std::vector<double> approach;     // beside neighbour: exp(-effective km of the way / supply_length)
  std::vector<double> staging;      // [c * N + n]: how readily c attacks from its outside base there, else 0
  std::vector<double> open_supply;  // [c * N + n]: supply of c if nobody stood in the way
  std::vector<std::uint64_t> node_stream, side_stream;  // [n]; [front * C + c]
  std::vector<double> fresh_by_age;                     // [months since the last change of holder]
  std::vector<double> recovers;  // [force]: part of a deficit in cohesion that a quiet week closes
  std::vector<double> stranger;  // [c * N + n]: 0 where c held n at as_of: taking it back is no conquest; else 1
};

/// What one coalition brings to one front.
struct Side {
  double defence = 0.0;  // strength behind a held place: all of it, thinned when places need more men than there are
  double free = 0.0;     // what garrisons leave over: attacks, and gives the opportunity
  double enemy = 0.0;    // defence of all opposed coalitions
  double ratio = 0.0;    // free over enemy, within bounds
  double men = 0.0, enemy_men = 0.0;
};

/// Sides of all fronts. With t = garrison x places held / men, defence = strength / sqrt(1 + t^2) and free = strength / (1 + t):
/// holding more ground with the same men weakens both, attack first (the culminating point). held: [front * C + c] nodes held there (expected or counted).
/// strength, men: as in the inputs.
void fill_sides(const Tables& t, const Params& p, const std::vector<double>& strength, const std::vector<double>& men,
                const std::vector<double>& held, std::vector<Side>& sides);

/// Rates of the two-state process, 1/month.
struct Switching {
  double on = 0.0, off = 0.0;
};
[[nodiscard]] Switching switching(const Params& p, const Side& side, double restraint);

/// Attacks a month in each mode.
[[nodiscard]] double attack_rate(const Params& p, double restraint, double offensive);

/// Supply as it is felt: stocks and what the land gives are there without any road.
[[nodiscard]] inline double felt_supply(const Params& p, double supply) {
  return p.local_supply + (1.0 - p.local_supply) * supply;
}

/// (defence / attack)^m, so that the chance of success is 1 / (1 + odds). +inf when the attacker has nothing, 0 when the
/// defender has nothing.
[[nodiscard]] double odds_against(const Params& p, double attack, double defence);
[[nodiscard]] inline double chance(double odds) { return 1.0 / (1.0 + odds); }

/// Hazard per month that a holder gives a node back. `relief`: pressure it would be rid of; `worth`: rent plus status;
/// `acute`: outcry over this place, 0..1, which makes pressure and haste larger: as loud as what its holder has freshly
/// taken of major places, times how fresh this place itself is.
[[nodiscard]] double release_hazard(const Params& p, double relief, double worth, double supply, double acute = 0.0);
/// Chance that a side which gave a place up under pressure would keep it through four half-lives of freshness if it took it
/// again now: it attacks there in this proportion. `mass`, `acute`: of what it holds without the place.
[[nodiscard]] double keepable(const Params& p, double pressure, double mass, double acute, double major, double worth,
                              double supply);
[[nodiscard]] inline double outcry_factor(const Params& p, double acute) { return 1.0 + p.outcry * acute; }
/// The most that release_hazard can be at this outcry, whatever the relief.
[[nodiscard]] inline double highest_release(const Params& p, double acute) {
  return outcry_factor(p, acute) * p.release_rate;
}
/// The same in two steps: what pulls towards giving back (MUSD a month), and the hazard that follows. `stretched`: what the
/// place costs for want of supply, overextension x (1 - felt supply).
[[nodiscard]] inline double release_pull(const Params& p, double relief, double stretched, double worth) {
  return relief + stretched - worth - p.attachment;
}
[[nodiscard]] double hazard_of_pull(const Params& p, double pull);
/// Nothing is given back for nothing: factor on the hazard, 0 without relief, a half at `release_scale` of it.
[[nodiscard]] inline double relief_factor(const Params& p, double relief) {
  return relief > 0.0 ? relief / (relief + p.release_scale) : 0.0;
}

/// Mean deaths of one attack: by the armies on the front, times crowding[node]; and people it drives away.
[[nodiscard]] double clash_deaths(const Params& p, const Side& attacker);
[[nodiscard]] inline double clash_displaced(const Params& p, const Tables& t, std::size_t node) {
  return p.displaced_share * t.population[node] * 1000.0;  // populations are in thousands, harm in persons
}

/// Factor on skirmishes when `offensive` (0..1) of the sides are attacking: half as many again for each.
[[nodiscard]] inline double skirmish_factor(double offensive) { return 1.0 + 0.5 * offensive; }

/// One attack waiting for its time of the week (0..1): the attacker's [front * C + c] and its number there.
struct Attack {
  double at = 0.0;
  std::size_t side = 0;
  int number = 0;
};

/// Working memory of one instance, sized once; an instance serves one run, so no two threads share it.
struct Scratch {
  static constexpr std::uint64_t kUnknown = ~std::uint64_t{0};
  explicit Scratch(const Tables& t);
  /// Sizes what expect needs beyond sample, once.
  void size_for_expect(const Tables& t);
  std::vector<std::int32_t> holder;        // [n]
  std::vector<double> held, loss;          // [front * C + c]
  std::vector<double> seen_control;        // of the world, when these were found:
  std::vector<std::int32_t> first_holder;  // [n]: before the week's fighting
  std::vector<double> first_held;          // [front * C + c]: places held there
  // What else is known of that ground, for the weeks in which it does not move:
  std::vector<std::int16_t> seen_captured;  // of the world, with which pressure was weighed last,
  std::int32_t weighed_month = -1;          // and in which month; -1: not on this ground
  std::uint64_t asked_of = kUnknown;        // coalitions under pressure when `asked` was found
  std::uint64_t touch_of = kUnknown;        // sides with men when `touch` was found
  std::vector<std::uint8_t> touch;          // [front]: two sides with men stand next to each other
  std::vector<Side> sides;                  // [front * C + c]
  std::vector<std::uint8_t> offensive;      // [front * C + c]
  std::vector<std::uint8_t> taken;          // [n]: by force this week
  std::vector<Attack> queue;
  std::vector<std::int32_t> asked;                                    // places that may be given up this week,
  std::vector<std::uint64_t> asks;                                    // their streams
  std::vector<double> asked_chance;                                   // and luck
  std::vector<double> p, reach, odds, weight, gain;                   // [c * N + n]
  std::vector<double> rate, mass, pool, front_odds, deaths, contact;  // [front * C + c]
  std::vector<double> strength;             // [front * C + c]: with what rest gave and defeats took
  std::vector<double> release_mass, acute;  // [c]
  // What supply alone decides, with the supply that gave it: all paths of a library ask with the same one.
  std::vector<double> seen;       // [c * N + n]: supply of the inputs
  std::vector<double> felt;       // [c * N + n]: supply of a coalition that stands there or next to it
  std::vector<double> stretched;  // [c * N + n]: what holding the place costs for want of supply, MUSD a month
  std::vector<double>
      local_odds;  // [c * N + n]: power of the ratio of supplies and terrain; not a number: not yet asked for
  // Result of a costly function with the argument that gave it.
  std::vector<double> pull, hazard;  // [c * N + n]: of release
};

/// One week of luck as events.
void sample(const Tables& t, const Params& p, const scenario::Scenario& scenario, const scenario::Draw& draw,
            const world::World& world, const model::GroundInputs& in, const core::Streams& streams, Scratch& scratch,
            world::EventSink& out);

/// The same laws on probabilities over `months`.
void expect(const Tables& t, const Params& p, const model::GroundInputs& in, Scratch& scratch,
            model::GroundState& state, double months);

/// Many paths at once, for two fighting coalitions (t.fighters.size() == 2): what expect makes of each, in single precision: shares to
/// about 1e-6, deaths to about 1e-5 of themselves.
void expect_paths(const Tables& t, const Params& p, const model::GroundInputs& in, const model::PathInputs& paths,
                  const model::GroundState& start, double months, int steps, model::PathStates& out);

}  // namespace entente::models::burst

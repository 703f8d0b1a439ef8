// SPDX-License-Identifier: Apache-2.0
// What a conflict model sees (inputs), what an expected path carries (state), and the linear ledger of money and supply
// that the economy gives for a unit of control. Plain tables, indexed flat; sizes come from the scenario.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "graph/routes.hpp"
#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/world.hpp"

namespace entente::model {

struct Ledger;

/// supply = exp(-effective km / length), effective km of an edge = km / capacity^exponent.
/// freshness_half_life: months in which the salience of a capture halves. rested_cohesion: what a force left in peace comes
/// back to, if it began below.
struct GroundParams {
  double supply_length = 150.0;
  double capacity_exponent = 0.5;
  double freshness_half_life = 3.0;
  double rested_cohesion = 0.0;
};

/// Who moves along an edge: troops only where it is open to them, ore everywhere.
enum class Traffic : std::uint8_t { troops, ore };
/// Effective km of every edge, km / capacity^exponent; infinite where nothing gets through.
[[nodiscard]] std::vector<double> effective_lengths(const scenario::Scenario& scenario, const scenario::Draw& draw,
                                                    double exponent, Traffic traffic);

/// What supply was last solved from: a coalition is solved again only when its own ways have changed. Not an input.
struct SupplyBasis {
  std::vector<double> cost;              // per edge, effective km
  std::vector<std::uint8_t> open, base;  // [c * N + n]: ground its troops may cross; bases with men
  std::vector<std::uint8_t> now_open, now_base;
  std::vector<std::int32_t> holder;  // per node
  std::vector<int> sources;
  std::vector<double> distance;
  std::vector<double> reached;  // [c * N + n]: effective km from the nearest base, as supply was worked out from it
  graph::RouteScratch scratch;
  std::vector<double> sanction, withheld;  // what pressure was last worked out from,
  std::vector<double> pressure;            // and that pressure
  std::vector<double> whole;               // [front * C + c]: strength of the fully rested, scratch
};

/// Inputs of a conflict step. C coalitions, F fronts, N nodes.
struct GroundInputs {
  std::vector<double>
      strength;             // [front * C + c]: men x quality x cohesion of the coalition on the front, RDF-equivalents
  std::vector<double> men;  // [front * C + c]: men, for casualties
  std::vector<double> supply;     // [c * N + n]: 0..1, falls with effective distance from the coalition's nearest base
  std::vector<double> restraint;  // [c]: 0..1
  std::vector<double> pressure;   // [c]: MUSD/month that members would be relieved of by giving ground
  std::vector<double> rent;       // [c * N + n]: MUSD/month the coalition draws from the node
  // Optional (empty: none): how strength comes back when nothing is lost.
  std::vector<double> regroup;       // [front * C + c]: strength that full rest would add
  std::vector<double> regroup_rate;  // [front * C + c]: 1/month
  SupplyBasis basis;
};

/// Expected state along a projected path.
struct GroundState {
  std::vector<double> control;  // [n * C + c]
  std::vector<double> mode;     // [front * C + c]: probability of being on the offensive
  std::vector<double> fresh;    // [n]: salience of a recent capture, 0..1
  std::vector<double>
      drift;  // [front * C + c]: strength gained by rest less lost by defeats since the start (empty: none yet)
  double deaths = 0.0, displaced = 0.0;  // expected, accumulated since last cleared
};

/// What differs between the expected paths of one library. Rows of `paths` numbers, one a path.
struct PathInputs {
  std::size_t paths = 0;
  std::vector<double> strength, men;        // [front * C + c][path]
  std::vector<double> restraint, pressure;  // [c][path]
};

/// What many paths from one start come to. Control of nodes without a front is nobody's to fill or to read: the table is
/// large, and most of it would be cleared for nothing.
struct PathStates {
  std::size_t paths = 0, entries = 0;
  std::unique_ptr<double[]> control;  // [step][n * C + c][path]: at the end of the step
  std::vector<double> deaths;         // [step][path]: expected within the step

  /// Makes room; what stands in it is not cleared.
  void resize(std::size_t path_count, std::size_t entry_count, int steps);
  /// One entry on all paths at the end of a step.
  [[nodiscard]] const double* at(int step, std::size_t entry) const {
    return &control[(static_cast<std::size_t>(step) * entries + entry) * paths];
  }

 private:
  std::size_t room_ = 0;
};

/// What the fall of a place by force moves, once: money and goods of its people, firms and offices. Half of what was taken is
/// there again after `refill` months. goods is empty where nothing is looted.
struct Spoils {
  std::vector<double> goods;            // [n]: MUSD lost when the place falls with its stores full
  std::vector<core::ActorId> looter;    // [c]: whose money the kept part becomes; invalid: nobody inside the model
  std::vector<core::ActorId> treasury;  // [c]: whose money the public part was; invalid: nobody inside the model
  double kept = 0.0;                    // share of the goods that reaches the looter
  double public_part = 0.0;             // share of the goods that was public money
  double refill = 1.0;                  // months
};

/// Money and supply per unit of control at expected prices, shares, operation and routes: all flows are linear in control.
struct Ledger {
  std::vector<double> cash;        // [actor][n * C + c]: MUSD/month to the actor if the node is wholly under c
  std::vector<double> cash_fixed;  // [actor]: MUSD/month that does not depend on control (income, overhead)
  std::vector<double>
      supply;                 // [actor][n * C + c]: MUSD/month of criticality-weighted output reaching the actor's bloc
  std::vector<double> rent;   // [c * N + n]: MUSD/month to members of c from the node if it is wholly under c
  std::vector<double> gross;  // [asset]: MUSD/month at present operation and expected price, free regime
  std::vector<double> legal;  // [asset * C + c]: share of output that leaves legally if the node is under c
  Spoils spoils;
};

/// Assembles what the conflict model sees from the world. Supply is solved only when world.ground_version moved:
/// `cache_version` remembers the last one. It must be ~0u at first and whenever scenario, draw or parameters change.
void ground_inputs(const scenario::Scenario& scenario, const scenario::Draw& draw, const world::World& world,
                   const world::Derived& derived, const Ledger& ledger, const GroundParams& params,
                   std::uint32_t& cache_version, GroundInputs& out);

/// The part of it that needs no map: fills strength, men, restraint, pressure, regroup and regroup_rate as ground_inputs does;
/// supply and rent stay as they are. For whoever asks often whether strengths have moved and seldom for supply.
void ground_sides(const scenario::Scenario& scenario, const scenario::Draw& draw, const world::World& world,
                  const world::Derived& derived, const GroundParams& params, GroundInputs& out);

/// The world's control and modes as the start of an expected path.
void ground_state(const scenario::Scenario& scenario, const world::World& world, GroundState& out,
                  const GroundParams& params = {});

}  // namespace entente::model

// SPDX-License-Identifier: Apache-2.0
// Full sampled valuation: a package's worth by playing many stochastic futures of a copy of the world, with and without it,
// under common random numbers. The reference for every shortcut, and the instrument of the law of the loop; too slow for talks.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/rng.hpp"
#include "model/spoils.hpp"
#include "valuation/projected.hpp"

namespace entente::valuation {

/// Discounted averages over sampled futures (deal horizon, the path's end held to it; rights that outlast the horizon add
/// their flow at the path's end until they end, as in the projected preference), in measure units.
struct SampledFuture {
  std::vector<std::array<double, kMaxAttributes>> mean;               // per judge of the space
  std::vector<std::vector<std::array<double, kMaxAttributes>>> path;  // [path][judge], for paired differences
  std::vector<double> control;      // [node * C + c]: average over paths and months, undiscounted
  std::vector<double> end_control;  // at the last month
  std::vector<double> lever;        // per grid axis: mean coordinate over the path (men, or restraint)
};

/// A package on a track (or none) with the terms actually imposed.
struct SampledDeal {
  core::TrackId track;  // invalid: no deal
  world::Package package;
};

/// Mean difference of two futures in one attribute, and its standard error over paired paths.
struct PairedDifference {
  double mean = 0.0, error = 0.0;
};

class Sampler {
 public:
  Sampler(const ProjectedPreference& preference, const model::Setting& setting, const model::PreferencePorts& ports);

  /// Plays `paths` futures from `world` for the length of a projection. Streams are keyed by path: the same for every deal.
  [[nodiscard]] SampledFuture play(const world::World& world, const SampledDeal& deal, const core::Streams& streams,
                                   int paths) const;

  [[nodiscard]] PairedDifference difference(const SampledFuture& with, const SampledFuture& without,
                                            core::ActorId actor, std::size_t attribute) const;
  /// Utility of `with` over `without` for the actor, mean over paired paths, with its standard error.
  [[nodiscard]] PairedDifference gain(const SampledFuture& with, const SampledFuture& without,
                                      core::ActorId actor) const;

 private:
  struct Tables;
  void tails(const world::World& world, const SampledDeal& deal, const world::DealState& delivered, Tables& t) const;
  void one(const world::World& start, const Tables& tables, const core::Streams& streams, SampledFuture& sum,
           std::vector<std::array<double, kMaxAttributes>>& out) const;
  void plunder(const world::World& w, const Tables& t, const model::GroundBefore& before,
               const world::EventSink& fought, std::vector<double>& looted) const;
  [[nodiscard]] double men_at(const Tables& tables, const core::Streams& streams, std::uint32_t step, std::size_t axis,
                              std::size_t option) const;
  [[nodiscard]] double measure(const world::World& w, const Tables& t, core::ActorId actor,
                               const scenario::Attribute& attribute, double deaths) const;

  const ProjectedPreference& preference_;
  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  const model::PreferencePorts ports_;
};

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// The ports behind which model families stand; those a negotiating party is made of stand in strategy.hpp. An instance is made once per run from (scenario, draw, parameters),
// may precompute tables, and is constant afterwards: every method reads a constant world and returns events or numbers.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/rng.hpp"
#include "model/ground.hpp"
#include "model/strategy.hpp"
#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/event.hpp"
#include "world/world.hpp"

namespace entente::model {

/// Fighting and control. sample: one week of luck as events. expect: the same laws on probabilities, any step length.
class Conflict {
 public:
  virtual ~Conflict() = default;
  /// How distance and capacity become supply; used by ground_inputs.
  [[nodiscard]] virtual GroundParams ground_params() const = 0;
  virtual void sample(const world::World& world, const GroundInputs& inputs, const core::Streams& streams,
                      world::EventSink& out) const = 0;
  /// Advances expected control, modes and freshness by `months` under constant inputs; adds expected deaths and displaced.
  virtual void expect(const GroundInputs& inputs, GroundState& state, double months) const = 0;
  /// Many paths from one start under constant inputs, `steps` steps of `months` each: what expect makes of each path, one
  /// after the other. A family may make them together: shares to within 1e-5
  /// of that, deaths to within 1e-4 of themselves.
  virtual void expect_paths(const GroundInputs& shared, const PathInputs& paths, const GroundState& start,
                            double months, int steps, PathStates& out) const;
};

/// What differs between the ledgers of two Deriveds of one world; entries by ascending cell, then actor.
struct LedgerChange {
  struct Entry {
    std::int32_t actor = 0, cell = 0;
    double change = 0.0;
  };  // cell: n * C + c
  std::vector<Entry> cash, supply;
  std::vector<double> cash_fixed;  // per actor; empty: none
};

/// Prices, output, revenue, routes. sample: one month as events. ledger (its expect): flows linear in control at expected prices.
class Economy {
 public:
  virtual ~Economy() = default;
  virtual void prices(const world::World& world, const core::Streams& streams, world::EventSink& out) const = 0;
  virtual void flows(const world::World& world, const world::Derived& derived, const core::Streams& streams,
                     world::EventSink& out) const = 0;
  /// out: empty, or filled before by this family for the same case; a family may leave alone what it never fills.
  virtual void ledger(const world::World& world, const world::Derived& derived, Ledger& out) const = 0;
  /// ledger(with) - ledger(base), entry by entry. A family that knows what terms touch need not make both ledgers.
  virtual void ledger_change(const world::World& world, const world::Derived& base, const world::Derived& with,
                             LedgerChange& out) const;
};

/// How an actor picks among its own levers' levels, given their projected utilities. expect gives the probabilities.
class Policy {
 public:
  virtual ~Policy() = default;
  virtual void expect(std::span<const double> utility, double precision, std::span<double> probability) const = 0;
  /// Index of the chosen level, or -1: keep the present one.
  [[nodiscard]] virtual int sample(std::span<const double> utility, double precision, double u) const = 0;
};

/// A package with each party's gain over no deal.
struct Candidate {
  world::Package package;
  std::array<double, world::kMaxParties> gain{};
};

/// Work a preference has done since it was made, for benchmarks: counts, not times.
struct PreferenceWork {
  std::uint64_t builds = 0, projections = 0, packages = 0;
};

/// What a deal or a lever is worth. refresh may rebuild projections; the other methods are cheap.
class Preference {
 public:
  virtual ~Preference() = default;
  /// Called when the world has moved enough (see valuation/refresh); afterwards all values refer to this world.
  virtual void refresh(const world::World& world, const world::Derived& derived, const Ledger& ledger) = 0;
  /// Packages worth offering (near the frontier), with gains. The status quo package is not among them.
  virtual void candidates(core::TrackId track, std::vector<Candidate>& out) = 0;
  /// Exact gains of one package for all parties of the track; `gain` holds at least as many numbers.
  virtual void gains(core::TrackId track, const world::Package& package, std::span<double> gain) const = 0;
  /// The gain of the party at one place of the track's list alone: gains(...)[party].
  [[nodiscard]] virtual double gain_of(core::TrackId track, const world::Package& package, std::size_t party) const {
    std::array<double, world::kMaxParties> gain{};
    gains(track, package, gain);
    return gain[party];
  }
  /// The same of the package with one issue at a time as in `other`: out[k], for issues on which the two differ; the rest of
  /// `out`, a number for each issue, is left alone.
  virtual void gains_by_term(core::TrackId track, const world::Package& package, const world::Package& other,
                             std::size_t party, std::span<double> out) const {
    world::Package changed = package;
    for (std::size_t k = 0; k < out.size(); ++k) {
      if (package.at[k] == other.at[k]) continue;
      changed.at[k] = other.at[k];
      out[k] = gain_of(track, changed, party);
      changed.at[k] = package.at[k];
    }
  }
  /// True when the gains of candidates() are exact: those of gains(), but for rounding.
  [[nodiscard]] virtual bool candidates_are_exact() const { return false; }
  /// What a package is worth to an actor that need not be a party, a mediator for one; 0 where nothing is known of it.
  [[nodiscard]] virtual double outsider_gain(core::TrackId, const world::Package&, core::ActorId) const { return 0.0; }
  /// The actor's gain split by its attributes (sums to the linear part of the gain; reasons are taken from it).
  virtual void gain_by_attribute(core::TrackId track, const world::Package& package, core::ActorId actor,
                                 std::span<double> out) const = 0;
  /// Projected utility of each level of a lever, relative to the present level; and split by attribute for one level.
  virtual void lever_values(core::DecisionId decision, std::span<double> utility) const = 0;
  virtual void lever_by_attribute(core::DecisionId decision, int level, std::span<double> out) const = 0;
  /// Believed chance that a track concludes, given what its parties stand to gain.
  [[nodiscard]] virtual double believed_hazard(core::TrackId track) const = 0;
  /// Utility to the actor of keeping and of breaking its own part of a deal in force, for one issue it granted.
  virtual void compliance(core::TrackId track, core::IssueId issue, core::ActorId actor, double& keep, double& break_,
                          world::Reasons& reasons) const = 0;
  /// Nothing in a run may depend on it.
  [[nodiscard]] virtual PreferenceWork work() const { return {}; }
};

/// Tables a protocol may build once for many months of the same candidates; opaque to everybody else.
class Prepared {
 public:
  virtual ~Prepared() = default;
};

/// One month of talks on a track as its protocol sees it. Offers made in earlier months stand in `state.offers`.
struct SessionView {
  const scenario::Track& track;
  core::TrackId id;
  const world::SessionState& state;
  int month = 0;                          // the step being made
  std::span<const Candidate> candidates;  // sorted by nothing; gains in party order
  std::span<const double> reservation;    // per party
  std::span<const double> concession;     // per party
  double deadline = 0.0, rounds = 0.0, breakdown = 0.0;
  std::span<const Strategy> strategies{};  // per party; empty: the protocol's own rule for all
  std::span<const double> votes{};         // per party, from the track; empty: one each
  std::span<const double> signals{};       // per party: log-odds, from letters and interviews, that it is resolved
  double attention = 1.0;                  // of the mediator now, 0..1
  const Prepared* prepared = nullptr;      // what prepare() returned for the same candidates, or null
};

/// Offers, answers, agreement or end. Owns termination.
class Protocol {
 public:
  virtual ~Protocol() = default;
  /// Tables for many calls with the same candidates, reservations and strategies; null when the protocol keeps none.
  [[nodiscard]] virtual std::unique_ptr<Prepared> prepare(const SessionView&) const { return nullptr; }
  virtual void negotiate(const SessionView& session, const Preference& preference, const core::Streams& streams,
                         world::EventSink& out) const = 0;
};

}  // namespace entente::model

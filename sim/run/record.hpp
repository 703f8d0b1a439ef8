// SPDX-License-Identifier: Apache-2.0
// What is kept of one run: its key, outcomes, deals, a monthly trace, the digest of its events and, if asked, the events.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::run {

/// Names a run: any run replays exactly from its key and the scenario.
struct RunKey {
  std::uint64_t seed = 0;
  std::uint32_t draw = 0, replication = 0;
  friend bool operator==(const RunKey&, const RunKey&) = default;
};

struct OutcomeValue {
  double value = 0.0;       // binary: 1 or 0
  std::int16_t month = -1;  // binary: first month at which it was true, -1 never
};

/// One deal signed in the run. A track may sign again after a collapse.
struct DealRecord {
  core::TrackId track;
  world::Package package;
  std::int16_t signed_month = -1, force_month = -1, ended_month = -1;
  world::Cause ended = world::Cause::none;
  double delivered = 0.0;    // mean delivered share at the end of the run or of the deal
  std::vector<double> gain;  // per party, by its own projection when signed
};

/// State at the end of each month; index 0 is as_of.
struct MonthTrace {
  std::vector<float> control;            // [node * coalitions + coalition]
  double deaths = 0.0, displaced = 0.0;  // of the month
  std::vector<float> price;              // per mineral
  std::vector<float> men;                // per force
  std::vector<std::int8_t> lever;        // per decision
  std::vector<std::int8_t> deal;         // per track: DealStatus
  std::vector<float> stock;              // per actor, MUSD
  std::vector<float> people;             // per coalition, thousands
};

/// Work done, for benchmarks: counts, not times. projections: projected paths; refreshes: libraries of paths built;
/// packages: packages scored with the answers of others; events: applied to the world.
struct Work {
  std::uint64_t projections = 0, refreshes = 0, packages = 0, events = 0;
};

struct RunRecord {
  RunKey key;
  std::vector<OutcomeValue> outcomes;  // per scenario outcome
  std::vector<DealRecord> deals;
  std::vector<MonthTrace> trace;     // months + 1 entries, if kept
  std::vector<world::Event> events;  // if kept
  double deaths = 0.0, displaced = 0.0;
  std::pair<std::uint64_t, std::uint64_t> digest{};  // of all events and outcomes
  Work work;
  std::vector<std::uint16_t> refusals;  // [track * kMaxParties + party]
  std::uint32_t defections = 0, captures = 0;
  std::string failure;  // empty: the run is good; else its cause
};

}  // namespace entente::run

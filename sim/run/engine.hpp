// SPDX-License-Identifier: Apache-2.0
// Everything one run holds while it steps: world, what is derived from it, the ports, the streams, and who listens.
// The order of a step stands in step.cpp, readable on one screen.
#pragma once

#include <span>
#include <vector>

#include "core/rng.hpp"
#include "model/politics.hpp"
#include "model/registry.hpp"
#include "model/spoils.hpp"
#include "run/foresight.hpp"
#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/event.hpp"
#include "world/world.hpp"

namespace entente::run {

/// Hears every event right after it was applied, and the end of every month.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on_event(const world::World& world, const world::Event& event) = 0;
  virtual void on_month(const world::World& world) = 0;
};

struct Engine {
  const scenario::Scenario& scenario;
  const scenario::Draw& draw;
  const model::Models& models;
  model::PoliticsParams politics;
  core::Streams streams;
  world::World world;
  world::Derived derived;
  model::Ledger ledger;
  model::GroundInputs inputs;
  std::uint32_t supply_version = ~0u;
  std::uint32_t derived_version = 0;  // of the world that `derived` was last made of
  world::EventSink sink;
  std::vector<world::Event> month_events;    // applied in the month being made
  std::vector<model::Candidate> candidates;  // scratch
  TableMemory tables;
  model::GroundBefore before_fighting;  // of the week being made
  std::span<Observer* const> observers;

  Engine(const scenario::Scenario& s, const scenario::Draw& d, const model::Models& m, core::Streams streams_,
         std::span<Observer* const> observers_);

  /// Applies all events in the sink in order, tells the observers, empties the sink.
  void apply();
  /// Recomputes the derived tables after the state changed.
  void derive();
  /// The same, unless nothing has changed since that it depends on.
  void derive_if_changed();
  /// Recomputes the ledger of flows, once a month after production.
  void keep_ledger();
};

/// One month: shocks, markets, production and flows, beliefs, policy, conflict and keeping (weekly), negotiation,
/// ratification, compliance, record.
void step(Engine& engine);

}  // namespace entente::run

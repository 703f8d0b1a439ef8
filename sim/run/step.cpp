// SPDX-License-Identifier: Apache-2.0
// The order of a month. Each phase reads a constant world and puts events into the sink; apply() is the only writer.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/detmath.hpp"
#include "run/compliance.hpp"
#include "run/engine.hpp"
#include "run/foresight.hpp"
#include "run/levers.hpp"
#include "run/politics.hpp"
#include "world/lookup.hpp"
#include "world/terms.hpp"

namespace entente::run {

Engine::Engine(const scenario::Scenario& s, const scenario::Draw& d, const model::Models& m, core::Streams streams_,
               std::span<Observer* const> observers_)
    : scenario(s), draw(d), models(m), politics(model::politics_values(s, d)), streams(streams_),
      world(world::initial_world(s, d)), observers(observers_) {
  derive();
  keep_ledger();
}

void Engine::apply() {
  for (std::size_t i = 0; i < sink.events().size(); ++i) {
    const world::Event& event = sink.events()[i];  // nothing is emitted while events are applied
    world::apply(scenario, draw, world, event);
    month_events.push_back(event);
    for (Observer* observer : observers) observer->on_event(world, event);
  }
  sink.clear();
}

void Engine::derive() {
  world::derive(scenario, draw, world, derived);
  derived_version = world.imposed_version;
}

void Engine::derive_if_changed() {
  if (derived_version != world.imposed_version) derive();
}

void Engine::keep_ledger() { models.economy->ledger(world, derived, ledger); }

namespace {

Moment moment(const Engine& e) { return {e.scenario, e.draw, e.world, e.derived, e.streams, e.politics}; }

void shocks(Engine& e) {
  strike_shocks(moment(e), e.sink);
  e.apply();
  e.derive_if_changed();
}

void markets(Engine& e) {
  e.models.economy->prices(e.world, e.streams, e.sink);
  e.apply();
}

void production(Engine& e) {
  e.models.economy->flows(e.world, e.derived, e.streams, e.sink);
  e.apply();
  e.derive_if_changed();
  e.keep_ledger();
}

/// The preference looks at the world once a month; what outsiders now believe of each talk is recorded when it moved.
void beliefs(Engine& e) {
  constexpr double kNoticeable = 0.02;
  e.models.preference->refresh(e.world, e.derived, e.ledger);
  for (std::size_t t = 0; t < e.scenario.tracks.size(); ++t) {
    const double chance = e.models.preference->believed_hazard(core::TrackId::at(t));
    if (std::abs(chance - e.world.hazard[t]) >= kNoticeable)
      e.sink.emit(world::BeliefMoved{core::TrackId::at(t), chance});
  }
  e.apply();
}

void policy(Engine& e) {
  review_levers(moment(e), e.models, e.sink);
  e.apply();
  e.derive_if_changed();
  set_pressure(moment(e), e.sink);
  deploy_forces(moment(e), e.sink);
  convene(moment(e), e.sink);
  e.apply();
  e.derive_if_changed();
}

/// Weekly: fighting, then who keeps and who breaks what is in force, seen against the week's fighting.
void conflict_and_keeping(Engine& e, int month) {
  for (int week = 1; week <= e.scenario.weeks_per_month; ++week) {
    e.sink.set_time(month, week);
    const std::size_t before = e.month_events.size();
    e.before_fighting.remember(e.world, e.ledger.spoils);
    model::ground_inputs(e.scenario, e.draw, e.world, e.derived, e.ledger, e.models.conflict->ground_params(),
                         e.supply_version, e.inputs);
    e.models.conflict->sample(e.world, e.inputs, e.streams, e.sink);
    e.apply();
    const std::size_t fallen = e.month_events.size();
    turn_coats(moment(e), std::span(e.month_events).subspan(before), e.sink);
    model::loot(e.scenario, e.world, e.ledger.spoils, e.before_fighting,
                std::span(e.month_events).subspan(before, fallen - before), e.sink);
    e.apply();
    const std::size_t fought = e.month_events.size();
    watch_truces(moment(e), *e.models.preference, std::span(e.month_events).subspan(before, fought - before), e.sink);
    e.apply();  // a truce broken this week is seen before other terms are weighed
    keep_or_break(moment(e), *e.models.preference, e.sink);
    e.apply();
    if (e.month_events.size() > fought) e.derive_if_changed();
    ++e.world.week;
  }
  e.sink.set_time(month, 0);
  move_attention(moment(e), e.month_events, e.sink);
  e.apply();
}

/// All tracks see the state at the start of the phase; what they sign is applied in track order.
void negotiation(Engine& e, int month) {
  std::array<double, world::kMaxParties> reservation{}, concession{}, votes{}, signals{};
  const std::size_t tracks = e.scenario.tracks.size();
  for (std::size_t t = 0; t < tracks; ++t) {
    if (!e.world.sessions[t].open) continue;
    const auto& track = e.scenario.tracks[t];
    for (std::size_t i = 0; i < track.parties.size(); ++i) {
      reservation[i] = e.draw[track.parties[i].reservation];
      concession[i] = e.draw[track.parties[i].concession];
      votes[i] = world::value_or(e.draw, track.parties[i].votes, 1.0);
      signals[i] = e.derived.signal[track.parties[i].actor.index()];
    }
    const std::size_t said = e.sink.events().size();
    const Moment now = moment(e);
    Foreseen table(now, *e.models.preference, core::TrackId::at(t), e.tables);
    table.candidates(core::TrackId::at(t), e.candidates);
    const auto per_party = [&track](const auto& values) {
      return std::span<const double>(values.data(), track.parties.size());
    };
    model::SessionView view{track,
                            core::TrackId::at(t),
                            e.world.sessions[t],
                            month,
                            e.candidates,
                            per_party(reservation),
                            per_party(concession),
                            e.draw[track.deadline],
                            e.draw[track.rounds_per_month],
                            e.draw[track.breakdown]};
    view.strategies = e.models.strategies[t];
    view.votes = per_party(votes);
    view.signals = per_party(signals);
    if (track.mediator.valid()) view.attention = e.world.attention[track.mediator.index()];
    e.models.protocol[t]->negotiate(view, table, e.streams, e.sink);
    table.explain(e.sink.events(), said);
  }
  e.apply();
}

void ratification(Engine& e) {
  ratify(moment(e), e.sink);
  e.apply();
  e.derive_if_changed();
}

void compliance(Engine& e) {
  deliver_terms(moment(e), *e.models.preference, e.sink);
  settle_suspensions(moment(e), *e.models.preference, e.sink);
  update_delivery_beliefs(moment(e), e.sink);
  fade_intelligence(moment(e), e.sink);
  e.apply();
  e.derive_if_changed();
  world::execute_terms(e.scenario, e.world, e.derived, e.sink);
  e.apply();
}

void record(Engine& e) {
  e.sink.emit(world::MonthClosed{e.world.month_deaths, e.world.month_displaced});
  e.apply();
  world::advance_memory(e.scenario, e.draw, e.world);
  for (Observer* observer : e.observers) observer->on_month(e.world);
  e.derive_if_changed();
}

}  // namespace

void step(Engine& e) {
  const int month = e.world.month + 1;
  e.month_events.clear();
  e.sink.set_time(month, 0);
  shocks(e);
  markets(e);
  production(e);
  beliefs(e);
  policy(e);
  conflict_and_keeping(e, month);
  negotiation(e, month);
  ratification(e);
  compliance(e);
  record(e);
}

}  // namespace entente::run

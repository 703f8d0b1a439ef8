// SPDX-License-Identifier: Apache-2.0
// The month loop of a single session: as the negotiation phase of a step, with nothing around it.
#include "run/session.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <utility>

#include "world/derived.hpp"
#include "world/lookup.hpp"
#include "world/world.hpp"

namespace entente::run {

namespace {
constexpr std::size_t kEventsPerRound = 2;  // an offer and a refusal, as a rule
constexpr std::size_t kMostReserved = 1000;
}  // namespace

struct SessionTable::Parts {
  Parts(const scenario::Scenario& s, const model::Registry& registry, core::TrackId track, scenario::Draw d)
      : scenario(s), draw(std::move(d)), models(model::make_models(registry, s, draw)), id(track),
        start(world::initial_world(s, draw)) {
    world::Derived derived;
    world::derive(scenario, draw, start, derived);
    model::Ledger ledger;
    models.economy->ledger(start, derived, ledger);
    models.preference->refresh(start, derived, ledger);
    models.preference->candidates(id, candidates);
    const scenario::Track& talks = scenario.tracks[id.index()];
    for (std::size_t i = 0; i < talks.parties.size(); ++i) {
      reservation[i] = draw[talks.parties[i].reservation];
      concession[i] = draw[talks.parties[i].concession];
      votes[i] = world::value_or(draw, talks.parties[i].votes, 1.0);
      signals[i] = derived.signal[talks.parties[i].actor.index()];
    }
    prepared = models.protocol[id.index()]->prepare(view(start, 1));
  }

  /// The session as the protocol sees it in a month of this world.
  [[nodiscard]] model::SessionView view(const world::World& world, int month) const {
    const scenario::Track& track = scenario.tracks[id.index()];
    const auto per_party = [&track](const auto& values) {
      return std::span<const double>(values.data(), track.parties.size());
    };
    model::SessionView out{track,
                           id,
                           world.sessions[id.index()],
                           month,
                           candidates,
                           per_party(reservation),
                           per_party(concession),
                           draw[track.deadline],
                           draw[track.rounds_per_month],
                           draw[track.breakdown]};
    out.strategies = models.strategies[id.index()];
    out.votes = per_party(votes);
    out.signals = per_party(signals);
    if (track.mediator.valid()) out.attention = world.attention[track.mediator.index()];
    out.prepared = prepared.get();
    return out;
  }

  void apply(world::World& world, SessionRecord& record) {
    for (const world::Event& event : sink.events()) {
      world::apply(scenario, draw, world, event);
      if (std::holds_alternative<world::Offered>(event.body)) ++record.offers;
      if (const auto* deal = std::get_if<world::Signed>(&event.body)) {
        record.agreed = true;
        record.package = deal->package;
        record.gain = deal->gain;
      }
      const auto* end = std::get_if<world::TalksEnded>(&event.body);
      if (end != nullptr && !record.agreed) record.cause = end->cause;
    }
    auto& events = record.events;
    events.insert(events.end(), std::make_move_iterator(sink.events().begin()),
                  std::make_move_iterator(sink.events().end()));
    sink.clear();
  }

  const scenario::Scenario& scenario;
  scenario::Draw draw;
  model::Models models;
  core::TrackId id;
  world::World start;
  std::vector<model::Candidate> candidates;
  std::array<double, world::kMaxParties> reservation{}, concession{}, votes{}, signals{};
  std::unique_ptr<model::Prepared> prepared;
  world::EventSink sink;
};

SessionTable::SessionTable(const scenario::Scenario& scenario, const model::Registry& registry, core::TrackId track,
                           scenario::Draw draw)
    : parts_(std::make_unique<Parts>(scenario, registry, track, std::move(draw))) {}

SessionTable::~SessionTable() = default;

SessionRecord SessionTable::play(RunKey key) {
  Parts& t = *parts_;
  SessionRecord record;
  record.key = key;
  record.reservation = t.reservation;
  const scenario::Track& track = t.scenario.tracks[t.id.index()];
  const core::Streams streams(key.seed, key.draw, key.replication);
  const double deadline = t.draw[track.deadline];
  const int last = static_cast<int>(std::ceil(deadline)) + 1;
  world::World world = t.start;
  const auto rounds = static_cast<std::size_t>(std::max(0.0, t.draw[track.rounds_per_month]));
  t.sink.clear();
  t.sink.events().reserve(kEventsPerRound * std::min(rounds, kMostReserved));
  t.sink.set_time(1, 0);
  t.sink.emit(world::SessionOpened{t.id});
  t.apply(world, record);
  for (int month = 1; month <= last && world.sessions[t.id.index()].open; ++month) {
    record.month = month;
    t.sink.set_time(month, 0);
    t.models.protocol[t.id.index()]->negotiate(t.view(world, month), *t.models.preference, streams, t.sink);
    t.apply(world, record);
    ++world.month;
  }
  if (!record.agreed && record.cause == world::Cause::none) record.cause = world::Cause::deadline;
  return record;
}

SessionRecord play_session(const scenario::Scenario& scenario, const model::Registry& registry, core::TrackId track,
                           RunKey key, bool at_mode) {
  try {
    SessionTable table(scenario, registry, track,
                       scenario::make_draw(scenario, key.seed, at_mode ? -1 : static_cast<std::int64_t>(key.draw)));
    return table.play(key);
  } catch (const std::exception& error) {
    SessionRecord record;
    record.key = key;
    record.failure = error.what();
    return record;
  }
}

}  // namespace entente::run

// SPDX-License-Identifier: Apache-2.0
// The month loop of a single session: as the negotiation phase of a step, with nothing around it.
#include "run/session.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
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
  Parts(const scenario::Scenario& s, const model::Registry& registry, core::TrackId track, scenario::Draw d,
        world::Derived derived = {})
      : scenario(s), draw(std::move(d)), models(model::make_models(registry, s, draw)), id(track),
        world(world::initial_world(s, draw, derived)) {
    world::derive(scenario, draw, world, derived);
    model::Ledger ledger;
    models.economy->ledger(world, derived, ledger);
    models.preference->refresh(world, derived, ledger);
    models.preference->candidates(id, candidates);
    const scenario::Track& talks = scenario.tracks[id.index()];
    for (std::size_t i = 0; i < talks.parties.size(); ++i) {
      reservation[i] = draw[talks.parties[i].reservation];
      concession[i] = draw[talks.parties[i].concession];
      votes[i] = world::value_or(draw, talks.parties[i].votes, 1.0);
      signals[i] = derived.signal[talks.parties[i].actor.index()];
    }
    prepared = models.protocol[id.index()]->prepare(view(1));
  }

  /// The session as the protocol sees it in a month.
  [[nodiscard]] model::SessionView view(int month) const {
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

  /// Takes down what was said from event `first` on; true when the talks are over.
  bool hear(std::size_t first, SessionRecord& record) const {
    bool over = false;
    const std::vector<world::Event>& events = sink.events();
    for (std::size_t k = first; k < events.size(); ++k) {
      const world::Body& body = events[k].body;
      if (std::holds_alternative<world::Offered>(body)) {
        ++record.offers;
      } else if (const auto* deal = std::get_if<world::Signed>(&body)) {
        record.agreed = true;
        record.package = deal->package;
        record.gain = deal->gain;
        over = over || deal->track == id;
      } else if (const auto* end = std::get_if<world::TalksEnded>(&body)) {
        if (!record.agreed) record.cause = end->cause;
        over = over || end->track == id;
      }
    }
    return over;
  }

  const scenario::Scenario& scenario;
  scenario::Draw draw;
  model::Models models;
  core::TrackId id;
  world::World world;  // as at as_of, but for the talks being played
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
  const auto rounds = static_cast<std::size_t>(std::max(0.0, t.draw[track.rounds_per_month]));
  std::vector<world::Event>& events = t.sink.events();
  events.clear();
  events.reserve(kEventsPerRound * std::min(rounds, kMostReserved));
  t.world.month = 0;
  t.sink.set_time(1, 0);
  t.sink.emit(world::SessionOpened{t.id});
  bool over = false;
  std::size_t applied = 0;
  for (int month = 1; month <= last && !over; ++month) {
    // Talks move the state of their session only; nobody looks at it once they are over.
    for (; applied < events.size(); ++applied) world::apply(t.scenario, t.draw, t.world, events[applied]);
    record.month = month;
    t.sink.set_time(month, 0);
    t.models.protocol[t.id.index()]->negotiate(t.view(month), *t.models.preference, streams, t.sink);
    over = t.hear(applied, record);
    ++t.world.month;
  }
  record.events = std::move(events);
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

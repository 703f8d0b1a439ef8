// SPDX-License-Identifier: Apache-2.0
// Building and playing hand-made talks.
#include "support/talks_fixture.hpp"

#include <algorithm>

#include "models/index.hpp"

namespace entente::test {

scenario::Num Book::num(double value) {
  scenario::Param param;
  param.path = "test." + std::to_string(values.size());
  param.quantity = core::fixed_quantity(value, core::Unit::index);
  scenario.params.push_back(param);
  values.push_back(value);
  return scenario::Num::at(values.size() - 1);
}

core::ActorId Book::actor(const std::string& id) {
  scenario::Actor actor;
  actor.id = actor.name = id;
  actor.stream = core::entity_hash(id);
  scenario.actors.push_back(actor);
  return core::ActorId::at(scenario.actors.size() - 1);
}

core::TrackId Book::track(const std::string& id, const std::vector<core::ActorId>& parties) {
  scenario::Track track;
  track.id = track.title = id;
  track.stream = core::entity_hash(id);
  for (const core::ActorId actor : parties) track.parties.push_back({actor, num(0.0), num(1.0)});
  track.protocol = "alternating_offers";
  scenario.tracks.push_back(track);
  return core::TrackId::at(scenario.tracks.size() - 1);
}

core::IssueId Book::issue(core::TrackId track, const std::string& id, core::ActorId granter, core::ActorId receiver,
                          std::vector<double> grid, double status_quo) {
  scenario::Issue issue;
  issue.id = issue.title = id;
  issue.stream = core::entity_hash(id);
  issue.kind = scenario::IssueKind::quantity;
  issue.track = track;
  issue.granter = granter;
  issue.receiver = receiver;
  issue.grid = std::move(grid);
  issue.status_quo = status_quo;
  scenario.issues.push_back(issue);
  const core::IssueId made = core::IssueId::at(scenario.issues.size() - 1);
  scenario.tracks[track.index()].issues.push_back(made);
  return made;
}

void TablePreference::candidates(core::TrackId, std::vector<model::Candidate>& out) {
  out.clear();
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    model::Candidate candidate;
    candidate.package.count = 1;
    candidate.package.at[0] = static_cast<std::int8_t>(k);
    candidate.gain = rows_[k];
    candidate.gain[0] += estimate_;
    out.push_back(candidate);
  }
}
void TablePreference::gains(core::TrackId, const world::Package& package, std::span<double> gain) const {
  if (rows_.empty()) {  // a text kept, or one of its terms broken
    std::fill(gain.begin(), gain.end(), package.at[0] != 0 ? keep : break_);
    return;
  }
  const auto& row = rows_[static_cast<std::size_t>(package.at[0])];
  for (std::size_t i = 0; i < gain.size(); ++i) gain[i] = row[i];
}
void TablePreference::gain_by_attribute(core::TrackId, const world::Package&, core::ActorId,
                                        std::span<double> out) const {
  std::fill(out.begin(), out.end(), 0.0);
}
void TablePreference::lever_values(core::DecisionId, std::span<double> utility) const {
  std::fill(utility.begin(), utility.end(), 0.0);
}
void TablePreference::lever_by_attribute(core::DecisionId, int, std::span<double> out) const {
  std::fill(out.begin(), out.end(), 0.0);
}
void TablePreference::compliance(core::TrackId, core::IssueId, core::ActorId, double& k, double& b,
                                 world::Reasons&) const {
  k = keep;
  b = break_;
}

const model::Registry& shipped_models() {
  static const model::Registry registry = [] {
    model::Registry r;
    models::register_all(r);
    return r;
  }();
  return registry;
}

namespace {

/// One part of a strategy made from its key, or from the standard family.
template <class Port>
std::unique_ptr<Port> part(const std::map<std::string, model::Family<Port>>& families, const std::string& key,
                           const std::vector<std::pair<std::string, double>>& params, Book& book,
                           const model::Setting& setting, scenario::Draw& draw) {
  const auto standard =
      std::find_if(families.begin(), families.end(), [](const auto& one) { return one.second.standard; });
  const auto& family = key.empty() ? standard->second : families.at(key);
  std::vector<std::pair<std::string, scenario::Num>> given;
  for (const auto& one : params) given.emplace_back(one.first, book.num(one.second));
  draw = book.draw();
  return family.make(setting, model::ParamValues(family.params, given, draw));
}

/// Place of the speaker among the parties; -1: the mediator.
std::int8_t place(const Book& book, const world::Offered& offer) {
  const auto& parties = book.scenario.tracks[0].parties;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    if (parties[i].actor == offer.by) return static_cast<std::int8_t>(i);
  }
  return -1;
}

}  // namespace

std::shared_ptr<const Played> play(const model::Family<model::Protocol>& family, const Talks& talks, std::uint64_t seed,
                                   int most) {
  const std::vector<std::string> letters{"a", "b", "c", "d"};
  Book book;
  std::vector<core::ActorId> actors;
  for (std::size_t i = 0; i < talks.parties; ++i) {
    actors.push_back(book.actor(talks.names.empty() ? letters[i] : talks.names[i]));
    book.scenario.actors.back().discount = book.num(talks.discount.empty() ? 1.0 : talks.discount[i]);
  }
  const core::TrackId track = book.track("talks", actors);
  std::vector<double> grid;
  for (std::size_t k = 0; k < std::max<std::size_t>(talks.rows.size(), 1); ++k) grid.push_back(static_cast<double>(k));
  book.issue(track, "terms", actors[talks.granter], actors[1 - std::min<std::size_t>(talks.granter, 1)], grid);
  for (std::size_t i = 0; i < talks.veto.size(); ++i) book.scenario.tracks[0].parties[i].veto = talks.veto[i];
  if (!talks.mediator.empty()) book.scenario.tracks[0].mediator = book.actor("m");
  std::vector<std::pair<std::string, scenario::Num>> given;
  for (const auto& one : talks.params) given.emplace_back(one.first, book.num(one.second));
  scenario::Draw draw = book.draw();
  std::vector<model::StrategyParts> parts(talks.parties);
  std::vector<model::Strategy> strategies;
  const bool needed = (family.needs & scenario::kStrategies) != 0U || !talks.manners.empty();
  for (std::size_t i = 0; i < talks.parties && needed; ++i) {
    const Manner manner = i < talks.manners.size() ? talks.manners[i] : Manner{};
    const model::Setting setting{book.scenario, draw};
    const bool speaks = (family.gives & scenario::kOffers) != 0U;
    if (speaks)
      parts[i].offering = part(shipped_models().offering, manner.offering, manner.offering_params, book, setting, draw);
    parts[i].acceptance =
        part(shipped_models().acceptance, manner.acceptance, manner.acceptance_params, book, setting, draw);
    parts[i].belief = part(shipped_models().belief, manner.belief, manner.belief_params, book, setting, draw);
    strategies.push_back({parts[i].offering.get(), parts[i].acceptance.get(), parts[i].belief.get()});
  }
  const auto protocol = family.make({book.scenario, draw}, model::ParamValues(family.params, given, draw));

  TablePreference preference(talks.rows, talks.estimate);
  preference.outsider = talks.mediator;
  std::vector<model::Candidate> candidates;
  preference.candidates(track, candidates);
  const std::vector<double> reservation =
      talks.reservation.empty() ? std::vector<double>(talks.parties, 0.0) : talks.reservation;
  const std::vector<double> concession =
      talks.concession.empty() ? std::vector<double>(talks.parties, 1.0) : talks.concession;
  world::SessionState state;
  state.open = state.ever_open = true;
  state.opened_month = 1;
  const core::Streams streams(seed, 0, 0);
  auto played = std::make_shared<Played>();
  world::EventSink sink;
  std::unique_ptr<model::Prepared> prepared;
  for (int month = 1; month <= most && played->deal == nullptr && played->end == nullptr; ++month) {
    sink.set_time(month, 0);
    const std::size_t before = sink.events().size();
    model::SessionView view{book.scenario.tracks[track.index()],
                            track,
                            state,
                            month,
                            candidates,
                            reservation,
                            concession,
                            talks.deadline,
                            talks.rounds,
                            talks.breakdown};
    view.strategies = strategies;
    view.votes = talks.votes;
    view.signals = talks.signals;
    view.attention = talks.attention;
    if (talks.prepare && prepared == nullptr) prepared = protocol->prepare(view);
    view.prepared = prepared.get();
    protocol->negotiate(view, preference, streams, sink);
    played->by_month.push_back(sink.events().size() - before);
    played->months = month;
    played->events = sink.events();
    for (std::size_t k = before; k < sink.events().size(); ++k) {
      if (const auto* offer = std::get_if<world::Offered>(&sink.events()[k].body))
        state.offers.push_back({offer->package, place(book, *offer)});
    }
    for (const world::Event& event : played->events) {
      if (const auto* deal = std::get_if<world::Signed>(&event.body)) played->deal = deal;
      if (const auto* end = std::get_if<world::TalksEnded>(&event.body)) played->end = end;
    }
  }
  return played;
}

std::vector<std::array<double, world::kMaxParties>> pie(const std::function<double(double)>& first,
                                                        const std::function<double(double)>& second) {
  std::vector<std::array<double, world::kMaxParties>> rows;
  for (int k = 0; k <= 100; ++k) rows.push_back({first(k / 100.0), second(k / 100.0), 0.0, 0.0});
  return rows;
}

}  // namespace entente::test

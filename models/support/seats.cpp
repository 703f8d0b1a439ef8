// SPDX-License-Identifier: Apache-2.0
// Seats, clocks and views; see the header.
#include "models/support/seats.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/detmath.hpp"
#include "core/rng.hpp"

namespace entente::models {
namespace {

constexpr double kTiny = 1e-9;
constexpr std::uint32_t kLot = 4095;  // stream number of the lot, as in alternating offers

/// How many places of the party's order give it at least `asked`.
std::size_t reach_of(const model::Seat& seat, double asked) {
  const auto end =
      std::partition_point(seat.gains.begin(), seat.gains.end(), [asked](double gain) { return gain >= asked; });
  return static_cast<std::size_t>(end - seat.gains.begin());
}

/// Candidates at or above the party's reservation, best first, of equals the first. Candidates of a frontier often stand in
/// order of one party's gain, and so the other way round for another.
void put_in_order(const model::SessionView& session, std::size_t party, std::vector<std::int32_t>& order) {
  const auto gain = [&session, party](std::int32_t c) {
    return session.candidates[static_cast<std::size_t>(c)].gain[party];
  };
  order.reserve(session.candidates.size());
  bool falls = true, rises = true;  // not at all, or everywhere
  for (std::size_t c = 0; c < session.candidates.size(); ++c) {
    const double now = session.candidates[c].gain[party];
    if (!(now >= session.reservation[party])) continue;
    if (!order.empty()) {
      const double last = gain(order.back());
      falls = falls && now <= last;
      rises = rises && now > last;
    }
    order.push_back(static_cast<std::int32_t>(c));
  }
  if (falls) return;
  if (rises) return std::reverse(order.begin(), order.end());
  std::stable_sort(order.begin(), order.end(), [&gain](std::int32_t a, std::int32_t b) { return gain(a) > gain(b); });
}

/// What a strategy looks at, as a sum of Look.
unsigned looks_of(const model::Strategy& strategy) {
  unsigned out = strategy.offering != nullptr ? strategy.offering->looks() : static_cast<unsigned>(model::kLookFair);
  if (strategy.acceptance != nullptr) out |= strategy.acceptance->looks();
  return out;
}

}  // namespace

std::int64_t rounds_by(double per_month, int months) {
  return static_cast<std::int64_t>(std::floor(std::max(0.0, per_month) * months + 1e-9));
}

Clock clock_of(const model::SessionView& session) {
  constexpr std::int64_t kMaxRounds = 1000;  // a month; keeps stream numbers in range
  Clock clock;
  const int elapsed = std::max(0, session.month - session.state.opened_month);
  const int months = static_cast<int>(std::ceil(std::max(1.0, session.deadline) - 1e-9));
  clock.last_month = elapsed + 1 >= months;
  clock.all = rounds_by(session.rounds, months);
  clock.from = rounds_by(session.rounds, elapsed);
  clock.to = std::min(rounds_by(session.rounds, elapsed + 1), clock.from + kMaxRounds);
  return clock;
}

std::vector<std::size_t> lot(const scenario::Scenario& scenario, const model::SessionView& session,
                             const core::Streams& streams) {
  const std::size_t parties = session.reservation.size();
  std::vector<std::size_t> order(parties);
  Party4 number{};
  for (std::size_t i = 0; i < parties; ++i) {
    order[i] = i;
    const std::uint64_t entity = session.track.stream ^ scenario.actors[session.track.parties[i].actor.index()].stream;
    number[i] =
        streams.uniform(entity, static_cast<std::uint32_t>(session.state.opened_month), core::Purpose::offer, kLot);
  }
  std::sort(order.begin(), order.end(), [&number](std::size_t a, std::size_t b) {
    return number[a] > number[b] || (number[a] == number[b] && a < b);
  });
  return order;
}

void believe(const model::Seat& seat, const model::Belief* belief, std::vector<double>& scratch, SeatTables::Own& own) {
  const std::size_t count = seat.session->candidates.size();
  own.others.assign(count, 1e300);
  const bool fair = (looks_of(seat.session->strategies[seat.party]) & model::kLookFair) != 0U;
  own.product.assign(fair ? count : 0, 1.0);
  scratch.resize(count);
  for (std::size_t other = 0; other < seat.session->reservation.size(); ++other) {
    if (other == seat.party) continue;
    if (belief != nullptr) {
      belief->worth(seat, other, scratch);
    } else {
      std::fill(scratch.begin(), scratch.end(), 0.0);
    }
    for (std::size_t c = 0; c < count; ++c) own.others[c] = std::min(own.others[c], scratch[c]);
    for (std::size_t c = 0; c < own.product.size(); ++c) own.product[c] *= std::max(0.0, scratch[c]);
  }
  own.best_of.resize(own.order.size());
  for (std::size_t k = 0; k < own.order.size(); ++k) {
    const std::int32_t c = own.order[k];
    const bool better =
        k == 0 || own.others[static_cast<std::size_t>(c)] > own.others[static_cast<std::size_t>(own.best_of[k - 1])];
    own.best_of[k] = better ? c : own.best_of[k - 1];
  }
  const model::Offering* offering = seat.session->strategies[seat.party].offering;
  own.weights.start(offering != nullptr ? offering->precision() : 0.0, own.order, own.others);
}

SeatTables::SeatTables(const model::SessionView& session) : own(session.reservation.size()) {
  std::vector<double> scratch;
  suits_all = std::any_of(session.candidates.begin(), session.candidates.end(),
                          [&session](const model::Candidate& c) { return acceptable(c.gain, session.reservation); });
  for (std::size_t p = 0; p < own.size(); ++p) {
    const double reservation = session.reservation[p];
    put_in_order(session, p, own[p].order);
    own[p].gains.reserve(own[p].order.size());
    for (const std::int32_t c : own[p].order)
      own[p].gains.push_back(session.candidates[static_cast<std::size_t>(c)].gain[p]);
    own[p].best = own[p].order.empty() ? reservation : own[p].gains.front();
    const model::Belief* belief = session.strategies[p].belief;
    if (belief != nullptr && belief->learns()) continue;
    model::Seat seat;
    seat.session = &session;
    seat.party = p;
    seat.reservation = reservation;
    seat.best = own[p].best;
    seat.order = own[p].order;
    seat.gains = own[p].gains;
    believe(seat, belief, scratch, own[p]);
  }
}

Seats::Seats(const scenario::Scenario& scenario, const scenario::Draw& draw, const model::SessionView& session,
             const model::Preference& preference, std::vector<std::size_t> turns, bool minutes)
    : session_(session), clock_(clock_of(session)), turns_(std::move(turns)),
      built_(dynamic_cast<const SeatTables*>(session.prepared) == nullptr ? std::make_unique<SeatTables>(session)
                                                                          : nullptr),
      tables_(built_ ? built_.get() : static_cast<const SeatTables*>(session.prepared)), minutes_(minutes) {
  fair_.fill(-1e300);
  weigh_patience(scenario, draw);
  take_seats();
  if (minutes_) recall(preference);
}

/// What of each party's view does not change within the month.
void Seats::take_seats() {
  places_.resize(parties());
  for (std::size_t party = 0; party < places_.size(); ++party) {
    Place& place = places_[party];
    const model::Strategy& strategy = session_.strategies[party];
    place.looks = looks_of(strategy);
    place.learns = strategy.belief != nullptr && strategy.belief->learns();
    if (place.learns) learned_.resize(parties());
    if ((place.looks & model::kLookChance) != 0U) chance_.resize(parties());
    place.stands_still = !place.learns && (place.looks & (model::kLookFair | model::kLookChance)) == 0U;
    place.hears = place.learns || strategy.offering == nullptr || strategy.offering->hears();
    minutes_ = minutes_ || place.hears || strategy.acceptance == nullptr || strategy.acceptance->hears();
    const SeatTables::Own& own = tables_->own[party];
    place.own = &own;
    if (!place.hears && (own.turns_of != clock_.all || own.turns.empty())) {
      own.turns.assign(kTurns, {});
      own.turns_of = clock_.all;
    }
    model::Seat& seat = place.now;
    seat.session = &session_;
    seat.party = party;
    seat.rounds = clock_.all;
    seat.reservation = session_.reservation[party];
    seat.best = seat.fair = own.best;
    seat.survives = survives_;
    seat.patience = patience_[party];
    seat.concession = session_.concession[party];
    seat.order = own.order;
    seat.gains = own.gains;
    seat.others = own.others;
    seat.best_of = own.best_of;
    seat.weights = &own.weights;
    seat.turns = turns_;
    seat.patiences = std::span<const double>(patience_.data(), parties());
    seat.offering = strategy.offering;
    place.next = seat;
  }
}

/// Weight = 1 / (rate of time preference + rate of breakdown), both a month.
void Seats::weigh_patience(const scenario::Scenario& scenario, const scenario::Draw& draw) {
  survives_ = 1.0 - std::min(std::max(session_.breakdown, 0.0), 0.999);
  const double risk = -det::log(survives_) * std::max(session_.rounds, 0.0);
  double total = 0.0;
  for (std::size_t i = 0; i < parties(); ++i) {
    const scenario::Num discount = scenario.actors[session_.track.parties[i].actor.index()].discount;
    const double d = discount.valid() ? std::min(std::max(draw[discount], 0.01), 1.0) : 1.0;
    const double impatience = -det::log(d);
    weight_[i] = 1.0 / (impatience + risk + kTiny);
    total += weight_[i];
    patience_[i] = session_.rounds > 0.0 ? survives_ * det::exp(-impatience / session_.rounds) : survives_;
  }
  for (std::size_t i = 0; i < parties(); ++i) weight_[i] /= total;
}

/// Offers of earlier months, at what they are worth today.
void Seats::recall(const model::Preference& preference) {
  sayers_.assign(session_.candidates.size(), 0U);
  said_.reserve(session_.state.offers.size() + static_cast<std::size_t>(clock_.to - clock_.from));
  for (const world::Saying& one : session_.state.offers) {
    Party4 gain{};
    preference.gains(session_.id, one.package, std::span<double>(gain.data(), parties()));
    std::int32_t at = -1;
    for (std::size_t c = 0; c < session_.candidates.size() && at < 0; ++c) {
      if (session_.candidates[c].package == one.package) at = static_cast<std::int32_t>(c);
    }
    take_down(one.package, at, one.by, gain);
  }
}

void Seats::take_down(const world::Package& package, std::int32_t candidate, int by, const Party4& gain) {
  model::Said said;
  said.package = package;
  said.candidate = candidate;
  said.by = static_cast<std::int8_t>(by);
  said.gain = gain;
  said.first = !said_before(candidate, by, package);
  said_.push_back(said);
}

/// Whether the same party (`by` < 0: the mediator) has put the package forward before; remembers it.
bool Seats::said_before(std::int32_t candidate, int by, const world::Package& package) {
  if (candidate >= 0) {
    std::uint32_t& sayers = sayers_[static_cast<std::size_t>(candidate)];
    const std::uint32_t bit = 1U << static_cast<unsigned>(by + 1);
    const bool before = (sayers & bit) != 0U;
    sayers |= bit;
    return before;
  }
  return std::any_of(said_.begin(), said_.end(),
                     [&](const model::Said& earlier) { return earlier.by == by && earlier.package == package; });
}

void Seats::look(model::Seat& seat) {
  const std::size_t party = seat.party;
  const Place& place = places_[party];
  const SeatTables::Own* own = place.own;
  if (place.learns) {
    SeatTables::Own& view = learned_[party];
    if (learned_at_[party] != said_.size() + 1) {
      view.order = own->order;
      view.gains = own->gains;
      believe(seat, session_.strategies[party].belief, one_, view);
      learned_at_[party] = said_.size() + 1;
      fair_[party] = -1e300;
    }
    own = &view;
    seat.others = own->others;
    seat.best_of = own->best_of;
    seat.weights = &own->weights;
  }
  const unsigned wanted = place.looks;
  if ((wanted & model::kLookFair) != 0U) {
    if (fair_[party] < seat.reservation) fair_[party] = fair_gain(seat, *own);
    seat.fair = fair_[party];
  }
  if ((wanted & model::kLookChance) != 0U) {
    look_at_chances(seat, chance_[party]);
    seat.chance = chance_[party];
  }
}

void Seats::look_at_chances(const model::Seat& seat, std::vector<double>& out) {
  const model::Belief* belief = session_.strategies[seat.party].belief;
  out.assign(session_.candidates.size(), belief != nullptr ? 1.0 : 0.0);
  one_.resize(out.size());
  for (std::size_t other = 0; belief != nullptr && other < parties(); ++other) {
    if (other == seat.party) continue;
    belief->accepts(seat, other, one_);
    for (std::size_t c = 0; c < out.size(); ++c) out[c] *= one_[c];
  }
}

/// Own gain where the weighted product of surpluses is largest, by what is believed of the others.
double Seats::fair_gain(const model::Seat& seat, const SeatTables::Own& own) const {
  const double others = (1.0 - weight_[seat.party]) / static_cast<double>(parties() - 1);
  bool found = false;
  double top = 0.0;
  double gain = seat.best;
  for (const std::int32_t c : own.order) {
    const double surplus = own_gain(seat, c) - seat.reservation;
    const double rest = own.product[static_cast<std::size_t>(c)];
    if (surplus <= 0.0 || rest <= 0.0) continue;
    const double score = weight_[seat.party] * det::log(surplus) + others * det::log(rest);
    if (found && score <= top) continue;
    found = true;
    top = score;
    gain = own_gain(seat, c);
  }
  return gain;
}

const model::Seat& Seats::at_next_turn(const model::Seat& now) {
  Place& place = places_[now.party];
  model::Seat& next = place.next;
  if (place.stands_still) {
    next.said = now.said;
  } else {
    next = now;
  }
  const auto count = static_cast<std::int64_t>(turns_.size());
  std::int64_t round = now.round + 1;
  while (turns_[static_cast<std::size_t>(round % count)] != now.party) ++round;
  set_time(next, round);
  next.turn = nullptr;
  if (place.hears) return next;
  const model::Turn& turn = place.own->turns[place_of(round)];
  next.turn = turn.round == round ? &turn : &foresee(place);
  return next;
}

/// What the party asks for at its next turn and, as several cost little more than one, at the turns after that. As time
/// passes it asks for less, so its reach is looked for where it was.
const model::Turn& Seats::foresee(const Place& place) const {
  const model::Seat& next = place.next;
  const auto cycle = static_cast<std::int64_t>(turns_.size());
  constexpr std::size_t kAhead = 4;
  std::array<std::int64_t, kAhead> rounds;
  std::array<double, kAhead> times, asked;
  for (std::size_t k = 0; k < kAhead; ++k) {
    rounds[k] = next.round + static_cast<std::int64_t>(k) * cycle;
    times[k] = time_of(rounds[k]);
  }
  next.offering->asks_at(next, rounds, times, asked);
  std::vector<model::Turn>& turns = place.own->turns;
  const model::Turn& before = turns[(place_of(next.round) + kTurns - static_cast<std::size_t>(cycle)) % kTurns];
  std::size_t reach = before.reach;
  for (std::size_t k = 0; k < rounds.size(); ++k) {
    if (reach > 0 && next.gains[reach - 1] < asked[k]) {
      reach = reach_of(next, asked[k]);
    } else {
      while (reach < next.gains.size() && next.gains[reach] >= asked[k]) ++reach;
    }
    turns[place_of(rounds[k])] = {rounds[k], asked[k], reach};
  }
  return turns[place_of(next.round)];
}

double asks_by_time(const model::Seat& seat) {
  const double conceded = det::pow(seat.time, std::max(seat.concession, 0.01));
  return aspiration(seat.reservation, seat.fair, seat.best, conceded, 0.5);
}

double own_gain(const model::Seat& seat, std::int32_t candidate) {
  return seat.session->candidates[static_cast<std::size_t>(candidate)].gain[seat.party];
}

std::int32_t pick_anew(const model::Seat& seat, double asked, double u) {
  if (seat.order.empty()) return -1;
  const std::size_t reach =
      seat.turn != nullptr && seat.turn->asked == asked ? seat.turn->reach : reach_of(seat, asked);
  if (reach == 0) return seat.order.front();
  if (u < 0.0 || seat.weights == nullptr || seat.weights->empty()) return seat.best_of[reach - 1];
  if (reach == 1) return seat.order.front();
  const std::span<const double> sums = seat.weights->up_to(reach);
  const double reached = sums.back() + (u > 0.0 ? det::log(u) : -1e300);
  const auto place = std::partition_point(sums.begin(), sums.end(), [reached](double sum) { return sum <= reached; });
  const auto at = static_cast<std::size_t>(place - sums.begin());
  return seat.order[std::min(at, reach - 1)];
}

}  // namespace entente::models

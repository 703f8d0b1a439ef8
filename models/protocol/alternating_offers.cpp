// SPDX-License-Identifier: Apache-2.0
// Protocol "alternating_offers": parties propose in turn and all others must accept. Aspirations fall with time (Faratin,
// Sierra, Jennings 1998), through the bargaining solution that patience implies (Nash 1950; Binmore, Rubinstein, Wolinsky
// 1986); answers weigh the risk of breakdown, as in Rubinstein (1982). The reservation test is hard; luck only picks which
// of the offers that satisfy the proposer is made. Where a track names strategies, those speak instead. No majority vote.
#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "core/rng.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/bargaining.hpp"
#include "models/support/rounds.hpp"

namespace entente::models {
namespace {

using core::Purpose;

struct Settings {
  double offer_precision = 25.0;  // per unit of relative surplus
  double tolerance = 0.02;        // of the bargaining solution's surplus
  double midpoint = 0.5;          // share of the concession at which a party asks for the bargaining solution
};

constexpr std::uint32_t kMaxRounds = 1000;  // a month; keeps stream numbers in range
constexpr std::uint32_t kLot = 4095;        // stream number of the lot that orders the proposers
constexpr double kTiny = 1e-9;

/// One month of one session: the fixed facts and the small steps of a round.
class Table {
 public:
  Table(const Settings& settings, const scenario::Scenario& scenario, const scenario::Draw& draw,
        const model::SessionView& session, const model::Preference& preference, const core::Streams& streams)
      : settings_(settings), scenario_(scenario), session_(session), preference_(preference), streams_(streams),
        exact_(preference.candidates_are_exact()), parties_(session.reservation.size()) {
    elapsed_ = std::max(0, session.month - session.state.opened_month);
    deadline_ = session.deadline > 1.0 ? session.deadline : 1.0;
    const int months = static_cast<int>(std::ceil(deadline_ - 1e-9));
    last_month_ = elapsed_ + 1 >= months;
    all_rounds_ = rounds_by(session.rounds, months);
    order_proposers();
    weigh_patience(draw);
    zone_ = find_zone(session.candidates, session.reservation, std::span<const double>(weight_.data(), parties_));
  }

  void play(world::EventSink& out) {
    const std::int64_t from = rounds_by(session_.rounds, elapsed_);
    const std::int64_t to = std::min<std::int64_t>(rounds_by(session_.rounds, elapsed_ + 1), from + kMaxRounds);
    blamed_ = order_[static_cast<std::size_t>(to % static_cast<std::int64_t>(parties_))];
    if (zone_.at < 0) name_blocker(from < to, out);
    for (std::int64_t round = from; round < to; ++round) {
      if (zone_.at >= 0 && hold_round(round, from, out)) return;
      const double u = streams_.uniform(session_.track.stream, step(), Purpose::breakdown, number(round, from));
      if (u < session_.breakdown) return end(world::Cause::breakdown, out);
    }
    if (last_month_) end(world::Cause::deadline, out);
  }

 private:
  [[nodiscard]] std::uint32_t step() const { return static_cast<std::uint32_t>(session_.month); }
  [[nodiscard]] static std::uint32_t number(std::int64_t round, std::int64_t from) {
    return static_cast<std::uint32_t>(round - from);
  }
  [[nodiscard]] core::ActorId actor(std::size_t party) const { return session_.track.parties[party].actor; }

  /// The order of proposers is drawn by lot for the session, so that the order of parties in a file gives nobody the word.
  void order_proposers() {
    Party4 lot{};
    for (std::size_t i = 0; i < parties_; ++i) {
      order_[i] = i;
      const std::uint64_t entity = session_.track.stream ^ scenario_.actors[actor(i).index()].stream;
      lot[i] = streams_.uniform(entity, static_cast<std::uint32_t>(session_.state.opened_month), Purpose::offer, kLot);
    }
    std::sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(parties_),
              [&lot](std::size_t a, std::size_t b) { return lot[a] > lot[b] || (lot[a] == lot[b] && a < b); });
  }

  /// Bargaining weight = 1 / (rate of time preference + rate of breakdown), both a month: the limit of alternating offers
  /// as the time between offers goes to zero.
  void weigh_patience(const scenario::Draw& draw) {
    const double survive = 1.0 - std::min(std::max(session_.breakdown, 0.0), 0.999);
    const double risk = -det::log(survive) * std::max(session_.rounds, 0.0);
    double total = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      const scenario::Num discount = scenario_.actors[actor(i).index()].discount;
      const double d = discount.valid() ? std::min(std::max(draw[discount], 0.01), 1.0) : 1.0;
      const double impatience = -det::log(d);
      weight_[i] = 1.0 / (impatience + risk + kTiny);
      total += weight_[i];
      patience_[i] = session_.rounds > 0.0 ? survive * det::exp(-impatience / session_.rounds) : survive;
    }
    for (std::size_t i = 0; i < parties_; ++i) weight_[i] /= total;
  }

  /// Gain the party asks for in a round; the reservation once no round is left.
  [[nodiscard]] double asks(std::size_t party, std::int64_t round) const {
    const double reservation = session_.reservation[party];
    if (round >= all_rounds_) return reservation;
    const double time = std::min(1.0, static_cast<double>(round) / (session_.rounds * deadline_));
    const double conceded = det::pow(time, std::max(session_.concession[party], 0.01));
    return aspiration(reservation, zone_.gain[party], zone_.best[party], conceded, settings_.midpoint);
  }

  /// Smallest surplus of the others, each relative to its surplus at the bargaining solution: utilities of different
  /// parties have no common unit.
  [[nodiscard]] double others(const model::Candidate& candidate, std::size_t proposer) const {
    double least = 1e300;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (i == proposer) continue;
      const double unit = std::max(zone_.gain[i] - session_.reservation[i], kTiny);
      least = std::min(least, (candidate.gain[i] - session_.reservation[i]) / unit);
    }
    return least;
  }

  [[nodiscard]] bool offerable(const model::Candidate& candidate, std::size_t proposer, double asked) const {
    return candidate.gain[proposer] >= asked && acceptable(candidate.gain, session_.reservation);
  }

  /// The offer the party would most likely make, given what it asks for.
  [[nodiscard]] std::int32_t likeliest(std::size_t proposer, double asked) const {
    std::int32_t best = -1;
    double score = 0.0;
    for (std::size_t c = 0; c < session_.candidates.size(); ++c) {
      if (!offerable(session_.candidates[c], proposer, asked)) continue;
      const double s = others(session_.candidates[c], proposer);
      if (best < 0 || s > score) {
        best = static_cast<std::int32_t>(c);
        score = s;
      }
    }
    return best;
  }

  /// Logit choice among the offers that satisfy the proposer, on what they leave to the others. `likeliest` always exists
  /// because what is asked for never exceeds the best acceptable gain.
  [[nodiscard]] std::int32_t choose(std::size_t proposer, double asked, double u) const {
    const std::int32_t top = likeliest(proposer, asked);
    if (top < 0) return zone_.at;
    const double best = others(session_.candidates[static_cast<std::size_t>(top)], proposer);
    const auto weight = [this, proposer, asked, best](const model::Candidate& candidate) {
      if (!offerable(candidate, proposer, asked)) return 0.0;
      const double x = settings_.offer_precision * (others(candidate, proposer) - best);
      return x > -40.0 ? det::exp(x) : 0.0;  // beyond, the chance is below 1e-17
    };
    double total = 0.0;
    for (const model::Candidate& candidate : session_.candidates) total += weight(candidate);
    double left = u * total;
    for (std::size_t c = 0; c < session_.candidates.size(); ++c) {
      left -= weight(session_.candidates[c]);
      if (left < 0.0) return static_cast<std::int32_t>(c);
    }
    return top;
  }

  /// What a responder wants at least: its reservation plus what waiting for its own next offer is worth.
  [[nodiscard]] double threshold(std::size_t party, std::int64_t round) const {
    const double reservation = session_.reservation[party];
    const double waiting = patience_[party] * (asks(party, round + 1) - reservation);
    const double slack = settings_.tolerance * (zone_.gain[party] - reservation);
    return reservation + std::max(0.0, waiting - slack);
  }

  /// True when a deal is signed.
  bool hold_round(std::int64_t round, std::int64_t from, world::EventSink& out) {
    const std::size_t turn = static_cast<std::size_t>(round % static_cast<std::int64_t>(parties_));
    const std::size_t proposer = order_[turn];
    const double asked = asks(proposer, round);
    const double u = streams_.uniform(session_.track.stream, step(), Purpose::offer, number(round, from));
    const model::Candidate& offered = session_.candidates[static_cast<std::size_t>(choose(proposer, asked, u))];
    const world::Package& package = offered.package;
    Party4 gain = offered.gain;  // candidates may carry estimates; offers and answers go by exact gains
    if (!exact_) preference_.gains(session_.id, package, std::span<double>(gain.data(), parties_));
    if (gain[proposer] < session_.reservation[proposer]) {
      refuse(proposer, package, gain[proposer], session_.reservation[proposer], round, out);
      return false;
    }
    out.emit(world::Offered{session_.id, actor(proposer), package, gain[proposer], asked});
    for (std::size_t k = 1; k < parties_; ++k) {
      const std::size_t party = order_[(turn + k) % parties_];
      const double wanted = threshold(party, round);
      if (gain[party] >= wanted) continue;
      refuse(party, package, gain[party], wanted, round, out);
      return false;
    }
    world::Signed deal{session_.id, package, gain, {}};
    std::copy(session_.reservation.begin(), session_.reservation.end(), deal.reservation.begin());
    out.emit(deal);
    return true;
  }

  void refuse(std::size_t party, const world::Package& offered, double gain, double wanted, std::int64_t round,
              world::EventSink& out) {
    std::int32_t own = likeliest(party, asks(party, round + 1));
    if (own < 0 || session_.candidates[static_cast<std::size_t>(own)].package == offered)
      own = best_other(party, offered);
    emit_refusal(party, offered, own, gain, wanted, out);
  }

  /// What the party likes best apart from what was offered: candidates carry estimates, so the offer may look best by them.
  [[nodiscard]] std::int32_t best_other(std::size_t party, const world::Package& offered) const {
    std::int32_t best = -1;
    for (std::size_t c = 0; c < session_.candidates.size(); ++c) {
      if (session_.candidates[c].package == offered) continue;
      if (best < 0 ||
          session_.candidates[c].gain[party] > session_.candidates[static_cast<std::size_t>(best)].gain[party]) {
        best = static_cast<std::int32_t>(c);
      }
    }
    return best >= 0 ? best : best_for(session_.candidates, party);
  }

  /// Candidates may carry estimates; what is said of a refusal is exact.
  [[nodiscard]] double exact_gain(const model::Candidate& candidate, std::size_t party) const {
    return exact_ ? candidate.gain[party] : preference_.gain_of(session_.id, candidate.package, party);
  }

  void emit_refusal(std::size_t party, const world::Package& offered, std::int32_t own, double gain, double wanted,
                    world::EventSink& out) {
    blamed_ = party;
    world::Refused refused;
    refused.track = session_.id;
    refused.by = actor(party);
    refused.offered = offered;
    refused.gain = gain;
    refused.threshold = wanted;
    refused.preferred = session_.candidates[static_cast<std::size_t>(own)].package;
    refused.preferred_gain = exact_gain(session_.candidates[static_cast<std::size_t>(own)], party);
    if (refused.preferred_gain <= gain) {  // estimates misled: rare enough to look at every candidate exactly
      for (const model::Candidate& candidate : session_.candidates) {
        const double exact = exact_gain(candidate, party);
        if (exact <= refused.preferred_gain || candidate.package == offered) continue;
        refused.preferred = candidate.package;
        refused.preferred_gain = exact;
      }
    }
    refused.reasons = losses(preference_, scenario_, session_.id, party, offered, gain, refused.preferred);
    out.emit(refused);
  }

  /// Nothing is acceptable to all: names who stands furthest from the package that comes closest.
  void name_blocker(bool meets, world::EventSink& out) {
    const Nearest nearest = nearest_to_zone(session_.candidates, session_.reservation);
    if (nearest.at < 0) return;
    const std::size_t party = static_cast<std::size_t>(nearest.party);
    const model::Candidate& close = session_.candidates[static_cast<std::size_t>(nearest.at)];
    blamed_ = party;
    if (!meets) return;
    const double gain = exact_gain(close, party);
    if (gain >= session_.reservation[party]) return;  // only by its estimate is it short
    emit_refusal(party, close.package, best_other(party, close.package), gain, session_.reservation[party], out);
  }

  void end(world::Cause cause, world::EventSink& out) const {
    out.emit(world::TalksEnded{session_.id, actor(blamed_), cause});
  }

  const Settings& settings_;
  const scenario::Scenario& scenario_;
  const model::SessionView& session_;
  const model::Preference& preference_;
  const core::Streams& streams_;
  bool exact_;  // else candidates may carry estimates
  std::size_t parties_;
  int elapsed_ = 0;  // whole months before this one
  double deadline_ = 1.0;
  bool last_month_ = false;
  std::int64_t all_rounds_ = 0;
  std::array<std::size_t, world::kMaxParties> order_{};
  Party4 weight_{};    // bargaining weights, sum 1
  Party4 patience_{};  // worth now of one unit at the next round
  Zone zone_;
  std::size_t blamed_ = 0;  // named when talks end
};

class AlternatingOffers final : public model::Protocol {
 public:
  AlternatingOffers(const model::Setting& setting, const model::ParamValues& values)
      : scenario_(setting.scenario), draw_(setting.draw) {
    settings_.offer_precision = values["offer_precision"];
    settings_.tolerance = values["tolerance"];
    settings_.midpoint = values["midpoint"];
  }

  void negotiate(const model::SessionView& session, const model::Preference& preference, const core::Streams& streams,
                 world::EventSink& out) const override {
    if (session.reservation.size() < 2) return;  // such a track does not convene
    if (!session.strategies.empty()) return play_rounds(Rules{}, scenario_, draw_, session, preference, streams, out);
    Table(settings_, scenario_, draw_, session, preference, streams).play(out);
  }

  [[nodiscard]] std::unique_ptr<model::Prepared> prepare(const model::SessionView& session) const override {
    return session.strategies.empty() ? nullptr : std::make_unique<SeatTables>(session);
  }

 private:
  const scenario::Scenario& scenario_;
  const scenario::Draw& draw_;
  Settings settings_;
};

}  // namespace

void protocol_alternating_offers_entry(model::Registry& registry);

void protocol_alternating_offers_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Protocol> family;
  family.title = "Alternating offers";
  family.doc =
      "Parties propose in turn, all others must accept. Each asks for less as the deadline nears, passing the "
      "bargaining "
      "solution that its patience implies; answers weigh the risk that talks break down. Parties whose track names "
      "strategies "
      "speak and answer by those instead.";
  family.params = {
      model::param("offer_precision", Unit::index, 25.0, 10.0, 60.0, 0.0, 1000.0,
                   "precision of the logit choice among offers, per unit of the others' relative surplus"),
      model::param("tolerance", Unit::share, 0.02, 0.0, 0.05, 0.0, 0.5,
                   "shortfall an answer forgives, as a share of the party's surplus at the bargaining solution; never "
                   "below its reservation"),
      model::param("midpoint", Unit::share, 0.5, 0.5, 0.5, 0.05, 0.95,
                   "share of its whole concession at which a party asks for the bargaining solution's gain"),
  };
  family.gives = scenario::kStrategies | scenario::kOffers | scenario::kHearing;
  family.make = [](const model::Setting& setting,
                   const model::ParamValues& values) -> std::unique_ptr<model::Protocol> {
    return std::make_unique<AlternatingOffers>(setting, values);
  };
  registry.protocol.emplace("alternating_offers", std::move(family));
}

}  // namespace entente::models

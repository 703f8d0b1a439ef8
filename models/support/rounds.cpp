// SPDX-License-Identifier: Apache-2.0
// One month of offers in turn; see the header. Nobody can be voted into giving: whoever grants something in a package must
// say yes to it, so that votes decide only over those who are touched and grant nothing.
#include "models/support/rounds.hpp"

#include <algorithm>
#include <array>

#include "core/rng.hpp"

namespace entente::models {
namespace {

using core::Purpose;

class Month {
  static constexpr std::size_t kTold = 8;  // refusals of a party that are remembered
  /// A refusal of this month, by the candidate offered and the one that the party would rather have.
  struct Told {
    std::int32_t offered = -1, own = -1;
    std::size_t event = 0;
  };

 public:
  Month(const Rules& rules, const scenario::Scenario& scenario, const scenario::Draw& draw,
        const model::SessionView& session, const model::Preference& preference, const core::Streams& streams)
      : rules_(rules), scenario_(scenario), session_(session), preference_(preference), streams_(streams),
        exact_(preference.candidates_are_exact()),
        seats_(scenario, draw, session, preference, lot(scenario, session, streams), rules.walkout > 0) {}

  void play(world::EventSink& out) {
    const Clock& clock = seats_.clock();
    blamed_ = speaker(clock.to);
    world::Refused stuck;
    const std::int32_t blocking = seats_.suits_all() ? -1 : blocker(scenario_, session_, preference_, stuck);
    const bool idle = session_.candidates.empty() || (blocking >= 0 && rules_.quota >= 1.0);
    if (blocking >= 0) blamed_ = static_cast<std::size_t>(blocking);
    if (blocking >= 0 && idle && clock.from < clock.to) out.emit(stuck);
    for (std::int64_t round = clock.from; round < clock.to; ++round) {
      if (!idle && hold_round(round, out)) return;
      if (breaks_down(round)) return end(world::Cause::breakdown, out);
      if (!idle && somebody_leaves()) return end(world::Cause::walkaway, out);
    }
    if (clock.last_month) end(world::Cause::deadline, out);
  }

 private:
  [[nodiscard]] std::uint32_t step() const { return static_cast<std::uint32_t>(session_.month); }
  [[nodiscard]] std::uint32_t number(std::int64_t round) const {
    return static_cast<std::uint32_t>(round - seats_.clock().from);
  }
  [[nodiscard]] bool breaks_down(std::int64_t round) const {
    return session_.breakdown > 0.0 &&
           streams_.uniform(session_.track.stream, step(), Purpose::breakdown, number(round)) < session_.breakdown;
  }
  [[nodiscard]] core::ActorId actor(std::size_t party) const { return session_.track.parties[party].actor; }
  [[nodiscard]] std::size_t speaker(std::int64_t round) const {
    return seats_.turns()[static_cast<std::size_t>(round % static_cast<std::int64_t>(seats_.parties()))];
  }

  /// Votes needed whatever the quota: vetoes, and those who grant something in the package.
  [[nodiscard]] bool indispensable(std::size_t party, const world::Package& package) const {
    if (session_.track.parties[party].veto) return true;
    for (std::size_t k = 0; k < session_.track.issues.size() && k < static_cast<std::size_t>(package.count); ++k) {
      const scenario::Issue& issue = scenario_.issues[session_.track.issues[k].index()];
      if (issue.granter != actor(party)) continue;
      if (issue.grid[static_cast<std::size_t>(package.at[k])] != issue.status_quo) return true;
    }
    return false;
  }
  [[nodiscard]] double votes(std::size_t party) const {
    return party < session_.votes.size() ? session_.votes[party] : 1.0;
  }

  /// True when a deal is signed.
  bool hold_round(std::int64_t round, world::EventSink& out) {
    const std::size_t proposer = speaker(round);
    const model::Seat& seat = seats_.seat(proposer, round);
    const double u = seat.offering->draws(seat)
                         ? streams_.uniform(session_.track.stream, step(), Purpose::offer, number(round))
                         : 0.5;  // any will do
    const std::int32_t offered = seat.offering->offers(seat, u);
    if (offered < 0) return false;  // it can sign nothing and says nothing
    const world::Package package = session_.candidates[static_cast<std::size_t>(offered)].package;
    const double asked = seat.offering->asks(seat);
    Party4 gain = session_.candidates[static_cast<std::size_t>(offered)].gain;
    if (!exact_) preference_.gains(session_.id, package, std::span<double>(gain.data(), seats_.parties()));
    if (gain[proposer] < session_.reservation[proposer]) {
      refuse(seats_.at_next_turn(seat), package, offered, gain[proposer], session_.reservation[proposer], out);
      return false;
    }
    out.emit(world::Offered{session_.id, actor(proposer), package, gain[proposer], asked});
    seats_.say(package, offered, static_cast<int>(proposer), gain);
    return answer(proposer, round, package, offered, gain, out);
  }

  bool answer(std::size_t proposer, std::int64_t round, const world::Package& package, std::int32_t offered,
              const Party4& gain, world::EventSink& out) {
    const std::size_t n = seats_.parties();
    double yes = votes(proposer), all = votes(proposer);
    unsigned outvoted = 0;
    std::size_t signers = 1;
    for (std::size_t k = 1; k < n; ++k) {
      const std::size_t party =
          seats_.turns()[(static_cast<std::size_t>(round % static_cast<std::int64_t>(n)) + k) % n];
      all += votes(party);
      const model::Seat& now = seats_.seat(party, round);
      const model::Seat& next = seats_.at_next_turn(now);
      const double wanted =
          std::max(session_.reservation[party], session_.strategies[party].acceptance->wants(now, next));
      if (gain[party] >= wanted) {
        yes += votes(party);
        ++signers;
        continue;
      }
      refuse(next, package, offered, gain[party], wanted, out);
      if (rules_.quota >= 1.0 || indispensable(party, package)) return false;
      outvoted |= 1U << party;
    }
    if (signers < 2 || yes < rules_.quota * all * (1.0 - 1e-12)) return false;
    world::Signed deal{session_.id, package, gain, {}};
    std::copy(session_.reservation.begin(), session_.reservation.end(), deal.reservation.begin());
    deal.outvoted = static_cast<std::uint8_t>(outvoted);
    out.emit(deal);
    return true;
  }

  /// `next`: the refusing party's own next turn. What it refused before for the same it refuses with the same words.
  void refuse(const model::Seat& next, const world::Package& package, std::int32_t offered, double gain, double wanted,
              world::EventSink& out) {
    blamed_ = next.party;
    const std::int32_t own = next.offering->offers(next, -1.0);
    Told& told = told_[next.party][static_cast<std::size_t>(offered) % kTold];
    if (told.offered == offered && told.own == own) {
      out.repeat<world::Refused>(told.event).threshold = wanted;
      return;
    }
    told = {offered, own, out.events().size()};
    refusal(scenario_, session_, preference_, next.party, package, gain, wanted, own, out.add<world::Refused>());
  }

  /// A party that heard only offers below its reservation for long leaves; it may come back when talks convene again.
  [[nodiscard]] bool somebody_leaves() {
    if (rules_.walkout <= 0) return false;
    for (const std::size_t party : seats_.turns()) {
      int heard = 0;
      bool worthless = true;
      const auto& said = seats_.said();
      for (std::size_t k = said.size(); k-- > 0 && worthless && heard < rules_.walkout;) {
        if (said[k].by == static_cast<std::int8_t>(party)) continue;
        worthless = said[k].gain[party] < session_.reservation[party];
        ++heard;
      }
      if (!worthless || heard < rules_.walkout) continue;
      blamed_ = party;
      return true;
    }
    return false;
  }

  void end(world::Cause cause, world::EventSink& out) const {
    out.emit(world::TalksEnded{session_.id, actor(blamed_), cause});
  }

  const Rules& rules_;
  const scenario::Scenario& scenario_;
  const model::SessionView& session_;
  const model::Preference& preference_;
  const core::Streams& streams_;
  bool exact_;  // else candidates may carry estimates; offers and answers go by exact gains
  Seats seats_;
  std::array<std::array<Told, kTold>, world::kMaxParties> told_{};
  std::size_t blamed_ = 0;
};

}  // namespace

void refusal(const scenario::Scenario& scenario, const model::SessionView& session, const model::Preference& preference,
             std::size_t party, const world::Package& offered, double gain, double wanted, std::int32_t own,
             world::Refused& refused) {
  const std::int32_t instead = own >= 0 ? own : best_for(session.candidates, party);
  const model::Candidate& preferred = session.candidates[static_cast<std::size_t>(instead)];
  refused.track = session.id;
  refused.by = session.track.parties[party].actor;
  refused.offered = offered;
  refused.gain = gain;
  refused.threshold = wanted;
  refused.preferred = preferred.package;
  refused.preferred_gain = preferred.gain[party];
  add_losses(preference, scenario, session.id, party, offered, gain, preferred.package, refused.reasons);
}

std::int32_t blocker(const scenario::Scenario& scenario, const model::SessionView& session,
                     const model::Preference& preference, world::Refused& refused) {
  for (const model::Candidate& candidate : session.candidates) {
    if (acceptable(candidate.gain, session.reservation)) return -1;
  }
  const Nearest nearest = nearest_to_zone(session.candidates, session.reservation);
  if (nearest.at < 0) return -1;
  const auto party = static_cast<std::size_t>(nearest.party);
  const model::Candidate& close = session.candidates[static_cast<std::size_t>(nearest.at)];
  refusal(scenario, session, preference, party, close.package, close.gain[party], session.reservation[party], -1,
          refused);
  return nearest.party;
}

void play_rounds(const Rules& rules, const scenario::Scenario& scenario, const scenario::Draw& draw,
                 const model::SessionView& session, const model::Preference& preference, const core::Streams& streams,
                 world::EventSink& out) {
  Month(rules, scenario, draw, session, preference, streams).play(out);
}

}  // namespace entente::models

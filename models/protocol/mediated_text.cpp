// SPDX-License-Identifier: Apache-2.0
// Protocol "mediated_text": a mediator drafts one text, the parties say what they cannot sign, the mediator redrafts towards
// the critics (single-text procedure: Fisher 1978; simulated by Klein, Faratin, Sayama, Bar-Yam 2003). The mediator weighs its
// own interest beside fairness and works only as far as its attention lasts. Parties make no offers of their own.
#include <algorithm>

#include "core/detmath.hpp"
#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/rounds.hpp"

namespace entente::models {
namespace {

using core::Purpose;

struct Settings {
  double interest = 0.0;   // weight of the mediator's own gain against fairness
  double insight = 0.0;    // precision of the logit choice of drafts
  double attention = 0.0;  // attention at which it drafts in every round
};

class Month {
 public:
  Month(const Settings& settings, const scenario::Scenario& scenario, const scenario::Draw& draw,
        const model::SessionView& session, const model::Preference& preference, const core::Streams& streams)
      : settings_(settings), scenario_(scenario), session_(session), preference_(preference), streams_(streams),
        seats_(scenario, draw, session, preference, lot(scenario, session, streams), true) {
    appraise();
  }

  void play(world::EventSink& out) {
    const Clock& clock = seats_.clock();
    blamed_ = seats_.turns().front();
    world::Refused stuck;
    const std::int32_t blocking = seats_.suits_all() ? -1 : blocker(scenario_, session_, preference_, stuck);
    if (blocking >= 0) {
      blamed_ = static_cast<std::size_t>(blocking);
      if (clock.from < clock.to) out.emit(stuck);
    }
    for (std::int64_t round = clock.from; round < clock.to; ++round) {
      const bool works = draws(Purpose::offer, 2 * number(round)) * settings_.attention < session_.attention;
      if (blocking < 0 && works && !score_.empty() && present_text(round, out)) return;
      if (draws(Purpose::breakdown, number(round)) < session_.breakdown) return end(world::Cause::breakdown, out);
    }
    if (clock.last_month) end(world::Cause::deadline, out);
  }

 private:
  [[nodiscard]] std::uint32_t number(std::int64_t round) const {
    return static_cast<std::uint32_t>(round - seats_.clock().from);
  }
  [[nodiscard]] double draws(Purpose purpose, std::uint32_t n) const {
    return streams_.uniform(session_.track.stream, static_cast<std::uint32_t>(session_.month), purpose, n);
  }

  /// Fairness is the mean over parties of log relative surplus (the Nash product); interest is the mediator's own gain, each
  /// on the scale 0..1 of the drafts that all could sign.
  void appraise() {
    score_.clear();
    std::vector<double> fair, own;
    for (const model::Candidate& candidate : session_.candidates) {
      double logs = 0.0;
      for (std::size_t i = 0; i < seats_.parties(); ++i) {
        const double unit = std::max(seats_best(i) - session_.reservation[i], 1e-12);
        logs += det::log(std::max((candidate.gain[i] - session_.reservation[i]) / unit, 1e-6));
      }
      const bool signable = acceptable(candidate.gain, session_.reservation);
      fair.push_back(signable ? det::exp(logs / static_cast<double>(seats_.parties())) : -1.0);
      own.push_back(session_.track.mediator.valid()
                        ? preference_.outsider_gain(session_.id, candidate.package, session_.track.mediator)
                        : 0.0);
    }
    double low = 1e300, high = -1e300;
    for (std::size_t c = 0; c < own.size(); ++c) {
      if (fair[c] < 0.0) continue;
      low = std::min(low, own[c]);
      high = std::max(high, own[c]);
    }
    for (std::size_t c = 0; c < own.size(); ++c) {
      const double interest = high > low ? (own[c] - low) / (high - low) : 0.0;
      score_.push_back(fair[c] < 0.0 ? -1e300 : (1.0 - settings_.interest) * fair[c] + settings_.interest * interest);
    }
  }
  [[nodiscard]] double seats_best(std::size_t party) const {
    double best = session_.reservation[party];
    for (const model::Candidate& candidate : session_.candidates) best = std::max(best, candidate.gain[party]);
    return best;
  }

  /// A draft may come again only when nothing else is left; it must give each party that refused the last text more than
  /// that text did.
  [[nodiscard]] bool allowed(std::size_t c, bool strict) const {
    if (score_[c] < -1e200) return false;
    const auto& said = seats_.said();
    if (!strict || said.empty()) return true;
    const model::Candidate& candidate = session_.candidates[c];
    for (std::size_t i = 0; i < seats_.parties(); ++i) {
      if ((critics_ >> i & 1U) != 0U && candidate.gain[i] <= said.back().gain[i]) return false;
    }
    return std::none_of(said.begin(), said.end(),
                        [&](const model::Said& one) { return one.package == candidate.package; });
  }

  [[nodiscard]] std::int32_t draft(double u) const {
    for (const bool strict : {true, false}) {
      double top = -1e300, total = 0.0;
      for (std::size_t c = 0; c < score_.size(); ++c) {
        if (allowed(c, strict)) top = std::max(top, score_[c]);
      }
      if (top < -1e200) continue;
      std::vector<double> weight(score_.size(), 0.0);
      for (std::size_t c = 0; c < score_.size(); ++c) {
        const double x = settings_.insight * (score_[c] - top);
        if (allowed(c, strict) && x > -40.0) weight[c] = det::exp(x);
        total += weight[c];
      }
      double left = u * total;
      for (std::size_t c = 0; c < weight.size(); ++c) {
        left -= weight[c];
        if (left < 0.0) return static_cast<std::int32_t>(c);
      }
    }
    return -1;
  }

  /// True when the text is signed.
  bool present_text(std::int64_t round, world::EventSink& out) {
    const std::int32_t at = draft(draws(Purpose::offer, 2 * number(round) + 1));
    if (at < 0) return false;
    const world::Package package = session_.candidates[static_cast<std::size_t>(at)].package;
    Party4 gain{};
    preference_.gains(session_.id, package, std::span<double>(gain.data(), seats_.parties()));
    const double interest = preference_.outsider_gain(session_.id, package, session_.track.mediator);
    out.emit(world::Offered{session_.id, session_.track.mediator, package, interest, 0.0});
    critics_ = 0U;
    for (const std::size_t party : seats_.turns()) {
      const model::Seat& now = seats_.seat(party, round);
      const double wanted = std::max(session_.reservation[party],
                                     session_.strategies[party].acceptance->wants(now, seats_.at_next_turn(now)));
      if (gain[party] >= wanted) continue;
      if (critics_ == 0U) {
        blamed_ = party;
        refusal(scenario_, session_, preference_, party, package, gain[party], wanted, -1, out.add<world::Refused>());
      }
      critics_ |= 1U << party;
    }
    seats_.say(package, at, -1, gain);
    if (critics_ != 0U) return false;
    world::Signed deal{session_.id, package, gain, {}};
    std::copy(session_.reservation.begin(), session_.reservation.end(), deal.reservation.begin());
    out.emit(deal);
    return true;
  }

  void end(world::Cause cause, world::EventSink& out) const {
    out.emit(world::TalksEnded{session_.id, session_.track.parties[blamed_].actor, cause});
  }

  const Settings& settings_;
  const scenario::Scenario& scenario_;
  const model::SessionView& session_;
  const model::Preference& preference_;
  const core::Streams& streams_;
  Seats seats_;
  std::vector<double> score_;  // per candidate; -1e300: somebody could not sign it
  unsigned critics_ = 0U;      // of the last text
  std::size_t blamed_ = 0;
};

class MediatedText final : public model::Protocol {
 public:
  MediatedText(const model::Setting& setting, const model::ParamValues& values)
      : scenario_(setting.scenario), draw_(setting.draw) {
    settings_.interest = values["interest"];
    settings_.insight = values["insight"];
    settings_.attention = values["attention"];
  }
  void negotiate(const model::SessionView& session, const model::Preference& preference, const core::Streams& streams,
                 world::EventSink& out) const override {
    if (session.reservation.size() < 2) return;  // such a track does not convene
    Month(settings_, scenario_, draw_, session, preference, streams).play(out);
  }

 private:
  const scenario::Scenario& scenario_;
  const scenario::Draw& draw_;
  Settings settings_;
};

}  // namespace

void protocol_mediated_text_entry(model::Registry& registry);

void protocol_mediated_text_entry(model::Registry& registry) {
  using core::Unit;
  model::Family<model::Protocol> family;
  family.title = "Mediated single text";
  family.doc =
      "A mediator drafts a text that all could sign, by fairness and by its own interest; parties name what they "
      "cannot accept, and it "
      "redrafts towards the critics. In a round without its attention nothing happens.";
  family.params = {
      model::param("interest", Unit::share, 0.2, 0.0, 0.5, 0.0, 1.0,
                   "weight of the mediator's own gain in the choice of drafts, against fairness to the parties"),
      model::param("insight", Unit::index, 20.0, 8.0, 60.0, 0.0, 1000.0,
                   "precision of the logit choice among drafts: how well it knows what would suit"),
      model::param("attention", Unit::share, 0.5, 0.3, 0.8, 0.01, 1.0,
                   "attention of the mediator at which it drafts in every round; below, in proportion"),
  };
  family.needs = scenario::kStrategies | scenario::kMediator;
  family.gives = scenario::kStrategies;
  family.make = [](const model::Setting& setting,
                   const model::ParamValues& values) -> std::unique_ptr<model::Protocol> {
    return std::make_unique<MediatedText>(setting, values);
  };
  registry.protocol.emplace("mediated_text", std::move(family));
}

}  // namespace entente::models

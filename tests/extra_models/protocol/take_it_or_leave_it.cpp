// SPDX-License-Identifier: Apache-2.0
// A second protocol that lives outside models/: each month the first party makes one offer, its best among the packages
// that all would sign; the others take it or leave it. Shows that one source file is all a new protocol needs.
#include <cmath>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/bargaining.hpp"

namespace entente::models {
namespace {

class TakeItOrLeaveIt final : public model::Protocol {
 public:
  explicit TakeItOrLeaveIt(const scenario::Scenario& scenario) : scenario_(scenario) {}

  void negotiate(const model::SessionView& session, const model::Preference& preference, const core::Streams& streams,
                 world::EventSink& out) const override {
    if (session.rounds > 0.0 && offer(session, preference, out)) return;
    const auto step = static_cast<std::uint32_t>(session.month);
    const double u = streams.uniform(session.track.stream, step, core::Purpose::breakdown, 0);
    const core::ActorId first = session.track.parties[0].actor;
    if (u < session.breakdown) {
      out.emit(world::TalksEnded{session.id, first, world::Cause::breakdown});
    } else if (session.month - session.state.opened_month + 1 >= session.deadline) {
      out.emit(world::TalksEnded{session.id, first, world::Cause::deadline});
    }
  }

 private:
  /// True when the offer is taken.
  bool offer(const model::SessionView& session, const model::Preference& preference, world::EventSink& out) const {
    const model::Candidate* best = nullptr;
    for (const model::Candidate& candidate : session.candidates) {
      if (!acceptable(candidate.gain, session.reservation)) continue;
      if (best == nullptr || candidate.gain[0] > best->gain[0]) best = &candidate;
    }
    if (best == nullptr) return false;
    world::Signed deal{session.id, best->package, {}, {}};
    const std::size_t parties = session.reservation.size();
    preference.gains(session.id, best->package, std::span<double>(deal.gain.data(), parties));
    out.emit(world::Offered{session.id, session.track.parties[0].actor, best->package, deal.gain[0], deal.gain[0]});
    for (std::size_t i = 0; i < parties; ++i) {
      deal.reservation[i] = session.reservation[i];
      if (deal.gain[i] >= session.reservation[i]) continue;
      world::Refused refused;
      refused.track = session.id;
      refused.by = session.track.parties[i].actor;
      refused.offered = best->package;
      const auto own = static_cast<std::size_t>(best_for(session.candidates, i));
      refused.preferred = session.candidates[own].package;
      refused.gain = deal.gain[i];
      refused.threshold = session.reservation[i];
      refused.preferred_gain = session.candidates[own].gain[i];
      refused.reasons = losses(preference, scenario_, session.id, i, refused.offered, refused.gain, refused.preferred);
      out.emit(refused);
      return false;
    }
    out.emit(deal);
    return true;
  }

  const scenario::Scenario& scenario_;
};

}  // namespace

void protocol_take_it_or_leave_it_entry(model::Registry& registry);

void protocol_take_it_or_leave_it_entry(model::Registry& registry) {
  model::Family<model::Protocol> family;
  family.title = "Take it or leave it";
  family.doc = "Each month the first party makes one offer, which the others accept or refuse.";
  family.make = [](const model::Setting& setting, const model::ParamValues&) -> std::unique_ptr<model::Protocol> {
    return std::make_unique<TakeItOrLeaveIt>(setting.scenario);
  };
  registry.protocol.emplace("take_it_or_leave_it", std::move(family));
}

}  // namespace entente::models

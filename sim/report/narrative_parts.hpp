// SPDX-License-Identifier: Apache-2.0
// The teller of one run: it walks the events once and writes sentences. Private to this room; split over
// narrative_talks (negotiation and deals) and narrative_ground (places, men, harm, pressure).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/narrative.hpp"
#include "world/event.hpp"

namespace entente::report::detail {

/// Failed attacks, movements and delivery of a month are told in one sentence each, with the first event they come from.
struct MonthTally {
  std::map<std::int32_t, int> failed_attacks;                         // node -> count
  std::map<std::int32_t, double> moved;                               // force -> men, signed
  std::map<std::pair<std::int32_t, std::int32_t>, double> delivered;  // (track, issue) -> share
  std::map<std::int32_t, int> violations;                             // track -> count
  std::int32_t attack_event = -1, move_event = -1, delivery_event = -1, violation_event = -1;
};

/// The offer that lies on the table of one track.
struct LastOffer {
  world::Package offer;
  core::ActorId by;
  std::int32_t month = -1;
};

/// What an actor refused last in one track, so that a repetition is told as one.
struct LastRefusal {
  world::Package offered, preferred;
  std::int32_t month = -1;
};

class Teller {
 public:
  Teller(const scenario::Scenario& s, const scenario::Draw& d) : s_(s), d_(d) {}

  void tell(const world::Event& event, std::int32_t index);
  /// Writes what the month tallied. Call after its last event.
  void close_month();
  [[nodiscard]] std::vector<StoryLine>& lines() { return lines_; }

 private:
  void line(StoryKind kind, std::string text) { lines_.push_back({month_, kind, std::move(text), index_}); }
  void late_line(StoryKind kind, std::string text, std::int32_t event) {
    lines_.push_back({month_, kind, std::move(text), event});
  }
  [[nodiscard]] std::string who(core::ActorId actor) const;
  [[nodiscard]] std::string talks(core::TrackId track) const;
  [[nodiscard]] std::string alternative(const world::Refused& e, bool again, bool on_table) const;

  // narrative_talks
  void on(const world::SessionOpened& e);
  void on(const world::Offered& e);
  void on(const world::Refused& e);
  void on(const world::Signed& e);
  void on(const world::TalksEnded& e);
  void on(const world::Ratified& e);
  void on(const world::EnteredForce& e);
  void on(const world::Delivered& e);
  void on(const world::Defected& e);
  void on(const world::TruceViolated& e);
  void on(const world::Suspended& e);
  void on(const world::Resumed& e);
  void on(const world::Collapsed& e);
  void on(const world::LeverSet& e);
  // narrative_ground
  void on(const world::ControlChanged& e);
  void on(const world::Clash& e);
  void on(const world::ForceChanged& e);
  void on(const world::CoalitionChanged& e);
  void on(const world::SanctionSet& e);
  void on(const world::RegimeSet& e);
  void on(const world::ShockStruck& e);
  void on(const world::MonthClosed& e);
  void on(const world::Looted& e);
  template <class Other>
  void on(const Other&) {}  // prices, payments, beliefs: in the trace, not in the story

  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  std::vector<StoryLine> lines_;
  MonthTally tally_;
  std::map<std::int32_t, LastOffer> offers_;                               // track
  std::map<std::pair<std::int32_t, std::int32_t>, LastRefusal> refusals_;  // (track, actor)
  std::int32_t month_ = 0, index_ = -1;
};

/// How the run's outcomes resolved, one line each.
void tell_outcomes(const scenario::Scenario& scenario, const run::RunRecord& record, std::vector<StoryLine>& lines);
/// The lines for a page.
[[nodiscard]] std::vector<StoryLine> choose_brief(const scenario::Scenario& scenario, const run::RunRecord& record,
                                                  const std::vector<StoryLine>& lines);

}  // namespace entente::report::detail

// SPDX-License-Identifier: Apache-2.0
// What negotiators know of the day after a signature: that a text must be ratified, and that signing it may end what they
// have, or expect, from other talks. A view of the preference for one table; the laws of worth stay with the preference.
// Sources of the ideas: Putnam (1988), negotiators look ahead to ratification; Raiffa (1982), the alternative to an agreement.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "model/ports.hpp"
#include "run/politics.hpp"

namespace entente::run {

/// What the tables of one run leave to the next month: parliaments, which never change within a run, and room for a world.
struct TableMemory {
  std::vector<std::vector<Parliament>> parliaments;  // [track][party]; empty: not yet asked for
  std::optional<world::World> signed_world;          // scratch
};

/// The preference as the parties of one track use it at the table in one month:
///   gain = r + chance that all parties ratify the text x (gain of the text - what signing it forfeits elsewhere - r),
/// r the party's reservation: a refused text leaves things as they were, so the chance weighs which text is better, not whether
/// one is worth signing at all; a text that cannot be ratified is worth nothing.
/// Forfeited is, for a party of another track too, the worth of those terms of the other track's text that run now and would
/// stop with a signature here (`starts = "not signed(...)"`): of a text that stands, or, while those talks are open, of the
/// likeliest text times its believed chance. The package at the status quo is worth 0. Lives for one call of a protocol.
class Foreseen final : public model::Preference {
 public:
  /// `memory`: of the same run; it outlives the table.
  Foreseen(const Moment& moment, model::Preference& own, core::TrackId track, TableMemory& memory);

  /// Misuse: the table never looks at the world. Throws std::logic_error.
  void refresh(const world::World& world, const world::Derived& derived, const model::Ledger& ledger) override;
  void candidates(core::TrackId track, std::vector<model::Candidate>& out) override;
  [[nodiscard]] bool candidates_are_exact() const override { return own_.candidates_are_exact(); }
  void gains(core::TrackId track, const world::Package& package, std::span<double> gain) const override;
  [[nodiscard]] double gain_of(core::TrackId track, const world::Package& package, std::size_t party) const override;
  [[nodiscard]] double outsider_gain(core::TrackId track, const world::Package& package,
                                     core::ActorId actor) const override;
  void gain_by_attribute(core::TrackId track, const world::Package& package, core::ActorId actor,
                         std::span<double> out) const override;
  void lever_values(core::DecisionId decision, std::span<double> utility) const override;
  void lever_by_attribute(core::DecisionId decision, int level, std::span<double> out) const override;
  [[nodiscard]] double believed_hazard(core::TrackId track) const override;
  void compliance(core::TrackId track, core::IssueId issue, core::ActorId actor, double& keep, double& break_,
                  world::Reasons& reasons) const override;

  /// Chance that every party ratifies the text.
  [[nodiscard]] double passage(const world::Package& package) const;
  /// What a signature on this track costs its p-th party in other talks, utility; below 0 where it ends a burden.
  [[nodiscard]] double forfeit(std::size_t p) const { return forfeit_[p]; }
  /// Adds to the refusals among the events, from `first` on, what signing would have ended elsewhere, where that is a reason.
  void explain(std::vector<world::Event>& events, std::size_t first) const;

 private:
  [[nodiscard]] double weighed(std::size_t p, double gain, double passage) const;
  void count_forfeits();
  [[nodiscard]] bool at_rest(const world::Package& package) const;

  const Moment& m_;
  model::Preference& own_;
  core::TrackId track_;
  TableMemory& memory_;
  std::array<double, world::kMaxParties> forfeit_{};
  std::array<core::TrackId, world::kMaxParties> where_{};  // of most of it
};

}  // namespace entente::run

// SPDX-License-Identifier: Apache-2.0
// The projected preference: a deal is worth what it does to each actor's projected future, against the future without it.
// Ties together library, terms, reaction and beliefs behind the preference port.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/ports.hpp"
#include "model/registry.hpp"
#include "valuation/belief.hpp"
#include "valuation/library.hpp"
#include "valuation/reaction.hpp"
#include "valuation/terms.hpp"

namespace entente::valuation {

/// How far a search for packages goes. cursory: for outsiders who want the text that is expected, from where earlier searches
/// ended towards the largest product; expected: the same, but before saying that nothing suits everybody, pairs of moves are
/// tried as well; usual: towards each party's best and sums in between too, and from summit to summit, without pairs;
/// thorough: all of it.
enum class SearchCare : std::uint8_t { cursory, expected, usual, thorough };
[[nodiscard]] constexpr bool only_expected(SearchCare care) { return care <= SearchCare::expected; }

struct ProjectedParams {
  bool reactions = true;           // false: others stand still inside projections (for law 6e)
  double truce_life = 4.0;         // months a truce is believed to last without a monitor
  double truce_monitor = 20.0;     // how much longer per unit of weekly detection
  double hazard_precision = 25.0;  // how fast the believed chance of a track grows with its smaller surplus
  double attention_floor = 0.25;
  double breach_horizon = 12.0;  // months over which a breach can be found out
  double refresh_control = 3.0;  // summed change of control that makes the library stale
  double refresh_price = 0.08;   // change of any log price at which static terms are scored again
  double seen_talks = 0.0, seen_failure = 0.0,
         seen_signal = 0.0;  // log-odds that what outsiders see moves a track's chance by
};

/// What is known of a track at the last refresh.
struct TrackValue {
  Stance own_base;                               // the world without the track's deal
  Stance base;                                   // without the track's deal, others as believed
  Response response;                             // to the base
  std::vector<std::vector<PositionTerm>> terms;  // [issue of the track][grid position]
  bool has_focal = false;
  world::Package focal;  // best product of surpluses
  double surplus = -1.0, chance = 0.0;
  std::vector<double> impact;  // per judge that is asked for it: utility of the focal deal
  struct {
    bool has_focal = false;
    double surplus = -1.0;
    std::vector<double> impact;
  } known;  // the same a look ago: what terms against this talk are weighed with, whatever the order of the tracks
  std::vector<model::Candidate> candidates;  // while talks are held, at what they are worth this month
  std::vector<std::array<double, world::kMaxParties>> found_gain;  // what each was worth when it was found
  std::vector<world::Package> summits;                             // where the last candidate search ended
  std::vector<Scored> scored;                                      // per issue: what its terms were scored with
  std::vector<double> runs;  // per issue: chance that its starting condition holds
  bool was_open = false;
  int looks = 0;          // twice at least: the first look knows nothing of other talks
  int valued_month = -1;  // when base and terms were last looked at, and paths, deals and shocks then
  std::uint64_t valued_with = 0;
  std::vector<double> valued_delivery;  // believed delivery of every actor then
  bool cursory = true;                  // the last search was for outsiders
  int searched = -1;                    // month of the last candidate search
  std::uint64_t scored_with = 0;        // the refresh whose gains the candidates carry
};

class CandidateSearch;

class ProjectedPreference final : public model::Preference {
 public:
  ProjectedPreference(const model::Setting& setting, const ProjectedParams& params,
                      const model::PreferencePorts& ports);

  ~ProjectedPreference() override;

  void refresh(const world::World& world, const world::Derived& derived, const model::Ledger& ledger) override;
  void candidates(core::TrackId track, std::vector<model::Candidate>& out) override;
  [[nodiscard]] bool candidates_are_exact() const override { return true; }
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

  /// Differences in every judge's attributes made by a package, over no deal on the track (measure units).
  void attribute_differences(core::TrackId track, const world::Package& package, core::ActorId actor,
                             std::span<double> out, Response& response) const;
  [[nodiscard]] const ProjectedParams& params() const { return params_; }
  [[nodiscard]] const Space& space() const { return space_; }
  [[nodiscard]] const Library& library() const { return library_; }
  [[nodiscard]] const Utility& utility() const { return utility_; }
  [[nodiscard]] const Reaction& reaction() const { return reaction_; }
  [[nodiscard]] const TrackValue& track(core::TrackId id) const { return tracks_[id.index()]; }
  [[nodiscard]] const Present& present() const { return present_; }
  /// The stance of the world as it is, with other tracks as believed: what reactive actors answer now.
  [[nodiscard]] const Stance& standing() const { return standing_; }
  /// Stance of a package added to the track's base, with the price of breaking caps.
  [[nodiscard]] Stance package_stance(core::TrackId track, const world::Package& package, bool& moved) const;
  [[nodiscard]] std::uint64_t projections() const { return library_.projections(); }
  [[nodiscard]] std::uint64_t builds() const { return builds_; }
  [[nodiscard]] std::uint64_t packages() const { return packages_; }
  [[nodiscard]] model::PreferenceWork work() const override { return {builds_, library_.projections(), packages_}; }

 private:
  friend class CandidateSearch;
  [[nodiscard]] bool stale(const world::World& world);
  void remember(const world::World& world);
  void value_track(core::TrackId id);
  void refresh_terms(core::IssueId id, const TermBelief& belief, Scored& scored, std::vector<PositionTerm>& terms);
  [[nodiscard]] bool prices_moved(core::IssueId id, const std::vector<double>& since, double by) const;
  void find_related();
  [[nodiscard]] std::uint64_t mark_of(std::size_t track) const;
  [[nodiscard]] std::uint64_t signature() const;
  [[nodiscard]] std::uint64_t signature_of(core::IssueId issue) const;
  [[nodiscard]] bool due(core::TrackId id);
  void find_rivals();
  struct Base;
  [[nodiscard]] Base& base(core::TrackId id, std::int32_t judge) const;
  [[nodiscard]] double truce_share(double detection) const;
  [[nodiscard]] double standing_truce_share() const;
  struct Answered {
    std::uint64_t refresh = 0;
    core::TrackId track;
    world::Package package;
    Stance stance;
    Response response;
  };
  [[nodiscard]] const Answered& answer_to(core::TrackId track, const world::Package& package) const;
  void differences(core::TrackId track, const world::Package& package, const Stance& stance, const Response& response,
                   core::ActorId actor, std::span<double> out) const;
  void drawn_path(core::TrackId track, const Stance& stance, const Response& response, core::ActorId actor,
                  double* out) const;
  void drawn_differences(core::TrackId track, const world::Package& package, const Stance& stance,
                         const Response& response, core::ActorId actor, double* out) const;
  [[nodiscard]] double utility_of(core::TrackId track, const world::Package& package, const Stance& stance,
                                  const Response& response, core::ActorId actor) const;
  void add_drawn(const StaticBlock& block, core::ActorId actor, double factor, const Response& response,
                 double* out) const;
  void add_others(Stance& stance, core::TrackId own) const;
  void add_penalties(core::TrackId track, const world::Package& package, Stance& stance, double weight = 1.0) const;
  void add_standing_penalties(Stance& stance, core::TrackId own) const;
  [[nodiscard]] bool is_party(core::TrackId track, core::ActorId actor) const;
  [[nodiscard]] double lost_by_breach(core::TrackId track, const world::Package& package) const;
  [[nodiscard]] double penalty(double lost, core::ActorId actor, double benefit) const;
  void standing_stance();
  void find_focal(core::TrackId id);
  [[nodiscard]] static bool texts_moved(const TrackValue& value);
  void search(core::TrackId id, SearchCare care);
  void rescore(core::TrackId id);
  [[nodiscard]] double static_utility(core::TrackId track, const world::Package& package, core::ActorId actor,
                                      bool received_only, const Response& at) const;
  [[nodiscard]] double contingent_gain(core::TrackId track, const world::Package& package, core::ActorId actor,
                                       const Response& at) const;
  [[nodiscard]] double chance_from(core::TrackId track, double surplus) const;
  [[nodiscard]] double seen(core::TrackId track) const;
  /// What a level of a lever was last found to change: a choice is explained right after it was made.
  struct LeverLevel {
    std::uint64_t refresh = 0;
    std::array<double, kMaxAttributes> attributes{};
    double extra = 0.0;
  };
  const LeverLevel& lever_level(core::DecisionId decision, int level) const;
  void lever_difference(core::DecisionId decision, int level, std::span<double> attributes, double& extra) const;

  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  ProjectedParams params_;
  const model::PreferencePorts ports_;
  Space space_;
  Library library_;
  Utility utility_;
  PathWorth worth_;
  Reaction reaction_;
  TermScorer scorer_;
  mutable TermScorer lever_scorer_;
  mutable world::World lever_world_;
  mutable world::Derived lever_derived_;
  mutable StaticBlock lever_block_;
  mutable Response scratch_;
  std::vector<TrackValue> tracks_;
  std::unique_ptr<CandidateSearch> search_;
  world::World world_;  // as of the last refresh
  world::Derived derived_, without_;
  const model::Ledger* ledger_ = nullptr;  // of the refresh that is being made
  model::GroundInputs inputs_;
  std::uint32_t ground_version_ = ~0u;
  Present present_;
  Stance standing_, standing_alone_;  // alone: before other talks and the price of breaking caps are added
  Response standing_response_;
  std::vector<double> chance_;
  struct Related {
    std::vector<std::size_t> tracks, shocks, minerals;  // by which the economy's answer to its terms may change
    bool everything = false;                            // its terms change with what else stands
  };
  std::vector<Related> related_;                 // per issue: what its terms depend on
  std::vector<core::TrackId> rival_;             // per issue: talks that its terms are contingent against
  std::vector<std::uint8_t> has_rival_;          // per track: any issue has one
  std::vector<std::vector<std::size_t>> opens_;  // per decision: tracks that open or not by its level
  std::vector<std::vector<std::uint8_t>>
      wants_impact_;             // [track][judge]: somebody asks what its focal deal is worth to it
  std::uint64_t signature_ = 0;  // of the present refresh
  /// What a judge has without a track's deal, at present prices: worked out when first asked for.
  struct Base {
    std::uint64_t attributes_of = 0, columns_of = 0;  // refreshes
    std::array<double, kMaxAttributes> attributes{};
    Columns columns{};
  };
  mutable std::vector<Base> base_;  // [track * judges + judge]
  std::vector<double> old_control_, old_strength_;
  /// The lever actor's attributes at the present level, which all levels of a review are compared with.
  struct LeverHere {
    std::uint64_t refresh = 0;
    core::DecisionId decision;
    std::array<double, kMaxAttributes> attributes{};
    /// True if known; else from now on.
    bool is(std::uint64_t now, core::DecisionId asked) {
      if (refresh == now && decision == asked) return true;
      refresh = now;
      decision = asked;
      return false;
    }
  };
  mutable LeverHere lever_here_;
  mutable std::vector<std::vector<LeverLevel>> lever_levels_;  // [decision][level]
  mutable std::uint64_t lever_world_of_ = 0;                   // the refresh whose world lever_world_ is
  std::vector<std::uint8_t> due_;                              // per track: valued in this refresh
  mutable std::array<Answered, 8> answered_;
  mutable std::size_t next_answer_ = 0;
  std::uint64_t refreshes_ = 0;
  mutable std::uint64_t packages_ = 0;
  std::uint64_t builds_ = 0;
};

}  // namespace entente::valuation

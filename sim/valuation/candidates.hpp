// SPDX-License-Identifier: Apache-2.0
// Packages worth offering on a track. From the best package for one party to the best for another the search climbs, issue by
// issue, towards weighted sums of gains and towards the product of surpluses, then walks between the summits. Every package met
// is scored as exactly as `gains` scores it; those that no other met package beats for all parties are kept.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "valuation/projected.hpp"

namespace entente::valuation {

class CandidateSearch {
 public:
  CandidateSearch(const ProjectedPreference& preference, core::TrackId track);
  /// Fills `out`. `summits`: where an earlier search ended (may be empty), to start from; replaced by where this one ends.
  /// `thorough`: before saying that nothing suits everybody, pairs of moves are tried too.
  void run(std::vector<model::Candidate>& out, std::vector<world::Package>& summits, bool thorough);

 private:
  using Attributes = std::array<double, kMaxAttributes>;
  using ByParty = std::array<Attributes, world::kMaxParties>;

  /// What the search climbs towards: a weighted sum of gains, or the product of surpluses.
  struct Goal {
    std::array<double, world::kMaxParties> weight{};
    bool product = false;
  };
  /// One joint position of the issues that move the ground, with the others' answer, all else at the status quo.
  struct Combo {
    world::Package package;
    Stance stance;
    Response response;
    bool capped = false;
    double lost = 0.0;            // share lost by breaking a cap
    ByParty base{};               // attributes against no deal
    std::vector<ByParty> varies;  // per block that differs between paths: its mean
  };
  struct Position {
    ByParty worth{};  // of a position whose worth is the same on every path
    int block = -1;   // else: which varying block, and how much of it
    double factor = 0.0;
  };

  void split();
  void price_statics();
  void price_received();
  const Combo& combo_of(const world::Package& package);
  void make(Combo& combo) const;
  std::size_t score(const world::Package& package);
  void gain_of_free(const Combo& combo, model::Candidate& c) const;
  void gain_of_capped(const Combo& combo, model::Candidate& c);
  [[nodiscard]] double value(const Goal& goal, std::size_t index) const;
  std::size_t climb(const Goal& goal, std::size_t from, int sweeps);
  [[nodiscard]] std::vector<std::size_t> nearest(const Goal& goal) const;
  std::size_t best_pair(const Goal& goal, std::size_t from);
  void walk(std::size_t from, std::size_t to, const Goal& towards);
  [[nodiscard]] std::vector<Goal> goals() const;
  void keep_frontier(std::vector<model::Candidate>& out) const;

  const ProjectedPreference& p_;
  core::TrackId id_;
  const TrackValue& value_;
  const scenario::Track& track_;
  world::Package quo_;
  std::vector<std::size_t> dynamic_, static_, open_;  // open_: both
  std::vector<std::vector<Position>> position_;       // [issue][position], static issues
  std::vector<std::pair<std::size_t, int>> varying_;  // issue and position of each varying block
  // [grid axis][issue][position]: what the others grant the axis' actor there, on the paths of the base
  std::array<std::vector<std::vector<Attributes>>, kMaxGridAxes> received_;
  std::deque<Combo> combos_;
  std::vector<model::Candidate> met_;
  std::vector<std::int32_t> met_slot_, combo_slot_;  // hash tables over both
  std::array<double, world::kMaxParties> scale_{}, reservation_{};
  Response again_;
};

}  // namespace entente::valuation

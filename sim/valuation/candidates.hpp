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
  /// Memory that one search leaves to the next.
  struct Pool;
  CandidateSearch(const ProjectedPreference& preference, core::TrackId track, Pool& pool);
  /// Fills `out`. `summits`: where an earlier search ended (may be empty), to start from; replaced by where this one ends (empty
  /// packages: not known).
  void run(std::vector<model::Candidate>& out, std::vector<world::Package>& summits, SearchCare care);

 private:
  /// The columns of all parties, one after the other: those of party i begin at first_[i].
  static constexpr std::size_t kMostDrawn = world::kMaxParties * kMaxColumns;
  using Drawn = std::array<double, kMostDrawn>;

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
    double lost = 0.0;           // share lost by breaking a cap
    Drawn base{};                // against no deal
    std::vector<double> varies;  // [block that differs between paths][drawn column]: its mean
    /// What terms against rival talks are worth beside the rest, by their positions: few packages differ in these.
    std::vector<std::pair<world::Package, std::array<double, world::kMaxParties>>> contingent;
  };
  struct Position {
    bool none = true;       // worth nothing
    std::size_t worth = 0;  // where the columns of a position whose worth is the same on every path stand in flat_
    int block = -1;         // else, where it is not the same: which varying block
    double factor = 1.0;    // and how much of it
  };

  void split();
  void price_statics();
  void price_received();
  Combo& combo_of(const world::Package& package);
  [[nodiscard]] double contingent(Combo& combo, const world::Package& package, std::size_t party);
  void make(Combo& combo) const;
  std::size_t score(const world::Package& package);
  void draw_varying(std::size_t issue, const StaticBlock& block);
  void gain_of_free(Combo& combo, model::Candidate& c);
  void gain_of_capped(const Combo& combo, model::Candidate& c);
  [[nodiscard]] double value(const Goal& goal, const std::array<double, world::kMaxParties>& gain) const;
  [[nodiscard]] double value(const Goal& goal, std::size_t index) const { return value(goal, met_[index].gain); }
  std::size_t climb(const Goal& goal, std::size_t from, int sweeps);
  [[nodiscard]] std::vector<std::size_t> nearest(const Goal& goal) const;
  std::size_t best_pair(const Goal& goal, std::size_t from);
  std::size_t find_zone(const Goal& product, const std::vector<std::size_t>& summits, std::size_t from,
                        SearchCare care);
  void find_units(std::size_t first, std::size_t start, const world::Package& last);
  void walk(std::size_t from, std::size_t to, const Goal& towards);
  [[nodiscard]] std::vector<Goal> goals() const;
  void keep_frontier(std::vector<model::Candidate>& out) const;

  const ProjectedPreference& p_;
  core::TrackId id_;
  const TrackValue& value_;
  const scenario::Track& track_;
  world::Package quo_;
  std::vector<std::size_t> dynamic_, static_, open_;  // open_: both
  std::vector<std::size_t> against_;                  // issues with terms against rival talks
  Combo* last_ = nullptr;                             // that was asked for: often it is asked for again
  std::vector<std::vector<Position>> position_;       // [issue][position], static issues
  std::array<std::size_t, world::kMaxParties + 1>
      first_{};                                       // where each party's columns begin; the last: how many there are
  std::vector<double> flat_;                          // [position worth something][drawn column]
  std::vector<std::pair<std::size_t, int>> varying_;  // issue and position of each varying block
  std::vector<double> varying_along_;                 // [varying block][drawn column][path]
  // [grid axis][issue][position]: what the others grant the axis' actor there, on the paths of the base
  std::array<std::vector<std::vector<Columns>>, kMaxGridAxes> received_;
  std::deque<Combo>& combos_;  // of the pool; the first `combos_met_` are of this search
  std::size_t combos_met_ = 0;
  std::vector<model::Candidate> met_;
  std::vector<std::int32_t> met_slot_, combo_slot_;  // hash tables over both
  std::array<double, world::kMaxParties> scale_{}, reservation_{};
  Response again_;
};

struct CandidateSearch::Pool {
  std::deque<Combo> combos;
};

}  // namespace entente::valuation

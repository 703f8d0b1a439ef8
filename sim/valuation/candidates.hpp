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
  explicit CandidateSearch(const ProjectedPreference& preference) : p_(preference) {}
  /// Begins anew, on the track as the preference values it now. One search leaves its memory to the next.
  void start(core::TrackId track);
  /// Fills `out`. `summits`: where an earlier search ended (may be empty), to start from; replaced by where this one ends (empty
  /// packages: not known).
  void run(std::vector<model::Candidate>& out, std::vector<world::Package>& summits, SearchCare care);
  /// What packages found before are worth now.
  void rescore(std::vector<model::Candidate>& found);

 private:
  /// The columns of all parties, one after the other: those of party i begin at first_[i].
  static constexpr std::size_t kMostDrawn =
      (world::kMaxParties * kMaxColumns + core::kLanes - 1) / core::kLanes * core::kLanes;
  using Drawn = std::array<double, kMostDrawn>;
  using Gains = std::array<double, world::kMaxParties>;

  /// What the search climbs towards: a weighted sum of gains, or the product of surpluses.
  struct Goal {
    std::array<double, world::kMaxParties> weight{};
    bool product = false;
  };
  /// One joint position of the issues that move the ground, with the others' answer, all else at the status quo.
  struct Combo {
    std::array<std::uint64_t, 2> key{};  // its positions
    world::Package package;
    Stance stance;
    Response response;
    bool capped = false;
    double lost = 0.0;          // share lost by breaking a cap
    Drawn base{};               // what it changes on the ground, against no deal
    std::vector<double> worth;  // [block][drawn column]: mean of a static part under the answer
    /// What terms against rival talks are worth beside the rest, by their positions: few packages differ in these.
    std::vector<std::pair<world::Package, Gains>> contingent;
  };
  /// The static part of an issue's positions, which are worth a multiple of it.
  struct Block {
    std::size_t issue = 0;
    int like = -1;        // the position that was scored
    bool varies = false;  // from path to path
    std::size_t at = 0;   // where it stands in flat_ or in along_
  };
  struct Position {
    int block = -1;  // none: worth nothing
    double factor = 0.0;
  };

  void split();
  void price_statics();
  void price_received();
  [[nodiscard]] core::ActorId granter(std::size_t issue) const;
  [[nodiscard]] bool receives(std::size_t axis) const { return receiver_[axis] < track_->parties.size(); }
  [[nodiscard]] double received(std::size_t party, const world::Package& package) const;
  Combo& combo_of(const world::Package& package);
  [[nodiscard]] const Gains& contingent(Combo& combo, const world::Package& package);
  void make(Combo& combo) const;
  std::size_t score(const world::Package& package);
  [[nodiscard]] int block_of(std::size_t issue, int like);
  void weigh_blocks(const Response& response, std::vector<double>& worth) const;
  void add_static(const std::vector<double>& worth, const world::Package& package, Drawn& sum) const;
  void gain_of_free(Combo& combo, model::Candidate& c);
  void gain_of_capped(const Combo& combo, model::Candidate& c);
  [[nodiscard]] double value(const Goal& goal, const Gains& gain) const;
  [[nodiscard]] double value(const Goal& goal, std::size_t index) const { return value(goal, met_[index].gain); }
  std::size_t climb(const Goal& goal, std::size_t from, int sweeps);
  [[nodiscard]] std::vector<std::size_t> nearest(const Goal& goal) const;
  struct Move {
    std::size_t issue = 0, met = 0;
  };
  struct Pair {
    double promise = 0.0;
    std::size_t first = 0, second = 0;
  };
  std::size_t best_pair(const Goal& goal, std::size_t from);
  std::size_t find_zone(const Goal& product, const std::vector<std::size_t>& summits, std::size_t from,
                        SearchCare care);
  void find_units(std::size_t first, std::size_t start, const world::Package& last);
  void walk(std::size_t from, std::size_t to, const Goal& towards);
  void set_goals();
  void keep_frontier(std::vector<model::Candidate>& out);

  const ProjectedPreference& p_;
  core::TrackId id_;
  const TrackValue* value_ = nullptr;
  const scenario::Track* track_ = nullptr;
  world::Package quo_;
  std::vector<std::size_t> dynamic_, open_;
  std::vector<std::size_t> against_;             // issues with terms against rival talks
  Combo* last_ = nullptr;                        // that was asked for: often it is asked for again
  std::vector<std::vector<Position>> position_;  // [issue][position]: static parts of open issues
  std::array<std::size_t, world::kMaxParties + 1>
      first_{};                                  // where each party's columns begin; the last: how many there are
  std::size_t drawn_ = 0;                        // that number in whole packs
  std::array<std::uint64_t, 2> dynamic_mask_{};  // of the positions that make a combo
  std::vector<Block> blocks_;
  std::vector<double> flat_;                         // [drawn column] of each block that is the same on every path
  std::vector<double> along_;                        // [drawn column][path] of each that is not
  std::vector<double> worth_of_base_, worth_again_;  // of blocks, under the answer to the base and under again_
  /// [grid axis]: the party whose lever it is, where the others grant it something; else the number of parties.
  std::array<std::size_t, kMaxGridAxes> receiver_{};
  std::deque<Combo> combos_;  // the first `combos_met_` are of this search
  std::size_t combos_met_ = 0;
  std::vector<model::Candidate> met_;
  std::vector<double> gain_;                     // scratch: theirs, row by row
  std::vector<Goal> goals_;                      // of a run
  std::vector<std::size_t> top_, order_, left_;  // scratch of run, find_zone and walk
  std::vector<Move> moves_;                      // and of best_pair
  std::vector<Pair> pairs_;
  std::vector<std::int32_t> met_slot_, combo_slot_;  // hash tables over both
  std::array<double, world::kMaxParties> scale_{}, reservation_{};
  Response again_;
};

}  // namespace entente::valuation

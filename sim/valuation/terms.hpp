// SPDX-License-Identifier: Apache-2.0
// What each position of each issue does: its pull on the drivers (projected through path weights) and its static part,
// scored exactly on the stored paths. Static parts come from the economy's own ledger with and without the term, so the
// valuation holds no second copy of the economics.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/ports.hpp"
#include "valuation/library.hpp"
#include "valuation/reaction.hpp"
#include "valuation/stance.hpp"

namespace entente::valuation {

/// Static contributions along every path: [path] for each (judge, attribute), in the measure's unit.
struct StaticBlock {
  std::vector<double> value;          // [place * paths + path], only of rows that were written to
  std::vector<std::int32_t> place;    // per row, judge * kMaxAttributes + attribute: where it stands in `value`, or -1
  std::vector<std::int32_t> written;  // the rows that stand there, in that order
  std::vector<std::int32_t> cells;    // the rows that are not all zero, ascending
  std::vector<std::int32_t> first;    // [judge]: where its cells begin; one more for the end
  std::vector<std::uint8_t> flat;     // per row: the same on every path
  std::size_t paths = 0;
  bool any = false;

  /// Values of a row that is among the cells.
  [[nodiscard]] const double* along(std::int32_t row) const {
    return &value[static_cast<std::size_t>(place[static_cast<std::size_t>(row)]) * paths];
  }
  /// Mean of such a row along the paths under a response's weights.
  [[nodiscard]] double mean(std::int32_t row, const Response& response) const {
    return flat[static_cast<std::size_t>(row)] != 0 ? *along(row) : response.mean(along(row));
  }

  /// The judge's rows that are not all zero; none for an actor without attributes (-1).
  [[nodiscard]] std::span<const std::int32_t> rows(std::int32_t judge) const {
    if (judge < 0 || cells.empty()) return {};
    const auto from = static_cast<std::size_t>(first[static_cast<std::size_t>(judge)]);
    return {cells.data() + from, static_cast<std::size_t>(first[static_cast<std::size_t>(judge) + 1]) - from};
  }
};

struct PositionTerm {
  StanceTerm stance = neutral_term();
  StaticBlock fixed;  // at the position where it was scored
  int like = -1;      // position whose block holds here too, times `factor`; -1: none
  double factor = 0.0;
  bool matters = false;  // moves a driver or any attribute
};

/// Beliefs that discount a term.
struct TermBelief {
  double delivered = 1.0;  // believed delivered share, decay with attention and start lag included
};

/// Can the effects move a driver, a sanction or a monitor? The others leave every stance as it is.
[[nodiscard]] bool touches_stance(std::span<const scenario::Effect> effects);

/// Does the economy's ledger answer to any of these effects?
[[nodiscard]] bool touches_ledger(std::span<const scenario::Effect> effects);

/// What the terms of one issue were last scored with.
struct Scored {
  std::vector<model::LedgerChange> change;  // [grid position], where the ledger was asked; at the belief of `asked`
  double asked = 0.0, belief = -1.0;
  int bent =
      -1;  // flows are not proportional to the position (a bloc that already gets nearly all can get little more)
  std::uint64_t ledger = 0, world = 0, builds = 0;  // what the ledger and all else depended on; which paths
  std::vector<double> price;        // log prices when the ledger was asked, or what it said was last scaled
  std::vector<double> asked_price;  // when it was asked
  std::vector<double> gross;        // per asset: its gross then, which all its flows are proportional to
};

/// Scales what was kept of the ledger by what a place's assets of these effects gross now over what they did; false if a
/// place's did not or does not gross anything. Exact where the effects touch one asset at a place.
bool scale_flows(const scenario::Scenario& scenario, std::span<const scenario::Effect> effects,
                 std::span<const double> gross, Scored& kept);

class TermScorer {
 public:
  TermScorer(const Space& space, const Library& library, const model::Economy& economy)
      : space_(space), library_(library), economy_(economy), end_judge_(space.judges.size()) {}

  /// Fixes what terms are added to: the world and a Derived without the track's own deal.
  /// All of them must outlive the scoring.
  void base(const world::World& world, const world::Derived& derived, const world::Derived& present);
  /// The stance of that base; asked for once before issues are scored.
  const Stance& stand(double truce_share);

  /// All positions of one issue. `right_months`: how long a right lasts (for the tail beyond the horizon). `ask`: the
  /// economy is asked what the terms change in its ledger; else `kept` still holds what it said, in proportion to belief.
  void score(const scenario::Issue& issue, const TermBelief& belief, double right_months, bool ask, Scored& kept,
             std::vector<PositionTerm>& out);
  /// The static difference between a whole hypothetical Derived and the base (levers at another level) for one judge.
  void score_derived(const world::Derived& with, bool flows, Span span, std::int32_t judge, StaticBlock& out);

 private:
  void take_back();
  void imposed(const scenario::Issue& issue, double position, double believed, bool flows);
  [[nodiscard]] bool is_bent(const scenario::Issue& issue, double believed, std::size_t far, model::LedgerChange& whole,
                             bool& asked);
  [[nodiscard]] double tail_factor(core::ActorId actor, double months);
  void score_static(const scenario::Issue& issue, double right_months, const model::LedgerChange& change, double scale,
                    StaticBlock& out);
  void clear(StaticBlock& out);
  void finish(StaticBlock& out);
  [[nodiscard]] double men_change(const world::Derived& with, core::ForceId force) const;
  void statics(const world::Derived& with, double invest_months, StaticBlock& out);
  void pass_share(double share, std::int32_t target, std::int32_t from, Span span, StaticBlock& out);
  void flow_statics(const model::LedgerChange& change, double scale, double right_months, Span span, StaticBlock& out);
  void add_flows(const std::vector<model::LedgerChange::Entry>& entries, scenario::Measure measure, double scale,
                 double right_months, Span span, StaticBlock& out);
  void find_cash(const world::Derived& with, double invest_months);
  void handover_statics(const world::Derived& with, Span span, StaticBlock& out);
  /// Values along the paths of one attribute of one judge, until the next call.
  [[nodiscard]] double* row(StaticBlock& b, std::size_t judge, std::size_t attribute) const;

  const Space& space_;
  const Library& library_;
  const model::Economy& economy_;
  const world::World* world_ = nullptr;
  const world::Derived* base_ = nullptr;
  world::Derived with_;                        // the base, and what is imposed on it
  std::span<const scenario::Effect> imposed_;  // what that is, if
  bool imposed_shares_ = false;                // shares too
  bool copied_ = false;                        // with_ was made from the present base
  const world::Derived* present_ = nullptr;
  model::LedgerChange change_;
  struct Tail {
    core::ActorId actor;
    double months = 0.0, factor = 0.0;
  };
  std::vector<Tail> tails_;         // met so far
  std::vector<double> cash_, men_;  // per actor: change of its cash; per force: of its men
  Stance base_stance_;
  double truce_share_ = 0.0;
  std::size_t first_judge_ = 0, end_judge_;  // whose rows are worked out
};

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// What two patient parties agree on when they make offers in turn: the stationary closed form, and backward induction over
// a finite number of rounds on any set of outcomes. A benchmark beside the solution concepts; no strategy uses it.
// Sources: Stahl (1972); Rubinstein (1982); Binmore, Rubinstein and Wolinsky (1986) for breakdown and the Nash limit.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace entente::analysis {

/// Share of a pie that the first proposer keeps when rounds go on for ever: (1 - d2) / (1 - d1 d2), d1 and d2 the factors by
/// which a round of waiting shrinks the parties' surplus, in [0, 1), not both 1. With a chance p that talks break down after
/// a refusal, put (1 - p) times the discount.
[[nodiscard]] double first_proposer_share(double first, double second);

/// One party's clock: worth now of one unit of surplus a round later, breakdown included.
struct Clock {
  std::array<double, 2> patience{1.0, 1.0};
  std::int64_t rounds = 1;  ///< offers in all, at least 1; after the last refusal there is no agreement
  std::size_t first = 0;    ///< who offers first
};

struct Induction {
  std::int32_t outcome = -1;          ///< agreed on; -1: none suits both
  std::int64_t round = 0;             ///< the round it is offered in, 0 the first: later where waiting pays both
  std::array<double, 2> threshold{};  ///< surplus the responder of round 0 would have refused below (index: responder)
};

/// The subgame-perfect agreement. `utility` is row-major, outcomes x 2. Surpluses are counted from `disagreement`, which is
/// what both have if talks fail; nobody signs below `reservation`. In every round the proposer takes, of the outcomes the
/// responder would rather sign than refuse, the one best for itself (of equals the best for the responder), or lets the
/// round pass when waiting is worth more to it. Throws std::invalid_argument for a table that is not outcomes x 2.
[[nodiscard]] Induction backward_induction(std::span<const double> utility, const std::array<double, 2>& disagreement,
                                           const std::array<double, 2>& reservation, const Clock& clock);

/// Agreement on a frontier of two parties given by its corners, between which lots can be drawn: the way from corner `from`
/// to the next one that has been gone is `part`.
struct CurveInduction {
  std::int32_t from = -1;  ///< -1: nothing suits both
  double part = 0.0;
  std::array<double, 2> utility{};
  std::int64_t round = 0;
};

/// The same backward induction without the rounding of a grid. `corners` are of a concave frontier, row-major x 2, by
/// rising utility of party 0 and falling utility of party 1.
[[nodiscard]] CurveInduction backward_induction_on_curve(std::span<const double> corners,
                                                         const std::array<double, 2>& disagreement,
                                                         const std::array<double, 2>& reservation, const Clock& clock);

}  // namespace entente::analysis

// SPDX-License-Identifier: Apache-2.0
// Backward induction on the frontier: sorted by one party's surplus, the other's falls, so each round is one binary search.
#include "analysis/alternating.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "core/pareto.hpp"

namespace entente::analysis {
namespace {

struct Entry {
  std::array<double, 2> s{};
  std::uint32_t outcome = 0;
};

/// Acceptable efficient outcomes by rising surplus of party 0 and so by falling surplus of party 1.
std::vector<Entry> ladder(std::span<const double> utility, const std::array<double, 2>& disagreement,
                          const std::array<double, 2>& reservation) {
  std::vector<Entry> out;
  for (const std::uint32_t k : core::pareto_frontier(utility, 2)) {
    Entry e;
    e.outcome = k;
    bool suits = true;
    for (std::size_t i = 0; i < 2; ++i) {
      const double u = utility[2 * k + i];
      e.s[i] = u - disagreement[i];
      suits = suits && u >= reservation[i] && u >= disagreement[i];
    }
    if (suits) out.push_back(e);
  }
  std::sort(out.begin(), out.end(),
            [](const Entry& a, const Entry& b) { return a.s[0] != b.s[0] ? a.s[0] < b.s[0] : a.outcome < b.outcome; });
  return out;
}

/// The best for `proposer` among entries that give the responder at least `wanted`; null if none does.
const Entry* best_offer(const std::vector<Entry>& ladder, std::size_t proposer, double wanted) {
  if (proposer == 0) {  // the last whose second surplus is still enough
    auto it = std::partition_point(ladder.begin(), ladder.end(), [&](const Entry& e) { return e.s[1] >= wanted; });
    return it == ladder.begin() ? nullptr : &*(it - 1);
  }
  auto it = std::partition_point(ladder.begin(), ladder.end(), [&](const Entry& e) { return e.s[0] < wanted; });
  return it == ladder.end() ? nullptr : &*it;
}

/// A frontier of straight pieces: where a party's surplus is a given one.
class Curve {
 public:
  Curve(std::span<const double> corners, const std::array<double, 2>& disagreement)
      : corners_(corners), d_(disagreement) {}

  [[nodiscard]] std::size_t size() const { return corners_.size() / 2; }
  [[nodiscard]] double surplus(std::size_t corner, std::size_t i) const { return corners_[2 * corner + i] - d_[i]; }
  [[nodiscard]] double most(std::size_t i) const { return surplus(i == 0 ? size() - 1 : 0, i); }

  /// The point that leaves party i at least `wanted`, as good as can be for the other; false if none does.
  bool leave(std::size_t i, double wanted, CurveInduction& at) const {
    if (wanted > most(i)) return false;
    const std::size_t end = i == 0 ? 0 : size() - 1;  // the corner that is best for the other
    std::size_t k = end;
    while (surplus(k, i) < wanted) k = i == 0 ? k + 1 : k - 1;
    at.part = 0.0;
    at.from = static_cast<std::int32_t>(k);
    if (k != end) {
      const std::size_t before = i == 0 ? k - 1 : k + 1;
      const double way = (wanted - surplus(before, i)) / (surplus(k, i) - surplus(before, i));
      at.from = static_cast<std::int32_t>(std::min(k, before));
      at.part = i == 0 ? way : 1.0 - way;
    }
    const auto from = static_cast<std::size_t>(at.from);
    const std::size_t to = at.part > 0.0 ? from + 1 : from;
    for (std::size_t p = 0; p < 2; ++p) {
      at.utility[p] = (1.0 - at.part) * corners_[2 * from + p] + at.part * corners_[2 * to + p];
    }
    return true;
  }

 private:
  std::span<const double> corners_;
  std::array<double, 2> d_;
};

}  // namespace

double first_proposer_share(double first, double second) { return (1.0 - second) / (1.0 - first * second); }

Induction backward_induction(std::span<const double> utility, const std::array<double, 2>& disagreement,
                             const std::array<double, 2>& reservation, const Clock& clock) {
  if (utility.size() % 2 != 0) throw std::invalid_argument("utilities are not outcomes x 2");
  Induction out;
  const std::vector<Entry> steps = ladder(utility, disagreement, reservation);
  std::array<double, 2> worth{};  // of the game that starts a round later; nothing after the last
  for (std::int64_t round = clock.rounds - 1; round >= 0; --round) {
    const std::size_t proposer = (clock.first + static_cast<std::size_t>(round)) % 2;
    const std::size_t responder = 1 - proposer;
    const std::array<double, 2> wait{clock.patience[0] * worth[0], clock.patience[1] * worth[1]};
    const Entry* offer = best_offer(steps, proposer, wait[responder]);
    if (round == 0) out.threshold[responder] = wait[responder];
    if (offer == nullptr || offer->s[proposer] < wait[proposer]) {
      worth = wait;
      continue;
    }
    worth = offer->s;
    out.outcome = static_cast<std::int32_t>(offer->outcome);
    out.round = round;
  }
  return out;
}

CurveInduction backward_induction_on_curve(std::span<const double> corners, const std::array<double, 2>& disagreement,
                                           const std::array<double, 2>& reservation, const Clock& clock) {
  if (corners.size() % 2 != 0) throw std::invalid_argument("corners are not points x 2");
  CurveInduction out;
  if (corners.empty()) return out;
  const Curve curve(corners, disagreement);
  const std::array<double, 2> least{std::max(0.0, reservation[0] - disagreement[0]),
                                    std::max(0.0, reservation[1] - disagreement[1])};
  std::array<double, 2> worth{};
  for (std::int64_t round = clock.rounds - 1; round >= 0; --round) {
    const std::size_t proposer = (clock.first + static_cast<std::size_t>(round)) % 2;
    const std::size_t responder = 1 - proposer;
    const std::array<double, 2> wait{clock.patience[0] * worth[0], clock.patience[1] * worth[1]};
    CurveInduction offer;
    const bool any = curve.leave(responder, std::max(wait[responder], least[responder]), offer);
    const double own = offer.utility[proposer] - disagreement[proposer];
    if (!any || own < std::max(wait[proposer], least[proposer])) {
      worth = wait;
      continue;
    }
    worth = {offer.utility[0] - disagreement[0], offer.utility[1] - disagreement[1]};
    out = offer;
    out.round = round;
  }
  return out;
}

}  // namespace entente::analysis

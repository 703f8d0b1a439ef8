// SPDX-License-Identifier: Apache-2.0
// The search behind ProjectedPreference::candidates: climbs, pairs of moves, walks between summits. What the packages that
// it meets are worth is in candidate_gains.cpp.
#include <algorithm>
#include <cmath>

#include "core/pareto.hpp"
#include "valuation/candidates.hpp"

namespace entente::valuation {
namespace {

constexpr double kAside = 0.02;         // weight of the others while one party's best is sought
constexpr double kAlike = 0.001;        // difference of gains that nobody tells
constexpr std::size_t kMostMet = 1000;  // packages one search scores
constexpr int kSweeps = 3;              // of a climb; a climb from where an earlier one ended takes one

}  // namespace

double CandidateSearch::value(const Goal& goal, const Gains& gain) const {
  double sum = 0.0, product = 1.0, least = 1e300;
  for (std::size_t i = 0; i < track_->parties.size(); ++i) {
    const double surplus = (gain[i] - reservation_[i]) / scale_[i];
    sum += goal.weight[i] * surplus;
    product *= std::max(0.0, surplus);
    least = std::min(least, surplus);
  }
  if (!goal.product) return sum;
  return least > 0.0 ? product : least;
}

/// Best single moves, issue after issue, until none helps.
std::size_t CandidateSearch::climb(const Goal& goal, std::size_t from, int sweeps) {
  std::size_t here = from;
  double best = value(goal, here);
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    const std::size_t before = here;
    for (const std::size_t i : open_) {
      world::Package trial = met_[here].package;
      const std::int8_t stands = trial.at[i];
      for (std::size_t g = 0; g < value_->terms[i].size() && met_.size() < kMostMet; ++g) {
        trial.at[i] = static_cast<std::int8_t>(g);
        if (trial.at[i] == stands) continue;
        const std::size_t there = score(trial);
        const double v = value(goal, there);
        if (v > best) {
          best = v;
          here = there;
        }
      }
    }
    if (here == before) break;
  }
  return here;
}

/// The few packages met that come nearest to a goal.
std::vector<std::size_t> CandidateSearch::nearest(const Goal& goal) const {
  constexpr std::size_t kFew = 4;
  std::vector<std::size_t> out;
  std::array<double, kFew> worth{};  // of those in `out`, falling; of equals the first met comes first
  for (std::size_t m = 0; m < met_.size(); ++m) {
    const double v = value(goal, m);
    std::size_t place = out.size();
    while (place > 0 && v > worth[place - 1]) --place;
    if (place == kFew) continue;
    if (out.size() == kFew) out.pop_back();
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(place), m);
    for (std::size_t k = out.size() - 1; k > place; --k) worth[k] = worth[k - 1];
    worth[place] = v;
  }
  return out;
}

/// The best package that differs in two issues: what each side gives for what it gets. Where the two moves are worth what they
/// are worth one by one, that is known already; the few pairs that promise most by that are scored.
std::size_t CandidateSearch::best_pair(const Goal& goal, std::size_t from) {
  constexpr std::size_t kFew = 16;
  auto& moves = moves_;
  moves.clear();
  for (const std::size_t i : open_) {
    world::Package trial = met_[from].package;
    const std::int8_t stands = trial.at[i];
    for (std::size_t g = 0; g < value_->terms[i].size() && met_.size() < kMostMet; ++g) {
      trial.at[i] = static_cast<std::int8_t>(g);
      if (trial.at[i] != stands) moves.push_back({i, score(trial)});
    }
  }
  auto& pairs = pairs_;
  pairs.clear();
  Gains gain{};
  for (std::size_t a = 0; a < moves.size(); ++a) {
    for (std::size_t b = a + 1; b < moves.size(); ++b) {
      if (moves[a].issue == moves[b].issue) continue;
      for (std::size_t i = 0; i < track_->parties.size(); ++i)
        gain[i] = met_[moves[a].met].gain[i] + met_[moves[b].met].gain[i] - met_[from].gain[i];
      pairs.push_back({value(goal, gain), a, b});
    }
  }
  const auto few = pairs.begin() + static_cast<std::ptrdiff_t>(std::min(kFew, pairs.size()));
  std::partial_sort(pairs.begin(), few, pairs.end(), [](const Pair& x, const Pair& y) {
    if (x.promise != y.promise) return x.promise > y.promise;
    return x.first != y.first ? x.first < y.first : x.second < y.second;
  });
  std::size_t best = from;
  for (auto pair = pairs.begin(); pair != few && met_.size() < kMostMet; ++pair) {
    world::Package trial = met_[moves[pair->first].met].package;
    const std::size_t other = moves[pair->second].issue;
    trial.at[other] = met_[moves[pair->second].met].package.at[other];
    const std::size_t there = score(trial);
    if (value(goal, there) > value(goal, best)) best = there;
  }
  return best;
}

/// From one summit to the next, one issue at a time, those first that help the goal most.
void CandidateSearch::walk(std::size_t from, std::size_t to, const Goal& towards) {
  world::Package at = met_[from].package;
  const world::Package end = met_[to].package;
  auto& left = left_;
  left.clear();
  for (const std::size_t i : open_) {
    if (at.at[i] != end.at[i]) left.push_back(i);
  }
  while (left.size() > 1 && met_.size() < kMostMet) {
    double best = -1e300;
    std::size_t which = 0;
    for (std::size_t k = 0; k < left.size(); ++k) {
      world::Package trial = at;
      trial.at[left[k]] = end.at[left[k]];
      const double v = value(towards, score(trial));
      if (v > best) {
        best = v;
        which = k;
      }
    }
    at.at[left[which]] = end.at[left[which]];
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(which));
  }
}

/// Each party's best, then sums in between, then the product of surpluses: in an order in which neighbours are alike.
void CandidateSearch::set_goals() {
  const std::size_t parties = track_->parties.size();
  goals_.clear();
  const auto blend = [&](std::size_t a, std::size_t b, double share) {
    Goal goal;
    for (std::size_t i = 0; i < parties; ++i) goal.weight[i] = kAside;
    goal.weight[a] += 1.0 - share;
    goal.weight[b] += share;
    goals_.push_back(goal);
  };
  for (std::size_t a = 0; a + 1 < parties; ++a) {
    for (const double share : {0.0, 0.35, 0.65, 1.0}) blend(a, a + 1, share);
  }
  Goal product;
  product.product = true;
  goals_.push_back(product);
}

/// The frontier of what was met, but for the status quo. Of texts that are worth the same to everybody within kAlike the one
/// met first stays, and whatever is best for somebody.
void CandidateSearch::keep_frontier(std::vector<model::Candidate>& out) {
  const std::size_t parties = track_->parties.size();
  gain_.resize(met_.size() * parties);
  for (std::size_t m = 0; m < met_.size(); ++m) {
    for (std::size_t i = 0; i < parties; ++i) gain_[m * parties + i] = met_[m].gain[i];
  }
  const auto frontier = core::pareto_frontier(gain_, parties);
  Gains best;
  best.fill(-1e300);
  for (const auto m : frontier) {
    for (std::size_t i = 0; i < parties; ++i) best[i] = std::max(best[i], met_[m].gain[i]);
  }
  out.clear();
  for (const auto m : frontier) {
    const Gains& gain = met_[m].gain;
    bool stays = false;
    for (std::size_t i = 0; i < parties; ++i) stays = stays || gain[i] == best[i];
    const auto alike = [&](const model::Candidate& other) {
      bool all = true;
      for (std::size_t i = 0; i < parties; ++i) all = all && std::abs(gain[i] - other.gain[i]) <= kAlike;
      return all;
    };
    if (!stays && std::any_of(out.begin(), out.end(), alike)) continue;
    if (!(met_[m].package == quo_)) out.push_back(met_[m]);
  }
}

/// From the best met so far for all: where nothing suits everybody, the surroundings of the two summits that come nearest, if
/// thorough of every summit, are looked at before saying so; then, where pairs are tried, those of the few packages that come
/// nearest.
std::size_t CandidateSearch::find_zone(const Goal& product, const std::vector<std::size_t>& summits, std::size_t from,
                                       SearchCare care) {
  const auto offer = [&](std::size_t index) {
    if (value(product, index) > value(product, from)) from = index;
  };
  for (std::size_t m = 0; m < met_.size(); ++m) offer(m);
  constexpr std::size_t kNearest = 2;
  auto& order = order_;
  order.assign(summits.begin(), summits.end());
  if (care != SearchCare::thorough) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return value(product, a) > value(product, b); });
    order.resize(std::min(kNearest, order.size()));
  }
  for (const std::size_t summit : order) {
    if (value(product, from) <= 0.0) offer(climb(product, summit, kSweeps));
  }
  const bool pairs = care == SearchCare::thorough || care == SearchCare::expected;
  if (!pairs || value(product, from) > 0.0) return from;
  for (const std::size_t near : nearest(product)) {
    if (value(product, from) <= 0.0) offer(climb(product, best_pair(product, near), kSweeps));
  }
  return from;
}

/// A party's best package gives the unit in which its gains are weighed against the others'.
void CandidateSearch::find_units(std::size_t first, std::size_t start, const world::Package& last) {
  const bool known = last.count == quo_.count;
  for (std::size_t i = 0; i < track_->parties.size(); ++i) {
    Goal own;
    own.weight.fill(kAside);
    own.weight[i] += 1.0;
    const std::size_t best = i == 0 ? first : climb(own, known ? score(last) : start, known ? 1 : kSweeps);
    scale_[i] = std::max(1e-6, met_[best].gain[i] - reservation_[i]);
  }
}

void CandidateSearch::rescore(std::vector<model::Candidate>& found) {
  for (model::Candidate& candidate : found) candidate.gain = met_[score(candidate.package)].gain;
}

void CandidateSearch::run(std::vector<model::Candidate>& out, std::vector<world::Package>& summits, SearchCare care) {
  scale_.fill(1.0);
  set_goals();
  const std::vector<Goal>& list = goals_;
  const std::size_t start = score(quo_);
  summits.resize(list.size());
  auto& top = top_;
  top.clear();
  for (std::size_t g = 0; g < list.size(); ++g) {
    std::size_t from = top.empty() ? start : top.back();
    const auto offer = [&](std::size_t index) {
      if (value(list[g], index) > value(list[g], from)) from = index;
    };
    offer(start);
    const bool known = summits[g].count == quo_.count;
    if (known) offer(score(summits[g]));
    if (only_expected(care) && !list[g].product) {
      top.push_back(from);
      continue;
    }
    if (list[g].product) from = find_zone(list[g], top, from, care);
    top.push_back(climb(list[g], from, known ? 1 : kSweeps));
    if (g == 0) find_units(top[0], start, summits[list.size() - 2]);
    summits[g] = met_[top[g]].package;
  }
  for (std::size_t g = 0; !only_expected(care) && g + 2 < top.size(); ++g) walk(top[g], top[g + 1], list[g + 1]);
  keep_frontier(out);
}

}  // namespace entente::valuation

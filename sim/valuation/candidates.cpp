// SPDX-License-Identifier: Apache-2.0
// The search behind ProjectedPreference::candidates.
#include "valuation/candidates.hpp"

#include <algorithm>

namespace entente::valuation {
namespace {}  // namespace

CandidateSearch::CandidateSearch(const ProjectedPreference& preference, core::TrackId track)
    : p_(preference), id_(track), value_(preference.tracks_[track.index()]),
      track_(preference.s_.tracks[track.index()]) {
  quo_.count = static_cast<std::int8_t>(track_.issues.size());
  for (std::size_t i = 0; i < track_.issues.size(); ++i) {
    const auto& issue = p_.s_.issues[track_.issues[i].index()];
    const auto at = std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo);
    quo_.at[i] = static_cast<std::int8_t>(at == issue.grid.end() ? 0 : at - issue.grid.begin());
  }
  split();
}

/// Issues any of whose positions move a driver now are dynamic; those that move anything else are static; the rest stay.
void CandidateSearch::split() {
  for (std::size_t i = 0; i < track_.issues.size(); ++i) {
    bool dynamic = false, matters = false;
    for (const auto& term : value_.terms[i]) {
      dynamic = dynamic || term.stance.any || term.stance.monitor != 0.0;
      matters = matters || term.matters;
    }
    if (dynamic) {
      dynamic_.push_back(i);
    } else if (matters) {
      static_.push_back(i);
    }
  }
}

/// All positions of an issue, or status quo, middle and ends when the joint grid would be too large.
std::vector<int> CandidateSearch::positions(std::size_t issue) const {
  double joint = 1.0;
  for (const std::size_t i : dynamic_) joint *= static_cast<double>(value_.terms[i].size());
  const int count = static_cast<int>(value_.terms[issue].size());
  std::vector<int> out;
  if (joint <= p_.params_.max_combos) {
    for (int k = 0; k < count; ++k) out.push_back(k);
    return out;
  }
  for (const int k : {0, static_cast<int>(quo_.at[issue]), count / 2, count - 1}) {
    if (std::find(out.begin(), out.end(), k) == out.end()) out.push_back(k);
  }
  std::sort(out.begin(), out.end());
  return out;
}

void CandidateSearch::run(std::vector<model::Candidate>& out) {
  out.clear();
  worth_.resize(track_.issues.size());
  scalar_.resize(track_.issues.size());
  price_received();
  std::vector<std::vector<int>> grid;
  for (const std::size_t i : dynamic_) grid.push_back(positions(i));
  std::vector<std::size_t> at(dynamic_.size(), 0);
  int combos = 0;
  for (bool more = true; more && combos < 4 * p_.params_.max_combos; ++combos) {
    world::Package package = quo_;
    for (std::size_t k = 0; k < dynamic_.size(); ++k)
      package.at[dynamic_[k]] = static_cast<std::int8_t>(grid[k][at[k]]);
    settle(package, out);
    more = false;
    for (std::size_t k = 0; k < dynamic_.size(); ++k) {
      if (++at[k] < grid[k].size()) {
        more = true;
        break;
      }
      at[k] = 0;
    }
  }
}

/// Worth of every static position, per party and attribute, on the paths of this response.
void CandidateSearch::worth(const Response& response) {
  const auto paths = static_cast<std::size_t>(p_.space_.path_count());
  std::array<std::array<double, kMaxAttributes>, world::kMaxParties> at_far{};
  for (const std::size_t i : static_) {
    worth_[i].resize(value_.terms[i].size());
    scalar_[i].resize(value_.terms[i].size());
    int scored = -1;
    for (std::size_t g = 0; g < value_.terms[i].size(); ++g) {
      const auto& term = value_.terms[i][g];
      if (term.like >= 0 && term.like != scored) {
        scored = term.like;
        at_far = {};
        const auto& block = value_.terms[i][static_cast<std::size_t>(scored)].fixed;
        for (std::size_t party = 0; party < track_.parties.size(); ++party) {
          const std::int32_t judge = p_.space_.judge_index[track_.parties[party].actor.index()];
          if (judge < 0) continue;
          for (const std::int32_t row : block.rows(judge)) {
            const double* v = &block.value[static_cast<std::size_t>(row) * paths];
            at_far[party][static_cast<std::size_t>(row % kMaxAttributes)] = value_.runs[i] * response.mean(v);
          }
        }
      }
      for (std::size_t party = 0; party < track_.parties.size(); ++party) {
        for (std::size_t k = 0; k < kMaxAttributes; ++k) worth_[i][g][party][k] = term.factor * at_far[party][k];
        scalar_[i][g][party] = p_.utility_(track_.parties[party].actor, worth_[i][g][party]);
      }
    }
  }
}

/// The stance that a dynamic combination makes and the answer to it, which is looked up if the stance was met before.
void CandidateSearch::answer(const world::Package& dynamic) {
  bool moved = false;
  stance_ = p_.package_stance(id_, dynamic, moved);
  if (!moved) {
    response_ = &value_.response;
    return;
  }
  const Answered* nearly = nullptr;
  for (const Answered& known : answered_) {
    if (!known.stance.like(stance_)) continue;
    nearly = &known;
    if (known.stance.penalty != stance_.penalty) continue;
    response_ = &known.response;
    return;
  }
  answered_.push_back({stance_, nearly != nullptr ? nearly->response : Response{}});
  if (nearly != nullptr) {
    p_.reaction_.respond_again(p_.present_, stance_, answered_.back().response);
  } else {
    p_.reaction_.respond(p_.present_, stance_, answered_.back().response);
  }
  response_ = &answered_.back().response;
  ++p_.packages_;
}

/// One dynamic combination: project once, then settle the static issues along the frontier. Where terms carry a cap the
/// answer depends on what the other side grants, so those packages are scored one by one.
void CandidateSearch::settle(const world::Package& dynamic, std::vector<model::Candidate>& out) {
  const std::size_t parties = track_.parties.size();
  answer(dynamic);
  for (std::size_t i = 0; i < parties; ++i)
    p_.differences(id_, dynamic, stance_, *response_, track_.parties[i].actor, base_[i]);
  capped_ = std::any_of(stance_.cap.begin(), stance_.cap.end(), [](double cap) { return cap < 1e17; });
  if (worth_of_ != response_) worth(*response_);
  worth_of_ = response_;
  first_ = out.size();
  for (std::size_t from = 0; from < parties; ++from) {
    for (std::size_t to = from + 1; to < parties; ++to) walk(dynamic, from, to, out);
  }
}

/// From the package best for one party towards the one best for another: at each step the change of one position that
/// gives the second party most per unit of what it costs the first. Every package on the way is a candidate.
void CandidateSearch::walk(const world::Package& dynamic, std::size_t from, std::size_t to,
                           std::vector<model::Candidate>& out) {
  world::Package at = dynamic;
  for (const std::size_t i : static_) {
    std::size_t best = 0;
    for (std::size_t g = 1; g < scalar_[i].size(); ++g) {
      const bool more = scalar_[i][g][from] > scalar_[i][best][from];
      const bool tied = scalar_[i][g][from] == scalar_[i][best][from] && scalar_[i][g][to] > scalar_[i][best][to];
      if (more || tied) best = g;
    }
    at.at[i] = static_cast<std::int8_t>(best);
  }
  add(at, out);
  int steps = 0;
  for (;;) {
    double best_rate = 0.0;
    std::size_t issue = 0, position = 0;
    for (const std::size_t i : static_) {
      const auto& here = scalar_[i][static_cast<std::size_t>(at.at[i])];
      for (std::size_t g = 0; g < scalar_[i].size(); ++g) {
        const double gain = scalar_[i][g][to] - here[to];
        if (gain <= 0.0) continue;
        const double loss = std::max(1e-12, here[from] - scalar_[i][g][from]);
        const double rate = gain / loss;
        // of equal rates the smaller step: it leaves the packages between in reach
        const bool nearer = best_rate > 0.0 && rate >= best_rate * (1.0 - 1e-9) && i == issue &&
                            gain < scalar_[i][position][to] - here[to];
        if (rate > best_rate * (1.0 + 1e-9) || nearer) {
          best_rate = rate;
          issue = i;
          position = g;
        }
      }
    }
    if (best_rate <= 0.0) break;
    at.at[issue] = static_cast<std::int8_t>(position);
    // where packages are scored one by one, every other one on the way will do; neighbours with other caps lie between
    if (!capped_ || ++steps % 2 == 0) add(at, out);
  }
  add(at, out);
}

/// Once per search what add_penalties needs per package: the base's answer does not depend on the package.
void CandidateSearch::price_received() {
  const auto paths = static_cast<std::size_t>(p_.space_.path_count());
  for (std::size_t x = 0; x < p_.space_.grid.size(); ++x) {
    const auto& axis = p_.space_.grid[x];
    received_[x].clear();
    if (axis.kind != scenario::AxisKind::force_men || !axis.decision) continue;
    const core::ActorId actor = p_.s_.decisions[axis.decision.index()].actor;
    const std::int32_t judge = p_.space_.judge_index[actor.index()];
    received_[x].resize(value_.terms.size());
    for (std::size_t i = 0; i < value_.terms.size(); ++i) {
      received_[x][i].assign(value_.terms[i].size(), {});
      if (judge < 0 || p_.s_.issues[track_.issues[i].index()].granter == actor) continue;
      for (std::size_t g = 0; g < value_.terms[i].size(); ++g) {
        const auto& term = value_.terms[i][g];
        if (term.like < 0) continue;
        const auto& block = value_.terms[i][static_cast<std::size_t>(term.like)].fixed;
        for (const std::int32_t row : block.rows(judge)) {
          const double mean = value_.response.mean(&block.value[static_cast<std::size_t>(row) * paths]);
          received_[x][i][g][static_cast<std::size_t>(row % kMaxAttributes)] = value_.runs[i] * term.factor * mean;
        }
      }
    }
  }
}

void CandidateSearch::add_penalties(const world::Package& package, Stance& stance) const {
  for (std::size_t x = 0; x < p_.space_.grid.size(); ++x) {
    if (received_[x].empty() || stance.cap[x] > 1e17) continue;
    std::array<double, kMaxAttributes> sum{};
    for (std::size_t i = 0; i < received_[x].size(); ++i) {
      const auto& received = received_[x][i][static_cast<std::size_t>(package.at[i])];
      for (std::size_t k = 0; k < kMaxAttributes; ++k) sum[k] += received[k];
    }
    const core::ActorId actor = p_.s_.decisions[p_.space_.grid[x].decision.index()].actor;
    stance.penalty[x] = p_.penalty(id_, package, actor, p_.utility_(actor, sum));
  }
}

void CandidateSearch::add(const world::Package& package, std::vector<model::Candidate>& out) {
  if (package == quo_) return;
  if (std::any_of(out.begin() + static_cast<std::ptrdiff_t>(first_), out.end(),
                  [&](const auto& c) { return c.package == package; }))
    return;
  model::Candidate candidate{package, {}};
  if (capped_) {
    Stance stance = stance_;
    add_penalties(package, stance);
    again_ = *response_;
    p_.reaction_.respond_again(p_.present_, stance, again_);
    std::array<double, kMaxAttributes> difference{};
    for (std::size_t party = 0; party < track_.parties.size(); ++party) {
      p_.differences(id_, package, stance, again_, track_.parties[party].actor, difference);
      candidate.gain[party] = p_.utility_(track_.parties[party].actor, difference) +
                              p_.contingent_gain(id_, package, track_.parties[party].actor, again_);
    }
  } else {
    for (std::size_t party = 0; party < track_.parties.size(); ++party) {
      auto sum = base_[party];
      for (const std::size_t i : static_) {
        for (std::size_t k = 0; k < kMaxAttributes; ++k)
          sum[k] += worth_[i][static_cast<std::size_t>(package.at[i])][party][k];
      }
      candidate.gain[party] = p_.utility_(track_.parties[party].actor, sum) +
                              p_.contingent_gain(id_, package, track_.parties[party].actor, *response_);
    }
  }
  out.push_back(candidate);
}

}  // namespace entente::valuation

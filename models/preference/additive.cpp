// SPDX-License-Identifier: Apache-2.0
// Preference "additive": a deal is worth the sum over issues of what the file states for a position (weights x values, tables
// or curves), with no world behind it; levers and delivery change nothing. For teaching, and for comparison with tools that score deals this way.
// Efficient packages: all of them by enumeration when the grid is small, else the supported ones, which maximise a weighted
// sum issue by issue. Source: Keeney and Raiffa (1976).
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/efficient_pairs.hpp"
#include "valuation/stated.hpp"
#include "world/lookup.hpp"

namespace entente::models {
namespace {

using model::Candidate;

constexpr std::int64_t kEnumerate = 20000;  // packages of a track that are enumerated
constexpr int kWeightSteps = 24;            // per unit of weight when they are not
constexpr std::size_t kMostCandidates = 512;
constexpr double kSame = 1e-12;

bool dominates(const Candidate& a, const Candidate& b, std::size_t parties) {
  bool better = false;
  for (std::size_t i = 0; i < parties; ++i) {
    if (a.gain[i] < b.gain[i] - kSame) return false;
    if (a.gain[i] > b.gain[i] + kSame) better = true;
  }
  return better;
}

bool equal_gains(const Candidate& a, const Candidate& b, std::size_t parties) {
  for (std::size_t i = 0; i < parties; ++i) {
    if (a.gain[i] > b.gain[i] + kSame || a.gain[i] < b.gain[i] - kSame) return false;
  }
  return true;
}

/// One track with its utilities and the packages worth offering.
class TrackValues {
 public:
  TrackValues(const scenario::Scenario& scenario, const scenario::Draw& draw, const scenario::Track& track)
      : parties_(track.parties.size()), stated_(scenario, draw, track) {
    find_candidates();
  }

  [[nodiscard]] std::size_t parties() const { return parties_; }
  [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }

  [[nodiscard]] double term(std::size_t party, std::size_t issue, int at) const {
    return stated_.on_grid(party, issue, static_cast<std::size_t>(at));
  }
  [[nodiscard]] double gain(std::size_t party, const world::Package& package) const {
    return stated_.of(party, package);
  }
  void gains_by_term(std::size_t party, const world::Package& package, const world::Package& other,
                     std::span<double> out) const {
    for (std::size_t k = 0; k < out.size(); ++k) {
      if (package.at[k] != other.at[k]) out[k] = stated_.of(party, package, k, other.at[k]);
    }
  }

 private:
  [[nodiscard]] std::size_t positions(std::size_t issue) const { return stated_.issue(issue).grid.size(); }

  /// Kept only if somebody gains from it.
  void consider(const world::Package& package) {
    Candidate candidate;
    candidate.package = package;
    bool any = false;
    for (std::size_t p = 0; p < parties_; ++p) {
      candidate.gain[p] = gain(p, package);
      any = any || candidate.gain[p] > 0.0;
    }
    if (any) candidates_.push_back(candidate);
  }

  void find_candidates() {
    if (parties_ == 2 && stated_.issues() > 0 && stated_.packages() <= kEnumerate) return pair_frontier();
    if (stated_.packages() <= kEnumerate) {
      enumerate();
    } else {
      std::array<int, world::kMaxParties> weight{};
      sweep_weights(weight, 0, kWeightSteps);
    }
    keep_frontier();
  }

  /// As enumerate and keep_frontier, for two parties: within kSame, and only what somebody gains from.
  void pair_frontier() {
    const std::vector<PairRow> rows = efficient_pairs(stated_);
    candidates_.reserve(rows.size());
    for (const PairRow& row : rows) {
      if (row.first <= 0.0 && row.second <= 0.0) continue;
      if (!candidates_.empty() && !(candidates_.back().gain[1] < row.second - kSame)) continue;
      Candidate& candidate = candidates_.emplace_back();
      candidate.gain[0] = row.first;
      candidate.gain[1] = row.second;
      candidate.package = package_of(row.index);
    }
    thin();
  }

  [[nodiscard]] world::Package package_of(std::uint32_t index) const {
    world::Package package;
    package.count = static_cast<std::int8_t>(stated_.issues());
    for (std::size_t k = 0; k < stated_.issues(); ++k) {
      const auto size = static_cast<std::uint32_t>(positions(k));
      package.at[k] = static_cast<std::int8_t>(index % size);
      index /= size;
    }
    return package;
  }

  void enumerate() {
    world::Package package;
    package.count = static_cast<std::int8_t>(stated_.issues());
    for (;;) {
      consider(package);
      std::size_t k = 0;
      while (k < stated_.issues() && static_cast<std::size_t>(package.at[k]) + 1 == positions(k)) package.at[k++] = 0;
      if (k == stated_.issues()) return;
      package.at[k] = static_cast<std::int8_t>(package.at[k] + 1);
    }
  }

  /// Every weighting of the parties on a grid of the simplex; the weighted sum is maximised issue by issue. Single-issue
  /// steps around each such package fill the gaps between supported packages.
  void sweep_weights(std::array<int, world::kMaxParties>& weight, std::size_t party, int left) {
    if (party + 1 < parties_) {
      for (int w = 0; w <= left; ++w) {
        weight[party] = w;
        sweep_weights(weight, party + 1, left - w);
      }
      return;
    }
    weight[party] = left;
    world::Package package;
    package.count = static_cast<std::int8_t>(stated_.issues());
    std::array<double, world::kMaxParties> share{};
    for (std::size_t p = 0; p < parties_; ++p) share[p] = weight[p];
    for (std::size_t k = 0; k < stated_.issues(); ++k) {
      package.at[k] =
          static_cast<std::int8_t>(stated_.best_on_grid(k, std::span<const double>(share.data(), parties_)));
    }
    consider(package);
    for (std::size_t k = 0; k < stated_.issues(); ++k) {
      world::Package near = package;
      for (std::size_t g = 0; g < positions(k); ++g) {
        near.at[k] = static_cast<std::int8_t>(g);
        if (near.at[k] != package.at[k]) consider(near);
      }
    }
  }

  /// Among packages sorted by falling gain of the first party, later ones never dominate earlier ones; with two parties
  /// the last one kept is then the only one that can beat a newcomer.
  [[nodiscard]] bool beaten(const std::vector<Candidate>& kept, const Candidate& candidate) const {
    const auto by = [this, &candidate](const Candidate& k) {
      return dominates(k, candidate, parties_) || equal_gains(k, candidate, parties_);
    };
    if (parties_ == 2) return !kept.empty() && by(kept.back());
    return std::any_of(kept.rbegin(), kept.rend(), by);
  }

  /// Removes dominated packages and doubles.
  void keep_frontier() {
    std::stable_sort(candidates_.begin(), candidates_.end(), [this](const Candidate& a, const Candidate& b) {
      for (std::size_t p = 0; p < parties_; ++p) {
        if (a.gain[p] != b.gain[p]) return a.gain[p] > b.gain[p];
      }
      return false;
    });
    std::vector<Candidate> frontier;
    for (const Candidate& candidate : candidates_) {
      if (!beaten(frontier, candidate)) frontier.push_back(candidate);
    }
    candidates_.swap(frontier);
    thin();
  }

  /// Evenly, when more than kMostCandidates remain.
  void thin() {
    if (candidates_.size() <= kMostCandidates) return;
    std::vector<Candidate> thinned;
    thinned.reserve(kMostCandidates);
    for (std::size_t k = 0; k < kMostCandidates; ++k)
      thinned.push_back(candidates_[k * (candidates_.size() - 1) / (kMostCandidates - 1)]);
    candidates_.swap(thinned);
  }

  std::size_t parties_;
  valuation::StatedUtility stated_;
  std::vector<Candidate> candidates_;
};

class Additive final : public model::Preference {
 public:
  explicit Additive(const model::Setting& setting) : scenario_(setting.scenario), draw_(setting.draw) {
    tracks_.reserve(scenario_.tracks.size());
    for (const scenario::Track& track : scenario_.tracks) {
      tracks_.emplace_back(scenario_, draw_, track);
      mediator_.emplace_back();
      if (!track.mediator.valid()) continue;
      scenario::Track chair = track;  // the same issues, with the mediator as the only party
      chair.parties.resize(1);
      chair.parties.front().actor = track.mediator;
      mediator_.back().emplace(scenario_, draw_, chair);
    }
  }

  /// Values do not depend on the world; only the texts in force are remembered, for compliance.
  void refresh(const world::World& world, const world::Derived&, const model::Ledger&) override {
    deals_ = world.deals;
  }

  void candidates(core::TrackId track, std::vector<Candidate>& out) override {
    out = tracks_[track.index()].candidates();
  }

  void gains(core::TrackId track, const world::Package& package, std::span<double> gain) const override {
    const TrackValues& values = tracks_[track.index()];
    for (std::size_t p = 0; p < values.parties(); ++p) gain[p] = values.gain(p, package);
  }
  [[nodiscard]] double gain_of(core::TrackId track, const world::Package& package, std::size_t party) const override {
    return tracks_[track.index()].gain(party, package);
  }
  void gains_by_term(core::TrackId track, const world::Package& package, const world::Package& other, std::size_t party,
                     std::span<double> out) const override {
    tracks_[track.index()].gains_by_term(party, package, other, out);
  }
  [[nodiscard]] bool candidates_are_exact() const override { return true; }

  /// What the file states for the track's mediator, as for a party; 0 for anybody else.
  [[nodiscard]] double outsider_gain(core::TrackId track, const world::Package& package,
                                     core::ActorId actor) const override {
    const auto& stated = mediator_[track.index()];
    return stated && actor == scenario_.tracks[track.index()].mediator ? stated->of(0, package) : 0.0;
  }

  /// All zero: this preference knows issues, not attributes; protocols then name issues.
  void gain_by_attribute(core::TrackId, const world::Package&, core::ActorId, std::span<double> out) const override {
    std::fill(out.begin(), out.end(), 0.0);
  }
  void lever_values(core::DecisionId, std::span<double> utility) const override {
    std::fill(utility.begin(), utility.end(), 0.0);
  }
  void lever_by_attribute(core::DecisionId, int, std::span<double> out) const override {
    std::fill(out.begin(), out.end(), 0.0);
  }

  /// Per month, as the file believes at as_of.
  [[nodiscard]] double believed_hazard(core::TrackId track) const override {
    const scenario::Num hazard = scenario_.tracks[track.index()].hazard;
    return hazard.valid() ? draw_[hazard] : 0.0;
  }

  /// keep: the actor's gain from the deal in force at the last refresh; break_: the same without the term. Both 0 without
  /// a deal.
  void compliance(core::TrackId track, core::IssueId issue, core::ActorId actor, double& keep, double& break_,
                  world::Reasons& reasons) const override {
    keep = 0.0;
    break_ = 0.0;
    if (track.index() >= deals_.size()) return;
    const world::DealState& deal = deals_[track.index()];
    const int party = world::party_index(scenario_.tracks[track.index()], actor);
    const int slot = world::issue_slot(scenario_.tracks[track.index()], issue);
    if (deal.package.count == 0 || party < 0 || slot < 0) return;
    const TrackValues& values = tracks_[track.index()];
    const double term = values.term(static_cast<std::size_t>(party), static_cast<std::size_t>(slot),
                                    deal.package.at[static_cast<std::size_t>(slot)]);
    keep = values.gain(static_cast<std::size_t>(party), deal.package);
    break_ = keep - term;
    reasons.add(world::ReasonKind::issue, issue.value, -term);  // breaking loses what the term gives
  }

 private:
  const scenario::Scenario& scenario_;
  const scenario::Draw& draw_;
  std::vector<TrackValues> tracks_;
  std::vector<std::optional<valuation::StatedUtility>> mediator_;  // per track with one
  std::vector<world::DealState> deals_;
};

}  // namespace

void preference_additive_entry(model::Registry& registry);

void preference_additive_entry(model::Registry& registry) {
  model::PreferenceFamily family;
  family.title = "Additive over issues";
  family.doc =
      "Utility = sum over issues of what [issues.X] states for the position: value x (position - status quo), a table "
      "or a "
      "curve; no agreement is worth 0; no world, no levers.";
  family.needs_world = false;
  family.make = [](const model::Setting& setting, const model::ParamValues&,
                   const model::PreferencePorts&) -> std::unique_ptr<model::Preference> {
    return std::make_unique<Additive>(setting);
  };
  registry.preference.emplace("additive", std::move(family));
}

}  // namespace entente::models

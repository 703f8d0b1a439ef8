// SPDX-License-Identifier: Apache-2.0
// Refreshing what the preference knows: bases of talks, expected texts, believed chances. What a package is worth, the search
// for packages and the levers have files of their own (gains.cpp, candidates.cpp, levers.cpp).
#include "valuation/projected.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/detmath.hpp"
#include "valuation/candidates.hpp"

namespace entente::valuation {

using scenario::AxisKind;

namespace {
constexpr double kSameWorth = 0.02;     // of a text: a change of utility that starts no search
constexpr int kTalkingMonths = 12;      // between searches while talks are held
constexpr int kQuietSearchMonths = 12;  // while they are not
}  // namespace

ProjectedPreference::~ProjectedPreference() = default;

ProjectedPreference::ProjectedPreference(const model::Setting& setting, const ProjectedParams& params,
                                         const model::PreferencePorts& ports)
    : s_(setting.scenario), d_(setting.draw), params_(params), ports_(ports), space_(s_, d_), library_(space_),
      utility_(s_, d_), worth_(space_, library_, utility_),
      reaction_(space_, library_, ports.policy, utility_, worth_, params.reactions),
      scorer_(space_, library_, ports.economy), lever_scorer_(space_, library_, ports.economy),
      tracks_(s_.tracks.size()), search_(std::make_unique<CandidateSearch>(*this)), chance_(s_.tracks.size(), 0.0),
      due_(s_.tracks.size(), 1) {
  space_.reacts = params.reactions;
  for (std::size_t t = 0; t < tracks_.size(); ++t) chance_[t] = chance_from(core::TrackId::at(t), 0.0);
  find_related();
  base_.resize(tracks_.size() * space_.judges.size());
  lever_levels_.resize(s_.decisions.size());
  find_rivals();
}

void ProjectedPreference::refresh(const world::World& world, const world::Derived& derived,
                                  const model::Ledger& ledger) {
  world_ = world;
  derived_ = derived;
  ledger_ = &ledger;
  const model::GroundParams ground = ports_.conflict.ground_params();
  model::ground_sides(s_, d_, world_, derived_, ground, inputs_);
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    const auto& axis = space_.grid[x];
    const int lever = axis.decision ? world.lever[axis.decision.index()] : -1;
    present_.lever[x] = lever;
    if (axis.kind == AxisKind::force_men) present_.coordinate[x] = world.men[axis.force.index()];
    if (axis.kind == AxisKind::restraint)
      present_.coordinate[x] = lever >= 0 ? axis.lever_levels[static_cast<std::size_t>(lever)] : 0.0;
  }
  utility_.refresh(world_);
  if (stale(world)) {
    model::ground_inputs(s_, d_, world_, derived_, ledger, ground, ground_version_, inputs_);
    library_.build(world_, ports_.conflict, inputs_, ledger);
    remember(world);
    ++builds_;
  }
  library_.revalue(world_, ledger);
  ++refreshes_;
  signature_ = signature();
  for (auto& value : tracks_) {
    value.known.has_focal = value.has_focal;
    value.known.surplus = value.surplus;
    value.known.impact = value.impact;
  }
  for (std::size_t t = 0; t < tracks_.size(); ++t) due_[t] = due(core::TrackId::at(t)) ? 1 : 0;
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    if (due_[t] != 0) value_track(core::TrackId::at(t));
  }
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    if (due_[t] != 0) find_focal(core::TrackId::at(t));
  }
  for (std::size_t t = 0; t < tracks_.size(); ++t) chance_[t] = tracks_[t].chance;
  standing_stance();
}

/// Mean share of a path for which a truce is believed to hold: exponential life, longer the better it is watched.
double ProjectedPreference::truce_share(double detection) const {
  const double months = space_.steps * space_.step_months;
  const double life = std::max(0.1, params_.truce_life * (1.0 + params_.truce_monitor * detection));
  return life * (1.0 - det::exp(-months / life)) / months;
}

/// The same for the truces in force, watched as the best watched of them.
double ProjectedPreference::standing_truce_share() const {
  double detection = 0.0;
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    if (world_.deals[t].status == world::DealStatus::in_force) detection = std::max(detection, derived_.monitor[t]);
  }
  return truce_share(detection);
}

/// Base of a track: the world without its deal, other tracks' focal deals at their believed chance; then its terms.
void ProjectedPreference::value_track(core::TrackId id) {
  TrackValue& value = tracks_[id.index()];
  const auto& track = s_.tracks[id.index()];
  const bool stands = world_.deals[id.index()].status != world::DealStatus::none;
  if (stands) world::derive(s_, d_, world_, without_, id);
  const world::Derived& without = stands ? without_ : derived_;
  const double detection = without.monitor[id.index()];
  const double truce_share = this->truce_share(detection);
  const bool first = value.terms.empty();
  value.terms.resize(track.issues.size());
  value.runs.resize(track.issues.size());
  value.scored.resize(track.issues.size());
  scorer_.base(world_, without, derived_);
  value.own_base = scorer_.stand(truce_share);
  for (std::size_t i = 0; i < track.issues.size(); ++i) {
    const auto& issue = s_.issues[track.issues[i].index()];
    double lag = 0.0;
    for (const auto& e : issue.effects) lag = std::max(lag, d_[e.lag]);
    const TermBelief belief{believed_delivery(s_, d_, world_, issue.granter, lag, params_.attention_floor)};
    value.runs[i] = believed(s_, d_, world_, issue.starts, chance_);
    refresh_terms(track.issues[i], belief, value.scored[i], value.terms[i]);
  }
  value.base = value.own_base;
  if (!first) {
    add_standing_penalties(value.base, id);
    add_others(value.base, id);
  }
  reaction_.respond(present_, value.base, value.response);
}

/// Other tracks' focal deals, at their believed chance, as a mean stance. Deals in force are in the world already.
void ProjectedPreference::add_others(Stance& stance, core::TrackId own) const {
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    const auto& other = tracks_[t];
    if (core::TrackId::at(t) == own || !other.has_focal || world_.deals[t].status == world::DealStatus::in_force)
      continue;
    const auto& expected = world_.deals[t].status == world::DealStatus::signed_ ? world_.deals[t].package : other.focal;
    for (std::size_t i = 0; i < other.terms.size(); ++i) {
      const auto& term = other.terms[i][static_cast<std::size_t>(expected.at[i])];
      if (term.stance.any) add_term(space_, stance, term.stance, chance_[t] * other.runs[i]);
    }
    add_penalties(core::TrackId::at(t), expected, stance, chance_[t]);
  }
}

/// Log-odds that what outsiders see adds to a track's chance: talks held openly, talks that failed, parties that let it be
/// seen that they are resolved. Secret talks show nothing.
double ProjectedPreference::seen(core::TrackId track) const {
  const auto& talks = s_.tracks[track.index()];
  if (talks.secret || world_.sessions.size() <= track.index()) return 0.0;
  const auto& session = world_.sessions[track.index()];
  double x = session.open ? params_.seen_talks : 0.0;
  if (!session.open && session.ever_open && !world_.deals[track.index()].ever_signed) x -= params_.seen_failure;
  for (const auto& party : talks.parties) x -= params_.seen_signal * derived_.signal[party.actor.index()];
  return x;
}

/// Chance that a track concludes within a year, as outsiders believe: the prior at zero surplus, growing with the smaller
/// party's surplus over its reservation, vanishing when the best deal leaves someone below it.
double ProjectedPreference::chance_from(core::TrackId track, double surplus) const {
  const double prior = 1.0 - det::exp(-12.0 * d_[s_.tracks[track.index()].hazard]);
  const double p = std::clamp(prior, 1e-6, 1.0 - 1e-6);
  const double logit =
      det::log(p / (1.0 - p)) + params_.hazard_precision * std::clamp(surplus, -1.0, 0.1) + seen(track);
  return det::logistic(logit);
}

double ProjectedPreference::believed_hazard(core::TrackId track) const { return tracks_[track.index()].chance; }

/// The deal others expect: the candidate with the largest product of surpluses, else the largest smallest surplus.
void ProjectedPreference::find_focal(core::TrackId id) {
  TrackValue& value = tracks_[id.index()];
  const auto& track = s_.tracks[id.index()];
  const auto status = world_.deals[id.index()].status;
  const bool talking = world_.sessions[id.index()].open;
  const bool standing = status == world::DealStatus::in_force || status == world::DealStatus::signed_;
  // months between searches in any case; what is signed is scored exactly whenever they were
  const int every = talking ? kTalkingMonths : kQuietSearchMonths;
  bool due = value.looks <= 2 || world_.month - value.searched >= every;
  if (talking && !due) {
    rescore(id);
    due = texts_moved(value);
  }
  const SearchCare quiet = value.looks == 1   ? SearchCare::usual
                           : value.looks == 2 ? SearchCare::expected
                                              : SearchCare::cursory;
  if (!standing && due) search(id, !talking ? quiet : value.looks == 2 ? SearchCare::thorough : SearchCare::usual);
  double best_product = -1.0, best_least = -std::numeric_limits<double>::max();
  value.has_focal = false;
  for (const auto& c : value.candidates) {
    double product = 1.0, least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < track.parties.size(); ++i) {
      const double surplus = c.gain[i] - d_[track.parties[i].reservation];
      least = std::min(least, surplus);
      product *= std::max(0.0, surplus);
    }
    const bool better =
        least > 0.0 ? (best_least <= 0.0 || product > best_product) : (best_least <= 0.0 && least > best_least);
    if (!better && value.has_focal) continue;
    best_product = product;
    best_least = least;
    value.focal = c.package;
    value.has_focal = true;
  }
  value.surplus = value.has_focal ? best_least : -1.0;
  const double opens = believed(s_, d_, world_, track.opens, chance_);
  value.chance = standing ? 1.0 : track.parties.size() < 2 ? 0.0 : opens * chance_from(id, value.surplus);
  value.impact.assign(space_.judges.size(), 0.0);
  const auto& wants = wants_impact_[id.index()];
  if (!value.has_focal || std::find(wants.begin(), wants.end(), 1) == wants.end()) return;
  const Answered& a = answer_to(id, value.focal);
  for (std::size_t j = 0; j < space_.judges.size(); ++j) {
    if (wants[j] != 0) value.impact[j] = utility_of(id, value.focal, a.stance, a.response, space_.judges[j]);
  }
}

/// Are the texts that talks turn on worth noticeably something else than when packages were last searched for? Asked of the
/// text that is expected and of each party's best: where these are worth what they were, so is what lies between.
bool ProjectedPreference::texts_moved(const TrackValue& value) {
  if (!value.has_focal || value.candidates.empty()) return true;
  const auto& now = value.candidates;
  const auto& then = value.found_gain;
  const auto moved = [&](std::size_t c) {
    for (std::size_t i = 0; i < then[c].size(); ++i) {
      if (std::abs(now[c].gain[i] - then[c][i]) > kSameWorth) return true;
    }
    return false;
  };
  for (std::size_t c = 0; c < now.size(); ++c) {
    if (now[c].package == value.focal && moved(c)) return true;
  }
  for (std::size_t i = 0; i < world::kMaxParties; ++i) {
    const auto best =
        std::max_element(then.begin(), then.end(), [i](const auto& a, const auto& b) { return a[i] < b[i]; });
    if (moved(static_cast<std::size_t>(best - then.begin()))) return true;
  }
  return false;
}

void ProjectedPreference::search(core::TrackId id, SearchCare care) {
  TrackValue& value = tracks_[id.index()];
  search_->start(id);
  search_->run(value.candidates, value.summits, care);
  value.found_gain.clear();
  for (const auto& c : value.candidates) value.found_gain.push_back(c.gain);
  value.searched = world_.month;
  value.scored_with = refreshes_;
  value.cursory = only_expected(care);
}

void ProjectedPreference::rescore(core::TrackId id) {
  TrackValue& value = tracks_[id.index()];
  search_->start(id);
  search_->rescore(value.candidates);
  value.scored_with = refreshes_;
}

/// Who asks for packages wants to talk: what was enough for outsiders is not enough now, nor what texts were worth before.
void ProjectedPreference::candidates(core::TrackId track, std::vector<model::Candidate>& out) {
  TrackValue& value = tracks_[track.index()];
  if (value.cursory) search(track, SearchCare::thorough);
  if (value.scored_with != refreshes_) rescore(track);
  out = value.candidates;
}

/// The price of breaking caps of deals in force on tracks other than `own`.
void ProjectedPreference::add_standing_penalties(Stance& stance, core::TrackId own) const {
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    if (core::TrackId::at(t) != own && world_.deals[t].status == world::DealStatus::in_force)
      add_penalties(core::TrackId::at(t), world_.deals[t].package, stance);
  }
}

/// What reactive actors face now: the world, other tracks as believed, and the price of breaking caps in force.
void ProjectedPreference::standing_stance() {
  standing_ = stance_of(space_, world_, derived_, derived_, standing_truce_share());
  standing_alone_ = standing_;
  add_standing_penalties(standing_, {});
  add_others(standing_, {});
  reaction_.respond(present_, standing_, standing_response_);
}

void ProjectedPreference::compliance(core::TrackId track, core::IssueId issue, core::ActorId actor, double& keep,
                                     double& break_, world::Reasons& reasons) const {
  const auto& deal = world_.deals[track.index()];
  const auto& list = s_.tracks[track.index()].issues;
  world::Package without = deal.package;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] != issue) continue;
    const auto& grid = s_.issues[issue.index()].grid;
    without.at[i] = static_cast<std::int8_t>(std::find(grid.begin(), grid.end(), s_.issues[issue.index()].status_quo) -
                                             grid.begin());
  }
  const std::size_t count = s_.actors[actor.index()].attributes.size();
  std::array<double, kMaxAttributes> with_terms{}, without_terms{};
  gain_by_attribute(track, deal.package, actor, with_terms);
  gain_by_attribute(track, without, actor, without_terms);
  double full = 0.0, partial = 0.0;
  for (std::size_t k = 0; k < count; ++k) {
    full += with_terms[k];
    partial += without_terms[k];
  }
  const double lost = lost_share(derived_.monitor[track.index()], params_.breach_horizon);
  const double reputation = d_[s_.actors[actor.index()].reputation_loss];
  keep = full;
  break_ = (1.0 - lost) * partial - lost * reputation;
  world::TwoLargest largest;  // of the terms that add up to break_ - keep
  for (std::size_t k = 0; k < count; ++k) {
    largest.offer(world::ReasonKind::attribute, static_cast<int>(k), without_terms[k] - with_terms[k]);
  }
  largest.offer(world::ReasonKind::forfeit, -1, -lost * partial);
  largest.offer(world::ReasonKind::reputation, -1, -lost * reputation);
  largest.into(reasons);
  reasons.add(world::ReasonKind::monitor, -1, derived_.monitor[track.index()]);
}

}  // namespace entente::valuation

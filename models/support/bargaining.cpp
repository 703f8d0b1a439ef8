// SPDX-License-Identifier: Apache-2.0
// Zone of agreement, weighted Nash solution, aspirations and reasons of refusal.
#include "models/support/bargaining.hpp"

#include "core/detmath.hpp"

namespace entente::models {
namespace {

// Below this a surplus counts as none; keeps logarithms finite where a party gets exactly its reservation.
constexpr double kTinySurplus = 1e-12;

double surplus(const model::Candidate& candidate, std::span<const double> reservation, std::size_t party) {
  const double s = candidate.gain[party] - reservation[party];
  return s > kTinySurplus ? s : kTinySurplus;
}

/// Whether the weighted log-product of `challenger` beats that of `holder`. As log is concave, sum w log(a/b) <=
/// sum w (a/b - 1), so most challengers are turned away without a logarithm.
bool beats(const model::Candidate& challenger, const model::Candidate& holder, std::span<const double> reservation,
           std::span<const double> weight) {
  double bound = 0.0;
  for (std::size_t i = 0; i < reservation.size(); ++i) {
    bound += weight[i] * (surplus(challenger, reservation, i) / surplus(holder, reservation, i) - 1.0);
  }
  if (bound <= 0.0) return false;
  double difference = 0.0;
  for (std::size_t i = 0; i < reservation.size(); ++i) {
    difference += weight[i] * det::log(surplus(challenger, reservation, i) / surplus(holder, reservation, i));
  }
  return difference > 0.0;
}

/// Keeps the two most negative values with their refs, the larger loss first.
struct TwoLargestLosses {
  std::array<double, 2> value{-kTinySurplus, -kTinySurplus};
  std::array<int, 2> ref{-1, -1};
  void offer(int which, double v) {
    if (v < value[0]) {
      value[1] = value[0];
      ref[1] = ref[0];
      value[0] = v;
      ref[0] = which;
    } else if (v < value[1]) {
      value[1] = v;
      ref[1] = which;
    }
  }
  void into(world::Reasons& reasons, world::ReasonKind kind) const {
    for (std::size_t k = 0; k < ref.size(); ++k) {
      if (ref[k] >= 0) reasons.add(kind, ref[k], value[k]);
    }
  }
};

/// By attribute, where the preference knows any; false: none explains it.
bool lost_aims(const model::Preference& preference, const scenario::Scenario& scenario, core::TrackId track,
               core::ActorId actor, const world::Package& offered, const world::Package& preferred,
               world::Reasons& reasons) {
  constexpr std::size_t kMost = 32;
  const std::size_t attributes = scenario.actors[actor.index()].attributes.size();
  if (attributes == 0 || attributes > kMost) return false;
  TwoLargestLosses worst;
  std::array<double, kMost> in_offered{};
  std::array<double, kMost> in_preferred{};
  preference.gain_by_attribute(track, offered, actor, std::span<double>(in_offered.data(), attributes));
  preference.gain_by_attribute(track, preferred, actor, std::span<double>(in_preferred.data(), attributes));
  for (std::size_t a = 0; a < attributes; ++a) worst.offer(static_cast<int>(a), in_offered[a] - in_preferred[a]);
  worst.into(reasons, world::ReasonKind::attribute);
  return reasons.count > 0;
}

}  // namespace

bool acceptable(std::span<const double> gain, std::span<const double> reservation) {
  for (std::size_t i = 0; i < reservation.size(); ++i) {
    if (!(gain[i] >= reservation[i])) return false;
  }
  return true;
}

Zone find_zone(std::span<const model::Candidate> candidates, std::span<const double> reservation,
               std::span<const double> weight) {
  Zone zone;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const model::Candidate& candidate = candidates[c];
    if (!acceptable(candidate.gain, reservation)) continue;
    const bool first = zone.at < 0;
    if (first || beats(candidate, candidates[static_cast<std::size_t>(zone.at)], reservation, weight)) {
      zone.at = static_cast<std::int32_t>(c);
    }
    for (std::size_t i = 0; i < reservation.size(); ++i) {
      if (first || candidate.gain[i] > zone.best[i]) zone.best[i] = candidate.gain[i];
    }
  }
  if (zone.at >= 0) zone.gain = candidates[static_cast<std::size_t>(zone.at)].gain;
  return zone;
}

Nearest nearest_to_zone(std::span<const model::Candidate> candidates, std::span<const double> reservation) {
  Nearest nearest;
  double least = 0.0;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    double worst = 0.0;
    std::int32_t party = -1;
    for (std::size_t i = 0; i < reservation.size(); ++i) {
      const double over = candidates[c].gain[i] - reservation[i];
      if (party < 0 || over < worst) {
        worst = over;
        party = static_cast<std::int32_t>(i);
      }
    }
    if (nearest.at < 0 || worst > least) {
      nearest = Nearest{static_cast<std::int32_t>(c), party};
      least = worst;
    }
  }
  return nearest;
}

std::int32_t best_for(std::span<const model::Candidate> candidates, std::size_t party) {
  std::int32_t best = -1;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    if (best < 0 || candidates[c].gain[party] > candidates[static_cast<std::size_t>(best)].gain[party]) {
      best = static_cast<std::int32_t>(c);
    }
  }
  return best;
}

double aspiration(double reservation, double fair, double best, double conceded, double midpoint) {
  double asked = 0.0;
  if (conceded <= midpoint) {
    asked = fair + (best - fair) * (1.0 - conceded / midpoint);
  } else {
    asked = reservation + (fair - reservation) * (1.0 - conceded) / (1.0 - midpoint);
  }
  if (asked > best) asked = best;  // rounding only
  return asked < reservation ? reservation : asked;
}

void add_losses(const model::Preference& preference, const scenario::Scenario& scenario, core::TrackId track,
                std::size_t party, const world::Package& offered, double gain, const world::Package& preferred,
                world::Reasons& reasons) {
  const scenario::Track& talks = scenario.tracks[track.index()];
  const core::ActorId actor = talks.parties[party].actor;
  if (lost_aims(preference, scenario, track, actor, offered, preferred, reasons)) return;
  TwoLargestLosses worst;
  std::array<double, world::kMaxIssues> changed;
  const std::size_t issues = talks.issues.size();
  preference.gains_by_term(track, offered, preferred, party, std::span<double>(changed.data(), issues));
  for (std::size_t k = 0; k < issues; ++k) {
    if (offered.at[k] != preferred.at[k]) worst.offer(talks.issues[k].value, gain - changed[k]);
  }
  worst.into(reasons, world::ReasonKind::issue);
  if (reasons.count > 0) return;
  const double with = preference.gain_of(track, preferred, party);  // no aim and no single term explains it
  if (gain < with) reasons.add(world::ReasonKind::cost, -1, gain - with);
}

}  // namespace entente::models

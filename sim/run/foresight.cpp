// SPDX-License-Identifier: Apache-2.0
// Looking ahead from the table. Which terms a signature would stop is read off their own conditions, evaluated with and
// without it; their worth comes from the preference.
#include "run/foresight.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <variant>

#include "valuation/belief.hpp"
#include "world/lookup.hpp"

namespace entente::run {
namespace {

using Party4 = std::array<double, world::kMaxParties>;

std::int8_t quo_of(const scenario::Issue& issue) {
  return static_cast<std::int8_t>(std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo) -
                                  issue.grid.begin());
}

/// The text others expect of open talks: the candidate with the largest product of surpluses.
std::optional<world::Package> likeliest(const Moment& m, model::Preference& preference, core::TrackId track) {
  std::vector<model::Candidate> candidates;
  preference.candidates(track, candidates);
  const auto& parties = m.scenario.tracks[track.index()].parties;
  std::optional<world::Package> out;
  double most = 0.0;
  for (const model::Candidate& c : candidates) {
    double product = 1.0;
    for (std::size_t i = 0; i < parties.size(); ++i)
      product *= std::max(0.0, c.gain[i] - world::value_or(m.draw, parties[i].reservation, 0.0));
    if (product <= most) continue;
    most = product;
    out = c.package;
  }
  return out;
}

}  // namespace

Foreseen::Foreseen(const Moment& moment, model::Preference& own, core::TrackId track, TableMemory& memory)
    : m_(moment), own_(own), track_(track), memory_(memory) {
  memory_.parliaments.resize(moment.scenario.tracks.size());
  std::vector<Parliament>& parliaments = memory_.parliaments[track.index()];
  const auto& parties = moment.scenario.tracks[track.index()].parties;
  if (parliaments.empty()) {
    parliaments.reserve(parties.size());
    for (const scenario::Party& party : parties) parliaments.emplace_back(moment, track, party.actor);
  }
  count_forfeits();
}

void Foreseen::count_forfeits() {
  bool known = false;
  const auto then =
      [&]() -> const world::World& {  // the world with a text of this track standing, once it is asked for
    std::optional<world::World>& signed_world = memory_.signed_world;
    if (!known) {
      known = true;
      signed_world = m_.world;
      signed_world->deals[track_.index()].ever_signed = true;
      signed_world->deals[track_.index()].status = world::DealStatus::in_force;
    }
    return *signed_world;
  };
  std::vector<double> chance;
  for (std::size_t t = 0; t < m_.scenario.tracks.size(); ++t)
    chance.push_back(own_.believed_hazard(core::TrackId::at(t)));
  const auto& here = m_.scenario.tracks[track_.index()].parties;
  Party4 most{};
  for (std::size_t t = 0; t < m_.scenario.tracks.size(); ++t) {
    const core::TrackId id = core::TrackId::at(t);
    const scenario::Track& other = m_.scenario.tracks[t];
    const bool stands = world::has_text(m_.world.deals[t]);
    if (id == track_ || (!stands && !m_.world.sessions[t].open)) continue;
    const auto stops = [&](const scenario::Issue& issue) {
      return !issue.starts.empty() && world::evaluate(m_.scenario, m_.draw, m_.world, issue.starts) != 0.0 &&
             world::evaluate(m_.scenario, m_.draw, then(), issue.starts) == 0.0;
    };
    if (std::none_of(other.issues.begin(), other.issues.end(),
                     [&](core::IssueId i) { return stops(m_.scenario.issues[i.index()]); }))
      continue;
    const auto text = stands ? std::optional<world::Package>(m_.world.deals[t].package) : likeliest(m_, own_, id);
    if (!text) continue;
    const double weight = stands ? 1.0 : chance[t];
    Party4 whole{}, less{}, here_lost{};
    own_.gains(id, *text, std::span<double>(whole.data(), other.parties.size()));
    for (std::size_t k = 0; k < other.issues.size() && k < static_cast<std::size_t>(text->count); ++k) {
      const scenario::Issue& issue = m_.scenario.issues[other.issues[k].index()];
      if (!stops(issue) || text->at[k] == quo_of(issue)) continue;
      world::Package without = *text;
      without.at[k] = quo_of(issue);
      own_.gains(id, without, std::span<double>(less.data(), other.parties.size()));
      // the preference has counted the term only as far as it believes that no signature here will stop it
      constexpr double kLeast = 0.05;
      const double runs = std::max(kLeast, valuation::believed(m_.scenario, m_.draw, m_.world, issue.starts, chance));
      for (std::size_t i = 0; i < here.size(); ++i) {
        const int there = world::party_index(other, here[i].actor);
        if (there < 0) continue;
        const auto at = static_cast<std::size_t>(there);
        here_lost[i] += weight * (whole[at] - less[at]) / runs;
      }
    }
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (here_lost[i] > most[i]) where_[i] = id;
      most[i] = std::max(most[i], here_lost[i]);
      forfeit_[i] += here_lost[i];
    }
  }
}

void Foreseen::explain(std::vector<world::Event>& events, std::size_t first) const {
  const scenario::Track& track = m_.scenario.tracks[track_.index()];
  for (std::size_t e = first; e < events.size(); ++e) {
    auto* refused = std::get_if<world::Refused>(&events[e].body);
    if (refused == nullptr || refused->track != track_) continue;
    const int p = world::party_index(track, refused->by);
    if (p < 0 || !where_[static_cast<std::size_t>(p)].valid()) continue;
    refused->reasons.add(world::ReasonKind::forfeit, where_[static_cast<std::size_t>(p)].value,
                         -passage(refused->offered) * forfeit_[static_cast<std::size_t>(p)]);
  }
}

bool Foreseen::at_rest(const world::Package& package) const {
  const auto& issues = m_.scenario.tracks[track_.index()].issues;
  for (std::size_t k = 0; k < issues.size() && k < static_cast<std::size_t>(package.count); ++k) {
    if (package.at[k] != quo_of(m_.scenario.issues[issues[k].index()])) return false;
  }
  return true;
}

double Foreseen::weighed(std::size_t p, double gain, double passage) const {
  const double reservation = world::value_or(m_.draw, m_.scenario.tracks[track_.index()].parties[p].reservation, 0.0);
  return passage > 0.0 ? reservation + passage * (gain - forfeit_[p] - reservation) : 0.0;
}

double Foreseen::passage(const world::Package& package) const {
  double p = 1.0;
  for (const Parliament& parliament : memory_.parliaments[track_.index()]) p *= parliament.chance(package);
  return p;
}

void Foreseen::refresh(const world::World&, const world::Derived&, const model::Ledger&) {
  throw std::logic_error("a table does not look at the world");
}

void Foreseen::candidates(core::TrackId track, std::vector<model::Candidate>& out) {
  own_.candidates(track, out);
  if (track != track_) return;
  const std::size_t parties = m_.scenario.tracks[track_.index()].parties.size();
  for (model::Candidate& c : out) {
    const double p = passage(c.package);
    for (std::size_t i = 0; i < parties; ++i) c.gain[i] = weighed(i, c.gain[i], p);
  }
}

void Foreseen::gains(core::TrackId track, const world::Package& package, std::span<double> gain) const {
  own_.gains(track, package, gain);
  if (track != track_ || at_rest(package)) return;
  const double p = passage(package);
  const std::size_t parties = std::min(gain.size(), m_.scenario.tracks[track.index()].parties.size());
  for (std::size_t i = 0; i < parties; ++i) gain[i] = weighed(i, gain[i], p);
}

double Foreseen::gain_of(core::TrackId track, const world::Package& package, std::size_t party) const {
  const double gain = own_.gain_of(track, package, party);
  return track != track_ || at_rest(package) ? gain : weighed(party, gain, passage(package));
}

double Foreseen::outsider_gain(core::TrackId track, const world::Package& package, core::ActorId actor) const {
  const double gain = own_.outsider_gain(track, package, actor);
  return track == track_ ? passage(package) * gain : gain;
}

void Foreseen::gain_by_attribute(core::TrackId track, const world::Package& package, core::ActorId actor,
                                 std::span<double> out) const {
  own_.gain_by_attribute(track, package, actor, out);
  if (track != track_) return;
  const double p = passage(package);
  for (double& x : out) x *= p;
}

void Foreseen::lever_values(core::DecisionId decision, std::span<double> utility) const {
  own_.lever_values(decision, utility);
}

void Foreseen::lever_by_attribute(core::DecisionId decision, int level, std::span<double> out) const {
  own_.lever_by_attribute(decision, level, out);
}

double Foreseen::believed_hazard(core::TrackId track) const { return own_.believed_hazard(track); }

void Foreseen::compliance(core::TrackId track, core::IssueId issue, core::ActorId actor, double& keep, double& break_,
                          world::Reasons& reasons) const {
  own_.compliance(track, issue, actor, keep, break_, reasons);
}

}  // namespace entente::run

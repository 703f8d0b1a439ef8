// SPDX-License-Identifier: Apache-2.0
// Numbers and names of pure negotiation.
#include "apps/session/bargain_words.hpp"

#include <cstdio>

#include "report/words.hpp"
#include "world/lookup.hpp"

namespace entente::session::detail {

std::string short_number(double x) {
  char text[64];
  std::snprintf(text, sizeof text, "%.6f", x);
  std::string out = text;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string positions_text(const scenario::Scenario& scenario, const scenario::Track& track,
                           const std::vector<double>& position) {
  std::string out;
  for (std::size_t k = 0; k < track.issues.size(); ++k) {
    const scenario::Issue& issue = scenario.issues[track.issues[k].index()];
    const bool named = !issue.position_names.empty() || issue.kind == scenario::IssueKind::toggle;
    out += (out.empty() ? "" : "; ") + issue.title + ": " +
           (named ? report::position_words(issue, position[k]) : short_number(position[k]));
  }
  return out;
}

std::string by_party(const scenario::Scenario& scenario, const scenario::Track& track,
                     const std::vector<double>& number) {
  std::string out;
  for (std::size_t p = 0; p < number.size(); ++p) {
    out += (out.empty() ? "" : ", ") + party_id(scenario, track, p) + " " + short_number(number[p]);
  }
  return out;
}

const std::string& party_id(const scenario::Scenario& scenario, const scenario::Track& track, std::size_t party) {
  return scenario.actors[track.parties[party].actor.index()].id;
}

std::vector<double> positions_of(const scenario::Scenario& scenario, const scenario::Track& track,
                                 const world::Package& package) {
  std::vector<double> out;
  for (std::size_t k = 0; k < track.issues.size(); ++k) {
    out.push_back(world::position_in(scenario.issues[track.issues[k].index()], package, static_cast<int>(k)));
  }
  return out;
}

std::string cause_text(world::Cause cause) {
  switch (cause) {
    case world::Cause::deadline: return "time ran out";
    case world::Cause::breakdown: return "talks broke down";
    case world::Cause::walkaway: return "a party walked away";
    default: return "other";
  }
}

}  // namespace entente::session::detail

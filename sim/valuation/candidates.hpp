// SPDX-License-Identifier: Apache-2.0
// Packages worth offering on a track: every joint position of the issues that move the ground is projected once, and the
// static issues are settled by a walk along the frontier of their worth on those paths: exact for linear curves (it is the
// fractional knapsack, taken grid step by grid step), a good order for saturating ones, whose gains are then scored exactly.
#pragma once

#include <array>
#include <deque>
#include <vector>

#include "valuation/projected.hpp"

namespace entente::valuation {

class CandidateSearch {
 public:
  CandidateSearch(const ProjectedPreference& preference, core::TrackId track);
  void run(std::vector<model::Candidate>& out);

 private:
  void split();
  void settle(const world::Package& dynamic, std::vector<model::Candidate>& out);
  void answer(const world::Package& dynamic);
  void worth(const Response& response);
  void walk(const world::Package& dynamic, std::size_t from, std::size_t to, std::vector<model::Candidate>& out);
  void price_received();
  void add_penalties(const world::Package& package, Stance& stance) const;
  void add(const world::Package& package, std::vector<model::Candidate>& out);
  [[nodiscard]] std::vector<int> positions(std::size_t issue) const;

  const ProjectedPreference& p_;
  core::TrackId id_;
  const TrackValue& value_;
  const scenario::Track& track_;
  world::Package quo_;
  std::vector<std::size_t> dynamic_, static_;
  // [issue][position][party][attribute]: worth of static positions under the response of one dynamic combination
  std::vector<std::vector<std::array<std::array<double, kMaxAttributes>, world::kMaxParties>>> worth_;
  std::vector<std::vector<std::array<double, world::kMaxParties>>> scalar_;  // the same as utility
  std::array<std::array<double, kMaxAttributes>, world::kMaxParties> base_{};
  // [grid axis][issue][position]: what the others grant the axis' actor there, on the paths of the base
  std::array<std::vector<std::vector<std::array<double, kMaxAttributes>>>, kMaxGridAxes> received_;
  bool capped_ = false;
  std::size_t first_ = 0;  // first candidate of the present combination
  Stance stance_;          // of the present combination, and the answer to it
  const Response* response_ = nullptr;
  const Response* worth_of_ = nullptr;  // the answer for which static positions were last priced
  Response again_;
  struct Answered {
    Stance stance;
    Response response;
  };
  std::deque<Answered> answered_;  // stances met so far: combinations may differ in what no driver sees
};

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// Adding one run. Counts and values are exact in any order; sums are kept in the order given.
#include "analysis/fold.hpp"

#include <algorithm>

#include "analysis/fold_data.hpp"
#include "core/quantity.hpp"
#include "world/world.hpp"

namespace entente::analysis {
namespace {

using run::RunRecord;
using scenario::Scenario;

constexpr std::size_t kCauses = static_cast<std::size_t>(world::Cause::advance) + 1;

void size_tracks(const Scenario& s, FoldData& data) {
  data.tracks.resize(s.tracks.size());
  for (std::size_t t = 0; t < s.tracks.size(); ++t) {
    const auto& track = s.tracks[t];
    TrackData& out = data.tracks[t];
    for (const core::IssueId issue : track.issues) out.at.emplace_back(s.issues[issue.index()].grid.size(), 0);
    out.gain.assign(track.parties.size(), 0.0);
    out.ended.assign(kCauses, 0);
    out.refusals.assign(track.parties.size(), 0);
    out.refused_runs.assign(track.parties.size(), 0);
    out.refused_no_deal.assign(track.parties.size(), 0);
  }
}

void size_month(const Scenario& s, MonthData& month) {
  month.control.assign(s.nodes.size() * s.coalition_count(), 0.0);
  month.holders.assign(s.nodes.size() * (s.coalition_count() + 1), 0);
  month.people.resize(s.coalition_count());
  month.price.resize(s.minerals.size());
  month.men.resize(s.forces.size());
  for (const auto& decision : s.decisions) month.lever.emplace_back(decision.levels.size(), 0);
  month.signed_runs.assign(s.tracks.size(), 0);
  month.force_runs.assign(s.tracks.size(), 0);
}

void add_values(const std::vector<float>& from, std::vector<std::vector<double>>& to) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i].push_back(i < from.size() ? static_cast<double>(from[i]) : 0.0);
}

void add_ground(std::size_t coalitions, const std::vector<float>& control, MonthData& month) {
  const std::size_t cells = std::min(control.size(), month.control.size());
  for (std::size_t i = 0; i < cells; ++i) month.control[i] += static_cast<double>(control[i]);
  if (coalitions == 0) return;
  for (std::size_t n = 0; (n + 1) * coalitions <= cells; ++n) {
    std::size_t holder = coalitions;
    for (std::size_t c = 0; c < coalitions; ++c) {
      if (control[n * coalitions + c] > 0.5F) holder = c;
    }
    ++month.holders[n * (coalitions + 1) + holder];
  }
}

void add_month(const Scenario& s, const RunRecord& record, std::size_t at, FoldData& data) {
  const run::MonthTrace& trace = record.trace[at];
  MonthData& month = data.timeline[at];
  ++month.n;
  add_ground(s.coalition_count(), trace.control, month);
  add_values(trace.people, month.people);
  add_values(trace.price, month.price);
  add_values(trace.men, month.men);
  month.deaths.push_back(trace.deaths);
  month.displaced.push_back(trace.displaced);
  for (std::size_t d = 0; d < std::min(month.lever.size(), trace.lever.size()); ++d) {
    const int level = trace.lever[d];
    if (level >= 0 && static_cast<std::size_t>(level) < month.lever[d].size())
      ++month.lever[d][static_cast<std::size_t>(level)];
  }
  for (std::size_t t = 0; t < std::min(month.force_runs.size(), trace.deal.size()); ++t) {
    month.force_runs[t] += trace.deal[t] == static_cast<std::int8_t>(world::DealStatus::in_force) ? 1 : 0;
  }
}

void add_text(const run::DealRecord& deal, TrackData& track) {
  for (std::size_t k = 0; k < track.at.size() && k < static_cast<std::size_t>(std::max<int>(0, deal.package.count));
       ++k) {
    const int at = deal.package.at[k];
    if (at >= 0 && static_cast<std::size_t>(at) < track.at[k].size()) ++track.at[k][static_cast<std::size_t>(at)];
  }
  for (std::size_t p = 0; p < std::min(track.gain.size(), deal.gain.size()); ++p) track.gain[p] += deal.gain[p];
  track.delivered += deal.delivered;
}

/// Whether the first text in force of a history has stood so long, where the history is long enough to tell.
void add_held(const run::DealRecord& deal, int months, TrackData& track) {
  for (std::size_t i = 0; i < kHeldMonths.size(); ++i) {
    if (deal.force_month + kHeldMonths[i] > months) continue;
    ++track.held_of[i];
    track.held[i] += deal.ended_month < 0 || deal.ended_month >= deal.force_month + kHeldMonths[i] ? 1 : 0;
  }
}

void add_track(const RunRecord& record, std::size_t t, FoldData& data) {
  TrackData& track = data.tracks[t];
  const run::DealRecord* first = nullptr;
  const run::DealRecord* last = nullptr;
  bool force = false;
  for (const run::DealRecord& deal : record.deals) {
    if (!deal.track.valid() || deal.track.index() != t) continue;
    if (first == nullptr) first = &deal;
    last = &deal;
    ++track.texts;
    if (deal.force_month >= 0 && !force) add_held(deal, data.scenario->months, track);
    track.answered += deal.force_month >= 0 || deal.ended == world::Cause::refused_ratification ? 1 : 0;
    track.ratified += deal.force_month >= 0 ? 1 : 0;
    force = force || deal.force_month >= 0;
    if (deal.ended_month >= 0) ++track.ended[std::min(kCauses - 1, static_cast<std::size_t>(deal.ended))];
  }
  if (first != nullptr) {
    ++track.signed_runs;
    track.force_runs += force ? 1 : 0;
    track.standing_runs += last->ended_month < 0 && last->force_month >= 0 ? 1 : 0;
    track.first_months.push_back(first->signed_month);
    add_text(*last, track);
    for (MonthData& month : data.timeline) {
      const auto at = static_cast<std::int32_t>(&month - data.timeline.data());
      if (first->signed_month <= at) ++month.signed_runs[t];
    }
  }
  for (std::size_t p = 0; p < track.refusals.size(); ++p) {
    const std::size_t cell = t * world::kMaxParties + p;
    const std::uint64_t count = cell < record.refusals.size() ? record.refusals[cell] : 0;
    track.refusals[p] += count;
    track.refused_runs[p] += count > 0 ? 1 : 0;
    track.refused_no_deal[p] += count > 0 && first == nullptr ? 1 : 0;
  }
}

void add_draw(const RunRecord& record, const scenario::Draw* draw, FoldData& data) {
  const bool fresh = data.keys.empty() || data.keys.back().draw != record.key.draw;
  if (fresh) data.first_of_draw.push_back(static_cast<std::uint32_t>(data.keys.size()));
  if (!data.drawing) return;
  if (fresh) {
    if (draw == nullptr || data.keys.size() >= kInfluenceRuns) {
      data.drawing = false;
      return;
    }
    for (std::size_t i = 0; i < data.inputs.size(); ++i) {
      data.drawn[i].push_back(static_cast<float>((*draw)[data.inputs[i]]));
    }
  }
  data.drawn_runs = data.keys.size() + 1;
}

}  // namespace

Fold::Fold(const Scenario& scenario) : data_(std::make_unique<FoldData>()) {
  data_->scenario = &scenario;
  data_->values.resize(scenario.outcomes.size());
  data_->months.resize(scenario.outcomes.size());
  for (std::size_t p = 0; p < scenario.params.size(); ++p) {
    if (core::is_uncertain(scenario.params[p].quantity)) data_->inputs.push_back(core::ParamId::at(p));
  }
  data_->drawn.resize(data_->inputs.size());
  size_tracks(scenario, *data_);
}

Fold::~Fold() = default;
Fold::Fold(Fold&&) noexcept = default;
Fold& Fold::operator=(Fold&&) noexcept = default;

std::uint64_t Fold::size() const noexcept { return data_->keys.size(); }

void Fold::add(const RunRecord& record, const scenario::Draw* draw) {
  FoldData& data = *data_;
  const Scenario& s = *data.scenario;
  if (!record.failure.empty()) {
    ++data.failed;
    return;
  }
  add_draw(record, draw, data);
  data.keys.push_back(record.key);
  for (std::size_t o = 0; o < data.values.size(); ++o) {
    const bool known = o < record.outcomes.size();
    data.values[o].push_back(known ? record.outcomes[o].value : 0.0);
    data.months[o].push_back(known ? record.outcomes[o].month : static_cast<std::int16_t>(-1));
  }
  data.deaths.push_back(record.deaths);
  data.displaced.push_back(record.displaced);
  data.defections += record.defections;
  data.captures += record.captures;
  while (data.timeline.size() < record.trace.size()) {
    data.timeline.emplace_back();
    size_month(s, data.timeline.back());
  }
  for (std::size_t m = 0; m < record.trace.size(); ++m) add_month(s, record, m, data);
  for (std::size_t t = 0; t < data.tracks.size(); ++t) add_track(record, t, data);
}

}  // namespace entente::analysis

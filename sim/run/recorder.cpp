// SPDX-License-Identifier: Apache-2.0
// Folding events and months into a record. Binary outcomes are true "by" their month (at any month's end up to it) or "at"
// it; numbers are read at their month.
#include "run/recorder.hpp"

#include <algorithm>

#include "core/detmath.hpp"
#include "world/derived.hpp"

namespace entente::run {

void Recorder::start(const world::World& world) {
  record_.outcomes.assign(s_.outcomes.size(), {});
  record_.refusals.assign(s_.tracks.size() * world::kMaxParties, 0);
  judge(world);
  if (!options_.keep_trace) return;
  record_.trace.reserve(static_cast<std::size_t>(std::max(0, s_.months)) + 1);
  trace(world);
}

DealRecord* Recorder::open_deal(core::TrackId track) {
  for (auto it = record_.deals.rbegin(); it != record_.deals.rend(); ++it) {
    if (it->track == track && it->ended_month < 0) return &*it;
  }
  return nullptr;
}

/// Mean delivered share of the terms that differ from the status quo.
double Recorder::delivered(const world::World& world, const DealRecord& deal) const {
  const auto& state = world.deals[deal.track.index()];
  const auto& issues = s_.tracks[deal.track.index()].issues;
  double sum = 0.0;
  int terms = 0;
  for (int i = 0; i < deal.package.count; ++i) {
    const auto& issue = s_.issues[issues[static_cast<std::size_t>(i)].index()];
    if (issue.grid[static_cast<std::size_t>(deal.package.at[static_cast<std::size_t>(i)])] == issue.status_quo)
      continue;
    sum += state.delivered[static_cast<std::size_t>(i)];
    ++terms;
  }
  return terms > 0 ? sum / terms : 0.0;
}

void Recorder::on_event(const world::World& world, const world::Event& event) {
  world::event_bytes(names_, event, digest_);
  ++events_;
  if (options_.keep_events) record_.events.push_back(event);
  if (const auto* e = std::get_if<world::Signed>(&event.body)) {
    DealRecord deal;
    deal.track = e->track;
    deal.package = e->package;
    deal.signed_month = event.month;
    deal.gain.assign(e->gain.begin(),
                     e->gain.begin() + static_cast<std::ptrdiff_t>(s_.tracks[e->track.index()].parties.size()));
    record_.deals.push_back(std::move(deal));
  } else if (const auto* f = std::get_if<world::EnteredForce>(&event.body)) {
    if (DealRecord* deal = open_deal(f->track)) deal->force_month = event.month;
  } else if (const auto* c = std::get_if<world::Collapsed>(&event.body)) {
    if (DealRecord* deal = open_deal(c->track)) {
      deal->ended_month = event.month;
      deal->ended = c->cause;
      deal->delivered = delivered(world, *deal);
    }
  } else if (const auto* r = std::get_if<world::Refused>(&event.body)) {
    const auto& parties = s_.tracks[r->track.index()].parties;
    for (std::size_t p = 0; p < parties.size(); ++p) {
      if (parties[p].actor == r->by) ++record_.refusals[r->track.index() * world::kMaxParties + p];
    }
  } else if (std::holds_alternative<world::Defected>(event.body)) {
    ++record_.defections;
  } else if (const auto* g = std::get_if<world::ControlChanged>(&event.body)) {
    record_.captures += g->cause == world::Cause::capture || g->cause == world::Cause::rout ? 1 : 0;
  }
}

void Recorder::judge(const world::World& world) {
  for (std::size_t o = 0; o < s_.outcomes.size(); ++o) {
    const auto& outcome = s_.outcomes[o];
    OutcomeValue& value = record_.outcomes[o];
    if (world.month > outcome.month || (outcome.at && world.month != outcome.month)) continue;
    const double now = world::evaluate(s_, d_, world, outcome.expr);
    if (outcome.type == scenario::OutcomeType::continuous) {
      value.value = now;
    } else if (now != 0.0 && value.month < 0) {
      value.value = 1.0;
      value.month = static_cast<std::int16_t>(world.month);
    }
  }
}

void Recorder::on_month(const world::World& world) {
  judge(world);
  if (options_.keep_trace) trace(world);
}

void Recorder::trace(const world::World& world) {
  MonthTrace t;
  t.control.assign(world.control.begin(), world.control.end());
  t.deaths = world.deaths;
  t.displaced = world.displaced;
  if (!record_.trace.empty()) {
    t.deaths -= cumulative_deaths_;
    t.displaced -= cumulative_displaced_;
  }
  cumulative_deaths_ = world.deaths;
  cumulative_displaced_ = world.displaced;
  t.price.reserve(s_.minerals.size());
  t.deal.reserve(world.deals.size());
  for (std::size_t m = 0; m < s_.minerals.size(); ++m) {
    t.price.push_back(s_.minerals[m].priced ? static_cast<float>(det::exp(world.log_price[m])) : 0.0F);
  }
  t.men.assign(world.men.begin(), world.men.end());
  t.lever = world.lever;
  for (const auto& deal : world.deals) t.deal.push_back(static_cast<std::int8_t>(deal.status));
  t.stock.assign(world.stock.begin(), world.stock.end());
  const std::size_t count = s_.coalition_count();
  t.people.assign(count, 0.0F);
  const double* control = world.control.data();
  for (const scenario::Node& node : s_.nodes) {
    const double people = node.outside ? 0.0 : d_[node.population];
    for (std::size_t c = 0; c < count && !node.outside; ++c) t.people[c] += static_cast<float>(people * control[c]);
    control += count;
  }
  record_.trace.push_back(std::move(t));
}

void Recorder::finish(const world::World& world) {
  record_.deaths = world.deaths;
  record_.displaced = world.displaced;
  for (auto& deal : record_.deals) {
    if (deal.ended_month >= 0) continue;
    deal.delivered = delivered(world, deal);
  }
  for (const auto& outcome : record_.outcomes) digest_.f64(outcome.value);
  record_.work.events = events_;
  record_.digest = digest_.value();
}

}  // namespace entente::run

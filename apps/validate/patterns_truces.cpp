// SPDX-License-Identifier: Apache-2.0
// Truces in whole runs: how soon they are violated, how long they stand, and what the chance of breaking depends on.
#include <algorithm>
#include <array>
#include <cmath>
#include <variant>

#include "apps/validate/bench.hpp"
#include "apps/validate/patterns_ground.hpp"
#include "world/lookup.hpp"

namespace entente::validate {
namespace {

constexpr double kDaysOfWeek = 7.609375;  // of a sub-step: a quarter of a mean month

/// Truce-months and breaks in one state of the world.
struct Cell {
  double months = 0.0, breaks = 0.0;
};

struct Seen {
  std::vector<double> first_violation, stood;  // days; of truces that ended or were violated
  int truces = 0, never_violated = 0;
  std::array<Cell, 8> cells{};  // bit 0: monitored, 1: talks elsewhere, 2: sponsor pressed
};

class TruceWatch final : public run::Observer {
 public:
  TruceWatch(const scenario::Scenario& s, const scenario::Draw& d, double monitored, Seen& seen)
      : s_(s), d_(d), monitored_(monitored), seen_(seen), since_(s.tracks.size(), -1.0),
        violated_(s.tracks.size(), false) {}

  void on_event(const world::World& w, const world::Event& event) override {
    const int weeks = event.week > 0 ? (event.month - 1) * s_.weeks_per_month + event.week
                                     : event.month * s_.weeks_per_month;  // texts come at a month's end
    const double day = weeks * kDaysOfWeek;
    if (const auto* e = std::get_if<world::EnteredForce>(&event.body)) {
      if (has_truce(w, e->track)) open(e->track.index(), day);
    } else if (const auto* r = std::get_if<world::Resumed>(&event.body)) {
      if (has_truce(w, r->track)) open(r->track.index(), day);
    } else if (const auto* v = std::get_if<world::TruceViolated>(&event.body)) {
      auto& since = since_[v->track.index()];
      if (since < 0.0 || violated_[v->track.index()]) return;
      violated_[v->track.index()] = true;
      seen_.first_violation.push_back(std::max(1.0, day - since));
    } else if (const auto* x = std::get_if<world::Suspended>(&event.body)) {
      close(w, x->track.index(), day);
    } else if (const auto* y = std::get_if<world::Collapsed>(&event.body)) {
      close(w, y->track.index(), day);
    }
  }

  void on_month(const world::World& w) override {
    for (std::size_t t = 0; t < since_.size(); ++t)
      if (since_[t] >= 0.0) seen_.cells[state(w, t)].months += 1.0;
  }

 private:
  [[nodiscard]] bool has_truce(const world::World& w, core::TrackId track) const {
    const auto& talks = s_.tracks[track.index()];
    for (std::size_t k = 0; k < talks.issues.size(); ++k) {
      const auto& issue = s_.issues[talks.issues[k].index()];
      const double moved =
          world::position_in(issue, w.deals[track.index()].package, static_cast<int>(k)) - issue.status_quo;
      for (const auto& e : issue.effects)
        if (e.op == scenario::Op::ceasefire && moved > 0.0) return true;
    }
    return false;
  }
  void open(std::size_t t, double day) {
    since_[t] = day;
    violated_[t] = false;
    ++seen_.truces;
  }
  void close(const world::World& w, std::size_t t, double day) {
    if (since_[t] < 0.0) return;
    seen_.stood.push_back(std::max(1.0, day - since_[t]));
    seen_.never_violated += violated_[t] ? 0 : 1;
    seen_.cells[state(w, t)].breaks += 1.0;
    since_[t] = -1.0;
  }
  /// Which of the eight states the truce of a track is in.
  [[nodiscard]] std::size_t state(const world::World& w, std::size_t t) {
    world::derive(s_, d_, w, derived_);
    std::size_t bits = derived_.monitor[t] > monitored_ ? 1u : 0u;
    for (std::size_t other = 0; other < s_.tracks.size(); ++other) {
      if (other == t || !(w.sessions[other].open || world::has_text(w.deals[other]))) continue;
      for (const auto& party : s_.tracks[other].parties)
        if (world::party_index(s_.tracks[t], party.actor) >= 0) bits |= 2u;
    }
    for (const auto& force : s_.forces) {
      if (!force.sponsor || !force.actor.valid()) continue;
      for (std::size_t by = 0; by < s_.actors.size(); ++by) {
        const std::size_t steps = s_.actors[by].bite.size();
        if (steps >= 2 &&
            w.sanction[by * s_.actors.size() + force.actor.index()] * 2.0 > static_cast<double>(steps - 1))
          bits |= 4u;
      }
    }
    return bits;
  }

  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  double monitored_;
  Seen& seen_;
  std::vector<double> since_;
  std::vector<bool> violated_;
  world::Derived derived_;
};

double middle(std::vector<double> values, double q) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
}

Seen watch(const Context& c) {
  std::vector<Seen> parts(c.runs);
  double mean = 0.0;
  const scenario::Draw modes = scenario::make_draw(c.base, c.base.seed, -1);
  for (const auto& track : c.base.tracks)
    mean += world::value_or(modes, track.monitor, 0.0) / static_cast<double>(c.base.tracks.size());
  c.executor.execute(c.runs, [&](std::uint64_t i) {
    const auto draw_number = static_cast<std::uint32_t>(i);
    const auto draw = scenario::make_draw(c.base, c.base.seed, draw_number);
    const auto models = model::make_models(c.session.registry(), c.base, draw);
    TruceWatch watcher(c.base, draw, mean + 0.05, parts[i]);
    std::vector<run::Observer*> observers{&watcher};
    run::Engine engine(c.base, draw, models, core::Streams(c.base.seed, draw_number, 0), observers);
    for (int month = 0; month < c.base.months; ++month) run::step(engine);
  });
  Seen all;
  for (const Seen& part : parts) {
    all.truces += part.truces;
    all.never_violated += part.never_violated;
    all.first_violation.insert(all.first_violation.end(), part.first_violation.begin(), part.first_violation.end());
    all.stood.insert(all.stood.end(), part.stood.begin(), part.stood.end());
    for (std::size_t k = 0; k < all.cells.size(); ++k) {
      all.cells[k].months += part.cells[k].months;
      all.cells[k].breaks += part.cells[k].breaks;
    }
  }
  return all;
}

/// Breaks a month without and with one bit of the state, summed over the others.
Row by_bit(const Seen& seen, unsigned bit, const std::string& name, double& without, double& with) {
  Cell cell[2];
  for (std::size_t k = 0; k < seen.cells.size(); ++k) {
    Cell& into = cell[(k >> bit) & 1u];
    into.months += seen.cells[k].months;
    into.breaks += seen.cells[k].breaks;
  }
  without = cell[0].breaks / std::max(1.0, cell[0].months);
  with = cell[1].breaks / std::max(1.0, cell[1].months);
  return {name, number(cell[0].months, 0), number(without, 2), number(cell[1].months, 0), number(with, 2)};
}

}  // namespace

void truces_section(const Context& c, const Patterns&, Page& page) {
  page.section("Truces: violated in days to weeks, broken by circumstance");
  const Seen seen = watch(c);
  page.text(std::to_string(c.runs) + " whole runs with every number drawn: " + std::to_string(seen.truces) +
            " truces came into force, " + std::to_string(seen.stood.size()) +
            " of them ended by suspension or collapse within the run.");
  page.table(
      {"days", "10 %", "median", "90 %", "cases"},
      {{"to the first violation", number(middle(seen.first_violation, 0.1), 0),
        number(middle(seen.first_violation, 0.5), 0), number(middle(seen.first_violation, 0.9), 0),
        std::to_string(seen.first_violation.size())},
       {"until it ended, of those that did", number(middle(seen.stood, 0.1), 0), number(middle(seen.stood, 0.5), 0),
        number(middle(seen.stood, 0.9), 0), std::to_string(seen.stood.size())}});
  double a = 0.0, b = 0.0, x = 0.0, y = 0.0, u = 0.0, v = 0.0;
  const std::vector<Row> rows{by_bit(seen, 0, "a monitor beyond the usual", a, b),
                              by_bit(seen, 1, "a party also talks elsewhere", x, y),
                              by_bit(seen, 2, "the sponsor under more than half of a sanctions ladder", u, v)};
  page.table({"state", "truce-months without", "breaks a month", "truce-months with", "breaks a month"}, rows);
  const double median = middle(seen.first_violation, 0.5);
  page.check(seen.first_violation.size() >= 30 && median <= 31.0,
             "the median truce is violated within a month (at least 30 truces)");
  page.check(middle(seen.stood, 0.5) > median,
             "a truce that ends stood longer than to its first violation: a violation is not a break");
  const double spread = std::max({std::abs(std::log(std::max(a, 1e-3) / std::max(b, 1e-3))),
                                  std::abs(std::log(std::max(x, 1e-3) / std::max(y, 1e-3))),
                                  std::abs(std::log(std::max(u, 1e-3) / std::max(v, 1e-3)))});
  page.check(spread > std::log(1.25),
             "breaking depends on the state: at least one state changes its rate by a quarter");
}

}  // namespace entente::validate

// SPDX-License-Identifier: Apache-2.0
// Worlds and whole runs for the laws: any small world, the shipped case, and a run watched by an observer.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/index.hpp"
#include "run/engine.hpp"
#include "run/run.hpp"
#include "scenario/load.hpp"
#include "support/paths.hpp"
#include "support/small_world.hpp"
#include "valuation/projected.hpp"
#include "world/world.hpp"

namespace entente::test {

inline const model::Registry& registry() {
  static const model::Registry made = [] {
    model::Registry r;
    models::register_all(r);
    return r;
  }();
  return made;
}

/// A whole number in [from, to), all equally likely from the first case on (the plain generator begins at the low end).
inline int pick(int from, int to) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to)); }

/// A buyer for what the patron is granted; without a holder of its own a right would pass to nobody.
inline SmallWorldOptions with_buyer(SmallWorldOptions o) {
  if (o.symmetric) return o;
  o.extra += "[holders." + o.prefix + "patron_firm]\nname = \"Patron's firm\"\nbloc = \"" + o.prefix +
             "west\"\nactor = \"" + o.prefix + "patron\"\n";
  return o;
}

/// A small world with every knob at random.
inline SmallWorldOptions any_small_world() {
  SmallWorldOptions o;
  o.nodes = pick(2, 7);
  o.tracks = pick(0, 3);
  o.months = pick(2, 7);
  o.seed = static_cast<std::uint64_t>(pick(1, 1000000));
  o.rights = pick(0, 2) == 1;
  o.security = pick(0, 2) == 1;
  o.sponsor = pick(0, 2) == 1;
  o.levers = pick(0, 2) == 1;
  o.government_men = 500.0 * pick(1, 20);
  o.rebel_men = 500.0 * pick(1, 12);
  o.sponsor_men = 500.0 * pick(1, 8);
  o.pledge_bite = 5.0 * pick(1, 12);
  o.relief = 0.1 * pick(1, 10);
  return o;
}

inline scenario::Scenario small(const SmallWorldOptions& options) {
  return small_world(with_buyer(options), registry().catalog());
}

inline std::string shipped_path() { return test::source_dir() + "/scenarios/drc_2025_03"; }

/// The shipped case with overlays given as text. Throws with the diagnostics.
inline scenario::Scenario shipped(const std::vector<scenario::TextOverlay>& overlays = {}) {
  auto loaded = scenario::load(shipped_path(), scenario::DiskFiles(), registry().catalog(), overlays);
  if (!loaded.scenario) throw std::runtime_error(core::render_all(loaded.diagnostics));
  return std::move(*loaded.scenario);
}

/// Head of an overlay.
inline scenario::TextOverlay overlay(const std::string& body) {
  return {"law", "overlay = \"1\"\ntitle = \"law\"\nwhy = \"a law is tested\"\nsrc = [\"judgement\"]\n" + body};
}

/// A run held open: the world at as_of, its ports, and the months to come.
struct Held {
  const scenario::Scenario& s;
  scenario::Draw draw;
  model::Models models;
  run::Engine engine;

  explicit Held(const scenario::Scenario& scenario, std::int64_t number = -1,
                std::span<run::Observer* const> observers = {}, const model::Registry& with = registry())
      : s(scenario), draw(scenario::make_draw(s, s.seed, number)), models(model::make_models(with, s, draw)),
        engine(s, draw, models, core::Streams(s.seed, static_cast<std::uint32_t>(std::max<std::int64_t>(number, 0)), 0),
               observers) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  /// Values everything at the present world, with other tracks as believed.
  valuation::ProjectedPreference& look() {
    for (int i = 0; i < 2; ++i) models.preference->refresh(engine.world, engine.derived, engine.ledger);
    return dynamic_cast<valuation::ProjectedPreference&>(*models.preference);
  }
  void play() {
    while (engine.world.month < s.months) run::step(engine);
  }
};

template <class T>
std::size_t index_of(const std::vector<T>& list, const std::string& id) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].id == id) return i;
  }
  throw std::invalid_argument("no " + id);
}

/// A package at the status quo but for the named issues' grid positions (-1: the last).
inline world::Package package_with(const scenario::Scenario& s, std::size_t track,
                                   const std::vector<std::pair<std::string, int>>& at = {}) {
  world::Package out;
  const auto& issues = s.tracks[track].issues;
  out.count = static_cast<std::int8_t>(issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const auto& issue = s.issues[issues[i].index()];
    out.at[i] = static_cast<std::int8_t>(std::find(issue.grid.begin(), issue.grid.end(), issue.status_quo) -
                                         issue.grid.begin());
    for (const auto& [id, k] : at) {
      if (issue.id == id) out.at[i] = static_cast<std::int8_t>(k < 0 ? static_cast<int>(issue.grid.size()) - 1 : k);
    }
  }
  return out;
}

/// Every package of a track, or the first `most` of them.
inline std::vector<world::Package> packages(const scenario::Scenario& s, std::size_t track, std::size_t most = 2000) {
  const auto& issues = s.tracks[track].issues;
  world::Package at;
  at.count = static_cast<std::int8_t>(issues.size());
  std::vector<world::Package> out;
  for (bool more = true; more && out.size() < most;) {
    out.push_back(at);
    more = false;
    for (std::size_t i = 0; i < issues.size() && !more; ++i) {
      if (++at.at[i] < static_cast<int>(s.issues[issues[i].index()].grid.size())) {
        more = true;
      } else {
        at.at[i] = 0;
      }
    }
  }
  return out;
}

}  // namespace entente::test

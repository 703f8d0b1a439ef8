// SPDX-License-Identifier: Apache-2.0
// Hand-built ground for tests of conflict models: coalitions, fronts, places, ways and forces in a few lines, then weeks of
// luck applied to a world, or an expected path from it. Streams may be keyed by other names than the ids (relabelling).
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/rng.hpp"
#include "model/ground.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "scenario/scenario.hpp"
#include "world/derived.hpp"
#include "world/world.hpp"

namespace entente::test {

struct PlaceSpec {
  std::string id;
  std::string front;   // empty: not on a front
  std::string holder;  // empty: nobody; "outside": outside the ground
  double people = 50000.0, terrain = 1.0, status = 1.0, major = 0.0;
};
struct WaySpec {
  std::string a, b;
  double km = 40.0, capacity = 1.0;
  bool troops = true;
};
struct ForceSpec {
  std::string id, coalition;
  double men = 5000.0, quality = 0.5, cohesion = 0.7, recruit = 0.1;
  std::vector<std::string> bases;
  std::vector<double> front_share;  // empty: even
};
struct GroundSpec {
  std::vector<std::string> coalitions{"red", "blue", "nobody"};  // "nobody" never fights
  std::vector<std::string> fronts{"front"};
  std::vector<PlaceSpec> places;
  std::vector<WaySpec> ways;
  std::vector<ForceSpec> forces;
  std::map<std::string, double> params;        // of the model; a key it does not declare is left out
  std::map<std::string, double> pressure;      // by coalition, MUSD/month
  std::map<std::string, double> restraint;     // by coalition
  std::map<std::string, double> rent;          // by coalition, MUSD/month from every place
  std::map<std::string, std::string> streams;  // id -> name its streams are keyed by (default: the id)
};

/// A ground with a model on it. Does not move: the model refers to the scenario.
class Ground {
 public:
  Ground(const GroundSpec& spec, const model::Family<model::Conflict>& family) : spec_(spec) {
    for (const auto& c : spec.coalitions) scenario.coalitions.push_back({c, c, c == "nobody", key(c)});
    for (const auto& f : spec.fronts) scenario.fronts.push_back({f, f, key(f)});
    add_codes();
    add_places();
    add_forces();
    std::vector<std::pair<std::string, scenario::Num>> given;
    for (const auto& p : family.params) {
      const auto it = spec.params.find(p.key);
      if (it != spec.params.end()) given.emplace_back(p.key, number(it->second));
    }
    draw = scenario::Draw(values_);
    const model::ParamValues values(family.params, given, draw);
    conflict = family.make(model::Setting{scenario, draw}, values);
    world = world::initial_world(scenario, draw);
  }
  Ground(const Ground&) = delete;
  Ground& operator=(const Ground&) = delete;

  void reset() {
    world = world::initial_world(scenario, draw);
    cache_ = ~0u;
  }
  const model::GroundInputs& look() {
    world::derive(scenario, draw, world, derived_);
    model::ground_inputs(scenario, draw, world, derived_, ledger_, conflict->ground_params(), cache_, inputs);
    for (std::size_t c = 0; c < scenario.coalitions.size(); ++c) {
      const std::string& id = scenario.coalitions[c].id;
      if (spec_.pressure.count(id)) inputs.pressure[c] = spec_.pressure.at(id);
      const auto from = inputs.rent.begin() + static_cast<std::ptrdiff_t>(c * scenario.nodes.size());
      if (spec_.rent.count(id))
        std::fill(from, from + static_cast<std::ptrdiff_t>(scenario.nodes.size()), spec_.rent.at(id));
      if (spec_.restraint.count(id)) inputs.restraint[c] = spec_.restraint.at(id);
    }
    return inputs;
  }
  /// Puts a place into a coalition's hands as a capture of this month.
  void conquer(const std::string& node, const std::string& coalition) {
    for (std::size_t c = 0; c < scenario.coalitions.size(); ++c) {
      if (c == side(coalition)) continue;
      const world::ControlChanged taken{core::NodeId::at(place(node)),
                                        core::CoalitionId::at(c),
                                        core::CoalitionId::at(side(coalition)),
                                        world::Cause::capture,
                                        1.0,
                                        {}};
      if (!scenario.coalitions[c].unaligned)
        world::apply(scenario, draw, world, world::Event{static_cast<std::int16_t>(world.month), 0, taken});
    }
  }
  /// One week of luck, applied; the events stay in `sink` until the next week.
  void week(const core::Streams& streams) {
    look();
    sink.clear();
    sink.set_time(world.month + 1, world.week % scenario.weeks_per_month + 1);
    conflict->sample(world, inputs, streams, sink);
    for (const auto& event : sink.events()) world::apply(scenario, draw, world, event);
    ++world.week;
    if (world.week % scenario.weeks_per_month == 0) ++world.month;
  }
  void weeks(const core::Streams& streams, int count) {
    for (int i = 0; i < count; ++i) week(streams);
  }
  /// The expected path from the present world: `steps` steps of `months`.
  model::GroundState path(double months, int steps) {
    look();
    model::GroundState state;
    model::ground_state(scenario, world, state, conflict->ground_params());
    for (int i = 0; i < steps; ++i) conflict->expect(inputs, state, months);
    return state;
  }
  [[nodiscard]] std::size_t place(const std::string& id) const {
    for (std::size_t n = 0; n < scenario.nodes.size(); ++n)
      if (scenario.nodes[n].id == id) return n;
    return scenario.nodes.size();
  }
  [[nodiscard]] std::size_t side(const std::string& id) const {
    for (std::size_t c = 0; c < scenario.coalitions.size(); ++c)
      if (scenario.coalitions[c].id == id) return c;
    return scenario.coalitions.size();
  }
  [[nodiscard]] double share(const std::vector<double>& control, const std::string& node,
                             const std::string& coalition) const {
    return control[place(node) * scenario.coalitions.size() + side(coalition)];
  }
  [[nodiscard]] bool holds(const std::string& coalition, const std::string& node) const {
    return share(world.control, node, coalition) > 0.5;
  }
  [[nodiscard]] int held(const std::string& coalition) const {
    int count = 0;
    for (const auto& n : scenario.nodes) count += !n.outside && n.front.valid() && holds(coalition, n.id) ? 1 : 0;
    return count;
  }

  scenario::Scenario scenario;
  scenario::Draw draw;
  world::World world;
  model::GroundInputs inputs;
  world::EventSink sink;
  std::unique_ptr<model::Conflict> conflict;

 private:
  scenario::Num number(double v) {
    values_.push_back(v);
    return scenario::Num::at(values_.size() - 1);
  }
  [[nodiscard]] std::uint64_t key(const std::string& id) const {
    const auto it = spec_.streams.find(id);
    return core::entity_hash(it == spec_.streams.end() ? id : it->second);
  }
  void add_codes() {
    for (std::size_t c = 0; c < scenario.coalitions.size(); ++c) {
      scenario::ControlCode code{scenario.coalitions[c].id, {}};
      const bool alone = scenario.coalitions[c].unaligned ||
                         std::count(spec_.coalitions.begin(), spec_.coalitions.end(), "nobody") == 0;
      for (std::size_t d = 0; d < scenario.coalitions.size(); ++d) {
        double part = d == c ? (alone ? 1.0 : 0.95) : 0.0;
        if (!alone && scenario.coalitions[d].unaligned) part = 0.05;
        code.share.push_back(number(part));
      }
      scenario.control_codes.push_back(code);
    }
  }
  void add_places() {
    for (const auto& p : spec_.places) {
      scenario::Node n;
      n.id = n.name = p.id;
      n.stream = key(p.id);
      n.population = number(p.people);
      n.terrain = number(p.terrain);
      n.status = number(p.status);
      n.major = p.major;
      n.outside = p.holder == "outside";
      for (std::size_t f = 0; f < spec_.fronts.size(); ++f)
        if (spec_.fronts[f] == p.front) n.front = core::FrontId::at(f);
      for (std::size_t c = 0; c < spec_.coalitions.size(); ++c)
        if (spec_.coalitions[c] == p.holder) n.control_code = static_cast<std::int32_t>(c);
      scenario.nodes.push_back(n);
    }
    std::vector<graph::EdgeSpec> edges;
    for (const auto& w : spec_.ways) {
      scenario::Edge e;
      e.a = core::NodeId::at(place(w.a));
      e.b = core::NodeId::at(place(w.b));
      e.km = number(w.km);
      e.capacity = number(w.capacity);
      e.troops = w.troops;
      scenario.edges.push_back(e);
      edges.push_back({e.a.value, e.b.value, w.km, w.capacity, graph::EdgeKind::road});
    }
    scenario.map = graph::TerritoryMap(static_cast<int>(scenario.nodes.size()), edges);
  }
  void add_forces() {
    for (const auto& f : spec_.forces) {
      scenario::Force force;
      force.id = force.name = f.id;
      force.stream = key(f.id);
      force.coalition = core::CoalitionId::at(side(f.coalition));
      force.men = number(f.men);
      force.quality = number(f.quality);
      force.cohesion = number(f.cohesion);
      force.recruit = number(f.recruit);
      for (std::size_t i = 0; i < spec_.fronts.size(); ++i)
        force.front_share.push_back(
            number(f.front_share.empty() ? 1.0 / static_cast<double>(spec_.fronts.size()) : f.front_share[i]));
      for (const auto& b : f.bases) force.bases.push_back(core::NodeId::at(place(b)));
      scenario.forces.push_back(force);
    }
  }

  GroundSpec spec_;
  std::vector<double> values_;
  world::Derived derived_;
  model::Ledger ledger_;
  std::uint32_t cache_ = ~0u;
};

/// Every registered conflict family, by key.
inline std::map<std::string, model::Family<model::Conflict>> conflict_families() {
  model::Registry registry;
  models::register_all(registry);
  return registry.conflict;
}

/// A line of places a0 .. a(n-1) with bases at both ends, red on the left and blue on the right, equal in everything.
inline GroundSpec line_ground(int count) {
  GroundSpec spec;
  for (int i = 0; i < count; ++i)
    spec.places.push_back({"a" + std::to_string(i), "front", 2 * i < count ? "red" : "blue"});
  for (int i = 0; i + 1 < count; ++i) spec.ways.push_back({"a" + std::to_string(i), "a" + std::to_string(i + 1)});
  spec.forces.push_back({"reds", "red", 6000.0, 0.6, 0.7, 0.1, {"a0"}, {}});
  spec.forces.push_back({"blues", "blue", 6000.0, 0.6, 0.7, 0.1, {"a" + std::to_string(count - 1)}, {}});
  return spec;
}

}  // namespace entente::test

// SPDX-License-Identifier: Apache-2.0
// Every declared parameter of every conflict and economy family at both ends of what a file may say: nothing leaves its
// range, nothing is lost, and signs that hold in the middle hold there too. Also the signs of supply, rent and pressure in
// the economy.
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"
#include "support/ground_fixture.hpp"
#include "support/tiny_scenario.hpp"

using namespace entente;
using test::Ground;
using test::GroundSpec;

namespace {

/// Both ends of a parameter, a large number where a file may say any.
std::vector<double> ends(const scenario::ParamSpec& spec) {
  constexpr double kLarge = 1e6;
  const double lo = std::isfinite(spec.min) ? spec.min : -kLarge, hi = std::isfinite(spec.max) ? spec.max : kLarge;
  return {lo, hi};
}

/// A line with a major city in its middle, both sides pressed and drawing rent.
GroundSpec busy_line() {
  GroundSpec spec = test::line_ground(8);
  spec.forces[0].men = 9000.0;
  spec.places[3].people = spec.places[4].people = 1500.0;  // thousand
  spec.places[4].major = 1.0;
  spec.pressure["red"] = 20.0;
  spec.pressure["blue"] = 10.0;
  spec.rent["red"] = 2.0;
  return spec;
}

void check_ground(const Ground& g, const std::vector<double>& control) {
  const std::size_t count = g.scenario.coalitions.size();
  for (std::size_t n = 0; n < g.scenario.nodes.size(); ++n) {
    double sum = 0.0;
    for (std::size_t c = 0; c < count; ++c) {
      REQUIRE(control[n * count + c] >= 0.0);
      sum += control[n * count + c];
    }
    REQUIRE(sum == Approx(1.0).margin(1e-9));
  }
}

std::map<std::string, model::Family<model::Economy>> economy_families() {
  model::Registry registry;
  models::register_all(registry);
  return registry.economy;
}

struct Month {
  double stock = 0.0, in = 0.0, out = 0.0;
};

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

/// A year of prices and flows with given parameters; checks ranges and the balance of money on the way.
world::World year(testing::Tiny& t, const model::Family<model::Economy>& family,
                  const std::vector<std::pair<std::string, double>>& values, model::Ledger& ledger) {
  std::vector<std::pair<std::string, scenario::Num>> given;
  for (const auto& [key, value] : values) given.emplace_back(key, t.num(value));
  const auto economy = family.make({t.s, t.draw}, model::ParamValues(family.params, given, t.draw));
  auto w = t.in_force({{"fee", 2}, {"rights", 1}, {"training", 2}});
  const double before = sum(w.stock);
  world::Derived d;
  world::derive(t.s, t.draw, w, d);
  economy->ledger(w, d, ledger);
  for (int month = 0; month < 12; ++month) {
    world::EventSink sink;
    sink.set_time(w.month + 1, 0);
    economy->prices(w, core::Streams(3, 0, 0), sink);
    testing::apply_all(t, w, sink);
    sink.clear();
    world::derive(t.s, t.draw, w, d);
    economy->flows(w, d, core::Streams(3, 0, 0), sink);
    sink.emit(world::MonthClosed{});
    testing::apply_all(t, w, sink);
    for (const double stock : w.stock) REQUIRE((std::isfinite(stock) && stock >= 0.0));
    for (const double op : w.operating) REQUIRE((std::isfinite(op) && op >= 0.0));
    for (const double p : w.log_price) REQUIRE(std::isfinite(p));
  }
  REQUIRE(sum(w.stock) - before == Approx(w.outside_in - w.outside_out).epsilon(1e-9).margin(1e-6));
  for (const double x : ledger.cash) REQUIRE(std::isfinite(x));
  for (const double x : ledger.rent) REQUIRE(std::isfinite(x));
  for (const double x : ledger.supply) REQUIRE(std::isfinite(x));
  return w;
}

/// What an actor draws from ground in a ledger.
double drawn(const testing::Tiny& t, const model::Ledger& ledger, const world::World& w, const std::string& actor) {
  const std::size_t cells = w.control.size();
  double total = 0.0;
  for (std::size_t i = 0; i < cells; ++i) total += ledger.cash[t.actor(actor).index() * cells + i] * w.control[i];
  return total;
}

}  // namespace

TEST_CASE("every parameter of every conflict family at both ends keeps shares, cohesion and harm in range") {
  for (const auto& [key, family] : test::conflict_families()) {
    for (const auto& spec : family.params) {
      for (const double value : ends(spec)) {
        INFO(key << " " << spec.key << " = " << value);
        GroundSpec ground = busy_line();
        ground.params[spec.key] = value;
        Ground g(ground, family);
        const auto state = g.path(3.0, 8);
        check_ground(g, state.control);
        CHECK((std::isfinite(state.deaths) && state.deaths >= 0.0));
        CHECK((std::isfinite(state.displaced) && state.displaced >= 0.0));
        for (const double mode : state.mode) CHECK((mode >= 0.0 && mode <= 1.0));
        for (const double fresh : state.fresh) CHECK((fresh >= 0.0 && fresh <= 1.0 + 1e-9));
        g.weeks(core::Streams(41, 0, 0), 48);
        check_ground(g, g.world.control);
        CHECK((std::isfinite(g.world.deaths) && g.world.deaths >= 0.0));
        for (const double c : g.world.cohesion) CHECK((c >= 0.0 && c <= 1.0));
      }
    }
  }
}

TEST_CASE("ranges of every conflict and economy parameter are stated: bounds, unit, meaning, source") {
  model::Registry registry;
  models::register_all(registry);
  const auto check = [](const std::string& model, const std::vector<scenario::ParamSpec>& params) {
    for (const auto& p : params) {
      INFO(model << " " << p.key);
      CHECK_FALSE(p.doc.empty());
      CHECK((p.fallback.lo <= p.fallback.v && p.fallback.v <= p.fallback.hi));
      CHECK((p.min <= p.fallback.lo && p.fallback.hi <= p.max));
    }
  };
  for (const auto& [key, family] : registry.conflict) check(key, family.params);
  for (const auto& [key, family] : registry.economy) check(key, family.params);
}

TEST_CASE("every parameter of every economy at both ends conserves money and keeps prices and stocks in range") {
  for (const auto& [key, family] : economy_families()) {
    for (const auto& spec : family.params) {
      for (const double value : ends(spec)) {
        INFO(key << " " << spec.key << " = " << value);
        auto t = testing::tiny_scenario();
        model::Ledger ledger;
        year(t, family, {{spec.key, value}}, ledger);
      }
    }
  }
}

TEST_CASE("more output never lowers what a holder draws from ground, and pressure never raises a target's money") {
  for (const auto& [key, family] : economy_families()) {
    INFO(key);
    double last = -std::numeric_limits<double>::infinity();
    for (const double factor : {0.5, 1.0, 2.0}) {
      auto t = testing::tiny_scenario();
      for (auto& asset : t.s.assets) t.at(asset.output) *= factor;
      model::Ledger ledger;
      const auto w = year(t, family, {}, ledger);
      double all = 0.0;
      for (const auto& actor : t.s.actors) all += drawn(t, ledger, t.world(), actor.id);
      CHECK(all > last);
      last = all;
      static_cast<void>(w);
    }
    for (std::size_t on = 0; on < 5; ++on) {
      double money = std::numeric_limits<double>::infinity();
      for (const double level : {0.0, 1.0, 2.0}) {
        auto t = testing::tiny_scenario();
        const std::size_t actors = t.s.actors.size();
        const auto economy = family.make({t.s, t.draw}, model::ParamValues(family.params, {}, t.draw));
        auto w = t.world();
        for (std::size_t by = 0; by < actors; ++by)
          if (by != on) w.sanction[by * actors + on] = level;
        world::Derived d;
        world::derive(t.s, t.draw, w, d);
        world::EventSink sink;
        economy->flows(w, d, core::Streams(3, 0, 0), sink);
        testing::apply_all(t, w, sink);
        CHECK(w.stock[on] <= money + 1e-9);
        money = w.stock[on];
      }
    }
  }
}

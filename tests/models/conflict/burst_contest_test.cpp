// SPDX-License-Identifier: Apache-2.0
// Laws of the burst-and-contest family in closed form: two-state switching, the ratio contest, garrisons, release, the
// drift of strength, and what its events tell.
#include "models/support/burst_contest.hpp"

#include <cmath>
#include <variant>

#include "support/catch.hpp"
#include "support/ground_fixture.hpp"

using namespace entente;
namespace burst = entente::models::burst;
using test::Ground;
using test::GroundSpec;

namespace {

const model::Family<model::Conflict>& family() {
  static const auto all = test::conflict_families();
  return all.at("burst_contest");
}

/// Red with its 4 places against blue with its 4; neither can take anything.
GroundSpec still_line() {
  GroundSpec spec = test::line_ground(8);
  spec.params["force_channel"] = 0.0;
  spec.params["release_rate"] = 0.0;
  return spec;
}

}  // namespace

TEST_CASE("equal attack and defence win every second attack, whatever the exponent") {
  burst::Params p;
  for (const double m : {0.5, 1.2, 3.0}) {
    p.exponent = m;
    CHECK(burst::chance(burst::odds_against(p, 700.0, 700.0)) == Approx(0.5));
    const double win = burst::chance(burst::odds_against(p, 900.0, 300.0));
    const double lose = burst::chance(burst::odds_against(p, 300.0, 900.0));
    CHECK(win + lose == Approx(1.0));
    CHECK(win == Approx(std::pow(3.0, m) / (std::pow(3.0, m) + 1.0)));
  }
  CHECK(burst::chance(burst::odds_against(p, 0.0, 1.0)) == 0.0);
  CHECK(burst::chance(burst::odds_against(p, 1.0, 0.0)) == 1.0);
}

TEST_CASE("a stronger side goes over to the offensive by the square of its ratio, and stays longer") {
  burst::Params p;
  burst::Side even, strong;
  even.free = even.enemy = 1000.0;
  even.ratio = 1.0;
  strong.free = 1500.0;
  strong.enemy = 1000.0;
  strong.ratio = 1.5;
  const auto a = burst::switching(p, even, 0.0), b = burst::switching(p, strong, 0.0),
             held = burst::switching(p, strong, 1.0);
  CHECK(b.on == Approx(2.25 * a.on));
  CHECK(b.off == Approx(a.off / 1.5));
  CHECK(held.on == 0.0);
  CHECK(held.off == Approx(b.off * (1.0 + p.restraint_off)));
  strong.ratio = 8.0;
  CHECK(burst::switching(p, strong, 0.0).on == Approx(p.opportunity * a.on));
}

TEST_CASE("expected modes follow the two-state solution at any step") {
  GroundSpec spec = still_line();
  for (auto& f : spec.forces) f.cohesion = 0.8;  // above what rest brings: strength stands still
  Ground g(spec, family());
  const auto once = g.path(6.0, 1), split = g.path(0.5, 12);
  burst::Params p;
  const double tied = p.garrison * 4.0 / 6000.0;
  burst::Side side;
  side.free = 1.0;
  side.ratio = std::sqrt(1.0 + tied * tied) / (1.0 + tied);
  const auto rates = burst::switching(p, side, 0.0);
  const double expected = rates.on / (rates.on + rates.off) * (1.0 - std::exp(-(rates.on + rates.off) * 6.0));
  CHECK(once.mode[g.side("red")] == Approx(expected).epsilon(1e-9));
  CHECK(split.mode[g.side("red")] == Approx(expected).epsilon(1e-9));
}

TEST_CASE("sampled modes are on the offensive as often as the two-state solution says") {
  GroundSpec spec = still_line();
  spec.params["start_offensive"] = 0.0;
  for (auto& f : spec.forces) f.cohesion = 0.8;
  Ground g(spec, family());
  const double expected = g.path(6.0, 1).mode[g.side("red")];
  int on = 0;
  const int runs = 3000;
  for (int r = 0; r < runs; ++r) {
    g.reset();
    g.weeks(core::Streams(3, static_cast<std::uint32_t>(r), 0), 24);
    on += g.world.offensive[g.side("red")];
  }
  const double error = std::sqrt(expected * (1.0 - expected) / runs);
  CHECK(std::abs(static_cast<double>(on) / runs - expected) < 4.0 * error);
}

TEST_CASE("the stronger side starts on the offensive as often as told, the weaker one does not") {
  GroundSpec spec = still_line();
  spec.forces[0].men = 9000.0;
  spec.params["start_offensive"] = 1.0;
  spec.params["on_rate"] = 0.0;
  spec.params["off_rate"] = 0.0;
  Ground g(spec, family());
  g.week(core::Streams(8, 0, 0));
  CHECK(g.world.offensive[g.side("red")] == 1);
  CHECK(g.world.offensive[g.side("blue")] == 0);
}

TEST_CASE("where garrisons leave both sides less than the other's defence the better placed one still starts") {
  GroundSpec spec = still_line();
  spec.forces[0].men = 7000.0;
  spec.params["garrison"] = 3000.0;
  spec.params["start_offensive"] = 1.0;
  spec.params["on_rate"] = 0.0;
  spec.params["off_rate"] = 0.0;
  Ground g(spec, family());
  g.week(core::Streams(8, 0, 0));
  CHECK(g.world.offensive[g.side("red")] == 1);
  CHECK(g.world.offensive[g.side("blue")] == 0);
}

TEST_CASE("holding more ground with the same men weakens attack first, then defence") {
  GroundSpec spec = test::line_ground(4);
  Ground g(spec, family());
  burst::Params p;
  const burst::Tables tables(g.scenario, g.draw, p);
  std::vector<burst::Side> sides(tables.fronts * tables.coalitions);
  const std::vector<double> strength{3000.0, 3000.0, 0.0}, men{6000.0, 6000.0, 0.0};
  double defence = 3001.0, free = 3001.0;
  for (double held = 0.0; held <= 40.0; held += 5.0) {
    burst::fill_sides(tables, p, strength, men, {held, 0.0, 0.0}, sides);
    CHECK(sides[0].defence < defence);
    CHECK(sides[0].free < free);
    CHECK(sides[0].free <= sides[0].defence);
    CHECK(sides[1].enemy == sides[0].defence);
    defence = sides[0].defence;
    free = sides[0].free;
  }
}

TEST_CASE("the release hazard grows with relief and distance from supply, and falls with what the place is worth") {
  burst::Params p;
  CHECK(burst::release_hazard(p, 12.0, 2.0, 0.5, 0.0) > burst::release_hazard(p, 6.0, 2.0, 0.5, 0.0));
  CHECK(burst::release_hazard(p, 6.0, 2.0, 0.1, 0.0) > burst::release_hazard(p, 6.0, 2.0, 0.9, 0.0));
  CHECK(burst::release_hazard(p, 6.0, 4.0, 0.5, 0.0) < burst::release_hazard(p, 6.0, 2.0, 0.5, 0.0));
  CHECK(burst::release_hazard(p, 1e9, 0.0, 0.5, 0.0) == Approx(p.release_rate));
  CHECK(burst::release_hazard(p, 0.0, 0.0, 0.0, 1.0) == 0.0);  // nothing is given back for nothing
  p.release_rate = 0.0;
  CHECK(burst::release_hazard(p, 1000.0, 0.0, 0.5, 0.0) == 0.0);
}

TEST_CASE(
    "no relief makes a holder give ground back faster than the highest release hazard, and a large one comes near") {
  burst::Params p;
  p.outcry = 2.0;
  for (const double acute : {0.0, 0.3, 1.0}) {
    const double highest = burst::highest_release(p, acute);
    for (double relief = 0.0; relief < 1e6; relief = 2.0 * relief + 1.0)
      CHECK(burst::release_hazard(p, relief, 2.0, 0.5, acute) <= highest * (1.0 + 1e-12));
    CHECK(burst::release_hazard(p, 1e9, 2.0, 0.5, acute) == Approx(highest));
  }
}

TEST_CASE("outcry over a fresh major place multiplies pressure and haste, and is nothing without either") {
  burst::Params p;
  p.outcry = 4.0;
  const double calm = burst::release_hazard(p, 6.0, 2.0, 0.5, 0.0), loud = burst::release_hazard(p, 6.0, 2.0, 0.5, 1.0);
  CHECK(loud == Approx(5.0 * burst::release_hazard(p, 30.0, 2.0, 0.5, 0.0)));
  CHECK(loud > burst::release_hazard(p, 6.0, 2.0, 0.5, 0.5));
  CHECK(burst::release_hazard(p, 6.0, 2.0, 0.5, 0.5) > calm);
  p.outcry = 0.0;
  CHECK(burst::release_hazard(p, 6.0, 2.0, 0.5, 1.0) == calm);
}

TEST_CASE("a fresh capture carries more of the pressure and is given back first") {
  const auto gone = [](bool fresh) {
    GroundSpec spec = test::line_ground(8);
    spec.params["force_channel"] = 0.0;
    spec.pressure["red"] = 25.0;
    if (fresh) spec.places[3].holder = "blue";
    Ground g(spec, family());
    if (fresh) g.conquer("a3", "red");
    const auto state = g.path(3.0, 1);
    return 0.95 - g.share(state.control, "a3", "red");
  };
  CHECK(gone(true) > 1.5 * gone(false));
}

TEST_CASE("right after a major place fell its taker gives ground back faster, and the outcry fades") {
  const auto released = [](bool major, double outcry, int age) {
    GroundSpec spec = test::line_ground(8);
    spec.params["force_channel"] = 0.0;
    spec.params["outcry"] = outcry;
    spec.params["salience"] = 0.0;
    spec.pressure["red"] = 20.0;
    if (major) spec.places[3].major = 1.0;
    spec.places[3].holder = "blue";
    Ground g(spec, family());
    g.conquer("a3", "red");
    g.world.month = age;
    const auto state = g.path(1.0, 1);
    double held = 0.0;
    for (int i = 0; i < 4; ++i) held += g.share(state.control, "a" + std::to_string(i), "red");
    return 4.0 * 0.95 - held;
  };
  CHECK(released(true, 2.0, 0) > 2.0 * released(true, 0.0, 0));
  CHECK(released(false, 2.0, 0) == released(false, 0.0, 0));
  CHECK(released(true, 2.0, 12) < released(true, 2.0, 0));
  int by_luck[2] = {};
  for (int loud = 0; loud < 2; ++loud) {
    GroundSpec spec = test::line_ground(8);
    spec.params["force_channel"] = 0.0;
    spec.params["outcry"] = loud ? 3.0 : 0.0;
    spec.pressure["red"] = 20.0;
    spec.places[3].major = 1.0;
    spec.places[3].holder = "blue";
    Ground g(spec, family());
    for (int r = 0; r < 300; ++r) {
      g.reset();
      g.conquer("a3", "red");
      g.weeks(core::Streams(37, static_cast<std::uint32_t>(r), 0), 8);
      by_luck[loud] += g.holds("red", "a3") ? 0 : 1;
    }
  }
  CHECK(by_luck[1] > by_luck[0] + 30);
}

TEST_CASE("outcry falls on what was freshly taken and leaves old ground alone") {
  const auto lost = [](double outcry, const std::string& place) {
    GroundSpec spec = test::line_ground(8);
    spec.params["force_channel"] = 0.0;
    spec.params["outcry"] = outcry;
    spec.pressure["red"] = 20.0;
    spec.places[3].major = 1.0;
    spec.places[3].holder = "blue";
    Ground g(spec, family());
    g.conquer("a3", "red");
    const auto state = g.path(1.0, 1);
    return 0.95 - g.share(state.control, place, "red");
  };
  CHECK(lost(5.0, "a3") > 2.0 * lost(0.0, "a3"));
  CHECK(lost(5.0, "a1") == Approx(lost(0.0, "a1")).margin(1e-12));
}

TEST_CASE("taking back what was held at the start is no conquest and raises no outcry") {
  GroundSpec spec = test::line_ground(8);
  spec.params["force_channel"] = 0.0;
  spec.params["outcry"] = 5.0;
  spec.pressure["red"] = 20.0;
  spec.places[3].major = 1.0;
  Ground calm(spec, family()), back(spec, family());
  back.conquer("a3", "blue");
  back.conquer("a3", "red");
  CHECK(back.share(back.path(1.0, 1).control, "a3", "red") == calm.share(calm.path(1.0, 1).control, "a3", "red"));
}

TEST_CASE("a place given up under pressure is not attacked again while the pressure stands, and is when it is gone") {
  for (const auto& entry : test::conflict_families()) {
    const auto& any = entry.second;
    INFO(entry.first);
    const auto taken = [&any](double pressure) {
      GroundSpec spec = test::line_ground(8);
      spec.params["outcry"] = 5.0;
      spec.pressure["red"] = pressure;
      spec.places[4].major = 1.0;
      spec.forces[0].men = 20000.0;
      Ground g(spec, any);
      int count = 0;
      for (int r = 0; r < 60; ++r) {
        g.reset();
        g.world.past[g.place("a4") * g.scenario.coalitions.size() + g.side("red")] = world::kGaveUp;
        for (int w = 0; w < 8 && !g.holds("red", "a4"); ++w)
          g.week(core::Streams(41, static_cast<std::uint32_t>(r), 0));
        count += g.holds("red", "a4") ? 1 : 0;
      }
      return count;
    };
    CHECK(taken(0.0) > 20);
    CHECK(taken(200.0) < taken(0.0) / 4);
  }
}

TEST_CASE("a town adds to the defence of its holder, a village does not") {
  const auto taken = [](double people, double urban) {
    GroundSpec spec = test::line_ground(6);
    spec.params["urban"] = urban;
    spec.params["release_rate"] = 0.0;
    spec.places[3].people = people;  // thousands
    Ground g(spec, family());
    return g.share(g.path(3.0, 1).control, "a3", "red");
  };
  CHECK(taken(1500.0, 1.0) < 0.9 * taken(1500.0, 0.0));
  CHECK(taken(0.0, 1.0) == taken(0.0, 0.0));
}

TEST_CASE("a force left in peace regroups, and the expected path gains the same strength") {
  GroundSpec spec = still_line();
  spec.forces[1].cohesion = 0.2;
  Ground g(spec, family());
  const double rested = g.conflict->ground_params().rested_cohesion;
  REQUIRE(rested > 0.3);
  const auto state = g.path(3.0, 8);
  const double strength = g.inputs.strength[g.side("blue")];
  g.weeks(core::Streams(4, 0, 0), 96);
  const double cohesion = rested + (0.2 - rested) * std::exp(-0.1 * 24.0);
  CHECK(g.world.cohesion[1] == Approx(cohesion).margin(0.01));
  CHECK(strength + state.drift[g.side("blue")] == Approx(6000.0 * 0.6 * cohesion).epsilon(1e-6));
}

TEST_CASE("a clear win can rout the neighbours, and with no rout none falls that way") {
  const auto routs = [](double chance) {
    GroundSpec spec = test::line_ground(10);
    spec.forces[0].men = 20000.0;
    spec.params["rout"] = chance;
    spec.params["start_offensive"] = 1.0;
    Ground g(spec, family());
    int count = 0;
    for (int r = 0; r < 50; ++r) {
      g.reset();
      for (int w = 0; w < 24; ++w) {
        g.week(core::Streams(12, static_cast<std::uint32_t>(r), 0));
        for (const auto& e : g.sink.events()) {
          const auto* change = std::get_if<world::ControlChanged>(&e.body);
          count += change && change->cause == world::Cause::rout ? 1 : 0;
        }
      }
    }
    return count;
  };
  CHECK(routs(0.0) == 0);
  CHECK(routs(0.8) > 20);
}

TEST_CASE("every change of ground says why, and every clash stays within the places' people") {
  Ground g(test::line_ground(8), family());
  int changes = 0;
  for (int r = 0; r < 40; ++r) {
    g.reset();
    for (int w = 0; w < 48; ++w) {
      g.week(core::Streams(13, static_cast<std::uint32_t>(r), 0));
      for (const auto& e : g.sink.events()) {
        if (const auto* change = std::get_if<world::ControlChanged>(&e.body)) {
          ++changes;
          REQUIRE(change->reasons.count == 3);
          REQUIRE(change->from != change->to);
        } else if (const auto* clash = std::get_if<world::Clash>(&e.body)) {
          REQUIRE(clash->chance > 0.0);
          REQUIRE(clash->chance < 1.0);
          REQUIRE(clash->deaths >= 0.0);
          REQUIRE(clash->displaced <= 50000.0 * 1000.0);  // populations are in thousands, harm in persons
          REQUIRE(clash->attacker != clash->defender);
        }
      }
    }
  }
  CHECK(changes > 20);
}

TEST_CASE("expected deaths of skirmishes and clashes are near their mean by luck") {
  GroundSpec spec = test::line_ground(8);
  spec.params["casualty_spread"] = 0.8;
  Ground g(spec, family());
  const double expected = g.path(3.0, 4).deaths;
  double sum = 0.0;
  const int runs = 400;
  for (int r = 0; r < runs; ++r) {
    g.reset();
    g.weeks(core::Streams(41, static_cast<std::uint32_t>(r), 0), 48);
    sum += g.world.deaths / runs;
  }
  INFO("expected " << expected << ", mean " << sum);
  CHECK(expected > 0.6 * sum);
  CHECK(expected < 1.6 * sum);
}

TEST_CASE("an outside base alone rarely starts an attack") {
  const auto attacks = [](double staging) {
    GroundSpec spec;
    spec.places = {{"base", "", "outside"}, {"town", "front", "blue"}, {"back", "front", "blue"}};
    spec.ways = {{"base", "town", 5.0}, {"town", "back", 20.0}};
    spec.forces = {{"reds", "red", 9000.0, 0.8, 0.8, 0.1, {"base"}, {}},
                   {"blues", "blue", 6000.0, 0.3, 0.6, 0.1, {"back"}, {}}};
    spec.params["staging"] = staging;
    Ground g(spec, family());
    int taken = 0;
    for (int r = 0; r < 300; ++r) {
      g.reset();
      g.weeks(core::Streams(51, static_cast<std::uint32_t>(r), 0), 8);
      taken += g.holds("red", "town") ? 1 : 0;
    }
    return taken;
  };
  const int closed = attacks(0.0), rare = attacks(0.05), open = attacks(1.0);
  CHECK(closed == 0);
  CHECK(rare < open / 3);
  CHECK(open > 100);
}

TEST_CASE("every parameter describes itself: a default inside its range inside what a file may say") {
  for (const auto& p : family().params) {
    INFO(p.key);
    CHECK(p.min <= p.fallback.lo);
    CHECK(p.fallback.lo <= p.fallback.v);
    CHECK(p.fallback.v <= p.fallback.hi);
    CHECK(p.fallback.hi <= p.max);
    CHECK_FALSE(p.doc.empty());
    CHECK_FALSE(p.source.empty());
  }
}

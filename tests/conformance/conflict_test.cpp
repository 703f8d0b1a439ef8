// SPDX-License-Identifier: Apache-2.0
// What every conflict family must obey, whatever its mechanism: conservation, no force no clash, symmetry, names without
// meaning, strength and supply that never hurt, closed channels, release that answers pressure and rent, halved steps,
// and an expected path that stays near the mean of luck. Run on every registered family.
#include <rapidcheck.h>

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/ground_fixture.hpp"

using namespace entente;
using test::Ground;
using test::GroundSpec;

namespace {

/// A generated ground: up to 9 places on up to 2 fronts, random ways, 2 or 3 armed coalitions, some without force.
GroundSpec any_ground() {
  GroundSpec spec;
  const int armies = *rc::gen::inRange(2, 4);
  spec.coalitions = {"red", "blue"};
  if (armies == 3) spec.coalitions.push_back("green");
  if (*rc::gen::inRange(0, 4) > 0) spec.coalitions.push_back("nobody");
  if (*rc::gen::arbitrary<bool>()) spec.fronts.push_back("second");
  const int places = *rc::gen::inRange(2, 10);
  for (int i = 0; i < places; ++i) {
    test::PlaceSpec p{
        "p" + std::to_string(i),
        spec.fronts[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(spec.fronts.size())))],
        spec.coalitions[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(spec.coalitions.size())))]};
    p.terrain = 1.0 + 0.1 * *rc::gen::inRange(0, 8);
    p.major = 0.1 * *rc::gen::inRange(0, 11);
    spec.places.push_back(p);
  }
  for (int i = 1; i < places; ++i)
    spec.ways.push_back({"p" + std::to_string(i), "p" + std::to_string(*rc::gen::inRange(0, i)),
                         5.0 * *rc::gen::inRange(1, 40), 1.0, true});
  for (int c = 0; c < armies; ++c) {
    const std::string& id = spec.coalitions[static_cast<std::size_t>(c)];
    spec.forces.push_back({id + "s",
                           id,
                           1000.0 * *rc::gen::inRange(0, 12),
                           0.1 * *rc::gen::inRange(1, 11),
                           0.7,
                           0.1,
                           {"p" + std::to_string(*rc::gen::inRange(0, places))},
                           {}});
    spec.pressure[id] = 10.0 * *rc::gen::inRange(0, 8);
  }
  return spec;
}

double worst_sum(const Ground& g, const std::vector<double>& control) {
  const std::size_t count = g.scenario.coalitions.size();
  double worst = 0.0;
  for (std::size_t n = 0; n < g.scenario.nodes.size(); ++n) {
    double sum = 0.0;
    for (std::size_t c = 0; c < count; ++c) {
      if (control[n * count + c] < 0.0 || control[n * count + c] > 1.0 + 1e-12) return 1.0;
      sum += control[n * count + c];
    }
    worst = std::max(worst, std::abs(sum - 1.0));
  }
  return worst;
}

template <class T>
int count_events(const world::EventSink& sink) {
  int count = 0;
  for (const auto& e : sink.events()) count += std::holds_alternative<T>(e.body) ? 1 : 0;
  return count;
}

bool declares(const model::Family<model::Conflict>& family, const std::string& key) {
  for (const auto& p : family.params)
    if (p.key == key) return true;
  return false;
}

/// Red attacks blue in the middle of a short line; scale of red's strength and supply at choice.
double expected_gain(const model::Family<model::Conflict>& family, double strength, double supply) {
  GroundSpec spec = test::line_ground(6);
  spec.params["release_rate"] = 0.0;
  Ground g(spec, family);
  g.look();
  model::GroundInputs in = g.inputs;
  const std::size_t count = g.scenario.coalitions.size();
  in.strength[g.side("red")] *= strength;
  const std::size_t target = g.place("a3");
  in.supply[g.side("red") * g.scenario.nodes.size() + target] *= supply;
  model::GroundState state;
  model::ground_state(g.scenario, g.world, state, g.conflict->ground_params());
  g.conflict->expect(in, state, 3.0);
  return state.control[target * count + g.side("red")];
}

}  // namespace

TEST_CASE("control shares stay in range and sum to 1 under luck and in expectation, on any ground") {
  for (const auto& entry : test::conflict_families()) {
    const auto& family = entry.second;  // a structured binding cannot be captured by every compiler
    INFO(entry.first);
    CHECK(rc::check([&] {
      Ground g(any_ground(), family);
      const core::Streams streams(*rc::gen::arbitrary<std::uint64_t>(), 0, 0);
      const auto state = g.path(3.0, 6);
      RC_ASSERT(worst_sum(g, state.control) < 1e-12);
      RC_ASSERT(state.deaths >= 0.0);
      for (int w = 0; w < 40; ++w) {
        g.week(streams);
        RC_ASSERT(worst_sum(g, g.world.control) < 1e-9);
      }
      for (const double c : g.world.cohesion) RC_ASSERT((c >= 0.0 && c <= 1.0));
    }));
  }
}

TEST_CASE("without force there is no clash, no skirmish and no change of ground") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    GroundSpec spec = test::line_ground(6);
    for (auto& f : spec.forces) f.men = 0.0;
    Ground g(spec, family);
    const auto before = g.world.control;
    for (int w = 0; w < 100; ++w) {
      g.week(core::Streams(5, 0, 0));
      REQUIRE(count_events<world::Clash>(g.sink) + count_events<world::Skirmish>(g.sink) +
                  count_events<world::ControlChanged>(g.sink) ==
              0);
    }
    CHECK(g.world.control == before);
    const auto state = g.path(3.0, 8);
    CHECK(state.control == before);
    CHECK(state.deaths == 0.0);
  }
}

TEST_CASE("one armed side alone walks in without a clash") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    GroundSpec spec = test::line_ground(6);
    spec.forces[1].men = 0.0;
    Ground g(spec, family);
    for (int w = 0; w < 100; ++w) {
      g.week(core::Streams(6, 0, 0));
      REQUIRE(count_events<world::Clash>(g.sink) + count_events<world::Skirmish>(g.sink) == 0);
    }
    CHECK(g.held("red") == 6);
  }
}

TEST_CASE("equal sides on a mirrored ground have mirrored expectations, exactly") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    Ground g(test::line_ground(8), family);
    const auto state = g.path(3.0, 8);
    for (int i = 0; i < 8; ++i) {
      const std::string left = "a" + std::to_string(i), right = "a" + std::to_string(7 - i);
      CHECK(g.share(state.control, left, "red") == Approx(g.share(state.control, right, "blue")).margin(1e-12));
    }
  }
}

TEST_CASE("equal sides gain equally often by luck") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    Ground g(test::line_ground(8), family);
    double sum = 0.0, square = 0.0;
    const int runs = 1000;
    for (int r = 0; r < runs; ++r) {
      g.reset();
      g.weeks(core::Streams(17, static_cast<std::uint32_t>(r), 0), 48);
      const double lead = g.held("red") - g.held("blue");
      sum += lead;
      square += lead * lead;
    }
    const double mean = sum / runs;
    const double error = std::sqrt((square / runs - mean * mean) / runs);
    INFO("mean lead " << mean << " +- " << error);
    CHECK(square > 0.0);
    CHECK(std::abs(mean) < 4.0 * error);
  }
}

TEST_CASE("renaming and reordering everything, with the streams renamed alike, renames the result exactly") {
  for (const auto& entry : test::conflict_families()) {
    const auto& family = entry.second;  // a structured binding cannot be captured by every compiler
    INFO(entry.first);
    CHECK(rc::check([&] {
      const GroundSpec spec = any_ground();
      GroundSpec other = spec;
      const auto rename = [&other](std::string& id) {
        if (id.empty() || id == "nobody" || id == "outside") return;
        const std::string now = "z_" + id;
        other.streams[now] = id;
        id = now;
      };
      for (auto& c : other.coalitions) rename(c);
      for (auto& f : other.fronts) rename(f);
      for (auto& p : other.places) {
        rename(p.id);
        rename(p.front);
        rename(p.holder);
      }
      for (auto& w : other.ways) {
        rename(w.a);
        rename(w.b);
      }
      for (auto& f : other.forces) {
        rename(f.id);
        rename(f.coalition);
        for (auto& b : f.bases) rename(b);
      }
      other.pressure.clear();
      for (const auto& [c, v] : spec.pressure) other.pressure["z_" + c] = v;
      std::reverse(other.places.begin(), other.places.end());
      std::reverse(other.ways.begin(), other.ways.end());
      std::reverse(other.forces.begin(), other.forces.end());
      std::rotate(other.coalitions.begin(), other.coalitions.begin() + 1, other.coalitions.end());
      Ground a(spec, family), b(other, family);
      const core::Streams streams(*rc::gen::arbitrary<std::uint64_t>(), 1, 2);
      for (int w = 0; w < 60; ++w) {
        a.week(streams);
        b.week(streams);
        for (const auto& p : spec.places)
          for (const auto& c : spec.coalitions)
            RC_ASSERT(a.share(a.world.control, p.id, c) ==
                      b.share(b.world.control, "z_" + p.id, c == "nobody" ? c : "z_" + c));
        RC_ASSERT(a.world.deaths == Approx(b.world.deaths).epsilon(1e-9));
      }
    }));
  }
}

TEST_CASE("more strength or supply never lowers the chance to take a place") {
  constexpr double kAside =
      5e-3;  // a stronger side also turns to the next place sooner, which can cost the first a trace
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    double last = -1.0;
    for (double k = 0.25; k <= 4.0; k *= 1.15) {
      const double gain = expected_gain(family, k, 1.0);
      CHECK(gain >= last - kAside);
      last = gain;
    }
    CHECK(last > expected_gain(family, 0.25, 1.0) + 0.05);
    last = -1.0;
    for (double k = 0.1; k <= 1.0; k += 0.1) {
      const double gain = expected_gain(family, 1.0, k);
      CHECK(gain >= last - kAside);
      last = gain;
    }
    CHECK(last > expected_gain(family, 1.0, 0.1));
  }
}

TEST_CASE("restraint keeps a side from taking ground, in expectation and by luck") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    double taken[2] = {}, expected[2] = {};
    for (int restrained = 0; restrained < 2; ++restrained) {
      GroundSpec spec = test::line_ground(8);
      spec.forces[0].men = 12000.0;
      spec.restraint["red"] = restrained ? 0.9 : 0.0;
      Ground g(spec, family);
      for (int r = 0; r < 200; ++r) {
        g.reset();
        g.weeks(core::Streams(23, static_cast<std::uint32_t>(r), 0), 24);
        taken[restrained] += g.held("red") / 200.0;
      }
      const auto state = g.path(3.0, 2);
      for (int i = 0; i < 8; ++i) expected[restrained] += g.share(state.control, "a" + std::to_string(i), "red");
    }
    CHECK(taken[1] < taken[0] - 0.3);
    CHECK(expected[1] < expected[0] - 0.3);
  }
}

TEST_CASE("with the channels of force and release closed, control is constant to the last bit") {
  for (const auto& entry : test::conflict_families()) {
    const auto& family = entry.second;  // a structured binding cannot be captured by every compiler
    INFO(entry.first);
    if (!declares(family, "force_channel") || !declares(family, "release_rate")) continue;
    CHECK(rc::check([&] {
      GroundSpec spec = any_ground();
      spec.params["force_channel"] = 0.0;
      spec.params["release_rate"] = 0.0;
      Ground g(spec, family);
      const auto before = g.world.control;
      RC_ASSERT(g.path(3.0, 8).control == before);
      g.weeks(core::Streams(*rc::gen::arbitrary<std::uint64_t>(), 0, 0), 60);
      RC_ASSERT(g.world.control == before);
    }));
  }
}

TEST_CASE("release rises with pressure and falls with rent, in expectation and by luck") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    if (!declares(family, "force_channel") || !declares(family, "release_rate")) continue;
    const auto released = [&family = family](double pressure, double rent, bool luck) {
      GroundSpec spec = test::line_ground(8);
      spec.params["force_channel"] = 0.0;
      spec.pressure["red"] = pressure;
      spec.rent["red"] = rent;
      Ground g(spec, family);
      if (!luck)
        return 4.0 * 0.95 - [&] {
          const auto state = g.path(3.0, 4);
          double held = 0.0;
          for (int i = 0; i < 4; ++i) held += g.share(state.control, "a" + std::to_string(i), "red");
          return held;
        }();
      double gone = 0.0;
      for (int r = 0; r < 200; ++r) {
        g.reset();
        g.weeks(core::Streams(29, static_cast<std::uint32_t>(r), 0), 48);
        for (int i = 0; i < 4; ++i) gone += g.holds("red", "a" + std::to_string(i)) ? 0.0 : 1.0 / 200.0;
      }
      return gone;
    };
    double last = -1.0;
    for (const double pressure : {0.0, 10.0, 20.0, 40.0, 80.0}) {
      const double now = released(pressure, 0.0, false);
      CHECK(now > last);
      last = now;
    }
    CHECK(last > 1.0);
    for (const double rent : {2.0, 5.0, 10.0, 20.0}) {
      const double now = released(80.0, rent, false);
      CHECK(now < last);
      last = now;
    }
    const double free = released(0.0, 0.0, true), pressed = released(80.0, 0.0, true),
                 paid = released(80.0, 15.0, true);
    CHECK(pressed > free + 0.5);
    CHECK(paid < pressed - 0.5);
  }
}

TEST_CASE("halving the step of the expected path moves mean control by less than a tenth") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    GroundSpec spec = test::line_ground(10);
    spec.forces[0].men = 9000.0;
    Ground g(spec, family);
    double coarse = 0.0, fine = 0.0;
    const auto quarterly = g.path(3.0, 8);
    const auto halved = g.path(1.5, 16);
    for (int i = 0; i < 10; ++i) {
      coarse += g.share(quarterly.control, "a" + std::to_string(i), "red") / 10.0;
      fine += g.share(halved.control, "a" + std::to_string(i), "red") / 10.0;
    }
    std::printf("[%s] mean control after 24 months: quarterly %.3f, halved step %.3f\n", key.c_str(), coarse, fine);
    CHECK(std::abs(coarse - fine) < 0.1);
  }
}

TEST_CASE("the expected path stays near the mean of luck") {
  constexpr double kTolerance = 0.15;  // of mean control over places and levels of strength, after 12 months
  for (const auto& [key, family] : test::conflict_families()) {
    for (const double men : {3000.0, 6000.0, 12000.0}) {
      GroundSpec spec = test::line_ground(8);
      spec.forces[0].men = men;
      Ground g(spec, family);
      const auto state = g.path(3.0, 4);
      double expected = 0.0, sampled = 0.0;
      for (int i = 0; i < 8; ++i) expected += g.share(state.control, "a" + std::to_string(i), "red") / 8.0;
      const int runs = 400;
      for (int r = 0; r < runs; ++r) {
        g.reset();
        g.weeks(core::Streams(31, static_cast<std::uint32_t>(r), 0), 48);
        for (int i = 0; i < 8; ++i) sampled += g.share(g.world.control, "a" + std::to_string(i), "red") / 8.0 / runs;
      }
      std::printf(
          "[%s] %5.0f men against 6000: control after 12 months expected %.3f, mean of %d runs %.3f, bias %+.3f\n",
          key.c_str(), men, expected, runs, sampled, expected - sampled);
      CHECK(std::abs(expected - sampled) < kTolerance);
    }
  }
}

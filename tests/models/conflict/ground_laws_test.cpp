// SPDX-License-Identifier: Apache-2.0
// Laws of the ground that every conflict family shares beside those in tests/conformance: long ways are attacked less, ground
// behind the lines is given back less readily, harm grows with the people at a place.
#include <cmath>
#include <string>

#include "support/catch.hpp"
#include "support/ground_fixture.hpp"

using namespace entente;
using test::Ground;
using test::GroundSpec;

namespace {

/// Red holds one place; blue holds two beside it, alike but for the length of the way to the second.
GroundSpec fork(double km) {
  GroundSpec spec;
  spec.places = {{"red", "front", "red"}, {"near", "front", "blue"}, {"far", "front", "blue"}};
  spec.ways = {{"red", "near", 20.0}, {"red", "far", km}, {"near", "far", 5000.0, 1.0, false}};
  spec.forces = {{"reds", "red", 20000.0, 0.6, 0.7, 0.1, {"red"}, {}},
                 {"blues", "blue", 6000.0, 0.6, 0.7, 0.1, {"near", "far"}, {}}};
  spec.params = {{"release_rate", 0.0}, {"local_supply", 1.0}};  // supply is no reason here
  return spec;
}

/// What red has lost of a place after a quarter under pressure, with force closed.
double given_back(const model::Family<model::Conflict>& family, const std::string& place, double behind_lines) {
  GroundSpec spec = test::line_ground(8);
  spec.params["force_channel"] = 0.0;
  spec.params["behind_lines"] = behind_lines;
  spec.params["local_supply"] = 1.0;
  spec.pressure["red"] = 60.0;
  Ground g(spec, family);
  return 0.95 - g.share(g.path(0.5, 1).control, place, "red");
}

}  // namespace

TEST_CASE("a place at the end of a long way is attacked less than one near by, in expectation and by luck") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    const auto taken = [&family = family](double km, bool luck) {
      Ground g(fork(km), family);
      if (!luck) return g.share(g.path(1.0, 2).control, "far", "red");
      double count = 0.0;
      for (int r = 0; r < 200; ++r) {
        g.reset();
        g.weeks(core::Streams(61, static_cast<std::uint32_t>(r), 0), 12);
        count += g.holds("red", "far") ? 1.0 : 0.0;
      }
      return count;
    };
    double last = 1.0;
    for (const double km : {20.0, 100.0, 300.0, 900.0}) {
      const double now = taken(km, false);
      CHECK(now < last);
      last = now;
    }
    CHECK(last < 0.05);
    CHECK(taken(900.0, true) < 5.0);
    CHECK(taken(20.0, true) > 40.0);
  }
}

TEST_CASE("ground behind the lines can be given back, less readily than at the edge") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    const double edge = given_back(family, "a3", 0.25), behind = given_back(family, "a0", 0.25);
    CHECK(edge > 0.01);
    CHECK(behind == Approx(0.25 * edge).epsilon(0.1));
    CHECK(given_back(family, "a0", 0.0) < 1e-3 * edge);
    CHECK(given_back(family, "a3", 0.0) == Approx(edge));
    GroundSpec spec = test::line_ground(8);
    spec.params["force_channel"] = 0.0;
    spec.pressure["red"] = 80.0;
    int by_luck[2] = {};
    for (int open = 0; open < 2; ++open) {
      spec.params["behind_lines"] = open ? 1.0 : 0.0;
      Ground g(spec, family);
      for (int r = 0; r < 200; ++r) {
        g.reset();
        g.weeks(core::Streams(67, static_cast<std::uint32_t>(r), 0), 2);
        by_luck[open] += g.holds("blue", "a0") ? 1 : 0;
      }
    }
    CHECK(by_luck[0] == 0);
    CHECK(by_luck[1] > 5);
  }
}

TEST_CASE("deaths of an attack grow with the people at the place, and double with as many as crowding says") {
  for (const auto& [key, family] : test::conflict_families()) {
    INFO(key);
    const auto deaths = [&family = family](double people) {
      GroundSpec spec = test::line_ground(2);
      spec.params = {{"urban", 0.0}, {"release_rate", 0.0}, {"skirmish_rate", 0.0}, {"crowding", 40000.0}};
      for (auto& place : spec.places) place.people = people;  // thousands
      Ground g(spec, family);
      return g.path(0.25, 1).deaths;
    };
    const double empty = deaths(0.0);
    CHECK(empty > 0.0);
    CHECK(deaths(40.0) == Approx(2.0 * empty));
    CHECK(deaths(1200.0) == Approx(31.0 * empty));
  }
}

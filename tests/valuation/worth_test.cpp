// SPDX-License-Identifier: Apache-2.0
// Attributes drawn together before paths are weighed are worth what they are worth one by one, whichever of them saturate;
// and what a search says of a package is what is said of it when it is asked for alone.
#include <cmath>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"
#include "valuation/projected.hpp"

using namespace entente;

namespace {

enum class Bent { none, some, all };

scenario::Scenario with_curves(Bent bent) {
  auto s = test::shipped();
  for (auto& actor : s.actors) {
    for (std::size_t k = 0; k < actor.attributes.size(); ++k) {
      const bool is = bent == Bent::all || (bent == Bent::some && k % 2 == 1);
      actor.attributes[k].curve = is ? scenario::Curve::saturating : scenario::Curve::linear;
    }
  }
  return s;
}

world::Package random_package(const scenario::Scenario& s, std::size_t track, std::uint32_t number) {
  const core::Streams streams(s.seed, number, 1);
  world::Package out = test::package_with(s, track);
  for (std::size_t k = 0; k < s.tracks[track].issues.size(); ++k) {
    const auto& issue = s.issues[s.tracks[track].issues[k].index()];
    const double u = streams.uniform(issue.stream, 1, core::Purpose::design);
    out.at[k] = static_cast<std::int8_t>(u * static_cast<double>(issue.grid.size()));
  }
  return out;
}

/// Packages on the table of a track carry what is said of them when they are asked for alone; returns how many there are.
std::size_t check_table(const scenario::Scenario& s, valuation::ProjectedPreference& preference, std::size_t track) {
  const auto id = core::TrackId::at(track);
  std::vector<model::Candidate> found;
  preference.candidates(id, found);
  for (const auto& candidate : found) {
    std::array<double, world::kMaxParties> gain{};
    preference.gains(id, candidate.package, gain);
    for (std::size_t i = 0; i < s.tracks[track].parties.size(); ++i)
      REQUIRE(std::abs(candidate.gain[i] - gain[i]) < 1e-9);
  }
  return found.size();
}

}  // namespace

TEST_CASE("a package is worth to everybody what its attributes are worth one by one, whichever of them saturate") {
  const auto bent = GENERATE(Bent::none, Bent::some, Bent::all);
  const auto s = with_curves(bent);
  test::Held held(s, 1);
  const auto& preference = held.look();
  double largest = 0.0;
  for (std::size_t track = 0; track < s.tracks.size(); ++track) {
    const auto id = core::TrackId::at(track);
    for (std::uint32_t number = 0; number < 10; ++number) {
      const auto package = random_package(s, track, number);
      for (const core::ActorId actor : preference.space().judges) {
        std::array<double, valuation::kMaxAttributes> part{};
        preference.gain_by_attribute(id, package, actor, part);
        double sum = 0.0;
        for (const double x : part) sum += x;
        const double whole = preference.outsider_gain(id, package, actor);
        largest = std::max(largest, std::abs(whole));
        CAPTURE(track, number, actor.index());
        CHECK(std::abs(whole - sum) < 1e-9);
      }
    }
  }
  CHECK(largest > 0.01);  // something was compared
}

TEST_CASE("what a search says of a package is what is said of it alone, whichever attributes saturate") {
  const auto bent = GENERATE(Bent::none, Bent::some, Bent::all);
  const auto s = with_curves(bent);
  test::Held held(s, 1);
  auto& preference = held.look();
  std::size_t compared = 0;
  for (std::size_t track = 0; track < s.tracks.size(); ++track) compared += check_table(s, preference, track);
  CHECK(compared > 10);
}

TEST_CASE("while talks are held, packages carry in every month what they are worth then") {
  const auto s = test::shipped();
  std::size_t months = 0;
  for (const std::int64_t number : {1, 2, 3}) {
    test::Held held(s, number);
    auto& preference = held.look();
    while (held.engine.world.month < s.months) {
      run::step(held.engine);
      for (std::size_t track = 0; track < s.tracks.size(); ++track) {
        if (!held.engine.world.sessions[track].open) continue;
        CAPTURE(number, held.engine.world.month, track);
        months += check_table(s, preference, track) > 0 ? 1 : 0;
      }
    }
  }
  CHECK(months > 10);
}

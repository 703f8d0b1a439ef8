// SPDX-License-Identifier: Apache-2.0
// Negotiators look ahead: to ratification, and to what a signature ends in other talks.
#include "run/foresight.hpp"

#include <cmath>
#include <variant>

#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

const std::string kFixed = ", shape = \"fixed\", src = [\"judgement\"], why = \"test\" }";

scenario::Scenario made(const std::string& changes) {
  test::SmallWorldOptions o;
  o.uncertain = false;
  o.levers = false;
  o.delivery = 1.0;
  auto loaded = test::load_text(test::small_world_toml(test::with_buyer(o)), test::registry().catalog(),
                                {test::overlay(changes)});
  if (!loaded.scenario) throw std::runtime_error(core::render_all(loaded.diagnostics));
  return std::move(*loaded.scenario);
}

std::string ratifies(const std::string& actor, double chance) {
  return "[actors." + actor + "]\nratify_chance = { v = " + std::to_string(chance) + ", unit = \"share\"" + kFixed +
         "\n";
}

run::Moment moment(test::Held& held) {
  auto& e = held.engine;
  return {e.scenario, e.draw, e.world, e.derived, e.streams, e.politics};
}

/// Gains of a text at the table of `track`.
std::vector<double> at_table(test::Held& held, const std::string& track,
                             const std::vector<std::pair<std::string, int>>& at, bool foreseen) {
  const std::size_t t = test::index_of(held.s.tracks, track);
  auto& own = held.look();
  std::vector<double> out(held.s.tracks[t].parties.size());
  const run::Moment now = moment(held);
  run::TableMemory memory;
  const run::Foreseen table(now, own, core::TrackId::at(t), memory);
  const auto package = test::package_with(held.s, t, at);
  if (foreseen) {
    table.gains(core::TrackId::at(t), package, out);
  } else {
    own.gains(core::TrackId::at(t), package, out);
  }
  return out;
}

const std::vector<std::pair<std::string, int>> kText{{"offtake", -1}, {"aid", -1}};

}  // namespace

TEST_CASE("a text counts at the table with the chance that all ratify it") {
  const scenario::Scenario s = made(ratifies("patron", 0.5) + ratifies("government", 0.8));
  test::Held held(s);
  const auto plain = at_table(held, "bargain", kText, false), seen = at_table(held, "bargain", kText, true);
  const std::size_t t = test::index_of(s.tracks, "bargain");
  const run::Moment now = moment(held);
  double p = 1.0;
  for (const auto& party : s.tracks[t].parties)
    p *= run::ratification_chance(now, core::TrackId::at(t), test::package_with(s, t, kText), party.actor);
  CHECK(p < 0.9);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    CHECK(plain[i] != 0.0);
    const double reservation = held.draw[s.tracks[t].parties[i].reservation];
    CHECK(seen[i] == Approx(reservation + p * (plain[i] - reservation)));
  }
}

TEST_CASE("where ratification is certain and nothing hangs on the signature, the table sees the preference itself") {
  const scenario::Scenario s = made(ratifies("patron", 1.0) + ratifies("government", 1.0));
  test::Held held(s);
  const auto plain = at_table(held, "bargain", kText, false), seen = at_table(held, "bargain", kText, true);
  for (std::size_t i = 0; i < plain.size(); ++i) CHECK(seen[i] == Approx(plain[i]).epsilon(1e-12));
}

TEST_CASE("a text that cannot be ratified is worth nothing at the table") {
  const scenario::Scenario s = made(ratifies("patron", 0.0));
  test::Held held(s);
  for (const double gain : at_table(held, "bargain", kText, true)) CHECK(gain == 0.0);
}

TEST_CASE("what a signature ends in another text that stands is taken off its worth, for the party of both") {
  // the sponsor pays the government as long as it signs nothing with the patron
  const std::string rent =
      "[issues.rent]\ntrack = \"peace\"\ntitle = \"Rent\"\nkind = \"quantity\"\ngrants = \"sponsor\"\nto = "
      "\"government\"\nrange = [0.0, 4.0]\ngrid = 4.0\nunit = \"MUSD/month\"\nstarts = \"not signed(bargain)\"\n"
      "effects = [{ op = \"pay\" }]\n" +
      ratifies("patron", 1.0) + ratifies("government", 1.0);
  const scenario::Scenario s = made(rent);
  test::Held held(s);
  const auto before = at_table(held, "bargain", kText, true);
  const std::size_t peace = test::index_of(s.tracks, "peace");
  held.engine.sink.emit(world::Signed{core::TrackId::at(peace), test::package_with(s, peace, {{"rent", -1}}), {}, {}});
  held.engine.sink.emit(world::EnteredForce{core::TrackId::at(peace)});
  held.engine.apply();
  held.engine.derive();
  const std::size_t t = test::index_of(s.tracks, "bargain");
  const auto plain = at_table(held, "bargain", kText, false), after = at_table(held, "bargain", kText, true);
  const auto& parties = s.tracks[t].parties;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const bool both = s.actors[parties[i].actor.index()].id == "government";
    if (both) {
      CHECK(after[i] < plain[i] - 1e-6);
    } else {
      CHECK(after[i] == Approx(plain[i]));
    }
  }
  CHECK(before[0] != 0.0);
}

TEST_CASE("whole histories sign nothing that their parties think worse than no text, ratification included") {
  const scenario::Scenario s = made(ratifies("patron", 0.4) + ratifies("government", 0.6));
  int deals = 0;
  for (std::uint32_t k = 0; k < 12; ++k) {
    run::RunOptions options;
    options.keep_events = true;
    const auto record = run::run_one(s, test::registry(), {s.seed, k, 0}, options);
    REQUIRE(record.failure.empty());
    for (const auto& event : record.events) {
      const auto* deal = std::get_if<world::Signed>(&event.body);
      if (deal == nullptr) continue;
      ++deals;
      for (std::size_t i = 0; i < s.tracks[deal->track.index()].parties.size(); ++i)
        CHECK(deal->gain[i] >= deal->reservation[i]);
    }
  }
  CHECK(deals > 0);
}

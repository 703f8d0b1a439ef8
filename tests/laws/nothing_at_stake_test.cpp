// SPDX-License-Identifier: Apache-2.0
// Law 5: where no term of a track can change any state a party values, every deal on it is worth exactly zero to that party.
#include "laws/law_fixture.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

/// A track whose terms move nothing: a payment of nothing, points for an audience that nobody counts, a bare promise.
std::string idle_track(const std::string& a, const std::string& b, const std::string& unheard) {
  const std::string number = "unit = \"index\", shape = \"fixed\", src = [\"judgement\"], why = \"test\" }";
  return "[tracks.idle]\ntitle = \"Idle\"\nparties = [\"" + a + "\", \"" + b +
         "\"]\nprotocol = \"alternating_offers\"\n"
         "deadline = { v = 12, unit = \"month\", shape = \"fixed\", src = [\"judgement\"], why = \"test\" }\n"
         "[issues.idle_fee]\ntrack = \"idle\"\ntitle = \"Fee\"\nkind = \"quantity\"\ngrants = \"" +
         a + "\"\nto = \"" + b +
         "\"\nrange = [0.0, 2.0]\ngrid = 1.0\nunit = \"MUSD/month\"\neffects = [{ op = \"pay\", scale = { v = 0, " +
         number +
         " }]\n"
         "[issues.idle_points]\ntrack = \"idle\"\ntitle = \"Points\"\nkind = \"toggle\"\ngrants = \"" +
         a + "\"\nto = \"" + b + "\"\neffects = [{ op = \"audience\", on = \"" + unheard + "\", scale = { v = 3, " +
         number +
         " }]\n"
         "[issues.idle_words]\ntrack = \"idle\"\ntitle = \"Words\"\nkind = \"toggle\"\ngrants = \"" +
         a + "\"\nto = \"" + b + "\"\neffects = []\n";
}

double largest_gain(const scenario::Scenario& s, std::int64_t draw) {
  test::Held held(s, draw);
  auto& preference = held.look();
  const std::size_t track = test::index_of(s.tracks, "idle");
  std::vector<double> gain(s.tracks[track].parties.size());
  double largest = 0.0;
  for (const auto& package : test::packages(s, track)) {
    preference.gains(core::TrackId::at(track), package, gain);
    for (const double g : gain) largest = std::max(largest, g < 0.0 ? -g : g);
  }
  return largest;
}

}  // namespace

TEST_CASE("a track whose terms touch nothing is worth exactly zero to its parties, on generated worlds") {
  CHECK(rc::check([] {
    test::SmallWorldOptions o = test::any_small_world();
    o.extra += idle_track("patron", "government", "patron");  // the patron counts no audience
    RC_ASSERT(largest_gain(test::small(o), test::pick(0, 1000)) == 0.0);
  }));
}

TEST_CASE("a track whose terms touch nothing is worth exactly zero to its parties, in the shipped case") {
  const auto s = test::shipped({test::overlay(idle_track("us", "china", "uganda"))});
  for (int draw = -1; draw < 4; ++draw) CHECK(largest_gain(s, draw) == 0.0);
}

TEST_CASE("a fee that is paid is worth something, so that the law above can fail") {
  test::SmallWorldOptions o;
  std::string paid = idle_track("patron", "government", "patron");
  paid.replace(paid.find("v = 0,"), 6, "v = 1,");
  o.extra += paid;
  CHECK(largest_gain(test::small(o), -1) > 0.0);
}

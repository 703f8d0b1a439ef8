// SPDX-License-Identifier: Apache-2.0
// The additive preference: sums, its frontier against brute force, and worthlessness.
#include <algorithm>
#include <cmath>

#include <rapidcheck.h>

#include "model/registry.hpp"
#include "models/index.hpp"
#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;
using model::Candidate;

namespace {

struct Case {
  test::Book book;
  core::TrackId track;
  scenario::Draw draw;
  std::unique_ptr<model::Preference> preference;
};

class NoConflict final : public model::Conflict {
 public:
  [[nodiscard]] model::GroundParams ground_params() const override { return {}; }
  void sample(const world::World&, const model::GroundInputs&, const core::Streams&, world::EventSink&) const override {
  }
  void expect(const model::GroundInputs&, model::GroundState&, double) const override {}
};
class NoEconomy final : public model::Economy {
 public:
  void prices(const world::World&, const core::Streams&, world::EventSink&) const override {}
  void flows(const world::World&, const world::Derived&, const core::Streams&, world::EventSink&) const override {}
  void ledger(const world::World&, const world::Derived&, model::Ledger&) const override {}
};
class NoPolicy final : public model::Policy {
 public:
  void expect(std::span<const double>, double, std::span<double>) const override {}
  [[nodiscard]] int sample(std::span<const double>, double, double) const override { return -1; }
};

/// values[party][issue]; every issue on the same grid.
std::unique_ptr<Case> make(const std::vector<std::vector<double>>& values, const std::vector<double>& grid) {
  auto made = std::make_unique<Case>();
  std::vector<core::ActorId> actors;
  for (std::size_t p = 0; p < values.size(); ++p)
    actors.push_back(made->book.actor(std::string(1, static_cast<char>('a' + p))));
  made->track = made->book.track("talks", actors);
  for (std::size_t k = 0; k < values[0].size(); ++k) {
    const auto issue = made->book.issue(made->track, "issue" + std::to_string(k), actors[0], actors[1], grid);
    for (std::size_t p = 0; p < values.size(); ++p) {
      made->book.scenario.issues[issue.index()].value.emplace_back(actors[p], made->book.num(values[p][k]));
    }
  }
  made->draw = made->book.draw();
  model::Registry registry;
  models::register_all(registry);
  static const NoConflict conflict;
  static const NoEconomy economy;
  static const NoPolicy policy;
  made->preference =
      registry.preference.at("additive")
          .make({made->book.scenario, made->draw}, model::ParamValues({}, {}, made->draw), {conflict, economy, policy});
  return made;
}

}  // namespace

TEST_CASE("a deal's gain is the sum of value times distance from the status quo") {
  const auto made = make({{2.0, -1.0}, {-0.5, 3.0}}, {0.0, 0.5, 1.0});
  world::Package package;
  package.count = 2;
  package.at = {2, 1};
  double gain[2];
  made->preference->gains(made->track, package, gain);
  CHECK(gain[0] == 2.0 * 1.0 - 1.0 * 0.5);
  CHECK(gain[1] == -0.5 * 1.0 + 3.0 * 0.5);
}

TEST_CASE("candidates are the undominated packages, as brute force finds them") {
  CHECK(rc::check([] {
    const auto parties = static_cast<std::size_t>(*rc::gen::inRange(2, 5));
    std::vector<std::vector<double>> values(parties, std::vector<double>(3));
    for (auto& row : values) {
      for (double& v : row) v = *rc::gen::inRange(-100, 101) / 64.0;
    }
    const auto made = make(values, {0.0, 0.5, 1.0});
    std::vector<Candidate> found;
    made->preference->candidates(made->track, found);
    for (int code = 0; code < 27; ++code) {
      world::Package package;
      package.count = 3;
      package.at = {static_cast<std::int8_t>(code % 3), static_cast<std::int8_t>(code / 3 % 3),
                    static_cast<std::int8_t>(code / 9)};
      std::vector<double> gain(parties);
      made->preference->gains(made->track, package, gain);
      bool covered = false;  // some candidate is at least as good for everybody
      for (const Candidate& c : found) {
        bool all = true;
        bool strictly = false;
        for (std::size_t i = 0; i < parties; ++i) {
          all = all && c.gain[i] >= gain[i] - 1e-9;
          strictly = strictly || gain[i] > c.gain[i] + 1e-9;
        }
        covered = covered || all;
        bool beaten = !strictly;  // no package may dominate a candidate
        bool better = false;
        for (std::size_t i = 0; i < parties; ++i) {
          beaten = beaten && gain[i] >= c.gain[i] - 1e-9;
          better = better || gain[i] > c.gain[i] + 1e-9;
        }
        RC_ASSERT(!(beaten && better));
      }
      bool anybody = false;
      for (const double g : gain) anybody = anybody || g > 0.0;
      if (anybody) RC_ASSERT(covered);
    }
  }));
}

TEST_CASE("two parties' candidates are those of a sweep over all packages, ties and rounding included") {
  CHECK(rc::check([] {
    const auto issues = static_cast<std::size_t>(*rc::gen::inRange(1, 5));
    const std::vector<double> grid{0.0, 0.1, 0.3, 0.7};  // tenths: sums differ in their last bits
    std::vector<std::vector<double>> values(2, std::vector<double>(issues));
    for (auto& row : values) {
      for (double& v : row) v = *rc::gen::inRange(-4, 5) / 10.0;
    }
    const auto made = make(values, grid);
    std::vector<Candidate> all;
    std::size_t packages = 1;
    for (std::size_t k = 0; k < issues; ++k) packages *= grid.size();
    for (std::size_t code = 0; code < packages; ++code) {
      Candidate one;
      one.package.count = static_cast<std::int8_t>(issues);
      for (std::size_t k = 0, rest = code; k < issues; ++k, rest /= grid.size())
        one.package.at[k] = static_cast<std::int8_t>(rest % grid.size());
      made->preference->gains(made->track, one.package, one.gain);
      if (one.gain[0] > 0.0 || one.gain[1] > 0.0) all.push_back(one);
    }
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return a.gain[0] != b.gain[0] ? a.gain[0] > b.gain[0] : a.gain[1] > b.gain[1];
    });
    std::vector<Candidate> kept;
    for (const Candidate& one : all) {
      if (kept.empty() || kept.back().gain[1] < one.gain[1] - 1e-12) kept.push_back(one);
    }
    std::vector<Candidate> found;
    made->preference->candidates(made->track, found);
    RC_ASSERT(found.size() == kept.size());
    for (std::size_t k = 0; k < kept.size(); ++k) {
      RC_ASSERT(found[k].package == kept[k].package);
      RC_ASSERT(found[k].gain == kept[k].gain);
    }
  }));
}

TEST_CASE("on a grid too large to enumerate no candidate can be improved for all by one issue") {
  std::vector<std::vector<double>> values{{1.0, -2.0, 0.5, 3.0, -1.0, 0.2, 0.9, -0.7},
                                          {-0.8, 2.5, -0.1, -2.0, 1.5, 0.3, -1.1, 0.9}};
  const std::vector<double> grid{0.0, 0.2, 0.4, 0.6, 0.8, 1.0};  // 6^8 packages
  const auto made = make(values, grid);
  std::vector<Candidate> found;
  made->preference->candidates(made->track, found);
  REQUIRE(found.size() > 20);
  REQUIRE(found.size() <= 512);
  for (const Candidate& c : found) {
    for (std::size_t k = 0; k < 8; ++k) {
      for (std::size_t g = 0; g < grid.size(); ++g) {
        const double step = grid[g] - grid[static_cast<std::size_t>(c.package.at[k])];
        CHECK_FALSE((values[0][k] * step > 1e-9 && values[1][k] * step > 1e-9));
      }
    }
  }
}

TEST_CASE("issues that nobody values are worth exactly nothing and give no candidates") {
  const auto made = make({{0.0, 0.0}, {0.0, 0.0}}, {0.0, 1.0});
  std::vector<Candidate> found;
  made->preference->candidates(made->track, found);
  CHECK(found.empty());
  world::Package package;
  package.count = 2;
  package.at = {1, 1};
  double gain[2];
  made->preference->gains(made->track, package, gain);
  CHECK(gain[0] == 0.0);
  CHECK(gain[1] == 0.0);
}

TEST_CASE("breaking a term saves its granter exactly what the term costs it") {
  const auto made = make({{-0.4, 1.0}, {0.7, -0.2}}, {0.0, 1.0});
  world::World world;
  world.deals.resize(1);
  world.deals[0].package.count = 2;
  world.deals[0].package.at = {1, 1};
  made->preference->refresh(world, {}, {});
  double keep = 0.0, break_ = 0.0;
  world::Reasons reasons;
  made->preference->compliance(made->track, core::IssueId::at(0), core::ActorId::at(0), keep, break_, reasons);
  CHECK(keep == Approx(0.6));
  CHECK(break_ == Approx(1.0));
  REQUIRE(reasons.count == 1);
  CHECK(reasons.term[0].value == Approx(break_ - keep));
}

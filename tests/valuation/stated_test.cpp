// SPDX-License-Identifier: Apache-2.0
// Utilities as stated: every form against its formula, and the best position for given weights.
#include "valuation/stated.hpp"

#include <cmath>

#include <rapidcheck.h>

#include "support/catch.hpp"
#include "support/talks_fixture.hpp"

using namespace entente;
using scenario::WorthForm;

namespace {

struct Made {
  test::Book book;
  core::TrackId track;
  std::vector<core::ActorId> actors;

  Made() {
    actors = {book.actor("a"), book.actor("b")};
    track = book.track("talks", actors);
  }
  scenario::Issue& issue(std::vector<double> grid) {
    const auto id =
        book.issue(track, "issue" + std::to_string(book.scenario.issues.size()), actors[0], actors[1], std::move(grid));
    return book.scenario.issues[id.index()];
  }
  [[nodiscard]] valuation::StatedUtility stated() {
    draw = book.draw();
    return {book.scenario, draw, book.scenario.tracks[track.index()]};
  }
  scenario::Draw draw;
};

scenario::Worth worth(core::ActorId actor, WorthForm form, double power = 1.0, double peak = 0.0,
                      std::vector<double> table = {}) {
  scenario::Worth out;
  out.actor = actor;
  out.form = form;
  out.power = power;
  out.peak = peak;
  out.table = std::move(table);
  return out;
}

}  // namespace

TEST_CASE("each form is worth what its formula says, times its weight, and issues add up") {
  Made made;
  auto& first = made.issue({0.0, 1.0, 2.0, 4.0});
  first.worth = {worth(made.actors[0], WorthForm::rising, 2.0), worth(made.actors[1], WorthForm::falling, 0.5)};
  first.value = {{made.actors[0], made.book.num(3.0)}};
  auto& second = made.issue({0.0, 1.0, 2.0, 4.0});
  second.worth = {worth(made.actors[0], WorthForm::peaked, 2.0, 1.0),
                  worth(made.actors[1], WorthForm::table, 1.0, 0.0, {7, -1, 0, 2})};
  const auto u = made.stated();
  CHECK(u.on_grid(0, 0, 2) == Approx(3.0 * 0.25));
  CHECK(u.on_grid(1, 0, 3) == Approx(0.0).margin(1e-15));
  CHECK(u.on_grid(1, 0, 1) == Approx(std::sqrt(0.75)));
  CHECK(u.on_grid(0, 1, 1) == Approx(1.0));
  CHECK(u.on_grid(0, 1, 3) == Approx(0.0).margin(1e-15));  // three away, the farthest there is
  CHECK(u.on_grid(0, 1, 0) == Approx(1.0 - 1.0 / 9.0));
  CHECK(u.on_grid(1, 1, 0) == 7.0);
  CHECK(u.on_grid(1, 1, 1) == -1.0);
  CHECK(u.packages() == 16);
  world::Package package;
  package.count = 2;
  package.at = {2, 1};
  CHECK(u.of(0, package) == Approx(0.75 + 1.0));
  CHECK(u.of(1, package) == Approx(std::sqrt(0.5) - 1.0));
}

TEST_CASE("the best position is where no other position of a fine grid is better, for concave forms") {
  CHECK(rc::check([] {
    Made made;
    std::vector<double> grid;
    for (int k = 0; k <= 100; ++k) grid.push_back(k / 50.0);
    auto& issue = made.issue(grid);
    issue.continuous = true;
    const double e0 = *rc::gen::inRange(20, 101) / 100.0, e1 = *rc::gen::inRange(20, 101) / 100.0;
    const bool peaked = *rc::gen::arbitrary<bool>();
    issue.worth = {worth(made.actors[0], WorthForm::rising, e0),
                   peaked ? worth(made.actors[1], WorthForm::peaked, 1.0 + e1, 0.7)
                          : worth(made.actors[1], WorthForm::falling, e1)};
    const auto u = made.stated();
    RC_ASSERT(u.concave());
    const double w[2] = {*rc::gen::inRange(0, 20) / 10.0, *rc::gen::inRange(1, 20) / 10.0};
    const double best = u.best_anywhere(0, w);
    RC_ASSERT(best >= 0.0);
    RC_ASSERT(best <= 2.0);
    const auto sum = [&](double x) { return w[0] * u.at(0, 0, x) + w[1] * u.at(1, 0, x); };
    for (int k = 0; k <= 1000; ++k) RC_ASSERT(sum(best) >= sum(k / 500.0) - 1e-12);
    const std::size_t on_grid = u.best_on_grid(0, w);
    RC_ASSERT(std::fabs(grid[on_grid] - best) <= 0.02 + 1e-12);
  }));
}

TEST_CASE("a table, a convex curve or an issue with steps is not concave") {
  Made made;
  auto& issue = made.issue({0.0, 1.0, 2.0});
  issue.worth = {worth(made.actors[0], WorthForm::rising, 0.5), worth(made.actors[1], WorthForm::falling, 0.5)};
  CHECK_FALSE(made.stated().concave());
  issue.continuous = true;
  CHECK(made.stated().concave());
  issue.worth[1].power = 1.5;
  CHECK_FALSE(made.stated().concave());
  issue.worth[1] = worth(made.actors[1], WorthForm::table, 1.0, 0.0, {2, 1, 0});
  CHECK_FALSE(made.stated().concave());
}

// SPDX-License-Identifier: Apache-2.0
// What the shortcuts cost: the expected paths of the library against the mean of luck at every grid point of the drivers.
#include <algorithm>
#include <cmath>

#include "apps/validate/bench.hpp"
#include "apps/validate/closure_paths.hpp"
#include "apps/validate/worth.hpp"

namespace entente::validate {
namespace {

void control_section(const Context& c, Page& page) {
  Bench first(c.base, c.session.registry(), -1);
  const auto& space = first.preference().space();
  const auto points = static_cast<std::size_t>(space.grid_size());
  std::vector<std::vector<double>> expected(points), sampled(points);
  c.executor.execute(points, [&](std::uint64_t point) {
    Bench bench(c.base, c.session.registry(), -1);
    expected[point] = expected_control(bench, static_cast<int>(point));
    sampled[point] = sampled_control(bench, static_cast<int>(point), 2 * c.paths);
  });
  const auto side = holding_side(first);
  const std::size_t coalitions = c.base.coalition_count();
  const std::vector<std::size_t> held = held_places(first, side);
  page.section("Control after " + std::to_string(kClosureMonths) + " months: expected path against the mean of luck");
  page.text("Share of the side that holds them (" + c.base.coalitions[side.index()].id + ") in the " +
            std::to_string(held.size()) +
            " contested places it holds at as_of, drivers held at each grid point of the library, all numbers at their "
            "modes, " +
            std::to_string(2 * c.paths) + " sampled histories.");
  std::vector<Row> rows;
  double total = 0.0, worst = 0.0;
  for (std::size_t g = 0; g < points; ++g) {
    double e = 0.0, m = 0.0, squares = 0.0, largest = 0.0;
    std::size_t where = held.empty() ? 0 : held.front();
    for (const auto n : held) {
      const std::size_t at = n * coalitions + side.index();
      const double bias = expected[g][at] - sampled[g][at];
      e += expected[g][at] / static_cast<double>(held.size());
      m += sampled[g][at] / static_cast<double>(held.size());
      squares += bias * bias / static_cast<double>(held.size());
      if (std::abs(bias) > std::abs(largest)) {
        largest = bias;
        where = n;
      }
    }
    total += (e - m) / static_cast<double>(points);
    worst = std::max(worst, std::abs(e - m));
    rows.push_back({point_name(space, static_cast<int>(g)), number(e), number(m), change(e - m),
                    number(std::sqrt(squares)), change(largest) + " at " + c.base.nodes[where].id});
  }
  page.table({"drivers", "expected", "sampled", "bias", "root mean square over places", "largest"}, rows);
  page.text("Mean bias over grid points " + change(total) + ", largest " + number(worst) + ".");
  Row head{"place"};
  for (std::size_t g = 0; g < points; ++g) head.push_back(point_name(space, static_cast<int>(g)));
  std::vector<Row> places;
  for (const auto n : held) {
    Row row{c.base.nodes[n].id};
    const std::size_t at = n * coalitions + side.index();
    for (std::size_t g = 0; g < points; ++g)
      row.push_back(number(expected[g][at], 2) + " / " + number(sampled[g][at], 2));
    places.push_back(row);
  }
  page.text("Place by place, expected / sampled:");
  page.table(head, places);
}

}  // namespace

Page closure_page(const Context& c) {
  Page page("Closure: what the shortcuts cost",
            "Talks value packages on a small library of expected paths. This page sets the library against sampled "
            "futures of the same world. What that does to gains stands in [valuation.md](valuation.md).");
  c.tell("closure: control");
  control_section(c, page);
  return page;
}

}  // namespace entente::validate

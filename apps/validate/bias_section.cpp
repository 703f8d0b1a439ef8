// SPDX-License-Identifier: Apache-2.0
// The bias of every port that moves the world: expected paths of each conflict family against the mean of its own luck, and
// what the economy's ledger expects of each actor's money against the mean of sampled months.
#include <algorithm>
#include <cmath>
#include <variant>

#include "apps/validate/bench.hpp"
#include "apps/validate/closure_paths.hpp"
#include "apps/validate/context.hpp"

namespace entente::validate {
namespace {

constexpr double kControl = 0.25;  // tolerated mean bias of control at a grid point, shares
constexpr double kMoney = 0.10;    // tolerated bias of an actor's money, part of what it draws

struct Bias {
  double expected = 0.0, sampled = 0.0, rms = 0.0;
};

Bias bias_at(Bench& bench, int point, int paths) {
  const auto side = holding_side(bench);
  const auto held = held_places(bench, side);
  const auto expected = expected_control(bench, point), sampled = sampled_control(bench, point, paths);
  Bias b;
  for (const auto n : held) {
    const std::size_t at = n * bench.scenario().coalition_count() + side.index();
    const auto places = static_cast<double>(held.size());
    b.expected += expected[at] / places;
    b.sampled += sampled[at] / places;
    b.rms += (expected[at] - sampled[at]) * (expected[at] - sampled[at]) / places;
  }
  b.rms = std::sqrt(b.rms);
  return b;
}

void conflict_bias(const Context& c, Page& page) {
  page.text("Control of the places that the driven side holds at as_of, after " + std::to_string(kClosureMonths) +
            " months with the drivers held at each grid point, at the modes; " + std::to_string(c.paths) +
            " sampled histories.");
  std::vector<Row> rows;
  double worst = 0.0;
  for (const auto& [key, family] : c.session.registry().conflict) {
    c.tell("families: bias of " + key);
    const auto s = key == c.base.conflict.key ? c.base : with_overlay(c.session, c.folder, "conflict=" + key);
    const auto points = static_cast<std::size_t>(Bench(s, c.session.registry(), -1).preference().space().grid_size());
    std::vector<Bias> at(points);
    std::vector<std::string> names(points);
    c.executor.execute(points, [&](std::uint64_t point) {
      Bench bench(s, c.session.registry(), -1);
      names[point] = point_name(bench.preference().space(), static_cast<int>(point));
      at[point] = bias_at(bench, static_cast<int>(point), c.paths);
    });
    for (std::size_t i = 0; i < points; ++i) {
      const double bias = at[i].expected - at[i].sampled;
      worst = std::max(worst, std::abs(bias));
      rows.push_back(
          {"`" + key + "`", names[i], number(at[i].expected), number(at[i].sampled), change(bias), number(at[i].rms)});
    }
  }
  page.table({"family", "drivers", "expected", "sampled", "bias", "root mean square over places"}, rows);
  page.check(worst <= kControl, "the bias of expected control is at most " + number(kControl, 2) +
                                    " at every grid point of every family (largest " + number(worst) + ")");
}

bool of_ground(world::MoneyKind kind) {
  using world::MoneyKind;
  return kind == MoneyKind::profit || kind == MoneyKind::royalty || kind == MoneyKind::armed_tax ||
         kind == MoneyKind::transit || kind == MoneyKind::trade || kind == MoneyKind::rights_fee;
}

/// Money a month that each actor draws from ground, by the ledger of as_of.
std::vector<double> expected_money(const scenario::Scenario& s, const world::World& w, const model::Ledger& ledger) {
  std::vector<double> out(s.actors.size(), 0.0);
  for (std::size_t a = 0; a < out.size(); ++a)
    for (std::size_t e = 0; e < w.control.size(); ++e) out[a] += ledger.cash[a * w.control.size() + e] * w.control[e];
  return out;
}

/// The same as the mean of sampled months over the outlook, ground and regimes held as they are.
std::vector<double> sampled_money(const Bench& bench, const world::World& start, int months, int paths) {
  const auto& s = bench.scenario();
  std::vector<double> out(s.actors.size(), 0.0);
  world::Derived derived;
  world::EventSink sink;
  for (int p = 0; p < paths; ++p) {
    const core::Streams luck = core::Streams(s.seed, 0, 0).child(static_cast<std::uint32_t>(p));
    world::World w = start;
    for (int month = 0; month < months; ++month) {
      sink.clear();
      bench.models().economy->prices(w, luck, sink);
      for (const auto& event : sink.events()) world::apply(s, bench.draw(), w, event);
      sink.clear();
      world::derive(s, bench.draw(), w, derived);
      bench.models().economy->flows(w, derived, luck, sink);
      for (const auto& event : sink.events()) {
        world::apply(s, bench.draw(), w, event);
        const auto* paid = std::get_if<world::MoneyMoved>(&event.body);
        if (paid == nullptr || !of_ground(paid->kind)) continue;
        if (paid->to.valid()) out[paid->to.index()] += paid->amount / (months * paths);
        if (paid->from.valid()) out[paid->from.index()] -= paid->amount / (months * paths);
      }
      ++w.month;
    }
  }
  return out;
}

void economy_bias(const Context& c, Page& page) {
  const int months = 24;
  const int paths = std::max(20, c.paths / 4);
  page.text(
      "Money a month from ground (royalties, profits, levies, transit, trade, fees), free exports, ground held as at "
      "as_of, over " +
      std::to_string(months) + " months at the modes; " + std::to_string(paths) +
      " sampled paths of prices and output against the ledger that projections use.");
  const auto s = fixed(c.base, "parameters.economy.outlook", months);
  Bench bench(s, c.session.registry(), -1);
  world::World start = bench.world();
  std::fill(start.regime.begin(), start.regime.end(), std::int8_t{0});
  world::Derived derived;
  world::derive(s, bench.draw(), start, derived);
  std::fill(derived.regime.begin(), derived.regime.end(), 0);
  model::Ledger ledger;
  bench.models().economy->ledger(start, derived, ledger);
  const auto expected = expected_money(s, start, ledger), sampled = sampled_money(bench, start, months, paths);
  std::vector<Row> rows;
  double worst = 0.0;
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    if (std::abs(sampled[a]) < 0.05) continue;
    const double part = (expected[a] - sampled[a]) / std::abs(sampled[a]);
    worst = std::max(worst, std::abs(part));
    rows.push_back({"`" + s.economy.key + "`", "`" + s.actors[a].id + "`", number(expected[a], 2),
                    number(sampled[a], 2), change(100.0 * part, 1)});
  }
  page.table({"family", "actor", "ledger", "sampled", "bias, per cent"}, rows);
  page.check(worst <= kMoney, "the ledger is within " + number(100.0 * kMoney, 0) +
                                  " per cent of the sampled mean for every actor (largest " + number(100.0 * worst, 1) +
                                  ")");
}

}  // namespace

void bias_section(const Context& c, Page& page) {
  page.section("Bias of what is expected against what luck brings");
  conflict_bias(c, page);
  c.tell("families: bias of the economy");
  economy_bias(c, page);
}

}  // namespace entente::validate

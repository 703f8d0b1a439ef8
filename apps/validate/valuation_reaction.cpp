// SPDX-License-Identifier: Apache-2.0
// The reaction rule inside projections against conduct in runs: for every lever that drives a projection, the mean level the
// rule predicts at a refresh for the months ahead, and the mean level of those months.
#include <cmath>

#include "analysis/intervals.hpp"
#include "apps/validate/bench.hpp"
#include "apps/validate/valuation.hpp"

namespace entente::validate {
namespace {

constexpr int kEvery = 6;  // months between the refreshes that are looked at; each has at least as many months ahead

/// One refresh of one run, one lever.
struct Look {
  int month = 0;  // completed before it
  double predicted = 0.0, present = 0.0, realised = 0.0;
};

std::size_t reactive(const valuation::Space& space, std::size_t axis) {
  return space.grid[axis].decision.valid() ? axis : space.grid.size();
}

/// [axis][refresh] of one run.
std::vector<std::vector<Look>> play(const Context& c, std::uint32_t draw) {
  const auto& s = c.base;
  const scenario::Draw numbers = scenario::make_draw(s, s.seed, draw);
  const model::Models models = model::make_models(c.session.registry(), s, numbers);
  const auto& preference = dynamic_cast<const valuation::ProjectedPreference&>(*models.preference);
  run::Engine engine(s, numbers, models, core::Streams(s.seed, draw, 0), {});
  const auto& space = preference.space();
  std::vector<std::vector<Look>> out(space.grid.size());
  std::vector<std::vector<double>> level(space.grid.size());  // [axis][month], at its end
  while (engine.world.month < s.months) {
    const int before = engine.world.month;
    const auto levers = engine.world.lever;
    run::step(engine);  // the preference looks at the world first, then levers are reviewed
    valuation::Response response;
    const bool looked = before % kEvery == 0 && before + kEvery <= s.months;
    if (looked) preference.reaction().respond(preference.present(), preference.standing(), response);
    for (std::size_t x = 0; x < space.grid.size(); ++x) {
      if (reactive(space, x) != x) continue;
      const auto& axis = space.grid[x];
      const auto at = [&](const auto& lever) {
        return axis.lever_levels[static_cast<std::size_t>(lever[axis.decision.index()])];
      };
      level[x].push_back(at(engine.world.lever));
      if (!looked) continue;
      Look look{before, 0.0, at(levers), 0.0};
      for (std::size_t o = 0; o < axis.lever_levels.size(); ++o)
        look.predicted += response.choice[x][o] * axis.lever_levels[o];
      out[x].push_back(look);
    }
  }
  for (std::size_t x = 0; x < out.size(); ++x) {
    for (auto& look : out[x]) {
      const auto from = static_cast<std::size_t>(look.month);
      for (std::size_t m = from; m < level[x].size(); ++m)
        look.realised += level[x][m] / static_cast<double>(level[x].size() - from);
    }
  }
  return out;
}

/// Half the mean distance between neighbouring levels of the lever.
double half_level(const valuation::GridAxis& axis) {
  const auto& levels = axis.lever_levels;
  return 0.5 * (levels.back() - levels.front()) / static_cast<double>(levels.size() - 1);
}

struct Sums {
  analysis::Moments predicted, present, realised, gap, stays;
  double squares = 0.0, stays_squares = 0.0;

  void add(const Look& look) {
    const double off = look.predicted - look.realised, kept = look.present - look.realised;
    predicted.add(look.predicted);
    present.add(look.present);
    realised.add(look.realised);
    gap.add(off);
    stays.add(kept);
    squares += off * off;
    stays_squares += kept * kept;
  }
  [[nodiscard]] Row row(const std::string& lever, const std::string& when, int digits) const {
    const double n = std::max(1.0, gap.n());
    return {lever,
            when,
            number(n, 0),
            number(present.mean(), digits),
            number(predicted.mean(), digits),
            number(realised.mean(), digits),
            change(gap.mean(), digits) + " ± " + number(std::sqrt(gap.variance() / n), digits),
            number(std::sqrt(squares / n), digits),
            change(stays.mean(), digits),
            number(std::sqrt(stays_squares / n), digits)};
  }
};

}  // namespace

void reaction_section(const Context& c, Page& page) {
  c.tell("valuation: the reaction rule");
  const auto& s = c.base;
  std::vector<std::vector<std::vector<Look>>> runs(c.runs);
  c.executor.execute(c.runs, [&](std::uint64_t run) { runs[run] = play(c, static_cast<std::uint32_t>(run)); });
  const Bench bench(s, c.session.registry(), -1);
  const auto& space = bench.preference().space();
  page.section("The reaction rule: predicted against realised conduct");
  page.text(
      "For every lever that the rule inside projections answers with: the mean level it predicts at a refresh for the "
      "months ahead, and the mean level of the lever in the run over those months, to the run's end. Refreshes at "
      "as_of and every " +
      std::to_string(kEvery) + " months in " + std::to_string(c.runs) +
      " runs, one draw of the inputs each. *Stays*: the same gap for the simple guess that the lever stays where it "
      "is. Root mean squares are of single refreshes: they hold the luck of the run, which no prediction knows.");
  std::vector<Row> rows;
  std::vector<std::pair<bool, std::string>> checks;
  for (std::size_t x = 0; x < space.grid.size(); ++x) {
    if (reactive(space, x) != x) continue;
    const auto& decision = s.decisions[space.grid[x].decision.index()];
    const int digits = space.grid[x].lever_levels.back() > 10.0 ? 0 : 3;
    const std::string name = "`" + decision.id + "`";
    Sums all;
    for (int month = 0; month + kEvery <= s.months; month += kEvery) {
      Sums one;
      for (const auto& run : runs) {
        for (const auto& look : run[x]) {
          if (look.month == month) one.add(look);
        }
      }
      rows.push_back(one.row(name, "month " + std::to_string(month), digits));
    }
    for (const auto& run : runs) {
      for (const auto& look : run[x]) all.add(look);
    }
    rows.push_back(all.row(name, "all", digits));
    const double limit = half_level(space.grid[x]);
    checks.emplace_back(std::fabs(all.gap.mean()) < limit,
                        name + ": the mean gap of " + change(all.gap.mean(), digits) +
                            " is smaller than half of one level, " + number(limit, digits));
  }
  page.table({"lever", "refresh at", "number", "present", "predicted", "realised", "gap", "its root mean square",
              "gap if it stays", "its root mean square "},
             rows);
  for (const auto& [ok, statement] : checks) page.check(ok, statement);
}

}  // namespace entente::validate

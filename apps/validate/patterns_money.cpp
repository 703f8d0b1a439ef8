// SPDX-License-Identifier: Apache-2.0
// Patterns of money: what mines, levies and transit bring at as_of against ranges with a source; more money from fewer
// tonnes under some elasticities; prices against the statistics of the series beside the case.
#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <variant>

#include "apps/validate/bench.hpp"
#include "apps/validate/patterns_ground.hpp"
#include "apps/validate/patterns_svg.hpp"

namespace entente::validate {
namespace {

constexpr int kYear = 12;

double middle(std::vector<double> values, double q) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
}

/// Ports and a world of one draw, for markets alone.
struct Market {
  Market(const Context& c, const scenario::Scenario& scenario, std::int64_t number)
      : s(scenario), draw(scenario::make_draw(scenario, scenario.seed, number)), world(world::initial_world(s, draw)) {
    const auto& family = c.session.registry().economy.at(s.economy.key);
    economy = family.make(model::Setting{s, draw}, model::ParamValues(family.params, s.economy.params, draw));
    world::derive(s, draw, world, derived);
  }
  const scenario::Scenario& s;
  scenario::Draw draw;
  world::World world;
  world::Derived derived;
  std::unique_ptr<model::Economy> economy;
  world::EventSink sink;

  void apply() {
    for (const auto& event : sink.events()) world::apply(s, draw, world, event);
    sink.clear();
  }
};

/// Money a month that an actor draws from ground at as_of.
double drawn_from(const Market& m, const model::Ledger& ledger, const Patterns::Flow& f) {
  const std::size_t nodes = m.s.nodes.size(), count = m.s.coalition_count();
  double sum = 0.0;
  for (std::size_t n = 0; n < nodes; ++n) {
    const auto is = [n](core::NodeId id) { return id.index() == n; };
    if (!f.nodes.empty() && std::none_of(f.nodes.begin(), f.nodes.end(), is)) continue;
    if (std::any_of(f.except.begin(), f.except.end(), is)) continue;
    for (std::size_t k = 0; k < count; ++k)
      sum += ledger.cash[(f.actor.index() * nodes + n) * count + k] * m.world.control[n * count + k];
  }
  if (f.fixed) sum += m.draw[m.s.actors[f.actor.index()].income];
  return sum * f.per_year;
}

/// Receipts of the seller over a year, MUSD, and tonnes sold relative to free trade, under a regime forced from as_of on.
double year_under(const Context& c, const scenario::Scenario& s, const Patterns& p, std::uint32_t run,
                  std::int8_t regime) {
  Market m(c, s, -1);
  const core::Streams luck(s.seed, run, 0);
  double sum = 0.0;
  m.world.regime[p.mineral.index()] = regime;
  for (int month = 0; month < kYear; ++month) {
    m.economy->prices(m.world, luck, m.sink);
    m.apply();
    m.economy->flows(m.world, m.derived, luck, m.sink);
    for (const auto& event : m.sink.events()) {
      const auto* paid = std::get_if<world::MoneyMoved>(&event.body);
      if (paid == nullptr || paid->to != p.seller) continue;
      const bool ore = paid->kind == world::MoneyKind::royalty || paid->kind == world::MoneyKind::profit ||
                       paid->kind == world::MoneyKind::rights_fee;
      sum += ore ? paid->amount : 0.0;
    }
    m.apply();
    ++m.world.month;
  }
  return sum;
}

/// Price of the mineral at the end of each asked month under a regime held from as_of and lifted after `lifted` months.
std::vector<double> price_under(const Context& c, const Patterns& p, std::uint32_t run, std::int8_t regime, int lifted,
                                const std::vector<int>& months) {
  Market m(c, c.base, -1);
  const core::Streams luck(c.base.seed, run, 0);
  const std::size_t i = p.mineral.index();
  std::vector<double> out;
  for (int month = 1; month <= months.back(); ++month) {
    m.world.regime[i] = month <= lifted ? regime : std::int8_t{0};
    m.economy->prices(m.world, luck, m.sink);
    m.apply();
    ++m.world.month;
    if (std::find(months.begin(), months.end(), month) != months.end()) out.push_back(std::exp(m.world.log_price[i]));
  }
  return out;
}

struct Series {
  std::vector<std::vector<double>> change;  // per column, monthly log changes
};

Series read_series(const Context& c, const Patterns& p) {
  const scenario::DiskFiles files;
  const auto text = files.read(c.folder + "/" + p.price_file);
  Series out;
  out.change.resize(p.columns.size());
  if (!text) return out;
  std::istringstream lines(*text);
  std::string line;
  std::vector<int> at(p.columns.size(), -1);
  std::vector<double> last(p.columns.size(), 0.0);
  bool head = true;
  while (std::getline(lines, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    for (std::size_t k = 0; k < p.columns.size(); ++k) {
      if (head) {
        for (std::size_t i = 0; i < cells.size(); ++i)
          if (cells[i] == p.columns[k].second) at[k] = static_cast<int>(i);
      } else if (at[k] >= 0 && static_cast<std::size_t>(at[k]) < cells.size()) {
        const double now = std::log(std::stod(cells[static_cast<std::size_t>(at[k])]));
        if (last[k] != 0.0) out.change[k].push_back(now - last[k]);
        last[k] = now;
      }
    }
    head = false;
  }
  return out;
}

double mean_of(const std::vector<double>& v) {
  double sum = 0.0;
  for (const double x : v) sum += x;
  return v.empty() ? 0.0 : sum / static_cast<double>(v.size());
}

double covariance(const std::vector<double>& a, const std::vector<double>& b) {
  const double ma = mean_of(a), mb = mean_of(b);
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) sum += (a[i] - ma) * (b[i] - mb);
  return a.size() > 1 ? sum / static_cast<double>(a.size() - 1) : 0.0;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  return covariance(a, b) / std::sqrt(covariance(a, a) * covariance(b, b));
}

double kurtosis(const std::vector<double>& v) {
  const double m = mean_of(v), var = covariance(v, v);
  double sum = 0.0;
  for (const double x : v) sum += (x - m) * (x - m) * (x - m) * (x - m);
  return sum / static_cast<double>(v.size()) / (var * var);
}

/// Simulated monthly changes at the modes, one window as long as the series per run.
Series simulate(const Context& c, const Patterns& p, std::size_t months) {
  Series out;
  out.change.resize(p.columns.size());
  for (std::uint32_t r = 0; r < c.runs; ++r) {
    Market m(c, c.base, -1);
    const core::Streams luck(c.base.seed, r, 0);
    for (std::size_t month = 0; month < months; ++month) {
      const auto before = m.world.log_price;
      m.economy->prices(m.world, luck, m.sink);
      m.apply();
      ++m.world.month;
      for (std::size_t k = 0; k < p.columns.size(); ++k) {
        const std::size_t i = p.columns[k].first.index();
        out.change[k].push_back(m.world.log_price[i] - before[i]);
      }
    }
  }
  return out;
}

}  // namespace

void flows_section(const Context& c, const Patterns& p, Page& page) {
  page.section("What ground yields, and to whom");
  page.text("At as_of, over " + std::to_string(c.runs) +
            " draws of all numbers, at the prices and regimes of that day.");
  const auto today = fixed(c.base, "parameters.economy.outlook", 0.0);
  std::vector<std::vector<double>> values(p.flows.size());
  for (std::uint32_t r = 0; r < c.runs; ++r) {
    const Market m(c, today, r);
    model::Ledger ledger;
    m.economy->ledger(m.world, m.derived, ledger);
    for (std::size_t k = 0; k < p.flows.size(); ++k) values[k].push_back(drawn_from(m, ledger, p.flows[k]));
  }
  std::vector<Row> rows;
  std::string out;
  for (std::size_t k = 0; k < p.flows.size(); ++k) {
    const auto& f = p.flows[k];
    const double median = middle(values[k], 0.5);
    double inside = 0.0;
    for (const double v : values[k])
      inside += v >= f.lo && v <= f.hi ? 1.0 / static_cast<double>(values[k].size()) : 0.0;
    if (median < f.lo || median > f.hi) out += (out.empty() ? ": " : "; ") + f.title;
    rows.push_back({f.title, number(middle(values[k], 0.1), 2), number(median, 2), number(middle(values[k], 0.9), 2),
                    f.unit, number(f.lo, 2) + " to " + number(f.hi, 2), number(inside, 2), f.source});
  }
  page.table({"flow", "10 %", "median", "90 %", "unit", "range known at as_of", "part of draws inside", "source"},
             rows);
  page.check(out.empty(), "every median lies in its range" + out);
}

void regime_section(const Context& c, const Patterns& p, Page& page) {
  const std::string mineral = c.base.minerals[p.mineral.index()].name, seller = c.base.actors[p.seller.index()].name;
  page.section("More money from fewer tonnes, under some elasticities");
  page.text("Receipts of " + seller +
            " (royalties, profits, fees) from all ores in the year after as_of if the regime of " + mineral +
            " is held from the start, against free exports, MUSD; markets alone, " + std::to_string(c.runs) +
            " paths of prices under common luck.");
  std::vector<Row> rows;
  std::vector<Curve> curves{{"quota", {}, {}}, {"ban", {}, {}}};
  bool more = false, less = false;
  for (const double elasticity : p.elasticities) {
    const auto s = fixed(c.base, "minerals." + c.base.minerals[p.mineral.index()].id + ".elasticity", elasticity);
    double mean[3] = {};
    std::vector<std::array<double, 3>> each(c.runs);
    c.executor.execute(c.runs, [&](std::uint64_t r) {
      for (std::int8_t regime = 0; regime < 3; ++regime)
        each[r][static_cast<std::size_t>(regime)] = year_under(c, s, p, static_cast<std::uint32_t>(r), regime);
    });
    std::vector<double> quota, ban;
    for (const auto& x : each) {
      for (int k = 0; k < 3; ++k) mean[k] += x[static_cast<std::size_t>(k)] / c.runs;
      quota.push_back(x[1] - x[0]);
      ban.push_back(x[2] - x[0]);
    }
    const Estimate q = estimate(quota), b = estimate(ban);
    rows.push_back(
        {number(elasticity, 2), number(mean[0], 0), with_error(q.mean, q.error, 0), with_error(b.mean, b.error, 0)});
    more = more || q.mean > 2.0 * q.error;
    less = less || q.mean < -2.0 * q.error;
    curves[0].x.push_back(-elasticity);
    curves[0].y.push_back(mean[1]);
    curves[1].x.push_back(-elasticity);
    curves[1].y.push_back(mean[2]);
  }
  page.table({"demand elasticity", "receipts, free", "quota against free", "ban against free"}, rows);
  page.picture("patterns_regime.svg", "Receipts by elasticity",
               curves_svg("Receipts of the year by regime", "demand elasticity, sign changed", "MUSD", curves));
  page.check(more && less, "a quota earns more than free exports under some elasticities and less under others");
}

void regime_price_section(const Context& c, const Patterns& p, Page& page) {
  struct Course {
    const char* name;
    std::int8_t regime;
    int lifted;
  };
  const std::vector<int> months{3, 6, 12, 24};
  const int never = months.back() + 1;
  const std::vector<Course> courses{{"free from as_of", 0, 0},
                                    {"ban lifted after three months", 2, 3},
                                    {"quota, held", 1, never},
                                    {"ban, held", 2, never}};
  const std::string mineral = c.base.minerals[p.mineral.index()].name;
  page.section("What a regime does to the price");
  page.text("Price of " + mineral + " in USD a tonne at the modes, 10 %, median and 90 % of " + std::to_string(c.runs) +
            " paths. Before the regime of as_of: " + number(p.price_before, 0) +
            "; highest ever: " + number(p.price_record, 0) + " (" + p.price_source + ").");
  std::vector<Row> rows;
  double lifted = 0.0, highest = 0.0;
  for (const Course& course : courses) {
    std::vector<std::vector<double>> at(months.size());
    for (std::uint32_t r = 0; r < c.runs; ++r) {
      const auto path = price_under(c, p, r, course.regime, course.lifted, months);
      for (std::size_t k = 0; k < months.size(); ++k) at[k].push_back(path[k]);
    }
    Row row{course.name};
    for (const auto& prices : at)
      row.push_back(number(middle(prices, 0.1), 0) + ", " + number(middle(prices, 0.5), 0) + ", " +
                    number(middle(prices, 0.9), 0));
    rows.push_back(row);
    if (course.lifted > 0 && course.lifted < never) lifted = middle(at.back(), 0.5);
    highest = std::max(highest, middle(at.back(), 0.5));
  }
  Row head{"regime"};
  for (const int month : months) head.push_back("after " + std::to_string(month) + " months");
  page.table(head, rows);
  page.check(lifted > 0.75 * p.price_before && lifted < 1.33 * p.price_before,
             "two years after a ban of three months the median price is within a third of the one before it");
  page.check(highest < 1.33 * p.price_record,
             "no regime held for two years lifts the median price a third above the record");
}

void prices_section(const Context& c, const Patterns& p, Page& page) {
  page.section("Prices against their own past");
  const Series past = read_series(c, p);
  const std::size_t months = past.change.empty() ? 0 : past.change[0].size();
  const Series model = simulate(c, p, months);
  page.text("Monthly log changes: " + std::to_string(months) + " of the series in `" + p.price_file +
            "`, all dated before as_of, and " + std::to_string(c.runs) +
            " simulated windows of the same length at the modes. Volatilities of the case are the series' times 1.3, "
            "because the sample is short.");
  std::vector<Row> rows;
  bool sized = true;
  for (std::size_t k = 0; k < p.columns.size(); ++k) {
    const double seen = std::sqrt(covariance(past.change[k], past.change[k]) * kYear);
    const double made = std::sqrt(covariance(model.change[k], model.change[k]) * kYear);
    rows.push_back({c.base.minerals[p.columns[k].first.index()].name, number(seen, 3), number(made, 3),
                    number(made / seen, 2), number(kurtosis(past.change[k]), 1), number(kurtosis(model.change[k]), 1)});
    sized = sized && made / seen > 0.9 && made / seen < 2.0;
  }
  page.table({"mineral", "volatility a year, series", "simulated", "ratio", "kurtosis, series", "simulated"}, rows);
  rows.clear();
  bool tied = true;
  for (std::size_t i = 0; i < p.columns.size(); ++i) {
    for (std::size_t j = i + 1; j < p.columns.size(); ++j) {
      const double seen = correlation(past.change[i], past.change[j]),
                   made = correlation(model.change[i], model.change[j]);
      rows.push_back(
          {c.base.minerals[p.columns[i].first.index()].name + ", " + c.base.minerals[p.columns[j].first.index()].name,
           number(seen, 2), number(made, 2)});
      tied = tied && std::abs(seen - made) < 0.15;
    }
  }
  page.table({"pair", "correlation, series", "simulated"}, rows);
  page.check(sized, "simulated volatility is 0.9 to 2.0 times the series'");
  page.check(tied, "simulated correlations lie within 0.15 of the series'");
}

}  // namespace entente::validate

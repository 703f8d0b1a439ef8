// SPDX-License-Identifier: Apache-2.0
// Patterns of the war: captures from the earlier map and their order, ground that never falls, what an index of national
// capability alone would make of it, and how long cities stay held by what the sponsor keeps there.
#include <algorithm>
#include <cmath>
#include <mutex>

#include "apps/validate/bench.hpp"
#include "apps/validate/patterns_ground.hpp"
#include "apps/validate/patterns_svg.hpp"

namespace entente::validate {
namespace {

constexpr double kDaysOfSubstep = 7.609375;  // a quarter of a mean month
constexpr int kTwoYears = 96;                // sub-steps
constexpr std::uint32_t kLuck = 7;           // seed of the ground's luck on this page

double quantile(std::vector<int> values, double q) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0.0 : values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
}

core::Streams luck(std::uint32_t run) { return {kLuck, run, 0}; }

struct Advance {
  std::vector<int> taken;                 // per run, by the day of the record
  std::vector<double> deaths, displaced;  // per run, by the day of the record
  std::vector<std::vector<int>> first;    // per run and place of the order: sub-step of its fall, or -1
  std::vector<std::uint8_t> beyond;       // per run: one of the places that must not fall fell within two years
};

Advance advance_from(const Context& c, const Patterns& p, const scenario::Scenario& s, bool drawn) {
  Advance a;
  const int steps = static_cast<int>(p.days / kDaysOfSubstep + 0.5);
  a.taken.assign(c.runs, 0);
  a.deaths.assign(c.runs, 0.0);
  a.displaced.assign(c.runs, 0.0);
  a.first.assign(c.runs, std::vector<int>(p.order.size(), -1));
  a.beyond.assign(c.runs, 0);
  play_ground(c, s, drawn, c.runs, [&](std::uint32_t r, GroundHistory& h) {
    for (int w = 0; w < kTwoYears; ++w) {
      const int taken = h.week(luck(r), p.aggressor);
      if (w < steps) {
        a.taken[r] += taken;
        a.deaths[r] = h.world.deaths;
        a.displaced[r] = h.world.displaced;
        for (std::size_t i = 0; i < p.order.size(); ++i)
          if (a.first[r][i] < 0 && h.holds(p.aggressor, p.order[i])) a.first[r][i] = w;
      }
      for (const auto node : p.never) a.beyond[r] |= h.holds(p.aggressor, node) ? 1 : 0;
    }
  });
  return a;
}

struct Order {
  int all = 0, kept = 0;
  std::vector<int> fell;
};

Order order_of(const Advance& a, std::size_t places) {
  Order o;
  o.fell.assign(places, 0);
  for (const auto& first : a.first) {
    bool all = true, kept = true;
    for (std::size_t i = 0; i < places; ++i) {
      o.fell[i] += first[i] >= 0 ? 1 : 0;
      all = all && first[i] >= 0;
      kept = kept && (i == 0 || first[i - 1] <= first[i]);
    }
    o.all += all ? 1 : 0;
    o.kept += all && kept ? 1 : 0;
  }
  return o;
}

double mean_of(const std::vector<int>& values) {
  double sum = 0.0;
  for (const int v : values) sum += v;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

/// Two ways to read the case's numbers.
struct Both {
  Advance modes, drawn;
};

void counts(const Context& c, const Patterns& p, const scenario::Scenario& s, Both& both, Page& page) {
  std::vector<Row> rows;
  const auto row = [&rows](const std::string& name, const std::vector<int>& taken) {
    const double p10 = quantile(taken, 0.1), p90 = quantile(taken, 0.9);
    rows.push_back({name, number(mean_of(taken), 1), number(p10, 0), number(quantile(taken, 0.5), 0), number(p90, 0),
                    number(p90 / std::max(1.0, p10), 1)});
  };
  both.modes = advance_from(c, p, s, false);
  both.drawn = advance_from(c, p, s, true);
  row("modes", both.modes.taken);
  row("drawn", both.drawn.taken);
  for (const auto& [key, family] : c.session.registry().conflict) {
    if (key == c.base.conflict.key) continue;
    const auto other = with_overlay(c.session, c.folder, p.overlay + "+conflict=" + key);
    row("modes, `" + key + "`", advance_from(c, p, other, false).taken);
  }
  page.table({"numbers", "mean", "10 %", "median", "90 %", "90 % / 10 %"}, rows);
  page.picture("patterns_captures.svg", "Places taken, by run",
               counts_svg("Places taken in " + std::to_string(p.days) + " days, at the modes", "places",
                          both.modes.taken, p.observed));
  for (const bool wide : {false, true}) {
    const std::vector<int>& taken = wide ? both.drawn.taken : both.modes.taken;
    const std::string which = wide ? " (drawn)" : " (modes)";
    const double p10 = quantile(taken, 0.1), p50 = quantile(taken, 0.5), p90 = quantile(taken, 0.9);
    page.check(p10 <= p.observed && p.observed <= p90, "the observed count lies in the 80 % band" + which);
    page.check(p90 <= 4.0 * std::max(1.0, p10), "the band is no wider than a factor of four" + which);
    page.check(p50 * 2.0 >= p.observed && p50 <= 2.0 * p.observed,
               "the median is within a factor of two of the observed count" + which);
  }
}

void order(const Context& c, const Patterns& p, const scenario::Scenario& s, const Both& both, Page& page) {
  std::string names;
  for (const auto node : p.order) names += (names.empty() ? "" : ", then ") + s.nodes[node.index()].name;
  page.text("Order of the cities: " + names + ".");
  std::vector<Row> order_rows;
  bool ordered = true, shown = true, far = true;
  for (const bool wide : {false, true}) {
    const Advance& a = wide ? both.drawn : both.modes;
    const Order o = order_of(a, p.order.size());
    int beyond = 0;
    for (const auto b : a.beyond) beyond += b;
    Row row{wide ? "drawn" : "modes"};
    for (const int fell : o.fell) row.push_back(number(fell / static_cast<double>(c.runs), 2));
    row.push_back(std::to_string(o.all));
    row.push_back(o.all > 0 ? number(o.kept / static_cast<double>(o.all), 2) : "-");
    row.push_back(std::to_string(beyond));
    order_rows.push_back(row);
    shown = shown && o.all >= 20;
    ordered = ordered && o.kept >= 0.8 * o.all;
    far = far && beyond == 0;
  }
  Row head{"numbers"};
  for (const auto node : p.order) head.push_back("falls: " + s.nodes[node.index()].name);
  head.insert(head.end(), {"runs in which all fall", "of these in order",
                           "runs in which ground far from the war falls within two years"});
  page.table(head, order_rows);
  page.check(shown && ordered,
             "in at least 80 % of the runs in which all fall they fall in that order (at least 20 such runs)");
  std::string far_names;
  for (const auto node : p.never) far_names += (far_names.empty() ? "" : ", ") + s.nodes[node.index()].name;
  page.check(far, "ground far from the war never falls: " + far_names);
}

void harm(const Patterns& p, const Both& both, Page& page) {
  page.text("Harm in the same " + std::to_string(p.days) + " days, and what was known of it at as_of:");
  std::vector<Row> rows;
  bool deaths = true, displaced = true;
  for (const bool wide : {false, true}) {
    const Advance& a = wide ? both.drawn : both.modes;
    const auto row = [&](const char* what, std::vector<double> values, const Patterns::Harm& known) {
      std::sort(values.begin(), values.end());
      const auto at = [&values](double q) {
        return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
      };
      rows.push_back({std::string(what) + (wide ? ", drawn" : ", modes"), number(estimate(values).mean, 0),
                      number(at(0.1), 0), number(at(0.5), 0), number(at(0.9), 0),
                      number(known.lo, 0) + " to " + number(known.hi, 0), known.source});
      return at(0.1) <= known.hi && known.lo <= at(0.9) && at(0.5) * 2.0 >= known.lo && at(0.5) <= 2.0 * known.hi;
    };
    deaths = row("people killed", a.deaths, p.deaths) && deaths;
    displaced = row("people driven away", a.displaced, p.displaced) && displaced;
  }
  page.table({"harm", "mean", "10 %", "median", "90 %", "known at as_of", "source"}, rows);
  page.check(deaths, "deaths are of the order that was known: bands overlap, the median within a factor of two");
  page.check(displaced, "so are people driven away");
}

}  // namespace

void captures_section(const Context& c, const Patterns& p, Page& page) {
  page.section("The advance from the earlier map");
  page.text("Places that change hands by force in the " + std::to_string(p.days) + " days after the map of overlay `" +
            p.overlay + "`; observed: " + std::to_string(p.observed) +
            ". Only the ground moves: no talks, no levers. " + std::to_string(c.runs) +
            " runs at the modes of all numbers, and as many with every number drawn from its range.");
  const auto s = with_overlay(c.session, c.folder, p.overlay);
  Both both;
  counts(c, p, s, both, page);
  order(c, p, s, both, page);
  harm(p, both, page);
}

void index_section(const Context& c, const Patterns& p, Page& page) {
  page.section("With national capability alone the war disappears");
  const auto s = with_overlay(c.session, c.folder, p.overlay);
  page.text(
      "Qualities are multiplied so that the two sides' strengths stand to each other as the index of national "
      "material\n"
      "capability says (Correlates of War), product unchanged; same map, same luck.");
  const int steps = static_cast<int>(p.days / kDaysOfSubstep + 0.5);
  std::vector<Row> rows;
  double taken[2] = {}, city[2] = {}, later[2] = {};
  for (int indexed = 0; indexed < 2; ++indexed) {
    std::vector<int> count(c.runs, 0), fell(c.runs, 0), ever(c.runs, 0);
    play_ground(c, s, false, c.runs, [&](std::uint32_t r, GroundHistory& h) {
      if (indexed == 1) {
        const double now = h.strength(p.index[0].first) / h.strength(p.index[1].first);
        const double factor = std::sqrt(p.index[0].second / p.index[1].second / now);
        h.scale_quality(p.index[0].first, factor);
        h.scale_quality(p.index[1].first, 1.0 / factor);
      }
      for (int w = 0; w < kTwoYears; ++w) {
        const int taken_now = h.week(luck(r), p.aggressor);
        if (w < steps) count[r] += taken_now;
        for (const auto node : p.order) ever[r] |= h.holds(p.aggressor, node) ? 1 : 0;
        if (w < steps) fell[r] = ever[r];
      }
    });
    taken[indexed] = mean_of(count);
    city[indexed] = mean_of(fell);
    later[indexed] = mean_of(ever);
    rows.push_back({indexed ? "index of capability" : "men times quality", number(taken[indexed], 2),
                    number(city[indexed], 3), number(later[indexed], 3)});
  }
  page.table({"strength", "places taken in " + std::to_string(p.days) + " days", "runs in which a city falls by then",
              "within two years"},
             rows);
  page.check(taken[1] <= 0.05 * taken[0] && city[1] <= 0.05,
             "with the index alone at most a twentieth of the captures is left, and cities hold (over the days of the "
             "record)");
}

void retention_section(const Context& c, const Patterns& p, Page& page) {
  page.section("Cities stay held by what the sponsor keeps there");
  page.text(
      "Part of runs in which a city is still held after two years, by the sponsor's men, from the map of as_of, at the "
      "modes (" +
      std::to_string(c.runs) + " runs for each level).");
  std::vector<std::string> keys;
  for (const auto& [key, family] : c.session.registry().conflict) keys.push_back(key);
  std::vector<Row> rows;
  std::vector<Curve> curves;
  for (const std::string& key : keys) {
    const bool own = key == c.base.conflict.key;
    const auto s = own ? c.base : with_overlay(c.session, c.folder, "conflict=" + key);
    std::vector<Curve> mine{{key, {}, {}}};
    for (const double men : p.men) {
      std::vector<int> held(c.runs, 0), other(c.runs, 0);
      play_ground(c, s, false, c.runs, [&](std::uint32_t r, GroundHistory& h) {
        h.world.men[p.sponsor.index()] = men;
        ++h.world.ground_version;
        for (int w = 0; w < kTwoYears; ++w) h.week(luck(r), p.aggressor);
        held[r] = h.holds(p.aggressor, p.order[0]) ? 1 : 0;
        other[r] = h.holds(p.aggressor, p.order[1]) ? 1 : 0;
      });
      rows.push_back({key, number(men, 0), number(mean_of(held), 2), number(mean_of(other), 2)});
      mine[0].x.push_back(men);
      mine[0].y.push_back(mean_of(held));
    }
    curves.push_back(mine[0]);
    const auto& y = mine[0].y;
    if (!own) {
      page.check(y.back() - y.front() >= 0.3,
                 "under `" + key + "` it falls by three tenths at least from the highest level to none");
      continue;
    }
    bool rises = true;
    for (std::size_t i = 1; i < y.size(); ++i) rises = rises && y[i] >= y[i - 1] - 0.05;
    page.check(rises, "retention of the first city never falls with the sponsor's men");
    page.check(y.front() <= 0.5 && y.back() >= 0.9,
               "it is at most a half without the sponsor and at least nine tenths at the highest level");
  }
  page.table({"conflict family", "sponsor's men", c.base.nodes[p.order[0].index()].name,
              c.base.nodes[p.order[1].index()].name},
             rows);
  page.picture("patterns_retention.svg", "Retention after two years",
               curves_svg("Still held after two years: " + c.base.nodes[p.order[0].index()].name, "sponsor's men",
                          "part of runs", curves));
}

}  // namespace entente::validate

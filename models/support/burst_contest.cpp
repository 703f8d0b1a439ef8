// SPDX-License-Identifier: Apache-2.0
// Tables and laws of the burst-and-contest family. See the header for what each law is.
#include "models/support/burst_contest.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/detmath.hpp"
#include "graph/routes.hpp"

namespace entente::models::burst {
namespace {

constexpr double kMenUnit = 10000.0;   // casualties are stated for two armies of this size
constexpr double kTownPeople = 500.0;  // thousand people of a town that adds half of what any can to a defence
constexpr double kKeptHalfLives =
    4.0;                          // about a year: how long a place given up once must be kept to be worth retaking
constexpr int kFreshMonths = 48;  // beyond, a capture is forgotten

double value(const scenario::Draw& draw, scenario::Num n, double otherwise) { return n.valid() ? draw[n] : otherwise; }

/// Supply of every coalition over the whole map, from the bases of its forces; neutral countries stay closed.
std::vector<double> solve_open_supply(const scenario::Scenario& s, const Params& p, const std::vector<double>& cost) {
  const std::size_t nodes = s.nodes.size();
  std::vector<double> supply(s.coalitions.size() * nodes, 0.0), distance;
  graph::RouteScratch scratch;
  std::vector<std::uint8_t> passable(nodes);
  std::vector<int> bases;
  for (std::size_t c = 0; c < s.coalitions.size(); ++c) {
    for (std::size_t n = 0; n < nodes; ++n) passable[n] = s.nodes[n].outside ? 0 : 1;
    bases.clear();
    for (const auto& force : s.forces) {
      if (!force.coalition.valid() || force.coalition.index() != c || s.coalitions[c].unaligned) continue;
      for (const auto base : force.bases) {
        bases.push_back(base.value);
        passable[base.index()] = 1;
      }
    }
    if (bases.empty()) continue;
    graph::distances_from(s.map, bases, cost, passable, distance, scratch);
    for (std::size_t n = 0; n < nodes; ++n) supply[c * nodes + n] = det::exp(-distance[n] / p.supply_length);
  }
  return supply;
}

}  // namespace

Tables::Tables(const scenario::Scenario& s, const scenario::Draw& draw, const Params& p)
    : nodes(s.nodes.size()), coalitions(s.coalitions.size()), fronts(s.fronts.size()),
      week(1.0 / static_cast<double>(std::max(1, s.weeks_per_month))) {
  for (std::size_t c = 0; c < coalitions; ++c) {
    armed.push_back(s.coalitions[c].unaligned ? 0 : 1);
    if (!s.coalitions[c].unaligned) fighters.push_back(c);
    if (s.coalitions[c].unaligned && unaligned < 0) unaligned = static_cast<std::int32_t>(c);
  }
  // Sums over three sides or more round alike however the case lists them.
  std::sort(fighters.begin(), fighters.end(),
            [&s](std::size_t a, std::size_t b) { return s.coalitions[a].stream < s.coalitions[b].stream; });
  for (auto* table : {&status, &population, &terrain, &major, &crowding, &prize}) table->reserve(nodes);
  for (auto* table : {&front, &contested, &near, &first}) table->reserve(nodes + 1);
  node_stream.reserve(nodes);
  for (std::size_t n = 0; n < nodes; ++n) {
    const auto& node = s.nodes[n];
    const bool open = !node.outside && node.front.valid();
    front.push_back(open ? node.front.value : -1);
    if (open) contested.push_back(static_cast<std::int32_t>(n));
    status.push_back(value(draw, node.status, 0.0));
    population.push_back(value(draw, node.population, 0.0));
    const double town =
        population.back() / (population.back() + kTownPeople);  // 0 in a village, 3/4 in a city of 1.5 million
    terrain.push_back(std::max(1.0, value(draw, node.terrain, 1.0)) * (1.0 + p.urban * town));
    major.push_back(node.major);
    crowding.push_back(1.0 + population.back() / p.crowding);
    prize.push_back(1.0 + p.prize * node.major);
    node_stream.push_back(node.stream);
  }
  const std::vector<double> cost = model::effective_lengths(s, draw, p.capacity_exponent, model::Traffic::troops);
  neighbour.reserve(2 * s.edges.size());
  approach.reserve(2 * s.edges.size());
  std::vector<std::pair<std::int32_t, double>> ways;  // from one place
  for (std::size_t n = 0; n < nodes; ++n) {
    const auto beside = s.map.neighbours(static_cast<int>(n));
    const auto by = s.map.edges_of(static_cast<int>(n));
    ways.clear();
    for (std::size_t k = 0; k < beside.size(); ++k) {
      const auto edge = static_cast<std::size_t>(by[k]);
      if (s.edges[edge].troops) ways.emplace_back(beside[k], cost[edge]);
    }
    std::sort(ways.begin(), ways.end());  // of two ways to one place the shorter stands first
    first.push_back(static_cast<std::int32_t>(neighbour.size()));
    for (std::size_t i = 0; i < ways.size(); ++i) {
      if (i > 0 && ways[i].first == ways[i - 1].first) continue;
      neighbour.push_back(ways[i].first);
      approach.push_back(det::exp(-ways[i].second / p.supply_length));
    }
  }
  first.push_back(static_cast<std::int32_t>(neighbour.size()));
  for (std::size_t n = 0; n < nodes; ++n) {
    bool beside = front[n] >= 0;
    for (std::int32_t i = first[n]; i < first[n + 1]; ++i)
      beside = beside || front[static_cast<std::size_t>(neighbour[static_cast<std::size_t>(i)])] >= 0;
    if (beside) near.push_back(static_cast<std::int32_t>(n));
  }
  staging.assign(coalitions * nodes, 0.0);
  for (const auto& force : s.forces) {
    if (!force.coalition.valid() || !armed[force.coalition.index()]) continue;
    for (const auto base : force.bases) {
      if (s.nodes[base.index()].outside) staging[force.coalition.index() * nodes + base.index()] = p.staging;
    }
  }
  for (const auto& f : s.fronts) {
    for (const auto& c : s.coalitions) side_stream.push_back(core::mix64(f.stream ^ core::mix64(c.stream)));
  }
  open_supply = solve_open_supply(s, p, cost);
  const std::vector<double> control = world::initial_control(s, draw);
  stranger.assign(coalitions * nodes, 1.0);
  for (std::size_t c = 0; c < coalitions; ++c) {
    for (std::size_t n = 0; n < nodes; ++n) stranger[c * nodes + n] = control[n * coalitions + c] > 0.5 ? 0.0 : 1.0;
  }
  for (const auto& force : s.forces) {
    const bool comes_back = force.recruit.valid();
    recovers.push_back(comes_back ? -det::expm1(-draw[force.recruit] * week) : 0.0);
  }
  fresh_by_age.reserve(kFreshMonths);
  for (int age = 0; age < kFreshMonths; ++age)
    fresh_by_age.push_back(det::pow(0.5, static_cast<double>(age) / p.freshness_half_life));
}

void fill_sides(const Tables& t, const Params& p, const std::vector<double>& strength, const std::vector<double>& men,
                const std::vector<double>& held, std::vector<Side>& sides) {
  for (std::size_t k = 0; k < sides.size(); ++k) {
    Side side;
    if (t.armed[k % t.coalitions]) {
      side.men = men[k];
      const double tied = side.men > 0.0 ? p.garrison * held[k] / side.men : 0.0;
      side.defence = strength[k] / det::sqrt(1.0 + tied * tied);
      side.free = strength[k] / (1.0 + tied);
    }
    sides[k] = side;
  }
  for (std::size_t k = 0; k < sides.size(); ++k) {
    const std::size_t front = k - k % t.coalitions;
    for (const std::size_t c : t.fighters) {
      const std::size_t other = front + c;
      if (other == k) continue;
      sides[k].enemy += sides[other].defence;
      sides[k].enemy_men += sides[other].men;
    }
    sides[k].ratio =
        std::clamp(sides[k].enemy > 0.0 ? sides[k].free / sides[k].enemy : kRatioBound, 1.0 / kRatioBound, kRatioBound);
  }
}

Switching switching(const Params& p, const Side& side, double restraint) {
  Switching s;
  if (!(side.free > 0.0)) {
    s.off = p.off_rate * kRatioBound;
    return s;
  }
  s.on = p.on_rate * (1.0 - restraint) * std::min(p.opportunity, side.ratio * side.ratio);
  s.off = p.off_rate * (1.0 + p.restraint_off * restraint) / side.ratio;
  return s;
}

double attack_rate(const Params& p, double restraint, double offensive) {
  return p.force_channel * (offensive * p.tempo + (1.0 - offensive) * p.probe_rate * (1.0 - restraint));
}

double odds_against(const Params& p, double attack, double defence) {
  if (!(attack > 0.0)) return std::numeric_limits<double>::infinity();
  if (!(defence > 0.0)) return 0.0;
  return det::pow(defence / attack, p.exponent);
}

double hazard_of_pull(const Params& p, double pull) { return p.release_rate * det::logistic(pull / p.release_scale); }

double release_hazard(const Params& p, double relief, double worth, double supply, double acute) {
  const double outcry = outcry_factor(p, acute);
  return outcry * relief_factor(p, outcry * relief) *
         hazard_of_pull(p, release_pull(p, outcry * relief, p.overextension * (1.0 - felt_supply(p, supply)), worth));
}

double keepable(const Params& p, double pressure, double mass, double acute, double major, double worth,
                double supply) {
  const double weight = 1.0 + p.salience;
  const double hazard =
      release_hazard(p, pressure * weight / (mass + weight), worth, supply, std::min(1.0, acute + major));
  return det::exp(-hazard * kKeptHalfLives * p.freshness_half_life);
}

double clash_deaths(const Params& p, const Side& attacker) {
  return p.deaths_per_clash * det::sqrt(attacker.men * attacker.enemy_men) / kMenUnit;
}

Scratch::Scratch(const Tables& t) {
  const std::size_t sides_count = t.fronts * t.coalitions;
  holder.assign(t.nodes, -1);
  first_holder.assign(t.nodes, -1);
  first_held.assign(sides_count, 0.0);
  held.assign(sides_count, 0.0);
  loss.assign(sides_count, 0.0);
  sides.assign(sides_count, Side{});
  offensive.assign(sides_count, 0);
  taken.assign(t.nodes, 0);
  queue.reserve(sides_count * static_cast<std::size_t>(kMaxAttacks));
  release_mass.assign(t.coalitions, 0.0);
  acute.assign(t.coalitions, 0.0);
}

void Scratch::size_for_expect(const Tables& t) {
  const std::size_t sides_count = t.fronts * t.coalitions;
  const std::size_t cells = t.coalitions * t.nodes;
  if (p.size() == cells) return;
  p.assign(cells, 0.0);
  reach.assign(cells, 0.0);
  odds.assign(cells, 0.0);
  weight.assign(cells, 0.0);
  gain.assign(cells, 0.0);
  rate.assign(sides_count, 0.0);
  mass.assign(sides_count, 0.0);
  pool.assign(sides_count, 0.0);
  front_odds.assign(sides_count, 0.0);
  deaths.assign(sides_count, 0.0);
  contact.assign(sides_count, 0.0);
  strength.assign(sides_count, 0.0);
  const double none = std::numeric_limits<double>::quiet_NaN();  // equal to no argument
  felt.assign(cells, 0.0);
  stretched.assign(cells, 0.0);
  local_odds.assign(cells, none);
  pull.assign(cells, none);
  hazard.assign(cells, 0.0);
}

}  // namespace entente::models::burst

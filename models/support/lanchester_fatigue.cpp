// SPDX-License-Identifier: Apache-2.0
// Laws of the attrition-and-fatigue family. See the header for what each is.
#include "models/support/lanchester_fatigue.hpp"

#include <algorithm>
#include <limits>

#include "core/detmath.hpp"

namespace entente::models::lanchester {
namespace {

/// A sum of numbers of moderate size that does not depend on their order: fixed point with 32 binary digits.
class FixedSum {
 public:
  void add(double x) { sum_ += static_cast<std::int64_t>(x * kOne + 0.5); }
  [[nodiscard]] double value() const { return static_cast<double>(sum_) / kOne; }

 private:
  static constexpr double kOne = 4294967296.0;
  std::int64_t sum_ = 0;
};

/// Part of the armed share that each coalition has of each place.
void read_shares(const burst::Tables& t, const std::vector<double>& control, Field& field) {
  for (const std::int32_t place : t.near) {
    const auto n = static_cast<std::size_t>(place);
    double armed = 0.0;
    for (const std::size_t c : t.fighters) armed += control[n * t.coalitions + c];
    for (const std::size_t c : t.fighters) {
      const double part = armed > 0.0 ? control[n * t.coalitions + c] / armed : 0.0;
      field.held[c * t.nodes + n] = std::max(t.staging[c * t.nodes + n], part);
    }
  }
}

void read_sides(const burst::Tables& t, const Params& p, const model::GroundInputs& in,
                const std::vector<double>& fresh, Field& field) {
  std::vector<double> places(field.sides.size(), 0.0);
  for (const std::size_t c : t.fighters) {
    std::vector<FixedSum> count(t.fronts);
    FixedSum mass, acute;
    for (const std::int32_t place : t.contested) {
      const auto n = static_cast<std::size_t>(place);
      const double held = field.held[c * t.nodes + n];
      count[static_cast<std::size_t>(t.front[n])].add(held);
      const double felt = fresh[n] * t.stranger[c * t.nodes + n];
      mass.add(held * (1.0 + p.common.salience * felt));
      acute.add(held * t.major[n] * felt);
    }
    for (std::size_t f = 0; f < t.fronts; ++f) places[f * t.coalitions + c] = count[f].value();
    field.release_mass[c] = mass.value();
    field.acute[c] = std::min(1.0, acute.value());
  }
  burst::fill_sides(t, p.common, field.strength, in.men, places, field.sides);
  const bool rests = in.regroup.size() == field.strength.size();
  for (std::size_t k = 0; k < field.sides.size(); ++k) {
    const std::size_t c = k % t.coalitions;
    field.intensity[k] = 0.0;
    if (!t.armed[c] || !(field.sides[k].free > 0.0)) continue;
    const double whole = rests ? std::max(in.strength[k] + in.regroup[k], field.strength[k]) : field.strength[k];
    field.intensity[k] = p.common.force_channel * (1.0 - in.restraint[c]) *
                         det::pow(field.strength[k] / whole, p.fatigue) *
                         det::pow(std::min(1.0, field.sides[k].ratio), p.initiative);
  }
}

struct Aim {
  const burst::Tables& t;
  const Params& p;
  const model::GroundInputs& in;
  Field& field;
  bool ahead;

  [[nodiscard]] double supply(std::size_t cell) const {
    const double now = in.supply[cell];
    return burst::felt_supply(p.common, ahead && !(now > 0.0) ? t.open_supply[cell] : now);
  }

  [[nodiscard]] double met(std::size_t c, std::size_t n) const {
    const std::size_t front = static_cast<std::size_t>(t.front[n]) * t.coalitions;
    double sum = 0.0, weights = 0.0;
    for (const std::size_t d : t.fighters) {
      if (d == c) continue;
      const double w = field.held[d * t.nodes + n];
      sum += w * field.sides[front + d].defence * supply(d * t.nodes + n);
      weights += w;
    }
    return weights > 0.0 ? t.terrain[n] * sum / weights : 0.0;
  }

  void look(std::size_t c) {
    std::vector<FixedSum> mass(t.fronts), nearby(t.fronts), pool(t.fronts);
    for (const std::int32_t place : t.contested) {
      const auto n = static_cast<std::size_t>(place);
      const std::size_t cell = c * t.nodes + n, f = static_cast<std::size_t>(t.front[n]), k = f * t.coalitions + c;
      field.line[cell] = field.rate[cell] = 0.0;
      const double missing = 1.0 - field.held[cell];
      if (!(field.sides[k].free > 0.0) || missing < burst::kNegligible) continue;
      double next = field.held[cell], near = 0.0;  // beside it or in it; and by how long a way
      for (auto i = static_cast<std::size_t>(t.first[n]); i < static_cast<std::size_t>(t.first[n + 1]); ++i) {
        const double there = field.held[c * t.nodes + static_cast<std::size_t>(t.neighbour[i])];
        next = std::max(next, there);
        near = std::max(near, there * t.approach[i]);
      }
      const double line = next * missing;
      if (line < burst::kNegligible) continue;
      if (!(near > 0.0)) near = next;  // a pocket fights on from where it stands
      field.line[cell] = line;
      mass[f].add(line);
      nearby[f].add(near * missing);
      if (!(field.intensity[k] > 0.0)) continue;
      const double here = supply(cell);
      field.attack[cell] = field.sides[k].free * here;
      field.defence[cell] = met(c, n);
      field.rate[cell] = near * here * t.prize[n];
      pool[f].add(field.rate[cell] * missing);
    }
    for (std::size_t f = 0; f < t.fronts; ++f) field.contact[f * t.coalitions + c] = std::min(1.0, mass[f].value());
    for (const std::int32_t place : t.contested) {
      const auto n = static_cast<std::size_t>(place);
      const std::size_t cell = c * t.nodes + n, f = static_cast<std::size_t>(t.front[n]);
      if (field.rate[cell] > 0.0)
        field.rate[cell] *=
            p.advance * std::min(1.0, nearby[f].value()) / std::max(pool[f].value(), burst::kNegligible);
    }
  }
};

}  // namespace

Field::Field(const burst::Tables& t) {
  const std::size_t cells = t.coalitions * t.nodes, count = t.fronts * t.coalitions;
  held.assign(cells, 0.0);
  line = attack = defence = rate = held;
  strength.assign(count, 0.0);
  intensity = contact = strength;
  sides.assign(count, burst::Side{});
  release_mass.assign(t.coalitions, 0.0);
  acute = release_mass;
}

void read_field(const burst::Tables& t, const Params& p, const model::GroundInputs& in,
                const std::vector<double>& control, const std::vector<double>& strength,
                const std::vector<double>& fresh, bool ahead, Field& field) {
  field.strength = strength;
  read_shares(t, control, field);
  read_sides(t, p, in, fresh, field);
  Aim aim{t, p, in, field, ahead};
  for (const std::size_t c : t.fighters) aim.look(c);
}

double advance_factor(const Params& p, double attack, double defence) {
  if (!(attack > 0.0)) return 0.0;
  const double balance = defence > 0.0 ? (attack - defence) / (attack + defence) : 1.0;
  return std::max(0.0, (balance - p.threshold) / (1.0 - p.threshold));
}

double mean_advance(const Params& p, double attack, double defence) {
  // Five-point Gauss-Hermite rule for a standard normal: nodes 0, +-kInner, +-kOuter with their weights.
  constexpr double kInner = 1.355626179974266, kOuter = 2.856970013872806;
  constexpr double kMiddle = 8.0 / 15.0, kNear = 0.2220759220056126, kFar = 0.01125741132772069;
  const double inner = det::exp(kInner * p.fortune), outer = det::exp(kOuter * p.fortune);
  return kMiddle * advance_factor(p, attack, defence) +
         kNear * (advance_factor(p, attack * inner, defence) + advance_factor(p, attack / inner, defence)) +
         kFar * (advance_factor(p, attack * outer, defence) + advance_factor(p, attack / outer, defence));
}

double loss_rate(const Params& p, const burst::Side& side, double strength) {
  if (!(strength > 0.0) || !(side.enemy > 0.0)) return 0.0;
  const double ratio = std::clamp(side.enemy / strength, 1.0 / burst::kRatioBound, burst::kRatioBound);
  return p.attrition * det::pow(ratio, p.law);
}

double clash_deaths(const Params& p, const burst::Side& side) {
  return p.clash_harm * burst::clash_deaths(p.common, side);
}

double clash_displaced(const Params& p, const burst::Tables& t, std::size_t node) {
  return p.clash_harm * burst::clash_displaced(p.common, t, node);
}

}  // namespace entente::models::lanchester

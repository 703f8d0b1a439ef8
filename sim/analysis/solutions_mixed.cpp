// SPDX-License-Identifier: Apache-2.0
// Programmes of the form "maximise t, every row g.y >= a + b t, y in the convex set"; each rule is one or a few of them.
// Utilities are shifted and scaled to about [0, 1] inside, which changes no rule's answer, and scaled back.
#include "analysis/solutions_mixed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/detmath.hpp"
#include "core/small_lp.hpp"

namespace entente::analysis {
namespace {

constexpr double kGap = 1e-12;    // of the scaled utilities
constexpr double kStuck = 1e-9;   // a party that cannot rise by more is at its most
constexpr int kMostPoints = 400;  // met for one programme

struct Row {
  std::vector<double> g;
  double a = 0.0, b = 0.0;
};

struct Optimum {
  bool feasible = false;
  double t = 0.0;
  std::vector<double> chance;  // over the pool
  std::vector<double> y;       // scaled utilities
};

class Pool {
 public:
  Pool(const BestPoint& best, std::size_t parties) : best_(best), parties_(parties) {
    std::vector<double> one(parties, 0.0);
    low_.assign(parties, 0.0);
    unit_.assign(parties, 1.0);
    for (std::size_t i = 0; i < parties; ++i) {
      one[i] = 1.0;
      points_.push_back(best(one));
      one[i] = 0.0;
    }
    for (std::size_t i = 0; i < parties; ++i) {
      low_[i] = points_[0].utility[i];
      for (const Point& p : points_) low_[i] = std::min(low_[i], p.utility[i]);
      high_.push_back(points_[i].utility[i]);
      if (high_[i] > low_[i]) unit_[i] = high_[i] - low_[i];
    }
    for (const Point& p : points_) scaled_.push_back(scale(p.utility));
  }

  [[nodiscard]] double scaled(std::size_t i, double u) const { return (u - low_[i]) / unit_[i]; }
  [[nodiscard]] double raw(std::size_t i, double y) const { return low_[i] + unit_[i] * y; }
  [[nodiscard]] double unit(std::size_t i) const { return unit_[i]; }
  [[nodiscard]] double best_of(std::size_t i) const { return high_[i]; }
  [[nodiscard]] const std::vector<std::vector<double>>& points() const { return scaled_; }

  /// Adds the set's best point for weights on scaled utilities if it exceeds `bar`; false when it does not.
  bool add_above(const std::vector<double>& weight, double bar) {
    std::vector<double> w(parties_);
    double sum = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      w[i] = std::max(0.0, weight[i]) / unit_[i];
      sum += std::max(0.0, weight[i]);
    }
    if (!(sum > 0.0)) return false;
    Point p = best_(w);
    std::vector<double> y = scale(p.utility);
    double value = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) value += std::max(0.0, weight[i]) * y[i];
    if (value <= bar + kGap * sum) return false;
    if (std::find(scaled_.begin(), scaled_.end(), y) != scaled_.end()) return false;  // rounding of the duals
    points_.push_back(std::move(p));
    scaled_.push_back(std::move(y));
    return true;
  }

  [[nodiscard]] Mixture mixture(const std::vector<double>& chance) const {
    Mixture out;
    out.utility.assign(parties_, 0.0);
    double sum = 0.0;
    for (const double c : chance) sum += c > kGap ? c : 0.0;
    for (std::size_t j = 0; j < chance.size(); ++j) {
      if (chance[j] <= kGap) continue;
      out.points.push_back(points_[j]);
      out.chance.push_back(chance[j] / sum);
      for (std::size_t i = 0; i < parties_; ++i) out.utility[i] += chance[j] / sum * points_[j].utility[i];
    }
    return out;
  }

  [[nodiscard]] Optimum maximise(const std::vector<Row>& rows) {
    Optimum out;
    for (int met = 0; met < kMostPoints; ++met) {
      const core::SmallLpResult found = core::solve(programme(rows));
      out.feasible = found.feasible;
      const std::size_t n = scaled_.size();
      if (found.feasible) {
        out.t = found.x[n] - found.x[n + 1];
        out.chance.assign(found.x.begin(), found.x.begin() + static_cast<std::ptrdiff_t>(n));
      }
      std::vector<double> weight(parties_, 0.0);
      for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t i = 0; i < parties_; ++i) weight[i] -= found.dual[r] * rows[r].g[i];
      }
      if (!add_above(weight, found.dual[rows.size()])) break;
    }
    out.chance.resize(scaled_.size(), 0.0);
    out.y.assign(parties_, 0.0);
    for (std::size_t j = 0; j < out.chance.size(); ++j) {
      for (std::size_t i = 0; i < parties_; ++i) out.y[i] += out.chance[j] * scaled_[j][i];
    }
    return out;
  }

 private:
  [[nodiscard]] std::vector<double> scale(const std::vector<double>& u) const {
    std::vector<double> y(parties_);
    for (std::size_t i = 0; i < parties_; ++i) y[i] = scaled(i, u[i]);
    return y;
  }

  /// Columns: a chance per point, t split into two signs, a slack per row. Last row: chances sum to 1.
  [[nodiscard]] core::SmallLp programme(const std::vector<Row>& rows) const {
    core::SmallLp lp;
    const std::size_t height = rows.size() + 1;
    const auto column = [&](double objective) -> std::vector<double>& {
      lp.columns.emplace_back(height, 0.0);
      lp.objective.push_back(objective);
      return lp.columns.back();
    };
    for (const std::vector<double>& y : scaled_) {
      std::vector<double>& c = column(0.0);
      for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t i = 0; i < parties_; ++i) c[r] += rows[r].g[i] * y[i];
      }
      c[rows.size()] = 1.0;
    }
    for (const double sign : {1.0, -1.0}) {
      std::vector<double>& c = column(sign);
      for (std::size_t r = 0; r < rows.size(); ++r) c[r] = -sign * rows[r].b;
    }
    for (std::size_t r = 0; r < rows.size(); ++r) column(0.0)[r] = -1.0;
    for (const Row& row : rows) lp.right.push_back(row.a);
    lp.right.push_back(1.0);
    return lp;
  }

  const BestPoint& best_;
  std::size_t parties_;
  std::vector<double> low_, high_, unit_;
  std::vector<Point> points_;
  std::vector<std::vector<double>> scaled_;
};

class MixedSolver {
 public:
  MixedSolver(const BestPoint& best, std::size_t parties, const Terms& terms)
      : parties_(parties), terms_(completed(terms, parties)), pool_(best, parties) {}

  MixedSolutions run() {
    for (std::size_t r = 0; r < kRules; ++r) {
      out_.choices.emplace_back();
      out_.choices[r].rule = static_cast<Rule>(r);
    }
    const Optimum zone = pool_.maximise(scaled_rows(1.0));
    if (zone.t < -kStuck) {
      find_gaps();
      return std::move(out_);
    }
    find_ideals();
    std::vector<double> shares, units;
    for (std::size_t i = 0; i < parties_; ++i) {
      const double ideal = out_.ideal[i] - terms_.disagreement[i];
      shares.push_back(ideal > kStuck * pool_.unit(i) ? ideal / pool_.unit(i) : 0.0);
      units.push_back(1.0 / pool_.unit(i));
    }
    at(Rule::equal_shares).answer = Answer::undefined;
    nash(at(Rule::nash), shares);
    leximin(at(Rule::kalai_smorodinsky), shares, {});
    leximin(at(Rule::egalitarian), units, {});
    utilitarian(at(Rule::utilitarian), units);
    return std::move(out_);
  }

 private:
  [[nodiscard]] MixedChoice& at(Rule rule) { return out_.choices[static_cast<std::size_t>(rule)]; }
  [[nodiscard]] double floor(std::size_t i) const { return pool_.scaled(i, least(terms_, i)); }
  [[nodiscard]] double origin(std::size_t i) const { return pool_.scaled(i, terms_.disagreement[i]); }

  [[nodiscard]] Row of_party(std::size_t i, double a, double b) const {
    Row row;
    row.g.assign(parties_, 0.0);
    row.g[i] = 1.0;
    row.a = a;
    row.b = b;
    return row;
  }
  /// y_i >= floor_i + b t / unit_i: surpluses in utility as stated.
  [[nodiscard]] std::vector<Row> scaled_rows(double b) const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < parties_; ++i) rows.push_back(of_party(i, floor(i), b / pool_.unit(i)));
    return rows;
  }
  [[nodiscard]] std::vector<Row> with_floors(std::vector<Row> rows, std::size_t but = kNone) const {
    for (std::size_t i = 0; i < parties_; ++i) {
      // A hair of room: what one programme finds at the edge must not be infeasible for the next.
      if (i != but) rows.push_back(of_party(i, floor(i) - 1e-10, 0.0));
    }
    return rows;
  }

  void find_ideals() {
    for (std::size_t i = 0; i < parties_; ++i) {
      const Optimum top = pool_.maximise(with_floors({of_party(i, 0.0, 1.0)}, i));
      out_.ideal.push_back(std::max(pool_.raw(i, top.t), least(terms_, i)));
    }
  }

  void find_gaps() {
    MixedGaps gaps;
    const Optimum closest = pool_.maximise(scaled_rows(1.0));
    gaps.closest = pool_.mixture(closest.chance);
    for (std::size_t i = 0; i < parties_; ++i) {
      gaps.best.push_back(pool_.best_of(i));
      gaps.shortfall.push_back(std::max(0.0, least(terms_, i) - gaps.closest.utility[i]));
      const Optimum top = pool_.maximise(with_floors({of_party(i, 0.0, 1.0)}, i));
      gaps.alone.push_back(top.feasible ? least(terms_, i) - pool_.raw(i, top.t)
                                        : std::numeric_limits<double>::infinity());
    }
    out_.gaps = std::move(gaps);
  }

  /// The largest smallest surplus / unit, then the next smallest: parties that cannot rise are fixed, the others go on.
  /// unit 0: the party cannot gain and is only kept at its floor. `also` rows hold throughout.
  void leximin(MixedChoice& choice, const std::vector<double>& unit, const std::vector<Row>& also) {
    std::vector<double> level(parties_, 0.0);
    std::vector<bool> fixed(parties_, false);
    for (std::size_t i = 0; i < parties_; ++i) fixed[i] = unit[i] == 0.0;
    const auto rows_at = [&](bool rising, double at) {
      std::vector<Row> rows = with_floors(also);
      for (std::size_t i = 0; i < parties_; ++i) {
        if (unit[i] == 0.0) continue;
        if (fixed[i]) rows.push_back(of_party(i, origin(i) + unit[i] * level[i] - 1e-10, 0.0));
        if (!fixed[i])
          rows.push_back(of_party(i, origin(i) + (rising ? 0.0 : unit[i] * at - 1e-10), rising ? unit[i] : 0.0));
      }
      return rows;
    };
    bool first = true;
    Optimum last;
    while (std::find(fixed.begin(), fixed.end(), false) != fixed.end()) {
      last = pool_.maximise(rows_at(true, 0.0));
      if (!last.feasible) return;
      if (first) choice.value = last.t;
      first = false;
      const double t = last.t;
      std::vector<std::size_t> stuck;
      for (std::size_t i = 0; i < parties_; ++i) {
        if (fixed[i]) continue;
        std::vector<Row> rows = rows_at(false, t);
        rows.push_back(of_party(i, 0.0, 1.0));
        const Optimum top = pool_.maximise(rows);
        if (!top.feasible || top.t <= origin(i) + unit[i] * t + 2 * kStuck) stuck.push_back(i);
      }
      for (std::size_t i = 0; i < parties_; ++i) {
        // Rounding may let everybody rise by a hair; then all that are left have the same level.
        if (fixed[i] || (!stuck.empty() && std::find(stuck.begin(), stuck.end(), i) == stuck.end())) continue;
        level[i] = t;
        fixed[i] = true;
      }
    }
    choice.at = pool_.mixture(last.chance);
    choice.answer = choice.at.points.empty() ? Answer::undefined : Answer::found;
  }

  void utilitarian(MixedChoice& choice, const std::vector<double>& units) {
    Row sum;
    double most = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      sum.g.push_back(terms_.weight[i] * pool_.unit(i));
      most = std::max(most, sum.g.back());
    }
    for (double& g : sum.g) g /= most;
    sum.b = 1.0;
    const Optimum top = pool_.maximise(with_floors({sum}));
    sum.a = top.t - 1e-10;
    sum.b = 0.0;
    leximin(choice, units, {sum});
    // On a curved frontier that hair of room is all the egalitarian rule has used; then there was no tie to break.
    const Mixture plain = pool_.mixture(top.chance);
    bool tie = !choice.at.points.empty();
    for (std::size_t i = 0; i < parties_ && tie; ++i) {
      if (std::fabs(choice.at.utility[i] - plain.utility[i]) > 1e-4 * pool_.unit(i)) break;
      tie = i + 1 < parties_;
    }
    if (!tie) choice.at = plain;
    choice.answer = plain.points.empty() ? Answer::undefined : Answer::found;
    choice.value = 0.0;
    for (std::size_t i = 0; i < choice.at.utility.size(); ++i) choice.value += terms_.weight[i] * choice.at.utility[i];
  }

  // --- Nash: maximise sum of w log(y - d) ------------------------------------------------------------------------------

  /// Chance moves from one point to another until no move helps; then the set is asked for a better point. The 1e-10 of
  /// floors is not needed: the logarithm keeps every party that can gain above its disagreement utility.
  void nash(MixedChoice& choice, const std::vector<double>& shares) {
    std::vector<double> start = shares;
    for (double& s : start) s = s > 0.0 ? s : 0.0;
    if (std::all_of(start.begin(), start.end(), [](double s) { return s == 0.0; })) {
      choice.answer = Answer::undefined;
      return;
    }
    leximin_start(start);
    if (chance_.empty()) {
      choice.answer = Answer::undefined;
      return;
    }
    for (int met = 0; met < kMostPoints; ++met) {
      exchange(shares);
      const std::vector<double> y = mean();
      std::vector<double> weight(parties_, 0.0);
      double bar = 0.0;
      for (std::size_t i = 0; i < parties_; ++i) {
        if (shares[i] == 0.0) continue;
        weight[i] = terms_.weight[i] / (y[i] - origin(i));
        bar += weight[i] * y[i];
      }
      if (!pool_.add_above(weight, bar)) break;
      chance_.resize(pool_.points().size(), 0.0);
    }
    choice.at = pool_.mixture(chance_);
    choice.answer = Answer::found;
    choice.value = 1.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (choice.at.utility[i] < least(terms_, i) - kStuck * pool_.unit(i)) choice.answer = Answer::undefined;
      if (shares[i] > 0.0) choice.value *= det::pow(choice.at.utility[i] - terms_.disagreement[i], terms_.weight[i]);
    }
  }

  /// A lottery in the zone in which every party that can gain does; none (empty) if there is not one.
  void leximin_start(const std::vector<double>& unit) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (unit[i] > 0.0) rows.push_back(of_party(i, origin(i), unit[i]));
    }
    const Optimum top = pool_.maximise(with_floors(rows));
    chance_.clear();
    if (top.feasible && top.t > kStuck) chance_ = top.chance;
    chance_.resize(chance_.empty() ? 0 : pool_.points().size(), 0.0);
  }

  [[nodiscard]] std::vector<double> mean() const {
    std::vector<double> y(parties_, 0.0);
    for (std::size_t j = 0; j < chance_.size(); ++j) {
      for (std::size_t i = 0; i < parties_; ++i) y[i] += chance_[j] * pool_.points()[j][i];
    }
    return y;
  }

  void exchange(const std::vector<double>& shares) {
    for (int step = 0; step < 20000; ++step) {
      const std::vector<double> y = mean();
      std::size_t up = chance_.size(), down = chance_.size();
      double most = 0.0, least_slope = 0.0;
      for (std::size_t j = 0; j < chance_.size(); ++j) {
        double slope = 0.0;
        for (std::size_t i = 0; i < parties_; ++i) {
          if (shares[i] > 0.0) slope += terms_.weight[i] * pool_.points()[j][i] / (y[i] - origin(i));
        }
        if (up == chance_.size() || slope > most) {
          up = j;
          most = slope;
        }
        if (chance_[j] > 0.0 && (down == chance_.size() || slope < least_slope)) {
          down = j;
          least_slope = slope;
        }
      }
      if (most - least_slope <= 1e-14 * std::fabs(most) || up == down) return;
      const double moved = how_far(y, up, down, shares);
      if (!(moved > 0.0)) return;
      chance_[up] += moved;
      chance_[down] = moved >= chance_[down] ? 0.0 : chance_[down] - moved;
    }
  }

  /// How much chance to move from `down` to `up`: the root of the slope along the way, by bisection, at most all of it.
  [[nodiscard]] double how_far(const std::vector<double>& y, std::size_t up, std::size_t down,
                               const std::vector<double>& shares) const {
    const auto slope = [&](double x) {
      double sum = 0.0;
      for (std::size_t i = 0; i < parties_; ++i) {
        if (shares[i] == 0.0) continue;
        const double way = pool_.points()[up][i] - pool_.points()[down][i];
        const double gain = y[i] - origin(i) + x * way;
        if (gain <= 0.0) return -1.0;
        sum += terms_.weight[i] * way / gain;
      }
      return sum;
    };
    double low = 0.0, high = chance_[down];
    if (slope(high) >= 0.0) return high;
    for (int k = 0; k < 100 && low < high; ++k) {
      const double middle = 0.5 * (low + high);
      if (middle <= low || middle >= high) break;
      (slope(middle) > 0.0 ? low : high) = middle;
    }
    return low;
  }

  static constexpr std::size_t kNone = ~std::size_t{0};
  std::size_t parties_;
  Terms terms_;
  Pool pool_;
  std::vector<double> chance_;  // Nash: over the pool
  MixedSolutions out_;
};

}  // namespace

MixedSolutions solve_mixed(const BestPoint& best, std::size_t parties, const Terms& terms) {
  if (parties == 0 || parties > 16) throw std::invalid_argument("solutions are of 1 to 16 parties");
  return MixedSolver(best, parties, terms).run();
}

BestPoint best_of_table(std::span<const double> utility, std::size_t parties) {
  if (parties == 0 || utility.empty() || utility.size() % parties != 0) {
    throw std::invalid_argument("utilities are not outcomes x parties");
  }
  return [utility, parties](std::span<const double> weight) {
    std::size_t top = 0;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k * parties < utility.size(); ++k) {
      double value = 0.0;
      for (std::size_t i = 0; i < parties; ++i) value += weight[i] * utility[k * parties + i];
      if (value > most) {
        most = value;
        top = k;
      }
    }
    Point out;
    out.position = {static_cast<double>(top)};
    const auto from = utility.begin() + static_cast<std::ptrdiff_t>(top * parties);
    out.utility.assign(from, from + static_cast<std::ptrdiff_t>(parties));
    return out;
  };
}

}  // namespace entente::analysis

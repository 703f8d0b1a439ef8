// SPDX-License-Identifier: Apache-2.0
// Forms of worth, their slopes, and the best position for given weights.
#include "valuation/stated.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"
#include "core/detmath_many.hpp"

namespace entente::valuation {
namespace {

using scenario::WorthForm;

double power(double base, double exponent) {
  if (exponent == 1.0) return base;
  if (base <= 0.0) return 0.0;
  return exponent == 0.5 ? det::sqrt(base) : det::pow(base, exponent);
}

std::size_t nearest(const std::vector<double>& grid, double position) {
  std::size_t best = 0;
  for (std::size_t g = 1; g < grid.size(); ++g) {
    if (std::fabs(grid[g] - position) < std::fabs(grid[best] - position)) best = g;
  }
  return best;
}

}  // namespace

StatedUtility::StatedUtility(const scenario::Scenario& scenario, const scenario::Draw& draw,
                             const scenario::Track& track)
    : parties_(track.parties.size()) {
  issues_.reserve(track.issues.size());
  forms_.reserve(track.issues.size() * parties_);
  std::size_t positions = 0;
  for (const core::IssueId id : track.issues) {
    const scenario::Issue& issue = scenario.issues[id.index()];
    issues_.push_back(&issue);
    positions += issue.grid.size();
    for (const scenario::Party& party : track.parties) {
      Form form;
      bool valued = false;
      for (const auto& one : issue.value) {
        if (one.first != party.actor) continue;
        form.weight = draw[one.second];
        valued = true;
      }
      for (const scenario::Worth& worth : issue.worth) {
        if (worth.actor != party.actor) continue;
        form.form = worth.form;
        form.power = worth.power;
        form.peak = worth.peak;
        form.table = &worth.table;
        if (!valued) form.weight = 1.0;
      }
      forms_.push_back(form);
    }
  }
  first_.reserve(forms_.size());
  worth_.reserve(positions * parties_);
  for (std::size_t p = 0; p < parties_; ++p) {
    for (std::size_t k = 0; k < issues_.size(); ++k) fill_grid(p, k);
  }
}

/// at() of every position of an issue; the powers of a curve are worked out together.
void StatedUtility::fill_grid(std::size_t p, std::size_t k) {
  const Form& f = form(p, k);
  const std::vector<double>& grid = issues_[k]->grid;
  const std::size_t first = worth_.size();
  first_.push_back(first);
  const double exponent = f.power, low = grid.front(), span = grid.back() - grid.front();
  const bool rises = f.form == WorthForm::rising, falls = f.form == WorthForm::falling;
  if ((!rises && !falls) || exponent == 1.0 || exponent == 0.5) {
    for (const double position : grid) worth_.push_back(at(p, k, position));
    return;
  }
  for (const double position : grid) worth_.push_back((rises ? position - low : grid.back() - position) / span);
  // Bases of zero stand at one end of the grid, where their power is none.
  const std::size_t from = worth_[first] <= 0.0 ? 1 : 0;
  const std::size_t to = grid.size() - (worth_.back() <= 0.0 && grid.size() > 1 ? 1 : 0);
  const std::span<double> bases(worth_.data() + first + from, to - from);
  det::pow_many(bases, exponent, bases);
  if (from > 0) worth_[first] = 0.0;
  if (to < grid.size()) worth_.back() = 0.0;
  for (std::size_t g = first; g < worth_.size(); ++g) worth_[g] = f.weight * worth_[g];
}

double StatedUtility::at(std::size_t party, std::size_t k, double position) const {
  const Form& f = form(party, k);
  const scenario::Issue& i = *issues_[k];
  const double low = i.grid.front(), span = i.grid.back() - i.grid.front();
  switch (f.form) {
    case WorthForm::linear: return f.weight * (position - i.status_quo);
    case WorthForm::rising: return f.weight * power((position - low) / span, f.power);
    case WorthForm::falling: return f.weight * power((i.grid.back() - position) / span, f.power);
    case WorthForm::peaked: {
      const double far = std::max(f.peak - low, i.grid.back() - f.peak);
      return f.weight * (1.0 - power(std::fabs(position - f.peak) / far, f.power));
    }
    case WorthForm::table: return f.weight * (*f.table)[nearest(i.grid, position)];
  }
  return 0.0;
}

double StatedUtility::slope(std::size_t party, std::size_t k, double position) const {
  const Form& f = form(party, k);
  const scenario::Issue& i = *issues_[k];
  const double low = i.grid.front(), span = i.grid.back() - i.grid.front();
  const double e = f.power;
  switch (f.form) {
    case WorthForm::linear: return f.weight;
    case WorthForm::rising: return f.weight * e / span * det::pow((position - low) / span, e - 1.0);
    case WorthForm::falling: return -f.weight * e / span * det::pow((i.grid.back() - position) / span, e - 1.0);
    case WorthForm::peaked: {
      const double far = std::max(f.peak - low, i.grid.back() - f.peak);
      const double away = (position - f.peak) / far;
      if (away == 0.0) return 0.0;
      return -f.weight * e / far * det::pow(std::fabs(away), e - 1.0) * (away > 0.0 ? 1.0 : -1.0);
    }
    case WorthForm::table: return 0.0;
  }
  return 0.0;
}

std::int64_t StatedUtility::packages() const {
  constexpr std::int64_t kMost = std::int64_t{1} << 62;
  std::int64_t count = 1;
  for (const scenario::Issue* issue : issues_) {
    const auto positions = static_cast<std::int64_t>(issue->grid.size());
    count = count > kMost / positions ? kMost : count * positions;
  }
  return count;
}

bool StatedUtility::concave(std::size_t k) const {
  for (std::size_t p = 0; p < parties_; ++p) {
    const Form& f = form(p, k);
    const double e = f.power;
    switch (f.form) {
      case WorthForm::linear: break;
      case WorthForm::rising:
      case WorthForm::falling:
        if (f.weight >= 0.0 ? e > 1.0 : e < 1.0) return false;
        break;
      case WorthForm::peaked:
        if (f.weight < 0.0 || e < 1.0) return false;
        break;
      case WorthForm::table: return false;
    }
  }
  return true;
}

bool StatedUtility::concave() const {
  for (std::size_t k = 0; k < issues_.size(); ++k) {
    if (!issues_[k]->continuous || !concave(k)) return false;
  }
  return true;
}

std::size_t StatedUtility::best_on_grid(std::size_t k, std::span<const double> weight) const {
  std::size_t best = 0;
  double most = 0.0;
  for (std::size_t g = 0; g < issues_[k]->grid.size(); ++g) {
    double sum = 0.0;
    for (std::size_t p = 0; p < parties_; ++p) sum += weight[p] * on_grid(p, k, g);
    if (g == 0 || sum > most) {
      best = g;
      most = sum;
    }
  }
  return best;
}

double StatedUtility::best_anywhere(std::size_t k, std::span<const double> weight) const {
  const auto sum = [&](double x, bool slopes) {
    double total = 0.0;
    for (std::size_t p = 0; p < parties_; ++p) {
      if (weight[p] > 0.0) total += weight[p] * (slopes ? slope(p, k, x) : at(p, k, x));
    }
    return total;
  };
  const double first = issues_[k]->grid.front(), last = issues_[k]->grid.back();
  double low = first, high = last;
  for (int step = 0; step < 200; ++step) {  // the slope falls: its root by halving, kinks included
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    (sum(middle, true) > 0.0 ? low : high) = middle;
  }
  double best = first;
  for (const double x : {low, high, last}) {
    if (sum(x, false) > sum(best, false)) best = x;
  }
  return best;
}

}  // namespace entente::valuation

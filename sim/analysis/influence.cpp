// SPDX-License-Identifier: Apache-2.0
// Rank correlation as the product-moment correlation of mid-ranks.
#include "analysis/influence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/detmath.hpp"

namespace entente::analysis {

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::sort(order.begin(), order.end(), [&values](std::uint32_t a, std::uint32_t b) {
    return values[a] < values[b] || (values[a] == values[b] && a < b);
  });
  std::vector<double> out(values.size(), 0.0);
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i + 1;
    while (j < order.size() && values[order[j]] == values[order[i]]) ++j;
    const double rank = 0.5 * (static_cast<double>(i) + static_cast<double>(j) + 1.0);
    for (std::size_t k = i; k < j; ++k) out[order[k]] = rank;
    i = j;
  }
  return out;
}

double rank_correlation(const std::vector<double>& ra, const std::vector<double>& rb) {
  const std::size_t n = std::min(ra.size(), rb.size());
  if (n < 3) return 0.0;
  const double mean = 0.5 * (static_cast<double>(n) + 1.0);
  double ab = 0.0;
  double aa = 0.0;
  double bb = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double a = ra[i] - mean;
    const double b = rb[i] - mean;
    ab += a * b;
    aa += a * a;
    bb += b * b;
  }
  if (aa <= 0.0 || bb <= 0.0) return 0.0;
  return std::clamp(ab / det::sqrt(aa * bb), -1.0, 1.0);
}

double spearman(const std::vector<double>& a, const std::vector<double>& b) {
  return rank_correlation(ranks(a), ranks(b));
}

Influence with_interval(core::ParamId param, double rho, std::size_t n) {
  Influence out{param, rho, -1.0, 1.0};
  if (n < 5) return out;
  const double r = std::clamp(rho, -0.999999, 0.999999);
  const double z = 0.5 * (det::log1p(r) - det::log1p(-r));
  const double half = det::normal_quantile(0.975) * det::sqrt(1.06 / static_cast<double>(n - 3));
  out.lo = det::tanh(z - half);
  out.hi = det::tanh(z + half);
  return out;
}

double chance_bound(std::size_t n, std::size_t inputs) {
  if (n < 5 || inputs == 0) return 1.0;
  const double z = det::normal_quantile(1.0 - 0.025 / static_cast<double>(inputs));
  return det::tanh(z * det::sqrt(1.06 / static_cast<double>(n - 3)));
}

}  // namespace entente::analysis

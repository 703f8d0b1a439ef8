// SPDX-License-Identifier: Apache-2.0
// log(e^a + e^b) step by step; see the header.
#include "model/weight_sums.hpp"

#include <algorithm>
#include <cmath>

#include "core/detmath.hpp"

namespace entente::model {

void WeightSums::start(double precision, std::span<const std::int32_t> order, std::span<const double> worth) {
  precision_ = precision;
  order_ = precision > 0.0 ? order : std::span<const std::int32_t>();
  worth_ = worth;
  sums_.clear();
  sums_.reserve(order_.size());
}

void WeightSums::extend(std::size_t count) const {
  for (std::size_t k = sums_.size(); k < count; ++k) {
    const double x = precision_ * worth_[static_cast<std::size_t>(order_[k])];
    if (k == 0) {
      sums_.push_back(x);
      continue;
    }
    const double high = std::max(sums_[k - 1], x);
    const double gap = std::fabs(sums_[k - 1] - x);
    sums_.push_back(gap > 40.0 ? high : high + det::log1p(det::exp(-gap)));  // beyond, the change is below 1e-17
  }
}

}  // namespace entente::model

// SPDX-License-Identifier: Apache-2.0
// Running sums of logit weights along an order, as logarithms so that no weight drowns in a larger one. Worked out as far as
// somebody asks, the same whoever asks first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::model {

class WeightSums {
 public:
  /// Weights exp(precision x worth) of the places of `order`; worth is per candidate. precision <= 0: no sums. What the spans
  /// point to must stay where it is. One thread at a time.
  void start(double precision, std::span<const std::int32_t> order, std::span<const double> worth);

  [[nodiscard]] bool empty() const { return order_.empty(); }
  /// log of the summed weights up to each of the first `count` places; count <= places.
  [[nodiscard]] std::span<const double> up_to(std::size_t count) const {
    if (count > sums_.size()) extend(count);
    return {sums_.data(), count};
  }

 private:
  void extend(std::size_t count) const;

  double precision_ = 0.0;
  std::span<const std::int32_t> order_;
  std::span<const double> worth_;
  mutable std::vector<double> sums_;
};

}  // namespace entente::model

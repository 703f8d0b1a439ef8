// SPDX-License-Identifier: Apache-2.0
// The parts of the keyed streams that need more than integer arithmetic.
#include "core/rng.hpp"

#include "core/detmath.hpp"

namespace entente::core {

double Streams::normal(std::uint64_t entity, std::uint32_t step, Purpose purpose, std::uint32_t n) const noexcept {
  return det::normal_quantile(uniform(entity, step, purpose, n));
}

Streams Streams::child(std::uint32_t path) const noexcept {
  Streams result = *this;
  // The added constant keeps path 0 from mapping the zero key to itself.
  result.key_ = mix64(key_ ^ mix64(std::uint64_t{path} + 0xD1B54A32D192ED03u));
  return result;
}

}  // namespace entente::core

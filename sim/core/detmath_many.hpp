// SPDX-License-Identifier: Apache-2.0
// Elementary functions of many numbers: the bits of core/detmath, two at a time where the processor can.
#pragma once

#include <span>

namespace entente::det {

/// out[k] = pow(x[k], y); out holds as many numbers as x and may be x.
void pow_many(std::span<const double> x, double y, std::span<double> out) noexcept;

}  // namespace entente::det

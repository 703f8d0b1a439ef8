// SPDX-License-Identifier: Apache-2.0
// The loops behind PathSums at the width of the file that includes them: blocks of columns stay in registers while the rows
// go by. For path_sums_plain.cpp and path_sums_avx2.cpp alone.
#pragma once

#include "core/lanes.hpp"
#include "valuation/path_sums.hpp"

namespace entente::valuation {
namespace {

template <std::size_t Packs, class RowOf>
void add_block(RowOf row_of, const double* weight, std::size_t rows, double* out) {
  core::Pack sum[Packs];
  for (std::size_t k = 0; k < Packs; ++k) sum[k] = core::load(out + k * core::kLanes);
  for (std::size_t r = 0; r < rows; ++r) {
    const double* row = row_of(r);
    const core::Pack w = core::all(weight[r]);
    for (std::size_t k = 0; k < Packs; ++k) sum[k] += w * core::load(row + k * core::kLanes);
  }
  for (std::size_t k = 0; k < Packs; ++k) core::store(sum[k], out + k * core::kLanes);
}

template <class RowOf>
void add_all(RowOf row_of, const double* weight, std::size_t rows, std::size_t columns, double* out) {
  std::size_t c = 0;
  const auto from = [&](std::size_t r) { return row_of(r) + c; };
  for (; c + 8 * core::kLanes <= columns; c += 8 * core::kLanes) add_block<8>(from, weight, rows, out + c);
  for (; c + 4 * core::kLanes <= columns; c += 4 * core::kLanes) add_block<4>(from, weight, rows, out + c);
  for (; c + 2 * core::kLanes <= columns; c += 2 * core::kLanes) add_block<2>(from, weight, rows, out + c);
  for (; c + core::kLanes <= columns; c += core::kLanes) add_block<1>(from, weight, rows, out + c);
  for (; c < columns; ++c) {
    for (std::size_t r = 0; r < rows; ++r) out[c] += weight[r] * row_of(r)[c];
  }
}

void add_rows(const double* const* row, const double* weight, std::size_t rows, std::size_t columns, double* out) {
  add_all([row](std::size_t r) { return row[r]; }, weight, rows, columns, out);
}

void add_strided(const double* first, std::size_t stride, const double* weight, std::size_t rows, std::size_t columns,
                 double* out) {
  add_all([first, stride](std::size_t r) { return first + r * stride; }, weight, rows, columns, out);
}

constexpr PathSums kSums{add_rows, add_strided};

}  // namespace
}  // namespace entente::valuation

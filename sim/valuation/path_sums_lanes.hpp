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

template <std::size_t Packs>
void add_rise_block(const double* const* before, const double* const* after, const double* weight, std::size_t rows,
                    std::size_t first, double* out) {
  const core::Pack none = core::all(0.0);
  core::Pack sum[Packs];
  for (std::size_t k = 0; k < Packs; ++k) sum[k] = core::load(out + first + k * core::kLanes);
  for (std::size_t r = 0; r < rows; ++r) {
    const double *now = after[r] + first, *last = before[r] + first;
    const core::Pack w = core::all(weight[r]);
    for (std::size_t k = 0; k < Packs; ++k)
      sum[k] += w * core::most(core::load(now + k * core::kLanes) - core::load(last + k * core::kLanes), none);
  }
  for (std::size_t k = 0; k < Packs; ++k) core::store(sum[k], out + first + k * core::kLanes);
}

void add_rises(const double* const* before, const double* const* after, const double* weight, std::size_t rows,
               std::size_t columns, double* out) {
  std::size_t c = 0;
  for (; c + 8 * core::kLanes <= columns; c += 8 * core::kLanes) add_rise_block<8>(before, after, weight, rows, c, out);
  for (; c + 4 * core::kLanes <= columns; c += 4 * core::kLanes) add_rise_block<4>(before, after, weight, rows, c, out);
  for (; c + core::kLanes <= columns; c += core::kLanes) add_rise_block<1>(before, after, weight, rows, c, out);
  for (; c < columns; ++c) {
    for (std::size_t r = 0; r < rows; ++r) {
      const double rise = after[r][c] - before[r][c];
      out[c] += weight[r] * (rise > 0.0 ? rise : 0.0);
    }
  }
}

constexpr PathSums kSums{add_rows, add_strided, add_rises};

}  // namespace
}  // namespace entente::valuation

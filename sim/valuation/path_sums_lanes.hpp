// SPDX-License-Identifier: Apache-2.0
// The loops behind PathSums at the width of the file that includes them: blocks of columns stay in registers while the rows
// go by. For path_sums_plain.cpp and path_sums_avx2.cpp alone.
#pragma once

#include "core/lanes.hpp"
#include "valuation/path_sums.hpp"

namespace entente::valuation {
namespace {

/// Term: what is weighed and summed, `pack(r, c)` of the columns from c and `one(r, c)` of one column.
template <std::size_t Packs, class Term>
void add_block(const Term& term, const double* weight, std::size_t rows, std::size_t column, double* out) {
  core::Pack sum[Packs];
  for (std::size_t k = 0; k < Packs; ++k) sum[k] = core::load(out + column + k * core::kLanes);
  for (std::size_t r = 0; r < rows; ++r) {
    const core::Pack w = core::all(weight[r]);
    for (std::size_t k = 0; k < Packs; ++k) sum[k] += w * term.pack(r, column + k * core::kLanes);
  }
  for (std::size_t k = 0; k < Packs; ++k) core::store(sum[k], out + column + k * core::kLanes);
}

template <class Term>
void add_all(const Term& term, const double* weight, std::size_t rows, std::size_t columns, double* out) {
  std::size_t c = 0;
  for (; c + 8 * core::kLanes <= columns; c += 8 * core::kLanes) add_block<8>(term, weight, rows, c, out);
  for (; c + 4 * core::kLanes <= columns; c += 4 * core::kLanes) add_block<4>(term, weight, rows, c, out);
  for (; c + 2 * core::kLanes <= columns; c += 2 * core::kLanes) add_block<2>(term, weight, rows, c, out);
  for (; c + core::kLanes <= columns; c += core::kLanes) add_block<1>(term, weight, rows, c, out);
  for (; c < columns; ++c) {
    for (std::size_t r = 0; r < rows; ++r) out[c] += weight[r] * term.one(r, c);
  }
}

struct Listed {
  const double* const* row;
  [[nodiscard]] core::Pack pack(std::size_t r, std::size_t c) const { return core::load(row[r] + c); }
  [[nodiscard]] double one(std::size_t r, std::size_t c) const { return row[r][c]; }
};
struct Strided {
  const double* first;
  std::size_t stride;
  [[nodiscard]] core::Pack pack(std::size_t r, std::size_t c) const { return core::load(first + r * stride + c); }
  [[nodiscard]] double one(std::size_t r, std::size_t c) const { return first[r * stride + c]; }
};
struct Rise {
  const double *const *before, *const *after;
  [[nodiscard]] core::Pack pack(std::size_t r, std::size_t c) const {
    return core::most(core::load(after[r] + c) - core::load(before[r] + c), core::all(0.0));
  }
  [[nodiscard]] double one(std::size_t r, std::size_t c) const {
    const double rise = after[r][c] - before[r][c];
    return rise > 0.0 ? rise : 0.0;
  }
};

void add_rows(const double* const* row, const double* weight, std::size_t rows, std::size_t columns, double* out) {
  add_all(Listed{row}, weight, rows, columns, out);
}

void add_strided(const double* first, std::size_t stride, const double* weight, std::size_t rows, std::size_t columns,
                 double* out) {
  add_all(Strided{first, stride}, weight, rows, columns, out);
}

void add_rises(const double* const* before, const double* const* after, const double* weight, std::size_t rows,
               std::size_t columns, double* out) {
  add_all(Rise{before, after}, weight, rows, columns, out);
}

constexpr PathSums kSums{add_rows, add_strided, add_rises};

}  // namespace
}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// Weighted sums of rows of numbers, the inner loops of valuation: several columns at once in the lanes of the processor's
// vectors, compiled for any machine and for processors with AVX2. Each column is summed for itself and in the order of the
// rows, so that the bits are the same at any width.
#pragma once

#include <cstddef>

namespace entente::valuation {

struct PathSums {
  /// out[c] += sum over k < rows of weight[k] x row[k][c], for c < columns.
  void (*add_rows)(const double* const* row, const double* weight, std::size_t rows, std::size_t columns, double* out);
  /// The same for rows that stand `stride` apart, beginning at `first`.
  void (*add_strided)(const double* first, std::size_t stride, const double* weight, std::size_t rows,
                      std::size_t columns, double* out);
  /// out[c] += sum over k < rows of weight[k] x max(0, after[k][c] - before[k][c]), for c < columns.
  void (*add_rises)(const double* const* before, const double* const* after, const double* weight, std::size_t rows,
                    std::size_t columns, double* out);
};

/// The widest that this processor has.
[[nodiscard]] const PathSums& path_sums();

/// As compiled for any machine, and for AVX2 where the build asks for it (else the same as for any machine).
[[nodiscard]] const PathSums& plain_path_sums();
[[nodiscard]] const PathSums& wide_path_sums();
[[nodiscard]] bool has_wide_path_sums();

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// Weighted sums of rows: the same bits at every width, and the bits of one column summed alone.
#include "valuation/path_sums.hpp"

#include <algorithm>
#include <vector>

#include "core/rng.hpp"
#include "support/catch.hpp"

using namespace entente;

namespace {

/// Numbers of both signs over several orders of magnitude, the same on every machine.
std::vector<double> numbers(std::size_t count, std::uint64_t seed) {
  std::vector<double> out(count);
  for (double& x : out) {
    seed = core::mix64(seed + 1);
    x = static_cast<double>(static_cast<std::int64_t>(seed) >> (seed % 23)) * 0x1p-40;
  }
  return out;
}

}  // namespace

TEST_CASE("weighted sums of rows have the same bits at any width and for any number of columns") {
  for (std::size_t columns = 0; columns < 71; ++columns) {
    for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, std::size_t{8}, std::size_t{29}}) {
      INFO(rows << " rows of " << columns);
      const std::size_t stride = columns + 3;
      const auto table = numbers(rows * stride + 1, 17 * columns + rows);
      const auto weight = numbers(rows + 1, columns);
      const auto start = numbers(columns + 1, 99);
      std::vector<const double*> row;
      for (std::size_t r = 0; r < rows; ++r) row.push_back(&table[r * stride]);
      auto alone = start;
      for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t r = 0; r < rows; ++r) alone[c] += weight[r] * table[r * stride + c];
      }
      std::vector<const double*> before;
      for (std::size_t r = 0; r < rows; ++r) before.push_back(&table[(rows - 1 - r) * stride]);
      auto risen = start;
      for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t r = 0; r < rows; ++r) risen[c] += weight[r] * std::max(0.0, row[r][c] - before[r][c]);
      }
      for (const auto* sums : {&valuation::plain_path_sums(), &valuation::path_sums()}) {
        auto strided = start, listed = start;
        sums->add_strided(table.data(), stride, weight.data(), rows, columns, strided.data());
        sums->add_rows(row.data(), weight.data(), rows, columns, listed.data());
        CHECK(strided == alone);
        CHECK(listed == alone);
        auto rises = start;
        sums->add_rises(before.data(), row.data(), weight.data(), rows, columns, rises.data());
        CHECK(rises == risen);
      }
    }
  }
}

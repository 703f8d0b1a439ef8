// SPDX-License-Identifier: Apache-2.0
// Issue by issue: every position shifts the rows found so far, runs are merged two by two.
#include "models/support/efficient_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

namespace entente::models {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Of the largest sum: far above what rounding can take from a lead, far below what matters.
constexpr double kLead = 1e-9;

bool before(const PairRow& a, const PairRow& b) {
  if (a.first > b.first) return true;
  if (a.first < b.first) return false;
  if (a.second != b.second) return a.second > b.second;
  return a.index < b.index;
}

/// Rows moved by one position of an issue, sorted: sums that rounding makes equal may have changed their order.
void shift(const PairRow* rows, std::size_t count, const PairRow& by, PairRow* out) {
  double last = kInfinity;  // first of the row before
  for (std::size_t k = 0; k < count; ++k) {
    const PairRow row{rows[k].first + by.first, rows[k].second + by.second, rows[k].index + by.index};
    if (row.first < last) {
      last = row.first;
      out[k] = row;
      continue;
    }
    std::size_t at = k;
    for (; at > 0 && before(row, out[at - 1]); --at) out[at] = out[at - 1];
    out[at] = row;
    last = out[k].first;
  }
}

struct Run {
  const PairRow* begin;
  const PairRow* end;
};

/// Writes both runs as one and leaves out rows that an earlier one betters or equals, if it will still stand before them
/// when issues are added: by a lower index or by a lead that rounding cannot take. Returns the end.
PairRow* merge(Run a, Run b, double lead, PairRow* out) {
  const PairRow none{-kInfinity, -kInfinity, 0};
  const PairRow* top = &none;
  double most = none.second;
  const auto keep = [&](const PairRow& row) {
    const double second = row.second;
    if (second > most) {
      most = second;
      top = out;
    } else if (top->index < row.index || top->first > row.first + lead || most > second + lead) {
      return;
    }
    *out++ = row;
  };
  while (a.begin != a.end && b.begin != b.end) {
    if (before(*a.begin, *b.begin)) {
      keep(*a.begin++);
    } else {
      keep(*b.begin++);
    }
  }
  for (; a.begin != a.end; ++a.begin) keep(*a.begin);
  for (; b.begin != b.end; ++b.begin) keep(*b.begin);
  return out;
}

/// Two sheets of rows in one block, without clearing it: one is read while the other is written.
class Sheets {
 public:
  /// Room for so many rows on either sheet; what stands on the sheets so far stays until they are widened again.
  void widen(std::size_t rows) {
    if (rows <= room_) return;
    before_ = std::move(block_);
    block_.reset(new PairRow[2 * rows]);
    room_ = rows;
  }
  /// The sheet to be written next.
  [[nodiscard]] PairRow* next() const { return block_.get() + (1 - now_) * room_; }
  void turn() { now_ = 1 - now_; }

 private:
  std::unique_ptr<PairRow[]> block_, before_;
  std::size_t room_ = 0, now_ = 0;
};

/// Largest sum of any package in size, for any party; infinite sums are not expected.
double largest_sum(const valuation::StatedUtility& stated) {
  double sum = 0.0;
  for (std::size_t k = 0; k < stated.issues(); ++k) {
    double most = 0.0;
    for (std::size_t g = 0; g < stated.issue(k).grid.size(); ++g)
      most = std::max(most, std::max(std::fabs(stated.on_grid(0, k, g)), std::fabs(stated.on_grid(1, k, g))));
    sum += most;
  }
  return sum;
}

}  // namespace

std::vector<PairRow> efficient_pairs(const valuation::StatedUtility& stated) {
  const std::size_t issues = stated.issues();
  const double lead = issues > 1 ? kLead * largest_sum(stated) : 0.0;
  const PairRow nothing{0.0, 0.0, 0};
  Sheets sheets;
  std::vector<Run> runs;
  Run all{&nothing, &nothing + 1};
  std::uint32_t unit = 1;
  for (std::size_t k = 0; k < issues; ++k) {
    const std::size_t positions = stated.issue(k).grid.size();
    const auto count = static_cast<std::size_t>(all.end - all.begin);
    sheets.widen(count * positions);
    PairRow* out = sheets.next();
    runs.clear();
    runs.reserve(positions);
    for (std::size_t g = 0; g < positions; ++g, out += count) {
      shift(all.begin, count, {stated.on_grid(0, k, g), stated.on_grid(1, k, g), unit * static_cast<std::uint32_t>(g)},
            out);
      runs.push_back({out, out + count});
    }
    sheets.turn();
    do {  // also a single run, which may hold rows that others of it better
      out = sheets.next();
      std::size_t merged = 0;
      for (std::size_t r = 0; r < runs.size(); r += 2) {
        const Run other = r + 1 < runs.size() ? runs[r + 1] : Run{nullptr, nullptr};
        PairRow* end = merge(runs[r], other, k + 1 < issues ? lead : -kInfinity, out);
        runs[merged++] = {out, end};
        out = end;
      }
      runs.resize(merged);
      sheets.turn();
    } while (runs.size() > 1);
    all = runs.front();
    unit *= static_cast<std::uint32_t>(positions);
  }
  return {all.begin, all.end};
}

}  // namespace entente::models

// SPDX-License-Identifier: Apache-2.0
// The tableau: one row per constraint, then the row of reduced costs. Artificial columns stay in it, barred from entering
// in the second phase, because their reduced costs are the duals.
#include "core/small_lp.hpp"

#include <cmath>

namespace entente::core {
namespace {

constexpr double kZero = 1e-11;
constexpr int kMostPivots = 20000;

class Tableau {
 public:
  explicit Tableau(const SmallLp& lp)
      : lp_(lp), rows_(lp.right.size()), real_(lp.columns.size()), width_(real_ + rows_ + 1) {
    cell_.assign((rows_ + 1) * width_, 0.0);
    sign_.assign(rows_, 1.0);
    basis_.resize(rows_);
    for (std::size_t r = 0; r < rows_; ++r) {
      if (lp.right[r] < 0.0) sign_[r] = -1.0;
      for (std::size_t j = 0; j < real_; ++j) at(r, j) = sign_[r] * lp.columns[j][r];
      at(r, real_ + r) = 1.0;
      at(r, width_ - 1) = sign_[r] * lp.right[r];
      basis_[r] = real_ + r;
    }
  }

  SmallLpResult run() {
    SmallLpResult out;
    std::vector<double> cost(width_ - 1, 0.0);
    for (std::size_t r = 0; r < rows_; ++r) cost[real_ + r] = -1.0;
    price(cost);
    climb(real_ + rows_);
    if (at(rows_, width_ - 1) < -1e-9) {  // what artificial columns still carry
      read_duals(out, cost);
      return out;
    }
    out.feasible = true;
    drive_out();
    for (std::size_t j = 0; j < width_ - 1; ++j) cost[j] = j < real_ ? lp_.objective[j] : 0.0;
    price(cost);
    out.bounded = climb(real_);
    out.value = at(rows_, width_ - 1);
    out.x.assign(real_, 0.0);
    for (std::size_t r = 0; r < rows_; ++r) {
      if (basis_[r] < real_) out.x[basis_[r]] = at(r, width_ - 1) > 0.0 ? at(r, width_ - 1) : 0.0;
    }
    read_duals(out, cost);
    return out;
  }

 private:
  double& at(std::size_t row, std::size_t column) { return cell_[row * width_ + column]; }

  /// The last row: reduced cost (cost - dual . column) of each column; in its last cell the value of the objective.
  void price(const std::vector<double>& cost) {
    for (std::size_t j = 0; j < width_; ++j) {
      double sum = j + 1 < width_ ? cost[j] : 0.0;
      const double turn = j + 1 < width_ ? -1.0 : 1.0;
      for (std::size_t r = 0; r < rows_; ++r) sum += turn * cost[basis_[r]] * at(r, j);
      at(rows_, j) = sum;
    }
  }

  void pivot(std::size_t row, std::size_t column) {
    const double by = 1.0 / at(row, column);
    for (std::size_t j = 0; j < width_; ++j) at(row, j) *= by;
    for (std::size_t r = 0; r <= rows_; ++r) {
      if (r == row) continue;
      const double factor = at(r, column);
      if (factor == 0.0) continue;
      const double turn = r == rows_ ? -1.0 : 1.0;  // the value grows by what the reduced costs lose
      for (std::size_t j = 0; j + 1 < width_; ++j) at(r, j) -= factor * at(row, j);
      at(r, width_ - 1) -= turn * factor * at(row, width_ - 1);
    }
    basis_[row] = column;
  }

  /// Pivots until no column below `limit` improves; false when the objective has no bound.
  bool climb(std::size_t limit) {
    for (int step = 0; step < kMostPivots; ++step) {
      std::size_t enter = limit;
      for (std::size_t j = 0; j < limit && enter == limit; ++j) {
        if (at(rows_, j) > kZero) enter = j;
      }
      if (enter == limit) return true;
      std::size_t leave = rows_;
      double least = 0.0;
      for (std::size_t r = 0; r < rows_; ++r) {
        if (at(r, enter) <= kZero) continue;
        const double ratio = at(r, width_ - 1) / at(r, enter);
        if (leave == rows_ || ratio < least - kZero || (ratio <= least + kZero && basis_[r] < basis_[leave])) {
          leave = r;
          least = ratio;
        }
      }
      if (leave == rows_) return false;
      pivot(leave, enter);
    }
    return true;
  }

  /// Artificial columns left in the basis at zero change places with any real column of their row.
  void drive_out() {
    for (std::size_t r = 0; r < rows_; ++r) {
      if (basis_[r] < real_) continue;
      for (std::size_t j = 0; j < real_; ++j) {
        if (std::fabs(at(r, j)) > 1e-9) {
          pivot(r, j);
          break;
        }
      }
    }
  }

  void read_duals(SmallLpResult& out, const std::vector<double>& cost) {
    out.dual.resize(rows_);
    for (std::size_t r = 0; r < rows_; ++r) out.dual[r] = sign_[r] * (cost[real_ + r] - at(rows_, real_ + r));
  }

  const SmallLp& lp_;
  std::size_t rows_, real_, width_;
  std::vector<double> cell_, sign_;
  std::vector<std::size_t> basis_;
};

}  // namespace

SmallLpResult solve(const SmallLp& lp) { return Tableau(lp).run(); }

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// A linear programme of a few rows, solved exactly enough to be a building block: two-phase primal simplex on a dense
// tableau with Bland's rule, which cannot cycle. For tens of rows and hundreds of columns, scaled to magnitudes near one.
// Sources: Dantzig (1963); Bland (1977).
#pragma once

#include <cstddef>
#include <vector>

namespace entente::core {

/// maximise objective . x  subject to  rows x = right side, x >= 0.
struct SmallLp {
  std::vector<std::vector<double>> columns;  ///< columns[j][row]
  std::vector<double> objective;             ///< per column
  std::vector<double> right;                 ///< per row, any sign
};

struct SmallLpResult {
  bool feasible = false;
  bool bounded = true;
  double value = 0.0;
  std::vector<double> x;  ///< per column
  /// Per row. Optimal: no column with objective_j > dual . column_j exists. Infeasible: the same with objective 0 holds for
  /// every column, while dual . right < 0; a new column with dual . column < 0 may help.
  std::vector<double> dual;
};

[[nodiscard]] SmallLpResult solve(const SmallLp& lp);

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Folds run records into a summary. Give it the runs in run-key order: sums of floating-point numbers depend on order, and
// the replications of one draw must follow each other. It neither runs nor stores records.
#pragma once

#include <cstdint>
#include <memory>

#include "analysis/summary.hpp"
#include "run/record.hpp"
#include "scenario/scenario.hpp"

namespace entente::analysis {

struct FoldData;

class Fold {
 public:
  /// `scenario` must outlive the fold.
  explicit Fold(const scenario::Scenario& scenario);
  ~Fold();
  Fold(Fold&&) noexcept;
  Fold& operator=(Fold&&) noexcept;
  Fold(const Fold&) = delete;
  Fold& operator=(const Fold&) = delete;

  /// Adds a run; a failed one is only counted. `draw` is the run's draw, for influence; without it (or beyond the first
  /// kInfluenceRuns) the run does not count there.
  void add(const run::RunRecord& record, const scenario::Draw* draw = nullptr);
  [[nodiscard]] std::uint64_t size() const noexcept;
  [[nodiscard]] const FoldData& data() const noexcept { return *data_; }

 private:
  std::unique_ptr<FoldData> data_;
};
inline constexpr std::uint64_t kInfluenceRuns = 4000;

/// Everything about an ensemble. `no_deal` is the same scenario and luck with talks that never convene, or null.
[[nodiscard]] Summary summarise(const Fold& fold, const Fold* no_deal = nullptr);

}  // namespace entente::analysis

// SPDX-License-Identifier: Apache-2.0
// The file results.sqlite of an ensemble: written while it runs, read back to go on, report, explain and verify.
// The schema is documented in docs/run-json.md; it holds the scenario's files, so the file alone rebuilds every run.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "apps/native/store_error.hpp"
#include "ensemble/plan.hpp"
#include "ensemble/result_digest.hpp"
#include "ensemble/sink.hpp"
#include "run/record.hpp"
#include "scenario/scenario.hpp"

namespace entente::native {

using ensemble::Arm;

struct StoreHeader {
  std::string case_path;                     ///< as the user named it
  std::map<std::string, std::string> files;  ///< every scenario file that was read
  std::string engine_version;
  std::string scenario_digest;
  std::string scenario_id;
  std::string title;
  std::string purpose;
  std::string as_of;
  ensemble::Plan plan;
  ensemble::Plan no_deal_plan;  ///< draws = 0: none
};

class ResultsStore {
 public:
  /// Makes a new file; fails when there is one. `scenario` names outcomes, tracks and issues.
  [[nodiscard]] static ResultsStore create(const std::string& path, const StoreHeader& header,
                                           const scenario::Scenario& scenario);
  /// True for an existing file that was made and never begun: its program was killed before the first word.
  [[nodiscard]] static bool is_blank(const std::string& path);
  /// Opens an existing file for reading.
  [[nodiscard]] static ResultsStore open(const std::string& path);
  /// Opens an existing file to add runs.
  [[nodiscard]] static ResultsStore open_to_write(const std::string& path, const scenario::Scenario& scenario);

  ResultsStore(ResultsStore&&) noexcept;
  ResultsStore& operator=(ResultsStore&&) noexcept;
  ~ResultsStore();

  [[nodiscard]] const StoreHeader& header() const;
  /// Changes the planned counts, when an ensemble is enlarged.
  void set_plans(const ensemble::Plan& plan, const ensemble::Plan& no_deal_plan);

  /// Adds a run (replacing one at the same position). Written to disk in batches; flush() ends a batch.
  void add(Arm arm, std::uint64_t index, const run::RunRecord& record);
  void set_batch(std::uint64_t runs);
  void flush();
  /// Ends writing: one file without side files, readable in a folder without write permission.
  void finish();

  /// Calls `use` for every run of an arm in run-key order. A damaged record is skipped; their number is returned.
  std::uint64_t for_each(Arm arm, const std::function<void(std::uint64_t, const run::RunRecord&)>& use) const;
  /// Digests as stored, without reading the records.
  [[nodiscard]] std::vector<ensemble::RunDigest> digests(Arm arm) const;

 private:
  struct Impl;
  explicit ResultsStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Adds every run it gets to one arm of a store.
class StoreSink final : public ensemble::ResultSink {
 public:
  StoreSink(ResultsStore& store, Arm arm) : store_(store), arm_(arm) {}
  void accept(std::uint64_t index, const run::RunRecord& record) override { store_.add(arm_, index, record); }

 private:
  ResultsStore& store_;
  Arm arm_;
};

}  // namespace entente::native

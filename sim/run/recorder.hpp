// SPDX-License-Identifier: Apache-2.0
// The observer that makes a RunRecord: digest of events, deals, monthly trace, outcomes by their rules.
#pragma once

#include "core/digest.hpp"
#include "run/engine.hpp"
#include "run/record.hpp"
#include "run/run.hpp"
#include "world/event_bytes.hpp"

namespace entente::run {

class Recorder final : public Observer {
 public:
  Recorder(const scenario::Scenario& scenario, const scenario::Draw& draw, const RunOptions& options, RunRecord& record)
      : s_(scenario), d_(draw), options_(options), record_(record), names_(scenario) {}

  void start(const world::World& world);
  void on_event(const world::World& world, const world::Event& event) override;
  void on_month(const world::World& world) override;
  void finish(const world::World& world);

 private:
  void trace(const world::World& world);
  void judge(const world::World& world);
  [[nodiscard]] double delivered(const world::World& world, const DealRecord& deal) const;
  DealRecord* open_deal(core::TrackId track);

  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  RunOptions options_;
  RunRecord& record_;
  world::EventNames names_;
  core::Digest digest_;
  std::uint64_t events_ = 0;
  double cumulative_deaths_ = 0.0, cumulative_displaced_ = 0.0;
};

}  // namespace entente::run

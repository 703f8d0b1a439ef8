// SPDX-License-Identifier: Apache-2.0
// Histories in which only the ground moves: the conflict model on a case's own map, men and rents, without talks, levers or
// prices. And the patterns that a case names in patterns.toml beside it, so that no id stands in code.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "apps/validate/context.hpp"
#include "model/registry.hpp"

namespace entente::validate {

/// What patterns.toml says; see the file of the shipped case for the meaning of each.
struct Patterns {
  std::string overlay;  ///< of the earlier map
  int days = 0, observed = 0;
  core::CoalitionId aggressor;
  std::vector<core::NodeId> order, never;
  core::ForceId sponsor;
  std::vector<double> men;
  std::vector<std::int64_t> captures;  ///< days since the first day of the record
  std::int64_t record_days = 0;
  std::vector<std::pair<std::int64_t, double>> presence;  ///< sponsor's men from a day of the record on, as reported
  struct Harm {
    double lo = 0.0, hi = 0.0;
    std::string source;
  };
  Harm deaths, displaced;                                   ///< over the days of the advance, as known at as_of
  std::vector<std::pair<core::CoalitionId, double>> index;  ///< capability by coalition
  struct Flow {
    std::string title, unit, source;
    core::ActorId actor;
    std::vector<core::NodeId> nodes;  ///< empty: all but `except`
    std::vector<core::NodeId> except;
    bool fixed = false;  ///< with what it receives whoever holds what
    double per_year = 1.0, lo = 0.0, hi = 0.0;
  };
  std::vector<Flow> flows;
  core::MineralId mineral;
  core::ActorId seller;
  std::vector<double> elasticities;
  double price_before = 0.0, price_record = 0.0;  ///< of the mineral: before the regime of as_of, highest ever; USD/t
  std::string price_source;
  std::string price_file;
  std::vector<std::pair<core::MineralId, std::string>> columns;
};

/// Throws std::runtime_error with what is missing. `found` is false when the case has no patterns.toml.
[[nodiscard]] Patterns read_patterns(const Context& context, bool& found);

class GroundHistory {
 public:
  /// draw < 0: every number at its mode. The scenario must outlive the history.
  GroundHistory(const Context& context, const scenario::Scenario& scenario, std::int64_t draw);
  GroundHistory(const GroundHistory&) = delete;
  GroundHistory& operator=(const GroundHistory&) = delete;

  void reset();
  /// Places that `taker` took by force in the next sub-step.
  int week(const core::Streams& streams, core::CoalitionId taker);
  [[nodiscard]] bool holds(core::CoalitionId coalition, core::NodeId node) const;
  [[nodiscard]] bool offensive(core::CoalitionId coalition) const;
  /// Multiplies the quality of all forces of the coalition.
  void scale_quality(core::CoalitionId coalition, double factor);
  [[nodiscard]] double strength(core::CoalitionId coalition) const;
  [[nodiscard]] const scenario::Draw& draw() const { return draw_; }

  world::World world;

 private:
  const scenario::Scenario& s_;
  scenario::Draw draw_;
  std::unique_ptr<model::Conflict> conflict_;
  std::unique_ptr<model::Economy> economy_;
  world::Derived derived_;
  model::Ledger ledger_;
  model::GroundInputs inputs_;
  world::EventSink sink_;
  std::uint32_t version_ = ~0u;
};

/// Runs `play(run, history)` for many runs, one history per block of runs at the modes, or one per run with its own draw.
void play_ground(const Context& context, const scenario::Scenario& scenario, bool drawn, std::uint32_t runs,
                 const std::function<void(std::uint32_t, GroundHistory&)>& play);

// Sections of the page.
void captures_section(const Context& context, const Patterns& patterns, Page& page);
void index_section(const Context& context, const Patterns& patterns, Page& page);
void retention_section(const Context& context, const Patterns& patterns, Page& page);
void bursts_section(const Context& context, const Patterns& patterns, Page& page);
void truces_section(const Context& context, const Patterns& patterns, Page& page);
void flows_section(const Context& context, const Patterns& patterns, Page& page);
void regime_section(const Context& context, const Patterns& patterns, Page& page);
void regime_price_section(const Context& context, const Patterns& patterns, Page& page);
void prices_section(const Context& context, const Patterns& patterns, Page& page);

}  // namespace entente::validate

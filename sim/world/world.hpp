// SPDX-License-Identifier: Apache-2.0
// The state of one simulated history, and the only function that changes it: apply(event).
// Tables are flat vectors indexed by ids; a copy is cheap enough to project on.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/ids.hpp"
#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::world {

enum class DealStatus : std::uint8_t { none, signed_, in_force, suspended, collapsed };

struct DealState {
  DealStatus status = DealStatus::none;
  Package package;
  std::int16_t signed_month = -1, force_month = -1, suspended_month = -1;
  bool ever_signed = false, ever_in_force = false;
  std::int8_t ratified = 0;                    // bit per party
  std::int16_t breaches = 0;                   // detected, since in force
  std::array<double, kMaxIssues> delivered{};  // 0..1 of each term
  std::array<double, kMaxIssues> kept{};       // change of position delivered under earlier texts (for what stays)
};

/// An offer made in a session, and by which party of the track.
struct Saying {
  Package package;
  std::int8_t by = -1;
};

struct SessionState {
  bool open = false, ever_open = false;
  std::int16_t opened_month = -1;
  std::int16_t rounds = 0;
  std::int8_t next_proposer = 0;
  bool has_offer = false;
  Package standing;              // last offer on the table
  std::int8_t standing_by = -1;  // party index
  std::vector<Saying> offers;    // all of the session so far, oldest first
};

struct HoldingState {
  core::AssetId asset;
  std::int32_t holder = -1;
  scenario::HoldingKind kind = scenario::HoldingKind::equity;
  double share = 0.0;
};

inline constexpr std::uint8_t kTook = 1;    // took the node by force at some time
inline constexpr std::uint8_t kGaveUp = 2;  // gave the node up without a fight at some time

/// Coalition holding more than half of the node under `control` ([node * C + coalition]), or invalid.
[[nodiscard]] core::CoalitionId holder_of(const scenario::Scenario& s, const std::vector<double>& control,
                                          core::NodeId n);

struct World {
  std::int32_t month = 0;  // months completed since as_of
  std::int32_t week = 0;   // conflict sub-steps completed since as_of

  // territory: [node * coalitions + coalition], sums to 1 per node
  std::vector<double> control;
  std::vector<std::int16_t> captured_month;  // last change of holder, -120 if before as_of
  std::vector<std::uint8_t> past;            // [node * coalitions + coalition] since as_of: kTook, kGaveUp
  // forces
  std::vector<double> men, quality, cohesion;  // per force
  std::vector<double> insight;                 // per force: gain in quality by intelligence that has not faded yet
  std::vector<std::int32_t> force_coalition;
  std::vector<std::uint8_t> offensive;  // [front * coalitions + coalition]
  // economy
  std::vector<double> operating;     // per asset 0..
  std::vector<double> log_price;     // per mineral, natural log of price in its unit (0 if unpriced)
  std::vector<double> price_shift;   // per mineral: log-price shift by supply decisions priced since as_of
  std::vector<double> price_buffer;  // per mineral: the part of it that stocks have let through so far
  std::vector<std::int8_t> regime;   // per mineral: 0 free 1 quota 2 ban
  std::vector<HoldingState> holdings;
  std::vector<double> stock;  // per actor, MUSD
  // pressure, attention, politics
  std::vector<double> sanction;           // [by * actors + on]
  std::vector<double> attention;          // per actor
  std::vector<double> audience;           // per actor, points beyond as_of from events (not from deals in force)
  std::vector<double> believed_delivery;  // per actor
  std::vector<double> reputation;         // per actor: detected breaches so far
  // talks
  std::vector<double> hazard;  // per track: believed chance of concluding (per year horizon)
  std::vector<SessionState> sessions;
  std::vector<DealState> deals;
  std::vector<std::int8_t> lever;          // per decision: level index
  std::vector<std::int8_t> lever_before;   // per decision: level index it was moved from
  std::vector<std::int16_t> lever_month;   // per decision: month of the last move; long ago at as_of
  std::vector<std::uint8_t> struck;        // per shock
  std::vector<std::int16_t> struck_month;  // per shock: month in which it struck
  // tallies
  double deaths = 0.0, displaced = 0.0;  // since as_of
  double month_deaths = 0.0, month_displaced = 0.0;
  double looted = 0.0;                         // money and goods lost in places that fell by force, MUSD since as_of
  double outside_in = 0.0, outside_out = 0.0;  // declared sources and sinks, MUSD
  std::vector<std::int16_t> memory;            // per expression slot: ever (0/1), held_for (months true in a row)
  std::uint32_t ground_version = 0;            // counts changes of holder; supply is solved again when it moves
  std::uint32_t imposed_version = 0;           // counts changes that what derive() sums up may depend on

  [[nodiscard]] double share(const scenario::Scenario& s, core::NodeId n, core::CoalitionId c) const {
    return control[n.index() * s.coalition_count() + c.index()];
  }
  /// Coalition holding more than half of the node, or invalid.
  [[nodiscard]] core::CoalitionId holder(const scenario::Scenario& s, core::NodeId n) const {
    return holder_of(s, control, n);
  }
};

/// [node * C + coalition]: shares of control at as_of; every row sums to 1.
[[nodiscard]] std::vector<double> initial_control(const scenario::Scenario& scenario, const scenario::Draw& draw);

/// The world at as_of for one draw.
[[nodiscard]] World initial_world(const scenario::Scenario& scenario, const scenario::Draw& draw);

/// The only way the state changes. Keeps every invariant (shares sum to 1, no negative stock of men, money conserved but
/// for outside accounts). `World` is a value: apply on a copy to project.
void apply(const scenario::Scenario& scenario, const scenario::Draw& draw, World& world, const Event& event);

}  // namespace entente::world

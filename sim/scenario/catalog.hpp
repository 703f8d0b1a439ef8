// SPDX-License-Identifier: Apache-2.0
// What the reader must know about the models a scenario may name: their keys and the parameters they declare.
// Filled at run time from the registry of models; the reader knows no model itself.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/quantity.hpp"

namespace entente::scenario {

/// The ports, and `politics`: the one table of ratification, delivery and compliance, always under the key "politics".
/// offering, acceptance and belief are the parts of a party's strategy in talks.
enum class Port : std::uint8_t {
  protocol,
  preference,
  policy,
  conflict,
  economy,
  politics,
  offering,
  acceptance,
  belief
};
inline constexpr std::size_t kPortCount = 9;
[[nodiscard]] std::string_view port_name(Port port);
/// True for offering, acceptance and belief.
[[nodiscard]] constexpr bool is_strategy_part(Port port) {
  return port == Port::offering || port == Port::acceptance || port == Port::belief;
}

/// One parameter of a model. The default counts as a judgement unless `source` says where it comes from.
struct ParamSpec {
  std::string key;
  core::Unit unit = core::Unit::index;
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  core::Quantity fallback;  ///< in `unit`
  std::string doc;
  std::string source;  ///< where the default comes from, in words
};

/// What the parts of talks need from each other. A protocol gives what its rules allow, a track gives `pair` with two
/// parties and `mediator` when it names one, a belief gives what it estimates. Legal combinations follow from these alone.
enum Ability : std::uint32_t {
  kStrategies = 1U << 0,  // parties act by named strategies; the standard parts stand in where none is named
  kOffers = 1U << 1,      // parties make offers in turn
  kHearing = 1U << 2,     // parties hear each other's offers
  kPair = 1U << 3,        // exactly two parties
  kMediator = 1U << 4,    // the track names a mediator
  kWorth = 1U << 5,       // what packages are worth to others is estimated
  kChances = 1U << 6,     // the chance that others accept is estimated
};
using Abilities = std::uint32_t;
/// One word for each ability set, comma-separated; "" for none.
[[nodiscard]] std::string ability_words(Abilities abilities);

struct ModelInfo {
  std::string key;
  std::string title;
  std::string doc;
  std::vector<ParamSpec> params;
  bool needs_world = true;  ///< preferences: false if it can judge deals without ground, forces and money
  Abilities needs = 0, gives = 0;
  bool standard = false;  ///< stands in where a strategy leaves this part unsaid

  [[nodiscard]] const ParamSpec* find(std::string_view param) const;
};

/// Models by port. A port without any model is not checked: every key is accepted and no parameter is declared.
struct ModelCatalog {
  std::array<std::vector<ModelInfo>, kPortCount> ports;

  [[nodiscard]] std::vector<ModelInfo>& of(Port port) { return ports[static_cast<std::size_t>(port)]; }
  [[nodiscard]] const std::vector<ModelInfo>& of(Port port) const { return ports[static_cast<std::size_t>(port)]; }
  [[nodiscard]] const ModelInfo* find(Port port, std::string_view key) const;
  /// The standard model of a port, or null.
  [[nodiscard]] const ModelInfo* standard(Port port) const;
};

}  // namespace entente::scenario

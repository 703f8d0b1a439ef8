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
enum class Port : std::uint8_t { protocol, preference, policy, conflict, economy, politics };
inline constexpr std::size_t kPortCount = 6;
[[nodiscard]] std::string_view port_name(Port port);

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

struct ModelInfo {
  std::string key;
  std::string title;
  std::string doc;
  std::vector<ParamSpec> params;
  bool needs_world = true;  ///< preferences: false if it can judge deals without ground, forces and money

  [[nodiscard]] const ParamSpec* find(std::string_view param) const;
};

/// Models by port. A port without any model is not checked: every key is accepted and no parameter is declared.
struct ModelCatalog {
  std::array<std::vector<ModelInfo>, kPortCount> ports;

  [[nodiscard]] std::vector<ModelInfo>& of(Port port) { return ports[static_cast<std::size_t>(port)]; }
  [[nodiscard]] const std::vector<ModelInfo>& of(Port port) const { return ports[static_cast<std::size_t>(port)]; }
  [[nodiscard]] const ModelInfo* find(Port port, std::string_view key) const;
};

}  // namespace entente::scenario

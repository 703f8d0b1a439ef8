// SPDX-License-Identifier: Apache-2.0
// A number as the scenario knows it: value, hard bounds, unit, shape, sources, pedigree; and the table of units.
// It does not read files or decide which unit a field wants; the schema does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"

namespace entente::core {

/// Units a scenario may write. Append only.
enum class Unit : std::uint8_t {
  share,
  index,
  level,
  person,
  people_k,
  battalion,
  km,
  month,
  day,
  usd,
  musd,
  usd_per_t,
  usd_per_oz,
  t_per_yr,
  kg_per_yr,
  koz_per_yr,
  t_per_month,
  kt_per_month,
  musd_per_month,
  usd_per_month,
  per_month,
  per_week
};

/// What a unit measures. Units convert only within one dimension. The cost of one person for a month is a dimension
/// of its own, so that it cannot be mistaken for a budget.
enum class Dimension : std::uint8_t {
  share,
  index,
  level,
  people,
  battalion,
  length,
  time,
  money,
  price,
  mass_flow,
  money_flow,
  unit_cost,
  rate
};

/// The unit of that name, as written in scenarios ("t/yr"); nothing when unknown.
[[nodiscard]] std::optional<Unit> parse_unit(std::string_view name) noexcept;
[[nodiscard]] std::string_view unit_name(Unit unit) noexcept;
/// One line of documentation for a unit.
[[nodiscard]] std::string_view unit_doc(Unit unit) noexcept;
/// Names of all units in table order.
[[nodiscard]] const std::vector<std::string>& all_unit_names();
[[nodiscard]] Dimension dimension(Unit unit) noexcept;
[[nodiscard]] std::string_view dimension_name(Dimension dimension) noexcept;
/// The unit in which the engine holds this dimension: person, month, MUSD, USD/t, t/yr, MUSD/month, 1/month, km ...
[[nodiscard]] Unit canonical_unit(Dimension dimension) noexcept;

/// Value in the canonical unit of its dimension. Troy ounces; 12 months a year; a mean month of 30.4375 days.
[[nodiscard]] double to_canonical(double value, Unit unit) noexcept;
/// Value in another unit of the same dimension; nothing when the dimensions differ.
[[nodiscard]] std::optional<double> convert(double value, Unit from, Unit to) noexcept;

enum class Shape : std::uint8_t { fixed, triangular, uniform, lognormal, levels };

[[nodiscard]] std::optional<Shape> parse_shape(std::string_view name) noexcept;
[[nodiscard]] std::string_view shape_name(Shape shape) noexcept;
/// Names of all shapes in table order.
[[nodiscard]] const std::vector<std::string>& all_shape_names();

/// One uncertain number. lo and hi are hard bounds (lognormal: also 5th and 95th percentile).
struct Quantity {
  double v = 0.0;
  double lo = 0.0;
  double hi = 0.0;
  Unit unit = Unit::index;
  Shape shape = Shape::fixed;
  std::vector<double> values;   ///< shape levels: the values
  std::vector<double> weights;  ///< shape levels: their weights; empty means equal
  std::string corr;             ///< group whose members are drawn with one uniform; empty: alone
  std::vector<SourceId> src;
  int ped = 0;             ///< pedigree 0 (guess) .. 4 (measured)
  bool hindsight = false;  ///< rests on knowledge later than as_of
  std::string why;
};

/// A quantity without uncertainty.
[[nodiscard]] Quantity fixed_quantity(double value, Unit unit);

/// The same quantity in canonical units (value, bounds, levels).
[[nodiscard]] Quantity canonical(Quantity quantity);

/// True when a draw can differ from v.
[[nodiscard]] bool is_uncertain(const Quantity& quantity) noexcept;

/// A value of the quantity, in its own unit, from one uniform in (0,1); non-decreasing in u for every shape but levels
/// whose values are not sorted. Always inside [lo, hi] (levels: one of the values).
[[nodiscard]] double draw(const Quantity& quantity, double u) noexcept;

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// The table of units and shapes, and draws from quantities. Factors: troy ounce 31.1034768 g (exact),
// a mean month of 365.25 / 12 days.
#include "core/quantity.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/sampling.hpp"

namespace entente::core {
namespace {

constexpr double kTonnesPerOunce = 31.1034768e-6;
constexpr double kDaysPerMonth = 365.25 / 12.0;

struct UnitRow {
  Unit unit;
  std::string_view name;
  Dimension dimension;
  double factor;  ///< canonical units per unit
  std::string_view doc;
};

constexpr std::array<UnitRow, 22> kUnits = {{
    {Unit::share, "share", Dimension::share, 1.0, "a part of a whole, 0 to 1"},
    {Unit::index, "index", Dimension::index, 1.0, "a pure number on a scale the field explains"},
    {Unit::level, "level", Dimension::level, 1.0, "a step of an ordered scale"},
    {Unit::person, "person", Dimension::people, 1.0, "people"},
    {Unit::people_k, "people_k", Dimension::people, 1000.0, "thousands of people"},
    {Unit::battalion, "battalion", Dimension::battalion, 1.0, "battalions"},
    {Unit::km, "km", Dimension::length, 1.0, "kilometres"},
    {Unit::month, "month", Dimension::time, 1.0, "months"},
    {Unit::day, "day", Dimension::time, 1.0 / kDaysPerMonth, "days; 30.4375 make a month"},
    {Unit::usd, "USD", Dimension::money, 1e-6, "dollars of the as_of month"},
    {Unit::musd, "MUSD", Dimension::money, 1.0, "millions of dollars of the as_of month"},
    {Unit::usd_per_t, "USD/t", Dimension::price, 1.0, "price per tonne"},
    {Unit::usd_per_oz, "USD/oz", Dimension::price, 1.0 / kTonnesPerOunce, "price per troy ounce"},
    {Unit::t_per_yr, "t/yr", Dimension::mass_flow, 1.0, "tonnes per year"},
    {Unit::kg_per_yr, "kg/yr", Dimension::mass_flow, 1e-3, "kilogrammes per year"},
    {Unit::koz_per_yr, "koz/yr", Dimension::mass_flow, 1000.0 * kTonnesPerOunce, "thousand troy ounces per year"},
    {Unit::t_per_month, "t/month", Dimension::mass_flow, 12.0, "tonnes per month"},
    {Unit::kt_per_month, "kt/month", Dimension::mass_flow, 12000.0, "thousand tonnes per month"},
    {Unit::musd_per_month, "MUSD/month", Dimension::money_flow, 1.0, "millions of dollars per month"},
    {Unit::usd_per_month, "USD/month", Dimension::unit_cost, 1.0, "cost of one person or thing for a month"},
    {Unit::per_month, "1/month", Dimension::rate, 1.0, "events or a fraction per month"},
    {Unit::per_week, "1/week", Dimension::rate, kDaysPerMonth / 7.0, "events or a fraction per week"},
}};

struct DimensionRow {
  Dimension dimension;
  std::string_view name;
  Unit canonical;
};

constexpr std::array<DimensionRow, 13> kDimensions = {{
    {Dimension::share, "share", Unit::share},
    {Dimension::index, "index", Unit::index},
    {Dimension::level, "level", Unit::level},
    {Dimension::people, "people", Unit::person},
    {Dimension::battalion, "battalions", Unit::battalion},
    {Dimension::length, "length", Unit::km},
    {Dimension::time, "time", Unit::month},
    {Dimension::money, "money", Unit::musd},
    {Dimension::price, "price", Unit::usd_per_t},
    {Dimension::mass_flow, "mass flow", Unit::t_per_yr},
    {Dimension::money_flow, "money flow", Unit::musd_per_month},
    {Dimension::unit_cost, "unit cost", Unit::usd_per_month},
    {Dimension::rate, "rate", Unit::per_month},
}};

constexpr std::array<std::pair<Shape, std::string_view>, 5> kShapes = {{
    {Shape::fixed, "fixed"},
    {Shape::triangular, "triangular"},
    {Shape::uniform, "uniform"},
    {Shape::lognormal, "lognormal"},
    {Shape::levels, "levels"},
}};

constexpr bool rows_follow_enums() {
  for (std::size_t i = 0; i < kUnits.size(); ++i) {
    if (static_cast<std::size_t>(kUnits[i].unit) != i) return false;
  }
  for (std::size_t i = 0; i < kDimensions.size(); ++i) {
    if (static_cast<std::size_t>(kDimensions[i].dimension) != i) return false;
  }
  for (std::size_t i = 0; i < kShapes.size(); ++i) {
    if (static_cast<std::size_t>(kShapes[i].first) != i) return false;
  }
  return true;
}
static_assert(rows_follow_enums(), "tables are indexed by their enumerators");

const UnitRow& row(Unit unit) noexcept { return kUnits[static_cast<std::size_t>(unit)]; }
const DimensionRow& row(Dimension dimension) noexcept { return kDimensions[static_cast<std::size_t>(dimension)]; }

}  // namespace

std::optional<Unit> parse_unit(std::string_view name) noexcept {
  for (const UnitRow& r : kUnits) {
    if (r.name == name) {
      return r.unit;
    }
  }
  return std::nullopt;
}

std::string_view unit_name(Unit unit) noexcept { return row(unit).name; }
std::string_view unit_doc(Unit unit) noexcept { return row(unit).doc; }
Dimension dimension(Unit unit) noexcept { return row(unit).dimension; }
std::string_view dimension_name(Dimension dimension) noexcept { return row(dimension).name; }
Unit canonical_unit(Dimension dimension) noexcept { return row(dimension).canonical; }

const std::vector<std::string>& all_unit_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const UnitRow& r : kUnits) {
      list.emplace_back(r.name);
    }
    return list;
  }();
  return names;
}

double to_canonical(double value, Unit unit) noexcept { return value * row(unit).factor; }

std::optional<double> convert(double value, Unit from, Unit to) noexcept {
  if (dimension(from) != dimension(to)) {
    return std::nullopt;
  }
  return from == to ? value : value * row(from).factor / row(to).factor;
}

std::optional<Shape> parse_shape(std::string_view name) noexcept {
  for (const auto& entry : kShapes) {
    if (entry.second == name) {
      return entry.first;
    }
  }
  return std::nullopt;
}

std::string_view shape_name(Shape shape) noexcept { return kShapes[static_cast<std::size_t>(shape)].second; }

const std::vector<std::string>& all_shape_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const auto& entry : kShapes) {
      list.emplace_back(entry.second);
    }
    return list;
  }();
  return names;
}

Quantity fixed_quantity(double value, Unit unit) {
  Quantity q;
  q.v = q.lo = q.hi = value;
  q.unit = unit;
  return q;
}

Quantity canonical(Quantity quantity) {
  const double factor = row(quantity.unit).factor;
  quantity.v *= factor;
  quantity.lo *= factor;
  quantity.hi *= factor;
  for (double& value : quantity.values) {
    value *= factor;
  }
  quantity.unit = canonical_unit(dimension(quantity.unit));
  return quantity;
}

bool is_uncertain(const Quantity& quantity) noexcept {
  if (quantity.shape == Shape::fixed) {
    return false;
  }
  if (quantity.shape == Shape::levels) {
    return std::any_of(quantity.values.begin(), quantity.values.end(),
                       [&](double value) { return value != quantity.values.front(); });
  }
  return quantity.hi > quantity.lo;
}

double draw(const Quantity& quantity, double u) noexcept {
  switch (quantity.shape) {
    case Shape::fixed: return quantity.v;
    case Shape::triangular: return triangular(u, quantity.lo, quantity.v, quantity.hi);
    case Shape::uniform: return uniform(u, quantity.lo, quantity.hi);
    case Shape::lognormal: return lognormal_truncated(u, quantity.v, quantity.lo, quantity.hi);
    case Shape::levels: return quantity.values.empty() ? quantity.v : levels(u, quantity.values, quantity.weights);
  }
  return quantity.v;
}

}  // namespace entente::core

// SPDX-License-Identifier: Apache-2.0
// Utility of differences in attributes, and what every stored path is worth to an actor. Attributes that count in proportion
// are drawn together into one column before paths are weighed, since a mean of sums is the sum of means; an attribute that
// saturates keeps a column of its own.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "valuation/library.hpp"
#include "valuation/space.hpp"

namespace entente::valuation {

/// The column of what counts in proportion, and one for each attribute that saturates.
inline constexpr std::size_t kMaxColumns = static_cast<std::size_t>(kMaxAttributes) + 1;
using Columns = std::array<double, kMaxColumns>;

/// Utility of differences in attributes: sum of weight x sign x curve(difference / scale). Tabulated once per refresh, since
/// attended attributes weigh with the actor's present attention. The saturating curve, tanh, is exact to 1e-9.
class Utility {
 public:
  Utility(const scenario::Scenario& scenario, const scenario::Draw& draw);
  void refresh(const world::World& world);

  /// How many columns the actor's attributes are drawn together into: the first, and one for each that saturates.
  [[nodiscard]] std::size_t columns(core::ActorId actor) const { return rows_[actor.index()].columns; }
  /// The column that an attribute is drawn into, and what a unit of its measure counts there.
  [[nodiscard]] std::size_t column(core::ActorId actor, std::size_t attribute) const {
    return rows_[actor.index()].column[attribute];
  }
  [[nodiscard]] double per_unit(core::ActorId actor, std::size_t attribute) const {
    return rows_[actor.index()].per_unit[attribute];
  }
  /// Utility of differences drawn together into the actor's columns.
  [[nodiscard]] double drawn(core::ActorId actor, const double* column) const {
    const Rows& r = rows_[actor.index()];
    double u = column[0];
    for (std::size_t c = 1; c < r.columns; ++c) u += r.weight[c] * saturated(column[c]);
    return u;
  }
  /// Utility of differences in the actor's attributes, measure units.
  [[nodiscard]] double operator()(core::ActorId actor, std::span<const double, kMaxAttributes> difference) const;
  /// Utility of one attribute's difference alone.
  [[nodiscard]] double part(core::ActorId actor, std::size_t attribute, double difference) const;

 private:
  struct Rows {
    std::size_t columns = 1;
    std::array<std::uint8_t, kMaxAttributes> column{};
    std::array<double, kMaxAttributes> per_unit{};  // 1 / scale, times weight and sign in the first column
    Columns weight{};                               // weight x sign of the attribute that saturates there
  };
  [[nodiscard]] static double saturated(double x);

  const scenario::Scenario& s_;
  const scenario::Draw& d_;
  std::vector<Rows> rows_;  // per actor
};

/// The columns of every stored path, made when first asked for after Utility::refresh and Library::revalue, in that order.
class PathWorth {
 public:
  PathWorth(const Space& space, const Library& library, const Utility& utility);

  /// [column * path count + path].
  [[nodiscard]] const double* along(Span span, core::ActorId actor) const { return &made(span, actor).along[0]; }
  /// Columns of lifted paths less those of the grid points they are lifted from:
  /// [column * (path count - grid size) + path - grid size].
  [[nodiscard]] const double* lifts(Span span, core::ActorId actor) const { return made(span, actor).lifts.data(); }

 private:
  struct Table {
    std::uint32_t revaluation = 0;
    std::vector<double> along, lifts;
  };
  const Table& made(Span span, core::ActorId actor) const {
    Table& table = tables_[static_cast<std::size_t>(span) * space_.judges.size() +
                           static_cast<std::size_t>(space_.judge_index[actor.index()])];
    if (table.revaluation != library_.revaluations()) make(span, actor, table);
    return table;
  }
  void make(Span span, core::ActorId actor, Table& table) const;

  const Space& space_;
  const Library& library_;
  const Utility& utility_;
  mutable std::vector<Table> tables_;  // [span][judge]
};

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// Attributes drawn together as utility adds them, for differences and for every stored path.
#include "valuation/worth.hpp"

#include <algorithm>

#include "core/lanes.hpp"

namespace entente::valuation {

Utility::Utility(const scenario::Scenario& scenario, const scenario::Draw& draw)
    : s_(scenario), d_(draw), rows_(scenario.actors.size()) {
  for (std::size_t a = 0; a < s_.actors.size(); ++a) {
    const auto& list = s_.actors[a].attributes;
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].curve == scenario::Curve::saturating)
        rows_[a].column[k] = static_cast<std::uint8_t>(rows_[a].columns++);
    }
  }
}

void Utility::refresh(const world::World& world) {
  for (std::size_t a = 0; a < s_.actors.size(); ++a) {
    Rows& rows = rows_[a];
    for (std::size_t k = 0; k < s_.actors[a].attributes.size(); ++k) {
      const auto& attribute = s_.actors[a].attributes[k];
      const double weight = d_[attribute.weight] * (attribute.attended ? world.attention[a] : 1.0) * attribute.sign;
      const double scale = d_[attribute.scale];
      const std::size_t c = rows.column[k];
      rows.per_unit[k] = c == 0 ? weight / scale : 1.0 / scale;
      if (c != 0) rows.weight[c] = weight;
    }
  }
}

double Utility::saturated(double x) { return core::hyperbolic_tangent(core::all(x))[0]; }

double Utility::operator()(core::ActorId actor, std::span<const double, kMaxAttributes> difference) const {
  const Rows& rows = rows_[actor.index()];
  Columns sum{};
  for (std::size_t k = 0; k < s_.actors[actor.index()].attributes.size(); ++k)
    sum[rows.column[k]] += rows.per_unit[k] * difference[k];
  return drawn(actor, sum.data());
}

double Utility::part(core::ActorId actor, std::size_t attribute, double difference) const {
  const Rows& rows = rows_[actor.index()];
  const double x = rows.per_unit[attribute] * difference;
  const std::size_t c = rows.column[attribute];
  return c == 0 ? x : rows.weight[c] * saturated(x);
}

PathWorth::PathWorth(const Space& space, const Library& library, const Utility& utility)
    : space_(space), library_(library), utility_(utility), tables_(kSpans * space.judges.size()) {}

void PathWorth::make(Span span, core::ActorId actor, Table& table) const {
  const auto paths = static_cast<std::size_t>(space_.path_count()), grid = static_cast<std::size_t>(space_.grid_size());
  const std::size_t columns = utility_.columns(actor);
  table.revaluation = library_.revaluations();
  table.along.assign(columns * paths, 0.0);
  const double* value = library_.values(span, actor);
  for (std::size_t k = 0; k < space_.scenario.actors[actor.index()].attributes.size(); ++k, value += paths) {
    const double unit = utility_.per_unit(actor, k);
    double* out = &table.along[utility_.column(actor, k) * paths];
    for (std::size_t p = 0; p < paths; ++p) out[p] += unit * value[p];
  }
  table.lifts.resize(columns * (paths - grid) + core::kLanes);  // packs may be read beyond the last row
  for (std::size_t c = 0; c < columns; ++c) {
    const double* along = &table.along[c * paths];
    double* out = table.lifts.data() + c * (paths - grid);
    for (std::size_t p = grid; p < paths; ++p) out[p - grid] = along[p] - along[library_.grid_point(p)];
  }
}

}  // namespace entente::valuation

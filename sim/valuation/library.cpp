// SPDX-License-Identifier: Apache-2.0
// Building projected paths and reducing them. Attributes are linear in control, so a path is kept as discounted averages
// of control; values follow by one dot product each.
#include "valuation/library.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "model/spoils.hpp"

namespace entente::valuation {

using scenario::AxisKind;
using scenario::Measure;

namespace {

/// Money of the actor for each MUSD of goods that looters come upon: what it keeps, less what was its own.
double spoil_share(const model::Spoils& spoils, core::ActorId actor) {
  double share = 0.0;
  for (std::size_t c = 0; c < spoils.looter.size(); ++c) {
    if (spoils.looter[c] == actor) share += spoils.kept;
    if (spoils.treasury[c] == actor && !spoils.looter[c].valid()) share -= spoils.public_part;
  }
  return share;
}

}  // namespace

Library::Library(const Space& space)
    : space_(space), sums_(path_sums()), judges_(space.judges.size()),
      paths_(static_cast<std::size_t>(space.path_count())), live_(space.live.size()) {
  control_.reset(new double[kSpans * judges_ * live_ * paths_]);  // not make_unique, which clears
  summed_.assign(kSpans * judges_ * live_, 0);
  values_.assign(kSpans * judges_ * paths_ * kMaxAttributes, 0.0);
  for (int p = 0; p < space.path_count(); ++p) {
    const int beyond = p - space.grid_size();
    grid_point_.push_back(beyond < 0 ? p : space.lift_base[static_cast<std::size_t>(beyond) % space.lift_base.size()]);
  }
  valued_.assign(kSpans * judges_, 0);
  valued_row_.assign(kSpans * judges_ * kMaxAttributes, {});
  maps_.assign(judges_ * kMaxAttributes, {});
}

/// Attributes that follow from control alone: no price, share or number of men enters them.
bool Library::ground_alone(core::ActorId actor, std::size_t attribute) const {
  const Measure measure = space_.scenario.actors[actor.index()].attributes[attribute].measure;
  return measure == Measure::population || measure == Measure::zone || measure == Measure::deaths;
}

/// Control that no path can change is what it was when the maps were made.
bool Library::same_fixed(const world::World& world) const {
  if (mapped_control_.size() != world.control.size()) return false;
  for (std::size_t e = 0; e < world.control.size(); ++e) {
    if (space_.live_of[e] < 0 && world.control[e] != mapped_control_[e]) return false;
  }
  return true;
}

/// The linear map of every attribute at present prices, shares and operation.
void Library::make_maps(const world::World& world, const model::Ledger& ledger) {
  const auto& s = space_.scenario;
  const auto& d = space_.draw;
  const std::size_t coalitions = s.coalition_count();
  const std::size_t entries = s.nodes.size() * coalitions;
  const bool same = same_fixed(world);
  if (!same) mapped_control_ = world.control;
  if (!same) ++ground_;
  bool on_ground = false;
  const auto spread = [&](AttributeMap& m, const double* coefficient) {
    on_ground = true;
    const auto add = [&](std::size_t e) {
      const double k = coefficient[e];
      if (k == 0.0) return;
      if (space_.live_of[e] >= 0) {
        m.entry.push_back(space_.live_of[e]);
        m.coefficient.push_back(k);
      } else {
        m.fixed += k * world.control[e];
      }
    };
    constexpr std::size_t kRow = 8;  // most places yield an actor nothing: looked at by rows
    std::size_t e = 0;
    for (; e + kRow <= entries; e += kRow) {
      std::array<std::uint64_t, kRow> bits;
      std::memcpy(bits.data(), coefficient + e, sizeof(bits));
      std::uint64_t any = 0;
      for (const std::uint64_t b : bits) any |= b;
      for (std::size_t i = 0; any != 0 && i < kRow; ++i) add(e + i);
    }
    for (; e < entries; ++e) add(e);
  };
  for (std::size_t j = 0; j < judges_; ++j) {
    const core::ActorId actor = space_.judges[j];
    const auto& a = s.actors[actor.index()];
    for (std::size_t k = 0; k < a.attributes.size(); ++k) {
      const auto& attribute = a.attributes[k];
      if (same && ground_alone(actor, k)) continue;
      AttributeMap& m = fresh_;
      on_ground = false;
      m.actor = actor;
      m.attribute = static_cast<int>(k);
      m.fixed = m.per_death = m.per_spoil = 0.0;
      m.entry.clear();
      m.coefficient.clear();
      m.per_man.assign(space_.grid.size(), 0.0);
      switch (attribute.measure) {
        case Measure::cash: {
          const double* cash = &ledger.cash[actor.index() * entries];
          m.fixed = ledger.cash_fixed[actor.index()];
          if (!taken_.empty()) m.per_spoil = spoil_share(ledger.spoils, actor);
          spread(m, cash);
          for (std::size_t x = 0; x < space_.grid.size(); ++x) {
            const auto& axis = space_.grid[x];
            if (axis.kind != AxisKind::force_men || s.forces[axis.force.index()].actor != actor) continue;
            m.per_man[x] = -d[s.forces[axis.force.index()].cost] * 1e-6;  // USD a man-month -> MUSD
          }
          break;
        }
        case Measure::supply: {
          spread(m, &ledger.supply[actor.index() * entries]);
          break;
        }
        case Measure::population:
        case Measure::zone: {
          std::vector<double> node_weight(s.nodes.size(), attribute.zone ? 0.0 : 1.0);
          if (attribute.zone) {
            for (const auto n : s.zones[attribute.zone.index()].nodes) node_weight[n.index()] = 1.0;
          }
          const bool people = attribute.measure == Measure::population;
          const double mean =
              people
                  ? 1.0
                  : 1.0 / static_cast<double>(std::max<std::size_t>(1, s.zones[attribute.zone.index()].nodes.size()));
          std::vector<double> coefficient(entries, 0.0);
          for (std::size_t n = 0; n < s.nodes.size(); ++n) {
            if (s.nodes[n].outside) continue;
            coefficient[n * coalitions + attribute.coalition.index()] =
                node_weight[n] * (people ? d[s.nodes[n].population] : mean);
          }
          spread(m, coefficient.data());
          break;
        }
        case Measure::force: {
          bool driven = false;
          for (std::size_t x = 0; x < space_.grid.size(); ++x) {
            if (space_.grid[x].kind == AxisKind::force_men && space_.grid[x].force == attribute.force) {
              m.per_man[x] = 1.0;
              driven = true;
            }
          }
          if (!driven) m.fixed = world.men[attribute.force.index()];
          break;
        }
        case Measure::deaths: m.per_death = 1.0; break;
        case Measure::sanctioned:
        case Measure::audience: break;  // added by the stance: they do not depend on the path
      }
      take_map(m, on_ground, maps_[j * kMaxAttributes + k]);
    }
  }
}

/// Leaves a map as it is if it has been made again alike: then nothing needs to be valued anew.
void Library::take_map(const AttributeMap& fresh, bool on_ground, AttributeMap& map) const {
  if (map.version != 0 && map.fixed == fresh.fixed && map.per_death == fresh.per_death &&
      map.per_spoil == fresh.per_spoil && map.entry == fresh.entry && map.coefficient == fresh.coefficient &&
      map.per_man == fresh.per_man)
    return;
  const std::uint32_t version = map.version + 1;
  std::vector<double> coef = std::move(map.coef);
  map = fresh;
  map.version = version;
  map.coef = std::move(coef);
  if (!on_ground) return;
  map.coef.assign(live_, 0.0);
  for (std::size_t i = 0; i < fresh.entry.size(); ++i)
    map.coef[static_cast<std::size_t>(fresh.entry[i])] = fresh.coefficient[i];
}

/// Conflict inputs on one path: the drivers' levels replace what they drive.
void Library::drive(const world::World& world, const model::GroundInputs& base, int path,
                    model::GroundInputs& out) const {
  const auto& s = space_.scenario;
  const std::size_t coalitions = s.coalition_count();
  out.strength = base.strength;  // supply, rent and rest are the same on every path: the caller has copied them
  out.men = base.men;
  out.restraint = base.restraint;
  out.pressure = base.pressure;
  const int g = grid_point_[static_cast<std::size_t>(path)];
  const int lifted =
      path < space_.grid_size() ? -1 : (path - space_.grid_size()) / static_cast<int>(space_.lift_base.size());
  const auto add_force = [&](core::ForceId id, double effective, double men) {
    const auto& force = s.forces[id.index()];
    const auto c = static_cast<std::size_t>(world.force_coalition[id.index()]);
    for (std::size_t f = 0; f < s.fronts.size(); ++f) {
      const double share = space_.draw[force.front_share[f]];
      double& strength = out.strength[f * coalitions + c];
      double& count = out.men[f * coalitions + c];
      strength = std::max(0.0, strength + share * effective);
      count = std::max(0.0, count + share * men);
    }
  };
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    const auto& axis = space_.grid[x];
    const double level = axis.levels[static_cast<std::size_t>(space_.level_of(g, x))];
    if (axis.kind == AxisKind::force_men) {
      const std::size_t i = axis.force.index();
      const double extra = level - world.men[i];
      add_force(axis.force, extra * world.quality[i] * world.cohesion[i], extra);
    } else if (axis.kind == AxisKind::restraint) {
      out.restraint[axis.coalition.index()] = level;
    } else if (axis.kind == AxisKind::pressure) {
      out.pressure[axis.coalition.index()] = level;
    }
  }
  for (std::size_t j = 0; j < space_.linear.size(); ++j) {
    const auto& axis = space_.linear[j];
    const int lift =
        lifted - axis.first_lift + 1;  // level of this axis on a lifted path, if it is this axis that is lifted
    const bool mine = lifted >= 0 && lift >= 1 && lift < static_cast<int>(axis.levels.size());
    const double level = axis.levels[mine ? static_cast<std::size_t>(lift) : 0];
    if (axis.kind == AxisKind::strength) {
      add_force(axis.force, level, level);
    } else if (axis.kind == AxisKind::pressure) {
      out.pressure[axis.coalition.index()] = level;
    } else if (axis.kind == AxisKind::restraint) {
      out.restraint[axis.coalition.index()] = level;
    }
  }
}

void Library::build(const world::World& world, const model::Conflict& conflict, const model::GroundInputs& inputs,
                    const model::Ledger& ledger) {
  model::ground_state(space_.scenario, world, start_, conflict.ground_params());
  inputs_ = inputs;
  drivers_.paths = paths_;
  const auto columns = [this](const std::vector<double>& from, std::vector<double>& table, std::size_t path) {
    table.resize(from.size() * paths_);
    for (std::size_t k = 0; k < from.size(); ++k) table[k * paths_ + path] = from[k];
  };
  for (std::size_t p = 0; p < paths_; ++p) {
    drive(world, inputs, static_cast<int>(p), inputs_);
    columns(inputs_.strength, drivers_.strength, p);
    columns(inputs_.men, drivers_.men, p);
    columns(inputs_.restraint, drivers_.restraint, p);
    columns(inputs_.pressure, drivers_.pressure, p);
  }
  conflict.expect_paths(inputs, drivers_, start_, space_.step_months, space_.steps, states_);
  gather_spoils(world, ledger.spoils);
  projections_ += paths_;
  ++builds_;
  ++ground_;
}

/// Goods of the ground that looting coalitions gain along each path, net within a step: what expected control shows. Stores
/// stay as full as they are now; what a state's side takes back is given up as often as fought for and counts as unharmed.
void Library::gather_spoils(const world::World& world, const model::Spoils& spoils) {
  taken_.clear();
  if (spoils.goods.empty()) return;
  const auto& s = space_.scenario;
  const std::size_t coalitions = s.coalition_count();
  taken_.assign(static_cast<std::size_t>(space_.steps) * paths_, 0.0);
  std::vector<std::size_t> looted;  // entries, ascending
  std::vector<double> worth;        // and what is to be had there
  for (std::size_t entry = 0; entry < world.control.size(); ++entry) {
    const std::size_t n = entry / coalitions;
    if (space_.live_of[entry] < 0 || !spoils.looter[entry % coalitions].valid()) continue;
    const double goods = spoils.goods[n] * model::stores(spoils, world.month - world.captured_month[n]);
    if (!(goods > 0.0)) continue;
    looted.push_back(entry);
    worth.push_back(goods);
    const double* now = states_.at(0, entry);
    const double first = world.control[entry];
    for (std::size_t p = 0; p < paths_; ++p) taken_[p] += goods * std::max(0.0, now[p] - first);
  }
  std::vector<const double*> last(looted.size()), now(looted.size());
  for (int q = 1; q < space_.steps; ++q) {
    for (std::size_t k = 0; k < looted.size(); ++k) {
      last[k] = states_.at(q - 1, looted[k]);
      now[k] = states_.at(q, looted[k]);
    }
    sums_.add_rises(last.data(), now.data(), worth.data(), looted.size(), paths_,
                    &taken_[static_cast<std::size_t>(q) * paths_]);
  }
  spoils_.assign(kSpans * judges_ * paths_, 0.0);
  for (int span = 0; span < kSpans; ++span) {
    for (std::size_t j = 0; j < judges_; ++j) {
      if (spoil_share(spoils, space_.judges[j]) == 0.0) continue;
      double* sum = &spoils_[(static_cast<std::size_t>(span) * judges_ + j) * paths_];
      for (int q = 0; q < space_.steps; ++q) {
        const double w = space_.passing_weight(static_cast<Span>(span), space_.judges[j], q) / space_.step_months;
        const double* taken = &taken_[static_cast<std::size_t>(q) * paths_];
        for (std::size_t p = 0; p < paths_; ++p) sum[p] += w * taken[p];
      }
    }
  }
}

void Library::sum_up(Span span, core::ActorId actor, std::int32_t live_entry, std::size_t row) const {
  const auto entry = static_cast<std::size_t>(space_.live[static_cast<std::size_t>(live_entry)]);
  double* sum = control_.get() + row * paths_;
  std::fill_n(sum, paths_, 0.0);
  sums_.add_strided(states_.at(0, entry), states_.entries * paths_, space_.weights(span, actor),
                    static_cast<std::size_t>(space_.steps), paths_, sum);
  summed_[row] = builds_;
}

void Library::revalue(const world::World& world, const model::Ledger& ledger) {
  make_maps(world, ledger);
  ++prices_;
}

/// All attributes of one judge along all paths. A row is kept while its map and the paths stay.
void Library::value_judge(Span span, std::size_t j) const {
  const std::size_t at = static_cast<std::size_t>(span) * judges_ + j;
  const std::size_t attributes = space_.scenario.actors[space_.judges[j].index()].attributes.size();
  for (std::size_t k = 0; k < attributes; ++k) {
    Row& row = valued_row_[at * kMaxAttributes + k];
    const std::uint32_t version = maps_[j * kMaxAttributes + k].version;
    if (row.version == version && row.ground == ground_) continue;
    row = {version, ground_};
    value_row(span, j, k);
  }
  valued_[at] = prices_;
}

/// One attribute along all paths.
void Library::value_row(Span span, std::size_t j, std::size_t k) const {
  const AttributeMap& m = maps_[j * kMaxAttributes + k];
  double* row = &values_[((static_cast<std::size_t>(span) * judges_ + j) * kMaxAttributes + k) * paths_];
  std::fill_n(row, paths_, m.per_death == 0.0 ? m.fixed : 0.0);
  if (m.per_death != 0.0) {  // discounted average a month
    for (int q = 0; q < space_.steps; ++q) {
      const double w = space_.weight(span, space_.judges[j], q) / space_.step_months;
      const double* died = &states_.deaths[static_cast<std::size_t>(q) * paths_];
      for (std::size_t p = 0; p < paths_; ++p) row[p] += w * died[p];
    }
    for (std::size_t p = 0; p < paths_; ++p) row[p] = m.fixed + m.per_death * row[p];
  }
  if (m.per_spoil != 0.0) {
    const double* spoils = &spoils_[(static_cast<std::size_t>(span) * judges_ + j) * paths_];
    for (std::size_t p = 0; p < paths_; ++p) row[p] += m.per_spoil * spoils[p];
  }
  held_.clear();
  for (const std::int32_t entry : m.entry) held_.push_back(control(span, space_.judges[j], entry));
  sums_.add_rows(held_.data(), m.coefficient.data(), held_.size(), paths_, row);
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    if (m.per_man[x] == 0.0) continue;
    for (std::size_t p = 0; p < paths_; ++p) {
      const int level = space_.level_of(grid_point_[p], x);
      row[p] += m.per_man[x] * space_.grid[x].levels[static_cast<std::size_t>(level)];
    }
  }
}

std::vector<std::vector<double>> Library::trajectory(const world::World& world, const model::Conflict& conflict,
                                                     const model::GroundInputs& inputs, int path) const {
  model::GroundInputs driven = inputs;
  model::GroundState state;
  model::ground_state(space_.scenario, world, state, conflict.ground_params());
  drive(world, inputs, path, driven);
  std::vector<std::vector<double>> out;
  for (int q = 0; q < space_.steps; ++q) {
    conflict.expect(driven, state, space_.step_months);
    out.push_back(state.control);
  }
  return out;
}

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// Logit response over stored paths. An option's worth to the actor on an axis needs its attributes at each level of that
// axis only: grid values are combined once with the linear drivers and summed over the other axes.
#include "valuation/reaction.hpp"

#include <algorithm>

#include "core/detmath.hpp"
#include "model/pressure.hpp"

namespace entente::valuation {
Reaction::Reaction(const Space& space, const Library& library, const model::Policy& policy, const Utility& utility,
                   bool reactions)
    : space_(space), library_(library), policy_(policy), utility_(utility), sums_(path_sums()), reactions_(reactions) {
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    if (space_.grid[x].kind == scenario::AxisKind::restraint) continue;
    for (std::size_t o = 0; o < space_.grid[x].lever_levels.size(); ++o)
      place(x, space_.grid[x].lever_levels[o], placed_[x][o]);
  }
  pairs_of_.resize(space_.scenario.actors.size());
  for (std::size_t p = 0; p < space_.pairs.size(); ++p) {
    pairs_of_[space_.pairs[p].on.index()].push_back(p);
    if (space_.pairs[p].by != space_.pairs[p].on) pairs_of_[space_.pairs[p].by.index()].push_back(p);
    const std::int32_t axis = space_.conduct_axis[p];
    if (axis < 0 || !space_.grid[static_cast<std::size_t>(axis)].decision) continue;
    const core::ActorId actor =
        space_.scenario.decisions[space_.grid[static_cast<std::size_t>(axis)].decision.index()].actor;
    if (space_.pairs[p].on != actor) continue;
    Sanction one{p, {}, {}};
    const auto& list = space_.scenario.actors[actor.index()].attributes;
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].measure == scenario::Measure::cash) one.cash.push_back(k);
      if (list[k].measure == scenario::Measure::sanctioned) one.sanctioned.push_back(k);
    }
    sanctions_[static_cast<std::size_t>(axis)].push_back(std::move(one));
  }
}

void Utility::refresh(const world::World& world) {
  rows_.assign(s_.actors.size(), {});
  for (std::size_t a = 0; a < s_.actors.size(); ++a) {
    for (std::size_t k = 0; k < s_.actors[a].attributes.size(); ++k) {
      const auto& attribute = s_.actors[a].attributes[k];
      Rows& rows = rows_[a];
      rows.count = k + 1;
      rows.weight[k] = d_[attribute.weight] * (attribute.attended ? world.attention[a] : 1.0) * attribute.sign;
      rows.per_unit[k] = 1.0 / d_[attribute.scale];
      rows.saturating[k] = attribute.curve == scenario::Curve::saturating ? -1 : 0;
    }
  }
}

/// Splits a coordinate between the two nearest levels; beyond the ends it stays at the end.
void Reaction::place(std::size_t axis, double coordinate, std::array<double, kMaxLevels>& p) const {
  const auto& levels = space_.grid[axis].levels;
  p.fill(0.0);
  if (coordinate <= levels.front()) {
    p[0] = 1.0;
  } else if (coordinate >= levels.back()) {
    p[levels.size() - 1] = 1.0;
  } else {
    std::size_t i = 0;
    while (coordinate > levels[i + 1]) ++i;
    const double part = (coordinate - levels[i]) / (levels[i + 1] - levels[i]);
    p[i] = 1.0 - part;
    p[i + 1] = part;
  }
}

void Reaction::option_levels(std::size_t axis, std::size_t option, const Stance& stance,
                             std::array<double, kMaxLevels>& p) const {
  const auto& a = space_.grid[axis];
  if (a.kind == scenario::AxisKind::restraint) {
    place(axis, 1.0 - (1.0 - a.lever_levels[option]) * stance.free[axis], p);
  } else {
    p = placed_[axis][option];  // whatever the stance
  }
}

/// Linear drivers as multiples of their lifts: piecewise linear between levels; outside, the nearest slope goes on for at most
/// one lift, beyond which it says little.
void Reaction::find_lifts(const Stance& stance, Frame& frame) const {
  frame.lifts = 0;
  const auto add = [&](std::size_t j, std::size_t level, double x) {
    if (x != 0.0)
      frame.lift[static_cast<std::size_t>(frame.lifts++)] = {x, space_.first_lifted(j, static_cast<int>(level))};
  };
  for (std::size_t j = 0; j < space_.linear.size(); ++j) {
    const auto& levels = space_.linear[j].levels;
    std::size_t i = 0;
    while (i + 2 < levels.size() && stance.linear[j] > levels[i + 1]) ++i;
    const double part =
        std::clamp((stance.linear[j] - levels[i]) / (levels[i + 1] - levels[i]), i == 0 ? -1.0 : 0.0, 2.0);
    if (i > 0) add(j, i, 1.0 - part);
    add(j, i + 1, part);
  }
}

void Reaction::find_options(const Stance& stance, Frame& frame) const {
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    for (std::size_t o = 0; o < space_.grid[x].lever_levels.size(); ++o)
      option_levels(x, o, stance, frame.option[x][o]);
    if (space_.grid[x].kind == scenario::AxisKind::force_men && stance.cap[x] < kFree)
      place(x, stance.cap[x], frame.at_cap[x]);
  }
}

/// Path weights: product over grid axes; a linear driver adds its multiple of (lifted path - the point it is lifted from).
void Reaction::weigh(Response& r) const {
  r.paths = static_cast<std::size_t>(space_.path_count());
  std::fill_n(r.path.begin(), r.paths, 0.0);
  std::array<double, kMaxGrid> from{};  // weight of all grid points that are lifted from the same one
  const auto grid = static_cast<std::size_t>(space_.grid_size());
  const std::size_t axes = space_.grid.size(), bases = space_.lift_base.size();
  for (std::size_t g = 0; g < grid; ++g) {
    double w = 1.0;
    for (std::size_t x = 0; x < axes; ++x)
      w *= r.level[x][static_cast<std::size_t>(space_.level_of(static_cast<int>(g), x))];
    r.path[g] = w;
    from[static_cast<std::size_t>(space_.lift_of[g])] += w;
  }
  if (r.frame.lifts == 0) return;
  double all = 0.0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(r.frame.lifts); ++i) {
    const auto& lift = r.frame.lift[i];
    all += lift.ratio;
    double* lifted = &r.path[static_cast<std::size_t>(lift.first)];
    for (std::size_t b = 0; b < bases; ++b) lifted[b] = lift.ratio * from[b];
  }
  for (std::size_t b = 0; b < bases; ++b) r.path[static_cast<std::size_t>(space_.lift_base[b])] -= all * from[b];
}

void Reaction::pin(const Stance& stance, std::size_t axis, std::size_t option, Response& r) const {
  option_levels(axis, option, stance, r.level[axis]);
  const double keep = r.keep[axis][option];  // of a cap that lies below
  for (std::size_t l = 0; keep > 0.0 && l < space_.grid[axis].levels.size(); ++l)
    r.level[axis][l] += keep * (r.frame.at_cap[axis][l] - r.level[axis][l]);
  find_lifts(stance, r.frame);
  weigh(r);
}

double Reaction::conduct(std::size_t pair, const Response& response) const {
  const std::int32_t axis = space_.conduct_axis[pair];
  if (axis < 0) return 1.0;
  const auto& p = response.level[static_cast<std::size_t>(axis)];
  double sum = 0.0;
  for (std::size_t l = 0; l < space_.grid[static_cast<std::size_t>(axis)].levels.size(); ++l)
    sum += p[l] * space_.conduct[pair][l];
  return sum;
}

void Reaction::attributes(Span span, core::ActorId actor, const Stance& stance, const Response& response,
                          std::span<double> out) const {
  const auto& s = space_.scenario;
  const auto& list = s.actors[actor.index()].attributes;
  std::array<double, kMaxAttributes> sum{};
  sums_.add_strided(library_.values(span, actor), kMaxAttributes, response.path.data(), response.paths,
                    list.size() <= kMaxAttributes / 2 ? kMaxAttributes / 2 : kMaxAttributes, sum.data());
  for (std::size_t k = 0; k < list.size(); ++k) out[k] = sum[k];
  for (const std::size_t p : pairs_of_[actor.index()]) {
    const auto& pair = space_.pairs[p];
    if (stance.level[p] <= 0.0) continue;
    const double kept = conduct(p, response);
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].measure == scenario::Measure::cash) {
        out[k] -= kept * (pair.on == actor ? model::sanction_bite(s, space_.draw, pair.by, stance.level[p])
                                           : model::sanction_cost(s, space_.draw, pair.by, stance.level[p]));
      } else if (list[k].measure == scenario::Measure::sanctioned && pair.on == actor) {
        out[k] += kept * stance.level[p];
      }
    }
  }
}

/// The axis actor's attributes at each level of the axis, the other axes where the response has them. Linear drivers are
/// lifted where restraint is lowest: along an axis of restraint they add the same everywhere and are left out.
template <std::size_t Packs>
void Reaction::sum_levels(std::size_t axis, core::ActorId actor, const Response& r, Table& at) const {
  using Sum = std::array<core::Lane, Packs>;
  const auto add = [](double weight, const double* row, Sum& sum) {
    const core::Pack w = core::all(weight);
    for (std::size_t k = 0; k < Packs; ++k) sum[k].v += w * core::load(row + k * core::kLanes);
  };
  const auto read = [](const double* row) {
    Sum sum;
    for (std::size_t k = 0; k < Packs; ++k) sum[k].v = core::load(row + k * core::kLanes);
    return sum;
  };
  const auto write = [](const Sum& sum, double* row) {
    for (std::size_t k = 0; k < Packs; ++k) core::store(sum[k].v, row + k * core::kLanes);
  };
  const std::size_t axes = space_.grid.size(), bases = space_.lift_base.size();
  const int grid = space_.grid_size();
  const double* values = library_.values(Span::lever, actor);
  std::array<double, kMaxGrid> from{};  // weight of the points that are lifted from the same one
  for (int g = 0; g < grid; ++g, values += kMaxAttributes) {
    double weight = 1.0;  // of the other axes' places
    for (std::size_t x = 0; x < axes; ++x) {
      if (x != axis) weight *= r.level[x][static_cast<std::size_t>(space_.level_of(g, x))];
    }
    if (weight == 0.0) continue;
    from[static_cast<std::size_t>(space_.lift_of[static_cast<std::size_t>(g)])] += weight;
    double* row = at[static_cast<std::size_t>(space_.level_of(g, axis))].data();
    Sum sum = read(row);
    add(weight, values, sum);
    write(sum, row);
  }
  const auto lifted = static_cast<std::size_t>(r.frame.lifts);
  if (space_.grid[axis].kind == scenario::AxisKind::restraint || lifted == 0) return;
  const double* lifts = library_.lifts(Span::lever, actor);
  for (std::size_t b = 0; b < bases; ++b) {
    if (from[b] == 0.0) continue;
    double* row = at[static_cast<std::size_t>(space_.level_of(space_.lift_base[b], axis))].data();
    Sum sum = read(row);
    for (std::size_t i = 0; i < lifted; ++i) {
      const auto& lift = r.frame.lift[i];
      add(from[b] * lift.ratio, lifts + (static_cast<std::size_t>(lift.first - grid) + b) * kMaxAttributes, sum);
    }
    write(sum, row);
  }
}

/// Sanctions on the axis' actor that hang on its conduct, at each level of the axis.
void Reaction::add_sanctions(std::size_t axis, const Stance& stance, Table& at) const {
  for (const Sanction& one : sanctions_[axis]) {
    const double held = stance.level[one.pair];
    if (held <= 0.0) continue;
    const double cost = model::sanction_bite(space_.scenario, space_.draw, space_.pairs[one.pair].by, held);
    for (std::size_t l = 0; l < space_.grid[axis].levels.size(); ++l) {
      const double kept = space_.conduct[one.pair][l];
      for (const std::size_t k : one.cash) at[l][k] -= kept * cost;
      for (const std::size_t k : one.sanctioned) at[l][k] += kept * held;
    }
  }
}

/// Utilities of the axis actor's options relative to its present one, over its lever horizon.
void Reaction::option_utilities(const Present& present, const Stance& stance, std::size_t axis, Response& r) const {
  const core::ActorId actor = space_.scenario.decisions[space_.grid[axis].decision.index()].actor;
  with_packs(space_.scenario.actors[actor.index()].attributes.size(), [&](auto packs) {
    Table at;
    for (std::size_t l = 0; l < space_.grid[axis].levels.size(); ++l) at[l].fill(0.0);
    sum_levels<packs()>(axis, actor, r, at);
    add_sanctions(axis, stance, at);
    weigh_options<packs()>(axis, actor, at, present, stance, r);
  });
}

template <std::size_t Packs>
void Reaction::weigh_options(std::size_t axis, core::ActorId actor, const Table& at, const Present& present,
                             const Stance& stance, Response& r) const {
  const auto& a = space_.grid[axis];
  const std::size_t levels = a.levels.size();
  const auto mix = [&](const std::array<double, kMaxLevels>& share) {
    std::array<core::Lane, Packs> sum{};
    for (std::size_t l = 0; l < levels; ++l) {
      if (share[l] == 0.0) continue;
      const core::Pack w = core::all(share[l]);
      for (std::size_t k = 0; k < Packs; ++k) sum[k].v += w * core::load(&at[l][k * core::kLanes]);
    }
    return sum;
  };
  const auto& here = r.frame.option[axis][static_cast<std::size_t>(std::max(0, present.lever[axis]))];
  const auto now = mix(here);
  const auto worth = [&](const std::array<double, kMaxLevels>& share) {
    if (std::equal(share.begin(), share.begin() + static_cast<std::ptrdiff_t>(levels), here.begin())) return 0.0;
    auto there = mix(share);
    for (std::size_t k = 0; k < Packs; ++k) there[k].v -= now[k].v;
    return utility_.of(actor, there);
  };
  for (std::size_t o = 0; o < a.lever_levels.size(); ++o) r.utility[axis][o] = worth(r.frame.option[axis][o]);
  if (a.kind == scenario::AxisKind::force_men && stance.cap[axis] < kFree)
    r.utility_at_cap[axis] = worth(r.frame.at_cap[axis]);
}

void Reaction::respond(const Present& present, const Stance& stance, Response& out, int pinned,
                       int pinned_level) const {
  find_lifts(stance, out.frame);
  find_options(stance, out.frame);
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    const auto& axis = space_.grid[x];
    const double at = present.coordinate[x];
    out.choice[x].fill(0.0);
    if (static_cast<int>(x) == pinned) {
      out.choice[x][static_cast<std::size_t>(pinned_level)] = 1.0;
      out.level[x] = out.frame.option[x][static_cast<std::size_t>(pinned_level)];
      continue;
    }
    place(x, axis.kind == scenario::AxisKind::restraint ? 1.0 - (1.0 - at) * stance.free[x] : at, out.level[x]);
    if (present.lever[x] >= 0) out.choice[x][static_cast<std::size_t>(present.lever[x])] = 1.0;
  }
  if (reactions_) {
    for (std::size_t x = 0; x < space_.grid.size(); ++x) {
      const auto& axis = space_.grid[x];
      if (!axis.decision || static_cast<int>(x) == pinned) continue;
      option_utilities(present, stance, x, out);
      answer(x, present, stance, out);
    }
  }
  weigh(out);
}

void Reaction::respond_again(const Present& present, const Stance& stance, Response& out) const {
  if (reactions_) {
    bool changed = false;
    for (std::size_t x = 0; x < space_.grid.size(); ++x) {
      const auto& axis = space_.grid[x];
      if (!axis.decision) continue;
      if (changed) option_utilities(present, stance, x, out);
      const auto before = out.level[x];
      answer(x, present, stance, out);
      changed = changed || before != out.level[x];
    }
  }
  weigh(out);
}

/// The axis actor's choice among its options, and where it puts the axis: the same rule by which it reviews the lever in a
/// run (worth of the option for the time it is pinned, less the cost of changing).
void Reaction::answer(std::size_t axis, const Present& present, const Stance& stance, Response& r) const {
  const auto& a = space_.grid[axis];
  const auto& decision = space_.scenario.decisions[a.decision.index()];
  const auto& actor = space_.scenario.actors[decision.actor.index()];
  const std::size_t options = a.lever_levels.size();
  const double pinned = space_.pinned_share(decision.actor);
  const double inertia = space_.draw[decision.inertia];
  const double precision = space_.draw[actor.precision];
  std::array<double, kMaxLevels> u{}, mixed{};
  r.keep[axis].fill(0.0);
  for (std::size_t o = 0; o < options; ++o) {
    u[o] = r.utility[axis][o];
    if (a.kind == scenario::AxisKind::force_men && a.lever_levels[o] > stance.cap[axis]) {
      // above a cap the men stay within it, or beyond it at the price of being found out
      const double broken = u[o] - stance.penalty[axis], kept = r.utility_at_cap[axis];
      const double keep = stance.cap_chance[axis] * det::logistic(precision * pinned * (kept - broken));
      r.keep[axis][o] = keep;
      u[o] = keep * kept + (1.0 - keep) * broken;
    }
    u[o] *= pinned;
    if (static_cast<int>(o) != present.lever[axis]) u[o] -= inertia;
  }
  policy_.expect(std::span<const double>(u.data(), options), precision, std::span(r.choice[axis].data(), options));
  for (std::size_t o = 0; o < options; ++o) {
    const double share = r.choice[axis][o], keep = r.keep[axis][o];
    const auto& levels = r.frame.option[axis][o];
    for (std::size_t l = 0; l < a.levels.size(); ++l)
      mixed[l] += share * (keep == 0.0 ? levels[l] : (1.0 - keep) * levels[l] + keep * r.frame.at_cap[axis][l]);
  }
  r.level[axis] = mixed;
}

}  // namespace entente::valuation

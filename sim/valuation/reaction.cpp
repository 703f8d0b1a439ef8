// SPDX-License-Identifier: Apache-2.0
// Logit response over stored paths. An option's worth to the actor on an axis needs its attributes at each level of that
// axis only: grid values are combined once with the linear drivers and summed over the other axes.
#include "valuation/reaction.hpp"

#include <algorithm>

#include "core/detmath.hpp"
#include "model/pressure.hpp"

namespace entente::valuation {
namespace {
/// Restraint of a lever's position where a truce leaves free a share of the time.
double restrained(double position, double free) { return 1.0 - (1.0 - position) * free; }
}  // namespace

Reaction::Reaction(const Space& space, const Library& library, const model::Policy& policy, const Utility& utility,
                   const PathWorth& worth, bool reactions)
    : space_(space), library_(library), policy_(policy), utility_(utility), worth_(worth), reactions_(reactions) {
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    if (space_.grid[x].kind == scenario::AxisKind::restraint) continue;
    for (std::size_t o = 0; o < space_.grid[x].lever_levels.size(); ++o)
      place(x, space_.grid[x].lever_levels[o], placed_[x][o]);
  }
  felt_.resize(space_.scenario.actors.size());
  const auto feel = [&](std::size_t p, core::ActorId actor) {
    Felt one{p, {}, {}};
    const auto& list = space_.scenario.actors[actor.index()].attributes;
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (list[k].measure == scenario::Measure::cash) one.cash.push_back(k);
      if (list[k].measure == scenario::Measure::sanctioned && space_.pairs[p].on == actor) one.sanctioned.push_back(k);
    }
    if (!one.cash.empty() || !one.sanctioned.empty()) felt_[actor.index()].push_back(std::move(one));
  };
  for (std::size_t p = 0; p < space_.pairs.size(); ++p) {
    const SanctionPair& pair = space_.pairs[p];
    feel(p, pair.on);
    if (pair.by != pair.on) feel(p, pair.by);
    const std::int32_t axis = space_.conduct_axis[p];
    if (axis < 0) continue;
    const core::DecisionId lever = space_.grid[static_cast<std::size_t>(axis)].decision;
    if (!lever || space_.scenario.decisions[lever.index()].actor != pair.on) continue;
    for (const Felt& one : felt_[pair.on.index()]) {
      if (one.pair == p) sanctions_[static_cast<std::size_t>(axis)].push_back(one);
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
    for (std::size_t o = 0;
         space_.grid[x].kind == scenario::AxisKind::restraint && o < space_.grid[x].lever_levels.size(); ++o)
      place(x, restrained(space_.grid[x].lever_levels[o], stance.free[x]), frame.moved[x][o]);
    if (space_.grid[x].kind == scenario::AxisKind::force_men && stance.cap[x] < kFree)
      place(x, stance.cap[x], frame.at_cap[x]);
  }
}

/// Path weights: product over grid axes; a linear driver adds its multiple of (lifted path - the point it is lifted from).
void Reaction::weigh(Response& r) const {
  const auto grid = static_cast<std::size_t>(space_.grid_size());
  const std::size_t bases = space_.lift_base.size();
  r.paths = static_cast<std::size_t>(space_.path_count());
  double* path = r.path.data();
  std::size_t points = 1;  // of the axes so far; the last axis varies slowest
  path[0] = 1.0;
  for (std::size_t x = 0; x < space_.grid.size(); ++x) {
    const std::size_t levels = space_.grid[x].levels.size();
    for (std::size_t l = levels; l-- > 0;) {
      const double share = r.level[x][l];
      for (std::size_t g = 0; g < points; ++g) path[l * points + g] = share * path[g];
    }
    points *= levels;
  }
  for (std::size_t p = grid; p < r.paths; p += core::kLanes) core::store(core::all(0.0), path + p);
  if (r.frame.lifts == 0) return;
  std::array<double, kMaxGrid> from;  // weight of all grid points that are lifted from the same one; 0 beyond the last
  for (std::size_t b = 0; b < bases; b += core::kLanes) core::store(core::all(0.0), &from[b]);
  for (std::size_t g = 0; g < grid; ++g) from[static_cast<std::size_t>(space_.lift_of[g])] += path[g];
  double all = 0.0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(r.frame.lifts); ++i) {  // ascending: what is written beyond is 0
    const auto lift = r.frame.lift[i];
    all += lift.ratio;
    const core::Pack ratio = core::all(lift.ratio);
    for (std::size_t b = 0; b < bases; b += core::kLanes)
      core::store(ratio * core::load(&from[b]), path + lift.first + b);
  }
  for (std::size_t b = 0; b < bases; ++b) path[static_cast<std::size_t>(space_.lift_base[b])] -= all * from[b];
}

void Reaction::pin(const Stance& stance, std::size_t axis, std::size_t option, Response& r) const {
  if (space_.grid[axis].kind == scenario::AxisKind::restraint) {
    place(axis, restrained(space_.grid[axis].lever_levels[option], stance.free[axis]), r.level[axis]);
  } else {
    r.level[axis] = placed_[axis][option];  // whatever the stance
  }
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

/// Sanctions on or by the actor as far as conduct keeps them up: add(attribute, what they add in its unit).
template <class Add>
void Reaction::each_sanction(core::ActorId actor, const Stance& stance, const Response& response, Add&& add) const {
  for (const Felt& one : felt_[actor.index()]) {
    const double held = stance.level[one.pair];
    if (held <= 0.0) continue;
    const SanctionPair& pair = space_.pairs[one.pair];
    const double kept = conduct(one.pair, response);
    if (!one.cash.empty()) {
      const double cost = pair.on == actor ? model::sanction_bite(space_.scenario, space_.draw, pair.by, held)
                                           : model::sanction_cost(space_.scenario, space_.draw, pair.by, held);
      for (const std::size_t k : one.cash) add(k, -kept * cost);
    }
    for (const std::size_t k : one.sanctioned) add(k, kept * held);
  }
}

void Reaction::attributes(Span span, core::ActorId actor, const Stance& stance, const Response& response,
                          std::span<double> out) const {
  const double* value = library_.values(span, actor);
  for (std::size_t k = 0; k < space_.scenario.actors[actor.index()].attributes.size(); ++k)
    out[k] = response.mean(value + k * response.paths);
  each_sanction(actor, stance, response, [&](std::size_t k, double x) { out[k] += x; });
}

void Reaction::worth(Span span, core::ActorId actor, const Stance& stance, const Response& response,
                     double* out) const {
  const double* along = worth_.along(span, actor);
  for (std::size_t c = 0; c < utility_.columns(actor); ++c) out[c] = response.mean(along + c * response.paths);
  each_sanction(actor, stance, response,
                [&](std::size_t k, double x) { out[utility_.column(actor, k)] += utility_.per_unit(actor, k) * x; });
}

/// The axis actor's columns at each level of the axis, the other axes where the response has them. Linear drivers are lifted
/// where restraint is lowest: along an axis of restraint they add the same everywhere and are left out.
void Reaction::sum_levels(std::size_t axis, core::ActorId actor, const Response& r, Table& at) const {
  const std::size_t bases = space_.lift_base.size(), columns = utility_.columns(actor);
  const auto grid = static_cast<std::size_t>(space_.grid_size()), paths = static_cast<std::size_t>(space_.path_count());
  const bool lifted = space_.grid[axis].kind != scenario::AxisKind::restraint && r.frame.lifts > 0;
  const double* along = worth_.along(Span::lever, actor);
  const double* lifts = worth_.lifts(Span::lever, actor);
  for (std::size_t c = 0; c < columns; ++c, along += paths, lifts += paths - grid) {
    std::array<double, kMaxGrid> point;
    if (lifted) {
      std::array<double, kMaxGrid> more;
      for (std::size_t b = 0; b < bases; b += core::kLanes) core::store(core::all(0.0), &more[b]);
      for (std::size_t i = 0; i < static_cast<std::size_t>(r.frame.lifts); ++i) {
        const core::Pack ratio = core::all(r.frame.lift[i].ratio);
        const double* here = lifts + (static_cast<std::size_t>(r.frame.lift[i].first) - grid);
        for (std::size_t b = 0; b < bases; b += core::kLanes)
          core::store(core::load(&more[b]) + ratio * core::load(here + b), &more[b]);
      }
      for (std::size_t g = 0; g < grid; ++g) point[g] = along[g] + more[static_cast<std::size_t>(space_.lift_of[g])];
    } else {
      for (std::size_t g = 0; g < grid; ++g) point[g] = along[g];
    }
    std::size_t left = grid;  // points, while one axis after the other is summed over, the slowest first
    for (std::size_t x = space_.grid.size(); x-- > 0;) {
      if (x == axis) continue;
      const std::size_t levels = space_.grid[x].levels.size(), below = static_cast<std::size_t>(space_.grid[x].stride);
      const std::size_t above = left / (levels * below);
      for (std::size_t o = 0; o < above; ++o) {
        for (std::size_t b = 0; b < below; ++b) {
          double sum = 0.0;
          for (std::size_t l = 0; l < levels; ++l) sum += r.level[x][l] * point[(o * levels + l) * below + b];
          point[o * below + b] = sum;
        }
      }
      left /= levels;
    }
    const std::size_t levels = space_.grid[axis].levels.size();
    for (std::size_t l = 0; l < kMaxLevels; ++l) at[c][l] = l < levels ? point[l] : 0.0;
  }
}

/// Sanctions on the axis' actor that hang on its conduct, at each level of the axis.
void Reaction::add_sanctions(std::size_t axis, core::ActorId actor, const Stance& stance, Table& at) const {
  for (const Felt& one : sanctions_[axis]) {
    const double held = stance.level[one.pair];
    if (held <= 0.0) continue;
    const double cost = model::sanction_bite(space_.scenario, space_.draw, space_.pairs[one.pair].by, held);
    const auto add = [&](std::size_t k, double x) {
      const double drawn = utility_.per_unit(actor, k) * x;
      auto& column = at[utility_.column(actor, k)];
      for (std::size_t l = 0; l < space_.grid[axis].levels.size(); ++l)
        column[l] += space_.conduct[one.pair][l] * drawn;
    };
    for (const std::size_t k : one.cash) add(k, -cost);
    for (const std::size_t k : one.sanctioned) add(k, held);
  }
}

/// Utilities of the axis actor's options relative to its present one, over its lever horizon.
void Reaction::option_utilities(const Present& present, const Stance& stance, std::size_t axis, Response& r) const {
  const auto& a = space_.grid[axis];
  const core::ActorId actor = space_.scenario.decisions[a.decision.index()].actor;
  const std::size_t columns = utility_.columns(actor);
  Table at;
  sum_levels(axis, actor, r, at);
  add_sanctions(axis, actor, stance, at);
  const auto& options = options_of(axis, r.frame);
  const auto mean = [&](const std::array<double, kMaxLevels>& share, std::size_t c) {
    double sum = 0.0;
    for (std::size_t l = 0; l < kMaxLevels; ++l) sum += share[l] * at[c][l];  // 0 beyond the axis' levels
    return sum;
  };
  Columns now;
  for (std::size_t c = 0; c < columns; ++c)
    now[c] = mean(options[static_cast<std::size_t>(std::max(0, present.lever[axis]))], c);
  const auto worth = [&](const std::array<double, kMaxLevels>& share) {
    Columns there;
    for (std::size_t c = 0; c < columns; ++c) there[c] = mean(share, c) - now[c];
    return utility_.drawn(actor, there.data());
  };
  for (std::size_t o = 0; o < a.lever_levels.size(); ++o) r.utility[axis][o] = worth(options[o]);
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
      out.level[x] = options_of(x, out.frame)[static_cast<std::size_t>(pinned_level)];
      continue;
    }
    place(x, axis.kind == scenario::AxisKind::restraint ? restrained(at, stance.free[x]) : at, out.level[x]);
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
  const auto& at_cap = r.frame.at_cap[axis];
  for (std::size_t o = 0; o < options; ++o) {
    const double share = r.choice[axis][o], keep = r.keep[axis][o];
    const auto& levels = options_of(axis, r.frame)[o];
    const double kept = share * keep, free = share - kept;
    if (keep == 0.0) {
      for (std::size_t l = 0; l < kMaxLevels; ++l) mixed[l] += share * levels[l];
    } else {
      for (std::size_t l = 0; l < kMaxLevels; ++l) mixed[l] += free * levels[l] + kept * at_cap[l];
    }
  }
  r.level[axis] = mixed;
}

}  // namespace entente::valuation

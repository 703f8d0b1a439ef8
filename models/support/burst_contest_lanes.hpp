// SPDX-License-Identifier: Apache-2.0
// Many expected paths of the burst-and-contest family at once, for two fighting coalitions: the laws of
// burst_contest_expect.cpp on short vectors (core/lanes), one lane a path. Included by the files that compile it for a machine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/lanes.hpp"
#include "models/support/burst_contest_job.hpp"

namespace entente::models::burst {
namespace {

using core::all;
using core::any;
using core::choose;
using core::kLanes;
using core::Lane;
using core::least;
using core::most;
using core::only;
using core::root;
using V = core::Pack;  // a number of each path of a group
using M = core::Truth;

/// One group of paths on its way.
class Group {
 public:
  explicit Group(const PathJob& job)
      : j_(job), p_(job.params), months_(all(job.months)), place_(job.places), sides_(job.fronts * 2) {
    hold_.resize(2 * (job.places + job.still_count));
    for (std::size_t i = 0; i < 2 * job.still_count; ++i) hold_[2 * job.places + i].v = all(job.still[i]);
    control_.resize(job.places * job.coalitions);
  }

  /// Puts the group at the start of its paths.
  void begin(const std::size_t (&path)[kLanes]) {
    const std::size_t count = j_.coalitions;
    const auto gather = [&](const double* table, std::size_t row) {
      V out{};
      for (std::size_t l = 0; l < kLanes; ++l) out[l] = table[row * j_.paths + path[l]];
      return out;
    };
    for (std::size_t i = 0; i < j_.places; ++i) {
      const double* control = j_.control + static_cast<std::size_t>(j_.contested[i]) * count;
      const double armed = control[j_.fighter[0]] + control[j_.fighter[1]];
      for (std::size_t f = 0; f < 2; ++f) hold_[2 * i + f].v = all(armed > 0.0 ? control[j_.fighter[f]] / armed : 0.0);
      for (std::size_t c = 0; c < count; ++c) control_[i * count + c].v = all(control[c]);
      place_[i].fresh = all(j_.fresh[j_.contested[i]]);
    }
    for (std::size_t k = 0; k < sides_.size(); ++k) {
      const std::size_t at = k / 2 * count + j_.fighter[k % 2];
      sides_[k] = Side2{};
      sides_[k].base = gather(j_.strength, at);
      sides_[k].men = gather(j_.men, at);
      sides_[k].mode = all(j_.mode[at]);
      sides_[k].drift = all(j_.drift == nullptr ? 0.0 : j_.drift[at]);
    }
    for (std::size_t f = 0; f < 2; ++f) {
      restraint_[f] = gather(j_.restraint, j_.fighter[f]);
      pressure_[f] = gather(j_.pressure, j_.fighter[f]);
    }
  }

  void advance() {
    read_holding();
    fill_sides();
    for (std::size_t f = 0; f < 2; ++f) {
      for (std::size_t front = 0; front < j_.fronts; ++front) advance_mode(sides_[front * 2 + f], f);
    }
    find_targets(0);
    find_targets(1);
    deaths_ = all(0.0);
    for (std::size_t front = 0; front < j_.fronts; ++front) share_out_attacks(front);
    for (std::size_t i = 0; i < j_.places; ++i) change_place(i);
    for (std::size_t front = 0; front < j_.fronts; ++front) add_skirmishes(front);
    for (std::size_t k = 0; k < sides_.size(); ++k) drift_strength(sides_[k], k);
  }

  [[nodiscard]] V control(std::size_t place, std::size_t coalition) const {
    return control_[place * j_.coalitions + coalition].v;
  }
  [[nodiscard]] V deaths() const { return deaths_; }

 private:
  struct Side2 {
    V base, men, mode, drift, strength, held, defence, free, ratio, rate, odds, mass, pool, clash, loss, contact;
  };

  struct PlaceState {
    V reach[2], odds[2], fresh;
  };

  void read_holding() {
    const V one = all(1.0), salience = all(p_.salience);
    for (auto& side : sides_) side.held = all(0.0);
    V mass[2] = {}, acute[2] = {};
    for (std::size_t i = 0; i < j_.places; ++i) {
      const Place& place = j_.place[i];
      for (std::size_t f = 0; f < 2; ++f) {
        const V held = hold_[2 * i + f].v;
        const V fresh = held * place_[i].fresh * all(place.stranger[f]);
        sides_[place.front * 2 + f].held += held;
        mass[f] += held + salience * fresh;
        acute[f] += all(place.major) * fresh;
      }
    }
    for (std::size_t f = 0; f < 2; ++f) {
      relief_[f] = only(pressure_[f] > all(0.0), pressure_[f] / most(mass[f], all(1e-12)));
      pressed_[f] = any(relief_[f] > all(0.0));
      acute_[f] = least(one, acute[f]) * all(p_.outcry);
    }
  }

  void fill_sides() {
    const V one = all(1.0), zero = all(0.0);
    for (auto& s : sides_) {
      s.strength = most(zero, s.base + s.drift);
      const V tied = only(s.men > zero, all(p_.garrison) * s.held / most(s.men, all(1e-12)));
      s.defence = s.strength / root(one + tied * tied);
      s.free = s.strength / (one + tied);
      s.mass = s.pool = s.loss = s.contact = zero;
    }
    for (std::size_t k = 0; k < sides_.size(); ++k) {
      const V enemy = sides_[k ^ 1].defence;
      const V ratio = choose(enemy > zero, sides_[k].free / most(enemy, all(1e-300)), all(kRatioBound));
      sides_[k].ratio = least(all(kRatioBound), most(all(1.0 / kRatioBound), ratio));
    }
  }

  /// Modes at the end of the step; the attack rate takes their mean over it.
  void advance_mode(Side2& s, std::size_t f) {
    const V one = all(1.0), zero = all(0.0);
    const M fights = s.free > zero;
    const V on = only(fights, all(p_.on_rate) * (one - restraint_[f]) * least(all(p_.opportunity), s.ratio * s.ratio));
    const V off = choose(fights, all(p_.off_rate) * (one + all(p_.restraint_off) * restraint_[f]) / s.ratio,
                         all(p_.off_rate * kRatioBound));
    const V total = on + off;
    const M moves = total > zero;
    const V safe = most(total, all(1e-300));
    const V level = on / safe, turned = one - core::exponential(-total * months_), gap = s.mode - level;
    const V mean = choose(moves, level + gap * turned / (safe * months_), s.mode);
    s.mode = choose(moves, level + gap * (one - turned), s.mode);
    const V rate =
        all(p_.force_channel) * (mean * all(p_.tempo) + (one - mean) * all(p_.probe_rate) * (one - restraint_[f]));
    s.rate = only(fights, rate);
    const V enemy = sides_[static_cast<std::size_t>(&s - sides_.data()) ^ 1].defence;
    const V quotient = most(enemy, all(1e-300)) / most(s.free, all(1e-300));
    const V odds =
        core::exponential(all(p_.exponent) * core::logarithm(most(least(quotient, all(1e300)), all(1e-300))));
    s.odds = only(enemy > zero, odds);
  }

  /// For every place that fighter f could attack: how surely it stands next to it, and the odds there.
  void find_targets(std::size_t f) {
    const V one = all(1.0), zero = all(0.0), negligible = all(kNegligible);
    const Lane* held = &hold_[f];
    const Lane* facing = &hold_[f ^ 1];
    const std::uint16_t* neighbour = j_.neighbour;
    const double* approach = j_.approach;
    for (std::size_t i = 0; i < j_.places; ++i) {
      const Place& place = j_.place[i];
      V next = zero, beside = zero;
      for (std::uint16_t a = place.first; a < place.last; ++a) {
        const V there = held[2 * std::size_t{neighbour[a]}].v;
        beside = most(beside, there);
        next = most(next, there * all(approach[a]));
      }
      const V missing = one - held[2 * i].v;
      const V contact = beside * missing;
      const M counts = (missing >= negligible) & (contact >= negligible);
      Side2& side = sides_[place.front * 2 + f];
      const V weighed = only(counts, next * missing);
      place_[i].reach[f] = only(counts, next);
      side.mass += weighed;
      side.contact += only(counts, contact);
      side.pool += weighed * all(place.weight[f]);
      place_[i].odds[f] = only(facing[2 * i].v > zero, side.odds * all(place.local_odds[f]));
    }
  }

  /// From here on a side's pool is its attacks a month per unit of weight and reach.
  void share_out_attacks(std::size_t front) {
    const V zero = all(0.0);
    for (std::size_t f = 0; f < 2; ++f) {
      Side2& s = sides_[front * 2 + f];
      const V share = s.rate * least(all(1.0), s.mass) / most(s.pool, all(1e-300));
      s.pool = only(s.pool > zero, share);
      s.clash = all(j_.clash) * root(s.men * sides_[(front * 2 + f) ^ 1].men) * months_;
    }
  }

  /// Hazards of changing hands at one place, and what they do to its shares over the step.
  void change_place(std::size_t i) {
    PlaceState& state = place_[i];
    const Place& place = j_.place[i];
    const bool given = (pressed_[0] || pressed_[1]) && (place.open[0] || place.open[1] || p_.behind_lines > 0.0);
    if (!given && !any((state.reach[0] + state.reach[1]) > all(0.0))) {
      state.fresh *= all(j_.fresh_decay);  // nobody is near
      return;
    }
    V gain[2] = {capture_hazard(i, 0), capture_hazard(i, 1)};
    if (p_.release_rate > 0.0) {
      add_release(i, 0, gain[1]);
      add_release(i, 1, gain[0]);
    }
    state.fresh *= all(j_.fresh_decay);
    move_shares(i, gain);
  }

  /// Hazard that f takes a place, given that it does not hold it; adds deaths and losses of the attacks behind it.
  V capture_hazard(std::size_t i, std::size_t f) {
    const V one = all(1.0), zero = all(0.0);
    const Place& place = j_.place[i];
    Side2& own = sides_[place.front * 2 + f];
    Side2& other = sides_[place.front * 2 + (f ^ 1)];
    const V attacks = own.pool * all(place.weight[f]) * place_[i].reach[f];
    const V odds = place_[i].odds[f], missing = one - hold_[2 * i + f].v;
    deaths_ += only(odds > zero, attacks * missing * own.clash * all(place.crowding));
    V wins = attacks / (one + odds);
    const M routs = odds <= all(j_.rout_odds);
    if (any(routs)) wins += wins * only(routs, all(p_.rout) / (one + odds * all(j_.shaken)));
    own.loss += all(p_.cohesion_loss * p_.attacker_loss) * most(zero, attacks - wins) * missing;
    other.loss += all(p_.cohesion_loss) * wins * hold_[2 * i + (f ^ 1)].v;
    return wins;
  }

  /// Hazard that the other side gets a place because d gives it back.
  void add_release(std::size_t i, std::size_t d, V& gain) {
    const V one = all(1.0), zero = all(0.0);
    if (!pressed_[d]) return;  // nothing is given back for nothing
    const std::size_t c = d ^ 1;
    const Place& place = j_.place[i];
    const V held = hold_[2 * i + d].v;
    const V next_to = place.open[c] ? one : most(all(p_.behind_lines), least(one, place_[i].reach[c]));
    const V lacking = one - hold_[2 * i + c].v;
    const M goes =
        (held >= all(kNegligible)) & (next_to > zero) & (lacking > zero) & (sides_[place.front * 2 + c].defence > zero);
    if (!any(goes)) return;
    const V fresh = place_[i].fresh * all(place.stranger[d]);
    const V outcry = one + acute_[d] * fresh;
    const V relief = outcry * relief_[d] * (one + all(p_.salience) * fresh);
    const V pull = relief + all(place.base_pull[d]);
    const V hazard = all(p_.release_rate) / (one + core::exponential(-pull * all(1.0 / p_.release_scale)));
    const V rate = outcry * hazard * (relief / (relief + all(p_.release_scale)));
    gain += only(goes & (relief > zero), next_to * rate * least(one, held / most(lacking, all(1e-300))));
  }

  /// Holding relaxes to gain / total at the total rate; what changed hands has the held share.
  void move_shares(std::size_t i, const V (&gain)[2]) {
    const V one = all(1.0), zero = all(0.0);
    const std::size_t count = j_.coalitions;
    const V total = gain[0] + gain[1];
    const M moves = total > zero;
    if (!any(moves)) return;
    const V turned = one - core::exponential(-total * months_);
    const V part = only(moves, turned / most(total, all(1e-300)));
    Lane* control = &control_[i * count];
    V armed = zero, moved = zero, after_hold[2];
    for (std::size_t f = 0; f < 2; ++f) {
      const V held = hold_[2 * i + f].v;
      const V step = gain[f] * part - held * turned;
      after_hold[f] = held + step;
      armed += control[j_.fighter[f]].v;
      moved += most(zero, step);
    }
    const V after = j_.unaligned >= 0 ? armed + moved * (all(kHeldShare) - armed) : one;
    V sum = zero;
    for (std::size_t f = 0; f < 2; ++f) {
      // a path on which nothing moves keeps its bits, whatever its neighbours do
      Lane& held = hold_[2 * i + f];
      V& share = control[j_.fighter[f]].v;
      share = choose(moves, after * after_hold[f], share);
      held.v = choose(moves, after_hold[f], held.v);
      sum += share;
    }
    if (j_.unaligned >= 0) {
      if (count > 3) {
        const V left = only(armed < one, (one - after) / most(one - armed, all(1e-300)));
        for (std::size_t c = 0; c < count; ++c) {
          if (j_.armed[c] || c == static_cast<std::size_t>(j_.unaligned)) continue;
          control[c].v = choose(moves, control[c].v * left, control[c].v);
          sum += control[c].v;
        }
      }
      control[j_.unaligned].v = choose(moves, most(zero, one - sum), control[j_.unaligned].v);
    }
    place_[i].fresh += moved * all(j_.fresh_mean) * (one - place_[i].fresh);
  }

  void add_skirmishes(std::size_t front) {
    const V one = all(1.0), zero = all(0.0);
    const Side2 &a = sides_[front * 2], &b = sides_[front * 2 + 1];
    const V contact = least(one, most(a.contact, b.contact)), offensive = least(one, a.mode + b.mode);
    const V rate = contact * all(p_.skirmish_rate * p_.skirmish_deaths) * (one + all(0.5) * offensive) * months_;
    deaths_ += only((a.men > zero) & (b.men > zero), rate);
  }

  /// d drift/dt = rate x (regroup - drift) - loss x (strength + drift), solved for constant rates.
  void drift_strength(Side2& s, std::size_t k) {
    const V zero = all(0.0);
    const std::size_t at = k / 2 * j_.coalitions + j_.fighter[k % 2];
    const bool rests = j_.regroup != nullptr;
    const V rate = all(rests ? j_.regroup_rate[at] : 0.0), regroup = all(rests ? j_.regroup[at] : 0.0);
    const V total = rate + s.loss;
    const M moves = (total > zero) & (s.base > zero);
    const V level = (rate * regroup - s.loss * s.base) / most(total, all(1e-300));
    const V then = level + (s.drift - level) * core::exponential(-total * months_);
    s.drift = choose(moves, then, s.drift);
  }

  const PathJob& j_;
  const Params& p_;
  V months_;
  std::vector<Lane> hold_;         // [position][fighter]: probability of holding
  std::vector<Lane> control_;      // [place * C + c]
  std::vector<PlaceState> place_;  // [place]
  std::vector<Side2> sides_;       // [front * 2 + f]
  V restraint_[2], pressure_[2], relief_[2], acute_[2], deaths_;
  bool pressed_[2] = {false, false};
};

/// All paths of a job, group by group.
void run_groups(const PathJob& job) {
  Group group(job);
  for (std::size_t first = 0; first < job.paths; first += kLanes) {
    std::size_t path[kLanes];
    for (std::size_t l = 0; l < kLanes; ++l) path[l] = std::min(first + l, job.paths - 1);
    group.begin(path);
    for (int q = 0; q < job.steps; ++q) {
      group.advance();
      const auto step = static_cast<std::size_t>(q);
      for (std::size_t i = 0; i < job.places; ++i) {
        const std::size_t entry = step * job.entries + static_cast<std::size_t>(job.contested[i]) * job.coalitions;
        for (std::size_t c = 0; c < job.coalitions; ++c) {
          double* row = job.out_control + (entry + c) * job.paths;
          const V share = group.control(i, c);
          for (std::size_t l = 0; l < kLanes; ++l) row[path[l]] = share[l];
        }
      }
      const V deaths = group.deaths();
      for (std::size_t l = 0; l < kLanes; ++l) job.out_deaths[step * job.paths + path[l]] = deaths[l];
    }
  }
}

}  // namespace
}  // namespace entente::models::burst

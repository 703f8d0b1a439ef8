// SPDX-License-Identifier: Apache-2.0
// Many expected paths of the burst-and-contest family at once, for two fighting coalitions: the laws of
// burst_contest_expect.cpp on short vectors of single precision (core/single_lanes), one lane a path: a share is right to about
// a millionth, a thousandth of what the laws leave out. Included by the files that compile it for a machine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/single_lanes.hpp"
#include "models/support/burst_contest_job.hpp"

namespace entente::models::burst {
namespace {

using core::any;
using core::choose;
using core::least;
using core::most;
using core::only;
using core::root;
using V = core::Singles;  // a number of each path of a group
using M = core::SingleTruth;

constexpr std::size_t kLanes = core::kSingles;
constexpr double kTiny = 1e-30, kHuge = 1e30;  // bounds that keep quotients finite

/// A pack as an element of containers.
struct Lane {
  V v{};
};

V all(float x) { return core::singles(x); }
V all(double x) { return core::singles(x); }

/// Numbers that are the same on every path and in every step, spread over the lanes once.
struct Everywhere {
  explicit Everywhere(const PathJob& job)
      : salience(all(job.params.salience)), outcry(all(job.params.outcry)), garrison(all(job.params.garrison)),
        rout(all(job.params.rout)), rout_odds(all(job.rout_odds)), shaken(all(job.shaken)),
        win_loss(all(job.params.cohesion_loss)), repulse_loss(all(job.params.cohesion_loss * job.params.attacker_loss)),
        release_rate(all(job.params.release_rate)), release_scale(all(job.params.release_scale)),
        release_slope(all(1.0 / job.params.release_scale)), behind_lines(all(job.params.behind_lines)),
        fresh_decay(all(job.fresh_decay)), fresh_mean(all(job.fresh_mean)), clash(all(job.clash)),
        months(all(job.months)), exponent(all(job.params.exponent)), on_rate(all(job.params.on_rate)),
        off_rate(all(job.params.off_rate)), opportunity(all(job.params.opportunity)),
        restraint_off(all(job.params.restraint_off)), force_channel(all(job.params.force_channel)),
        tempo(all(job.params.tempo)), probe_rate(all(job.params.probe_rate)),
        skirmish_deaths(all(job.params.skirmish_rate * job.params.skirmish_deaths)) {}
  V salience, outcry, garrison, rout, rout_odds, shaken, win_loss, repulse_loss, release_rate, release_scale,
      release_slope, behind_lines, fresh_decay, fresh_mean, clash, months, exponent, on_rate, off_rate, opportunity,
      restraint_off, force_channel, tempo, probe_rate, skirmish_deaths;
};

/// One group of paths on its way.
class Group {
 public:
  explicit Group(const PathJob& job)
      : j_(job), p_(job.params), e_(job), count_(job.coalitions), slot_(job.coalitions), place_(job.places),
        front_(job.fronts) {
    hold_.resize(2 * (job.places + job.still_count));
    for (std::size_t i = 0; i < 2 * job.still_count; ++i) hold_[2 * job.places + i].v = all(job.still[i]);
    control_.resize(job.places * count_);
    std::size_t next = 2;
    for (std::size_t c = 0; c < count_; ++c) slot_[c] = c == job.fighter[0] ? 0 : c == job.fighter[1] ? 1 : next++;
  }

  /// Puts the group at the start of its paths.
  void begin(const std::size_t (&path)[kLanes]) {
    const auto gather = [&](const double* table, std::size_t row) {
      V out{};
      for (std::size_t l = 0; l < kLanes; ++l) out[l] = static_cast<float>(table[row * j_.paths + path[l]]);
      return out;
    };
    for (std::size_t i = 0; i < j_.places; ++i) {
      const double* control = j_.control + static_cast<std::size_t>(j_.contested[i]) * count_;
      const double armed = control[j_.fighter[0]] + control[j_.fighter[1]];
      for (std::size_t f = 0; f < 2; ++f) hold_[2 * i + f].v = all(armed > 0.0 ? control[j_.fighter[f]] / armed : 0.0);
      for (std::size_t c = 0; c < count_; ++c) control_[i * count_ + slot_[c]].v = all(control[c]);
      place_[i].fresh = all(j_.fresh[j_.contested[i]]);
    }
    for (std::size_t front = 0; front < front_.size(); ++front) {
      for (std::size_t f = 0; f < 2; ++f) {
        const std::size_t at = front * count_ + j_.fighter[f];
        Side2& side = front_[front].side[f];
        side = Side2{};
        side.base = gather(j_.strength, at);
        side.men = gather(j_.men, at);
        side.mode = all(j_.mode[at]);
        side.drift = all(j_.drift == nullptr ? 0.0 : j_.drift[at]);
      }
    }
    for (std::size_t f = 0; f < 2; ++f) {
      restraint_[f] = gather(j_.restraint, j_.fighter[f]);
      pressure_[f] = gather(j_.pressure, j_.fighter[f]);
      asked_[f] = any(pressure_[f] > all(0.0));
    }
  }

  void advance() {
    read_holding();
    for (Front& front : front_) fill_sides(front);
    for (std::size_t f = 0; f < 2; ++f) {
      for (Front& front : front_) advance_mode(front, f);
    }
    find_targets();
    deaths_ = all(0.0);
    for (Front& front : front_) share_out_attacks(front);
    for (std::size_t i = 0; i < j_.places; ++i) change_place(i);
    for (Front& front : front_) add_skirmishes(front);
    for (std::size_t front = 0; front < front_.size(); ++front) {
      for (std::size_t f = 0; f < 2; ++f) drift_strength(front_[front].side[f], front * count_ + j_.fighter[f]);
    }
  }

  /// Writes control, and deaths of the step, of the group's paths side by side from `first`.
  void write(std::size_t step, std::size_t first) const {
    const Lane* control = control_.data();
    double* const table = j_.out_control + step * j_.entries * j_.paths + first;
    if (count_ == 3) {  // two sides and those who never fight
      const std::size_t row[3] = {slot_row(0), slot_row(1), slot_row(2)}, wide = 3 * j_.paths;
      for (std::size_t i = 0; i < j_.places; ++i, control += 3) {
        double* const out = table + static_cast<std::size_t>(j_.contested[i]) * wide;
        core::store(control[0].v, out + row[0]);
        core::store(control[1].v, out + row[1]);
        core::store(control[2].v, out + row[2]);
      }
    } else {
      for (std::size_t i = 0; i < j_.places; ++i, control += count_) {
        double* out = table + static_cast<std::size_t>(j_.contested[i]) * count_ * j_.paths;
        for (std::size_t c = 0; c < count_; ++c, out += j_.paths) core::store(control[slot_[c]].v, out);
      }
    }
    core::store(deaths_, j_.out_deaths + step * j_.paths + first);
  }
  /// The same for a library of fewer paths than a group has.
  void write_few(std::size_t step) const {
    for (std::size_t i = 0; i < j_.places; ++i) {
      const std::size_t entry = step * j_.entries + static_cast<std::size_t>(j_.contested[i]) * count_;
      for (std::size_t c = 0; c < count_; ++c) {
        for (std::size_t l = 0; l < j_.paths; ++l)
          j_.out_control[(entry + c) * j_.paths + l] = static_cast<double>(control_[i * count_ + slot_[c]].v[l]);
      }
    }
    for (std::size_t l = 0; l < j_.paths; ++l) j_.out_deaths[step * j_.paths + l] = static_cast<double>(deaths_[l]);
  }

 private:
  struct Side2 {
    V base, men, mode, drift, strength, held, defence, free, ratio, rate, odds, mass, pool, clash, loss, contact;
  };
  struct Front {
    Side2 side[2];
  };
  struct PlaceState {
    V reach[2], odds[2], fresh;
  };

  /// Where the row of the coalition in a slot begins among a place's rows of paths.
  [[nodiscard]] std::size_t slot_row(std::size_t slot) const {
    std::size_t c = 0;
    while (slot_[c] != slot) ++c;
    return c * j_.paths;
  }

  void read_holding() {
    const V one = all(1.0);
    for (Front& front : front_) front.side[0].held = front.side[1].held = all(0.0);
    V mass[2] = {}, acute[2] = {};
    for (std::size_t i = 0; i < j_.places; ++i) {
      const Place& place = j_.place[i];
      for (std::size_t f = 0; f < 2; ++f) {
        const V held = hold_[2 * i + f].v;
        front_[place.front].side[f].held += held;
        if (!asked_[f]) continue;
        const V fresh = held * place_[i].fresh * all(place.stranger[f]);
        mass[f] += held + e_.salience * fresh;
        acute[f] += all(place.major) * fresh;
      }
    }
    for (std::size_t f = 0; f < 2; ++f) {
      relief_[f] = only(pressure_[f] > all(0.0), pressure_[f] / most(mass[f], all(1e-12)));
      pressed_[f] = any(relief_[f] > all(0.0));
      acute_[f] = least(one, acute[f]) * e_.outcry;
    }
  }

  void fill_sides(Front& front) {
    const V one = all(1.0), zero = all(0.0);
    for (Side2& s : front.side) {
      s.strength = most(zero, s.base + s.drift);
      const V tied = only(s.men > zero, e_.garrison * s.held / most(s.men, all(1e-12)));
      s.defence = s.strength / root(one + tied * tied);
      s.free = s.strength / (one + tied);
      s.mass = s.pool = s.loss = s.contact = zero;
    }
    for (std::size_t f = 0; f < 2; ++f) {
      const V enemy = front.side[f ^ 1].defence;
      const V ratio = choose(enemy > zero, front.side[f].free / most(enemy, all(kTiny)), all(kRatioBound));
      front.side[f].ratio = least(all(kRatioBound), most(all(1.0 / kRatioBound), ratio));
    }
  }

  /// Modes at the end of the step; the attack rate takes their mean over it.
  void advance_mode(Front& front, std::size_t f) {
    const V one = all(1.0), zero = all(0.0);
    Side2& s = front.side[f];
    const M fights = s.free > zero;
    const V on = only(fights, e_.on_rate * (one - restraint_[f]) * least(e_.opportunity, s.ratio * s.ratio));
    const V off = choose(fights, e_.off_rate * (one + e_.restraint_off * restraint_[f]) / s.ratio,
                         e_.off_rate * all(kRatioBound));
    const V total = on + off;
    const M moves = total > zero;
    const V safe = most(total, all(kTiny));
    const V level = on / safe, turned = -core::exponential_less_one(-total * e_.months), gap = s.mode - level;
    const V mean = choose(moves, level + gap * turned / (safe * e_.months), s.mode);
    s.mode = choose(moves, level + gap * (one - turned), s.mode);
    const V rate = e_.force_channel * (mean * e_.tempo + (one - mean) * e_.probe_rate * (one - restraint_[f]));
    s.rate = only(fights, rate);
    const V enemy = front.side[f ^ 1].defence;
    const V quotient = most(enemy, all(kTiny)) / most(s.free, all(kTiny));
    const V odds = core::exponential(e_.exponent * core::logarithm(most(least(quotient, all(kHuge)), all(kTiny))));
    s.odds = only(enemy > zero, odds);
  }

  /// For every place that a fighter could attack: how surely it stands next to it, and the odds there.
  void find_targets() {
    const std::uint16_t* neighbour = j_.neighbour;
    const float* approach = j_.approach;
    for (std::size_t i = 0; i < j_.places; ++i) {
      const Place& place = j_.place[i];
      V next[2] = {}, beside[2] = {};
      for (std::uint16_t a = place.first; a < place.last; ++a) {
        const Lane* there = &hold_[2 * std::size_t{neighbour[a]}];
        const V near = all(approach[a]);
        for (std::size_t f = 0; f < 2; ++f) {
          beside[f] = most(beside[f], there[f].v);
          next[f] = most(next[f], there[f].v * near);
        }
      }
      for (std::size_t f = 0; f < 2; ++f) aim(i, f, next[f], beside[f]);
    }
  }

  /// What fighter f's stand beside a place makes of it as a target.
  void aim(std::size_t i, std::size_t f, V next, V beside) {
    const V one = all(1.0), zero = all(0.0), negligible = all(kNegligible);
    const Place& place = j_.place[i];
    const V missing = one - hold_[2 * i + f].v;
    const V contact = beside * missing;
    const M counts = (missing >= negligible) & (contact >= negligible);
    Side2& side = front_[place.front].side[f];
    const V weighed = only(counts, next * missing);
    place_[i].reach[f] = only(counts, next);
    side.mass += weighed;
    side.contact += only(counts, contact);
    side.pool += weighed * all(place.weight[f]);
    place_[i].odds[f] = only(hold_[2 * i + (f ^ 1)].v > zero, side.odds * all(place.local_odds[f]));
  }

  /// From here on a side's pool is its attacks a month per unit of weight and reach.
  void share_out_attacks(Front& front) {
    const V zero = all(0.0);
    for (std::size_t f = 0; f < 2; ++f) {
      Side2& s = front.side[f];
      const V share = s.rate * least(all(1.0), s.mass) / most(s.pool, all(kTiny));
      s.pool = only(s.pool > zero, share);
      s.clash = e_.clash * root(s.men * front.side[f ^ 1].men) * e_.months;
    }
  }

  /// Hazards of changing hands at one place, and what they do to its shares over the step.
  void change_place(std::size_t i) {
    PlaceState& state = place_[i];
    const Place& place = j_.place[i];
    const bool given = (pressed_[0] || pressed_[1]) && (place.open[0] || place.open[1] || p_.behind_lines > 0.0);
    if (!given && !any((state.reach[0] + state.reach[1]) > all(0.0))) {
      state.fresh *= e_.fresh_decay;  // nobody is near
      return;
    }
    Front& front = front_[place.front];
    V loss[2] = {front.side[0].loss, front.side[1].loss};
    V gain[2] = {capture_hazard(i, 0, loss), capture_hazard(i, 1, loss)};
    for (std::size_t f = 0; f < 2; ++f) front.side[f].loss = loss[f];
    if (p_.release_rate > 0.0) {
      add_release(i, 0, gain[1]);
      add_release(i, 1, gain[0]);
    }
    state.fresh *= e_.fresh_decay;
    move_shares(i, gain);
  }

  /// Hazard that f takes a place, given that it does not hold it; adds deaths and losses of the attacks behind it.
  V capture_hazard(std::size_t i, std::size_t f, V (&loss)[2]) {
    const V one = all(1.0), zero = all(0.0);
    const Place& place = j_.place[i];
    const Side2& own = front_[place.front].side[f];
    const V attacks = own.pool * all(place.weight[f]) * place_[i].reach[f];
    const V odds = place_[i].odds[f], missing = one - hold_[2 * i + f].v;
    deaths_ += only(odds > zero, attacks * missing * own.clash * all(place.crowding));
    V wins = attacks / (one + odds);
    const M routs = odds <= e_.rout_odds;
    if (any(routs)) wins += wins * only(routs, e_.rout / (one + odds * e_.shaken));
    loss[f] += e_.repulse_loss * most(zero, attacks - wins) * missing;
    loss[f ^ 1] += e_.win_loss * wins * hold_[2 * i + (f ^ 1)].v;
    return wins;
  }

  /// Hazard that the other side gets a place because d gives it back.
  void add_release(std::size_t i, std::size_t d, V& gain) {
    const V one = all(1.0), zero = all(0.0);
    if (!pressed_[d]) return;  // nothing is given back for nothing
    const std::size_t c = d ^ 1;
    const Place& place = j_.place[i];
    const V held = hold_[2 * i + d].v;
    const V next_to = place.open[c] ? one : most(e_.behind_lines, least(one, place_[i].reach[c]));
    const V lacking = one - hold_[2 * i + c].v;
    const M goes =
        (held >= all(kNegligible)) & (next_to > zero) & (lacking > zero) & (front_[place.front].side[c].defence > zero);
    if (!any(goes)) return;
    const V fresh = place_[i].fresh * all(place.stranger[d]);
    const V outcry = one + acute_[d] * fresh;
    const V relief = outcry * relief_[d] * (one + e_.salience * fresh);
    const V pull = relief + all(place.base_pull[d]);
    const V hazard = e_.release_rate / (one + core::exponential(-pull * e_.release_slope));
    const V rate = outcry * hazard * (relief / (relief + e_.release_scale));
    gain += only(goes & (relief > zero), next_to * rate * least(one, held / most(lacking, all(kTiny))));
  }

  /// Holding relaxes to gain / total at the total rate; what changed hands has the held share.
  void move_shares(std::size_t i, const V (&gain)[2]) {
    const V one = all(1.0), zero = all(0.0);
    const V total = gain[0] + gain[1];
    const M moves = total > zero;
    if (!any(moves)) return;
    const V turned = -core::exponential_less_one(-total * e_.months);
    const V part = only(moves, turned / most(total, all(kTiny)));
    Lane* control = &control_[i * count_];  // of the fighters first
    V armed = zero, moved = zero, after_hold[2];
    for (std::size_t f = 0; f < 2; ++f) {
      const V held = hold_[2 * i + f].v;
      const V step = gain[f] * part - held * turned;
      after_hold[f] = held + step;
      armed += control[f].v;
      moved += most(zero, step);
    }
    const V after = j_.unaligned >= 0 ? armed + moved * (all(kHeldShare) - armed) : one;
    V sum = zero;
    for (std::size_t f = 0; f < 2; ++f) {
      // a path on which nothing moves keeps its bits, whatever its neighbours do
      Lane& held = hold_[2 * i + f];
      control[f].v = choose(moves, after * after_hold[f], control[f].v);
      held.v = choose(moves, after_hold[f], held.v);
      sum += control[f].v;
    }
    if (j_.unaligned >= 0) share_rest(control, moves, armed, after, sum);
    place_[i].fresh += moved * e_.fresh_mean * (one - place_[i].fresh);
  }

  /// Those who never fight keep their parts of what is left; the first of them takes up rounding.
  void share_rest(Lane* control, M moves, V armed, V after, V sum) {
    const V one = all(1.0), zero = all(0.0);
    const auto first = static_cast<std::size_t>(j_.unaligned);
    if (count_ > 3) {
      const V left = only(armed < one, (one - after) / most(one - armed, all(kTiny)));
      for (std::size_t c = 0; c < count_; ++c) {
        if (j_.armed[c] || c == first) continue;
        V& share = control[slot_[c]].v;
        share = choose(moves, share * left, share);
        sum += share;
      }
    }
    V& rest = control[slot_[first]].v;
    rest = choose(moves, most(zero, one - sum), rest);
  }

  void add_skirmishes(const Front& front) {
    const V one = all(1.0), zero = all(0.0);
    const Side2 &a = front.side[0], &b = front.side[1];
    const V contact = least(one, most(a.contact, b.contact)), offensive = least(one, a.mode + b.mode);
    const V rate = contact * e_.skirmish_deaths * (one + all(0.5) * offensive) * e_.months;
    deaths_ += only((a.men > zero) & (b.men > zero), rate);
  }

  /// d drift/dt = rate x (regroup - drift) - loss x (strength + drift), solved for constant rates. at: [front * C + c].
  void drift_strength(Side2& s, std::size_t at) {
    const V zero = all(0.0);
    const bool rests = j_.regroup != nullptr;
    const V rate = all(rests ? j_.regroup_rate[at] : 0.0), regroup = all(rests ? j_.regroup[at] : 0.0);
    const V total = rate + s.loss;
    const M moves = (total > zero) & (s.base > zero);
    const V level = (rate * regroup - s.loss * s.base) / most(total, all(kTiny));
    const V then = level + (s.drift - level) * core::exponential(-total * e_.months);
    s.drift = choose(moves, then, s.drift);
  }

  const PathJob& j_;
  const Params& p_;
  const Everywhere e_;
  const std::size_t count_;        // coalitions
  std::vector<std::size_t> slot_;  // [c]: its place among a place's shares, fighters first
  std::vector<Lane> hold_;         // [position][fighter]: probability of holding
  std::vector<Lane> control_;      // [place * C + slot]
  std::vector<PlaceState> place_;  // [place]
  std::vector<Front> front_;
  V restraint_[2], pressure_[2], relief_[2], acute_[2], deaths_;
  bool asked_[2] = {false, false};  // is a side pressed on some path? what it shares that over is not needed otherwise
  bool pressed_[2] = {false, false};
};

/// All paths of a job, group by group. The last group reaches back into the one before it: lanes never mix, so a path comes
/// to the same bits twice.
void run_groups(const PathJob& job) {
  Group group(job);
  const std::size_t last = job.paths < kLanes ? 0 : job.paths - kLanes;
  for (std::size_t done = 0; done < job.paths; done += kLanes) {
    const std::size_t first = std::min(done, last);
    std::size_t path[kLanes];
    for (std::size_t l = 0; l < kLanes; ++l) path[l] = std::min(first + l, job.paths - 1);
    group.begin(path);
    for (int q = 0; q < job.steps; ++q) {
      group.advance();
      if (job.paths < kLanes) {
        group.write_few(static_cast<std::size_t>(q));
      } else {
        group.write(static_cast<std::size_t>(q), first);
      }
    }
  }
}

}  // namespace
}  // namespace entente::models::burst

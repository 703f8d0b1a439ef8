// SPDX-License-Identifier: Apache-2.0
// The burst-and-contest family on probabilities, for any step length: modes by the exact two-state solution, control by
// the exact exponential of competing hazards that are constant over the step. Work is done only where ground can change.
// Strength drifts by rest and defeats, per front. What it leaves out, and the printed bias measures: the correlation of a
// front's mode, strength and map.
#include <algorithm>
#include <limits>
#include <span>

#include "core/detmath.hpp"
#include "core/same_bytes.hpp"
#include "models/support/burst_contest.hpp"

namespace entente::models::burst {
namespace {

constexpr std::size_t kAnyNumber = std::dynamic_extent;

/// One step: its constants and plain pointers into the tables, so that the inner loops read memory once. `kFighters` is the
/// number of coalitions that fight: two, the usual case, lets the compiler unroll every loop over them; or any number.
template <std::size_t kFighters>
class Step {
 public:
  Step(const Tables& t, const Params& p, const model::GroundInputs& in, Scratch& m, model::GroundState& state,
       double months)
      : t_(t), p_(p), in_(in), m_(m), state_(state), months_(months), nodes_(t.nodes), count_(t.coalitions),
        fighters_(t.fighters.data(), t.fighters.size()) {
    const double half_lives = months / p.freshness_half_life;
    fresh_decay_ = det::exp(-det::kLn2 * half_lives);
    fresh_mean_ = (1.0 - fresh_decay_) / (det::kLn2 * half_lives);
    shaken_ = det::pow(p.contagion, p.exponent);
    rout_odds_ = det::pow(p.rout_ratio, -p.exponent);
  }

  void advance() {
    know_supply();
    present_strength();
    read_holding();
    fill_sides(t_, p_, m_.strength, in_.men, m_.held, m_.sides);
    advance_modes();
    for (const std::size_t c : fighters_) find_targets(c);
    share_out_attacks();
    for (const std::int32_t n : t_.contested) change_place(static_cast<std::size_t>(n));
    add_skirmishes();
    drift_strength();
  }

 private:
  /// The opponent, where two fight.
  [[nodiscard]] std::size_t other(std::size_t c) const { return fighters_[0] == c ? fighters_[1] : fighters_[0]; }

  /// Supply that a coalition has at a place once it stands there or next to it. The inputs know only the present map: behind
  /// the enemy's lines they say 0, but who gets there has opened the road. Worked out again when supply has changed.
  void know_supply() {
    if (core::same_bytes(m_.seen, in_.supply)) return;
    m_.seen = in_.supply;
    for (std::size_t cell = 0; cell < m_.felt.size(); ++cell) {
      const double now = in_.supply[cell];
      m_.felt[cell] = felt_supply(p_, now > 0.0 ? now : t_.open_supply[cell]);
      m_.stretched[cell] = p_.overextension * (1.0 - m_.felt[cell]);
      m_.weight[cell] = m_.felt[cell] * t_.prize[cell % nodes_];
      m_.local_odds[cell] = std::numeric_limits<double>::quiet_NaN();
    }
  }

  /// Strength of this step: the inputs' plus what rest gave and defeats took since the path began.
  void present_strength() {
    if (state_.drift.size() != m_.strength.size()) state_.drift.assign(m_.strength.size(), 0.0);
    for (std::size_t k = 0; k < m_.strength.size(); ++k) {
      m_.strength[k] = std::max(0.0, in_.strength[k] + state_.drift[k]);
      loss_[k] = m_.held[k] = 0.0;
    }
    for (const std::size_t c : fighters_) m_.release_mass[c] = m_.acute[c] = 0.0;
  }

  /// Probability of holding, per coalition and place: its part of the armed share.
  void read_holding() {
    for (const std::int32_t place : t_.near) {
      const auto n = static_cast<std::size_t>(place);
      const double* control = &control_[n * count_];
      double armed = 0.0;
      for (const std::size_t c : fighters_) armed += control[c];
      const double scale = armed > 0.0 ? 1.0 / armed : 0.0;
      const std::int32_t front = front_[n];
      for (const std::size_t c : fighters_) {
        const double held = std::max(t_.staging[c * nodes_ + n], control[c] * scale);
        hold_[c * nodes_ + n] = held;
        if (front < 0) continue;
        m_.held[static_cast<std::size_t>(front) * count_ + c] += held;
        const double fresh = fresh_[n] * t_.stranger[c * nodes_ + n];
        m_.release_mass[c] += held * (1.0 + p_.salience * fresh);
        m_.acute[c] += held * t_.major[n] * fresh;
      }
    }
  }

  /// Modes at the end of the step; the attack rate takes their mean over it.
  void advance_modes() {
    for (std::size_t k = 0; k < m_.sides.size(); ++k) {
      const std::size_t c = k % count_;
      m_.rate[k] = mass_[k] = pool_[k] = m_.front_odds[k] = m_.contact[k] = 0.0;
      if (!t_.armed[c]) continue;
      const double restraint = in_.restraint[c];
      const Switching rates = switching(p_, sides_[k], restraint);
      const double total = rates.on + rates.off;
      double mean = state_.mode[k];
      if (total > 0.0) {
        const double level = rates.on / total;
        const double turned = -det::expm1(-total * months_);
        const double gap = state_.mode[k] - level;
        mean = level + gap * turned / (total * months_);
        state_.mode[k] = level + gap * (1.0 - turned);
      }
      if (!(sides_[k].free > 0.0)) continue;
      m_.rate[k] = attack_rate(p_, restraint, mean);
      if (kFighters == 2) m_.front_odds[k] = odds_against(p_, sides_[k].free, sides_[k].enemy);
    }
  }

  /// For every place that c could attack: how surely c stands next to it, and the odds there. Pools the weights by front.
  void find_targets(std::size_t c) {
    const double* held = &hold_[c * nodes_];
    const std::int32_t* first = t_.first.data();
    const std::int32_t* neighbour = t_.neighbour.data();
    const double* approach = t_.approach.data();
    for (const std::int32_t place : t_.contested) {
      const auto n = static_cast<std::size_t>(place);
      const std::size_t cell = c * nodes_ + n;
      const double missing = 1.0 - held[n];
      reach_[cell] = 0.0;
      if (missing < kNegligible) continue;
      double next = 0.0, beside = 0.0;
      for (std::int32_t i = first[n]; i < first[n + 1]; ++i) {
        beside = std::max(beside, held[neighbour[i]]);
        next = std::max(next, held[neighbour[i]] * approach[i]);
      }
      if (beside * missing < kNegligible) continue;
      const std::size_t k = static_cast<std::size_t>(front_[n]) * count_ + c;
      const double line = next * missing;
      reach_[cell] = next;
      mass_[k] += line;
      m_.contact[k] += beside * missing;
      if (!(m_.rate[k] > 0.0)) continue;
      odds_[cell] = kFighters == 2 ? odds_of_two(c, n, k) : odds_of_many(c, n, k);
      pool_[k] += line * weight_[cell];
    }
  }

  /// Two fighting coalitions: the front's ratio and the place's ratio are raised apart; the second follows supply.
  double odds_of_two(std::size_t c, std::size_t n, std::size_t k) {
    const std::size_t cell = c * nodes_ + n, facing = other(c) * nodes_ + n;
    if (!(hold_[facing] > 0.0)) return 0.0;
    double& local = local_odds_[cell];
    if (local != local) local = odds_against(p_, 1.0, felt_[facing] * terrain_[n] / felt_[cell]);
    return m_.front_odds[k] * local;
  }

  double odds_of_many(std::size_t c, std::size_t n, std::size_t k) const {
    double defence = 0.0, weights = 0.0;
    for (const std::size_t d : fighters_) {
      if (d == c) continue;
      const double w = hold_[d * nodes_ + n];
      defence += w * sides_[k - c + d].defence * felt_[d * nodes_ + n];
      weights += w;
    }
    return odds_against(p_, sides_[k].free * felt_[c * nodes_ + n],
                        weights > 0.0 ? defence * terrain_[n] / weights : 0.0);
  }

  /// From here on a side's pool is its attacks a month per unit of weight and reach.
  void share_out_attacks() {
    for (std::size_t k = 0; k < m_.pool.size(); ++k) {
      m_.deaths[k] = 0.0;
      if (!(pool_[k] > 0.0)) continue;
      pool_[k] = m_.rate[k] * std::min(1.0, mass_[k]) / pool_[k];
      m_.deaths[k] = clash_deaths(p_, sides_[k]) * months_;
    }
  }

  /// Hazards of changing hands at one place, and what they do to its shares over the step.
  void change_place(std::size_t n) {
    double total = 0.0;
    for (const std::size_t c : fighters_)
      gain_[c * nodes_ + n] = reach_[c * nodes_ + n] > 0.0 ? capture_hazard(n, c) : 0.0;
    if (p_.release_rate > 0.0) add_release(n);
    for (const std::size_t c : fighters_) total += gain_[c * nodes_ + n];
    fresh_[n] *= fresh_decay_;
    if (total > 0.0) move_shares(n, total);
  }

  /// Hazard that c takes n, given that c does not hold it; adds the deaths and displacement of the attacks behind it.
  double capture_hazard(std::size_t n, std::size_t c) {
    const std::size_t k = static_cast<std::size_t>(front_[n]) * count_ + c;
    const std::size_t cell = c * nodes_ + n;
    if (!(pool_[k] > 0.0)) return 0.0;
    const double attacks = pool_[k] * weight_[cell] * reach_[cell];
    const double odds = odds_[cell], missing = 1.0 - hold_[cell];
    if (odds > 0.0) {
      state_.deaths += attacks * missing * m_.deaths[k] * t_.crowding[n];
      state_.displaced += attacks * missing * months_ * clash_displaced(p_, t_, n);
    }
    double wins = attacks * chance(odds);
    if (odds <= rout_odds_) wins += wins * p_.rout * chance(odds * shaken_);
    loss_[k] += p_.cohesion_loss * p_.attacker_loss * std::max(0.0, attacks - wins) * missing;
    for (const std::size_t d : fighters_) {
      if (d != c) loss_[k - c + d] += p_.cohesion_loss * wins * hold_[d * nodes_ + n];
    }
    return wins;
  }

  /// Hazard that each other coalition gets n because d gives it back, added to its gain (given that the gainer lacks it).
  void add_release(std::size_t n) {
    for (const std::size_t d : fighters_) {
      const std::size_t cell = d * nodes_ + n;
      const double held = hold_[cell];
      if (held < kNegligible) continue;
      const std::size_t taker = receiver(n, d);
      if (taker == count_) continue;
      const double fresh = fresh_[n] * t_.stranger[cell];
      const double outcry = outcry_factor(p_, std::min(1.0, m_.acute[d]) * fresh);
      const double relief =
          in_.pressure[d] > 0.0 ? outcry * in_.pressure[d] * (1.0 + p_.salience * fresh) / m_.release_mass[d] : 0.0;
      const double pull = release_pull(p_, relief, stretched_[cell], rent_[cell] + t_.status[n]);
      if (pull != pull_[cell]) {
        pull_[cell] = pull;
        hazard_[cell] = hazard_of_pull(p_, pull);
      }
      const double rate = outcry * relief_factor(p_, relief) * hazard_[cell];
      const double lacking = 1.0 - hold_[taker * nodes_ + n];
      const double next_to = near(n, taker);
      if (lacking > 0.0) gain_[taker * nodes_ + n] += next_to * rate * std::min(1.0, held / lacking);
    }
  }
  /// How readily n goes to c: fully where c has supply or stands next to it, less behind the holder's lines.
  [[nodiscard]] double near(std::size_t n, std::size_t c) const {
    const std::size_t cell = c * nodes_ + n;
    return supply_[cell] > 0.0 ? 1.0 : std::max(p_.behind_lines, std::min(1.0, reach_[cell]));
  }
  /// The opposed coalition with force on the front that is nearest to n and best supplied there.
  [[nodiscard]] std::size_t receiver(std::size_t n, std::size_t d) const {
    if constexpr (kFighters == 2) {
      const std::size_t c = other(d);
      return near(n, c) > 0.0 && sides_[static_cast<std::size_t>(front_[n]) * count_ + c].defence > 0.0 ? c : count_;
    }
    std::size_t taker = count_;
    double most = 0.0;
    for (const std::size_t c : fighters_) {
      if (c == d || !(sides_[static_cast<std::size_t>(front_[n]) * count_ + c].defence > 0.0)) continue;
      const double place = near(n, c) + supply_[c * nodes_ + n];
      if (place <= most) continue;
      most = place;
      taker = c;
    }
    return taker;
  }

  /// Holding relaxes to gain / total at the total rate; what changed hands has the held share.
  void move_shares(std::size_t n, double total) {
    double* control = &control_[n * count_];
    const double turned = -det::expm1(-total * months_);
    const double part = turned / total;
    double armed = 0.0, moved = 0.0;
    for (const std::size_t c : fighters_) {
      const double step = gain_[c * nodes_ + n] * part - hold_[c * nodes_ + n] * turned;
      gain_[c * nodes_ + n] = hold_[c * nodes_ + n] + step;  // holding after the step
      armed += control[c];
      moved += std::max(0.0, step);
    }
    const double after = t_.unaligned >= 0 ? armed + moved * (kHeldShare - armed) : 1.0;
    double sum = 0.0;
    for (const std::size_t c : fighters_) {
      control[c] = after * gain_[c * nodes_ + n];
      sum += control[c];
    }
    if (t_.unaligned >= 0) {  // those who never fight share the rest; the first of them takes up rounding
      const std::size_t quiet = count_ - fighters_.size();
      for (std::size_t c = 0; quiet > 1 && c < count_; ++c) {
        if (t_.armed[c] || c == static_cast<std::size_t>(t_.unaligned)) continue;
        control[c] *= armed < 1.0 ? (1.0 - after) / (1.0 - armed) : 0.0;
        sum += control[c];
      }
      control[t_.unaligned] = std::max(0.0, 1.0 - sum);
    }
    fresh_[n] += moved * fresh_mean_ * (1.0 - fresh_[n]);
  }

  void add_skirmishes() {
    for (std::size_t f = 0; f < t_.fronts; ++f) {
      double offensive = 0.0, sides = 0.0, contact = 0.0;
      for (const std::size_t c : fighters_) {
        const std::size_t k = f * count_ + c;
        if (!(sides_[k].men > 0.0)) continue;
        sides += 1.0;
        offensive += state_.mode[k];
        contact = std::max(contact, m_.contact[k]);
      }
      if (sides < 2.0) continue;
      state_.deaths += std::min(1.0, contact) * p_.skirmish_rate * skirmish_factor(std::min(1.0, offensive)) *
                       p_.skirmish_deaths * months_;
    }
  }

  /// d drift/dt = rate x (regroup - drift) - loss x (strength + drift), solved for constant rates; loss is 1/month.
  void drift_strength() {
    const bool rests = in_.regroup.size() == m_.strength.size() && in_.regroup_rate.size() == m_.strength.size();
    for (std::size_t k = 0; k < m_.strength.size(); ++k) {
      const double rate = rests ? in_.regroup_rate[k] : 0.0;
      const double total = rate + loss_[k];
      if (!(total > 0.0) || !(in_.strength[k] > 0.0)) continue;
      const double regroup = rests ? in_.regroup[k] : 0.0;
      const double level = (rate * regroup - loss_[k] * in_.strength[k]) / total;
      state_.drift[k] = level + (state_.drift[k] - level) * det::exp(-total * months_);
    }
  }

  const Tables& t_;
  const Params& p_;
  const model::GroundInputs& in_;
  Scratch& m_;
  model::GroundState& state_;
  double months_;
  std::size_t nodes_, count_;
  std::span<const std::size_t, kFighters> fighters_;
  // Columns of the tables that the inner loops read and write.
  double* const hold_ = m_.p.data();
  double* const reach_ = m_.reach.data();
  double* const odds_ = m_.odds.data();
  const double* const weight_ = m_.weight.data();
  double* const gain_ = m_.gain.data();
  double* const mass_ = m_.mass.data();
  double* const pool_ = m_.pool.data();
  double* const loss_ = m_.loss.data();
  const double* const felt_ = m_.felt.data();
  const double* const stretched_ = m_.stretched.data();
  double* const local_odds_ = m_.local_odds.data();
  double* const pull_ = m_.pull.data();
  double* const hazard_ = m_.hazard.data();
  const Side* const sides_ = m_.sides.data();
  double* const control_ = state_.control.data();
  double* const fresh_ = state_.fresh.data();
  const double* const supply_ = in_.supply.data();
  const double* const rent_ = in_.rent.data();
  const double* const terrain_ = t_.terrain.data();
  const std::int32_t* const front_ = t_.front.data();
  double fresh_decay_ = 1.0, fresh_mean_ = 1.0;  // of old salience over the step; mean of what arises within it
  double shaken_ = 1.0;                          // contagion^m: factor on the odds of a place next to a rout
  double rout_odds_ = 0.0;                       // odds at the ratio beyond which a win may turn into a rout
};

}  // namespace

void expect(const Tables& t, const Params& p, const model::GroundInputs& in, Scratch& scratch,
            model::GroundState& state, double months) {
  if (!(months > 0.0)) return;
  scratch.size_for_expect(t);
  if (t.fighters.size() == 2) {
    Step<2>(t, p, in, scratch, state, months).advance();
  } else {
    Step<kAnyNumber>(t, p, in, scratch, state, months).advance();
  }
}

}  // namespace entente::models::burst

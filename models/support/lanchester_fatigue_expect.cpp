// SPDX-License-Identifier: Apache-2.0
// The attrition-and-fatigue family on mean shares: control relaxes exactly under rates that are constant over a sub-step,
// strength follows losses and rest. Sub-steps are at most kStep long, since a front moves place by place. What it leaves
// out, and the printed bias measures: that fortunes of one week shift the line from which the next begins.
#include <algorithm>

#include "core/detmath.hpp"
#include "models/support/lanchester_fatigue.hpp"

namespace entente::models::lanchester {
namespace {

constexpr double kStep = 1.0;  // months
constexpr double kLn2 = 0.6931471805599453;

class Step {
 public:
  Step(const burst::Tables& t, const Params& p, const model::GroundInputs& in, Field& field, model::GroundState& state,
       double months)
      : t_(t), p_(p), in_(in), f_(field), state_(state), months_(months), count_(t.coalitions) {}

  void advance() {
    if (state_.drift.size() != f_.strength.size()) state_.drift.assign(f_.strength.size(), 0.0);
    std::vector<double> strength(in_.strength);
    for (std::size_t k = 0; k < strength.size(); ++k) strength[k] = std::max(0.0, strength[k] + state_.drift[k]);
    read_field(t_, p_, in_, state_.control, strength, state_.fresh, true, f_);
    std::vector<double> gain(count_, 0.0);
    for (const std::int32_t place : t_.contested) change_place(static_cast<std::size_t>(place), gain);
    skirmishes();
    wear();
  }

 private:
  void change_place(std::size_t n, std::vector<double>& gain) {
    double total = 0.0;
    for (const std::size_t c : t_.fighters) gain[c] = hazard(n, c);
    if (p_.common.release_rate > 0.0) add_release(n, gain);
    for (const std::size_t c : t_.fighters) total += gain[c];
    state_.fresh[n] *= det::exp(-kLn2 * months_ / p_.common.freshness_half_life);
    if (total > 0.0) move(n, total, gain);
  }

  /// Rate at which c takes what others hold at n; adds the harm of the fighting behind it.
  double hazard(std::size_t n, std::size_t c) {
    const std::size_t cell = c * t_.nodes + n, k = static_cast<std::size_t>(t_.front[n]) * count_ + c;
    if (!(f_.rate[cell] > 0.0)) return 0.0;
    const double won = mean_advance(p_, f_.attack[cell], f_.defence[cell]);
    const double missing = 1.0 - f_.held[cell];
    if (f_.defence[cell] > 0.0) {
      const double clashes = p_.clash_rate * f_.intensity[k] * f_.rate[cell] * missing / p_.advance * months_;
      state_.deaths += clashes * clash_deaths(p_, f_.sides[k]) * t_.crowding[n];
      state_.displaced += clashes * clash_displaced(p_, t_, n);
    }
    return f_.rate[cell] * f_.intensity[k] * won;
  }

  void add_release(std::size_t n, std::vector<double>& gain) const {
    for (const std::size_t d : t_.fighters) {
      const std::size_t cell = d * t_.nodes + n;
      if (f_.held[cell] < burst::kNegligible || !(f_.release_mass[d] > 0.0)) continue;
      const std::size_t taker = receiver(n, d);
      if (taker == count_) continue;
      const double fresh = state_.fresh[n] * t_.stranger[cell];
      const double relief = in_.pressure[d] * (1.0 + p_.common.salience * fresh) / f_.release_mass[d];
      const double now = in_.supply[cell];
      const double supply = now > 0.0 ? now : t_.open_supply[cell];
      const double acute = f_.acute[d] * fresh;
      const double rate = burst::release_hazard(p_.common, relief, in_.rent[cell] + t_.status[n], supply, acute);
      const double lacking = 1.0 - f_.held[taker * t_.nodes + n];
      if (lacking > 0.0) gain[taker] += near(n, taker) * rate * std::min(1.0, f_.held[cell] / lacking);
    }
  }
  /// How readily n goes to c: fully where c has supply or stands next to it, less behind the holder's lines.
  [[nodiscard]] double near(std::size_t n, std::size_t c) const {
    const std::size_t cell = c * t_.nodes + n;
    return in_.supply[cell] > 0.0 ? 1.0 : std::max(p_.common.behind_lines, std::min(1.0, f_.line[cell]));
  }
  [[nodiscard]] std::size_t receiver(std::size_t n, std::size_t d) const {
    std::size_t taker = count_;
    double most = 0.0;
    for (const std::size_t c : t_.fighters) {
      if (c == d || !(f_.sides[static_cast<std::size_t>(t_.front[n]) * count_ + c].defence > 0.0)) continue;
      const double place = near(n, c) + in_.supply[c * t_.nodes + n];
      if (place <= most) continue;
      most = place;
      taker = c;
    }
    return taker;
  }

  /// Parts of the armed share relax to gain / total; ground that nobody fought for passes with what moves.
  void move(std::size_t n, double total, std::vector<double>& gain) {
    double* control = &state_.control[n * count_];
    const double turned = -det::expm1(-total * months_);
    double armed = 0.0, moved = 0.0;
    for (const std::size_t c : t_.fighters) {
      const double held = f_.held[c * t_.nodes + n];
      const double step = gain[c] * turned / total - held * turned;
      gain[c] = held + step;
      armed += control[c];
      moved += std::max(0.0, step);
    }
    const double after = t_.unaligned >= 0 ? armed + moved * std::max(0.0, burst::kHeldShare - armed) : 1.0;
    double sum = 0.0;
    for (const std::size_t c : t_.fighters) {
      control[c] = after * gain[c];
      sum += control[c];
    }
    if (t_.unaligned >= 0) {
      for (std::size_t c = 0; c < count_; ++c) {
        if (t_.armed[c] || c == static_cast<std::size_t>(t_.unaligned)) continue;
        control[c] *= armed < 1.0 ? (1.0 - after) / (1.0 - armed) : 0.0;
        sum += control[c];
      }
      control[t_.unaligned] = std::max(0.0, 1.0 - sum);
    }
    state_.fresh[n] += moved * (1.0 - state_.fresh[n]);
  }

  void skirmishes() {
    for (std::size_t f = 0; f < t_.fronts; ++f) {
      double contact = 0.0, sides = 0.0;
      for (const std::size_t c : t_.fighters) {
        const std::size_t k = f * count_ + c;
        if (!(f_.sides[k].men > 0.0)) continue;
        sides += 1.0;
        contact = std::max(contact, f_.contact[k]);
      }
      if (sides >= 2.0) state_.deaths += contact * p_.common.skirmish_rate * p_.common.skirmish_deaths * months_;
    }
  }

  /// d drift/dt = rest x (regroup - drift) - loss x (strength + drift), for constant rates.
  void wear() {
    const bool rests = in_.regroup.size() == f_.strength.size() && in_.regroup_rate.size() == f_.strength.size();
    for (std::size_t k = 0; k < f_.strength.size(); ++k) {
      const std::size_t front = k - k % count_;
      double effort = 0.0;
      for (const std::size_t c : t_.fighters) effort += 0.5 * f_.intensity[front + c] * f_.contact[front + c];
      const double loss = effort * loss_rate(p_, f_.sides[k], f_.strength[k]);
      const double rest = rests ? in_.regroup_rate[k] : 0.0;
      if (!(rest + loss > 0.0) || !(in_.strength[k] > 0.0)) continue;
      const double level = (rest * (rests ? in_.regroup[k] : 0.0) - loss * in_.strength[k]) / (rest + loss);
      state_.drift[k] = level + (state_.drift[k] - level) * det::exp(-(rest + loss) * months_);
    }
  }

  const burst::Tables& t_;
  const Params& p_;
  const model::GroundInputs& in_;
  Field& f_;
  model::GroundState& state_;
  double months_;
  std::size_t count_;
};

}  // namespace

void expect(const burst::Tables& t, const Params& p, const model::GroundInputs& in, Field& field,
            model::GroundState& state, double months) {
  if (!(months > 0.0)) return;
  const int steps = std::max(1, static_cast<int>(months / kStep + 0.999));
  for (int i = 0; i < steps; ++i) Step(t, p, in, field, state, months / steps).advance();
}

}  // namespace entente::models::lanchester

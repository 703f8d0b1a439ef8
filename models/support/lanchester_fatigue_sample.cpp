// SPDX-License-Identifier: Apache-2.0
// One week of the attrition-and-fatigue family by luck: how often each side fights (Poisson), how well it goes (lognormal
// fortunes of the week), what moves, skirmishes, ground given back, wear and rest. All sides act on the same map, and no
// result depends on the order in which places or coalitions are listed.
#include <algorithm>
#include <limits>

#include "core/detmath.hpp"
#include "core/sampling.hpp"
#include "models/support/lanchester_fatigue.hpp"

namespace entente::models::lanchester {
namespace {

using core::Purpose;
using world::Cause;
using world::ReasonKind;

constexpr double kWorstWeek = 0.5;        // share of its cohesion that a force can lose in a week
constexpr double kNoticed = 0.0005;       // smallest change of cohesion or control that is told
constexpr std::int64_t kMaxClashes = 12;  // a week, on one side of a front

class Week {
 public:
  Week(const burst::Tables& t, const Params& p, const scenario::Scenario& scenario, const scenario::Draw& draw,
       const world::World& world, const model::GroundInputs& in, const core::Streams& streams, Field& field,
       world::EventSink& out)
      : t_(t), p_(p), s_(scenario), draw_(draw), world_(world), in_(in), streams_(streams), f_(field), out_(out),
        step_(static_cast<std::uint32_t>(world.week)) {}

  void play() {
    fresh_.assign(t_.nodes, 0.0);
    for (const std::int32_t n : t_.contested)
      fresh_[static_cast<std::size_t>(n)] = freshness(static_cast<std::size_t>(n));
    read_field(t_, p_, in_, world_.control, in_.strength, fresh_, false, f_);
    learn();
    fight();
    for (const std::int32_t n : t_.contested) move(static_cast<std::size_t>(n));
    skirmish();
    release();
    wear();
  }

 private:
  [[nodiscard]] double freshness(std::size_t n) const {
    const auto age = static_cast<std::size_t>(std::max(0, world_.month - world_.captured_month[n]));
    return age < t_.fresh_by_age.size() ? t_.fresh_by_age[age] : 0.0;
  }
  /// A side that gave a place up under pressure goes there again only as far as it could keep it now.
  void learn() {
    if (!(p_.common.release_rate > 0.0)) return;
    for (const std::int32_t place : t_.contested) {
      const auto n = static_cast<std::size_t>(place);
      for (const std::size_t c : t_.fighters) {
        const std::size_t cell = c * t_.nodes + n;
        if ((world_.past[n * t_.coalitions + c] & world::kGaveUp) == 0) continue;
        f_.rate[cell] *= burst::keepable(p_.common, in_.pressure[c], f_.release_mass[c], f_.acute[c], t_.major[n],
                                         in_.rent[cell] + t_.status[n], in_.supply[cell]);
      }
    }
  }
  [[nodiscard]] std::uint64_t key(std::size_t n, std::size_t side) const {
    return core::mix64(t_.node_stream[n] ^ t_.side_stream[side]);
  }
  [[nodiscard]] double noise(std::uint64_t entity, std::uint32_t n) const {
    const double z = streams_.normal(entity, step_, Purpose::casualties, n);
    return det::exp(p_.common.casualty_spread * z - 0.5 * p_.common.casualty_spread * p_.common.casualty_spread);
  }

  /// Clashes of the week: they say how much of its effort each side made, and where people died.
  void fight() {
    effort_.assign(f_.sides.size(), 0.0);
    fortune_.assign(f_.sides.size(), 1.0);
    for (std::size_t k = 0; k < f_.sides.size(); ++k) {
      const double full = p_.clash_rate * f_.contact[k] * t_.week;
      if (!(f_.intensity[k] > 0.0) || !(full > 0.0)) continue;
      const double u = streams_.uniform(t_.side_stream[k], step_, Purpose::attack_time);
      const std::int64_t count = std::min(core::poisson(u, full * f_.intensity[k]), kMaxClashes);
      effort_[k] = static_cast<double>(count) / full;
      fortune_[k] = det::exp(p_.fortune * streams_.normal(t_.side_stream[k], step_, Purpose::attack_result));
      for (std::int64_t i = 0; i < count; ++i) clash(k, static_cast<std::uint32_t>(i));
    }
  }

  /// One clash, at a place of the line chosen by an exponential race.
  void clash(std::size_t k, std::uint32_t number) {
    const std::size_t c = k % t_.coalitions, f = k / t_.coalitions;
    double soonest = std::numeric_limits<double>::infinity();
    std::int32_t at = -1;
    for (const std::int32_t n : t_.contested) {
      const auto node = static_cast<std::size_t>(n);
      const std::size_t cell = c * t_.nodes + node;
      if (static_cast<std::size_t>(t_.front[node]) != f || !(f_.rate[cell] > 0.0)) continue;
      const double u = streams_.uniform(key(node, k), step_, Purpose::attack_target, number);
      const double time = -det::log(u) / (f_.rate[cell] * (1.0 - f_.held[cell]));
      if (time >= soonest) continue;
      soonest = time;
      at = n;
    }
    if (at < 0) return;
    const auto node = static_cast<std::size_t>(at);
    const std::size_t cell = c * t_.nodes + node;
    if (!(f_.defence[cell] > 0.0)) return;  // nobody to fight with
    const double factor = advance_factor(p_, f_.attack[cell] * fortune_[k], f_.defence[cell]);
    world::Clash event;
    event.node = core::NodeId::at(node);
    event.attacker = core::CoalitionId::at(c);
    event.defender = core::CoalitionId{strongest_other(node, c)};
    event.won = factor > 0.0;
    event.chance = f_.attack[cell] / (f_.attack[cell] + f_.defence[cell]);
    event.deaths = clash_deaths(p_, f_.sides[k]) * t_.crowding[node] * noise(key(node, k), number);
    event.displaced = clash_displaced(p_, t_, node);
    out_.emit(event);
  }

  /// The armed coalition other than c with the largest part of n, -1 if none has any.
  [[nodiscard]] std::int32_t strongest_other(std::size_t n, std::size_t c) const {
    std::int32_t best = -1;
    double most = 0.0;
    for (const std::size_t d : t_.fighters) {
      const double share = world_.control[n * t_.coalitions + d];
      if (d == c || !(share > most)) continue;
      most = share;
      best = static_cast<std::int32_t>(d);
    }
    return best;
  }

  /// Rate at which c takes from others at n this week, 1/month.
  [[nodiscard]] double rate(std::size_t n, std::size_t c) const {
    const std::size_t cell = c * t_.nodes + n, k = static_cast<std::size_t>(t_.front[n]) * t_.coalitions + c;
    if (!(f_.rate[cell] > 0.0) || !(effort_[k] > 0.0)) return 0.0;
    return f_.rate[cell] * effort_[k] * advance_factor(p_, f_.attack[cell] * fortune_[k], f_.defence[cell]);
  }

  /// What d loses to c at n: competing rates on d's share.
  [[nodiscard]] double taken(double share, double rate_c, double against_d) const {
    return rate_c > 0.0 ? share * (rate_c / against_d) * -det::expm1(-against_d * t_.week) : 0.0;
  }

  void move(std::size_t n) {
    const double* row = &world_.control[n * t_.coalitions];
    rates_.assign(t_.coalitions, 0.0);
    double total = 0.0;
    std::size_t first = t_.coalitions;
    for (const std::size_t c : t_.fighters) {
      rates_[c] = rate(n, c);
      total += rates_[c];
      if (rates_[c] > 0.0 && (first == t_.coalitions || rates_[c] > rates_[first] ||
                              (rates_[c] == rates_[first] && lot(n, c) > lot(n, first))))
        first = c;
    }
    if (first == t_.coalitions) return;
    const std::int32_t holder = world_.holder(s_, core::NodeId::at(n)).value;
    for (const std::size_t c : t_.fighters) {
      for (const std::size_t d : t_.fighters) {
        if (d == c) continue;
        const double net = taken(row[d], rates_[c], total - rates_[d]) - taken(row[c], rates_[d], total - rates_[c]);
        if (net >= kNoticed && row[d] > 0.0) pass(n, d, c, net, holder);
      }
    }
    if (t_.unaligned < 0) return;  // ground that nobody fought for goes to whoever moves fastest
    const auto nobody = static_cast<std::size_t>(t_.unaligned);
    const double spare = row[nobody] - (1.0 - burst::kHeldShare);
    const double won = spare > 0.0 ? spare * -det::expm1(-rates_[first] * t_.week) : 0.0;
    if (won >= kNoticed) pass(n, nobody, first, won, holder);
  }

  /// A change of holder is told as a capture, smaller ones as ground gained.
  void pass(std::size_t n, std::size_t from, std::size_t to, double share, std::int32_t holder) {
    const double* row = &world_.control[n * t_.coalitions];
    const bool falls = holder != static_cast<std::int32_t>(to) && row[to] + share > 0.5;
    const std::size_t cell = to * t_.nodes + n, k = static_cast<std::size_t>(t_.front[n]) * t_.coalitions + to;
    world::ControlChanged event{core::NodeId::at(n),
                                core::CoalitionId::at(from),
                                core::CoalitionId::at(to),
                                falls ? Cause::capture : Cause::advance,
                                std::min(0.999, share / row[from]),
                                {}};
    const double met = f_.defence[cell];
    event.reasons.add(ReasonKind::strength, -1,
                      met > 0.0 ? std::min(f_.attack[cell] / met, burst::kRatioBound) : burst::kRatioBound);
    event.reasons.add(ReasonKind::supply, -1, in_.supply[cell]);
    event.reasons.add(ReasonKind::chance, -1, f_.intensity[k]);
    out_.emit(event);
  }

  void skirmish() {
    for (std::size_t f = 0; f < t_.fronts; ++f) {
      double contact = 0.0, sides = 0.0;
      for (const std::size_t c : t_.fighters) {
        if (!(f_.sides[f * t_.coalitions + c].men > 0.0)) continue;
        sides += 1.0;
        contact = std::max(contact, f_.contact[f * t_.coalitions + c]);
      }
      if (sides < 2.0) continue;
      const std::uint64_t entity = s_.fronts[f].stream;
      const double u = streams_.uniform(entity, step_, Purpose::skirmish);
      const auto count = std::min(core::poisson(u, contact * p_.common.skirmish_rate * t_.week), kMaxClashes);
      for (std::int64_t i = 0; i < count; ++i)
        out_.emit(world::Skirmish{core::FrontId::at(f),
                                  p_.common.skirmish_deaths * noise(entity, static_cast<std::uint32_t>(i))});
    }
  }

  /// Giving a place back without a fight, to the opponent best placed to take it over; all decide on the map before the
  /// week.
  void release() {
    if (!(p_.common.release_rate > 0.0)) return;
    for (const std::int32_t place : t_.contested) {
      const auto n = static_cast<std::size_t>(place);
      const auto holder = world_.holder(s_, core::NodeId::at(n));
      if (!holder.valid() || !t_.armed[holder.index()]) continue;
      const std::size_t d = holder.index(), cell = d * t_.nodes + n;
      const std::int32_t taker = receiver(n, d);
      if (taker < 0 || !(f_.release_mass[d] > 0.0)) continue;
      const double fresh = fresh_[n] * t_.stranger[cell];
      const double relief = in_.pressure[d] * (1.0 + p_.common.salience * fresh) / f_.release_mass[d];
      const double worth = in_.rent[cell] + t_.status[n];
      const double acute = f_.acute[d] * fresh;
      const double hazard = near(n, static_cast<std::size_t>(taker)) *
                            burst::release_hazard(p_.common, relief, worth, in_.supply[cell], acute);
      const double u = streams_.uniform(t_.node_stream[n], step_, Purpose::release);
      if (u >= -det::expm1(-hazard * t_.week)) continue;
      world::ControlChanged event{core::NodeId::at(n), holder, core::CoalitionId{taker}, Cause::release, 1.0, {}};
      event.reasons.add(ReasonKind::pressure, -1, relief);
      event.reasons.add(ReasonKind::rent, -1, worth);
      event.reasons.add(ReasonKind::distance, -1, 1.0 - burst::felt_supply(p_.common, in_.supply[cell]));
      out_.emit(event);
    }
  }
  /// 1 where c is supplied or stands next to n; behind the holder's lines less.
  [[nodiscard]] double near(std::size_t n, std::size_t c) const {
    const std::size_t cell = c * t_.nodes + n;
    return in_.supply[cell] > 0.0 || f_.line[cell] > 0.0 ? 1.0 : p_.common.behind_lines;
  }
  [[nodiscard]] std::int32_t receiver(std::size_t n, std::size_t d) const {
    std::int32_t best = -1;
    double most = 0.0;
    for (const std::size_t c : t_.fighters) {
      if (c == d || !(f_.sides[static_cast<std::size_t>(t_.front[n]) * t_.coalitions + c].defence > 0.0)) continue;
      const double place = near(n, c) + in_.supply[c * t_.nodes + n];
      if (!(place > 0.0) || place < most) continue;
      if (place == most && lot(n, c) < lot(n, static_cast<std::size_t>(best))) continue;
      most = place;
      best = static_cast<std::int32_t>(c);
    }
    return best;
  }
  /// What decides between equals at a place this week, whoever they are and however they are listed.
  [[nodiscard]] double lot(std::size_t n, std::size_t c) const {
    return streams_.uniform(key(n, static_cast<std::size_t>(t_.front[n]) * t_.coalitions + c), step_, Purpose::release);
  }

  /// Losses of the week by each force's part on the front, and the way back at its own rate.
  void wear() {
    for (std::size_t i = 0; i < s_.forces.size(); ++i) {
      const auto& force = s_.forces[i];
      const std::int32_t side = world_.force_coalition[i];
      if (side < 0 || !t_.armed[static_cast<std::size_t>(side)]) continue;
      double lost = 0.0;
      for (std::size_t f = 0; f < force.front_share.size(); ++f) {
        const std::size_t front = f * t_.coalitions, k = front + static_cast<std::size_t>(side);
        double effort = 0.0;
        for (const std::size_t c : t_.fighters) effort += 0.5 * effort_[front + c] * f_.contact[front + c];
        if (!(effort > 0.0) || !force.front_share[f].valid()) continue;
        lost +=
            draw_[force.front_share[f]] * -det::expm1(-effort * loss_rate(p_, f_.sides[k], f_.strength[k]) * t_.week);
      }
      const double now = world_.cohesion[i];
      if (now * lost >= kNoticed * 0.1)
        out_.emit(world::ForceChanged{core::ForceId::at(i), 0.0, 0.0, -now * std::min(kWorstWeek, lost), Cause::loss});
      const double began = force.cohesion.valid() ? draw_[force.cohesion] : now;
      const double deficit = std::max(began, p_.common.rested_cohesion) - now;
      if (deficit < kNoticed || !force.recruit.valid()) continue;
      const double regained = deficit * -det::expm1(-draw_[force.recruit] * t_.week);
      if (regained > 0.0) out_.emit(world::ForceChanged{core::ForceId::at(i), 0.0, 0.0, regained, Cause::recruit});
    }
  }

  const burst::Tables& t_;
  const Params& p_;
  const scenario::Scenario& s_;
  const scenario::Draw& draw_;
  const world::World& world_;
  const model::GroundInputs& in_;
  const core::Streams& streams_;
  Field& f_;
  world::EventSink& out_;
  std::uint32_t step_;
  std::vector<double> fresh_, effort_, fortune_, rates_;
};

}  // namespace

void sample(const burst::Tables& t, const Params& p, const scenario::Scenario& scenario, const scenario::Draw& draw,
            const world::World& world, const model::GroundInputs& in, const core::Streams& streams, Field& field,
            world::EventSink& out) {
  Week(t, p, scenario, draw, world, in, streams, field, out).play();
}

}  // namespace entente::models::lanchester

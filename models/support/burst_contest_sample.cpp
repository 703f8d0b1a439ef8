// SPDX-License-Identifier: Apache-2.0
// One week of the burst-and-contest family by luck: modes, attacks, routs, skirmishes, release, recovery. Attacks of all
// sides are resolved in the order of their drawn times and targets are chosen by exponential races, so that no result
// depends on the order in which nodes or coalitions are listed.
#include <algorithm>
#include <limits>

#include "core/detmath.hpp"
#include "core/same_bytes.hpp"
#include "core/sampling.hpp"
#include "models/support/burst_contest.hpp"

namespace entente::models::burst {
namespace {

using core::Purpose;
using world::ReasonKind;

constexpr double kRoutDeaths = 0.3;       // a place that falls in a rout is hardly fought over
constexpr double kWorstWeek = 0.5;        // share of its cohesion that a force can lose in a week
constexpr double kNoticed = 0.002;        // smallest recovery of cohesion that is told
constexpr int kMaxSkirmishes = 12;        // a week on one front
constexpr std::uint32_t kStartDraw = 1;   // draw number of the initial mode; 0 is the weekly switch
constexpr double kRounding = 1.0 + 1e-9;  // 1 - exp(-x) <= x, and so it stays for rounded numbers with this factor on x

/// The week being played: constant inputs and the holders as they change within it.
class Week {
 public:
  Week(const Tables& t, const Params& p, const scenario::Scenario& scenario, const scenario::Draw& draw,
       const world::World& world, const model::GroundInputs& in, const core::Streams& streams, Scratch& scratch,
       world::EventSink& out)
      : t_(t), p_(p), s_(scenario), draw_(draw), world_(world), in_(in), streams_(streams), m_(scratch), out_(out),
        step_(static_cast<std::uint32_t>(world.week)) {}

  void play() {
    read_holders();
    fill_sides(t_, p_, in_.strength, in_.men, m_.held, m_.sides);
    switch_modes();
    if (m_.weighed_month != world_.month && anybody_pressed()) weigh_pressure();
    attack();
    skirmish();
    release();
    change_cohesion();
    if (captured_) forget_ground();
  }

 private:
  struct Target {
    std::int32_t node = -1;
    double attack = 0.0, defence = 0.0, supply = 0.0;
  };

  [[nodiscard]] std::size_t cell(std::size_t c, std::int32_t n) const {
    return c * t_.nodes + static_cast<std::size_t>(n);
  }
  [[nodiscard]] std::size_t front_of(std::size_t side) const { return side / t_.coalitions; }
  [[nodiscard]] std::size_t coalition_of(std::size_t side) const { return side % t_.coalitions; }
  [[nodiscard]] std::uint64_t key(std::int32_t n, std::size_t side) const {
    return core::mix64(t_.node_stream[static_cast<std::size_t>(n)] ^ t_.side_stream[side]);
  }
  [[nodiscard]] double noise(std::uint64_t entity, std::uint32_t n) const {
    const double z = streams_.normal(entity, step_, Purpose::casualties, n);
    return det::exp(p_.casualty_spread * z - 0.5 * p_.casualty_spread * p_.casualty_spread);
  }

  /// The armed coalition with the largest share; a tie has no holder. Found again only when ground has moved.
  void read_holders() {
    if (!core::same_bytes(m_.seen_control, world_.control)) {
      m_.seen_control = world_.control;
      find_holders();
      forget_ground();
    }
    if (!core::same_bytes(m_.seen_captured, world_.captured_month)) {
      m_.seen_captured = world_.captured_month;
      m_.weighed_month = -1;
    }
    m_.holder = m_.first_holder;
    m_.held = m_.first_held;
    std::fill(m_.loss.begin(), m_.loss.end(), 0.0);
    std::fill(m_.taken.begin(), m_.taken.end(), std::uint8_t{0});
  }
  void forget_ground() {
    m_.weighed_month = -1;
    m_.asked_of = m_.touch_of = Scratch::kUnknown;
  }
  /// Which of the first 63 hold; unknown where there are more.
  template <class Holds>
  [[nodiscard]] static std::uint64_t those(std::size_t count, const Holds& holds) {
    std::uint64_t out = 0;
    for (std::size_t k = 0; k < count && count < 64; ++k) out |= std::uint64_t{holds(k) ? 1U : 0U} << k;
    return count < 64 ? out : Scratch::kUnknown;
  }
  void find_holders() {
    std::fill(m_.first_held.begin(), m_.first_held.end(), 0.0);
    for (std::size_t n = 0; n < t_.nodes; ++n) {
      std::int32_t& holder = m_.first_holder[n];
      holder = -1;
      if (s_.nodes[n].outside) continue;
      double best = 0.0;
      for (std::size_t c = 0; c < t_.coalitions; ++c) {
        const double share = world_.control[n * t_.coalitions + c];
        if (!t_.armed[c] || share < best || !(share > 0.0)) continue;
        holder = share == best ? -1 : static_cast<std::int32_t>(c);
        best = share;
      }
      if (t_.front[n] >= 0 && holder >= 0) m_.first_held[side_at(n, holder)] += 1.0;
    }
  }
  [[nodiscard]] std::size_t side_at(std::size_t n, std::int32_t c) const {
    return static_cast<std::size_t>(t_.front[n]) * t_.coalitions + static_cast<std::size_t>(c);
  }

  void switch_modes() {
    for (std::size_t k = 0; k < m_.sides.size(); ++k) {
      const std::size_t c = coalition_of(k);
      if (!t_.armed[c]) continue;
      const double restraint = in_.restraint[c];
      const Switching rates = switching(p_, m_.sides[k], restraint);
      bool on = world_.offensive[k] != 0;
      const double rate = on ? rates.off : rates.on;
      const auto change = [&] {
        const double total = rates.on + rates.off;
        return total > 0.0 ? rate / total * -det::expm1(-total * t_.week) : 0.0;
      };
      const double u = streams_.uniform(t_.side_stream[k], step_, Purpose::mode);
      if (u < rate * t_.week * kRounding && u < change()) on = !on;
      if (world_.week == 0 && m_.sides[k].free > 0.0 && strongest(k)) {
        const double start = streams_.uniform(t_.side_stream[k], step_, Purpose::mode, kStartDraw);
        if (start < p_.start_offensive * (1.0 - restraint)) on = true;
      }
      m_.offensive[k] = on ? 1 : 0;
      if (on == (world_.offensive[k] != 0)) continue;
      world::ModeChanged event{core::FrontId::at(front_of(k)), core::CoalitionId::at(c), on, {}};
      event.reasons.add(ReasonKind::opportunity, -1, m_.sides[k].ratio);
      event.reasons.add(ReasonKind::restraint, -1, restraint);
      event.reasons.add(ReasonKind::chance, -1, change());
      out_.emit(event);
    }
  }

  /// No other side of its front has a better ratio.
  [[nodiscard]] bool strongest(std::size_t k) const {
    for (const std::size_t c : t_.fighters)
      if (m_.sides[front_of(k) * t_.coalitions + c].ratio > m_.sides[k].ratio) return false;
    return true;
  }

  /// How near c stands to n by the best way from ground it holds; less from an outside base alone; 0 if it is not beside.
  [[nodiscard]] double reach(std::int32_t n, std::size_t c) const {
    double best = 0.0;
    const auto from = static_cast<std::size_t>(t_.first[static_cast<std::size_t>(n)]);
    const auto to = static_cast<std::size_t>(t_.first[static_cast<std::size_t>(n) + 1]);
    for (std::size_t i = from; i < to; ++i) {
      const std::int32_t m = t_.neighbour[i];
      const bool held = m_.holder[static_cast<std::size_t>(m)] == static_cast<std::int32_t>(c);
      best = std::max(best, t_.approach[i] * (held ? 1.0 : t_.staging[cell(c, m)]));
    }
    return best;
  }

  /// Strength of all sides opposed to c that stand at the node, by their part of it when nobody holds it.
  [[nodiscard]] double defence(std::int32_t n, std::size_t f, std::size_t c) const {
    const auto node = static_cast<std::size_t>(n);
    const std::int32_t holder = m_.holder[node];
    double sum = 0.0, weights = 0.0;
    for (const std::size_t d : t_.fighters) {
      if (d == c || (holder >= 0 && holder != static_cast<std::int32_t>(d))) continue;
      const double w = holder >= 0 ? 1.0 : world_.control[node * t_.coalitions + d];
      sum += w * m_.sides[f * t_.coalitions + d].defence * felt_supply(p_, in_.supply[cell(d, n)]);
      weights += w;
    }
    return weights > 0.0 ? t_.terrain[node] * sum / weights : 0.0;
  }

  /// Where this attack goes: an exponential race among reachable places, faster for the better supplied and the dearer.
  /// Where only outside bases or long ways lead on, most attacks are not made at all.
  /// `around`: only its neighbours (a rout), or -1.
  [[nodiscard]] Target pick_target(std::size_t side, std::uint32_t number, std::int32_t around) const {
    const std::size_t f = front_of(side), c = coalition_of(side);
    Target best;
    double soonest = std::numeric_limits<double>::infinity();
    double mass = 0.0;
    const auto consider = [&](std::int32_t n) {
      if (t_.front[static_cast<std::size_t>(n)] != static_cast<std::int32_t>(f)) return;
      if (m_.holder[static_cast<std::size_t>(n)] == static_cast<std::int32_t>(c)) return;
      const double near = around < 0 ? reach(n, c) : 1.0;
      mass += near;
      const double supply = felt_supply(p_, in_.supply[cell(c, n)]);
      const double weight = near * supply * t_.prize[static_cast<std::size_t>(n)];
      if (!(weight > 0.0)) return;
      const double u = streams_.uniform(key(n, side), step_, Purpose::attack_target, number);
      const double time = -det::log(u) / weight;
      if (time >= soonest) return;
      soonest = time;
      best = Target{n, m_.sides[side].free * supply, 0.0, supply};
    };
    if (around < 0) {
      for (const std::int32_t n : t_.contested) consider(n);
    } else {
      const auto at = static_cast<std::size_t>(around);
      for (std::int32_t i = t_.first[at]; i < t_.first[at + 1]; ++i)
        consider(t_.neighbour[static_cast<std::size_t>(i)]);
    }
    if (best.node < 0) return best;
    if (mass < 1.0 && streams_.uniform(t_.side_stream[side], step_, Purpose::attack_target, number) >= mass)
      return Target{};
    const double learnt = lesson(best.node, c);
    if (learnt < 1.0 && streams_.uniform(key(best.node, side), step_, Purpose::attack_time, number) >= learnt)
      return Target{};
    best.defence = defence(best.node, f, c);
    return best;
  }

  void attack() {
    m_.queue.clear();
    for (std::size_t k = 0; k < m_.sides.size(); ++k) {
      if (!(m_.sides[k].free > 0.0)) continue;
      const double rate = attack_rate(p_, in_.restraint[coalition_of(k)], m_.offensive[k] ? 1.0 : 0.0);
      const double u = streams_.uniform(t_.side_stream[k], step_, Purpose::attack_time);
      const auto count = std::min<std::int64_t>(core::poisson(u, rate * t_.week), kMaxAttacks);
      for (int i = 0; i < static_cast<int>(count); ++i) {
        const double at =
            streams_.uniform(t_.side_stream[k], step_, Purpose::attack_time, static_cast<std::uint32_t>(1 + i));
        m_.queue.push_back({at, k, i});
      }
    }
    std::sort(m_.queue.begin(), m_.queue.end(), [](const auto& x, const auto& y) { return x.at < y.at; });
    for (const auto& a : m_.queue) {
      const Target target = pick_target(a.side, number_of(a.number, 0), -1);
      if (target.node >= 0) fight(target, a.side, a.number, 0);
    }
  }
  [[nodiscard]] static std::uint32_t number_of(int attack, int depth) {
    return static_cast<std::uint32_t>(attack * (kMaxRoutDepth + 1) + depth);
  }

  /// One attack; a clear enough win may turn into a rout that reaches the next place with its defence shaken.
  void fight(const Target& target, std::size_t side, int attack, int depth) {
    const std::size_t c = coalition_of(side), f = front_of(side);
    const auto node = static_cast<std::size_t>(target.node);
    const std::uint64_t entity = key(target.node, side);
    const std::uint32_t n = number_of(attack, depth);
    const bool rout = depth > 0;
    const double defence = target.defence * (rout ? p_.contagion : 1.0);
    const double win = chance(odds_against(p_, target.attack, defence));
    const double u = streams_.uniform(entity, step_, Purpose::attack_result, n);
    const bool won = u < win;
    const std::int32_t loser = m_.holder[node];
    if (target.defence > 0.0 && (won || !rout)) tell_clash(target, side, won, win, n, rout);
    if (!won) {
      if (!rout) m_.loss[side] += p_.cohesion_loss * p_.attacker_loss;
      return;
    }
    for (std::size_t d = 0; d < t_.coalitions; ++d) {
      if (d != c && t_.armed[d] && (loser < 0 || loser == static_cast<std::int32_t>(d)))
        m_.loss[f * t_.coalitions + d] += p_.cohesion_loss;
    }
    const double ratio = defence > 0.0 ? std::min(target.attack / defence, kRatioBound) : kRatioBound;
    world::ControlChanged event{core::NodeId::at(node),
                                core::CoalitionId{loser},
                                core::CoalitionId::at(c),
                                rout ? world::Cause::rout : world::Cause::capture,
                                1.0,
                                {}};
    event.reasons.add(ReasonKind::strength, -1, ratio);
    event.reasons.add(ReasonKind::supply, -1, target.supply);
    event.reasons.add(ReasonKind::chance, -1, win);
    out_.emit(event);
    m_.holder[node] = static_cast<std::int32_t>(c);
    m_.taken[node] = 1;
    captured_ = true;
    if (depth >= kMaxRoutDepth || target.attack < p_.rout_ratio * target.defence) return;
    const double spread = streams_.uniform(entity, step_, Purpose::rout, n);
    if (spread >= p_.rout) return;
    const Target next = pick_target(side, number_of(attack, depth + 1), target.node);
    if (next.node >= 0) fight(next, side, attack, depth + 1);
  }

  void tell_clash(const Target& target, std::size_t side, bool won, double win, std::uint32_t n, bool rout) {
    const auto node = static_cast<std::size_t>(target.node);
    const std::size_t c = coalition_of(side);
    std::int32_t defender = m_.holder[node];
    for (const std::size_t d : t_.fighters) {
      if (defender < 0 && d != c && world_.control[node * t_.coalitions + d] > 0.0)
        defender = static_cast<std::int32_t>(d);
    }
    const double scale = (rout ? kRoutDeaths : 1.0) * noise(key(target.node, side), n);
    world::Clash clash{
        core::NodeId::at(node), core::CoalitionId::at(c), core::CoalitionId{defender}, won, win, 0.0, 0.0};
    clash.deaths = clash_deaths(p_, m_.sides[side]) * t_.crowding[node] * scale;
    clash.displaced = clash_displaced(p_, t_, node) * (rout ? kRoutDeaths : 1.0);
    out_.emit(clash);
  }

  /// Small fights wherever two sides touch, in every state of the front; they move no ground.
  void skirmish() {
    find_touching();
    for (std::size_t f = 0; f < t_.fronts; ++f) {
      if (m_.touch[f] == 0) continue;
      double offensive = 0.0;
      for (std::size_t c = 0; c < t_.coalitions; ++c) offensive += m_.offensive[f * t_.coalitions + c] ? 1.0 : 0.0;
      const std::uint64_t entity = s_.fronts[f].stream;
      const double mean = p_.skirmish_rate * skirmish_factor(std::min(1.0, offensive)) * t_.week;
      const double u = streams_.uniform(entity, step_, Purpose::skirmish);
      const auto count = std::min<std::int64_t>(core::poisson(u, mean), kMaxSkirmishes);
      for (int i = 0; i < static_cast<int>(count); ++i) {
        const double deaths = p_.skirmish_deaths * noise(entity, static_cast<std::uint32_t>(i));
        out_.emit(world::Skirmish{core::FrontId::at(f), deaths});
      }
    }
  }
  void find_touching() {
    const std::uint64_t sides = those(m_.sides.size(), [this](std::size_t k) { return m_.sides[k].men > 0.0; });
    if (!captured_ && sides == m_.touch_of && sides != Scratch::kUnknown) return;
    m_.touch_of = sides;
    m_.touch.resize(t_.fronts);
    for (std::size_t f = 0; f < t_.fronts; ++f) m_.touch[f] = touching(f) ? 1 : 0;
  }
  [[nodiscard]] bool touching(std::size_t f) const {
    for (const std::int32_t n : t_.contested) {
      const auto node = static_cast<std::size_t>(n);
      if (t_.front[node] != static_cast<std::int32_t>(f) || m_.holder[node] < 0) continue;
      if (!(m_.sides[side_at(node, m_.holder[node])].men > 0.0)) continue;
      for (std::int32_t i = t_.first[node]; i < t_.first[node + 1]; ++i) {
        const std::int32_t c = m_.holder[static_cast<std::size_t>(t_.neighbour[static_cast<std::size_t>(i)])];
        if (c >= 0 && c != m_.holder[node] && m_.sides[f * t_.coalitions + static_cast<std::size_t>(c)].men > 0.0)
          return true;
      }
    }
    return false;
  }

  /// How fresh d's hold of n is to others; none where d held it at as_of.
  [[nodiscard]] double freshness(std::size_t n, std::size_t d) const {
    const auto age = static_cast<std::size_t>(std::max(0, world_.month - world_.captured_month[n]));
    return age < t_.fresh_by_age.size() ? t_.fresh_by_age[age] * t_.stranger[d * t_.nodes + n] : 0.0;
  }

  /// Nothing is given back for nothing: without pressure nobody need be asked.
  [[nodiscard]] bool anybody_pressed() const {
    if (!(p_.release_rate > 0.0)) return false;
    return std::any_of(t_.fighters.begin(), t_.fighters.end(), [&](std::size_t c) { return in_.pressure[c] > 0.0; });
  }

  /// What each coalition's pressure is shared over, and how loud the outcry over it is.
  void weigh_pressure() {
    m_.weighed_month = world_.month;
    std::fill(m_.release_mass.begin(), m_.release_mass.end(), 0.0);
    std::fill(m_.acute.begin(), m_.acute.end(), 0.0);
    for (const std::int32_t n : t_.contested) {
      const auto node = static_cast<std::size_t>(n);
      if (m_.holder[node] < 0) continue;
      const auto d = static_cast<std::size_t>(m_.holder[node]);
      const double fresh = freshness(node, d);
      if (!(fresh > 0.0)) {  // so are most
        m_.release_mass[d] += 1.0;
        continue;
      }
      m_.release_mass[d] += 1.0 + p_.salience * fresh;
      m_.acute[d] += t_.major[node] * fresh;
    }
  }

  /// 1, but less where c gave the place up under pressure and could not keep it now either.
  [[nodiscard]] double lesson(std::int32_t n, std::size_t c) const {
    const auto node = static_cast<std::size_t>(n);
    if ((world_.past[node * t_.coalitions + c] & world::kGaveUp) == 0 || !(p_.release_rate > 0.0)) return 1.0;
    if (!(in_.pressure[c] > 0.0)) return 1.0;
    return keepable(p_, in_.pressure[c], m_.release_mass[c], m_.acute[c], t_.major[node],
                    in_.rent[cell(c, n)] + t_.status[node], in_.supply[cell(c, n)]);
  }

  /// Giving ground without a fight, to the opposed coalition best placed to take it over; all decide on the same map.
  void release() {
    if (!anybody_pressed()) return;
    if (captured_) weigh_pressure();
    draw_release();
    for (std::size_t k = 0; k < m_.asked.size(); ++k) {
      const std::int32_t n = m_.asked[k];
      const auto node = static_cast<std::size_t>(n);
      const auto d = static_cast<std::size_t>(m_.holder[node]);
      const double fresh = freshness(node, d), acute = std::min(1.0, m_.acute[d]) * fresh;
      const double u = m_.asked_chance[k];
      if (u >= highest_release(p_, acute) * t_.week * kRounding) continue;
      const std::int32_t taker = receiver(n, d);
      if (taker < 0) continue;
      const double weight = 1.0 + p_.salience * fresh;
      const double relief = in_.pressure[d] * weight / m_.release_mass[d];
      const double worth = in_.rent[cell(d, n)] + t_.status[node];
      const double hazard =
          near(n, static_cast<std::size_t>(taker)) * release_hazard(p_, relief, worth, in_.supply[cell(d, n)], acute);
      if (u >= -det::expm1(-hazard * t_.week)) continue;
      world::ControlChanged event{
          core::NodeId::at(node), core::CoalitionId::at(d), core::CoalitionId{taker}, world::Cause::release, 1.0, {}};
      event.reasons.add(ReasonKind::pressure, -1, relief);
      event.reasons.add(ReasonKind::rent, -1, worth);
      event.reasons.add(ReasonKind::distance, -1, 1.0 - felt_supply(p_, in_.supply[cell(d, n)]));
      out_.emit(event);
    }
  }
  /// Who is asked to give what up, and the luck of each.
  void draw_release() {
    const std::uint64_t pressed = those(t_.coalitions, [this](std::size_t c) { return in_.pressure[c] > 0.0; });
    if (captured_ || pressed != m_.asked_of || pressed == Scratch::kUnknown) {
      m_.asked_of = pressed;
      find_asked();
    }
    streams_.uniforms(m_.asks.data(), m_.asks.size(), step_, Purpose::release, 0, m_.asked_chance.data());
  }
  void find_asked() {
    m_.asked.clear();
    m_.asks.clear();
    for (const std::int32_t n : t_.contested) {
      const auto node = static_cast<std::size_t>(n);
      const std::int32_t d = m_.holder[node];
      if (d < 0 || m_.taken[node] != 0 || !(in_.pressure[static_cast<std::size_t>(d)] > 0.0)) continue;
      m_.asked.push_back(n);
      m_.asks.push_back(t_.node_stream[node]);
    }
    m_.asked_chance.resize(m_.asks.size());
  }
  /// 1 where c is supplied or stands next to n; behind the holder's lines less.
  [[nodiscard]] double near(std::int32_t n, std::size_t c) const {
    return in_.supply[cell(c, n)] > 0.0 || reach(n, c) > 0.0 ? 1.0 : p_.behind_lines;
  }
  /// The opposed coalition with force on the front that is nearest, then best supplied. Equals draw lots.
  [[nodiscard]] std::int32_t receiver(std::int32_t n, std::size_t d) const {
    std::int32_t best = -1;
    double most = 0.0;
    const std::size_t front = static_cast<std::size_t>(t_.front[static_cast<std::size_t>(n)]) * t_.coalitions;
    for (const std::size_t c : t_.fighters) {
      if (c == d || !(m_.sides[front + c].defence > 0.0)) continue;
      const double place = near(n, c) + in_.supply[cell(c, n)];
      if (!(place > 0.0) || place < most) continue;
      if (place == most && lot(n, front + c) < lot(n, front + static_cast<std::size_t>(best))) continue;
      most = place;
      best = static_cast<std::int32_t>(c);
    }
    return best;
  }
  [[nodiscard]] double lot(std::int32_t n, std::size_t side) const {
    return streams_.uniform(key(n, side), step_, Purpose::release);
  }

  /// Losses of the week by each force's part on the front, and the way back to the cohesion it began with, or
  /// to that of a rested army if it began below.
  void change_cohesion() {
    for (std::size_t i = 0; i < s_.forces.size(); ++i) {
      const auto& force = s_.forces[i];
      const std::int32_t coalition = world_.force_coalition[i];
      if (coalition < 0 || !t_.armed[static_cast<std::size_t>(coalition)]) continue;
      double lost = 0.0;
      for (std::size_t f = 0; f < force.front_share.size(); ++f) {
        const double loss = m_.loss[f * t_.coalitions + static_cast<std::size_t>(coalition)];
        if (loss > 0.0 && force.front_share[f].valid())
          lost += draw_[force.front_share[f]] * std::min(kWorstWeek, loss);
      }
      const double now = world_.cohesion[i];
      if (lost > 0.0 && now > 0.0)
        out_.emit(world::ForceChanged{core::ForceId::at(i), 0.0, 0.0, -now * lost, world::Cause::loss});
      const double began = force.cohesion.valid() ? draw_[force.cohesion] : now;
      const double deficit = std::max(began, p_.rested_cohesion) - now;
      if (deficit < kNoticed) continue;
      const double regained = deficit * t_.recovers[i];
      if (regained > 0.0)
        out_.emit(world::ForceChanged{core::ForceId::at(i), 0.0, 0.0, regained, world::Cause::recruit});
    }
  }

  const Tables& t_;
  const Params& p_;
  const scenario::Scenario& s_;
  const scenario::Draw& draw_;
  const world::World& world_;
  const model::GroundInputs& in_;
  const core::Streams& streams_;
  Scratch& m_;
  world::EventSink& out_;
  std::uint32_t step_;
  bool captured_ = false;  // a place has fallen this week
};

}  // namespace

void sample(const Tables& t, const Params& p, const scenario::Scenario& scenario, const scenario::Draw& draw,
            const world::World& world, const model::GroundInputs& in, const core::Streams& streams, Scratch& scratch,
            world::EventSink& out) {
  Week(t, p, scenario, draw, world, in, streams, scratch, out).play();
}

}  // namespace entente::models::burst

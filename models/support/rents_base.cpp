// SPDX-License-Identifier: Apache-2.0
// Constants of one draw of "routes_and_rents": who collects where, minerals, assets, length of ore routes, and the Cholesky
// factor of the price correlation.
#include <algorithm>
#include <cmath>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "core/detmath.hpp"
#include "models/support/routes_and_rents.hpp"
#include "world/lookup.hpp"

namespace entente::models::rents {
namespace {

using scenario::ActorKind;
using scenario::Draw;
using scenario::Scenario;
using world::value_or;

/// Men that an actor commands, by the middle values, so that roles do not change from draw to draw.
double commanded(const Scenario& s, core::ActorId actor) {
  double men = 0.0;
  for (const auto& force : s.forces)
    if (force.actor == actor && force.men.valid() && force.men.index() < s.params.size())
      men += core::canonical(s.params[force.men.index()].quantity).v;
  return men;
}

bool owns_foreign_ground(const Scenario& s, core::ActorId actor) {
  for (const auto& node : s.nodes)
    if (node.outside && node.owner == actor) return true;
  return false;
}

/// The member of that kind that commands most men; members that own foreign ground come last, since they are guests.
core::ActorId leading(const Scenario& s, core::CoalitionId coalition, ActorKind kind) {
  core::ActorId best;
  double most = -1.0;
  bool best_guest = true;
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    if (s.actors[a].coalition != coalition || s.actors[a].kind != kind) continue;
    const bool guest = owns_foreign_ground(s, core::ActorId::at(a));
    const double men = commanded(s, core::ActorId::at(a));
    if (!best.valid() || (best_guest && !guest) || (best_guest == guest && men > most)) {
      best = core::ActorId::at(a);
      most = men;
      best_guest = guest;
    }
  }
  return best;
}

Role role_of(const Scenario& s, std::size_t c) {
  Role role;
  if (s.coalitions[c].unaligned) return role;
  const auto id = core::CoalitionId::at(c);
  const auto armed = leading(s, id, ActorKind::armed_group);
  const auto state = leading(s, id, ActorKind::state);
  role.legal = state.valid() && !armed.valid();
  role.royalty = state;
  role.tax = armed.valid() ? armed : leading(s, id, ActorKind::organisation);
  return role;
}

MineralBase mineral_base(const Scenario& s, const Draw& draw, const Params& p, std::size_t m) {
  const auto& mineral = s.minerals[m];
  MineralBase out;
  const double price = mineral.priced ? value_or(draw, mineral.price, 0.0) : 0.0;
  out.log_start = price > 0.0 ? det::log(price) : 0.0;
  out.drift = value_or(draw, mineral.drift, 0.0) / 12.0;
  out.reversion = std::max(0.0, value_or(draw, mineral.reversion, 0.0));
  // Month's spread of an Ornstein-Uhlenbeck log price whose yearly volatility without reversion is `volatility`.
  const double k = out.reversion;
  const double within = k > 1e-9 ? -det::expm1(-2.0 * k) / (2.0 * k) : 1.0;
  out.sd = value_or(draw, mineral.volatility, 0.0) * det::sqrt(within / 12.0);
  out.tail = static_cast<int>(std::clamp(std::floor(value_or(draw, mineral.tail, 30.0) + 0.5), 3.0, 30.0));
  out.elasticity = std::max(0.05, std::fabs(value_or(draw, mineral.elasticity, 1.0)));
  out.world_share = std::clamp(value_or(draw, mineral.world_share, 0.0), 0.0, 1.0);
  out.royalty = std::clamp(value_or(draw, mineral.royalty, 0.0), 0.0, 1.0);
  out.armed_tax = std::clamp(value_or(draw, mineral.armed_tax, 0.0), 0.0, 1.0);
  out.smuggled = std::clamp(value_or(draw, mineral.smuggled, 0.0), 0.0, 1.0);
  out.quota = std::clamp(value_or(draw, mineral.quota_share, 1.0), 0.0, 1.0);
  out.fade = mean_weight(out.reversion * p.outlook);
  out.lasts = mean_weight(p.outlook / p.regime_life);
  return out;
}

void fill_assets(Base& b) {
  b.at_node.resize(b.s.nodes.size());
  b.asset.reserve(b.s.assets.size());
  b.sinks.reserve(b.s.assets.size());
  for (const auto& asset : b.s.assets) {
    AssetBase out;
    out.node = asset.node.index();
    out.mineral = asset.mineral.index();
    out.output = std::max(0.0, value_or(b.draw, asset.output, 0.0));
    out.operating = std::max(0.0, value_or(b.draw, asset.operating, 1.0));
    out.restart = std::max(0.1, value_or(b.draw, asset.restart_lag, 1.0));
    out.fade = mean_weight(b.p.outlook / out.restart);
    out.heals = -det::expm1(-1.0 / out.restart);
    out.artisanal = asset.artisanal;
    out.priced = b.s.minerals[out.mineral].priced;
    if (out.priced) {
      const double to_musd = b.s.minerals[out.mineral].price_to_musd;
      const double yearly = out.output * det::exp(b.mineral[out.mineral].log_start) * to_musd;  // gross at as_of
      out.value = out.output / 12.0 * to_musd;
      out.built = yearly > 0.0 ? b.p.capital_yield / yearly : 0.0;
    }
    if (out.priced) b.at_node[out.node].push_back(b.asset.size());
    b.asset.push_back(out);
    if (asset.illicit_sink.valid()) b.sinks.push_back(asset.illicit_sink.value);
  }
  for (std::size_t n = 0; n < b.at_node.size(); ++n)
    if (!b.at_node[n].empty()) b.places.push_back(n);
  std::sort(b.sinks.begin(), b.sinks.end());
  b.sinks.erase(std::unique(b.sinks.begin(), b.sinks.end()), b.sinks.end());
  for (const int node : b.sinks) {
    const core::ActorId owner = b.s.nodes[static_cast<std::size_t>(node)].owner;
    if (owner.valid() && std::find(b.exit_owner.begin(), b.exit_owner.end(), owner.index()) == b.exit_owner.end())
      b.exit_owner.push_back(owner.index());
    const auto at =
        owner.valid() ? std::find(b.exit_owner.begin(), b.exit_owner.end(), owner.index()) : b.exit_owner.end();
    b.sink_owner.push_back(at == b.exit_owner.end() ? -1 : static_cast<std::int32_t>(at - b.exit_owner.begin()));
  }
}

Ways ways_of(const Base& base, std::size_t asset, std::size_t coalition) noexcept {
  const AssetBase& a = base.asset[asset];
  if (!base.role[coalition].legal) return {0.0, a.artisanal ? 1.0 : base.p.captured_output};
  const bool can_smuggle = a.artisanal && base.s.assets[asset].illicit_sink.valid();
  const double illicit = can_smuggle ? base.mineral[a.mineral].smuggled : 0.0;
  return {1.0 - illicit, illicit};
}

void fill_root(Base& b) {
  for (std::size_t m = 0; m < b.s.minerals.size(); ++m)
    if (b.s.minerals[m].priced) b.priced.push_back(m);
  const auto size = static_cast<Eigen::Index>(b.priced.size());
  Eigen::MatrixXd correlation = Eigen::MatrixXd::Identity(size, size);
  const bool given = b.s.price_correlation.size() == b.s.minerals.size();
  for (Eigen::Index i = 0; given && i < size; ++i)
    for (Eigen::Index j = 0; j < i; ++j) {
      const double r =
          b.s.price_correlation[b.priced[static_cast<std::size_t>(i)]][b.priced[static_cast<std::size_t>(j)]];
      correlation(i, j) = correlation(j, i) = r;
    }
  const Eigen::LLT<Eigen::MatrixXd> factor(correlation);
  // The reader has refused matrices that are not positive definite; without one the prices move alone.
  const Eigen::MatrixXd lower =
      factor.info() == Eigen::Success ? Eigen::MatrixXd(factor.matrixL()) : Eigen::MatrixXd::Identity(size, size);
  b.root.assign(b.priced.size(), std::vector<double>(b.priced.size(), 0.0));
  for (Eigen::Index i = 0; i < size; ++i)
    for (Eigen::Index j = 0; j <= i; ++j)
      b.root[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] = lower(i, j);
}

/// What an actor counts of each mineral: the largest factor among its supply attributes; empty: it counts no supply.
std::vector<double> criticality(const scenario::Actor& actor, std::size_t minerals) {
  std::vector<double> out;
  for (const auto& attribute : actor.attributes) {
    if (attribute.measure != scenario::Measure::supply) continue;
    out.resize(minerals, 0.0);
    for (std::size_t m = 0; m < minerals && m < attribute.criticality.size(); ++m)
      out[m] = std::max(out[m], attribute.criticality[m]);
  }
  return out;
}

}  // namespace

double mean_weight(double x) noexcept { return x > 1e-9 ? -det::expm1(-x) / x : 1.0; }

double contest(const Scenario& s, const std::vector<double>& control, std::size_t node) noexcept {
  const std::size_t count = s.coalition_count();
  double most = 0.0;
  for (std::size_t c = 0; c < count; ++c) most = std::max(most, control[node * count + c]);
  return 2.0 * std::min(0.5, 1.0 - most);
}

double regime_factor(const MineralBase& mineral, int regime) noexcept {
  if (regime <= 0) return 1.0;
  return regime == 1 ? mineral.quota : 0.0;
}

Base::Base(const Scenario& scenario, const Draw& the_draw, const Params& params)
    : s(scenario), draw(the_draw), p(params) {
  for (std::size_t c = 0; c < s.coalition_count(); ++c) {
    role.push_back(role_of(s, c));
    if (role[c].legal) legal.push_back(c);
  }
  for (std::size_t m = 0; m < s.minerals.size(); ++m) mineral.push_back(mineral_base(s, draw, p, m));
  for (const auto& h : s.holders) holder.push_back({h.actor, h.bloc_index, {}, 0.0});
  for (const auto& a : s.actors) side.push_back(a.coalition.valid() ? a.coalition.value : -1);
  fill_assets(*this);
  ways.reserve(asset.size() * role.size());
  for (std::size_t i = 0; i < asset.size(); ++i)
    for (std::size_t c = 0; c < role.size(); ++c) ways.push_back(ways_of(*this, i, c));
  edge_cost = model::effective_lengths(s, draw, p.route_exponent, model::Traffic::ore);
  fill_root(*this);
  std::vector<std::vector<double>> critical;  // of those supplied
  for (std::size_t a = 0; a < s.actors.size(); ++a) {
    std::vector<double> own = criticality(s.actors[a], s.minerals.size());
    const std::int32_t bloc = s.actors[a].bloc_index;
    if (own.empty() || bloc < 0 || static_cast<std::size_t>(bloc) >= s.blocs.size()) continue;
    supplied.push_back(a);
    supplied_bloc.push_back(static_cast<std::size_t>(bloc));
    critical.push_back(std::move(own));
  }
  for (std::size_t m = 0; m < s.minerals.size(); ++m)
    for (const auto& own : critical) counted.push_back(own[m]);
  const world::World start = world::initial_world(s, draw);
  for (auto& a : asset) a.start_contest = contest(s, start.control, a.node);
  std::vector<Ways> output;
  reaching(*this, start, output);
  for (std::size_t m = 0; m < s.minerals.size(); ++m) {
    mineral[m].start_output = output[m].licit + output[m].illicit;
    mineral[m].start_shift = full_shift(*this, m, output[m], start.regime[m]);
  }
}

}  // namespace entente::models::rents

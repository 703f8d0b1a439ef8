// SPDX-License-Identifier: Apache-2.0
// The hand-built scenario. Numbers are round and arbitrary: tests check laws, not the case.
#include "support/tiny_scenario.hpp"

#include <stdexcept>

#include "core/rng.hpp"

namespace entente::testing {
namespace {

using core::Unit;
using namespace scenario;

template <class Table>
std::size_t find(const Table& table, const std::string& id) {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i].id.substr(0, id.size()) == id) return i;
  throw std::logic_error("no such id: " + id);
}

template <class T>
T named(const std::string& id, const std::string& rename) {
  T out;
  out.id = id + rename;
  return out;
}

struct Builder {
  Tiny t;
  std::string rename;

  Num num(double v, Unit unit = Unit::index) { return t.num(v, unit); }

  void politics() {
    for (const char* id : {"gov", "reb", "none"}) t.s.coalitions.push_back(named<Coalition>(id, rename));
    t.s.coalitions[2].unaligned = true;
    t.s.fronts.push_back(named<Front>("east", rename));
    t.s.blocs = {"home", "west", "orient"};
    actor("state", ActorKind::state, 0, 0, 100.0);
    actor("rebels", ActorKind::armed_group, 1, -1, 10.0);
    actor("sponsor", ActorKind::state, 1, -1, 50.0);
    actor("patron", ActorKind::state, -1, 1, 1000.0);
    actor("buyer", ActorKind::state, -1, 2, 1000.0);
    auto& patron = t.s.actors[3];
    for (const double bite : {0.0, 2.0, 6.0, 20.0, 50.0}) patron.bite.push_back(num(bite, Unit::musd_per_month));
    for (const double cost : {0.0, 0.1, 0.3, 1.0, 2.0}) patron.sanction_cost.push_back(num(cost, Unit::musd_per_month));
    patron.relief_credibility = num(0.5, Unit::share);
    for (const std::size_t a : {std::size_t{3}, std::size_t{4}}) {
      Attribute supply = named<Attribute>("supply", "");
      supply.measure = Measure::supply;
      supply.weight = num(1.0, Unit::share);
      supply.scale = num(10.0, Unit::musd_per_month);
      supply.criticality = {1.0, 2.0};
      t.s.actors[a].attributes.push_back(supply);
    }
  }

  void actor(const char* id, ActorKind kind, int coalition, int bloc, double stock) {
    Actor a = named<Actor>(id, rename);
    a.stream = core::entity_hash(a.id);
    a.kind = kind;
    a.coalition = core::CoalitionId{coalition};
    a.bloc_index = bloc;
    if (bloc >= 0) a.bloc = t.s.blocs[static_cast<std::size_t>(bloc)];
    a.stock = num(stock, Unit::musd);
    a.income = num(20.0, Unit::musd_per_month);
    a.overhead = num(5.0, Unit::musd_per_month);
    a.delivery = num(1.0, Unit::share);
    a.believed_delivery = num(0.5, Unit::share);
    a.attention = num(0.4, Unit::share);
    t.s.actors.push_back(a);
  }

  void ground() {
    code("held_gov", {0.95, 0.0, 0.05});
    code("held_reb", {0.0, 0.95, 0.05});
    code("foreign", {0.0, 0.0, 1.0});
    node("capital", 0, false, -1, -1, 3000.0);
    node("town", 0, false, 0, -1, 500.0);
    node("mine", 1, false, 0, -1, 50.0);
    node("hill", 1, false, 0, -1, 100.0);
    node("border", 2, true, -1, 2, 200.0);
    node("port", 2, true, -1, -1, 400.0);
    edge("capital", "town", 200.0, 1.0);
    edge("town", "mine", 50.0, 0.25);
    edge("mine", "hill", 40.0, 0.25);
    edge("hill", "border", 30.0, 1.0);
    edge("town", "hill", 80.0, 0.25);
    edge("capital", "port", 500.0, 1.0);
    std::vector<graph::EdgeSpec> edges;
    for (const auto& e : t.s.edges)
      edges.push_back({e.a.value, e.b.value, t.at(e.km), t.at(e.capacity), graph::EdgeKind::road});
    t.s.map = graph::TerritoryMap(static_cast<int>(t.s.nodes.size()), edges);
    Zone zone = named<Zone>("area", rename);
    zone.nodes = {t.node("mine"), t.node("hill")};
    t.s.zones.push_back(zone);
  }

  void code(const char* id, std::initializer_list<double> shares) {
    ControlCode c = named<ControlCode>(id, rename);
    for (const double share : shares) c.share.push_back(num(share, Unit::share));
    t.s.control_codes.push_back(c);
  }

  void node(const char* id, int code_index, bool outside, int front, int owner, double people) {
    Node n = named<Node>(id, rename);
    n.stream = core::entity_hash(n.id);
    n.population = num(people, Unit::people_k);
    n.front = core::FrontId{front};
    n.outside = outside;
    n.owner = core::ActorId{owner};
    n.terrain = num(1.0);
    n.status = num(0.0, Unit::musd_per_month);
    n.control_code = code_index;
    t.s.nodes.push_back(n);
  }

  void edge(const char* a, const char* b, double km, double capacity) {
    Edge e = named<Edge>(std::string(a) + "_" + b, rename);
    e.a = t.node(a);
    e.b = t.node(b);
    e.km = num(km, Unit::km);
    e.capacity = num(capacity);
    t.s.edges.push_back(e);
  }

  void forces() {
    force("army", 0, 0, 10000.0, 0.3, 0.5, "capital", false);
    force("bands", 1, 1, 3000.0, 0.7, 0.8, "hill", false);
    force("guests", 2, 1, 2000.0, 1.0, 0.9, "border", true);
  }

  void force(const char* id, int owner, int coalition, double men, double quality, double cohesion, const char* base,
             bool sponsor) {
    Force f = named<Force>(id, rename);
    f.stream = core::entity_hash(f.id);
    f.actor = core::ActorId{owner};
    f.coalition = core::CoalitionId{coalition};
    f.men = num(men, Unit::person);
    f.quality = num(quality);
    f.cohesion = num(cohesion, Unit::share);
    f.cost = num(200.0, Unit::usd_per_month);
    f.recruit = num(0.05, Unit::per_month);
    f.front_share = {num(1.0, Unit::share)};
    f.bases = {t.node(base)};
    f.sponsor = sponsor;
    t.s.forces.push_back(f);
  }

  void economy() {
    mineral("ore", 20000.0);
    mineral("metal", 10000.0);
    t.s.price_correlation = {{1.0, 0.5}, {0.5, 1.0}};
    asset("pit", "mine", 0, 1200.0, true);
    asset("shaft", "capital", 1, 12000.0, false);
    asset("diggings", "town", 0, 600.0, true);
    holder("home_firm", 0, 0);
    holder("west_firm", 3, 1);
    holder("orient_firm", 4, 2);
    hold("shaft", 0, 0.3);
    hold("shaft", 2, 0.7);
    hold("pit", 0, 1.0);
  }

  void mineral(const char* id, double price) {
    Mineral m = named<Mineral>(id, rename);
    m.stream = core::entity_hash(m.id);
    m.price_unit = Unit::usd_per_t;
    m.priced = true;
    m.price = num(price, Unit::usd_per_t);
    m.price_to_musd = 1e-6;
    m.volatility = num(0.25);
    m.reversion = num(0.05, Unit::per_month);
    m.drift = num(0.0);
    m.tail = num(5.0);
    m.royalty = num(0.05, Unit::share);
    m.elasticity = num(-0.5);
    m.world_share = num(0.4, Unit::share);
    m.armed_tax = num(0.15, Unit::share);
    m.smuggled = num(0.5, Unit::share);
    m.quota_share = num(0.4, Unit::share);
    t.s.minerals.push_back(m);
  }

  void asset(const char* id, const char* node, int mineral, double output, bool artisanal) {
    Asset a = named<Asset>(id, rename);
    a.stream = core::entity_hash(a.id);
    a.node = t.node(node);
    a.mineral = core::MineralId{mineral};
    a.output = num(output, Unit::t_per_yr);
    a.operating = num(1.0, Unit::share);
    a.restart_lag = num(2.0, Unit::month);
    a.artisanal = artisanal;
    a.licit_sink = t.node("port");
    if (artisanal) a.illicit_sink = t.node("border");
    t.s.assets.push_back(a);
  }

  void holder(const char* id, int owner, int bloc) {
    Holder h = named<Holder>(id, rename);
    h.actor = core::ActorId{owner};
    h.bloc_index = bloc;
    h.bloc = t.s.blocs[static_cast<std::size_t>(bloc)];
    t.s.holders.push_back(h);
  }

  void hold(const char* asset_id, int holder_index, double share) {
    Holding h;
    h.asset = t.asset(asset_id);
    h.holder = holder_index;
    h.share = num(share, Unit::share);
    t.s.holdings.push_back(h);
  }

  void talks() {
    Track track = named<Track>("pact", rename);
    track.stream = core::entity_hash(track.id);
    for (const int a : {0, 3}) track.parties.push_back({core::ActorId{a}, num(0.01), num(1.0)});
    track.protocol = "alternating_offers";
    track.monitor = num(0.1, Unit::share);
    track.hazard = num(0.05, Unit::per_month);
    t.s.tracks.push_back(track);
    issue("training", {0.0, 1.0, 2.0}, effect(Op::train, 3, 0, 500.0));
    issue("fee", {0.0, 1.0, 2.0}, effect(Op::pay, 3, 0, 4.0));
    issue("rights", {0.0, 0.5, 1.0}, effect(Op::set_share, 0, 3, 1.0));
    issue("pledge", {0.0, 2.0, 4.0}, effect(Op::sanction, 3, -1, 1.0));
    issue("cession", {0.0, 0.5, 1.0}, effect(Op::handover, 0, 3, 1.0));
    issue("truce", {0.0, 0.5, 1.0}, effect(Op::ceasefire, 0, 3, 1.0));
    issue("leave", {0.0, 0.5, 1.0}, effect(Op::withdraw, 0, 3, 1.0));
    auto& issues = t.s.issues;
    issues[0].effects[0].force = core::ForceId{0};
    issues[0].effects[0].reverses = false;
    issues[2].effects[0].assets = {t.asset("pit"), t.asset("shaft")};
    issues[2].effects[0].kind = HoldingKind::rights;
    issues[3].effects[0].on = core::ActorId{2};
    issues[3].effects[0].force = core::ForceId{2};
    issues[4].effects[0].zone = core::ZoneId{0};
    issues[4].effects[0].coalition = core::CoalitionId{0};
    issues[5].effects[0].coalition = core::CoalitionId{1};
    issues[6].effects[0].force = core::ForceId{2};
  }

  Effect effect(Op op, int from, int to, double scale) {
    Effect e;
    e.op = op;
    e.from = core::ActorId{from};
    e.to = core::ActorId{to};
    e.scale = num(scale);
    return e;
  }

  void issue(const char* id, std::initializer_list<double> grid, const Effect& row) {
    Issue i = named<Issue>(id, rename);
    i.stream = core::entity_hash(i.id);
    i.track = core::TrackId{0};
    i.granter = row.from;
    i.receiver = row.to;
    i.grid = grid;
    i.effects = {row};
    t.s.tracks[0].issues.push_back(core::IssueId::at(t.s.issues.size()));
    t.s.issues.push_back(i);
  }

  void levers() {
    Effect support = effect(Op::deploy, 2, -1, 1.0);
    support.force = core::ForceId{2};
    lever("support", 2, {0.0, 2000.0, 4000.0}, 1, support, 0.001);
    Effect press = effect(Op::posture, 1, -1, 1.0);
    press.coalition = core::CoalitionId{1};
    lever("posture", 1, {0.0, 0.5, 0.9}, 0, press, 0.0);
    Effect sanction = effect(Op::sanction, 3, -1, 1.0);
    sanction.on = core::ActorId{2};
    lever("pressure", 3, {0.0, 1.0, 2.0, 3.0, 4.0}, 1, sanction, 0.0);
    Effect regime = effect(Op::export_regime, 0, -1, 1.0);
    regime.mineral = core::MineralId{1};
    lever("exports", 0, {0.0, 1.0, 2.0}, 0, regime, 0.0);
    Shock shock = named<Shock>("listing", rename);
    shock.stream = core::entity_hash(shock.id);
    shock.hazard = num(0.1, Unit::per_month);
    Effect cut = effect(Op::aid, 4, 2, -3.0);
    shock.effects = {cut};
    t.s.shocks.push_back(shock);
  }

  void lever(const char* id, int owner, std::initializer_list<double> levels, int initial, const Effect& row,
             double cost) {
    Decision d = named<Decision>(id, rename);
    d.stream = core::entity_hash(d.id);
    d.actor = core::ActorId{owner};
    d.levels = levels;
    d.initial = initial;
    d.review = num(0.5, Unit::per_month);
    d.cost = num(cost, Unit::musd_per_month);
    d.effects = {row};
    t.s.actors[static_cast<std::size_t>(owner)].decisions.push_back(core::DecisionId::at(t.s.decisions.size()));
    t.s.decisions.push_back(d);
  }
};

std::int32_t copy_nodes(const Expr& from, Expr& to) {
  const auto offset = static_cast<std::int32_t>(to.nodes.size());
  for (ExprNode n : from.nodes) {
    if (n.lhs >= 0) n.lhs += offset;
    if (n.rhs >= 0) n.rhs += offset;
    to.nodes.push_back(n);
  }
  return from.root + offset;
}

Expr single(const ExprNode& node) {
  Expr e;
  e.nodes = {node};
  e.root = 0;
  return e;
}

}  // namespace

Num Tiny::num(double value, Unit unit) {
  Param p;
  p.path = "test." + std::to_string(s.params.size());
  p.quantity = core::fixed_quantity(value, unit);
  s.params.push_back(p);
  draw.values().push_back(value);
  return Num::at(s.params.size() - 1);
}

core::ActorId Tiny::actor(const std::string& id) const { return core::ActorId::at(find(s.actors, id)); }
core::CoalitionId Tiny::coalition(const std::string& id) const { return core::CoalitionId::at(find(s.coalitions, id)); }
core::NodeId Tiny::node(const std::string& id) const { return core::NodeId::at(find(s.nodes, id)); }
core::ForceId Tiny::force(const std::string& id) const { return core::ForceId::at(find(s.forces, id)); }
core::AssetId Tiny::asset(const std::string& id) const { return core::AssetId::at(find(s.assets, id)); }
core::MineralId Tiny::mineral(const std::string& id) const { return core::MineralId::at(find(s.minerals, id)); }
core::IssueId Tiny::issue(const std::string& id) const { return core::IssueId::at(find(s.issues, id)); }
core::DecisionId Tiny::decision(const std::string& id) const { return core::DecisionId::at(find(s.decisions, id)); }

world::Package Tiny::package(std::initializer_list<std::pair<const char*, int>> positions) const {
  world::Package out;
  out.count = static_cast<std::int8_t>(s.tracks[0].issues.size());
  for (const auto& [id, position] : positions) out.at[issue(id).index()] = static_cast<std::int8_t>(position);
  return out;
}

world::World Tiny::in_force(std::initializer_list<std::pair<const char*, int>> positions, double delivered) const {
  world::World w = world();
  auto& deal = w.deals[0];
  deal.status = world::DealStatus::in_force;
  deal.package = package(positions);
  deal.signed_month = deal.force_month = 0;
  deal.ever_signed = deal.ever_in_force = true;
  deal.delivered.fill(delivered);
  return w;
}

Tiny tiny_scenario(const std::string& rename) {
  Builder b;
  b.rename = rename;
  b.t.s.id = "tiny";
  b.t.s.months = 12;
  b.t.s.expr_slots = 4;
  b.politics();
  b.ground();
  b.forces();
  b.economy();
  b.talks();
  b.levers();
  return b.t;
}

Expr constant_expr(double value) {
  ExprNode n;
  n.value = value;
  return single(n);
}

Expr atom_expr(Atom atom, std::int32_t a, std::int32_t b, double value) {
  ExprNode n;
  n.kind = ExprKind::atom;
  n.atom = atom;
  n.arg[0] = a;
  n.arg[1] = b;
  n.value = value;
  return single(n);
}

Expr join(ExprKind kind, const Expr& lhs, const Expr& rhs, Compare compare) {
  Expr out;
  ExprNode n;
  n.kind = kind;
  n.compare = compare;
  n.lhs = copy_nodes(lhs, out);
  n.rhs = copy_nodes(rhs, out);
  out.nodes.push_back(n);
  out.root = static_cast<std::int32_t>(out.nodes.size()) - 1;
  return out;
}

Expr wrap(ExprKind kind, const Expr& lhs, double value, std::int32_t slot) {
  Expr out;
  ExprNode n;
  n.kind = kind;
  n.lhs = copy_nodes(lhs, out);
  n.value = value;
  n.slot = slot;
  out.nodes.push_back(n);
  out.root = static_cast<std::int32_t>(out.nodes.size()) - 1;
  return out;
}

void apply_all(const Tiny& tiny, world::World& w, const world::EventSink& sink) {
  for (const auto& event : sink.events()) world::apply(tiny.s, tiny.draw, w, event);
}

}  // namespace entente::testing

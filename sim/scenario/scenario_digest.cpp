// SPDX-License-Identifier: Apache-2.0
// The digest of a scenario: its effective inputs in id order. Ids as text, numbers as their 8 bytes.
#include "core/digest.hpp"
#include "scenario/inputs.hpp"
#include "scenario/schema.hpp"

namespace entente::scenario {

namespace {

class Feeder {
 public:
  explicit Feeder(const Scenario& scenario) : s_(scenario) {}

  std::string run() {
    d_.text(kSchemaName);
    head();
    sides();
    ground();
    economy();
    talks();
    actors();
    questions();
    return d_.hex();
  }

 private:
  template <class T, class F>
  void each(const std::vector<T>& list, F feed) {
    d_.u64(list.size());
    for (const T& item : list) feed(item);
  }
  template <class Id>
  void id(Id value) {
    d_.i64(value.value);
  }
  void number(double x) { d_.f64(x); }
  void numbers(const std::vector<double>& list) {
    each(list, [&](double x) { d_.f64(x); });
  }
  void flag(bool x) { d_.boolean(x); }

  /// A number by its content, so that the order in which numbers were registered does not matter.
  void num(Num n) {
    d_.boolean(n.valid());
    if (!n.valid()) return;
    const Param& param = s_.params[n.index()];
    const core::Quantity& q = param.quantity;
    number(q.v);
    number(q.lo);
    number(q.hi);
    d_.u8(static_cast<std::uint8_t>(q.unit));
    d_.u8(static_cast<std::uint8_t>(q.shape));
    numbers(q.values);
    numbers(q.weights);
    d_.u64(param.opposed ? ~param.stream : param.stream);
  }
  void nums(const std::vector<Num>& list) {
    each(list, [&](Num n) { num(n); });
  }
  void params(const std::vector<std::pair<std::string, Num>>& list) {
    each(list, [&](const std::pair<std::string, Num>& param) {
      d_.text(param.first);
      num(param.second);
    });
  }

  void expr(const Expr& e) {
    d_.i64(e.root);
    each(e.nodes, [&](const ExprNode& node) {
      d_.u8(static_cast<std::uint8_t>(node.kind));
      d_.u8(static_cast<std::uint8_t>(node.compare));
      d_.u8(static_cast<std::uint8_t>(node.atom));
      number(node.value);
      for (std::int32_t x : {node.lhs, node.rhs, node.arg[0], node.arg[1], node.slot}) d_.i64(x);
    });
  }

  void effects(const std::vector<Effect>& list) {
    each(list, [&](const Effect& e) {
      d_.u8(static_cast<std::uint8_t>(e.op));
      for (std::int32_t x : {e.from.value, e.to.value, e.on.value, e.force.value, e.into.value, e.coalition.value,
                             e.zone.value, e.held_by.value, e.track.value, e.mineral.value, e.edge.value}) {
        d_.i64(x);
      }
      each(e.assets, [&](core::AssetId asset) { id(asset); });
      d_.u8(static_cast<std::uint8_t>(e.kind));
      flag(e.of_granter);
      for (Num n : {e.scale, e.lag, e.floor, e.cap}) num(n);
      for (Num n : {e.gain, e.half, e.cost})  // left out where a case does not use them, so that its digest stays
        if (n.valid()) num(n);
      expr(e.when);
      flag(e.reverses);
    });
  }

  void date(const core::Date& value) {
    for (int x : {value.year, value.month, value.day}) d_.i64(x);
  }

  void model(const ModelChoice& choice) {
    d_.text(choice.key);
    params(choice.params);
  }

  void head() {
    d_.text(s_.id);
    date(s_.as_of);
    d_.i64(s_.months);
    d_.i64(s_.weeks_per_month);
    d_.u64(s_.seed);
    for (const ModelChoice* choice : {&s_.conflict, &s_.economy, &s_.policy, &s_.preference, &s_.politics})
      model(*choice);
  }

  void sides() {
    each(s_.coalitions, [&](const Coalition& c) {
      d_.text(c.id);
      flag(c.unaligned);
    });
    each(s_.fronts, [&](const Front& f) { d_.text(f.id); });
    each(s_.control_codes, [&](const ControlCode& c) {
      d_.text(c.id);
      nums(c.share);
    });
  }

  void ground() {
    each(s_.nodes, [&](const Node& n) {
      d_.text(n.id);
      num(n.population);
      id(n.front);
      flag(n.outside);
      id(n.owner);
      num(n.terrain);
      num(n.status);
      number(n.major);
      d_.i64(n.control_code);
    });
    each(s_.edges, [&](const Edge& e) {
      d_.text(e.id);
      id(e.a);
      id(e.b);
      d_.u8(static_cast<std::uint8_t>(e.type));
      num(e.km);
      num(e.capacity);
      flag(e.troops);
    });
    each(s_.zones, [&](const Zone& z) {
      d_.text(z.id);
      each(z.nodes, [&](core::NodeId node) { id(node); });
    });
  }

  void economy() {
    each(s_.minerals, [&](const Mineral& m) {
      d_.text(m.id);
      d_.u8(static_cast<std::uint8_t>(m.price_unit));
      for (Num n : {m.price, m.volatility, m.reversion, m.drift, m.tail, m.royalty, m.elasticity, m.world_share,
                    m.armed_tax, m.smuggled, m.quota_share}) {
        num(n);
      }
    });
    each(s_.price_correlation, [&](const std::vector<double>& row) { numbers(row); });
    each(s_.assets, [&](const Asset& a) {
      d_.text(a.id);
      id(a.node);
      id(a.mineral);
      for (Num n : {a.output, a.operating, a.restart_lag}) num(n);
      flag(a.artisanal);
      id(a.licit_sink);
      id(a.illicit_sink);
    });
    each(s_.holders, [&](const Holder& h) {
      d_.text(h.id);
      d_.text(h.bloc);
      id(h.actor);
    });
    each(s_.holdings, [&](const Holding& h) {
      id(h.asset);
      d_.i64(h.holder);
      d_.u8(static_cast<std::uint8_t>(h.kind));
      num(h.share);
    });
  }

  /// What only some tracks state; nothing is fed where it is left unsaid, so that older files keep their digest.
  void party_words(const Party& p) {
    if (p.votes.valid()) {
      d_.text("votes");
      num(p.votes);
    }
    if (p.veto) d_.text("veto");
    if (!p.strategy.stated) return;
    for (const ModelChoice* part : {&p.strategy.offering, &p.strategy.acceptance, &p.strategy.belief}) {
      d_.text("strategy");
      d_.text(part->key);
      params(part->params);
    }
  }

  void talks() {
    each(s_.tracks, [&](const Track& t) {
      d_.text(t.id);
      each(t.parties, [&](const Party& p) {
        id(p.actor);
        num(p.reservation);
        num(p.concession);
        party_words(p);
      });
      if (t.secret) d_.text("secret");
      d_.text(t.protocol);
      params(t.protocol_params);
      id(t.mediator);
      for (Num n : {t.deadline, t.rounds_per_month, t.breakdown, t.convene, t.monitor, t.hazard}) num(n);
      expr(t.opens);
    });
    each(s_.issues, [&](const Issue& i) {
      d_.text(i.id);
      d_.u8(static_cast<std::uint8_t>(i.kind));
      id(i.track);
      id(i.granter);
      id(i.receiver);
      number(i.status_quo);
      numbers(i.grid);
      effects(i.effects);
      num(i.term);
      expr(i.starts);
      each(i.value, [&](const std::pair<core::ActorId, Num>& worth) {
        id(worth.first);
        num(worth.second);
      });
      stated(i);
      if (!i.paced_by.valid()) return;  // left out for the same reason
      id(i.paced_by);
      number(i.step);
    });
  }

  /// Left out where a case says nothing of it, so that digests of such cases stay what they were.
  void stated(const Issue& i) {
    if (i.worth.empty() && !i.continuous && !i.joint) return;
    flag(i.continuous);
    flag(i.joint);
    each(i.worth, [&](const Worth& worth) {
      id(worth.actor);
      d_.u8(static_cast<std::uint8_t>(worth.form));
      number(worth.power);
      number(worth.peak);
      numbers(worth.table);
    });
  }

  void attribute(const Attribute& a) {
    d_.text(a.id);
    d_.u8(static_cast<std::uint8_t>(a.measure));
    number(a.sign);
    num(a.weight);
    num(a.scale);
    d_.u8(static_cast<std::uint8_t>(a.curve));
    flag(a.attended);
    id(a.coalition);
    id(a.zone);
    id(a.force);
    numbers(a.criticality);
  }

  void actors() {
    each(s_.actors, [&](const Actor& a) {
      d_.text(a.id);
      id(a.coalition);
      d_.text(a.bloc);
      for (Num n : {a.stock, a.income, a.overhead, a.discount, a.horizon, a.policy_horizon, a.precision, a.commitment,
                    a.attention, a.attention_half_life, a.attention_jump, a.delivery, a.believed_delivery,
                    a.ratify_chance, a.ratify_lag, a.reputation_loss, a.relief_credibility}) {
        num(n);
      }
      if (a.air_denial.valid()) num(a.air_denial);
      nums(a.bite);
      nums(a.sanction_cost);
      each(a.attributes, [&](const Attribute& item) { attribute(item); });
    });
    each(s_.decisions, [&](const Decision& x) {
      d_.text(x.id);
      id(x.actor);
      numbers(x.levels);
      d_.i64(x.initial);
      for (Num n : {x.review, x.cost, x.inertia}) num(n);
      effects(x.effects);
      expr(x.available);
    });
    each(s_.forces, [&](const Force& f) {
      d_.text(f.id);
      id(f.actor);
      id(f.coalition);
      for (Num n : {f.men, f.quality, f.cohesion, f.cost, f.recruit}) num(n);
      nums(f.front_share);
      each(f.bases, [&](core::NodeId node) { id(node); });
      flag(f.sponsor);
    });
  }

  void questions() {
    each(s_.shocks, [&](const Shock& x) {
      d_.text(x.id);
      flag(x.at.has_value());
      if (x.at) date(*x.at);
      num(x.hazard);
      expr(x.when);
      effects(x.effects);
    });
    num(s_.projection.months);
    num(s_.projection.step);
    each(s_.projection.axes, [&](const Axis& a) {
      d_.text(a.id);
      d_.u8(static_cast<std::uint8_t>(a.kind));
      id(a.force);
      id(a.coalition);
      numbers(a.levels);
      id(a.decision);
      flag(a.grid);
    });
    each(s_.outcomes, [&](const Outcome& o) {
      d_.text(o.id);
      d_.u8(static_cast<std::uint8_t>(o.type));
      expr(o.expr);
      d_.i64(o.month);
      flag(o.at);
    });
  }

  const Scenario& s_;
  core::Digest d_;
};

}  // namespace

std::string scenario_digest(const Scenario& scenario) { return Feeder(scenario).run(); }

}  // namespace entente::scenario

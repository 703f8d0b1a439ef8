// SPDX-License-Identifier: Apache-2.0
// Conflict family "lanchester_fatigue": aggregate attrition on each front, fatigue that slows fighting down, control shares
// that drift with the local balance of force. No states, no single attacks, no rout: what outcomes owe to those shows when
// this family is put in place of burst_contest. The laws stand in models/support/lanchester_fatigue.hpp; this is the door.
#include <memory>

#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/ground_params.hpp"
#include "models/support/lanchester_fatigue.hpp"

namespace entente::models {
namespace {

using core::Unit;
using scenario::ParamSpec;

void add_attrition(std::vector<ParamSpec>& out) {
  out.push_back(model::param("attrition", Unit::per_month, 0.15, 0.06, 0.35, 0.0, 2.0,
                             "Share of its strength that a side loses in a month of full effort against an equal; "
                             "shows in cohesion, not in men.",
                             "judgement: armies lose cohesion long before they lose men (Dupuy 1979)",
                             core::Shape::lognormal));
  out.push_back(model::param(
      "law", Unit::index, 0.5, 0.0, 1.0, 0.0, 2.0,
      "Losses grow as (enemy / own)^this: 1 is Lanchester's square law, 0.5 the linear one, 0 the logarithmic.",
      "Lanchester 1916 in the form of Helmbold 1965; real battles lie between linear and logarithmic (judgement on the "
      "range)"));
  out.push_back(
      model::param("fatigue", Unit::index, 1.5, 0.5, 3.0, 0.0, 10.0,
                   "Effort falls as (present / rested strength)^this: worn armies fight less until they have rested.",
                   "judgement on Rubio-Campillo 2016: fatigue fits battles better than any law of attrition alone"));
  out.push_back(model::param(
      "initiative", Unit::index, 4.0, 2.0, 6.0, 0.0, 40.0,
      "The weaker side of a front attacks less: its effort falls as (free strength / enemy's defence)^this.",
      "judgement: an opening is seized where there is one (Powell 2006); weak sides hold what they have"));
}

void add_motion(std::vector<ParamSpec>& out) {
  out.push_back(model::param(
      "advance", Unit::per_month, 18.0, 8.0, 36.0, 0.0, 60.0,
      "Places that a side of full effort moves through in a month on a front where nothing stands against it.",
      "judgement: fitted with threshold and fortune to an advance of about ten places in ten weeks on two fronts; "
      "towns two "
      "days' march apart fell two days apart",
      core::Shape::lognormal));
  out.push_back(model::param("threshold", Unit::share, 0.05, 0.0, 0.25, 0.0, 0.95,
                             "Balance (A - D)/(A + D) below which no ground moves; 0.5 is three to one.",
                             "judgement near parity, far from the three-to-one rule (Epstein 1985 on that rule)"));
  out.push_back(model::param("fortune", Unit::index, 1.0, 0.6, 1.4, 0.0, 3.0,
                             "Standard deviation of the log of what a side brings to bear in a week.",
                             "judgement: ratios of force alone tell the winner of a battle badly (Dupuy 1979)"));
  out.push_back(model::param("clash_rate", Unit::per_month, 2.0, 1.0, 4.0, 0.1, 30.0,
                             "Clashes a month of a side at full effort, per front.",
                             "judgement: between the calm and the worst months of a front"));
  out.push_back(model::param("clash_harm", Unit::share, 0.5, 0.3, 0.8, 0.0, 1.0,
                             "Deaths and displacement of a clash against those of an attack that decides a place: a "
                             "continuous fight is many smaller ones.",
                             "judgement"));
}

class LanchesterFatigue final : public model::Conflict {
 public:
  LanchesterFatigue(const model::Setting& setting, const lanchester::Params& params)
      : scenario_(setting.scenario), draw_(setting.draw), params_(params), tables_(scenario_, draw_, params_.common),
        field_(tables_) {}

  [[nodiscard]] model::GroundParams ground_params() const override {
    const auto& c = params_.common;
    return {c.supply_length, c.capacity_exponent, c.freshness_half_life, c.rested_cohesion};
  }
  void sample(const world::World& world, const model::GroundInputs& inputs, const core::Streams& streams,
              world::EventSink& out) const override {
    lanchester::sample(tables_, params_, scenario_, draw_, world, inputs, streams, field_, out);
  }
  void expect(const model::GroundInputs& inputs, model::GroundState& state, double months) const override {
    lanchester::expect(tables_, params_, inputs, field_, state, months);
  }

 private:
  const scenario::Scenario& scenario_;
  const scenario::Draw& draw_;
  lanchester::Params params_;
  burst::Tables tables_;
  mutable lanchester::Field field_;  // an instance serves one run on one thread
};

}  // namespace

void conflict_lanchester_fatigue_entry(model::Registry& registry);

void conflict_lanchester_fatigue_entry(model::Registry& registry) {
  model::Family<model::Conflict> family;
  family.title = "Attrition and fatigue";
  family.doc =
      "Each front is a continuous fight: losses by Helmbold's form of Lanchester's laws, effort that falls as armies "
      "tire, "
      "control that drifts to whoever has the better local balance of strength and supply; under pressure a holder may "
      "give "
      "ground back. Nothing depends on which coalition is which.";
  add_attrition(family.params);
  add_motion(family.params);
  burst::add_ground_params(family.params);
  family.make = [](const model::Setting& setting, const model::ParamValues& v) {
    lanchester::Params p;
    p.common = burst::read_ground(v);
    p.attrition = v["attrition"];
    p.law = v["law"];
    p.fatigue = v["fatigue"];
    p.initiative = v["initiative"];
    p.advance = v["advance"];
    p.threshold = v["threshold"];
    p.fortune = v["fortune"];
    p.clash_rate = v["clash_rate"];
    p.clash_harm = v["clash_harm"];
    return std::unique_ptr<model::Conflict>(std::make_unique<LanchesterFatigue>(setting, p));
  };
  registry.conflict.emplace("lanchester_fatigue", std::move(family));
}

}  // namespace entente::models

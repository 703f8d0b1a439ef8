// SPDX-License-Identifier: Apache-2.0
// Conflict family "burst_contest": two-state offensives, ratio contests weighed by supply and terrain, rout that spreads,
// skirmishes, and release of ground under pressure; symmetric between coalitions. The laws stand in
// models/support/burst_contest.hpp; this file is its door: parameters with their sources, and the port.
#include <string>

#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/burst_contest.hpp"
#include "models/support/ground_params.hpp"

namespace entente::models {
namespace {

using core::Shape;
using core::Unit;
using scenario::ParamSpec;

void add_offensive(std::vector<ParamSpec>& out) {
  out.push_back(model::param(
      "on_rate", Unit::per_month, 0.12, 0.05, 0.3, 0.0, 5.0,
      "Rate at which a side of equal strength goes over to the offensive; times (1 - restraint) and the opportunity.",
      "judgement: lulls of 18 weeks (8-40) for a side about 1.4 times as strong as its enemy", Shape::lognormal));
  out.push_back(model::param("off_rate", Unit::per_month, 0.25, 0.15, 1.0, 0.0, 10.0,
                             "Rate at which an offensive of a side of equal strength ends; divided by the strength "
                             "ratio, raised by restraint.",
                             "judgement: offensives of 10-20 weeks (4-25 observed, some unfinished)",
                             Shape::lognormal));
  out.push_back(
      model::param("opportunity", Unit::index, 4.0, 2.0, 8.0, 1.0, 64.0,
                   "Most that opportunity, the square of free strength over enemy strength, can multiply on_rate by.",
                   "judgement: an opening is seized sooner the larger it is (Powell 2006; Reiter 2003)"));
  out.push_back(model::param(
      "restraint_off", Unit::index, 3.0, 1.0, 8.0, 0.0, 50.0, "Full restraint multiplies off_rate by 1 + this.",
      "judgement: truces stop offensives in days, not months (Clayton et al. 2022 on their frequency)"));
  out.push_back(model::param(
      "start_offensive", Unit::share, 0.5, 0.2, 0.8, 0.0, 1.0,
      "Chance that a side that is the stronger on a front is already on the offensive there in the first week; "
      "times (1 - restraint). The world begins with every side holding.",
      "judgement"));
  out.push_back(model::param("tempo", Unit::per_month, 3.5, 2.0, 6.0, 0.0, 30.0,
                             "Attacks a month of a side on the offensive, per front.",
                             "judgement: about one capture a week inside a burst on two fronts"));
  out.push_back(model::param("probe_rate", Unit::per_month, 0.15, 0.03, 0.4, 0.0, 10.0,
                             "Attacks a month of a side that holds, per front; times (1 - restraint).",
                             "judgement: 0.04 captures a week (0.01-0.10) in lulls", Shape::lognormal));
}

void add_contest(std::vector<ParamSpec>& out) {
  out.push_back(model::param(
      "exponent", Unit::index, 1.2, 0.5, 3.0, 0.1, 6.0,
      "Decisiveness m: chance of an attack = a^m / (a^m + d^m) with a, d = strength x supply (d also x terrain).",
      "judgement on the ratio form of Tullock 1980 and Hirshleifer 1989", Shape::lognormal));
  out.push_back(
      model::param("rout", Unit::share, 0.5, 0.2, 0.8, 0.0, 1.0,
                   "Chance that a win at a ratio beyond rout_ratio carries on to a neighbouring place within the week.",
                   "judgement after Dupuy 1979 and Rubio-Campillo 2016: armies break before they are worn down"));
  out.push_back(model::param("rout_ratio", Unit::index, 2.0, 1.5, 3.0, 1.0, 20.0,
                             "Ratio of attack to defence beyond which a win may turn into a rout.",
                             "judgement after Dupuy 1979: quality-weighted ratio of 2"));
  out.push_back(model::param("contagion", Unit::share, 0.5, 0.3, 0.8, 0.05, 1.0,
                             "What is left of the defence of the place next to a rout.",
                             "judgement: towns that fell within days of a neighbour, with little fight"));
  out.push_back(model::param(
      "cohesion_loss", Unit::share, 0.04, 0.01, 0.08, 0.0, 0.5,
      "Share of its cohesion that a side's forces on the front lose with a place; regained at each force's `recruit`. "
      "Men are counted as deployed; losses and flight show in cohesion.",
      "judgement: fatigue explains battles better than linear or square attrition (Rubio-Campillo 2016)"));
  out.push_back(model::param("attacker_loss", Unit::share, 0.4, 0.2, 0.8, 0.0, 1.0,
                             "Loss of a repulsed attacker, as a share of cohesion_loss.", "judgement"));
}

burst::Params read(const model::ParamValues& v) {
  burst::Params p = burst::read_ground(v);
  p.exponent = v["exponent"];
  p.on_rate = v["on_rate"];
  p.off_rate = v["off_rate"];
  p.opportunity = v["opportunity"];
  p.restraint_off = v["restraint_off"];
  p.start_offensive = v["start_offensive"];
  p.tempo = v["tempo"];
  p.probe_rate = v["probe_rate"];
  p.rout = v["rout"];
  p.rout_ratio = v["rout_ratio"];
  p.contagion = v["contagion"];
  p.cohesion_loss = v["cohesion_loss"];
  p.attacker_loss = v["attacker_loss"];
  return p;
}

class BurstContest final : public model::Conflict {
 public:
  BurstContest(const model::Setting& setting, const burst::Params& params)
      : scenario_(setting.scenario), draw_(setting.draw), params_(params), tables_(scenario_, draw_, params_),
        scratch_(tables_) {}

  [[nodiscard]] model::GroundParams ground_params() const override {
    return {params_.supply_length, params_.capacity_exponent, params_.freshness_half_life, params_.rested_cohesion};
  }
  void sample(const world::World& world, const model::GroundInputs& inputs, const core::Streams& streams,
              world::EventSink& out) const override {
    burst::sample(tables_, params_, scenario_, draw_, world, inputs, streams, scratch_, out);
  }
  void expect(const model::GroundInputs& inputs, model::GroundState& state, double months) const override {
    burst::expect(tables_, params_, inputs, scratch_, state, months);
  }
  void expect_paths(const model::GroundInputs& shared, const model::PathInputs& paths, const model::GroundState& start,
                    double months, int steps, model::PathStates& out) const override {
    if (tables_.fighters.size() == 2) {
      burst::expect_paths(tables_, params_, shared, paths, start, months, steps, out);
    } else {
      Conflict::expect_paths(shared, paths, start, months, steps, out);
    }
  }

 private:
  const scenario::Scenario& scenario_;
  const scenario::Draw& draw_;
  burst::Params params_;
  burst::Tables tables_;
  mutable burst::Scratch scratch_;  // an instance serves one run on one thread
};

}  // namespace

void conflict_burst_contest_entry(model::Registry& registry);

void conflict_burst_contest_entry(model::Registry& registry) {
  model::Family<model::Conflict> family;
  family.title = "Bursts and contests";
  family.doc =
      "Each coalition holds or attacks on each front (two states, exact switching); attacks are ratio contests of "
      "strength, supply and "
      "terrain along roads; clear wins may rout the neighbours; under pressure a holder may give ground back. Nothing "
      "depends on which "
      "coalition is which.";
  add_offensive(family.params);
  add_contest(family.params);
  burst::add_ground_params(family.params);
  family.make = [](const model::Setting& setting, const model::ParamValues& values) {
    return std::unique_ptr<model::Conflict>(std::make_unique<BurstContest>(setting, read(values)));
  };
  registry.conflict.emplace("burst_contest", std::move(family));
}

}  // namespace entente::models

// SPDX-License-Identifier: Apache-2.0
// Conflict family "burst_contest": two-state offensives, ratio contests weighed by supply and terrain, rout that spreads,
// skirmishes, and release of ground under pressure; symmetric between coalitions. The laws stand in
// models/support/burst_contest.hpp; this file is its door: parameters with their sources, and the port.
#include <string>

#include "model/param.hpp"
#include "model/registry.hpp"
#include "models/index.hpp"
#include "models/support/burst_contest.hpp"

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
  out.push_back(model::param("force_channel", Unit::share, 1.0, 1.0, 1.0, 0.0, 1.0,
                             "Factor on all attacks; 0 closes the channel of force, for comparison runs.",
                             "fixed: a switch of the model", Shape::fixed));
  out.push_back(model::param("prize", Unit::index, 1.0, 0.0, 3.0, 0.0, 20.0,
                             "A place of weight `major` = 1 draws 1 + this times the attacks of a minor one.",
                             "judgement: armed groups go for what pays (Dube and Vargas 2013; Berman et al. 2017)"));
  out.push_back(model::param(
      "staging", Unit::share, 0.05, 0.01, 0.2, 0.0, 1.0,
      "Readiness to attack from a base outside the contested ground, against 1 from held ground.",
      "judgement: advances followed roads and lakes from held ground; crossing a border openly has a price"));
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
  out.push_back(model::param("supply_length", Unit::km, 150.0, 80.0, 300.0, 5.0, 5000.0,
                             "Supply falls as exp(-effective km from the nearest base / this).",
                             "judgement on Boulding 1962: strength lessens with distance", Shape::lognormal));
  out.push_back(model::param("capacity_exponent", Unit::index, 0.5, 0.25, 0.75, 0.0, 2.0,
                             "Effective km of an edge = km / capacity^this.", "judgement"));
  out.push_back(model::param("local_supply", Unit::share, 0.25, 0.1, 0.4, 0.0, 1.0,
                             "Supply that stocks and the land give without a road to a base.",
                             "judgement after van Creveld 1977: armies live off the land"));
  out.push_back(model::param(
      "garrison", Unit::person, 400.0, 150.0, 800.0, 0.0, 50000.0,
      "Men that a held place of a front wants. With t = places held x this / men there, a side attacks with strength / "
      "(1 + t) "
      "and defends with strength / sqrt(1 + t^2): too much ground for the men weakens both.",
      "judgement on the culminating point of attack (Clausewitz 1832) and force-to-space ratios (Dupuy 1979)"));
  out.push_back(model::param(
      "cohesion_loss", Unit::share, 0.04, 0.01, 0.08, 0.0, 0.5,
      "Share of its cohesion that a side's forces on the front lose with a place; regained at each force's `recruit`. "
      "Men are counted as deployed; losses and flight show in cohesion.",
      "judgement: fatigue explains battles better than linear or square attrition (Rubio-Campillo 2016)"));
  out.push_back(model::param("attacker_loss", Unit::share, 0.4, 0.2, 0.8, 0.0, 1.0,
                             "Loss of a repulsed attacker, as a share of cohesion_loss.", "judgement"));
  out.push_back(
      model::param("rested_cohesion", Unit::share, 0.58, 0.4, 0.75, 0.0, 1.0,
                   "Cohesion that a force left in peace comes back to at its `recruit` rate, if it began below.",
                   "judgement: beaten armies that are not pursued regroup within a year or two"));
}

void add_release(std::vector<ParamSpec>& out) {
  out.push_back(model::param("release_rate", Unit::per_month, 0.25, 0.08, 0.6, 0.0, 5.0,
                             "Highest rate at which a holder gives a place back; 0 closes the channel.", "judgement",
                             Shape::lognormal));
  out.push_back(model::param("release_scale", Unit::musd_per_month, 1.5, 0.8, 3.0, 0.05, 100.0,
                             "Width of the logistic in relief + over-extension - rent - status - attachment.",
                             "judgement"));
  out.push_back(model::param("attachment", Unit::musd_per_month, 8.0, 5.0, 14.0, 0.0, 200.0,
                             "What giving up any place costs its holder beside rent and status.", "judgement"));
  out.push_back(model::param("overextension", Unit::musd_per_month, 5.0, 2.0, 10.0, 0.0, 200.0,
                             "Cost of holding a place that no supply reaches; times (1 - supply).",
                             "judgement on Boulding 1962"));
  out.push_back(model::param("salience", Unit::index, 4.0, 1.0, 8.0, 0.0, 50.0,
                             "Pressure falls on held places by weight 1 + this x freshness of their capture.",
                             "judgement: outside pressure peaks after a capture and fades (Beardsley 2011)"));
  out.push_back(model::param("freshness_half_life", Unit::month, 3.0, 2.0, 6.0, 0.25, 60.0,
                             "Half-life of the salience of a capture.", "judgement"));
}

void add_harm(std::vector<ParamSpec>& out) {
  out.push_back(
      model::param("skirmish_rate", Unit::per_month, 2.0, 1.0, 4.0, 0.0, 60.0,
                   "Skirmishes a month on a front where two sides touch, half as many again during an offensive.",
                   "judgement: ceasefires were breached within days (about five breaches a month over all fronts)"));
  out.push_back(model::param("skirmish_deaths", Unit::person, 8.0, 2.0, 25.0, 0.0, 1000.0, "Mean deaths of a skirmish.",
                             "judgement", Shape::lognormal));
  out.push_back(model::param("deaths_per_clash", Unit::person, 100.0, 30.0, 300.0, 0.0, 50000.0,
                             "Mean deaths of an attack between two armies of 10,000 men at a village; grows with the "
                             "root of both and with the people there.",
                             "judgement: some 3,000 dead in a week's fight for a city of 1.5 million people",
                             Shape::lognormal));
  out.push_back(model::param("casualty_spread", Unit::index, 0.8, 0.4, 1.4, 0.0, 3.0,
                             "Standard deviation of log deaths around their mean.", "judgement"));
  out.push_back(model::param("displaced_share", Unit::share, 0.08, 0.02, 0.2, 0.0, 1.0,
                             "Share of a place's people that an attack drives away.", "judgement"));
}

burst::Params read(const model::ParamValues& v) {
  burst::Params p;
  p.exponent = v["exponent"];
  p.on_rate = v["on_rate"];
  p.off_rate = v["off_rate"];
  p.opportunity = v["opportunity"];
  p.restraint_off = v["restraint_off"];
  p.start_offensive = v["start_offensive"];
  p.tempo = v["tempo"];
  p.probe_rate = v["probe_rate"];
  p.force_channel = v["force_channel"];
  p.prize = v["prize"];
  p.staging = v["staging"];
  p.rout = v["rout"];
  p.rout_ratio = v["rout_ratio"];
  p.contagion = v["contagion"];
  p.supply_length = v["supply_length"];
  p.capacity_exponent = v["capacity_exponent"];
  p.local_supply = v["local_supply"];
  p.garrison = v["garrison"];
  p.cohesion_loss = v["cohesion_loss"];
  p.attacker_loss = v["attacker_loss"];
  p.rested_cohesion = v["rested_cohesion"];
  p.release_rate = v["release_rate"];
  p.release_scale = v["release_scale"];
  p.attachment = v["attachment"];
  p.overextension = v["overextension"];
  p.salience = v["salience"];
  p.freshness_half_life = v["freshness_half_life"];
  p.skirmish_rate = v["skirmish_rate"];
  p.skirmish_deaths = v["skirmish_deaths"];
  p.deaths_per_clash = v["deaths_per_clash"];
  p.casualty_spread = v["casualty_spread"];
  p.displaced_share = v["displaced_share"];
  return p;
}

class BurstContest final : public model::Conflict {
 public:
  BurstContest(const model::Setting& setting, const burst::Params& params)
      : scenario_(setting.scenario),
        draw_(setting.draw),
        params_(params),
        tables_(scenario_, draw_, params_),
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
  add_release(family.params);
  add_harm(family.params);
  family.make = [](const model::Setting& setting, const model::ParamValues& values) {
    return std::unique_ptr<model::Conflict>(std::make_unique<BurstContest>(setting, read(values)));
  };
  registry.conflict.emplace("burst_contest", std::move(family));
}

}  // namespace entente::models

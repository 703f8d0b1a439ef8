// SPDX-License-Identifier: Apache-2.0
// See the header.
#include "models/support/ground_params.hpp"

#include "model/param.hpp"

namespace entente::models::burst {
namespace {

using core::Shape;
using core::Unit;
using scenario::ParamSpec;

void add_supply(std::vector<ParamSpec>& out) {
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
  out.push_back(
      model::param("urban", Unit::index, 0.2, 0.0, 0.6, 0.0, 5.0,
                   "A town of many people multiplies defence by up to 1 + this, half of it at 500,000 people.",
                   "judgement: towns favour the defender, less so where nobody wants to fight for them"));
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
  out.push_back(model::param(
      "outcry", Unit::index, 1.0, 0.0, 3.0, 0.0, 20.0,
      "After a major place fell, pressure on what its taker has freshly taken and the rate of giving it back count 1 + "
      "this times; fades with freshness, and leaves old ground alone.",
      "judgement: capitals were given back within weeks or kept; attention to a capture fades (Beardsley 2011)"));
  out.push_back(model::param(
      "behind_lines", Unit::share, 0.25, 0.1, 0.5, 0.0, 1.0,
      "Readiness to give back a place that no opponent supplies or stands next to, against 1 at the edge: officials "
      "and "
      "police come in by agreement. 0: only the edge is given back.",
      "judgement: hand-overs of 2012 and 2022-23 began at the edge of held ground; one of three places lay behind it"));
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
  out.push_back(model::param("deaths_per_clash", Unit::person, 20.0, 8.0, 50.0, 0.0, 50000.0,
                             "Mean deaths of an attack between two armies of 10,000 men where nobody lives; grows with "
                             "the root of both and with the people there.",
                             "judgement: tens of dead where a small town changed hands", Shape::lognormal));
  out.push_back(model::param("crowding", Unit::person, 50000.0, 25000.0, 100000.0, 1000.0, 1e9,
                             "Deaths of an attack double with so many people living at the place, and grow in "
                             "proportion beyond.",
                             "judgement: a fought-over city of a million and more had hundreds to some 3,000 dead, a "
                             "small town tens"));
  out.push_back(model::param("casualty_spread", Unit::index, 0.8, 0.4, 1.4, 0.0, 3.0,
                             "Standard deviation of log deaths around their mean.", "judgement"));
  out.push_back(model::param("displaced_share", Unit::share, 0.08, 0.02, 0.2, 0.0, 1.0,
                             "Share of a place's people that an attack drives away.", "judgement"));
}

}  // namespace

void add_ground_params(std::vector<ParamSpec>& out) {
  add_supply(out);
  add_release(out);
  add_harm(out);
}

Params read_ground(const model::ParamValues& v) {
  Params p;
  p.force_channel = v["force_channel"];
  p.prize = v["prize"];
  p.staging = v["staging"];
  p.urban = v["urban"];
  p.supply_length = v["supply_length"];
  p.capacity_exponent = v["capacity_exponent"];
  p.local_supply = v["local_supply"];
  p.garrison = v["garrison"];
  p.rested_cohesion = v["rested_cohesion"];
  p.release_rate = v["release_rate"];
  p.release_scale = v["release_scale"];
  p.attachment = v["attachment"];
  p.overextension = v["overextension"];
  p.salience = v["salience"];
  p.outcry = v["outcry"];
  p.behind_lines = v["behind_lines"];
  p.freshness_half_life = v["freshness_half_life"];
  p.skirmish_rate = v["skirmish_rate"];
  p.skirmish_deaths = v["skirmish_deaths"];
  p.deaths_per_clash = v["deaths_per_clash"];
  p.crowding = v["crowding"] / 1000.0;  // populations are in thousands
  p.casualty_spread = v["casualty_spread"];
  p.displaced_share = v["displaced_share"];
  return p;
}

}  // namespace entente::models::burst

// SPDX-License-Identifier: Apache-2.0
// The constant, indexed scenario that every run shares, and the draw of its uncertain numbers.
// Made by compile() from a ScenarioSpec; nothing later reads the file again. Knows no actor by name.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/date.hpp"
#include "core/diagnostic.hpp"
#include "core/ids.hpp"
#include "core/quantity.hpp"
#include "graph/territory_map.hpp"
#include "scenario/effect.hpp"
#include "scenario/expr.hpp"

namespace entente::scenario {

/// One uncertain (or fixed) number of the scenario, in its canonical unit (see core/quantity).
struct Param {
  std::string path;  // e.g. forces.rdf.men
  core::Quantity quantity;
  core::Place place;
  std::uint64_t stream = 0;      // entity hash of the correlation group if any, else of the path
  bool opposed = false;          // drawn the other way round in its correlation group: high where the others are low
  std::int32_t normal_set = -1;  // members of one set of shares or weights are renormalised to sum to 1 after drawing
};

struct Source {
  std::string id, what, tier, url;  // tier: official, company, press, academic, judgement
  std::optional<core::Date> date;
};

enum class Measure : std::uint8_t {
  cash,        // net money of the actor, MUSD/month
  population,  // people under a coalition, thousands (optionally within a zone)
  zone,        // mean share of a zone's nodes under a coalition, 0..1
  force,       // men of a force
  deaths,      // conflict deaths a month
  supply,      // value of mineral output reaching the actor's bloc (equity, offtake, rights), MUSD/month
  sanctioned,  // sum of sanction levels on the actor
  audience,    // audience points
};
enum class Curve : std::uint8_t { linear, saturating };  // saturating: tanh of the scaled difference

struct Attribute {
  std::string id;
  Measure measure = Measure::cash;
  double sign = 1.0;  // +1 more is better, -1 less is better
  Num weight;         // drawn, then renormalised over the actor's attributes
  Num scale;          // the difference that counts as 1, in the measure's unit
  Curve curve = Curve::linear;
  bool attended = false;            // weight is multiplied by the actor's present attention
  core::CoalitionId coalition;      // population, zone
  core::ZoneId zone;                // population (optional), zone
  core::ForceId force;              // force
  std::vector<double> criticality;  // supply: factor per mineral, 0 = not counted
};

enum class ActorKind : std::uint8_t { state, armed_group, organisation, company };

struct Actor {
  std::string id, name;
  std::uint64_t stream = 0;  // entity hash of the id, set by compile
  ActorKind kind = ActorKind::state;
  core::CoalitionId coalition;  // invalid: takes no ground
  std::string bloc;
  std::int32_t bloc_index = -1;
  Num stock;           // MUSD at as_of
  Num income;          // MUSD/month from outside the model (a declared source)
  Num overhead;        // MUSD/month spent outside the model (a declared sink)
  Num discount;        // factor per month
  Num horizon;         // months, deals
  Num policy_horizon;  // months, own levers
  Num precision;       // logit precision, per unit of utility
  Num commitment;      // months an own choice is pinned before the reaction rule takes over
  Num attention, attention_half_life, attention_jump;  // index 0..1, months, index per major capture
  Num delivery;                                        // share of its pledges that the actor in fact delivers
  Num believed_delivery;                               // what others expect of it at as_of
  Num ratify_chance, ratify_lag;                       // chance that a signature is ratified, months
  Num reputation_loss;                                 // utility lost per detected breach
  Num relief_credibility;                              // as a sanctioner: chance that relief follows compliance
  Num air_denial;                                      // how far it closes the sky to opposed aircraft, 0..1
  std::vector<Num> bite;                               // as a sanctioner: MUSD/month cost to the target, by level
  std::vector<Num> sanction_cost;                      // as a sanctioner: own cost, MUSD/month, by level
  std::vector<Attribute> attributes;
  std::vector<core::DecisionId> decisions;
  bool bands_only = false;  // reservation values are shown as bands
};

struct Coalition {
  std::string id, name;
  bool unaligned = false;
  std::uint64_t stream = 0;
};
struct Front {
  std::string id, name;
  std::uint64_t stream = 0;
};
struct Zone {
  std::string id, name;
  std::vector<core::NodeId> nodes;
};
struct Group {
  std::string id, name;
  std::vector<core::AssetId> assets;
};

struct Force {
  std::string id, name;
  std::uint64_t stream = 0;  // entity hash of the id, set by compile
  core::ActorId actor;       // who commands and pays
  core::CoalitionId coalition;
  Num men, quality, cohesion;    // person, index, share
  Num cost;                      // USD a man-month
  Num recruit;                   // 1/month, return towards initial men after loss
  std::vector<Num> front_share;  // per front, share of men; renormalised
  std::vector<core::NodeId> bases;
  bool sponsor = false;    // set by a lever of its actor; conduct of this force triggers relief
  core::ForceId turns_to;  // auxiliaries: the force that its men go over to when places fall; invalid: none do
  Num turns;               // share of its men on the front that go over with each place
};

struct Node {
  std::string id, name;
  std::uint64_t stream = 0;        // entity hash of the id, set by compile
  double lat = 0.0, lon = 0.0;     // schematic
  Num population;                  // thousand people
  core::FrontId front;             // invalid: no front
  bool outside = false;            // never contested
  core::ActorId owner;             // outside nodes: the actor that draws transit rent there (may be invalid)
  Num terrain;                     // multiplies defence, >= 1
  Num status;                      // worth of holding beyond rent, MUSD/month-equivalent (release)
  double major = 0.0;              // weight of its capture for attention, 0..1
  std::int32_t control_code = -1;  // index into control_codes
};
struct ControlCode {
  std::string id;
  std::vector<Num> share; /* per coalition, renormalised */
};

enum class EdgeType : std::uint8_t { road, lake, border, rail, river, air };
struct Edge {
  std::string id;
  core::NodeId a, b;
  EdgeType type = EdgeType::road;
  Num km, capacity;
  bool troops = true;
};

struct Mineral {
  std::string id, name;
  std::uint64_t stream = 0;  // entity hash of the id, set by compile
  core::Unit price_unit = core::Unit::index;
  bool priced = false;         // false: rights only
  Num price;                   // at as_of, MUSD per canonical output unit is derived: see price_to_musd
  double price_to_musd = 0.0;  // MUSD per (t/yr-month): revenue MUSD/month = output(t/yr) / 12 * price * price_to_musd
  Num volatility;              // annual, of log price
  Num reversion;               // 1/month
  Num drift;                   // annual
  Num tail;                    // Student t degrees of freedom (3..30)
  Num royalty;                 // share of gross value, legal
  Num elasticity;              // of price to world supply (demand elasticity, negative)
  Num world_share;             // share of world output that the scenario's assets make together
  Num armed_tax;               // share of gross taken by an armed holder
  Num smuggled;                // share of output that leaves by illicit routes under the legal holder
  Num quota_share;             // output share allowed under a quota
};

struct Asset {
  std::string id, name;
  std::uint64_t stream = 0;  // entity hash of the id, set by compile
  core::NodeId node;
  core::MineralId mineral;
  Num output;       // t/yr contained metal (canonical), design
  Num operating;    // share of design at as_of
  Num restart_lag;  // months
  bool artisanal = false;
  core::NodeId licit_sink, illicit_sink;  // illicit may be invalid
};
struct Holder {
  std::string id, name, bloc;
  std::int32_t bloc_index = -1;
  core::ActorId actor;
};
struct Holding {
  core::AssetId asset;
  std::int32_t holder = -1;
  HoldingKind kind = HoldingKind::equity;
  Num share;
};

enum class IssueKind : std::uint8_t { share, quantity, level, toggle, area };

/// Worth of a position of an issue to an actor, as stated in the file (additive preference; valuation/stated.hpp).
enum class WorthForm : std::uint8_t { linear, rising, falling, peaked, table };
struct Worth {
  core::ActorId actor;
  WorthForm form = WorthForm::linear;
  double power = 1.0;         // rising, falling, peaked: exponent
  double peak = 0.0;          // peaked: the best position
  std::vector<double> table;  // table: one entry per position of the grid
};
struct Issue {
  std::string id, title;
  std::uint64_t stream = 0;  // entity hash of the id, set by compile
  IssueKind kind = IssueKind::toggle;
  core::TrackId track;  // an issue belongs to one track
  core::ActorId granter, receiver;
  double status_quo = 0.0;
  std::vector<double> grid;  // allowed positions, ascending, status quo among them
  core::Unit unit = core::Unit::index;
  std::vector<Effect> effects;
  Num term;                // months a right lasts; default: the actor's horizon
  Expr starts;             // condition under which its terms run (e.g. in_force(other track))
  core::IssueId paced_by;  // term of the same track that delivery stays within `step` of; invalid: none
  double step = 0.25;      // share
  bool dynamic = false;    // any effect touches what moves the ground
  std::vector<std::pair<core::ActorId, Num>>
      value;                                // additive preference: utility per unit of position, or weight of `worth`
  std::vector<Worth> worth;                 // additive preference: forms other than linear
  bool continuous = false;                  // any position of the range can be agreed; the grid is what talks offer
  bool joint = false;                       // nobody in particular grants it
  std::vector<std::string> position_names;  // one per position, or empty
  std::string matters;                      // state in which it moves value, if not the initial world
};

/// Named model choice with its parameters (keys from the model's own ParamSpec).
struct ModelChoice {
  std::string key;
  std::vector<std::pair<std::string, Num>> params;
};

/// What a party says and accepts. Empty keys: parts that the track's protocol has no use for.
struct StrategyChoice {
  bool stated = false;
  ModelChoice offering, acceptance, belief;
};

struct Party {
  core::ActorId actor;
  Num reservation;          // utility
  Num concession;           // exponent e of the time-dependent aspiration
  StrategyChoice strategy;  // stated for all parties of a track or for none
  Num votes;                // weight of its vote; invalid: 1
  bool veto = false;        // nothing passes against its vote
};

struct Track {
  std::string id, title;
  std::uint64_t stream = 0;  // entity hash of the id, set by compile
  std::vector<Party> parties;
  std::vector<core::IssueId> issues;
  std::string protocol;  // model key
  std::vector<std::pair<std::string, Num>> protocol_params;
  core::ActorId mediator;
  Num deadline;  // months from opening
  Num rounds_per_month;
  Num breakdown;  // chance per round
  Num convene;    // 1/month hazard of (re)opening once `opens` holds
  Expr opens;
  Num monitor;          // detection probability a week, before monitor terms
  Num hazard;           // believed monthly chance of concluding at as_of
  bool secret = false;  // outsiders learn of it only when a text is signed
};

struct Decision {  // one lever of one actor
  std::string id, title;
  std::uint64_t stream = 0;  // entity hash of the id, set by compile
  core::ActorId actor;
  std::vector<double> levels;
  std::vector<std::string> level_names;
  std::int32_t initial = 0;  // index into levels
  Num review;                // 1/month hazard of revising
  Num cost;                  // MUSD/month per unit of level, borne by the actor
  std::vector<Effect> effects;
  Expr available;  // may be chosen only while this holds
  Num inertia;     // utility cost of changing
};

struct Shock {
  std::string id, title;
  std::uint64_t stream = 0;      // entity hash of the id, set by compile
  std::optional<core::Date> at;  // dated, or
  Num hazard;                    // 1/month
  Expr when;
  std::vector<Effect> effects;  // at position 1
};

/// A projection driver: what the library of projected paths is conditional on.
enum class AxisKind : std::uint8_t { force_men, restraint, strength, pressure };
struct Axis {
  std::string id;
  AxisKind kind = AxisKind::force_men;
  core::ForceId force;          // force_men; strength: the force that is reinforced
  core::CoalitionId coalition;  // restraint, pressure: of whom
  std::vector<double> levels;   // coordinates, ascending
  core::DecisionId decision;    // reactive axis: the lever that follows the reaction rule; invalid: not reactive
  bool grid = true;             // false: linear derivative around each grid point
};
struct Projection {
  std::vector<Axis> axes;
  Num months;  // length of the projected path
  Num step;    // months, default 3
};

enum class OutcomeType : std::uint8_t { binary, continuous };
struct Baseline {
  std::string id;
  double value = 0.0;
  std::string formula;
  bool computed = false;
};
struct Outcome {
  std::string id, title, rule;  // rule: resolution in words
  OutcomeType type = OutcomeType::binary;
  Expr expr;
  std::int32_t month = 0;  // evaluated at the end of this step (by: true at any month end up to it)
  bool at = false;         // true: at that month only
  bool harm = false;
  std::string unit;
  Num hazard;  // constant-hazard baseline, 1/month (binary), may be invalid
};

struct Move {  // a predicted sign, for validation
  std::string id;
  core::OutcomeId outcome;
  std::string path;                   // parameter path or overlay that is changed
  double factor = 1.0, offset = 0.0;  // value -> value * factor + offset (all of v, lo, hi)
  std::string overlay;                // or a named overlay
  std::string base;                   // overlay under which both sides of the comparison run
  std::int32_t sign = 0;
  std::string why;
};

struct Scenario {
  std::string id, title, purpose, schema;
  std::vector<std::string> not_for;
  core::Date as_of;
  std::int32_t months = 24;
  std::int32_t weeks_per_month = 4;  // conflict sub-steps a month (4 of 7.6 days each)
  std::uint64_t seed = 0;

  std::vector<Param> params;
  std::vector<Source> sources;
  std::vector<Coalition> coalitions;
  std::vector<Front> fronts;
  std::vector<Actor> actors;
  std::vector<Force> forces;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<ControlCode> control_codes;
  std::vector<Mineral> minerals;
  std::vector<std::vector<double>> price_correlation;  // minerals x minerals, positive definite
  std::vector<Asset> assets;
  std::vector<Holder> holders;
  std::vector<Holding> holdings;            // by asset
  std::vector<std::int32_t> first_holding;  // per asset: its holdings are [first_holding[a], first_holding[a + 1])
  std::vector<Zone> zones;
  std::vector<Group> groups;
  std::vector<Issue> issues;
  std::vector<Track> tracks;
  std::vector<Decision> decisions;
  std::vector<Shock> shocks;
  std::vector<Outcome> outcomes;
  std::vector<core::OutcomeId> outcome_order;  // as the files list them, for readers; results do not depend on it
  std::vector<Move> moves;
  Projection projection;
  ModelChoice conflict, economy, policy, preference;
  ModelChoice politics;  // key "politics": parameters of ratification, delivery, compliance (no family choice)
  std::vector<std::string> blocs;
  std::int32_t expr_slots = 0;
  std::int32_t normal_sets = 0;
  std::uint32_t imposed_reads = ~0u;  // bit per Atom that decides on what deals, levers and shocks impose
  graph::TerritoryMap map;
  std::string digest;  // hex, of the canonical effective inputs

  [[nodiscard]] std::size_t coalition_count() const { return coalitions.size(); }
  /// Whether what is imposed may change with what the atom reads (a price also by an indexed payment).
  [[nodiscard]] bool imposed_reads_atom(Atom atom) const {
    return (imposed_reads >> static_cast<unsigned>(atom) & 1U) != 0U;
  }
};

/// The values of all params in one draw. Index with a Num. Canonical units.
class Draw {
 public:
  Draw() = default;
  explicit Draw(std::vector<double> values) : values_(std::move(values)) {}
  [[nodiscard]] double operator[](Num n) const { return values_[static_cast<std::size_t>(n.value)]; }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  [[nodiscard]] std::vector<double>& values() { return values_; }

 private:
  std::vector<double> values_;
};

/// Draws every uncertain number once: one uniform per param or correlation group, then renormalises the sets.
/// `draw` numbers the draw; the modes (v) are returned for draw < 0 (used by tests and by `value` at the mode).
[[nodiscard]] Draw make_draw(const Scenario& scenario, std::uint64_t seed, std::int64_t draw);

}  // namespace entente::scenario

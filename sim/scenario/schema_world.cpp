// SPDX-License-Identifier: Apache-2.0
// Schema rows: ground (nodes, edges, control codes, zones), minerals, assets and who holds them.
#include "scenario/schema.hpp"

namespace entente::scenario {

namespace {

std::vector<Field> ground_fields() {
  using T = FieldType;
  using U = core::Unit;
  const auto owner = OnAbsent::drop_owner;
  const auto element = OnAbsent::drop_element;
  return {
      entities("control_codes.*", "control code", "A pattern of control that nodes share.", false, true),
      quantity("control_codes.*.share.*", U::share, "Share of people and revenue under the coalition, renormalised.")
          .keyed_by("coalition")
          .range(0, 1),

      entities("nodes.*", "node", "A town, territory or mine area.", true, true),
      field("nodes.*.name", T::text, "Name.").req(),
      field("nodes.*.lat", T::number, "Latitude in degrees, schematic.").range(-90, 90).req(),
      field("nodes.*.lon", T::number, "Longitude in degrees, schematic.").range(-180, 180).req(),
      quantity("nodes.*.population", U::people_k, "People.").at_least(0).req(),
      field("nodes.*.front", T::ref, "The front it lies on; none: never fought over.", "front"),
      field("nodes.*.outside", T::boolean, "A port or foreign town: sink or base, never contested.").fall_text("false"),
      field("nodes.*.owner", T::ref, "An outside node: the actor that draws transit rent there, if any.", "actor")
          .absent(OnAbsent::drop_field),
      quantity("nodes.*.terrain", U::index, "Multiplies the defence.").at_least(1).fall(1, 1, 1),
      quantity("nodes.*.status", U::musd_per_month, "Worth of holding it beyond rent.").at_least(0).fall(0, 0, 0),
      field("nodes.*.major", T::number, "Weight of its capture for attention, 0 to 1.").range(0, 1).fall_text("0"),
      field("nodes.*.control", T::ref, "Who holds it at as_of.", "control code").req(),

      entities("edges.*", "edge", "A way between two nodes.", false, true),
      field("edges.*.a", T::ref, "One end.", "node").req().absent(owner),
      field("edges.*.b", T::ref, "The other end.", "node").req().absent(owner),
      field("edges.*.type", T::word, "Kind of way.", "road|lake|border|rail|river|air").fall_text("road"),
      quantity("edges.*.km", U::km, "Length.").positive().req(),
      quantity("edges.*.capacity", U::index, "Capacity, relative to a good road.").positive().fall(1, 1, 1),
      field("edges.*.troops", T::boolean, "Armed men can use it.").fall_text("true"),

      entities("zones.*", "zone", "A named set of nodes."),
      field("zones.*.name", T::text, "Name.").req(),
      field("zones.*.nodes", T::ref_list, "Its nodes.", "node").req().absent(element).items(1),
  };
}

}  // namespace

std::vector<Field> world_fields() {
  using T = FieldType;
  using U = core::Unit;
  const auto owner = OnAbsent::drop_owner;
  const auto drop = OnAbsent::drop_field;
  const auto element = OnAbsent::drop_element;
  std::vector<Field> rows = ground_fields();
  std::vector<Field> more = {
      entities("minerals.*", "mineral", "Something mined."),
      field("minerals.*.name", T::text, "Name.").req(),
      [] {
        Field f = quantity("minerals.*.price", U::usd_per_t, "Price at as_of; none: the mineral carries rights only.");
        f.also = {U::usd_per_oz};
        return f.positive();
      }(),
      quantity("minerals.*.volatility", U::index, "Standard deviation of the log price in a year.")
          .range(0, 3)
          .fall(0.25, 0.15, 0.4),
      quantity("minerals.*.reversion", U::per_month, "Pull of the log price to its trend.")
          .at_least(0)
          .fall(0.03, 0, 0.08),
      quantity("minerals.*.drift", U::index, "Drift of the log price in a year.").range(-1, 1).fall(0, -0.05, 0.05),
      quantity("minerals.*.tail", U::index, "Degrees of freedom of price shocks (30: nearly normal).")
          .range(3, 30)
          .fall(5, 3, 30),
      quantity("minerals.*.royalty", U::share, "Legal royalty, of gross value.").range(0, 1).fall(0.035, 0.035, 0.035),
      quantity("minerals.*.elasticity", U::index, "Elasticity of world demand to the price (negative).")
          .range(-10, -0.01)
          .fall(-0.5, -1, -0.2),
      quantity("minerals.*.world_share", U::share, "Share of world output that the scenario's assets make.")
          .range(0, 1)
          .fall(0, 0, 0),
      quantity("minerals.*.armed_tax", U::share, "Share of gross value that an armed holder takes.")
          .range(0, 1)
          .fall(0.15, 0.05, 0.3),
      quantity("minerals.*.smuggled", U::share, "Share of output that leaves by illicit routes under the legal holder.")
          .range(0, 1)
          .fall(0, 0, 0),
      quantity("minerals.*.quota_share", U::share, "Share of output that a quota allows.")
          .range(0, 1)
          .fall(0.6, 0.4, 0.8),
      field("price_correlation", T::group, "How price shocks move together."),
      field("price_correlation.pairs", T::pairs, "Rows [mineral, mineral, correlation]; others are independent.",
            "mineral"),

      entities("assets.*", "asset", "A mine, field or works.", true),
      field("assets.*.name", T::text, "Name.").req(),
      field("assets.*.node", T::ref, "Where it lies.", "node").req().absent(owner),
      field("assets.*.mineral", T::ref, "What it yields.", "mineral").req(),
      quantity("assets.*.output", U::t_per_yr, "Design output, contained metal.").at_least(0).fall(0, 0, 0),
      quantity("assets.*.operating", U::share, "Share of design at as_of.").range(0, 1).fall(1, 1, 1),
      quantity("assets.*.restart_lag", U::month, "Time to restart after a stop.").at_least(0).fall(6, 1, 18),
      field("assets.*.artisanal", T::boolean, "Dug by hand: hard to stop, easy to smuggle.").fall_text("false"),
      field("assets.*.licit_sink", T::ref, "Node where its legal output leaves.", "node").req(),
      field("assets.*.illicit_sink", T::ref, "Node where its smuggled output leaves.", "node").absent(drop),

      entities("holders.*", "holder", "A company or agency that holds shares."),
      field("holders.*.name", T::text, "Name.").req(),
      field("holders.*.bloc", T::text, "The bloc its share supplies.").req(),
      field("holders.*.actor", T::ref, "The actor whose money its profit is.", "actor").absent(drop),
      entities("holdings.*", "holding", "What a holder holds of an asset."),
      field("holdings.*.asset", T::ref, "The asset.", "asset").req().absent(owner),
      field("holdings.*.holder", T::ref, "The holder.", "holder").req().absent(owner),
      field("holdings.*.kind", T::word, "Kind of holding.", "equity|offtake|royalty|rights").req(),
      quantity("holdings.*.share", U::share, "Share.").range(0, 1).req(),
      entities("groups.*", "group", "A named set of assets."),
      field("groups.*.name", T::text, "Name.").req(),
      field("groups.*.assets", T::ref_list, "Its assets.", "asset").req().absent(element).items(1),
  };
  for (Field& row : more) rows.push_back(std::move(row));
  return rows;
}

}  // namespace entente::scenario

// SPDX-License-Identifier: Apache-2.0
// Schema rows: tracks (talks) and issues (what they are about).
#include "scenario/schema.hpp"

namespace entente::scenario {

std::vector<Field> talk_fields() {
  using T = FieldType;
  using U = core::Unit;
  const auto owner = OnAbsent::drop_owner;
  const auto drop = OnAbsent::drop_field;
  const auto element = OnAbsent::drop_element;
  return {
      entities("tracks.*", "track", "Talks between parties under a protocol.", true),
      field("tracks.*.title", T::text, "Title in words.").req(),
      field("tracks.*.parties", T::ref_list, "Parties, in the order of speaking.", "actor")
          .req()
          .absent(element)
          .items(2),
      field("tracks.*.protocol", T::model_key, "The protocol model.", "protocol").req(),
      field("tracks.*.parameters", T::model_params, "Parameters of the protocol.", "protocol"),
      quantity("tracks.*.deadline", U::month, "From opening to the end of the session.").positive().req(),
      quantity("tracks.*.rounds_per_month", U::index, "Rounds of offers in a month.").positive().fall(1, 1, 1),
      quantity("tracks.*.breakdown", U::share, "Chance in each round that the talks break down.")
          .range(0, 1)
          .fall(0.02, 0, 0.05),
      quantity("tracks.*.convene", U::per_month, "Hazard of opening, or opening again, once it may open.")
          .at_least(0)
          .fall(0.5, 0.2, 1),
      field("tracks.*.opens", T::expression, "The talks may open only while this holds.").fall_text("always"),
      quantity("tracks.*.monitor", U::share, "Chance in a week that a breach is detected, before any monitor term.")
          .range(0, 1)
          .fall(0.1, 0.02, 0.3),
      quantity("tracks.*.hazard", U::per_month, "Chance in a month that others believe it concludes, at as_of.")
          .range(0, 1)
          .fall(0.05, 0.01, 0.15),
      field("tracks.*.mediator", T::ref, "The mediator, if any.", "actor").absent(drop),
      quantity("tracks.*.reservation.*", U::index, "Gain below which the party does not sign, in utility.")
          .keyed_by("actor")
          .fall(0, 0, 0)
          .absent(drop),
      quantity("tracks.*.concession.*", U::index,
               "Exponent of its concession over time: below 1 it holds out, above 1 it yields early.")
          .keyed_by("actor")
          .positive()
          .fall(1, 0.5, 2)
          .absent(drop),
      quantity("tracks.*.votes.*", U::index, "Weight of its vote, where the protocol counts votes; default 1.")
          .keyed_by("actor")
          .positive()
          .absent(drop),
      field("tracks.*.veto", T::ref_list, "Parties against whose vote nothing passes.", "actor").absent(element),
      field("tracks.*.secret", T::boolean, "Outsiders learn of the talks only when a text is signed.")
          .fall_text("false"),
      field("tracks.*.strategy.*", T::group,
            "How the party negotiates: what it offers, accepts and believes of the others. Parts left out, and parties "
            "left out beside one that is named, take the standard parts; without any, the protocol's own rule holds.")
          .keyed_by("actor")
          .absent(drop),
      field("tracks.*.strategy.*.offering", T::model_key, "What it offers.", "offering"),
      field("tracks.*.strategy.*.acceptance", T::model_key, "When it says yes.", "acceptance"),
      field("tracks.*.strategy.*.belief", T::model_key, "What it believes of the others.", "belief"),
      field("tracks.*.strategy.*.offering_parameters", T::model_params, "Parameters of the offering part.", "offering"),
      field("tracks.*.strategy.*.acceptance_parameters", T::model_params, "Parameters of the acceptance part.",
            "acceptance"),
      field("tracks.*.strategy.*.belief_parameters", T::model_params, "Parameters of the belief part.", "belief"),

      entities("issues.*", "issue", "One thing a track decides.", true),
      field("issues.*.track", T::ref, "The track it belongs to.", "track").req().absent(owner),
      field("issues.*.title", T::text, "Title in words.").req(),
      field("issues.*.kind", T::word, "Kind of position. toggle: 0 or 1; level: steps of one unless grid says else.",
            "share|quantity|level|toggle|area")
          .req(),
      field("issues.*.grants", T::ref, "Who gives; a party. Required where there is a world; else: decided jointly.",
            "actor")
          .absent(owner),
      field("issues.*.to", T::ref, "Who receives; a party. Required with grants.", "actor").absent(owner),
      field("issues.*.status_quo", T::number, "Position without a deal.").fall_text("0"),
      field("issues.*.range", T::number_pair, "Lowest and highest position.").fall_text("[0, 1]"),
      field("issues.*.grid", T::number, "Distance of positions.").positive().fall_text("1 for level and toggle"),
      field(
          "issues.*.continuous", T::boolean,
          "Any position of the range can be agreed; talks offer those of the grid (default: a hundredth of the range).")
          .fall_text("false"),
      field("issues.*.positions", T::text_list, "Names of the positions, in ascending order."),
      field("issues.*.unit", T::text, "Unit of the position.").fall_text("share, level or index by kind"),
      quantity("issues.*.term", U::month, "How long a right lasts; default: the receiver's horizon.").positive(),
      field("issues.*.starts", T::expression, "Its terms run only while this holds."),
      field("issues.*.paced_by", T::ref,
            "Another issue of the same track: what is delivered here is never more than a `step` ahead of what is "
            "delivered there, where both are agreed. Two issues may pace each other.",
            "issue")
          .absent(drop),
      field("issues.*.step", T::number, "That step, as a share of the term.").positive().range(0, 1).fall_text("0.25"),
      field("issues.*.matters", T::text, "State in which it moves value, if not the one at as_of."),
      quantity(
          "issues.*.value.*", U::index,
          "Additive preference only: utility to the actor for each unit of position away from the status quo; with "
          "a table or curve: the weight that multiplies it (1 if not given).")
          .keyed_by("actor")
          .absent(drop),
      field("issues.*.table.*", T::number_list,
            "Additive preference only: utility of each position as stated, in ascending order of positions. Without "
            "agreement the utility is 0.")
          .keyed_by("actor")
          .absent(drop),
      field("issues.*.curve.*", T::word,
            "Additive preference only: utility over z, the position from 0 (lowest) to 1 (highest). rising: z^power; "
            "falling: (1 - z)^power; peaked: 1 - (distance from the peak / largest such distance)^power.",
            "rising|falling|peaked")
          .keyed_by("actor")
          .absent(drop),
      field("issues.*.power.*", T::number, "Exponent of the actor's curve.")
          .positive()
          .keyed_by("actor")
          .absent(drop)
          .fall_text("1"),
      field("issues.*.peak.*", T::number, "Best position of a peaked curve, in the issue's unit.")
          .keyed_by("actor")
          .absent(drop),
      field("issues.*.effects", T::effects,
            "What a position does; x is the position. Required where there is a world (an empty list is allowed)."),
  };
}

}  // namespace entente::scenario

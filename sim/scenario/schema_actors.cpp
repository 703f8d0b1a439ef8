// SPDX-License-Identifier: Apache-2.0
// Schema rows: coalitions, fronts, actors with their attributes and levers, forces, shocks.
#include "scenario/schema.hpp"

namespace entente::scenario {

namespace {

std::vector<Field> attribute_fields() {
  using T = FieldType;
  using U = core::Unit;
  const auto owner = OnAbsent::drop_owner;
  const auto drop = OnAbsent::drop_field;
  return {
      entities("actors.*.attributes.*", "attribute",
               "Something the actor values; utility adds weight * curve(change / scale)."),
      field("actors.*.attributes.*.measure", T::word,
            "cash: net MUSD a month; population: people under a coalition; zone: mean share of a zone's nodes under a "
            "coalition; force: men of a force; deaths: conflict deaths a month; supply: MUSD a month of minerals "
            "reaching the actor's bloc; sanctioned: sanction levels on the actor; audience: standing points.",
            "cash|population|zone|force|deaths|supply|sanctioned|audience")
          .req(),
      field("actors.*.attributes.*.sense", T::word, "Whether more or less of it is better.", "more|less")
          .fall_text("more"),
      quantity("actors.*.attributes.*.weight", U::share, "Weight, renormalised over the actor's attributes.")
          .range(0, 1)
          .req(),
      quantity("actors.*.attributes.*.scale", U::index,
               "The change that counts as 1, in the measure's unit (MUSD/month, person, share, level, index).")
          .positive()
          .req(),
      field("actors.*.attributes.*.curve", T::word, "saturating: large changes count less and less.",
            "linear|saturating")
          .fall_text("linear"),
      field("actors.*.attributes.*.attended", T::boolean, "The weight is multiplied by the actor's present attention.")
          .fall_text("false"),
      field("actors.*.attributes.*.coalition", T::ref, "population, zone: under whom.", "coalition").absent(owner),
      field("actors.*.attributes.*.zone", T::ref, "zone: which; population: within which, if given.", "zone")
          .absent(owner),
      field("actors.*.attributes.*.force", T::ref, "force: which.", "force").absent(owner),
      field("actors.*.attributes.*.criticality.*", T::number, "supply: factor of each mineral that counts.")
          .keyed_by("mineral")
          .range(0, 10)
          .absent(drop),
  };
}

std::vector<Field> decision_fields() {
  using T = FieldType;
  using U = core::Unit;
  return {
      entities("actors.*.decisions.*", "decision", "A lever the actor may move alone."),
      field("actors.*.decisions.*.title", T::text, "Title in words.").req(),
      field("actors.*.decisions.*.levels", T::number_list, "Levels in the unit of the effects, ascending.").req(),
      field("actors.*.decisions.*.names", T::text_list, "A name for each level."),
      field("actors.*.decisions.*.initial", T::number, "Level at as_of; one of levels.").req(),
      quantity("actors.*.decisions.*.review", U::per_month, "Hazard of reconsidering the lever.")
          .at_least(0)
          .fall(0.33, 0.1, 1),
      quantity("actors.*.decisions.*.cost", U::musd_per_month, "Cost to the actor for each unit of level.")
          .fall(0, 0, 0),
      quantity("actors.*.decisions.*.inertia", U::index, "Utility lost by changing the level.")
          .at_least(0)
          .fall(0, 0, 0),
      field("actors.*.decisions.*.effects", T::effects, "What the level does; x is the level.").req(),
      field("actors.*.decisions.*.available", T::expression, "The lever may be moved only while this holds."),
  };
}

std::vector<Field> force_fields() {
  using T = FieldType;
  using U = core::Unit;
  const auto owner = OnAbsent::drop_owner;
  const auto drop = OnAbsent::drop_field;
  const auto element = OnAbsent::drop_element;
  return {
      entities("forces.*", "force", "Armed men under one command, as a modelled aggregate.", true),
      field("forces.*.name", T::text, "Name.").req(),
      field("forces.*.actor", T::ref, "Who commands and pays.", "actor").req().absent(owner),
      field("forces.*.coalition", T::ref, "On whose side; default: its actor's coalition.", "coalition"),
      quantity("forces.*.men", U::person, "Men at as_of.").req().at_least(0),
      quantity("forces.*.quality", U::index, "Fighting worth of a man, relative to the case's reference force.")
          .req()
          .at_least(0),
      quantity("forces.*.cohesion", U::share, "How far it holds together under loss.").range(0, 1).fall(0.7, 0.5, 0.9),
      quantity("forces.*.cost", U::usd_per_month, "Cost of one man for one month.").at_least(0).fall(0, 0, 0),
      quantity("forces.*.recruit", U::per_month, "Return towards the men at as_of after loss.")
          .at_least(0)
          .fall(0, 0, 0),
      field("forces.*.sponsor", T::boolean, "Lent to another actor's war by a lever of its own actor.")
          .fall_text("false"),
      field("forces.*.turns_to", T::ref, "Auxiliaries: the opposed force that its men go over to when places fall.",
            "force")
          .absent(drop),
      quantity("forces.*.turns", U::share,
               "Share of its men on a front that go over to `turns_to` with each place its side loses there by force.")
          .range(0, 1)
          .fall(0, 0, 0),
      field("forces.*.bases", T::ref_list, "Nodes it is supplied from.", "node").absent(element),
      quantity("forces.*.front_share.*", U::share, "Share of its men on each front, renormalised.")
          .keyed_by("front")
          .range(0, 1)
          .absent(drop),
  };
}

}  // namespace

std::vector<Field> actor_fields() {
  using T = FieldType;
  using U = core::Unit;
  std::vector<Field> rows = {
      entities("coalitions.*", "coalition", "A side that can hold ground."),
      field("coalitions.*.name", T::text, "Name.").req(),
      field("coalitions.*.unaligned", T::boolean, "The one coalition that fights for nobody.").fall_text("false"),
      entities("fronts.*", "front", "A theatre between which men do not move within a step."),
      field("fronts.*.name", T::text, "Name.").req(),

      entities("actors.*", "actor", "Somebody who decides.", true),
      field("actors.*.name", T::text, "Name of the state, office or organisation.").req(),
      field("actors.*.kind", T::word, "Kind of actor.", "state|armed_group|organisation|company").req(),
      field("actors.*.coalition", T::ref, "The coalition it holds ground with; none: it takes no ground.", "coalition"),
      field("actors.*.bloc", T::text, "The bloc whose supply it values."),
      field("actors.*.bands_only", T::boolean, "Its reservation values are shown as bands only.").fall_text("false"),
      quantity("actors.*.stock", U::musd, "Money at as_of.").fall(0, 0, 0),
      quantity("actors.*.income", U::musd_per_month, "Money from outside the model (a declared source).")
          .at_least(0)
          .fall(0, 0, 0),
      quantity("actors.*.overhead", U::musd_per_month, "Money spent outside the model (a declared sink).")
          .at_least(0)
          .fall(0, 0, 0),
      quantity("actors.*.discount", U::share, "Worth of the next month against this one.")
          .positive()
          .range(0, 1)
          .fall(0.99, 0.98, 0.995),
      quantity("actors.*.horizon", U::month, "How far it looks when it weighs a deal.").positive().fall(60, 24, 60),
      quantity("actors.*.policy_horizon", U::month, "How far it looks when it moves its own levers.")
          .positive()
          .fall(18, 12, 24),
      quantity("actors.*.precision", U::index, "Precision of its choices, per unit of utility.")
          .at_least(0)
          .fall(20, 8, 50),
      quantity("actors.*.commitment", U::month, "How long an own choice is pinned before the reaction rule takes over.")
          .at_least(0)
          .fall(6, 3, 9),
      quantity("actors.*.attention", U::index, "Attention to the case at as_of, 0 to 1.").range(0, 1).fall(1, 1, 1),
      quantity("actors.*.attention_half_life", U::month, "Time in which attention halves.").positive().fall(9, 6, 12),
      quantity("actors.*.attention_jump", U::index, "Rise of attention with a major capture.")
          .range(0, 1)
          .fall(0.2, 0.05, 0.4),
      quantity("actors.*.delivery", U::share, "Share of its pledges that it in fact delivers.")
          .range(0, 1)
          .fall(0.6, 0.3, 0.9),
      quantity("actors.*.believed_delivery", U::share, "Share that others expect it to deliver at as_of.")
          .range(0, 1)
          .fall(0.6, 0.3, 0.9),
      quantity("actors.*.ratify_chance", U::share, "Chance that its signature is ratified.")
          .range(0, 1)
          .fall(0.8, 0.5, 0.95),
      quantity("actors.*.ratify_lag", U::month, "Time from signature to ratification.").at_least(0).fall(2, 1, 6),
      quantity("actors.*.reputation_loss", U::index, "Utility it loses by a detected breach.")
          .at_least(0)
          .fall(0.02, 0.005, 0.05),
      quantity("actors.*.relief_credibility", U::share, "As a sanctioner: chance that relief follows compliance.")
          .range(0, 1)
          .fall(0.5, 0.2, 0.8),
      quantity(
          "actors.*.air_denial", U::share,
          "How far its air defence and jamming close the sky to aircraft of opposed actors while it has men in the "
          "field; none: not at all.")
          .range(0, 1),
      [] {
        Field f = field("actors.*.bite", T::quantity_list,
                        "As a sanctioner: cost to the target by sanction level, first level 0.");
        f.unit = U::musd_per_month;
        return f.at_least(0);
      }(),
      [] {
        Field f = field("actors.*.sanction_cost", T::quantity_list, "As a sanctioner: own cost by sanction level.");
        f.unit = U::musd_per_month;
        return f.at_least(0);
      }(),

      entities("shocks.*", "shock", "Something from outside that may strike once.", true),
      field("shocks.*.title", T::text, "Title in words.").req(),
      field("shocks.*.at", T::date, "The day it strikes; or"),
      quantity("shocks.*.hazard", U::per_month, "the hazard that it strikes.").at_least(0),
      field("shocks.*.when", T::expression, "It can strike only while this holds."),
      field("shocks.*.effects", T::effects, "What it does; x is 1.").req(),
  };
  for (auto part : {attribute_fields(), decision_fields(), force_fields()}) {
    for (Field& row : part) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace entente::scenario

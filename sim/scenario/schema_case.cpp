// SPDX-License-Identifier: Apache-2.0
// Schema rows: the head of a case, the run, models, sources, outcomes, moves, projection.
#include "scenario/schema.hpp"

namespace entente::scenario {

std::vector<Field> case_fields() {
  using T = FieldType;
  using U = core::Unit;
  const auto owner = OnAbsent::drop_owner;
  const auto drop = OnAbsent::drop_field;
  return {
      field("schema", T::text, "Format and version of this file: \"entente-scenario/1\".").req(),
      field("id", T::text, "Id of the case.").req(),
      field("title", T::text, "Title in words.").req(),
      field("purpose", T::word, "What the case is for; changes the words a report may use.",
            "prediction|explanation|illustration|teaching")
          .req(),
      field("as_of", T::date, "The day up to which things are known. A source dated later is an error.").req(),
      field("extends", T::text, "Path of the one parent scenario, relative to this file."),
      field("not_for", T::text_list, "What the case must not be used for, in sentences.").req(),
      field("tables", T::group, "Side tables (CSV) beside the scenario."),
      field("tables.nodes", T::text, "CSV file with a row for each node."),
      field("tables.edges", T::text, "CSV file with a row for each edge."),
      field("tables.assets", T::text, "CSV file with a row for each asset."),
      field("tables.holders", T::text, "CSV file with a row for each holder."),
      field("tables.holdings", T::text, "CSV file with a row for each holding."),
      field("tables.minerals", T::text, "CSV file with a row for each mineral."),

      field("run", T::group, "Clock and seed."),
      field("run.start", T::month, "First month; must be the month of as_of.").req(),
      field("run.months", T::count, "Number of monthly steps.").range(1, 120).fall_text("24"),
      field("run.weeks_per_month", T::count, "Conflict sub-steps in a month.").range(1, 8).fall_text("4"),
      field("run.seed", T::count, "Seed of all random numbers.").at_least(0).fall_text("1"),

      field("models", T::group, "The model of each port."),
      field("models.conflict", T::model_key,
            "Who attacks, what falls, what is given back. Required where there is a world.", "conflict"),
      field("models.economy", T::model_key, "Output, flows, revenue, prices. Required where there is a world.",
            "economy"),
      field("models.policy", T::model_key, "How actors choose their own levers. Required where there is a world.",
            "policy"),
      field("models.preference", T::model_key, "What a future is worth to an actor.", "preference").req(),
      field("parameters", T::group, "Parameters of the chosen models; omitted ones take the model's default."),
      field("parameters.conflict", T::model_params, "Parameters of the conflict model.", "conflict"),
      field("parameters.economy", T::model_params, "Parameters of the economy model.", "economy"),
      field("parameters.policy", T::model_params, "Parameters of the policy model.", "policy"),
      field("parameters.preference", T::model_params, "Parameters of the preference model.", "preference"),
      field("parameters.politics", T::model_params, "Ratification, delivery, compliance, truces.", "politics"),

      entities("sources.*", "source", "Where numbers come from. \"judgement\" is predeclared."),
      field("sources.*.what", T::text, "Title, publisher and place of the source.").req(),
      field("sources.*.date", T::date,
            "Day of publication. Without it, numbers citing the source must also cite \"judgement\"."),
      field("sources.*.tier", T::word, "Kind of source.", "official|company|press|academic|judgement").req(),
      field("sources.*.url", T::text, "Address, if any."),

      field("projection", T::group, "What projected futures are conditional on."),
      quantity("projection.months", U::month, "Length of a projected path.").positive().fall(36, 36, 36),
      quantity("projection.step", U::month, "Step of a projected path.").positive().fall(3, 3, 3),
      entities("projection.axes.*", "axis", "A driver of the ground that the library of projected paths varies."),
      field("projection.axes.*.kind", T::word,
            "force_men: men of a force; restraint: of a coalition's own offensives; strength: men added to a force; "
            "pressure: money a month against a coalition.",
            "force_men|restraint|strength|pressure")
          .req(),
      field("projection.axes.*.force", T::ref, "The force (force_men, strength).", "force").absent(owner),
      field("projection.axes.*.coalition", T::ref, "The coalition (restraint, pressure).", "coalition").absent(owner),
      field("projection.axes.*.levels", T::number_list, "Coordinates, ascending.").req(),
      field("projection.axes.*.decision", T::decision_ref, "Lever that follows the reaction rule along this axis.")
          .absent(drop),
      field("projection.axes.*.mode", T::word, "grid: a path at each level; linear: a derivative around grid points.",
            "grid|linear")
          .fall_text("grid"),

      entities("outcomes.*", "outcome", "A question with its resolution rule, written before the first run.", true),
      field("outcomes.*.title", T::text, "Title in words.").req(),
      field("outcomes.*.rule", T::text, "Resolution in words.").req(),
      field("outcomes.*.type", T::word, "binary: happens or not; continuous: a number.", "binary|continuous")
          .fall_text("binary"),
      field("outcomes.*.when", T::expression, "binary: the condition that resolves it to yes."),
      field("outcomes.*.value", T::expression, "continuous: the number."),
      field("outcomes.*.by", T::month,
            "binary: yes when the condition holds at the end of any step up to here; "
            "continuous: read here."),
      field("outcomes.*.at", T::month, "Read at the end of this month's step only."),
      field("outcomes.*.harm", T::boolean, "Harm to civilians: always reported, never an objective.")
          .fall_text("false"),
      field("outcomes.*.unit", T::text, "Unit of a continuous outcome."),
      quantity("outcomes.*.hazard", U::per_month, "Constant hazard of the dumb baseline (binary).").at_least(0),

      entities("moves.*", "move", "A predicted sign: what should raise or lower an outcome, written before any run."),
      field("moves.*.outcome", T::ref, "The outcome.", "outcome").req().absent(owner),
      field("moves.*.path", T::text, "Path of the quantity that is changed; * stands for any id."),
      field("moves.*.factor", T::number, "v, lo and hi are multiplied by this.").fall_text("1"),
      field("moves.*.offset", T::number, "then this is added, in the key's unit.").fall_text("0"),
      field("moves.*.overlay", T::text, "Or: the overlay that is applied."),
      field("moves.*.base", T::text,
            "Overlay under which both sides of the comparison run, for an outcome too near 0 or 1 without it."),
      field("moves.*.sign", T::count, "+1 raises, -1 lowers the outcome.").req().range(-1, 1),
      field("moves.*.why", T::text, "Reason for the sign.").req(),
  };
}

}  // namespace entente::scenario

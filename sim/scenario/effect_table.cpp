// SPDX-License-Identifier: Apache-2.0
// What each effect operation means. Adding one: a row here, an enumerator in effect.hpp, its reading in the economy,
// conflict or deal code, and a test.
#include "scenario/effect_table.hpp"

namespace entente::scenario {

const std::vector<OpInfo>& all_ops() {
  using U = core::Unit;
  static const std::vector<OpInfo> kOps = {
      {Op::set_share, "set_share",
       "x of the assets' output (of = \"asset\") or of what `from` holds of it (of = \"granter\") goes from `from` to "
       "`to`, as the kind of holding",
       "from to kind assets", "of", U::index, "the old holder loses what the new one gains",
       "when the deal is in force", "at once, or evenly over lag", "the share returns", true, false},
      {Op::operate, "operate", "`to` becomes operator of the assets", "to assets", "from", U::index, "the new operator",
       "when the deal is in force", "at once, or after lag", "stays", false, false},
      {Op::pay, "pay",
       "`from` pays `to` x * scale a month; with a mineral, times its price over the price at as_of, within floor and "
       "cap",
       "from to", "mineral floor cap", U::musd_per_month, "`from`", "when the deal is in force", "monthly",
       "payments stop", true, false},
      {Op::train, "train", "`from` trains x battalions of scale men for `force`", "from force", "", U::person, "`from`",
       "after ratification", "spread over lag (the pipeline)", "trained men stay", false, true},
      {Op::equip, "equip", "`from` raises the quality of `force` by x * scale", "from force", "", U::index, "`from`",
       "after ratification", "evenly over lag", "what was delivered stays", false, true},
      {Op::contractors, "contractors", "`from` pays x * scale contracted men beside `force`", "from force", "",
       U::person, "`from`, at the force's cost for each man", "when the lever moves or the deal is in force",
       "over lag", "they leave", true, true},
      {Op::sanction, "sanction",
       "`from` holds sanction level x on `on`; with `force`, for as long as men of that force stay above what was "
       "agreed",
       "from on", "force", U::index, "`on` by the sanctioner's bite, `from` by its sanction_cost", "at once", "at once",
       "lifted, as far as relief is credible", true, true},
      {Op::aid, "aid", "`from` gives `to` x * scale a month; negative: withholds it", "from to", "", U::musd_per_month,
       "`from`", "at once", "monthly", "stops", true, false},
      {Op::withdraw, "withdraw",
       "share x of the men of `force` at as_of leaves; the cap binds only where keeping it pays", "force", "from",
       U::index, "the actor of `force`", "when the deal is in force", "evenly over lag", "men may come back", true,
       true},
      {Op::handover, "handover",
       "share x of the area passes to `coalition`; scored on the stored path when a deal is weighed", "coalition area",
       "from", U::index, "whoever held the area", "when the deal is in force", "node by node over lag",
       "the area stays with its new holder", false, false},
      {Op::ceasefire, "ceasefire", "`coalition` restrains its offensives by x: 0 none, 1 fully", "coalition", "from",
       U::index, "`coalition`, what an offensive would have brought", "when the deal is in force", "at once",
       "restraint ends", true, true},
      {Op::integrate, "integrate", "x * scale men of `force` pass to `into`", "force into", "", U::person,
       "the actor of `into` pays them from then on", "when the deal is in force", "evenly over lag",
       "those who passed stay", false, true},
      {Op::export_regime, "export_regime", "`from` sets the regime of `mineral` to x: 0 free, 1 quota, 2 ban",
       "from mineral", "", U::index, "holders of the mineral's assets; the market price answers", "at once", "at once",
       "the earlier regime returns", true, false},
      {Op::invest, "invest",
       "`from` spends x * scale over lag months on assets or an edge, which raises output or capacity", "from target",
       "", U::musd, "`from`", "when the deal is in force", "output rises after lag", "what was built stays", false,
       false},
      {Op::recognise, "recognise", "`from` recognises `to`: x * scale audience points to `to`", "from to", "", U::index,
       "give a second row (audience) for what it costs `from`", "when the deal is in force", "at once", "withdrawn",
       true, false},
      {Op::monitor, "monitor", "raises detection on `track` by x * scale a week", "track", "", U::share,
       "nobody in the model", "when the deal is in force", "after lag", "monitors leave", true, false},
      {Op::audience, "audience", "`on` gains x * scale audience points; negative: loses them", "on", "", U::index,
       "`on`", "when the deal is in force, or with the lever", "at once", "undone", true, false},
      {Op::deploy, "deploy", "men of `force` are set to x * scale", "force", "from", U::index,
       "the actor of `force`, at its cost for each man", "when the lever moves", "evenly over lag", "with the lever",
       true, true},
      {Op::posture, "posture", "`coalition` restrains its own offensives by x: 0 none, 1 fully", "coalition", "from",
       U::index, "`coalition`, what an offensive would have brought", "when the lever moves", "at once",
       "with the lever", true, true},
      {Op::realign, "realign", "`force` passes to `coalition`", "force coalition", "from", U::index,
       "the coalition it leaves", "at once", "at once", "stays", false, true},
      {Op::signal, "signal",
       "a letter or an interview, no offer: others' odds that `on` is resolved rise by x * scale, the log of how much "
       "likelier a resolved actor is to send it; negative: it looks soft",
       "on", "", U::index, "nobody", "when the lever moves, the shock strikes or the deal is in force", "at once",
       "forgotten", true, false},
      {Op::drones, "drones",
       "`from` keeps x * scale unmanned aircraft, bought or hired, over `force`: its quality rises by up to `gain`, "
       "half "
       "of it with `half` aircraft, less what the `air_denial` of opposed actors with men in the field takes away; "
       "without "
       "men it does nothing",
       "from force gain half", "cost", U::index, "`from`, `cost` for each aircraft",
       "when the lever moves or the deal is in force", "evenly over lag", "they leave", true, true},
      {Op::intelligence, "intelligence",
       "`from` shares intelligence with `force`: quality rises by x * scale; what was learnt fades with "
       "`intelligence_life` when it stops",
       "from force", "cost", U::index, "`from`, `cost` for each unit of x", "when the deal is in force",
       "at once, or over lag", "it fades", true, true},
  };
  return kOps;
}

const OpInfo* find_op(std::string_view key) {
  for (const OpInfo& info : all_ops()) {
    if (info.key == key) return &info;
  }
  return nullptr;
}

const OpInfo& op_info(Op op) { return all_ops()[static_cast<std::size_t>(op)]; }

const std::vector<EffectKey>& effect_keys() {
  static const std::vector<EffectKey> kKeys = {
      {"op", "", "", false, "The operation. Required."},
      {"from", "by", "actor", false, "Who pays, grants, sanctions; default: the issue's granter, the lever's actor."},
      {"to", "", "actor", false, "Who receives; default: the issue's receiver."},
      {"on", "", "actor", false, "Who is sanctioned, or judged by its audience."},
      {"force", "for", "force", false, "Which force."},
      {"into", "", "force", false, "The force that takes men in."},
      {"coalition", "", "coalition", false, "Which coalition."},
      {"zone", "", "zone", false, "A named area; or"},
      {"held_by", "", "coalition", false, "the area that this coalition holds at the time."},
      {"track", "", "track", false, "Which track."},
      {"mineral", "", "mineral", false, "Which mineral; with pay: the price it follows."},
      {"edge", "", "edge", false, "Which way."},
      {"group", "", "group", false, "A named group of assets; or"},
      {"assets", "", "asset", true, "a list of assets; or"},
      {"asset", "", "asset", false, "one asset."},
      {"kind", "", "", false, "Kind of holding: equity, offtake, royalty, rights."},
      {"of", "", "", false, "set_share: x of the granter's holding, or of the asset (default)."},
      {"scale", "", "", false, "Quantity; magnitude for each unit of x; default 1."},
      {"lag", "", "", false, "Quantity in months until fully delivered; default 0."},
      {"floor", "", "", false, "pay: least factor of the price index."},
      {"cap", "", "", false, "pay: largest factor of the price index."},
      {"gain", "", "", false, "drones: largest gain in quality (0.3: a man counts 1.3 times)."},
      {"half", "", "", false, "drones: number of aircraft that bring half of that gain."},
      {"cost", "", "", false, "drones, intelligence: USD a month for each aircraft, or for each unit of x."},
      {"when", "", "", false, "The effect runs only while this holds."},
      {"reverses", "", "", false, "Whether it is undone when the deal is suspended or the lever goes back."},
  };
  return kKeys;
}

const EffectKey* find_effect_key(std::string_view key) {
  for (const EffectKey& info : effect_keys()) {
    if (info.key == key || (!info.alias.empty() && info.alias == key)) return &info;
  }
  return nullptr;
}

std::string effects_markdown() {
  std::string out =
      "| op | meaning | needs | may have | scale | cost borne by | starts | speed | on breach | moves the ground |\n"
      "|---|---|---|---|---|---|---|---|---|---|\n";
  for (const OpInfo& info : all_ops()) {
    const std::string cells[] = {std::string(info.key),
                                 std::string(info.meaning),
                                 std::string(info.needs),
                                 std::string(info.may),
                                 std::string(core::unit_name(info.scale_unit)),
                                 std::string(info.cost),
                                 std::string(info.start),
                                 std::string(info.speed),
                                 std::string(info.reversal),
                                 info.dynamic ? "yes" : "no"};
    for (const std::string& cell : cells) out += "| " + cell + " ";
    out += "|\n";
  }
  out += "\nKeys of an effect row:\n\n| key | refers to | meaning |\n|---|---|---|\n";
  for (const EffectKey& key : effect_keys()) {
    out += "| " + std::string(key.key) + (key.alias.empty() ? "" : " (or " + std::string(key.alias) + ")") + " | " +
           std::string(key.kind) + " | " + std::string(key.doc) + " |\n";
  }
  return out;
}

std::string explain_op(const OpInfo& info) {
  std::string out = std::string(info.key) + ": " + std::string(info.meaning) + "\n";
  out +=
      "  needs: " + std::string(info.needs) + (info.may.empty() ? "" : "; may have: " + std::string(info.may)) + "\n";
  out += "  scale in: " + std::string(core::unit_name(info.scale_unit)) + " (or a plain factor, index)\n";
  out += "  cost borne by: " + std::string(info.cost) + "\n";
  out += "  starts: " + std::string(info.start) + "; speed: " + std::string(info.speed) + "\n";
  out += "  on breach: " + std::string(info.reversal) + "; moves the ground: " + (info.dynamic ? "yes" : "no") + "\n";
  return out;
}

}  // namespace entente::scenario

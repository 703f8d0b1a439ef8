// SPDX-License-Identifier: Apache-2.0
// Explanations and the generated reference page.
#include "scenario/explain.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "scenario/codes.hpp"
#include "scenario/effect_table.hpp"
#include "scenario/expr_atoms.hpp"
#include "scenario/expr_parser.hpp"
#include "scenario/schema.hpp"
#include "scenario/spec.hpp"

namespace entente::scenario {

namespace {

const SchemaNode* node_at(const std::string& path) {
  const SchemaNode* node = &schema().root();
  for (const std::string& part : split_path(path)) {
    if (node != nullptr) node = part == "*" ? node->any.get() : node->child(part);
  }
  return node;
}

std::string explain_field(const Field& field) {
  return field.path + "\n  " + field_facts(field) + "\n  " + field.doc + "\n";
}

std::string explain_node(const SchemaNode& node, const std::string& path) {
  std::string out = node.field != nullptr ? explain_field(*node.field) : path + "\n";
  const auto line = [&](const std::string& key, const SchemaNode& child) {
    out += "    " + key + (child.field != nullptr ? ": " + field_facts(*child.field) + ". " + child.field->doc : "") +
           "\n";
  };
  for (const auto& [key, child] : node.children) line(key, *child);
  if (node.any != nullptr) line("*", *node.any);
  return out;
}

std::string cell(std::string text) {
  std::string out;
  for (char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

void part(std::string& out, const std::string& title, const std::vector<Field>& fields) {
  out += "\n## " + title + "\n\n| key | type, unit, range, default | meaning |\n|---|---|---|\n";
  for (const Field& field : fields) {
    out += "| `" + field.path + "` | " + cell(field_facts(field)) + " | " + cell(field.doc) + " |\n";
  }
}

std::string quantities_markdown() {
  std::string out =
      "\n## Quantities\n\n"
      "`{ v, lo, hi, unit, shape, src, ped, corr, hindsight, why }`, or with shape = \"levels\" `values` and "
      "`weights`.\n"
      "v and unit are required; lo and hi unless shape = \"fixed\"; src always (a source id or a list; \"judgement\" "
      "is "
      "predeclared). lo and hi are hard bounds. Default shape triangular, v its mode; lognormal: v the median, lo and "
      "hi "
      "the 5th and 95th percentile. ped 0 (guess) to 4 (measured). Numbers with the same corr are drawn together; "
      "corr = \"-x\" goes the other way in group x, high where its members are low. A "
      "number resting on what became known after as_of carries hindsight = true and \"judgement\". Sets of shares or "
      "weights are renormalised after drawing.\n\n| unit | dimension | meaning |\n|---|---|---|\n";
  for (const std::string& name : core::all_unit_names()) {
    const core::Unit unit = *core::parse_unit(name);
    out += "| " + name + " | " + std::string(core::dimension_name(core::dimension(unit))) + " | " +
           std::string(core::unit_doc(unit)) + " |\n";
  }
  return out;
}

}  // namespace

std::string explain_key(const std::string& path) {
  if (const OpInfo* op = find_op(path)) return explain_op(*op);
  for (const ExpressionWord& word : expression_words()) {
    if (word.word != path) continue;
    return word.signature + ": " + word.yields + "; " + word.meaning +
           ".\nA word of conditions and values: outcomes.*.when, shocks.*.when, tracks.*.opens, issues.*.starts and "
           "the like.\n"
           "Loosest first: or, and, not, comparisons, + -, *.\n";
  }
  if (path == "effects" || path == "effect") {
    std::string out = "operations:\n";
    for (const OpInfo& op : all_ops()) out += "  " + std::string(op.key) + ": " + std::string(op.meaning) + "\n";
    return out;
  }
  if (const SchemaNode* node = path.empty() ? nullptr : node_at(path)) return explain_node(*node, path);
  if (const EffectKey* key = find_effect_key(path)) return "effect key " + path + ": " + std::string(key->doc) + "\n";
  std::vector<std::string> known;
  for (const Field& field : schema().fields()) known.push_back(field.path);
  for (const OpInfo& op : all_ops()) known.emplace_back(op.key);
  for (const ExpressionWord& word : expression_words()) known.push_back(word.word);
  const auto close = core::nearest(path, known);
  return "the format has no key \"" + path + "\"" + (close ? "; did you mean \"" + *close + "\"?" : "") + "\n";
}

std::string schema_markdown() {
  std::string out = "# The scenario format " + std::string(kSchemaName) +
                    "\n\nGenerated from the program's own tables.\n"
                    "`*` stands for an id. Keys not listed are errors.\n";
  part(out, "Case, run, models, sources, projection, outcomes, moves", case_fields());
  part(out, "Sides, actors, levers, forces, shocks", actor_fields());
  part(out, "Ground, minerals, assets, holdings", world_fields());
  part(out, "Tracks and issues", talk_fields());
  out += quantities_markdown();
  out += "\n## Effects\n\n" + effects_markdown();
  out +=
      "\n## Expressions\n\nLoosest first: `or`, `and`, `not`, comparisons, `+ -`, `*`. `free quota ban` are 0 1 "
      "2.\n\n" +
      expressions_markdown();
  out += "\n## Diagnostics\n\n" + diagnostics_markdown();
  return out;
}

}  // namespace entente::scenario

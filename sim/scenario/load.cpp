// SPDX-License-Identifier: Apache-2.0
// Reading, checking and compiling in one pass that collects every problem.
#include "scenario/load.hpp"

#include "scenario/context.hpp"
#include "scenario/index.hpp"

namespace entente::scenario {

namespace {

/// A swapped model takes over the parameters it knows by the same key; the rest belonged to the model it replaces.
void drop_foreign_params(Assembled& assembled, const ModelCatalog& catalog) {
  for (const ModelSwap& swap : assembled.swaps) {
    const Port port = swap.port == "conflict"  ? Port::conflict
                      : swap.port == "economy" ? Port::economy
                      : swap.port == "policy"  ? Port::policy
                                               : Port::preference;
    const ModelInfo* model = catalog.find(port, swap.key);
    Value* all = assembled.document.find("parameters");
    Value* params = all != nullptr ? all->find(swap.port) : nullptr;
    if (model == nullptr || params == nullptr) continue;  // E303 tells of a key that does not exist
    std::vector<std::string> foreign;
    for (const Member& member : params->members)
      if (model->find(member.key) == nullptr) foreign.push_back(member.key);
    for (const std::string& key : foreign) params->erase(key);
  }
}

}  // namespace

LoadResult load(const std::string& case_path, const FileSource& files, const ModelCatalog& catalog,
                const std::vector<TextOverlay>& extra) {
  LoadResult out;
  std::optional<Assembled> assembled = assemble(case_path, extra, files, out.diagnostics);
  if (!assembled) {
    out.diagnostics.sort();
    return out;
  }
  drop_foreign_params(*assembled, catalog);
  Scenario scenario;
  Context context(*assembled, catalog, scenario, out.diagnostics);
  compile_sources(context);
  check_document(context);
  check_world_keys(context);
  compile_head(context);
  compile_world(context);
  compile_actors(context);
  compile_talks(context);
  compile_questions(context);
  check_world_rules(context);
  check_talk_rules(context);
  check_stated_rules(context);
  check_source_rules(context);
  if (!out.diagnostics.has_errors()) {
    warn_of_talks(context);
    warn_of_stated(context);
    warn_of_unused(context);
  }
  out.diagnostics.sort();
  scenario.digest = scenario_digest(scenario);
  index_scenario(scenario);
  out.origins = make_origins(scenario, context.defaulted, assembled->document, assembled->files);
  if (!out.diagnostics.has_errors()) out.scenario = std::move(scenario);
  return out;
}

}  // namespace entente::scenario

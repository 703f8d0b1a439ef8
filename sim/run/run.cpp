// SPDX-License-Identifier: Apache-2.0
// One run: draw, make the ports, step through the months, keep the record. The only place where a failing run is caught.
#include "run/run.hpp"

#include <exception>

#include "run/engine.hpp"
#include "run/recorder.hpp"

namespace entente::run {

RunRecord run_one(const scenario::Scenario& scenario, const model::Registry& registry, RunKey key,
                  const RunOptions& options) {
  RunRecord record;
  record.key = key;
  try {
    const scenario::Draw draw =
        scenario::make_draw(scenario, key.seed, options.at_mode ? -1 : static_cast<std::int64_t>(key.draw));
    const model::Models models = model::make_models(registry, scenario, draw);
    Recorder recorder(scenario, draw, options, record);
    std::vector<Observer*> observers{&recorder};
    Engine engine(scenario, draw, models, core::Streams(key.seed, key.draw, key.replication), observers);
    recorder.start(engine.world);
    for (int month = 0; month < scenario.months; ++month) step(engine);
    recorder.finish(engine.world);
    const model::PreferenceWork work = models.preference->work();
    record.work.projections = work.projections;
    record.work.refreshes = work.builds;
    record.work.packages = work.packages;
  } catch (const std::exception& error) {
    record.failure = error.what();
  }
  return record;
}

}  // namespace entente::run

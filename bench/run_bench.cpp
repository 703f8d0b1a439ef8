// SPDX-License-Identifier: Apache-2.0
// Makes N runs of a case on one thread and prints what was done: counts, and time as an indication. It keeps no results.
// Counts come from decorators around the ports, so the engine carries no code for this program.
// usage: entente_bench [CASE] [RUNS] [--quiet]     --quiet prints nothing (for an instruction counter)
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "apps/session/session.hpp"
#include "core/diagnostic.hpp"
#include "model/registry.hpp"
#include "run/run.hpp"
#include "scenario/file_source.hpp"
#include "valuation/projected.hpp"

namespace {

using namespace entente;

struct Counts {
  std::uint64_t steps = 0;        // calls of the conflict port's expect: path steps
  std::uint64_t weeks = 0;        // calls of its sample
  std::uint64_t refreshes = 0;    // looks of the preference at the world
  std::uint64_t builds = 0;       // rebuilt libraries
  std::uint64_t projections = 0;  // projected paths
  std::uint64_t packages = 0;     // packages scored with their answers
  std::uint64_t events = 0;
  std::uint64_t failed = 0;
};

class CountedConflict final : public model::Conflict {
 public:
  CountedConflict(std::unique_ptr<model::Conflict> inner, Counts& counts) : inner_(std::move(inner)), counts_(counts) {}
  [[nodiscard]] model::GroundParams ground_params() const override { return inner_->ground_params(); }
  void sample(const world::World& world, const model::GroundInputs& inputs, const core::Streams& streams,
              world::EventSink& out) const override {
    ++counts_.weeks;
    inner_->sample(world, inputs, streams, out);
  }
  void expect(const model::GroundInputs& inputs, model::GroundState& state, double months) const override {
    ++counts_.steps;
    inner_->expect(inputs, state, months);
  }

 private:
  std::unique_ptr<model::Conflict> inner_;
  Counts& counts_;
};

class CountedPreference final : public model::Preference {
 public:
  CountedPreference(std::unique_ptr<model::Preference> inner, Counts& counts)
      : inner_(std::move(inner)), counts_(counts) {}
  CountedPreference(const CountedPreference&) = delete;
  CountedPreference& operator=(const CountedPreference&) = delete;
  ~CountedPreference() override {
    const auto* projected = dynamic_cast<const valuation::ProjectedPreference*>(inner_.get());
    if (projected == nullptr) return;
    counts_.builds += projected->builds();
    counts_.projections += projected->projections();
    counts_.packages += projected->packages();
  }
  void refresh(const world::World& world, const world::Derived& derived, const model::Ledger& ledger) override {
    ++counts_.refreshes;
    inner_->refresh(world, derived, ledger);
  }
  void candidates(core::TrackId track, std::vector<model::Candidate>& out) override { inner_->candidates(track, out); }
  void gains(core::TrackId track, const world::Package& package, std::span<double> gain) const override {
    inner_->gains(track, package, gain);
  }
  void gain_by_attribute(core::TrackId track, const world::Package& package, core::ActorId actor,
                         std::span<double> out) const override {
    inner_->gain_by_attribute(track, package, actor, out);
  }
  void lever_values(core::DecisionId decision, std::span<double> utility) const override {
    inner_->lever_values(decision, utility);
  }
  void lever_by_attribute(core::DecisionId decision, int level, std::span<double> out) const override {
    inner_->lever_by_attribute(decision, level, out);
  }
  [[nodiscard]] double believed_hazard(core::TrackId track) const override { return inner_->believed_hazard(track); }
  void compliance(core::TrackId track, core::IssueId issue, core::ActorId actor, double& keep, double& break_,
                  world::Reasons& reasons) const override {
    inner_->compliance(track, issue, actor, keep, break_, reasons);
  }

 private:
  std::unique_ptr<model::Preference> inner_;
  Counts& counts_;
};

/// The same families, each instance inside a counter.
model::Registry counted(const model::Registry& registry, Counts& counts) {
  model::Registry out = registry;
  for (auto& [key, family] : out.conflict) {
    auto make = family.make;
    family.make = [make, &counts](const model::Setting& setting, const model::ParamValues& values) {
      return std::unique_ptr<model::Conflict>(std::make_unique<CountedConflict>(make(setting, values), counts));
    };
  }
  for (auto& [key, family] : out.preference) {
    auto make = family.make;
    family.make = [make, &counts](const model::Setting& setting, const model::ParamValues& values,
                                  const model::PreferencePorts& ports) {
      return std::unique_ptr<model::Preference>(
          std::make_unique<CountedPreference>(make(setting, values, ports), counts));
    };
  }
  return out;
}

void row(const char* name, std::uint64_t total, std::uint64_t runs) {
  std::cout << "| " << name << " | " << static_cast<double>(total) / static_cast<double>(runs) << " |\n";
}

void print(const Counts& counts, std::uint64_t runs, double seconds) {
  std::cout << "| per run, mean of " << runs << " | count |\n|---|---|\n";
  row("events", counts.events, runs);
  row("conflict weeks sampled", counts.weeks, runs);
  row("looks at the world", counts.refreshes, runs);
  row("libraries of paths built", counts.builds, runs);
  row("projected paths", counts.projections, runs);
  row("path steps", counts.steps, runs);
  row("packages answered", counts.packages, runs);
  std::cout << "| runs a second, one thread | " << static_cast<double>(runs) / seconds << " |\n";
  if (counts.failed > 0) std::cout << "| failed runs | " << counts.failed << " |\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::string name = "scenarios/drc_2025_03";
  std::uint32_t runs = 20;
  bool quiet = false;
  int position = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--quiet") {
      quiet = true;
    } else if (position++ == 0) {
      name = argument;
    } else {
      runs = static_cast<std::uint32_t>(std::strtoul(argument.c_str(), nullptr, 10));
    }
  }
  const session::Session session;
  const scenario::DiskFiles files;
  const session::Case loaded = session::load(session, name, files);
  if (!loaded.ok() || runs == 0) {
    std::cerr << core::render_all(loaded.diagnostics()) << "usage: entente_bench [CASE] [RUNS] [--quiet]\n";
    return 64;
  }
  Counts counts;
  const model::Registry registry = counted(session.registry(), counts);
  const auto start = std::chrono::steady_clock::now();
  for (std::uint32_t draw = 0; draw < runs; ++draw) {
    const run::RunRecord record = run::run_one(loaded.scenario(), registry, {loaded.scenario().seed, draw, 0});
    counts.events += record.work.events;
    if (!record.failure.empty()) {
      ++counts.failed;
      std::cerr << "run " << draw << " failed: " << record.failure << "\n";
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (!quiet) print(counts, runs, seconds.count());
  return counts.failed == 0 ? 0 : 70;
}

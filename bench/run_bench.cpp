// SPDX-License-Identifier: Apache-2.0
// Makes N runs of a case on one thread and prints what was done: counts, and time as an indication. It keeps no results.
// Counts come from the records, from decorators around the ports and from the allocator.
// usage: entente_bench [CASE] [RUNS] [--quiet]     --quiet prints nothing (for an instruction counter)
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "apps/session/session.hpp"
#include "core/diagnostic.hpp"
#include "ensemble/result_digest.hpp"
#include "model/registry.hpp"
#include "run/run.hpp"
#include "scenario/file_source.hpp"

namespace {

using namespace entente;

std::uint64_t allocations = 0;  // one thread, hence no lock

struct Counts {
  std::uint64_t steps = 0;        // calls of the conflict port's expect: path steps
  std::uint64_t weeks = 0;        // calls of its sample
  std::uint64_t builds = 0;       // rebuilt libraries
  std::uint64_t projections = 0;  // projected paths
  std::uint64_t packages = 0;     // packages scored with their answers
  std::uint64_t events = 0;
  std::uint64_t failed = 0;
  std::uint64_t allocations = 0;
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
  void expect_paths(const model::GroundInputs& shared, const model::PathInputs& paths, const model::GroundState& start,
                    double months, int steps, model::PathStates& out) const override {
    counts_.steps += paths.paths * static_cast<std::uint64_t>(steps);
    inner_->expect_paths(shared, paths, start, months, steps, out);
  }

 private:
  std::unique_ptr<model::Conflict> inner_;
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
  return out;
}

void row(const char* name, std::uint64_t total, std::uint64_t runs) {
  std::cout << "| " << name << " | " << static_cast<double>(total) / static_cast<double>(runs) << " |\n";
}

void print(const Counts& counts, std::uint64_t runs, double seconds) {
  std::cout << "| per run, mean of " << runs << " | count |\n|---|---|\n";
  row("events", counts.events, runs);
  row("conflict weeks sampled", counts.weeks, runs);
  row("libraries of paths built", counts.builds, runs);
  row("projected paths", counts.projections, runs);
  row("path steps", counts.steps, runs);
  row("packages answered", counts.packages, runs);
  row("allocations", counts.allocations, runs);
  std::cout << "| runs a second, one thread | " << static_cast<double>(runs) / seconds << " |\n";
  if (counts.failed > 0) std::cout << "| failed runs | " << counts.failed << " |\n";
}

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

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
  std::vector<ensemble::RunDigest> digests;
  const model::Registry registry = counted(session.registry(), counts);
  const std::uint64_t before = allocations;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint32_t draw = 0; draw < runs; ++draw) {
    const run::RunRecord record = run::run_one(loaded.scenario(), registry, {loaded.scenario().seed, draw, 0});
    digests.push_back(ensemble::digest_of(draw, record));
    counts.events += record.work.events;
    counts.builds += record.work.refreshes;
    counts.projections += record.work.projections;
    counts.packages += record.work.packages;
    if (!record.failure.empty()) {
      ++counts.failed;
      std::cerr << "run " << draw << " failed: " << record.failure << "\n";
    }
  }
  counts.allocations = allocations - before;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  if (!quiet) {
    print(counts, runs, seconds.count());
    std::cout << "result digest: " << ensemble::result_digest(digests) << "\n";
  }
  return counts.failed == 0 ? 0 : 70;
}

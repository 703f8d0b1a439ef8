// SPDX-License-Identifier: Apache-2.0
// Runs without a simulator: records whose every field is a fixed function of the run key, for tests of everything that
// only passes, stores and folds runs.
#pragma once

#include <stdexcept>
#include <string>

#include "core/digest.hpp"
#include "core/rng.hpp"
#include "run/record.hpp"

namespace entente::test {

/// A record of two outcomes, up to two deals and a trace of `months` months over small tables.
inline run::RunRecord fake_run(const run::RunKey& key, int months = 6) {
  const core::Streams streams(key.seed, key.draw, key.replication);
  const auto u = [&](std::uint32_t step, std::uint32_t n) {
    return streams.uniform(core::entity_hash("fake"), step, core::Purpose::other, n);
  };
  run::RunRecord out;
  out.key = key;
  const bool deal = u(0, 0) < 0.4;
  out.outcomes.push_back({deal ? 1.0 : 0.0, static_cast<std::int16_t>(deal ? 3 : -1)});
  out.outcomes.push_back({100.0 * u(0, 1), -1});
  if (deal) {
    run::DealRecord record;
    record.track = core::TrackId::at(0);
    record.package.count = 2;
    record.package.at[0] = static_cast<std::int8_t>(5.0 * u(0, 2));
    record.package.at[1] = -1;
    record.signed_month = 3;
    record.ended = world::Cause::breach;
    record.delivered = u(0, 3);
    record.gain = {u(0, 4), -u(0, 5)};
    out.deals.push_back(record);
  }
  for (int month = 0; month <= months; ++month) {
    const auto step = static_cast<std::uint32_t>(month + 1);
    run::MonthTrace trace;
    trace.control = {1.0F, 0.0F, month < 3 ? 0.25F : static_cast<float>(u(step, 0)), 0.5F};
    trace.deaths = month == 0 ? 0.0 : 10.0 * u(step, 1);
    trace.displaced = -0.0;
    trace.price = {static_cast<float>(u(step, 2))};
    trace.men = {4000.0F, 1e-30F};
    trace.lever = {static_cast<std::int8_t>(month % 3), -1};
    trace.deal = {static_cast<std::int8_t>(deal && month >= 3 ? 2 : 0)};
    trace.stock = {-5.0F};
    trace.people = {100.0F, 200.0F};
    out.deaths += trace.deaths;
    out.trace.push_back(trace);
  }
  out.work.events = 7 * key.draw;
  out.refusals = {static_cast<std::uint16_t>(key.draw), 0, 300, 1};
  out.defections = key.replication;
  out.captures = key.draw % 4;
  core::Digest digest;
  digest.u64(key.seed);
  digest.u32(key.draw);
  digest.u32(key.replication);
  digest.f64(out.outcomes[1].value);
  out.digest = digest.value();
  return out;
}

/// As fake_run, but every draw divisible by 7 throws.
inline run::RunRecord sometimes_failing_run(const run::RunKey& key) {
  if (key.draw % 7 == 0) {
    throw std::runtime_error("draw " + std::to_string(key.draw) + " cannot be run");
  }
  return fake_run(key);
}

}  // namespace entente::test

// SPDX-License-Identifier: Apache-2.0
// Field by field, by structured bindings: a field added to a record does not compile here until it is stored.
#include "ensemble/record_bytes.hpp"

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "ensemble/byte_stream.hpp"

namespace entente::ensemble {
namespace {

void write_package(ByteWriter& out, const world::Package& package) {
  const auto& [at, count] = package;
  out.integer(count);
  for (const std::int8_t position : at) {
    out.integer(position);
  }
}

world::Package read_package(ByteReader& in) {
  world::Package package;
  package.count = static_cast<std::int8_t>(in.integer());
  for (std::int8_t& position : package.at) {
    position = static_cast<std::int8_t>(in.integer());
  }
  return package;
}

void write_deal(ByteWriter& out, const run::DealRecord& deal) {
  const auto& [track, package, signed_month, force_month, ended_month, ended, delivered, gain] = deal;
  out.integer(track.value);
  write_package(out, package);
  out.integer(signed_month);
  out.integer(force_month);
  out.integer(ended_month);
  out.u8(static_cast<std::uint8_t>(ended));
  out.f64(delivered);
  out.count(gain.size());
  for (const double value : gain) {
    out.f64(value);
  }
}

run::DealRecord read_deal(ByteReader& in) {
  run::DealRecord deal;
  deal.track.value = static_cast<std::int32_t>(in.integer());
  deal.package = read_package(in);
  deal.signed_month = static_cast<std::int16_t>(in.integer());
  deal.force_month = static_cast<std::int16_t>(in.integer());
  deal.ended_month = static_cast<std::int16_t>(in.integer());
  deal.ended = static_cast<world::Cause>(in.u8());
  deal.delivered = in.f64();
  deal.gain.resize(static_cast<std::size_t>(in.length()));
  for (double& value : deal.gain) {
    value = in.f64();
  }
  return deal;
}

/// A value of a month's table against the month before; tables of another size are compared with zeros.
template <class T>
T before_at(const std::vector<T>& before, std::size_t i) {
  return i < before.size() ? before[i] : T{};
}

void write_changes(ByteWriter& out, const std::vector<float>& values, const std::vector<float>& before) {
  out.count(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    out.f32_change(values[i], before_at(before, i));
  }
}

void write_changes(ByteWriter& out, const std::vector<std::int8_t>& values, const std::vector<std::int8_t>& before) {
  out.count(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    out.u8(static_cast<std::uint8_t>(static_cast<std::uint8_t>(values[i]) ^
                                     static_cast<std::uint8_t>(before_at(before, i))));
  }
}

void read_changes(ByteReader& in, std::vector<float>& values, const std::vector<float>& before) {
  values.resize(static_cast<std::size_t>(in.length()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = in.f32_change(before_at(before, i));
  }
}

void read_changes(ByteReader& in, std::vector<std::int8_t>& values, const std::vector<std::int8_t>& before) {
  values.resize(static_cast<std::size_t>(in.length()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<std::int8_t>(in.u8() ^ static_cast<std::uint8_t>(before_at(before, i)));
  }
}

void write_month(ByteWriter& out, const run::MonthTrace& month, const run::MonthTrace& before) {
  const auto& [control, deaths, displaced, price, men, lever, deal, stock, people] = month;
  write_changes(out, control, before.control);
  out.f64(deaths);
  out.f64(displaced);
  write_changes(out, price, before.price);
  write_changes(out, men, before.men);
  write_changes(out, lever, before.lever);
  write_changes(out, deal, before.deal);
  write_changes(out, stock, before.stock);
  write_changes(out, people, before.people);
}

run::MonthTrace read_month(ByteReader& in, const run::MonthTrace& before) {
  run::MonthTrace month;
  read_changes(in, month.control, before.control);
  month.deaths = in.f64();
  month.displaced = in.f64();
  read_changes(in, month.price, before.price);
  read_changes(in, month.men, before.men);
  read_changes(in, month.lever, before.lever);
  read_changes(in, month.deal, before.deal);
  read_changes(in, month.stock, before.stock);
  read_changes(in, month.people, before.people);
  return month;
}

}  // namespace

std::string to_bytes(const run::RunRecord& record) {
  ByteWriter out;
  const auto& [key, outcomes, deals, trace, events, deaths, displaced, digest, work, refusals, defections, captures,
               failure] = record;
  static_cast<void>(events);
  out.u8(static_cast<std::uint8_t>(kRecordFormat));
  out.u64(key.seed);
  out.count(key.draw);
  out.count(key.replication);
  out.count(outcomes.size());
  for (const run::OutcomeValue& outcome : outcomes) {
    const auto& [value, month] = outcome;
    out.f64(value);
    out.integer(month);
  }
  out.count(deals.size());
  for (const run::DealRecord& deal : deals) {
    write_deal(out, deal);
  }
  out.count(trace.size());
  const run::MonthTrace nothing;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    write_month(out, trace[i], i == 0 ? nothing : trace[i - 1]);
  }
  out.f64(deaths);
  out.f64(displaced);
  out.u64(digest.first);
  out.u64(digest.second);
  const auto& [projections, refreshes, packages, event_count] = work;
  out.count(projections);
  out.count(refreshes);
  out.count(packages);
  out.count(event_count);
  out.count(refusals.size());
  for (const std::uint16_t refused : refusals) {
    out.count(refused);
  }
  out.count(defections);
  out.count(captures);
  out.text(failure);
  return shorten_zeros(out.bytes());
}

std::optional<run::RunRecord> from_bytes(std::string_view bytes) {
  bool whole = true;
  const std::string plain = restore_zeros(bytes, whole);
  ByteReader in(plain);
  if (!whole || in.u8() != kRecordFormat) {
    return std::nullopt;
  }
  run::RunRecord record;
  record.key.seed = in.u64();
  record.key.draw = static_cast<std::uint32_t>(in.count());
  record.key.replication = static_cast<std::uint32_t>(in.count());
  record.outcomes.resize(static_cast<std::size_t>(in.length()));
  for (run::OutcomeValue& outcome : record.outcomes) {
    outcome.value = in.f64();
    outcome.month = static_cast<std::int16_t>(in.integer());
  }
  record.deals.resize(static_cast<std::size_t>(in.length()));
  for (run::DealRecord& deal : record.deals) {
    deal = read_deal(in);
  }
  record.trace.resize(static_cast<std::size_t>(in.length()));
  const run::MonthTrace nothing;
  for (std::size_t i = 0; i < record.trace.size() && in.ok(); ++i) {
    record.trace[i] = read_month(in, i == 0 ? nothing : record.trace[i - 1]);
  }
  record.deaths = in.f64();
  record.displaced = in.f64();
  record.digest.first = in.u64();
  record.digest.second = in.u64();
  record.work.projections = in.count();
  record.work.refreshes = in.count();
  record.work.packages = in.count();
  record.work.events = in.count();
  record.refusals.resize(static_cast<std::size_t>(in.length()));
  for (std::uint16_t& refused : record.refusals) {
    refused = static_cast<std::uint16_t>(in.count());
  }
  record.defections = static_cast<std::uint32_t>(in.count());
  record.captures = static_cast<std::uint32_t>(in.count());
  record.failure = in.text();
  if (!in.ok() || !in.at_end()) {
    return std::nullopt;
  }
  return record;
}

}  // namespace entente::ensemble

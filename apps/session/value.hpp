// SPDX-License-Identifier: Apache-2.0
// What a package is worth to everybody, for a front end: gains over no deal by attribute and by term, who would sign, who
// blocks and by how much, with ranges over draws and beliefs. Plain structs, then text and JSON; no files, no clock.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "apps/session/bargain.hpp"
#include "apps/session/session.hpp"
#include "ensemble/executor.hpp"
#include "scenario/deal_file.hpp"

namespace entente::session {

struct ValueRequest {
  scenario::DealFile deal;
  std::optional<std::int32_t> month;  ///< months after as_of; nothing: as the deal file says, else as_of
  std::uint32_t draws = 100;          ///< draws 0 .. draws - 1 beside the modes
  std::uint32_t sampled_paths = 0;    ///< above 0: also the sampled valuation at the modes, with so many futures
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

/// A package in one state of the inputs. Utilities are gains over no deal on the track. [actor] counts as ValueResult does.
struct PackageWorth {
  bool standing = false;                  ///< the track has a text by then, signed or in force
  std::vector<double> gain, reservation;  ///< [actor]; reservation of an outsider: 0, of no meaning
  std::vector<double> nothing;            ///< [actor] gain of a text that changes nothing; 0 where worlds decide
  std::vector<double> beside;             ///< [actor] what no attribute carries: rival talks kept away
  std::vector<std::vector<double>> part, change;  ///< [actor][attribute] utility, and difference in the measure's unit
  std::vector<std::vector<double>> alone,
      left_out;  ///< [term][actor] gain of the term alone over nothing; of the package without it
  std::vector<double> rights, security, both;  ///< [actor] gain of these terms alone; empty without a pair
};

/// Utilities nearer to 0 count as neither a gain nor a loss of an outsider: they print as 0.
inline constexpr double kNoUtility = 5e-5;

/// 10th, 50th and 90th percentile over draws.
struct DrawRange {
  double lo = 0.0, mid = 0.0, hi = 0.0;
};

/// A belief of everybody at the ends of its stated range, all else at the modes.
struct BeliefRow {
  std::string key, title, unit;  ///< key: "delivery.ACTOR" or "chance.TRACK"
  double mode = 0.0, lo = 0.0, hi = 0.0;
  std::vector<double> gain_lo, gain_hi;  ///< [actor]
};

struct SampledWorth {
  std::uint32_t paths = 0;
  std::vector<double> gain, error;                        ///< [actor] mean and standard error
  std::vector<std::vector<double>> change, change_error;  ///< [actor][attribute], measure's unit
};

struct ValueResult {
  scenario::DealFile deal;
  std::int32_t month = 0;
  bool stated = false;                    ///< utilities as the file states them: no world, no attributes
  std::size_t parties = 0;                ///< the first of `actors`
  std::vector<core::ActorId> actors;      ///< parties in the track's order, then all others that count something
  std::vector<scenario::DealTerm> terms;  ///< those that differ from the status quo
  std::vector<char> rights, security;     ///< [term] which of them are rights in minerals, and which move the ground
  PackageWorth modes;
  std::vector<PackageWorth> draws;  ///< in draw order, failed ones left out
  std::vector<std::uint32_t> draw_numbers;
  std::uint32_t failed = 0;
  std::string first_failure;
  std::vector<BeliefRow> beliefs;
  std::optional<SampledWorth> sampled;
};

/// Values the package: at the modes, in every draw, at the ends of beliefs. The order of terms in the file changes nothing;
/// the same request gives the same result on any executor. What is wrong with the request, or nothing.
[[nodiscard]] Refusal value(const Session& session, const Case& loaded, const ValueRequest& request,
                            ensemble::Executor& executor, ValueResult& out);

/// Over draws, of any number that a state of inputs gives.
[[nodiscard]] DrawRange over_draws(const ValueResult& result, const std::function<double(const PackageWorth&)>& number);
/// In how many draws something holds.
[[nodiscard]] std::uint32_t count_draws(const ValueResult& result,
                                        const std::function<bool(const PackageWorth&)>& holds);
/// The whole less a text that changes nothing less the sum of the terms alone.
[[nodiscard]] double interaction(const PackageWorth& worth, std::size_t actor);
/// Gains at or above every party's reservation; `gain` is one row of a PackageWorth.
[[nodiscard]] bool suits_all(const ValueResult& result, const PackageWorth& worth, const std::vector<double>& gain);

[[nodiscard]] std::string value_text(const Case& loaded, const ValueResult& result);
/// Schema "entente-value/1" (docs/value.md).
[[nodiscard]] std::string value_json(const Case& loaded, const ValueResult& result);

}  // namespace entente::session

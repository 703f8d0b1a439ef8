// SPDX-License-Identifier: Apache-2.0
// Numbers and names as a newcomer reads them: units spelled out, sensible digits, likelihood words, frequencies. Plain text,
// not escaped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/intervals.hpp"
#include "core/quantity.hpp"
#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::report {

/// Digits that a reader can use: three significant ones (up to 999 also whole numbers), groups of thousands, no exponent.
[[nodiscard]] std::string plain_number(double value);
/// A number and its unit in words: "600 million USD", "25 %", "4,000 people".
[[nodiscard]] std::string with_unit(double value, core::Unit unit);
/// The same for a unit that is text (an outcome's): shares become percent.
[[nodiscard]] std::string with_unit(double value, std::string_view unit);
/// Two numbers of one unit, which is said once: "7,180 to 12,400 USD a tonne"; `between` stands between them.
[[nodiscard]] std::string range_words(double lo, double hi, std::string_view unit, std::string_view between = " to ");
/// "12 %", "under 1 %", "over 99 %"; never 0 % or 100 %.
[[nodiscard]] std::string percent(double share);

/// "41 in 100 simulated histories"; below a hundred "31 of 70 ..."; never none and never all: "fewer than 1 in 400 ...".
[[nodiscard]] std::string frequency(std::uint64_t hits, std::uint64_t n);
/// "12 in 100", "fewer than 1 in 100", "more than 99 in 100".
[[nodiscard]] std::string chance(double share);
/// An interval in hundreds: "38 to 44", "up to 2", "at least 98"; widened to whole numbers, so that the words never claim
/// more than the interval does.
[[nodiscard]] std::string hundreds_range(double lo, double hi);
/// Standard words for likelihood (US Intelligence Community Directive 203): "very unlikely" .. "almost certain".
[[nodiscard]] std::string likelihood(double share);

/// A name without what stands in parentheses or after a colon.
[[nodiscard]] std::string short_name(std::string_view name);
[[nodiscard]] std::string actor_name(const scenario::Scenario& scenario, core::ActorId actor);
[[nodiscard]] std::string coalition_name(const scenario::Scenario& scenario, core::CoalitionId coalition);
[[nodiscard]] std::string node_name(const scenario::Scenario& scenario, core::NodeId node);

/// Position of an issue in words: "yes", "25 %", "level 3", "400 million USD".
[[nodiscard]] std::string position_words(const scenario::Issue& issue, double position);
/// Terms that differ from the status quo, "title: position; ..."; or that nothing changes.
[[nodiscard]] std::string package_words(const scenario::Scenario& scenario, const scenario::Track& track,
                                        const world::Package& package);
/// What an attribute of an actor is about: "its money", "people under X".
[[nodiscard]] std::string attribute_words(const scenario::Scenario& scenario, const scenario::Attribute& attribute);
[[nodiscard]] std::string measure_unit(scenario::Measure measure);
/// Reasons of a decision by `actor`: "its money (worse by 21.0), ...", at most three; empty without reasons.
[[nodiscard]] std::string reasons_words(const scenario::Scenario& scenario, core::ActorId actor,
                                        const world::Reasons& reasons);

/// A value on an actor's own scale, in points: 1 on the scale is 1,000 points; one decimal below a hundred.
inline constexpr double kWorthPoints = 1000.0;
[[nodiscard]] std::string worth(double value);
/// The same as a band of width 50 points where the scenario asks for bands only.
[[nodiscard]] std::string worth_of(const scenario::Scenario& scenario, core::ActorId actor, double value);

}  // namespace entente::report

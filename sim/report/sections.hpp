// SPDX-License-Identifier: Apache-2.0
// The sections of the page, one function each. Private to this room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/summary.hpp"
#include "report/html.hpp"
#include "scenario/scenario.hpp"

namespace entente::report {

/// What every section needs.
struct Page {
  const ReportInput& in;
  const scenario::Scenario& s;
  const analysis::Summary& sum;
  std::vector<std::string> month_labels;  // "Mar 2025", one per month of the timeline
};

/// How a number is founded. A source of the tier "judgement" is none.
enum class Footing : std::uint8_t { sourced, mixed, judgement };
[[nodiscard]] Footing footing(const scenario::Scenario& scenario, const core::Quantity& quantity);
[[nodiscard]] std::string footing_words(Footing footing);
/// "Evidence grade: low. ..." of one outcome, by the rule printed in section 2.
[[nodiscard]] std::string evidence(const Page& page, const analysis::OutcomeSummary& outcome);
/// The path of an input in words: its owner's name and the last part.
[[nodiscard]] std::string input_name(const scenario::Scenario& scenario, core::ParamId param);

/// A card with answer, dots, baselines and evidence.
[[nodiscard]] std::string outcome_card(const Page& page, const analysis::OutcomeSummary& outcome);
/// Outcomes that are not about harm; those stand in their own section.
[[nodiscard]] std::string section_answer(const Page& page);
[[nodiscard]] std::string section_inputs(const Page& page);
[[nodiscard]] std::string section_refusals(const Page& page);
[[nodiscard]] std::string section_deals(const Page& page);
[[nodiscard]] std::string section_timeline(const Page& page);
[[nodiscard]] std::string section_places(const Page& page);
[[nodiscard]] std::string section_stories(const Page& page);
[[nodiscard]] std::string section_harm(const Page& page);
[[nodiscard]] std::string section_register(const Page& page);
[[nodiscard]] std::string section_reproduce(const Page& page);
[[nodiscard]] std::string not_for(const Page& page);

}  // namespace entente::report

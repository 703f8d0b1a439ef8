// SPDX-License-Identifier: Apache-2.0
// The story of one run in plain words, month by month, from its events: offers and answers with reasons, choices with the
// option refused, ground that changes hands, harm to civilians, how each outcome resolved. It adds no judgement and nothing
// that is not in the record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "run/record.hpp"
#include "scenario/scenario.hpp"

namespace entente::report {

enum class StoryKind : std::uint8_t {
  talks,  // talks open, break, run out
  offer,
  refusal,
  signature,
  ratification,
  force,  // enters into force, resumes
  delivery,
  defection,   // an obligation is not kept; a truce is violated
  suspension,  // suspended, collapsed
  lever,       // an actor changes its own course
  pressure,    // sanctions, export rules
  shock,
  ground,  // a place changes hands
  troops,  // larger movements of men
  harm,
  outcome,  // after the last month
};

/// One sentence or two. event: index into RunRecord::events of what it tells, -1 for outcomes.
struct StoryLine {
  std::int32_t month = 0;  ///< 1 is the first month after as_of
  StoryKind kind = StoryKind::talks;
  std::string text;  ///< plain text, not escaped
  std::int32_t event = -1;
};

struct Story {
  run::RunKey key;
  std::string opening;           ///< one paragraph: which history this is and what its numbers mean
  std::vector<StoryLine> lines;  ///< everything
  std::vector<StoryLine> brief;  ///< at most kBriefLines of them, for a page
};
inline constexpr std::size_t kBriefLines = 40;

/// Needs a record with events (RunOptions::keep_events); without them only outcomes are told.
[[nodiscard]] Story story(const scenario::Scenario& scenario, const scenario::Draw& draw, const run::RunRecord& record);

/// "April 2025" for a month of the run; 0 is the month of as_of.
[[nodiscard]] std::string month_name(const scenario::Scenario& scenario, int month);

/// The whole (or brief) story as plain text with a heading per month, ending in a line feed.
[[nodiscard]] std::string story_text(const scenario::Scenario& scenario, const Story& story, bool brief = false);

}  // namespace entente::report

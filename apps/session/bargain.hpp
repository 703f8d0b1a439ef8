// SPDX-License-Identifier: Apache-2.0
// Pure negotiation for a front end: solution concepts of the talks that a file states, and sessions of them played by the
// protocol the file names. Plain structs, then text and JSON; no files, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/alternating.hpp"
#include "analysis/solutions.hpp"
#include "apps/session/session.hpp"
#include "run/session.hpp"

namespace entente::session {

/// What of a case cannot be answered, in words for the user, or nothing.
using Refusal = std::optional<std::string>;

/// The track that is meant: the named one, or the only one.
[[nodiscard]] Refusal choose_track(const Case& loaded, const std::string& name, core::TrackId& out);

// --- solutions -----------------------------------------------------------------------------------------------------

enum class OutcomeSet : std::uint8_t {
  automatic,   ///< continuous where every issue is continuous and every worth concave, else grid
  grid,        ///< the packages of the file's grid
  continuous,  ///< any position of the ranges
  lotteries,   ///< lotteries over packages: the convex hull
};

struct SolutionsRequest {
  std::string track;
  OutcomeSet set = OutcomeSet::automatic;
  std::vector<std::pair<std::string, double>> weights, disagreement;  ///< by party id
  std::int64_t draw = -1;                                             ///< -1: central values
};

/// One package, or one part of a lottery.
struct Agreement {
  std::vector<double> position;  ///< per issue
  std::vector<double> utility;   ///< per party
  double chance = 1.0;
};

struct RuleResult {
  analysis::Rule rule = analysis::Rule::nash;
  analysis::Answer answer = analysis::Answer::no_zone;
  double value = 0.0;
  bool lottery = false;  ///< `at` are parts of one lottery, else ties
  std::vector<Agreement> at;
  std::uint64_t ties = 0;       ///< how many there are; `at` holds the first kMostTies
  std::vector<double> utility;  ///< expected under a lottery; else of the first tie
};
inline constexpr std::size_t kMostTies = 20;

/// Alternating offers by backward induction.
struct Alternation {
  std::size_t first = 0;  ///< who offers first
  std::int64_t rounds = 0, round = 0;
  std::vector<double> patience;
  std::optional<Agreement> at;
};

struct SolutionsResult {
  core::TrackId track;
  OutcomeSet set = OutcomeSet::grid;
  bool everywhere = false;       ///< positions between those of the grid were used
  std::int64_t packages = 0;     ///< of the grid
  std::uint64_t acceptable = 0;  ///< of the grid
  analysis::Terms terms;
  std::vector<double> discount;  ///< factor a month, as stated
  std::vector<double> ideal;
  std::vector<Agreement> frontier;  ///< efficient packages (grid), or supporting points (two parties)
  std::uint64_t frontier_in_zone = 0;
  std::vector<RuleResult> rules;
  bool no_zone = false;
  std::vector<double> best, shortfall, alone;  ///< when there is no zone
  std::optional<Agreement> closest;
  std::vector<Alternation> alternating;  ///< two parties
};

/// What is wrong with the request, or the result.
[[nodiscard]] Refusal solutions(const Session& session, const Case& loaded, const SolutionsRequest& request,
                                SolutionsResult& out);
[[nodiscard]] std::string solutions_text(const Case& loaded, const SolutionsResult& result, bool frontier);
[[nodiscard]] std::string solutions_json(const Case& loaded, const SolutionsResult& result);

// --- sessions ------------------------------------------------------------------------------------------------------

struct NegotiateRequest {
  std::string track;
  std::uint64_t seed = 0;
  std::uint32_t draw = 0;  ///< the session to play, or the first of several
  bool at_mode = false;    ///< central values; only luck differs between sessions
};

/// The offers of one session with answers, as text and as JSON.
[[nodiscard]] std::string session_text(const Case& loaded, core::TrackId track, const run::SessionRecord& record);
[[nodiscard]] std::string session_json(const Case& loaded, core::TrackId track, const run::SessionRecord& record);

struct NegotiateResult {
  core::TrackId track;
  std::uint64_t sessions = 0, agreed = 0, failed = 0;
  std::string first_failure;
  std::vector<std::pair<std::string, std::uint64_t>> ended;  ///< without agreement: why, how often
  double mean_month = 0.0, mean_offers = 0.0;                ///< of agreements; of all
  std::vector<double> gain, gain_lo, gain_hi;                ///< mean over agreements with its 95 % interval
  std::uint64_t efficient = 0;                               ///< agreements that no package of the grid betters for all
  bool judged = false;                                       ///< `efficient` was counted
  std::vector<std::pair<Agreement, std::uint64_t>> common;   ///< the most frequent agreements
};
inline constexpr std::size_t kMostCommon = 5;

/// Plays one session. Precondition: choose_track gave the track.
[[nodiscard]] run::SessionRecord negotiate_once(const Session& session, const Case& loaded, core::TrackId track,
                                                const NegotiateRequest& request);
/// Plays `count` sessions from `request.draw` on.
[[nodiscard]] NegotiateResult negotiate_many(const Session& session, const Case& loaded, core::TrackId track,
                                             const NegotiateRequest& request, std::uint32_t count);
[[nodiscard]] std::string negotiate_text(const Case& loaded, const NegotiateResult& result);
[[nodiscard]] std::string negotiate_json(const Case& loaded, const NegotiateResult& result,
                                         const NegotiateRequest& request);

}  // namespace entente::session

// SPDX-License-Identifier: Apache-2.0
// Solution concepts of bargaining on a finite set of outcomes, without lotteries: zone of agreement, Pareto frontier, Nash,
// Kalai-Smorodinsky, egalitarian, utilitarian, each by the rule that rule_text() prints, with all ties. Utilities are used
// as stated; nothing is rescaled. With lotteries: solutions_mixed.hpp.
// Sources: Nash (1950); Kalai and Smorodinsky (1975); Kalai (1977); Imai (1983) for leximin; Roth (1979) for weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace entente::analysis {

/// What holds besides the outcomes. An empty list: reservation 0, disagreement = reservation, weight 1 for everybody.
struct Terms {
  std::vector<double> reservation;   ///< utility below which a party does not sign
  std::vector<double> disagreement;  ///< utility without agreement, from which surpluses are counted
  std::vector<double> weight;        ///< bargaining weights, above 0 (Nash and utilitarian)
};

enum class Rule : std::uint8_t { nash, kalai_smorodinsky, equal_shares, egalitarian, utilitarian };
inline constexpr std::size_t kRules = 5;

/// "nash", "kalai_smorodinsky", ...
[[nodiscard]] std::string_view rule_key(Rule rule);
/// The exact rule in one sentence, for outcomes or (mixed) for lotteries over them.
[[nodiscard]] std::string_view rule_text(Rule rule, bool mixed = false);

enum class Answer : std::uint8_t {
  found,
  no_zone,    ///< no outcome is at or above every reservation and disagreement utility
  undefined,  ///< Nash: no outcome leaves every party that can gain at all a gain
};

struct Choice {
  Rule rule = Rule::nash;
  Answer answer = Answer::no_zone;
  double value = 0.0;                   ///< the maximised (equal_shares: minimised) number; Nash: the weighted product
  std::vector<std::uint32_t> outcomes;  ///< every tie, ascending
};

/// Why there is no zone.
struct Gaps {
  std::vector<double> best;       ///< each party's largest utility over all outcomes
  std::uint32_t closest = 0;      ///< outcome whose largest shortfall is smallest
  std::vector<double> shortfall;  ///< per party there, 0 where it would sign
  /// By how much each party alone would have to come down for a zone to open; infinite where no outcome suits the others.
  std::vector<double> alone;
};

struct Solutions {
  std::size_t parties = 0;
  std::uint32_t outcomes = 0, acceptable = 0;
  std::vector<std::uint32_t> frontier;  ///< efficient outcomes, ascending, acceptable or not
  std::vector<std::uint32_t> zone;      ///< those of them that every party would sign
  std::vector<double> ideal;            ///< each party's largest utility in the zone
  std::vector<Choice> choices;          ///< one per rule, in the order of Rule
  std::optional<Gaps> gaps;             ///< when the zone is empty
  [[nodiscard]] const Choice& of(Rule rule) const { return choices[static_cast<std::size_t>(rule)]; }
};

/// Criteria closer than this, relative to their scale (largest surplus), count as ties.
inline constexpr double kTie = 1e-10;

/// `utility` is row-major, outcomes x parties, finite. Throws std::invalid_argument for lists of a wrong length, no
/// outcome, more than 16 parties, or a weight that is not above 0.
[[nodiscard]] Solutions solve(std::span<const double> utility, std::size_t parties, const Terms& terms);

/// Terms with empty lists filled in and checked; throws like solve().
[[nodiscard]] Terms completed(const Terms& terms, std::size_t parties);

/// What a party must get at least: the larger of reservation and disagreement utility.
[[nodiscard]] double least(const Terms& terms, std::size_t party);

}  // namespace entente::analysis

// SPDX-License-Identifier: Apache-2.0
// Which answers depend on the conflict family: the same case, numbers and luck with every registered family in turn.
#include <cmath>

#include "apps/validate/bench.hpp"
#include "apps/validate/ensembles.hpp"

namespace entente::validate {
namespace {

constexpr double kPoints = 0.10;  // of a frequency
constexpr double kPart = 0.20;    // of the mean of a figure

std::string verdict(const Paired& p, bool binary) {
  const double least = binary ? kPoints : kPart * std::max(std::abs(p.first), 1e-9);
  if (!p.seen()) return "not told apart";
  return std::abs(p.difference) >= least ? "**depends**" : "little";
}

}  // namespace

Page families_page(const Context& c) {
  Page page("What depends on the conflict family",
            "Every outcome under each way of modelling the fighting; same numbers where both families know them, same "
            "luck elsewhere.\n"
            "An answer that changes with the family is an answer of the family as much as of the case.");
  run::RunOptions options;
  options.keep_trace = false;
  c.tell("families: " + c.base.conflict.key);
  const auto own = play_ensemble(c, c.base, options, outcome_values);
  for (const auto& [key, family] : c.session.registry().conflict) {
    if (key == c.base.conflict.key) continue;
    c.tell("families: " + key);
    const auto other = play_ensemble(c, with_overlay(c.session, c.folder, "conflict=" + key), options, outcome_values);
    page.section("`" + c.base.conflict.key + "` against `" + key + "`");
    page.text(
        family.doc + " " + std::to_string(c.runs) +
        " runs each. *Depends*: told apart from nothing, and by ten points (of figures: a fifth of the mean) or more.");
    std::vector<Row> rows;
    std::size_t depends = 0;
    for (std::size_t o = 0; o < c.base.outcomes.size(); ++o) {
      const auto& outcome = c.base.outcomes[o];
      const bool binary = outcome.type == scenario::OutcomeType::binary;
      const Paired p = compare(own, other, o);
      const int digits = binary || std::abs(p.first) < 10.0 ? 2 : 1;
      rows.push_back({"`" + outcome.id + "`", number(p.first, digits), number(p.second, digits),
                      change(p.difference, digits),
                      change(p.interval.lo, digits) + " to " + change(p.interval.hi, digits), verdict(p, binary)});
      depends += rows.back().back() == "**depends**" ? 1 : 0;
    }
    page.table({"outcome", c.base.conflict.key, key, "difference", "95 % interval", "verdict"}, rows);
    page.text(std::to_string(depends) + " of " + std::to_string(rows.size()) + " outcomes depend on the family.");
  }
  bias_section(c, page);
  return page;
}

}  // namespace entente::validate

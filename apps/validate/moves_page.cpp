// SPDX-License-Identifier: Apache-2.0
// Two predicted moves for every outcome: the number or overlay the scenario names, runs under the same keys, and whether
// the outcome answers with the predicted sign and by enough.
#include <cmath>
#include <map>

#include "apps/validate/bench.hpp"
#include "apps/validate/ensembles.hpp"

namespace entente::validate {
namespace {

constexpr double kEnough = 0.10;      // points of a frequency; share of the mean of a figure
constexpr std::size_t kMostWeak = 3;  // outcomes that may stay below it

/// The case as it is, or under the overlay in which the move is measured.
scenario::Scenario unmoved(const Context& c, const std::string& base) {
  return base.empty() ? c.base : with_overlay(c.session, c.folder, base);
}

scenario::Scenario moved(const Context& c, const scenario::Move& move) {
  if (move.overlay.empty()) return scaled(unmoved(c, move.base), move.path, move.factor, move.offset);
  return with_overlay(c.session, c.folder, move.base.empty() ? move.overlay : move.base + "+" + move.overlay);
}

std::string under(const scenario::Move& move) { return move.base.empty() ? "" : ", under `" + move.base + "`"; }

std::string what(const scenario::Move& move) {
  if (!move.overlay.empty()) return "overlay `" + move.overlay + "`" + under(move);
  std::string out = "`" + move.path + "`";
  if (move.factor != 1.0) out += " x " + number(move.factor, 2);
  if (move.offset != 0.0) out += " " + change(move.offset, 2);
  return out + under(move);
}

struct Answer {
  std::string verdict;
  bool against = false, enough = false;
};

Answer judge(const Paired& p, const scenario::Move& move, bool binary) {
  const double towards = p.difference * move.sign;
  const double least = binary ? kEnough : kEnough * std::abs(p.first);
  Answer a;
  a.against = towards < 0.0 && p.seen();
  a.enough = towards >= least * (1.0 - 1e-9) && p.seen();  // a sum of tenths may round below
  a.verdict = a.against                   ? "**against**"
              : a.enough                  ? "as predicted"
              : towards > 0.0 && p.seen() ? "as predicted, small"
                                          : "not told from nothing";
  return a;
}

/// Weak outcomes must be few and listed with a reason.
void weak_section(const Context& c, const std::vector<std::string>& weak, Page& page) {
  page.section("Outcomes that answer weakly");
  page.text("Below " + number(100.0 * kEnough, 0) +
            " points (of figures: per cent of the mean) in at least one of their moves.");
  std::vector<Row> rows;
  bool listed = true;
  for (const auto& id : weak) {
    const auto reason = c.arguments.weak.find(id);
    listed = listed && reason != c.arguments.weak.end();
    rows.push_back({"`" + id + "`", reason == c.arguments.weak.end() ? "**no reason given**" : reason->second});
  }
  if (!rows.empty()) page.table({"outcome", "reason"}, rows);
  page.check(weak.size() <= kMostWeak, "at most " + std::to_string(kMostWeak) + " outcomes answer weakly (" +
                                           std::to_string(weak.size()) + " do)");
  page.check(listed, "each of them is listed with its reason in validation.toml");
}

}  // namespace

Page moves_page(const Context& c) {
  Page page("Predicted signs",
            "For every outcome two changes of the inputs whose effect was predicted, with the reason, before anything "
            "was run; the same keys\n"
            "with and without the change, " +
                std::to_string(c.runs) + " runs each.");
  run::RunOptions options;
  options.keep_trace = false;
  std::map<std::string, std::vector<std::vector<double>>> bases;  // overlay of the comparison, or none
  const auto base_of = [&](const std::string& name) -> const std::vector<std::vector<double>>& {
    const auto found = bases.find(name);
    if (found != bases.end()) return found->second;
    c.tell("moves: base " + name);
    return bases.emplace(name, play_ensemble(c, unmoved(c, name), options, outcome_values)).first->second;
  };
  const auto& plain = base_of("");
  std::vector<Row> rows;
  std::vector<std::string> weak, against;
  page.section("Moves");
  for (std::size_t o = 0; o < c.base.outcomes.size(); ++o) {
    const auto& outcome = c.base.outcomes[o];
    const bool binary = outcome.type == scenario::OutcomeType::binary;
    const int digits = binary || std::abs(compare(plain, plain, o).first) < 10.0 ? 3 : 1;
    int moves = 0;
    bool enough = true;
    for (const auto& move : c.base.moves) {
      if (move.outcome.index() != o) continue;
      c.tell("moves: " + move.id);
      const auto changed = play_ensemble(c, moved(c, move), options, outcome_values);
      const auto p = compare(base_of(move.base), changed, o);
      const Answer a = judge(p, move, binary);
      ++moves;
      enough = enough && a.enough;
      if (a.against) against.push_back(move.id);
      rows.push_back({"`" + outcome.id + "`", what(move), move.sign > 0 ? "+" : "-", number(p.first, digits),
                      number(p.second, digits), change(p.difference, digits),
                      change(p.interval.lo, digits) + " to " + change(p.interval.hi, digits), a.verdict, move.why});
    }
    if (moves < 2) page.check(false, "`" + outcome.id + "` has " + std::to_string(moves) + " predicted moves, not two");
    if (!enough) weak.push_back(outcome.id);
  }
  page.table({"outcome", "change", "predicted", "before", "after", "difference", "95 % interval", "verdict", "why"},
             rows);
  std::string list;
  for (const auto& id : against) list += (list.empty() ? ": " : ", ") + id;
  page.check(against.empty(), "no outcome moves against its prediction" + list);
  weak_section(c, weak, page);
  return page;
}

}  // namespace entente::validate

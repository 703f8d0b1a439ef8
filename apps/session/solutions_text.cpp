// SPDX-License-Identifier: Apache-2.0
// Solution concepts in words and as JSON: each with the rule it was found by, ties listed, "none" with every party's gap.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/session/bargain.hpp"
#include "apps/session/bargain_words.hpp"

namespace entente::session {
namespace {

using detail::by_party;
using detail::positions_text;
using detail::short_number;
using Json = nlohmann::ordered_json;

const char* set_key(OutcomeSet set) {
  switch (set) {
    case OutcomeSet::grid: return "grid";
    case OutcomeSet::continuous: return "continuous";
    case OutcomeSet::lotteries: return "lotteries";
    case OutcomeSet::automatic: break;
  }
  return "automatic";
}

std::string set_text(const SolutionsResult& r) {
  switch (r.set) {
    case OutcomeSet::grid:
      return "grid: the " + std::to_string(r.packages) + " packages of the file's grid, no lotteries";
    case OutcomeSet::continuous: return "continuous: any position in the ranges, no lotteries (every worth is concave)";
    default:
      return r.everywhere
                 ? "lotteries: over any positions in the ranges; every worth is concave, so one package does as well"
                 : "lotteries: over the " + std::to_string(r.packages) + " packages of the file's grid (convex hull)";
  }
}

std::string answer_key(analysis::Answer answer) {
  return answer == analysis::Answer::found ? "found" : answer == analysis::Answer::no_zone ? "no_zone" : "undefined";
}

class Text {
 public:
  Text(const scenario::Scenario& s, const SolutionsResult& r) : s_(s), track_(s.tracks[r.track.index()]), r_(r) {}

  std::string write(bool frontier) {
    out_ = track_.title + " (" + track_.id + ")\n";
    line("set", set_text(r_));
    line("utilities", "as stated in the file; no agreement is worth 0; nothing is rescaled");
    line("reservation", numbers(r_.terms.reservation));
    line("disagreement", numbers(r_.terms.disagreement));
    line("weights", numbers(r_.terms.weight));
    line("discount", numbers(r_.discount) + " a month; used by alternating offers only, the rules agree at once");
    if (r_.set == OutcomeSet::grid) {
      line("zone", std::to_string(r_.acceptable) + " of " + std::to_string(r_.packages) + " packages suit everybody");
      line("frontier", std::to_string(r_.frontier.size()) + " efficient packages, " +
                           std::to_string(r_.frontier_in_zone) + " in the zone");
    }
    if (r_.no_zone) {
      none();
    } else {
      line("ideal", numbers(r_.ideal) + " (each party's most in the zone)");
      for (const RuleResult& rule : r_.rules) tell(rule);
      for (const Alternation& one : r_.alternating) tell(one);
    }
    if (frontier) tell_frontier();
    return out_;
  }

 private:
  [[nodiscard]] std::string numbers(const std::vector<double>& x) const { return by_party(s_, track_, x); }
  void line(const std::string& what, const std::string& text) {
    out_ += what + std::string(what.size() < 14 ? 14 - what.size() : 1, ' ') + text + "\n";
  }
  [[nodiscard]] std::string package(const Agreement& a) const {
    return numbers(a.utility) + (a.position.empty() ? "" : "   [" + positions_text(s_, track_, a.position) + "]");
  }

  void tell(const RuleResult& rule) {
    out_ += "\n" + std::string(analysis::rule_key(rule.rule)) +
            "\n  rule: " + std::string(analysis::rule_text(rule.rule, r_.set != OutcomeSet::grid)) + "\n";
    if (rule.answer != analysis::Answer::found) {
      if (rule.rule == analysis::Rule::nash)
        out_ += "  undefined: no outcome leaves a gain to every party that can gain at all\n";
      return;
    }
    if (rule.lottery) {
      out_ += "  expected " + numbers(rule.utility) + "\n";
      for (const Agreement& part : rule.at)
        out_ += "  with chance " + short_number(part.chance) + ": " + package(part) + "\n";
    } else {
      const std::size_t shown = std::min<std::size_t>(rule.at.size(), 5);
      for (std::size_t k = 0; k < shown; ++k) out_ += "  " + package(rule.at[k]) + "\n";
      if (rule.ties > shown) out_ += "  and " + std::to_string(rule.ties - shown) + " more\n";
      if (rule.ties > 1) out_ += "  " + std::to_string(rule.ties) + " ties\n";
    }
    out_ += "  value " + short_number(rule.value) + "\n";
  }

  void tell(const Alternation& one) {
    out_ += "\nalternating offers, " + detail::party_id(s_, track_, one.first) +
            " first\n  rule: backward induction over " + std::to_string(one.rounds) +
            " rounds; a round of waiting leaves " + numbers(one.patience) + " of a surplus (discount and breakdown)\n";
    if (!one.at) {
      out_ += "  no agreement\n";
      return;
    }
    out_ += "  " + package(*one.at) + (one.round > 0 ? " in round " + std::to_string(one.round + 1) : "") + "\n";
  }

  void none() {
    out_ += "\nno zone of agreement: no " + std::string(r_.set == OutcomeSet::lotteries ? "lottery" : "outcome") +
            " is at or above everybody's reservation\n";
    for (std::size_t p = 0; p < r_.best.size(); ++p) {
      const double need = std::max(r_.terms.reservation[p], r_.terms.disagreement[p]);
      std::string text = "  " + detail::party_id(s_, track_, p) + ": needs " + short_number(need) + ", its most is " +
                         short_number(r_.best[p]);
      if (r_.best[p] < need) text += ", " + short_number(need - r_.best[p]) + " short of it whatever the others do";
      text += std::isfinite(r_.alone[p]) ? "; alone it would have to come down by " + short_number(r_.alone[p])
                                         : "; nothing suits the others even without it";
      out_ += text + "\n";
    }
    out_ += "  closest (largest shortfall smallest, in utility as stated): " + package(*r_.closest) + "; short by " +
            numbers(r_.shortfall) + "\n";
  }

  void tell_frontier() {
    out_ += r_.set == OutcomeSet::grid ? "\nPareto frontier\n" : "\npoints of the Pareto frontier\n";
    for (const Agreement& a : r_.frontier) out_ += "  " + package(a) + "\n";
  }

  const scenario::Scenario& s_;
  const scenario::Track& track_;
  const SolutionsResult& r_;
  std::string out_;
};

class Document {
 public:
  Document(const scenario::Scenario& s, const SolutionsResult& r) : s_(s), track_(s.tracks[r.track.index()]), r_(r) {}

  std::string write() {
    Json out;
    out["schema"] = "entente-solutions/1";
    out["scenario"] = s_.id;
    out["purpose"] = s_.purpose;
    out["not_for"] = s_.not_for;
    out["track"] = track_.id;
    out["set"] = set_key(r_.set);
    out["between_grid"] = r_.everywhere;
    out["packages"] = r_.packages;
    if (r_.set == OutcomeSet::grid) out["acceptable"] = r_.acceptable;
    out["reservation"] = numbers(r_.terms.reservation);
    out["disagreement"] = numbers(r_.terms.disagreement);
    out["weights"] = numbers(r_.terms.weight);
    out["discount"] = numbers(r_.discount);
    out["agreement_zone"] = !r_.no_zone;
    if (!r_.ideal.empty()) out["ideal"] = numbers(r_.ideal);
    out["rules"] = Json::array();
    for (const RuleResult& rule : r_.rules) out["rules"].push_back(of(rule));
    if (r_.no_zone) out["gaps"] = gaps();
    out["alternating_offers"] = Json::array();
    for (const Alternation& one : r_.alternating) out["alternating_offers"].push_back(of(one));
    out["frontier"] = Json::array();
    for (const Agreement& a : r_.frontier) out["frontier"].push_back(of(a));
    return out.dump(2) + "\n";
  }

 private:
  [[nodiscard]] Json numbers(const std::vector<double>& x) const {
    Json out = Json::object();
    for (std::size_t p = 0; p < x.size(); ++p) {
      out[detail::party_id(s_, track_, p)] = std::isfinite(x[p]) ? Json(x[p]) : Json(nullptr);
    }
    return out;
  }
  [[nodiscard]] Json of(const Agreement& a) const {
    Json out;
    out["utility"] = numbers(a.utility);
    out["positions"] = Json::object();
    for (std::size_t k = 0; k < a.position.size(); ++k)
      out["positions"][s_.issues[track_.issues[k].index()].id] = a.position[k];
    return out;
  }
  [[nodiscard]] Json of(const RuleResult& rule) const {
    Json out;
    out["key"] = analysis::rule_key(rule.rule);
    out["rule"] = analysis::rule_text(rule.rule, r_.set != OutcomeSet::grid);
    out["answer"] = answer_key(rule.answer);
    if (rule.answer != analysis::Answer::found) return out;
    out["value"] = rule.value;
    out["utility"] = numbers(rule.utility);
    out["ties"] = rule.ties;
    out["lottery"] = rule.lottery;
    out["at"] = Json::array();
    for (const Agreement& a : rule.at) {
      Json part = of(a);
      if (rule.lottery) part["chance"] = a.chance;
      out["at"].push_back(part);
    }
    return out;
  }
  [[nodiscard]] Json gaps() const {
    Json out;
    out["best"] = numbers(r_.best);
    out["closest"] = of(*r_.closest);
    out["shortfall"] = numbers(r_.shortfall);
    out["alone"] = numbers(r_.alone);
    return out;
  }
  [[nodiscard]] Json of(const Alternation& one) const {
    Json out;
    out["first"] = detail::party_id(s_, track_, one.first);
    out["rounds"] = one.rounds;
    out["worth_of_waiting"] = numbers(one.patience);
    out["round"] = one.round + 1;
    out["at"] = one.at ? of(*one.at) : Json(nullptr);
    return out;
  }

  const scenario::Scenario& s_;
  const scenario::Track& track_;
  const SolutionsResult& r_;
};

}  // namespace

std::string solutions_text(const Case& loaded, const SolutionsResult& result, bool frontier) {
  return Text(loaded.scenario(), result).write(frontier);
}

std::string solutions_json(const Case& loaded, const SolutionsResult& result) {
  return Document(loaded.scenario(), result).write();
}

}  // namespace entente::session

// SPDX-License-Identifier: Apache-2.0
// Section 1: every outcome as a frequency or a spread, with interval, dots, simple guesses and evidence.
#include "core/text.hpp"
#include "report/charts.hpp"
#include "report/markup.hpp"
#include "report/sections.hpp"
#include "report/words.hpp"

namespace entente::report {
namespace {

using analysis::Baseline;
using analysis::OutcomeSummary;

std::string guess_words(const OutcomeSummary& outcome, const Baseline& guess, const std::string& unit) {
  if (!outcome.binary) {
    std::string out = with_unit(guess.value, unit);
    if (guess.has_range) out += " (" + range_words(guess.lo, guess.hi, unit) + ")";
    return out;
  }
  if (guess.id == "persistence") return guess.value != 0.0 ? "stays true" : "stays not true";
  std::string out = chance(guess.value);
  if (guess.has_range) out += " (" + hundreds_range(guess.lo, guess.hi) + ")";
  return out;
}

std::string answer_words(const Page& page, const OutcomeSummary& outcome) {
  const auto& o = page.s.outcomes[outcome.outcome.index()];
  if (outcome.binary) {
    return "<p class=\"answer\"><strong>" + text(frequency(outcome.hits, outcome.n)) + "</strong> (" +
           text(likelihood(outcome.value)) + ")</p>";
  }
  return "<p class=\"answer\"><strong>" + text(with_unit(outcome.fan.mid, o.unit)) +
         "</strong> in the middle history; 8 in 10 histories between " +
         text(range_words(outcome.fan.low, outcome.fan.high, o.unit, " and ")) + "</p>";
}

std::string sampling_words(const Page& page, const OutcomeSummary& outcome) {
  const auto& o = page.s.outcomes[outcome.outcome.index()];
  if (outcome.binary) {
    std::string out =
        "Other luck and other draws: " + hundreds_range(outcome.sampling.lo, outcome.sampling.hi) + " in 100 (95 %).";
    if (outcome.median_month >= 0.0 && !o.at) {
      out +=
          " Where it comes true, half do by " + month_name(page.s, static_cast<int>(outcome.median_month + 0.5)) + ".";
    }
    return out;
  }
  return "Mean " + with_unit(outcome.value, o.unit) +
         "; other luck and other draws: " + range_words(outcome.sampling.lo, outcome.sampling.hi, o.unit) + " (95 %).";
}

}  // namespace

std::string outcome_card(const Page& page, const OutcomeSummary& outcome) {
  const auto& o = page.s.outcomes[outcome.outcome.index()];
  const std::string id = "o" + std::to_string(outcome.outcome.index());
  std::string out = "<article class=\"card\" id=\"" + id + "\"><h3>" + text(o.title) + "</h3>";
  out += answer_words(page, outcome);
  out +=
      outcome.binary ? dots_of_share(id + "-d", o.title, outcome.value) : dots_of_values(id + "-d", o.title, outcome);
  out += "<p class=\"note\">" + text(sampling_words(page, outcome)) + "</p><ul>";
  for (const Baseline& guess : outcome.baselines) {
    out +=
        "<li><span>" + text(guess.title) + "</span><span>" + text(guess_words(outcome, guess, o.unit)) + "</span></li>";
  }
  out += "</ul><p class=\"note\">" + text(evidence(page, outcome)) + "</p>";
  const std::string when = (o.at ? "In " : "By ") + month_name(page.s, o.month) + ". ";
  return out + "<p class=\"note\">" + text(when + o.rule) + "</p></article>\n";
}

std::string section_answer(const Page& page) {
  std::string out = "<section id=\"answer\"><h2>1. What the simulated histories say</h2>\n";
  out += paragraph(
      "Each question stands with the rule that decides it. A frequency counts simulated histories; it is not a chance "
      "that something happens in the world. Fifty dots stand for the histories: filled ones are those in which it "
      "comes true. "
      "On a number line each dot is one history in fifty, and the small triangles are the simple guesses listed below "
      "it.");
  out += paragraph(
      "Three kinds of doubt, kept apart. Luck and draws: the 95 % range on each card. Inputs: drawn from the ranges of "
      "section 9 "
      "and so already inside every frequency. The model itself: one family only (" +
      page.s.conflict.key + ", " + page.s.economy.key + ", " + page.s.policy.key + ", " + page.s.preference.key +
      "); how far another family would differ is not measured here.");
  for (const bool binary : {true, false}) {
    std::string cards;
    for (const OutcomeSummary* outcome : analysis::in_file_order(page.s, page.sum)) {
      if (outcome->binary == binary && !page.s.outcomes[outcome->outcome.index()].harm)
        cards += outcome_card(page, *outcome);
    }
    if (cards.empty()) continue;
    out += std::string("<h3>") + (binary ? "Questions with yes or no" : "Quantities") +
           "</h3>\n<div class=\"cards\">\n" + cards + "</div>\n";
  }
  Table guesses("Simple guesses: formula and data", {"Outcome", "Guess", "Value", "Formula and data"});
  for (const OutcomeSummary* outcome : analysis::in_file_order(page.s, page.sum)) {
    const auto& o = page.s.outcomes[outcome->outcome.index()];
    for (const Baseline& guess : outcome->baselines) {
      guesses.row({text(o.title), text(guess.title), text(guess_words(*outcome, guess, o.unit)), text(guess.formula)});
    }
  }
  out += folded("How the simple guesses were made", guesses.html());
  out += folded("The words for likelihood",
                "<p>Those of US Intelligence Community Directive 203, always beside the number: almost no chance "
                "(under 5 in 100), very unlikely (5 to 20), unlikely (20 to 45), roughly even chance (45 to 55), "
                "likely (55 to 80), very likely "
                "(80 to 95), almost certain (over 95). They describe frequencies of simulated histories.</p>");
  return out + "</section>\n";
}

}  // namespace entente::report

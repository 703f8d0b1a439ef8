// SPDX-License-Identifier: Apache-2.0
// Words of a valuation.
#include "apps/session/value_words.hpp"

#include <algorithm>

#include "apps/session/bargain_words.hpp"
#include "report/words.hpp"

namespace entente::session::detail {
namespace {

/// Letters of a UTF-8 text.
std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

}  // namespace

std::string TextTable::write() const {
  std::vector<std::size_t> width;
  for (const auto& row : rows_) {
    width.resize(std::max(width.size(), row.size()), 0);
    for (std::size_t c = 0; c < row.size(); ++c) width[c] = std::max(width[c], letters(row[c]));
  }
  const auto empty = [this](std::size_t c) {  // nothing but its head
    return std::all_of(rows_.begin() + 1, rows_.end(), [c](const auto& row) { return row[c].empty(); });
  };
  std::vector<char> left_out;
  for (std::size_t c = 0; c < width.size(); ++c) left_out.push_back(c > 0 && rows_.size() > 1 && empty(c) ? 1 : 0);
  std::string out;
  for (const auto& row : rows_) {
    std::string line = "  ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (left_out[c] != 0) continue;
      const std::string pad(width[c] - letters(row[c]), ' ');
      line += (c == 0 ? "" : "  ") + (c < left_ || c >= words_ ? row[c] + pad : pad + row[c]);
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out += line + "\n";
  }
  return out;
}

std::string amount_words(const ValueResult& result, double utility) {
  return result.stated ? short_number(utility) : report::worth(utility);
}

std::string utility_words(const ValueResult& result, double utility) {
  const std::string text = amount_words(result, utility);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return zero ? "0" : utility > 0.0 ? "+" + text : text;
}

std::string banded(const scenario::Scenario& scenario, const ValueResult& result, core::ActorId actor, double utility) {
  return result.stated ? short_number(utility) : report::worth_of(scenario, actor, utility);
}

std::string range_words(const ValueResult& result, const DrawRange& range) {
  return utility_words(result, range.lo) + " to " + utility_words(result, range.hi);
}

std::string term_words(const scenario::Scenario& scenario, const scenario::DealTerm& term) {
  const auto& issue = scenario.issues[term.issue.index()];
  return issue.id + ": " + report::position_words(issue, issue.grid[term.at]);
}

}  // namespace entente::session::detail

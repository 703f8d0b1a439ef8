// SPDX-License-Identifier: Apache-2.0
// Words and tables that the text of a valuation is made of.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "apps/session/value.hpp"

namespace entente::session::detail {

/// Columns of one width each, as wide as their widest cell: words in the first `left` columns and from column `words` on,
/// flush left; numbers between, flush right. A column with nothing below its head is left out. Rows have equal lengths.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> head, std::size_t left = 1, std::size_t words = 1000)
      : left_(left), words_(words) {
    rows_.push_back(std::move(head));
  }
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Lines that begin with two spaces and have no space at their end.
  [[nodiscard]] std::string write() const;

 private:
  std::size_t left_, words_;
  std::vector<std::vector<std::string>> rows_;
};

/// How utilities are printed: as the file states them, or in points of each actor's own scale, with their sign.
[[nodiscard]] std::string utility_words(const ValueResult& result, double utility);
/// The same of a number that has no sign of its own (a shortfall, a reservation).
[[nodiscard]] std::string amount_words(const ValueResult& result, double utility);
/// A reservation or a shortfall, as a band where the scenario shows only bands of this actor.
[[nodiscard]] std::string banded(const scenario::Scenario& scenario, const ValueResult& result, core::ActorId actor,
                                 double utility);
/// "+1.2 to +3.4"
[[nodiscard]] std::string range_words(const ValueResult& result, const DrawRange& range);
/// "south_offtake 40 %"
[[nodiscard]] std::string term_words(const scenario::Scenario& scenario, const scenario::DealTerm& term);

}  // namespace entente::session::detail

// SPDX-License-Identifier: Apache-2.0
// Utilities as a file states them for the issues of one track: weights x values, tables or curves, summed over issues.
// Nothing is shifted or rescaled; no agreement is worth 0. No world, no time: discounting is the business of who uses it.
// Source: Keeney and Raiffa (1976), additive value functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "scenario/scenario.hpp"
#include "world/event.hpp"

namespace entente::valuation {

class StatedUtility {
 public:
  /// Numbers of the draw; the scenario must outlive this.
  StatedUtility(const scenario::Scenario& scenario, const scenario::Draw& draw, const scenario::Track& track);

  [[nodiscard]] std::size_t parties() const { return parties_; }
  [[nodiscard]] std::size_t issues() const { return issues_.size(); }
  [[nodiscard]] const scenario::Issue& issue(std::size_t k) const { return *issues_[k]; }

  /// Worth of a position of the grid, by its index.
  [[nodiscard]] double on_grid(std::size_t party, std::size_t issue, std::size_t position) const {
    return worth_[first_[party * issues_.size() + issue] + position];
  }
  /// Worth of any position inside the range; for a table: of the nearest position of the grid.
  [[nodiscard]] double at(std::size_t party, std::size_t issue, double position) const;
  [[nodiscard]] double of(std::size_t party, const world::Package& package) const {
    double sum = 0.0;
    const std::size_t* first = &first_[party * issues_.size()];
    for (std::size_t k = 0; k < issues_.size(); ++k) sum += worth_[first[k] + static_cast<std::size_t>(package.at[k])];
    return sum;
  }

  /// The same with issue `changed` at position `to`.
  [[nodiscard]] double of(std::size_t party, const world::Package& package, std::size_t changed, int to) const {
    double sum = 0.0;
    const std::size_t* first = &first_[party * issues_.size()];
    for (std::size_t k = 0; k < issues_.size(); ++k) {
      const int at = k == changed ? to : package.at[k];
      sum += worth_[first[k] + static_cast<std::size_t>(at)];
    }
    return sum;
  }

  /// Packages of the grid; saturates at 2^62.
  [[nodiscard]] std::int64_t packages() const;

  /// True if every issue is continuous and every worth concave in the position: then any lottery over packages is matched
  /// or bettered for everybody by a package.
  [[nodiscard]] bool concave() const;

  /// Position of one issue that maximises sum of weight x worth; weights at or above 0. Over the grid, or (anywhere) over
  /// the whole range, for which the issue must be continuous and concave. The lowest of equals on the grid.
  [[nodiscard]] std::size_t best_on_grid(std::size_t issue, std::span<const double> weight) const;
  [[nodiscard]] double best_anywhere(std::size_t issue, std::span<const double> weight) const;

 private:
  struct Form {
    double weight = 0.0;
    scenario::WorthForm form = scenario::WorthForm::linear;
    double power = 1.0, peak = 0.0;
    const std::vector<double>* table = nullptr;  // of the scenario, where it states one
  };
  void fill_grid(std::size_t party, std::size_t issue);
  [[nodiscard]] const Form& form(std::size_t party, std::size_t issue) const {
    return forms_[issue * parties_ + party];
  }
  [[nodiscard]] bool concave(std::size_t issue) const;
  /// Derivative strictly inside the range.
  [[nodiscard]] double slope(std::size_t party, std::size_t issue, double position) const;

  std::size_t parties_;
  std::vector<const scenario::Issue*> issues_;
  std::vector<Form> forms_;         // [issue * parties + party]
  std::vector<double> worth_;       // of every position of the grid, party after party, issue after issue
  std::vector<std::size_t> first_;  // [party * issues + issue]: where an issue's positions begin
};

}  // namespace entente::valuation

// SPDX-License-Identifier: Apache-2.0
// The rules on a finite set. All maximisers are efficient and in the zone, so the rules look only at efficient outcomes
// there; a tie is a criterion within kTie of the best, stage by stage for the rules that compare smallest first.
#include "analysis/solutions.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <string>

#include "core/detmath.hpp"
#include "core/pareto.hpp"

namespace entente::analysis {
namespace {

constexpr std::size_t kMost = 16;
using Values = std::array<double, kMost>;

class Solver {
 public:
  Solver(std::span<const double> utility, std::size_t parties, const Terms& terms)
      : utility_(utility), parties_(parties), terms_(completed(terms, parties)) {
    out_.parties = parties;
    out_.outcomes = static_cast<std::uint32_t>(utility.size() / parties);
    for (std::size_t i = 0; i < parties; ++i) least_[i] = least(terms_, i);
  }

  Solutions run() {
    out_.frontier = core::pareto_frontier(utility_, parties_);
    for (std::uint32_t k = 0; k < out_.outcomes; ++k) out_.acceptable += suits(k) ? 1u : 0u;
    for (const std::uint32_t k : out_.frontier) {
      if (suits(k)) out_.zone.push_back(k);
    }
    for (std::size_t r = 0; r < kRules; ++r) {
      Choice choice;
      choice.rule = static_cast<Rule>(r);
      out_.choices.push_back(choice);
    }
    if (out_.zone.empty()) {
      find_gaps();
      return std::move(out_);
    }
    find_ideals();
    nash(at(Rule::nash));
    smallest_first(at(Rule::kalai_smorodinsky), share_unit_, 1.0);
    equal_shares(at(Rule::equal_shares));
    Values one{};
    one.fill(1.0);
    smallest_first(at(Rule::egalitarian), one, largest_surplus());
    utilitarian(at(Rule::utilitarian));
    return std::move(out_);
  }

 private:
  [[nodiscard]] Choice& at(Rule rule) { return out_.choices[static_cast<std::size_t>(rule)]; }
  [[nodiscard]] double u(std::uint32_t outcome, std::size_t party) const {
    return utility_[outcome * parties_ + party];
  }
  [[nodiscard]] double surplus(std::uint32_t k, std::size_t i) const { return u(k, i) - terms_.disagreement[i]; }

  [[nodiscard]] bool suits(std::uint32_t outcome) const {
    for (std::size_t i = 0; i < parties_; ++i) {
      if (!(u(outcome, i) >= least_[i])) return false;
    }
    return true;
  }

  void find_ideals() {
    out_.ideal.assign(parties_, -std::numeric_limits<double>::infinity());
    for (const std::uint32_t k : out_.zone) {
      for (std::size_t i = 0; i < parties_; ++i) out_.ideal[i] = std::max(out_.ideal[i], u(k, i));
    }
    for (std::size_t i = 0; i < parties_; ++i) {
      const double ideal = out_.ideal[i] - terms_.disagreement[i];
      share_unit_[i] = ideal > 0.0 ? 1.0 / ideal : 0.0;  // 0: the party cannot gain; its share counts as whole
    }
  }

  [[nodiscard]] double largest_surplus() const {
    double most = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) most = std::max(most, out_.ideal[i] - terms_.disagreement[i]);
    return most;
  }

  /// Sum of w log(surplus / ideal surplus) over parties that can gain; -infinity if one of them gains nothing.
  [[nodiscard]] double log_product(std::uint32_t k) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (share_unit_[i] == 0.0) continue;
      const double share = surplus(k, i) * share_unit_[i];
      if (!(share > 0.0)) return -std::numeric_limits<double>::infinity();
      sum += terms_.weight[i] * det::log(share);
    }
    return sum;
  }

  void nash(Choice& choice) const {
    std::vector<double> value;
    double best = -std::numeric_limits<double>::infinity();
    for (const std::uint32_t k : out_.zone) {
      value.push_back(log_product(k));
      best = std::max(best, value.back());
    }
    if (!(best > -std::numeric_limits<double>::infinity())) {
      choice.answer = Answer::undefined;
      return;
    }
    double weights = 0.0;
    for (const double w : terms_.weight) weights += w;
    for (std::size_t z = 0; z < value.size(); ++z) {
      if (value[z] >= best - kTie * weights) choice.outcomes.push_back(out_.zone[z]);
    }
    choice.answer = Answer::found;
    choice.value = 1.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (share_unit_[i] > 0.0) choice.value *= det::pow(surplus(choice.outcomes[0], i), terms_.weight[i]);
    }
  }

  /// Leximin of surplus x unit: the largest smallest value, then the largest second smallest, and so on.
  void smallest_first(Choice& choice, const Values& unit, double scale) const {
    std::vector<Values> sorted;
    sorted.reserve(out_.zone.size());
    for (const std::uint32_t k : out_.zone) {
      Values v{};
      for (std::size_t i = 0; i < parties_; ++i) v[i] = unit[i] > 0.0 ? surplus(k, i) * unit[i] : scale;
      std::sort(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(parties_));
      sorted.push_back(v);
    }
    std::vector<std::size_t> left(sorted.size());
    for (std::size_t z = 0; z < left.size(); ++z) left[z] = z;
    for (std::size_t stage = 0; stage < parties_; ++stage) {
      double best = -std::numeric_limits<double>::infinity();
      for (const std::size_t z : left) best = std::max(best, sorted[z][stage]);
      if (stage == 0) choice.value = best;
      const double bar = best - kTie * scale;
      left.erase(std::remove_if(left.begin(), left.end(), [&](std::size_t z) { return sorted[z][stage] < bar; }),
                 left.end());
    }
    for (const std::size_t z : left) choice.outcomes.push_back(out_.zone[z]);
    choice.answer = Answer::found;
  }

  void equal_shares(Choice& choice) const {
    std::vector<double> spread;
    double best = std::numeric_limits<double>::infinity();
    for (const std::uint32_t k : out_.zone) {
      double low = 1.0, high = 0.0;
      for (std::size_t i = 0; i < parties_; ++i) {
        if (share_unit_[i] == 0.0) continue;
        low = std::min(low, surplus(k, i) * share_unit_[i]);
        high = std::max(high, surplus(k, i) * share_unit_[i]);
      }
      spread.push_back(std::max(0.0, high - low));
      best = std::min(best, spread.back());
    }
    for (std::size_t z = 0; z < spread.size(); ++z) {
      if (spread[z] <= best + kTie) choice.outcomes.push_back(out_.zone[z]);
    }
    choice.value = best;
    choice.answer = Answer::found;
  }

  void utilitarian(Choice& choice) const {
    double weights = 0.0;
    for (const double w : terms_.weight) weights += w;
    const auto sum = [this](std::uint32_t k) {
      double total = 0.0;
      for (std::size_t i = 0; i < parties_; ++i) total += terms_.weight[i] * u(k, i);
      return total;
    };
    double best = -std::numeric_limits<double>::infinity();
    for (const std::uint32_t k : out_.zone) best = std::max(best, sum(k));
    const double bar = best - kTie * weights * largest_surplus();
    for (const std::uint32_t k : out_.zone) {
      if (sum(k) >= bar) choice.outcomes.push_back(k);
    }
    choice.value = best;
    choice.answer = Answer::found;
  }

  void find_gaps() {
    Gaps gaps;
    const double none = -std::numeric_limits<double>::infinity();
    gaps.best.assign(parties_, none);
    std::vector<double> suits_others(parties_, none);
    double smallest = std::numeric_limits<double>::infinity();
    for (std::uint32_t k = 0; k < out_.outcomes; ++k) {
      double worst = 0.0;
      std::size_t refusals = 0, refuser = 0;
      for (std::size_t i = 0; i < parties_; ++i) {
        gaps.best[i] = std::max(gaps.best[i], u(k, i));
        if (u(k, i) >= least_[i]) continue;
        worst = std::max(worst, least_[i] - u(k, i));
        refuser = i;
        ++refusals;
      }
      if (refusals == 1) suits_others[refuser] = std::max(suits_others[refuser], u(k, refuser));
      if (worst < smallest) {
        smallest = worst;
        gaps.closest = k;
      }
    }
    for (std::size_t i = 0; i < parties_; ++i) {
      gaps.shortfall.push_back(std::max(0.0, least_[i] - u(gaps.closest, i)));
      gaps.alone.push_back(least_[i] - suits_others[i]);
    }
    out_.gaps = std::move(gaps);
  }

  std::span<const double> utility_;
  std::size_t parties_;
  Terms terms_;
  Values least_{}, share_unit_{};
  Solutions out_;
};

void fill(std::vector<double>& list, std::size_t parties, const char* what, double value) {
  if (list.empty()) list.assign(parties, value);
  if (list.size() != parties) throw std::invalid_argument(std::string("as many ") + what + " as parties are needed");
}

}  // namespace

std::string_view rule_key(Rule rule) {
  switch (rule) {
    case Rule::nash: return "nash";
    case Rule::kalai_smorodinsky: return "kalai_smorodinsky";
    case Rule::equal_shares: return "equal_shares";
    case Rule::egalitarian: return "egalitarian";
    case Rule::utilitarian: return "utilitarian";
  }
  return "";
}

std::string_view rule_text(Rule rule, bool mixed) {
  switch (rule) {
    case Rule::nash:
      return "largest product of (utility - disagreement)^weight in the zone, over the parties that can gain there";
    case Rule::kalai_smorodinsky:
      return "largest smallest share (utility - disagreement) / (ideal - disagreement), ideal = a party's most in the "
             "zone; ties by the next smallest share";
    case Rule::equal_shares:
      return mixed ? "not computed: with lotteries the shares are equal at the kalai_smorodinsky point wherever they "
                     "can be"
                   : "the efficient outcome in the zone whose shares of the ideal differ least (largest - smallest)";
    case Rule::egalitarian:
      return "largest smallest (utility - disagreement) in the zone; ties by the next smallest (leximin); depends on "
             "the "
             "units of utility";
    case Rule::utilitarian:
      return mixed
                 ? "largest sum of weight x utility in the zone; ties by the egalitarian rule; depends on the units of "
                   "utility"
                 : "largest sum of weight x utility in the zone; depends on the units of utility";
  }
  return "";
}

Terms completed(const Terms& terms, std::size_t parties) {
  Terms out = terms;
  fill(out.reservation, parties, "reservations", 0.0);
  if (out.disagreement.empty()) out.disagreement = out.reservation;
  fill(out.disagreement, parties, "disagreement utilities", 0.0);
  fill(out.weight, parties, "weights", 1.0);
  for (const double w : out.weight) {
    if (!(w > 0.0)) throw std::invalid_argument("a bargaining weight must be above 0");
  }
  return out;
}

double least(const Terms& terms, std::size_t party) {
  return std::max(terms.reservation[party], terms.disagreement[party]);
}

Solutions solve(std::span<const double> utility, std::size_t parties, const Terms& terms) {
  if (parties == 0 || parties > kMost) throw std::invalid_argument("solutions are of 1 to 16 parties");
  if (utility.empty() || utility.size() % parties != 0)
    throw std::invalid_argument("utilities are not outcomes x parties");
  return Solver(utility, parties, terms).run();
}

}  // namespace entente::analysis

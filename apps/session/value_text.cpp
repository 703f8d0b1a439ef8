// SPDX-License-Identifier: Apache-2.0
// A valuation in words: who would sign and who blocks, why, what each term does, how far beliefs and luck reach.
#include <algorithm>

#include "apps/session/value.hpp"
#include "apps/session/value_words.hpp"
#include "apps/session/words.hpp"
#include "report/words.hpp"

namespace entente::session {
namespace {

using detail::amount_words;
using detail::banded;
using detail::range_words;
using detail::term_words;
using detail::TextTable;
using detail::utility_words;

class Text {
 public:
  Text(const scenario::Scenario& s, const ValueResult& r) : s_(s), r_(r), track_(s.tracks[r.deal.track.index()]) {}

  std::string write() {
    head();
    who();
    blocks();
    if (!r_.terms.empty()) {
      why();
      terms();
      arenas();
      beliefs();
    }
    sampled();
    limits();
    return out_;
  }

 private:
  [[nodiscard]] const std::string& id(std::size_t a) const { return s_.actors[r_.actors[a].index()].id; }
  [[nodiscard]] std::string name(std::size_t a) const {
    const std::string text = report::actor_name(s_, r_.actors[a]);
    return text == id(a) ? text : text + " (" + id(a) + ")";
  }
  [[nodiscard]] std::size_t n() const { return r_.draws.size(); }
  [[nodiscard]] std::string of_draws(std::uint32_t count) const {
    return std::to_string(count) + " of " + std::to_string(n()) + " draws";
  }
  [[nodiscard]] std::string signed_(double utility) const { return utility_words(r_, utility); }
  [[nodiscard]] bool blocks_at_modes(std::size_t a) const { return r_.modes.gain[a] < r_.modes.reservation[a]; }
  void table(const TextTable& table) { out_ += table.write(); }

  void head() {
    out_ += (r_.deal.title.empty() ? std::string("A package") : r_.deal.title) + ", on " + track_.title + " (" +
            track_.id + ")\n";
    out_ += "valued in the world of " + month_text(s_, r_.month) +
            (r_.month == 0 ? " (as_of)" : ", played from as_of with ordinary luck, talks as they went") +
            ", against no deal on these talks\n";
    if (r_.stated) {
      out_ += "utilities as the file states them\n";
    } else {
      out_ += "worth in points of each actor's own scale; points of different actors cannot be compared\n";
    }
    for (const auto& term : r_.terms) {
      const auto& issue = s_.issues[term.issue.index()];
      out_ += "  " + issue.title + ": " + report::position_words(issue, issue.grid[term.at]) + " (" + issue.id + ")\n";
    }
    out_ += r_.terms.empty() ? "  nothing differs from the status quo\n"
                             : "  everything else on these talks stays as it is\n";
    if (r_.failed > 0)
      out_ += std::to_string(r_.failed) + " draws failed and are left out; first: " + r_.first_failure + "\n";
    const auto standing = count_draws(r_, [](const PackageWorth& w) { return w.standing; });
    if (r_.modes.standing || standing > 0) {
      out_ += "by then these talks have a text already " + std::string(r_.modes.standing ? "at the modes and " : "") +
              "in " + of_draws(standing) + "; the package is valued against no deal there too\n";
    }
  }

  void who() {
    out_ += "\nWho would sign\n";
    TextTable t({"", "", "at the modes", "8 in 10 draws", "needs", "would sign at the modes", "in draws"}, 2, 5);
    for (std::size_t a = 0; a < r_.actors.size(); ++a) {
      const bool party = a < r_.parties;
      const DrawRange range = over_draws(r_, [a](const PackageWorth& w) { return w.gain[a]; });
      const std::string verdict =
          !party ? "not asked"
          : !blocks_at_modes(a)
              ? "yes"
              : "no, short by " + banded(s_, r_, r_.actors[a], r_.modes.reservation[a] - r_.modes.gain[a]);
      t.row({name(a), party ? "party" : "outside", signed_(r_.modes.gain[a]), n() > 0 ? range_words(r_, range) : "",
             party ? banded(s_, r_, r_.actors[a], r_.modes.reservation[a]) : "", verdict, draws_words(a)});
    }
    table(t);
    if (n() > 0) {
      const auto all = count_draws(r_, [this](const PackageWorth& w) { return suits_all(r_, w, w.gain); });
      out_ += "  suits every party in " + of_draws(all) + "\n";
    }
  }

  [[nodiscard]] std::string draws_words(std::size_t a) const {
    if (n() == 0) return "";
    if (a < r_.parties)
      return of_draws(count_draws(r_, [a](const PackageWorth& w) { return w.gain[a] >= w.reservation[a]; }));
    const auto gains = count_draws(r_, [a](const PackageWorth& w) { return w.gain[a] > kNoUtility; });
    const auto loses = count_draws(r_, [a](const PackageWorth& w) { return w.gain[a] < -kNoUtility; });
    if (gains == 0 && loses == 0) return "untouched in all draws";
    return "gains in " + std::to_string(gains) + ", loses in " + of_draws(loses);
  }

  /// Who stands in the way, what it dislikes most, and which single term's absence would bring everybody in.
  void blocks() {
    const auto below = [](std::size_t a, const PackageWorth& w) { return w.gain[a] < w.reservation[a]; };
    const bool suits = suits_all(r_, r_.modes, r_.modes.gain);
    out_ += suits ? "\nNobody blocks at the modes\n" : "\nWho blocks\n";
    for (std::size_t a = 0; a < r_.parties; ++a) {
      const auto no = count_draws(r_, [&](const PackageWorth& w) { return below(a, w); });
      if (!below(a, r_.modes) && no == 0) continue;
      const std::string draws = n() > 0 ? "in " + of_draws(no) : "";
      out_ += "  " + name(a) + " blocks ";
      if (below(a, r_.modes)) {
        out_ += "at the modes, short by " + banded(s_, r_, r_.actors[a], r_.modes.reservation[a] - r_.modes.gain[a]) +
                (draws.empty() ? "" : ", and ");
      }
      out_ += draws + worst_terms(a) + "\n";
    }
    const auto all = count_draws(r_, [this](const PackageWorth& w) { return suits_all(r_, w, w.gain); });
    for (std::size_t t = 0; t < r_.terms.size() && r_.terms.size() > 1; ++t) {
      const bool now = !suits && suits_all(r_, r_.modes, r_.modes.left_out[t]);
      const auto draws = count_draws(r_, [&](const PackageWorth& w) { return suits_all(r_, w, w.left_out[t]); });
      if (!now && draws <= all) continue;
      out_ += "  without " + s_.issues[r_.terms[t].issue.index()].id + " it would suit every party " +
              (now ? "at the modes" : "") + (now && n() > 0 ? ", and " : "") +
              (n() > 0 ? "in " + of_draws(draws) : "") + "\n";
    }
  }

  /// The two terms whose absence would help the actor most.
  [[nodiscard]] std::string worst_terms(std::size_t a) const {
    std::vector<std::pair<double, std::size_t>> cost;
    for (std::size_t t = 0; t < r_.terms.size(); ++t) cost.emplace_back(r_.modes.gain[a] - r_.modes.left_out[t][a], t);
    std::stable_sort(cost.begin(), cost.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    std::string out;
    for (std::size_t k = 0; k < cost.size() && k < 2 && cost[k].first < 0.0; ++k) {
      out += (out.empty() ? "; dearest to it: " : ", ") + s_.issues[r_.terms[cost[k].second].issue.index()].id + " (" +
             signed_(cost[k].first) + ")";
    }
    return out;
  }

  void why() {
    if (r_.stated) return;
    out_ += "\nWhy: what changes for each in what it counts, over its horizon\n";
    TextTable t({"", "", "points", "8 in 10 draws", "change at the modes"}, 2, 4);
    for (std::size_t a = 0; a < r_.actors.size(); ++a) {
      const auto& list = s_.actors[r_.actors[a].index()].attributes;
      bool first = true;
      for (std::size_t k = 0; k < list.size(); ++k) {
        const DrawRange range = over_draws(r_, [a, k](const PackageWorth& w) { return w.part[a][k]; });
        const std::string points = signed_(r_.modes.part[a][k]), between = range_words(r_, range);
        if (points == "0" && between == "0 to 0") continue;
        const std::string change = report::plain_number(r_.modes.change[a][k]);
        t.row({first ? id(a) : "", report::attribute_words(s_, list[k]), points, n() > 0 ? between : "",
               (r_.modes.change[a][k] > 0.0 && change != "0" ? "+" : "") + change + " " +
                   report::measure_unit(list[k].measure)});
        first = false;
      }
      if (r_.modes.beside[a] != 0.0)
        t.row({first ? id(a) : "", "rival talks made less likely", signed_(r_.modes.beside[a]), "", ""});
    }
    table(t);
  }

  /// One row of numbers by actor.
  [[nodiscard]] std::vector<std::string> row(const std::string& label, const std::vector<double>& number) const {
    std::vector<std::string> out{label};
    for (const double x : number) out.push_back(signed_(x));
    return out;
  }
  [[nodiscard]] std::vector<std::string> columns(const std::string& label) const {
    std::vector<std::string> out{label};
    for (std::size_t a = 0; a < r_.actors.size(); ++a) out.push_back(id(a));
    return out;
  }

  void terms() {
    out_ += "\nWhat each term gives alone, at the modes\n";
    TextTable alone(columns(""));
    std::vector<double> sum(r_.actors.size(), 0.0), together(r_.actors.size(), 0.0);
    for (std::size_t t = 0; t < r_.terms.size(); ++t) {
      alone.row(row(term_words(s_, r_.terms[t]), r_.modes.alone[t]));
      for (std::size_t a = 0; a < sum.size(); ++a) sum[a] += r_.modes.alone[t][a];
    }
    for (std::size_t a = 0; a < sum.size(); ++a) {
      sum[a] += r_.modes.nothing[a];
      together[a] = interaction(r_.modes, a);
    }
    const auto worth_something = [](double x) { return x != 0.0; };
    if (std::any_of(r_.modes.nothing.begin(), r_.modes.nothing.end(), worth_something))
      alone.row(row("a text that changes nothing", r_.modes.nothing));
    alone.row(row("sum of these", sum));
    alone.row(row("the whole package", r_.modes.gain));
    alone.row(row("interaction: whole less sum", together));
    table(alone);
    if (r_.terms.size() < 2) return;
    out_ += "\nWhat each term adds as the last one: the package less the package without it\n";
    TextTable last(columns(""));
    for (std::size_t t = 0; t < r_.terms.size(); ++t) {
      std::vector<double> added(r_.actors.size());
      for (std::size_t a = 0; a < added.size(); ++a) added[a] = r_.modes.gain[a] - r_.modes.left_out[t][a];
      last.row(row(term_words(s_, r_.terms[t]), added));
    }
    table(last);
  }

  void arenas() {
    if (r_.modes.both.empty()) return;
    out_ += "\nRights and security: what they are worth apart and together, at the modes\n";
    out_ += "  rights: " + names(r_.rights) + "; security: " + names(r_.security) + "\n";
    TextTable t(columns(""));
    std::vector<double> more(r_.actors.size());
    for (std::size_t a = 0; a < more.size(); ++a)
      more[a] = r_.modes.both[a] - r_.modes.rights[a] - r_.modes.security[a];
    t.row(row("neither", std::vector<double>(r_.actors.size(), 0.0)));
    t.row(row("rights alone", r_.modes.rights));
    t.row(row("security alone", r_.modes.security));
    t.row(row("both", r_.modes.both));
    t.row(row("together more than apart", more));
    table(t);
  }
  [[nodiscard]] std::string names(const std::vector<char>& chosen) const {
    std::string out;
    for (std::size_t t = 0; t < chosen.size(); ++t) {
      if (chosen[t] != 0) out += (out.empty() ? "" : ", ") + s_.issues[r_.terms[t].issue.index()].id;
    }
    return out;
  }

  void beliefs() {
    if (r_.beliefs.empty()) return;
    out_ +=
        "\nIf everybody believed something else: one belief at an end of its range, all other numbers at the modes\n";
    TextTable t(columns(""));
    t.row(row("as believed", r_.modes.gain));
    for (const BeliefRow& belief : r_.beliefs) {
      const std::string unit = belief.unit == "share" ? "" : " " + belief.unit;
      t.row(row(belief.key + " " + report::plain_number(belief.lo) + unit, belief.gain_lo));
      t.row(row(belief.key + " " + report::plain_number(belief.hi) + unit, belief.gain_hi));
    }
    table(t);
    out_ +=
        "  delivery.A: share of A's pledges believed to be delivered; chance.T: prior chance a month that T "
        "concludes\n";
  }

  void sampled() {
    if (!r_.sampled) return;
    out_ += "\nProjected against " + std::to_string(r_.sampled->paths) +
            " sampled futures with and without the package, at the modes\n";
    TextTable t({"", "projected", "sampled", "standard error"});
    for (std::size_t a = 0; a < r_.actors.size(); ++a) {
      t.row({id(a), signed_(r_.modes.gain[a] - r_.modes.beside[a]), signed_(r_.sampled->gain[a]),
             amount_words(r_, r_.sampled->error[a])});
    }
    table(t);
    out_ += "  rival talks made less likely are left out of both\n";
  }

  void limits() {
    out_ += "\npurpose: " + s_.purpose + "; properties of this model and these inputs. Not for:\n";
    for (const std::string& line : s_.not_for) out_ += "  - " + line + "\n";
  }

  const scenario::Scenario& s_;
  const ValueResult& r_;
  const scenario::Track& track_;
  std::string out_;
};

}  // namespace

std::string value_text(const Case& loaded, const ValueResult& result) {
  return Text(loaded.scenario(), result).write();
}

}  // namespace entente::session

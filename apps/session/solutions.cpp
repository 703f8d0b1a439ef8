// SPDX-License-Identifier: Apache-2.0
// From a case to a game: utilities of the track's packages, terms, and the set on which the rules are solved.
#include <algorithm>
#include <cmath>

#include "analysis/solutions_mixed.hpp"
#include "apps/session/bargain.hpp"
#include "apps/session/bargain_words.hpp"
#include "core/detmath.hpp"
#include "core/text.hpp"
#include "valuation/stated.hpp"

namespace entente::session {
namespace {

constexpr std::int64_t kMostPackages = 1000000;  // that are listed
constexpr int kSupports = 20;                    // steps of weight along a two-party frontier, to be shown
constexpr int kCurve = 2000;                     // the same, to play on
constexpr std::int64_t kMostRounds = 100000;

class Game {
 public:
  Game(const scenario::Scenario& scenario, const scenario::Draw& draw, core::TrackId id, SolutionsResult& out)
      : track_(scenario.tracks[id.index()]), draw_(draw), stated_(scenario, draw, track_), out_(out) {
    out_.packages = stated_.packages();
    for (const scenario::Party& party : track_.parties) {
      out_.terms.reservation.push_back(draw[party.reservation]);
      const scenario::Num discount = scenario.actors[party.actor.index()].discount;
      out_.discount.push_back(discount.valid() ? draw[discount] : 1.0);
    }
  }

  Refusal choose(OutcomeSet set) {
    const bool concave = stated_.concave();
    out_.set = set != OutcomeSet::automatic ? set : concave ? OutcomeSet::continuous : OutcomeSet::grid;
    out_.everywhere = concave && out_.set != OutcomeSet::grid;
    if (out_.set == OutcomeSet::continuous && !concave) {
      return "positions between those of the grid are solved exactly only where every issue is continuous and every "
             "worth "
             "concave; use --set grid or --set lotteries";
    }
    if (out_.set == OutcomeSet::grid && out_.packages > kMostPackages) {
      return std::to_string(out_.packages) + " packages are too many to list (at most " +
             std::to_string(kMostPackages) + "); use --set lotteries, or a coarser grid";
    }
    return std::nullopt;
  }

  void solve_grid() {
    std::vector<double> table;
    list(table);
    const std::size_t parties = stated_.parties();
    const analysis::Solutions found = analysis::solve(table, parties, out_.terms);
    out_.acceptable = found.acceptable;
    out_.frontier_in_zone = found.zone.size();
    out_.ideal = found.ideal;
    for (const std::uint32_t k : found.frontier) out_.frontier.push_back(listed(table, k));
    for (const analysis::Choice& choice : found.choices) {
      RuleResult rule;
      rule.rule = choice.rule;
      rule.answer = choice.answer;
      rule.value = choice.value;
      rule.ties = choice.outcomes.size();
      for (const std::uint32_t k : choice.outcomes) {
        if (rule.at.size() < kMostTies) rule.at.push_back(listed(table, k));
      }
      if (!rule.at.empty()) rule.utility = rule.at.front().utility;
      out_.rules.push_back(std::move(rule));
    }
    if (found.gaps) {
      out_.no_zone = true;
      out_.best = found.gaps->best;
      out_.shortfall = found.gaps->shortfall;
      out_.alone = found.gaps->alone;
      out_.closest = listed(table, found.gaps->closest);
    }
    if (parties == 2) alternate(table);
  }

  void solve_set() {
    const analysis::BestPoint best = [this](std::span<const double> weight) { return best_point(weight); };
    const std::size_t parties = stated_.parties();
    const analysis::MixedSolutions found = analysis::solve_mixed(best, parties, out_.terms);
    out_.ideal = found.ideal;
    for (const analysis::MixedChoice& choice : found.choices) {
      RuleResult rule;
      rule.rule = choice.rule;
      rule.answer = choice.answer;
      rule.value = choice.value;
      if (choice.answer == analysis::Answer::found) {
        rule.at = parts(choice.at);
        rule.lottery = rule.at.size() > 1;
        rule.ties = 1;
        rule.utility = rule.lottery ? choice.at.utility : rule.at.front().utility;
      }
      out_.rules.push_back(std::move(rule));
    }
    if (found.gaps) {
      out_.no_zone = true;
      out_.best = found.gaps->best;
      out_.shortfall = found.gaps->shortfall;
      out_.alone = found.gaps->alone;
      Agreement closest;
      closest.utility = found.gaps->closest.utility;
      if (const std::vector<Agreement> at = parts(found.gaps->closest); at.size() == 1) closest = at.front();
      out_.closest = closest;
    }
    if (parties == 2) {
      support();
      alternate_on_curve();
    }
  }

 private:
  /// Package number k has position k % n of the first issue, and so on.
  void list(std::vector<double>& table) const {
    const auto count = static_cast<std::size_t>(out_.packages);
    const std::size_t parties = stated_.parties();
    table.assign(count * parties, 0.0);
    std::size_t block = 1;
    for (std::size_t issue = 0; issue < stated_.issues(); ++issue) {
      const std::size_t positions = stated_.issue(issue).grid.size();
      for (std::size_t k = 0; k < count; ++k) {
        const std::size_t at = k / block % positions;
        for (std::size_t p = 0; p < parties; ++p) table[k * parties + p] += stated_.on_grid(p, issue, at);
      }
      block *= positions;
    }
  }

  [[nodiscard]] Agreement listed(const std::vector<double>& table, std::uint32_t k) const {
    Agreement out;
    std::size_t rest = k;
    for (std::size_t issue = 0; issue < stated_.issues(); ++issue) {
      const std::vector<double>& grid = stated_.issue(issue).grid;
      out.position.push_back(grid[rest % grid.size()]);
      rest /= grid.size();
    }
    const auto from = table.begin() + static_cast<std::ptrdiff_t>(k * stated_.parties());
    out.utility.assign(from, from + static_cast<std::ptrdiff_t>(stated_.parties()));
    return out;
  }

  [[nodiscard]] analysis::Point best_point(std::span<const double> weight) const {
    analysis::Point out;
    out.utility.assign(stated_.parties(), 0.0);
    for (std::size_t issue = 0; issue < stated_.issues(); ++issue) {
      const double x = out_.everywhere ? stated_.best_anywhere(issue, weight)
                                       : stated_.issue(issue).grid[stated_.best_on_grid(issue, weight)];
      out.position.push_back(x);
      for (std::size_t p = 0; p < stated_.parties(); ++p) out.utility[p] += stated_.at(p, issue, x);
    }
    return out;
  }

  /// The parts of a lottery; where every worth is concave, the one package of mean positions, which is at least as good.
  [[nodiscard]] std::vector<Agreement> parts(const analysis::Mixture& mixture) const {
    std::vector<Agreement> out;
    for (std::size_t j = 0; j < mixture.points.size(); ++j) {
      out.push_back({mixture.points[j].position, mixture.points[j].utility, mixture.chance[j]});
    }
    if (!out_.everywhere || out.size() <= 1) return out;
    Agreement mean;
    mean.position.assign(stated_.issues(), 0.0);
    mean.utility.assign(stated_.parties(), 0.0);
    for (const Agreement& part : out) {
      for (std::size_t k = 0; k < stated_.issues(); ++k) mean.position[k] += part.chance * part.position[k];
    }
    for (std::size_t p = 0; p < stated_.parties(); ++p) {
      for (std::size_t k = 0; k < stated_.issues(); ++k) mean.utility[p] += stated_.at(p, k, mean.position[k]);
    }
    return {mean};
  }

  /// Points of the frontier that weights between the two parties pick out.
  void support() {
    for (int step = 0; step <= kSupports; ++step) {
      const double w = static_cast<double>(step) / kSupports;
      const double weight[2] = {w, 1.0 - w};
      const analysis::Point point = best_point(weight);
      const bool again = !out_.frontier.empty() && out_.frontier.back().utility == point.utility;
      if (!again) out_.frontier.push_back({point.position, point.utility, 1.0});
    }
  }

  /// The clock of the track; no rounds if there is nothing to play.
  [[nodiscard]] analysis::Clock clock() const {
    analysis::Clock out;
    const double per_month = draw_[track_.rounds_per_month];
    const auto rounds = static_cast<std::int64_t>(std::floor(per_month * draw_[track_.deadline] + 1e-9));
    out.rounds = out_.no_zone || rounds > kMostRounds ? 0 : rounds;
    for (std::size_t i = 0; i < 2; ++i) {
      out.patience[i] = (1.0 - draw_[track_.breakdown]) * det::pow(out_.discount[i], 1.0 / per_month);
    }
    return out;
  }
  [[nodiscard]] static std::array<double, 2> pair(const std::vector<double>& x) { return {x[0], x[1]}; }

  template <class Play>
  void for_each_first(const Play& play) {
    analysis::Clock with = clock();
    for (std::size_t first = 0; first < 2 && with.rounds > 0; ++first) {
      with.first = first;
      Alternation one;
      one.first = first;
      one.rounds = with.rounds;
      one.patience = {with.patience[0], with.patience[1]};
      play(with, one);
      out_.alternating.push_back(std::move(one));
    }
  }

  void alternate(const std::vector<double>& table) {
    for_each_first([&](const analysis::Clock& with, Alternation& one) {
      const analysis::Induction found =
          analysis::backward_induction(table, pair(out_.terms.disagreement), pair(out_.terms.reservation), with);
      one.round = found.round;
      if (found.outcome >= 0) one.at = listed(table, static_cast<std::uint32_t>(found.outcome));
    });
  }

  void alternate_on_curve() {
    std::vector<Agreement> points;
    std::vector<double> corners;
    for (int step = 0; step <= kCurve; ++step) {
      const double w = static_cast<double>(step) / kCurve;
      const double weight[2] = {w, 1.0 - w};
      const analysis::Point p = best_point(weight);
      if (!corners.empty() && (p.utility[0] <= corners[corners.size() - 2] || p.utility[1] >= corners.back())) continue;
      corners.insert(corners.end(), p.utility.begin(), p.utility.end());
      points.push_back({p.position, p.utility, 1.0});
    }
    for_each_first([&](const analysis::Clock& with, Alternation& one) {
      const analysis::CurveInduction found = analysis::backward_induction_on_curve(
          corners, pair(out_.terms.disagreement), pair(out_.terms.reservation), with);
      one.round = found.round;
      if (found.from < 0) return;
      Agreement at = points[static_cast<std::size_t>(found.from)];
      at.utility = {found.utility[0], found.utility[1]};
      if (found.part > 0.0) {
        const Agreement& next = points[static_cast<std::size_t>(found.from) + 1];
        for (std::size_t k = 0; k < at.position.size(); ++k)
          at.position[k] += found.part * (next.position[k] - at.position[k]);
        if (!out_.everywhere) at.position.clear();  // a lottery between two packages
      }
      one.at = at;
    });
  }

  const scenario::Track& track_;
  const scenario::Draw& draw_;
  valuation::StatedUtility stated_;
  SolutionsResult& out_;
};

Refusal place(const Case& loaded, const scenario::Track& track,
              const std::vector<std::pair<std::string, double>>& given, const char* what, std::vector<double>& out) {
  for (const auto& [id, value] : given) {
    std::vector<std::string> ids;
    for (std::size_t p = 0; p < track.parties.size(); ++p) ids.push_back(detail::party_id(loaded.scenario(), track, p));
    const auto it = std::find(ids.begin(), ids.end(), id);
    if (it == ids.end()) {
      return "'" + id + "' is not a party of " + track.id + " (" + core::join(ids, ", ") + ")";
    }
    if (!std::isfinite(value)) return std::string("the ") + what + " of " + id + " is not a number";
    out[static_cast<std::size_t>(it - ids.begin())] = value;
  }
  return std::nullopt;
}

}  // namespace

Refusal choose_track(const Case& loaded, const std::string& name, core::TrackId& out) {
  const auto& tracks = loaded.scenario().tracks;
  std::vector<std::string> ids;
  for (const scenario::Track& track : tracks) ids.push_back(track.id);
  if (tracks.empty()) return "the case has no talks";
  if (name.empty() && tracks.size() > 1)
    return "the case has several talks; name one with --track: " + core::join(ids, ", ");
  const auto it = name.empty() ? ids.begin() : std::find(ids.begin(), ids.end(), name);
  if (it == ids.end()) {
    const auto near = core::nearest(name, std::span<const std::string>(ids));
    return "there are no talks '" + name + "'" +
           (near ? "; did you mean " + *near + "?" : ": " + core::join(ids, ", "));
  }
  out = core::TrackId::at(static_cast<std::size_t>(it - ids.begin()));
  const scenario::Track& track = tracks[out.index()];
  if (track.parties.size() < 2) return track.id + " has fewer than two parties here";
  if (track.issues.empty()) return track.id + " has no issues";
  return std::nullopt;
}

Refusal solutions(const Session& session, const Case& loaded, const SolutionsRequest& request, SolutionsResult& out) {
  const scenario::Scenario& s = loaded.scenario();
  if (Refusal no = choose_track(loaded, request.track, out.track)) return no;
  const auto preference = session.registry().preference.find(s.preference.key);
  if (preference == session.registry().preference.end() || preference->second.needs_world) {
    return "solutions need utilities that the file states; preference '" + s.preference.key +
           "' makes them from a world";
  }
  const scenario::Track& track = s.tracks[out.track.index()];
  const scenario::Draw draw = scenario::make_draw(s, s.seed, request.draw);
  Game game(s, draw, out.track, out);
  out.terms.disagreement = out.terms.reservation;
  out.terms.weight.assign(track.parties.size(), 1.0);
  if (Refusal no = place(loaded, track, request.weights, "weight", out.terms.weight)) return no;
  if (Refusal no = place(loaded, track, request.disagreement, "disagreement utility", out.terms.disagreement))
    return no;
  for (const double w : out.terms.weight) {
    if (!(w > 0.0)) return "a bargaining weight must be above 0";
  }
  if (Refusal no = game.choose(request.set)) return no;
  out.set == OutcomeSet::grid ? game.solve_grid() : game.solve_set();
  return std::nullopt;
}

}  // namespace entente::session
